"""``Checkpoint``: saves objects with all their variables, and restores them.

A variable is found again by the names that lead to it from object to object. The files
are TensorFlow's: a tensor for each variable, and the net of objects as a message.

Source: tf.train.Checkpoint.
"""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from teachflow.checkpoints.following import children, is_trackable, net
from teachflow.checkpoints.management import path_text
from teachflow.checkpoints.object_based import NET, net_of
from teachflow.checkpoints.restoring import LoadStatus, NothingToLoad, Restoration
from teachflow.checkpoints.state import update_checkpoint_state
from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import NotFoundError
from teachflow.core.messages import messages
from teachflow.core.trackable import Trackable
from teachflow.eager.home import EAGER
from teachflow.formats.bundle import open_bundle
from teachflow.formats.bundle_writer import write_bundle
from teachflow.variables.eager import EagerVariable

_VALUE = "VARIABLE_VALUE"
_STATE = "ITERATOR_STATE"


class Checkpoint(Trackable):
    """Objects to save together: variables, modules, models, optimizers, iterators.

    Each keyword names one; ``root`` is an object that is saved with what hangs on it.
    Raises ``ValueError`` for an object that keeps no state. Unlike TensorFlow, of an
    iterator the number of its elements is saved: where these come in random order, the
    rest comes in another one. Needs the extra ``teachflow[tensorboard]``. Source:
    tf.train.Checkpoint.

    >>> import tempfile, teachflow as tf
    >>> w = tf.Variable([1.0, 2.0])
    >>> checkpoint = tf.train.Checkpoint(weights=w)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = checkpoint.save(folder + "/model")
    ...     _ = w.assign([0.0, 0.0])
    ...     _ = checkpoint.restore(path).assert_consumed()
    >>> w.numpy()
    array([1., 2.], dtype=float32)
    """

    def __init__(self, root: Any = None, **kwargs: Any) -> None:
        if root is not None:
            _check("root", root)
        self._root = root
        for name, value in sorted(kwargs.items()):
            _check(name, value)
            setattr(self, name, value)

    @property
    def save_counter(self) -> Any:
        """An int64 variable: how often ``save`` has saved."""
        found = vars(self).get("save_counter")
        if found is None:
            with home.within(EAGER):
                found = EagerVariable(np.int64(0), False, name="save_counter")
            vars(self)["save_counter"] = found
        return found

    def checkpoint_children(self) -> dict[str, Any]:
        """What is saved, by name: what hangs on the root, and the attributes here."""
        own = {key: value for key, value in vars(self).items() if key[0] != "_"}
        if "save_counter" in own:  # it comes last
            own["save_counter"] = own.pop("save_counter")
        return own if self._root is None else {**children(self._root), **own}

    def write(self, file_prefix: Any, options: Any = None) -> str:
        """Saves under exactly this prefix, which it returns.

        ``options`` change nothing. Nothing is counted, and ``latest_checkpoint`` does
        not find it.
        """
        prefix = path_text(file_prefix)
        directory = os.path.dirname(prefix)
        if directory:
            os.makedirs(directory, exist_ok=True)
        write_bundle(prefix, _tensors(self))
        return prefix

    def save(self, file_prefix: Any, options: Any = None) -> str:
        """Saves under the prefix and a number, which it returns together.

        ``options`` change nothing. The directory's file ``checkpoint`` then names this
        one as the latest.
        """
        self.save_counter.assign_add(1)
        prefix = f"{path_text(file_prefix)}-{int(self.save_counter)}"
        self.write(prefix)
        update_checkpoint_state(
            os.path.dirname(prefix) or ".", prefix, all_model_checkpoint_paths=[prefix]
        )
        return prefix

    def read(self, save_path: Any, options: Any = None) -> LoadStatus:
        """Restores what was saved under this prefix. ``options`` change nothing.

        What it holds of variables that are made later they get when they become part of
        these objects. Raises ``NotFoundError`` where there is no such checkpoint and
        ``ValueError`` for another shape.
        """
        prefix = path_text(save_path)
        try:
            bundle = open_bundle(prefix)
        except NotFoundError as error:
            raise NotFoundError(
                None,
                None,
                f"Error when restoring from checkpoint or SavedModel at {prefix}: "
                f"{error.message}\nPlease double-check that the path is correct. You "
                f"may be missing the checkpoint suffix (e.g. the '-1' in "
                f"'path/to/ckpt-1').",
            ) from None
        restoration = Restoration(bundle, net_of(prefix))
        restoration.attach(0, self)
        if isinstance(self._root, Trackable):
            restoration.attach_later(0, self._root)
        return LoadStatus(restoration, self)

    def restore(
        self, save_path: Any, options: Any = None
    ) -> LoadStatus | NothingToLoad:
        """Restores what ``save`` or ``write`` saved; None: nothing, and says so.

        ``options`` change nothing. See ``read``.
        """
        if save_path is None:
            return NothingToLoad()
        _ = self.save_counter  # made now, so that it goes on from what was saved
        return self.read(save_path)


def _check(name: str, value: Any) -> None:
    if not is_trackable(value):
        raise ValueError(
            f"`Checkpoint` was expecting {name} to be a trackable object (an object "
            f"derived from `Trackable`), got {value}. If you believe this object "
            f"should be trackable (i.e. it is part of the TensorFlow Python API and "
            f"manages state), give it variables, or derive its class from tf.Module."
        )


def _tensors(root: Any) -> list[tuple[str, Any, Any]]:
    """All that is written of ``root``: name, dtype and value, the net among it."""
    objects, links, ways = net(root)
    graph = messages("trackable_object_graph").TrackableObjectGraph()
    found: list[tuple[str, Any, Any]] = []
    for value, named, way in zip(objects, links, ways, strict=True):
        node = graph.nodes.add()
        for name, place in named.items():
            node.children.add(node_id=place, local_name=name)
        if isinstance(value, EagerVariable):
            kind, dtype, array = _VALUE, value.dtype, value.numpy()
        elif hasattr(value, "saved_state"):
            kind, dtype, array = _STATE, dt.string, value.saved_state()
        else:
            continue
        key = f"{way}/.ATTRIBUTES/{kind}" if way else f".ATTRIBUTES/{kind}"
        name = value.name.split(":")[0] if kind == _VALUE else ""
        node.attributes.add(name=kind, full_name=name, checkpoint_key=key)
        found.append((key, dtype, np.asarray(array, dtype.numpy_dtype)))
    text = np.empty((), object)
    text[()] = graph.SerializeToString()
    return [*found, (NET, dt.string, text)]
