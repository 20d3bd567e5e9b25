"""``install_as_tensorflow``: makes ``import tensorflow`` mean TeachFlow, on request.

For files that cannot be edited. ``tensorflow`` and what is below it become modules that
hand every name over to a face; nothing is changed on disk, and it can be undone.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from teachflow._version import TENSORFLOW

_FACES = {1: "teachflow.compat.v1", 2: "teachflow"}

# Where old files reach into TensorFlow's own folders, and the part of the face it is.
_INSIDE = {
    "compat.v1": (1, ""),
    "compat.v2": (2, ""),
    "python": (0, ""),
    "python.client": (0, ""),
    "python.client.session": (0, ""),
    "python.client.timeline": (1, "_timeline"),
    "python.data": (0, "data"),
    "python.framework": (0, ""),
    "python.framework.constant_op": (0, ""),
    "python.framework.dtypes": (0, ""),
    "python.framework.errors": (0, "errors"),
    "python.framework.errors_impl": (0, "errors"),
    "python.framework.function": (0, ""),
    "python.framework.graph_util": (0, ""),
    "python.framework.importer": (0, ""),
    "python.framework.indexed_slices": (0, ""),
    "python.framework.ops": (0, ""),
    "python.framework.random_seed": (0, ""),
    "python.framework.sparse_tensor": (0, ""),
    "python.framework.tensor_shape": (0, ""),
    "python.framework.tensor_spec": (0, ""),
    "python.framework.tensor_util": (0, ""),
    "python.framework.versions": (0, ""),
    "python.layers": (1, "layers"),
    "python.layers.layers": (1, "layers"),
    "python.lib": (0, ""),
    "python.lib.io": (1, "python_io"),
    "python.lib.io.file_io": (1, "gfile"),
    "python.lib.io.tf_record": (1, "python_io"),
    "python.ops": (0, ""),
    "python.ops.array_ops": (0, ""),
    "python.ops.check_ops": (0, ""),
    "python.ops.clip_ops": (0, ""),
    "python.ops.cond": (0, ""),
    "python.ops.control_flow_ops": (0, ""),
    "python.ops.data_flow_ops": (0, ""),
    "python.ops.embedding_ops": (0, ""),
    "python.ops.functional_ops": (0, ""),
    "python.ops.gen_array_ops": (0, ""),
    "python.ops.gen_math_ops": (0, ""),
    "python.ops.gen_nn_ops": (0, "nn"),
    "python.ops.gradients": (0, ""),
    "python.ops.gradients_impl": (0, ""),
    "python.ops.init_ops": (0, ""),
    "python.ops.io_ops": (0, ""),
    "python.ops.linalg_ops": (0, ""),
    "python.ops.logging_ops": (0, ""),
    "python.ops.losses": (0, "losses"),
    "python.ops.losses.losses": (0, "losses"),
    "python.ops.losses.losses_impl": (0, "losses"),
    "python.ops.math_ops": (0, ""),
    "python.ops.metrics": (0, "metrics"),
    "python.ops.metrics_impl": (0, "metrics"),
    "python.ops.nn": (0, "nn"),
    "python.ops.nn_impl": (0, "nn"),
    "python.ops.nn_ops": (0, "nn"),
    "python.ops.parsing_ops": (0, ""),
    "python.ops.partitioned_variables": (0, ""),
    "python.ops.random_ops": (0, ""),
    "python.ops.resource_variable_ops": (0, ""),
    "python.ops.script_ops": (0, ""),
    "python.ops.sparse_ops": (0, ""),
    "python.ops.special_math_ops": (0, ""),
    "python.ops.standard_ops": (0, ""),
    "python.ops.state_ops": (0, ""),
    "python.ops.string_ops": (0, ""),
    "python.ops.tensor_array_ops": (0, ""),
    "python.ops.variable_scope": (0, ""),
    "python.ops.variables": (0, ""),
    "python.ops.while_loop": (0, ""),
    "python.platform": (0, ""),
    "python.platform.app": (1, "app"),
    "python.platform.flags": (1, "flags"),
    "python.platform.gfile": (1, "gfile"),
    "python.platform.tf_logging": (1, "logging"),
    "python.summary": (1, "summary"),
    "python.summary.summary": (1, "summary"),
    "python.training": (0, "train"),
    "python.training.adam": (0, "train"),
    "python.training.checkpoint_utils": (0, "train"),
    "python.training.coordinator": (0, "train"),
    "python.training.gradient_descent": (0, "train"),
    "python.training.input": (0, "train"),
    "python.training.learning_rate_decay": (0, "train"),
    "python.training.momentum": (0, "train"),
    "python.training.moving_averages": (0, "train"),
    "python.training.optimizer": (0, "train"),
    "python.training.queue_runner": (0, "train"),
    "python.training.saver": (0, "train"),
    "python.training.training": (0, "train"),
    "python.training.training_util": (0, "train"),
}


def install_as_tensorflow(version: int = 1) -> None:
    """Makes ``import tensorflow`` mean TeachFlow in this process.

    ``version`` says which language ``tensorflow`` itself speaks: 1 (graphs and
    sessions, for the files that no TensorFlow runs any more) or 2 (eager);
    ``tensorflow.compat.v1`` and ``tensorflow.compat.v2`` are there in both cases. Where
    the other version was chosen before, modules that came of it now speak this one.
    Raises ``RuntimeError`` where the real TensorFlow has been imported already.

    >>> install_as_tensorflow()
    >>> import tensorflow as tf
    >>> with tf.Session() as sess:
    ...     sess.run(tf.constant(20) + 22)
    np.int32(42)
    >>> uninstall_as_tensorflow()
    """
    if version not in _FACES:
        raise ValueError(f"version must be 1 or 2, not {version!r}.")
    real = sys.modules.get("tensorflow")
    if real is not None and not isinstance(real, _StandIn):
        raise RuntimeError(
            "The real TensorFlow has been imported in this process already, from "
            f"{real.__spec__ and real.__spec__.origin}: start a new one, and call "
            f"install_as_tensorflow() before anything imports it."
        )
    finder = _Finder(version)
    sys.meta_path[:] = [finder, *_others()]
    for name, module in list(sys.modules.items()):
        if isinstance(module, _StandIn):
            _point(name, module, finder.source_of(name))


def installed_version() -> int | None:
    """The version that ``import tensorflow`` means here, 1 or 2; None: not TeachFlow's.

    >>> install_as_tensorflow(2)
    >>> installed_version()
    2
    >>> uninstall_as_tensorflow()
    >>> installed_version() is None
    True
    """
    finders = [finder for finder in sys.meta_path if isinstance(finder, _Finder)]
    return finders[0].version if finders else None


def uninstall_as_tensorflow() -> None:
    """Undoes ``install_as_tensorflow``: ``import tensorflow`` means what it meant.

    Modules that were imported before keep what they have.

    >>> import sys
    >>> install_as_tensorflow()
    >>> uninstall_as_tensorflow()
    >>> "tensorflow" in sys.modules
    False
    """
    sys.meta_path[:] = _others()
    for name, module in list(sys.modules.items()):
        if isinstance(module, _StandIn):
            del sys.modules[name]


def _others() -> list[Any]:
    return [finder for finder in sys.meta_path if not isinstance(finder, _Finder)]


def _point(name: str, module: _StandIn, source: ModuleType | None) -> None:
    """Makes a stand-in speak for another module; forgets it where there is none."""
    if source is not None:
        module.__dict__["_source"] = source
        module.__doc__ = source.__doc__
        return
    del sys.modules[name]
    above, _, last = name.rpartition(".")
    vars(sys.modules.get(above, module)).pop(last, None)


class _StandIn(ModuleType):
    """A module called ``tensorflow...`` whose names are those of a face's module."""

    def __init__(self, name: str, source: ModuleType) -> None:
        super().__init__(name, source.__doc__)
        self.__dict__["_source"] = source
        self.__dict__["__path__"] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name not in ("__version__", "__all__"):
            raise AttributeError(name)
        if name == "__version__":
            return TENSORFLOW
        if name == "__all__":
            return [key for key in dir(self._source) if not key.startswith("_")]
        if name in ("compat", "python") and _is_root(self.__name__):
            return importlib.import_module(f"tensorflow.{name}")
        return getattr(self._source, name)

    def __dir__(self) -> list[str]:
        return dir(self._source)


def _is_root(name: str) -> bool:
    return name in ("tensorflow", "tensorflow.compat.v1", "tensorflow.compat.v2")


class _Finder:
    """Finds ``tensorflow`` and all below it, before anything else is asked."""

    def __init__(self, version: int) -> None:
        self.version = version

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: Any = None
    ) -> ModuleSpec | None:
        """The spec of a stand-in; None for other packages.

        Raises ``ModuleNotFoundError`` for a part that there is not.
        """
        if name != "tensorflow" and not name.startswith("tensorflow."):
            return None
        source = self.source_of(name)
        if source is None:
            raise ModuleNotFoundError(
                f"No module named {name!r}: TeachFlow stands in for TensorFlow here, "
                f"and has no such part. docs/api.md lists all that there is.",
                name=name,
            )
        loader: Any = _Loader(source)
        return ModuleSpec(name, loader, is_package=True)

    def source_of(self, name: str) -> ModuleType | None:
        """The face's module that ``tensorflow.<part>`` stands for, or None."""
        part = name.removeprefix("tensorflow").removeprefix(".")
        version, inner = self.version, part
        if part == "compat":
            return importlib.import_module("teachflow.compat")
        if part in _INSIDE:
            chosen, inner = _INSIDE[part]
            version = chosen or version
        elif part.startswith(("compat.v1.", "compat.v2.")):
            version, inner = int(part[8]), part[10:]
        found: Any = importlib.import_module(_FACES[version])
        for inside in filter(None, inner.split(".")):
            found = getattr(found, inside, None)
        return found if isinstance(found, ModuleType) else None


class _Loader:
    def __init__(self, source: ModuleType) -> None:
        self._source = source

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """The stand-in."""
        return _StandIn(spec.name, self._source)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is left to do."""
