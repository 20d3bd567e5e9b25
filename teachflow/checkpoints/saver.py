"""``Saver``: saves variables to checkpoints and restores them.

A saver holds no variables: it holds the names of the nodes that save and restore (its
``SaverDef``), and which of its checkpoints are still on the disk.
"""

from __future__ import annotations

import contextlib
import numbers
import os
from typing import Any

from teachflow.checkpoints.explaining import check_graph, explained
from teachflow.checkpoints.kept import Kept
from teachflow.checkpoints.management import (
    VERSION,
    checkpoint_exists,
    get_checkpoint_mtimes,
    meta_graph_filename,
    path_text,
)
from teachflow.checkpoints.nodes import add_nodes
from teachflow.checkpoints.object_based import keys_by_name, places_by_key
from teachflow.checkpoints.saveables import all_saveable_objects, saved_places
from teachflow.checkpoints.state import write_state
from teachflow.core.errors import (
    FailedPreconditionError,
    InvalidArgumentError,
    NotFoundError,
)
from teachflow.core.explaining.facts import told
from teachflow.core.log import get_logger
from teachflow.core.messages import messages
from teachflow.formats.checksum import crc32c
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.running.session import BaseSession
from teachflow.graph_def.loadable import own_nodes
from teachflow.graph_def.lowering import lower_helpers
from teachflow.graph_def.meta_graph import export_meta_graph


class Saver:
    """Saves variables to checkpoints and restores them.

    ``var_list`` is a list of variables, or a dict from names in the file to variables;
    None means all variables of the default graph. ``max_to_keep`` checkpoints stay on
    the disk, and one for every ``keep_checkpoint_every_n_hours``; 0 or None keeps all.
    ``reshape`` restores into variables of another shape with as many elements;
    ``pad_step_number`` writes steps with 8 digits; ``save_relative_paths`` makes the
    file ``checkpoint`` movable. The files are TensorFlow's: each program restores what
    the other saved. Whoever is killed while saving finds the former checkpoint whole.

    Raises ``ValueError`` where there is nothing to save (unless ``allow_empty``) or a
    name comes twice, and ``TypeError`` for what is no variable. Unlike TensorFlow, it
    writes the second format of checkpoints only (else ``NotImplementedError``, for a
    ``builder`` too); ``restore_sequentially`` and ``save_debug_info`` change nothing.
    Source: tf.compat.v1.train.Saver.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder, tf.Graph().as_default():
    ...     w = tf.Variable([1.0, 2.0], name="w")
    ...     saver = tf.train.Saver()
    ...     with tf.Session() as sess:
    ...         sess.run(w.initializer)
    ...         path = saver.save(sess, folder + "/model.ckpt", global_step=3)
    ...         sess.run(w.assign([0.0, 0.0]))
    ...         saver.restore(sess, path)
    ...         print(path.removeprefix(folder), sess.run(w))
    array([0., 0.], dtype=float32)
    /model.ckpt-3 [1. 2.]
    """

    def __init__(
        self,
        var_list: Any = None,
        reshape: bool = False,
        sharded: bool = False,
        max_to_keep: int | None = 5,
        keep_checkpoint_every_n_hours: float = 10000.0,
        name: str | None = None,
        restore_sequentially: bool = False,
        saver_def: Any = None,
        builder: Any = None,
        defer_build: bool = False,
        allow_empty: bool = False,
        write_version: int = VERSION,
        pad_step_number: bool = False,
        save_relative_paths: bool = False,
        filename: str | None = None,
    ) -> None:
        if defer_build and var_list:
            raise ValueError(
                "If `var_list` is provided then build cannot be deferred. Either set "
                "defer_build=False or var_list=None."
            )
        if write_version != VERSION or builder is not None:
            what = "a builder" if builder is not None else "TensorFlow's first version"
            raise NotImplementedError(
                f"Saver writes checkpoints of TensorFlow's second version by nodes of "
                f"its own, but was asked for {what}: leave out "
                f"{'builder' if builder is not None else 'write_version'}."
            )
        self.saver_def = saver_def
        self._var_list = var_list
        self._reshape = reshape
        self._sharded = sharded
        self._max_to_keep = max_to_keep or 0
        self._hours = keep_checkpoint_every_n_hours
        self._name = name
        self._allow_empty = allow_empty
        self._pad_step_number = pad_step_number
        self._save_relative_paths = save_relative_paths
        self._filename = filename
        self._is_built = False
        self._is_empty = False
        self._kept = Kept(0, 0.0)
        self._by_objects: Saver | None = None  # for checkpoints of objects
        if not defer_build:
            self.build()

    # ---- the nodes ---------------------------------------------------------------

    def build(self) -> None:
        """Adds the nodes that save and restore, if that was put off."""
        if self._is_built:
            return
        crc32c(b"")  # says what to install before a node is added
        saver_type = messages("saver").SaverDef
        self._is_built = True
        if self.saver_def is None:
            self._build_nodes(saver_type)
        elif self._name:
            self._prepend_scope(self._name)
        if self._is_empty:
            return
        self._check_saver_def()
        named = self.saver_def
        self._kept = Kept(named.max_to_keep, named.keep_checkpoint_every_n_hours)

    def _build_nodes(self, saver_type: Any) -> None:
        if self._var_list is None:
            self._var_list = all_saveable_objects()
        if not self._holds_something(self._var_list):
            if not self._allow_empty:
                raise told(ValueError("No variables to save"), "nothing to save")
            self._is_empty = True
            return
        places = saved_places(self._var_list)
        graph = places[0][1].graph
        ends = add_nodes(
            graph, places, self._name, self._filename, self._reshape, self._sharded
        )
        self.saver_def = saver_type(
            filename_tensor_name=ends.filename.name,
            save_tensor_name=ends.save.name,
            restore_op_name=ends.restore.name,
            max_to_keep=self._max_to_keep,
            sharded=self._sharded,
            keep_checkpoint_every_n_hours=self._hours,
            version=VERSION,
        )

    @staticmethod
    def _holds_something(var_list: Any) -> bool:
        """Whether there is something in it; what has no length is judged later."""
        return not hasattr(var_list, "__len__") or len(var_list) > 0

    def _prepend_scope(self, scope: str) -> None:
        """Puts an import's scope before the names of the nodes."""
        named = self.saver_def
        scope = scope.removesuffix("/")
        for field in ("filename_tensor_name", "save_tensor_name", "restore_op_name"):
            setattr(named, field, f"{scope}/{getattr(named, field)}")

    def _check_saver_def(self) -> None:
        if not isinstance(self.saver_def, messages("saver").SaverDef):
            raise ValueError(
                f"saver_def must be a saver_pb2.SaverDef: {self.saver_def}"
            )
        for field in ("save_tensor_name", "restore_op_name"):
            if not getattr(self.saver_def, field):
                raise ValueError(
                    f"saver_def must specify the {field}: {self.saver_def}"
                )

    # ---- saving ------------------------------------------------------------------

    def save(
        self,
        sess: Any,
        save_path: Any,
        global_step: Any = None,
        latest_filename: str | None = None,
        meta_graph_suffix: str = "meta",
        write_meta_graph: bool = True,
        write_state: bool = True,
        strip_default_attrs: bool = False,
        save_debug_info: bool = False,
    ) -> str | None:
        """Saves the variables' values in ``sess``; returns the checkpoint's prefix.

        ``global_step`` (an int, or a tensor, variable or name of one) is put behind
        ``save_path``. Also written are the graph (``….meta``) and the file
        ``checkpoint`` (or ``latest_filename``), which knows the latest. Returns None
        where the saver is empty.

        Raises ``FailedPreconditionError`` (a variable is not initialized),
        ``ValueError`` (the directory is not there, or names collide), ``TypeError``
        (``sess`` is no session), ``RuntimeError`` (not built; a closed session).
        """
        if not self._is_built:
            raise RuntimeError(
                "`build()` should be called before save if defer_build==True"
            )
        latest_filename = latest_filename or "checkpoint"
        if os.path.split(latest_filename)[0]:
            raise ValueError("'latest_filename' must not contain path components")
        path = path_text(save_path)
        if global_step is None:
            checkpoint = path
            if os.path.basename(path) == latest_filename and not self._sharded:
                raise ValueError(
                    f"'latest_filename' collides with 'save_path': "
                    f"'{latest_filename}' and '{path}'"
                )
        else:
            step = self._step(sess, global_step)
            checkpoint = f"{path}-{step:{'08' if self._pad_step_number else ''}d}"
        if not isinstance(sess, BaseSession):
            raise TypeError(f"'sess' must be a Session; {sess}")
        prefix = None
        if not self._is_empty:
            directory = os.path.dirname(path)
            prefix = self._run_save(sess, checkpoint, directory)
            if write_state:
                self._remember(prefix, directory, latest_filename, meta_graph_suffix)
        if write_meta_graph:
            with sess.graph.as_default():
                self._write_graph(
                    meta_graph_filename(checkpoint, meta_graph_suffix),
                    strip_default_attrs,
                )
        return prefix

    def _write_graph(self, path: str, strip_default_attrs: bool) -> None:
        """Writes the default graph beside its checkpoint, if it can be written."""
        try:
            self.export_meta_graph(path, strip_default_attrs=strip_default_attrs)
        except TypeError as error:  # a Python function among the attributes, say
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)  # it would be the graph of an earlier checkpoint
            get_logger().warning(
                "The graph was not saved beside the checkpoint: %s", error
            )

    @staticmethod
    def _step(sess: Any, global_step: Any) -> int:
        if isinstance(global_step, numbers.Integral):
            return int(global_step)
        return int(sess.run(global_step))

    def _run_save(self, sess: BaseSession, checkpoint: str, directory: str) -> str:
        named = self.saver_def
        check_graph(sess.graph, named.filename_tensor_name)
        try:
            path = sess.run(
                named.save_tensor_name, {named.filename_tensor_name: checkpoint}
            )
        except (FailedPreconditionError, NotFoundError):
            if directory and not os.path.isdir(directory):
                raise ValueError(
                    f"Parent directory of {checkpoint} doesn't exist, can't save."
                ) from None
            raise
        return path_text(path)

    def _remember(
        self, prefix: str, directory: str, latest_filename: str, suffix: str
    ) -> None:
        """Writes the file ``checkpoint``, and removes what is one too many."""
        self._kept.add(prefix)
        write_state(
            directory,
            prefix,
            self.last_checkpoints,
            latest_filename,
            self._save_relative_paths,
        )
        self._kept.remove_one(self.saver_def.version, suffix)

    # ---- restoring ---------------------------------------------------------------

    def restore(self, sess: Any, save_path: Any) -> None:
        """Gives the variables in ``sess`` the values of a checkpoint.

        ``save_path`` is the prefix that ``save`` returned. Variables need not have been
        initialized. Raises ``ValueError`` (there is no such checkpoint),
        ``NotFoundError`` (it holds no such variable), ``InvalidArgumentError`` (another
        shape or dtype) and ``DataLossError`` (it was cut off or altered).
        """
        if self._is_empty:
            return
        if save_path is None:
            raise ValueError("Can't load save_path when it is None.")
        prefix = path_text(save_path)
        if not checkpoint_exists(prefix):
            words = f"The passed save_path is not a valid checkpoint: {prefix}"
            raise told(ValueError(words), "no checkpoint", path=prefix)
        if self.saver_def is None:
            raise RuntimeError("`build()` should be called before restore.")
        named = self.saver_def
        check_graph(sess.graph, named.filename_tensor_name)
        get_logger().info("Restoring parameters from %s", prefix)
        try:
            sess.run(named.restore_op_name, {named.filename_tensor_name: prefix})
        except NotFoundError as error:
            keys = keys_by_name(prefix)
            if keys is None:
                what = "a Variable name or other graph key that is missing"
                raise explained(error, what) from None
            if self._by_objects is None:
                self._by_objects = Saver(places_by_key(self._var_list, keys))
            self._by_objects.restore(sess, prefix)
        except InvalidArgumentError as error:
            what = "a mismatch between the current graph and the graph"
            raise explained(error, what) from None

    # ---- what is on the disk -----------------------------------------------------

    @property
    def last_checkpoints(self) -> list[str]:
        """The prefixes of the checkpoints not yet removed, the latest last."""
        return self._kept.prefixes()

    def set_last_checkpoints(self, last_checkpoints: list[str]) -> None:
        """Tells the saver which checkpoints are there, the latest last."""
        self._kept.set(last_checkpoints)

    def set_last_checkpoints_with_time(
        self, last_checkpoints_with_time: list[tuple[str, float]]
    ) -> None:
        """The same with the time of each, in seconds since 1970."""
        self._kept.set_with_time(last_checkpoints_with_time)

    def recover_last_checkpoints(self, checkpoint_paths: list[str]) -> None:
        """Takes up again, after a restart, those of the checkpoints that are there."""
        found = []
        for prefix in checkpoint_paths:
            times = get_checkpoint_mtimes([prefix])
            if times:
                found.append((prefix, times[0]))
        self.set_last_checkpoints_with_time(found)

    # ---- as a message ------------------------------------------------------------

    def as_saver_def(self) -> Any:
        """The ``SaverDef``: names of the nodes, and what to keep."""
        return self.saver_def

    def to_proto(self, export_scope: str | None = None) -> Any:
        """The ``SaverDef`` without a scope; None where its nodes are not all in it."""
        if export_scope is None:
            return self.saver_def
        copied = messages("saver").SaverDef()
        copied.CopyFrom(self.saver_def)
        scope = export_scope.removesuffix("/") + "/"
        for field in ("filename_tensor_name", "save_tensor_name", "restore_op_name"):
            name = getattr(copied, field)
            if not name.startswith(scope):
                return None
            setattr(copied, field, name.removeprefix(scope))
        return copied

    @staticmethod
    def from_proto(saver_def: Any, import_scope: str | None = None) -> Saver:
        """A saver on nodes that are in the graph already, as ``saver_def`` says."""
        return Saver(saver_def=saver_def, name=import_scope)

    def export_meta_graph(
        self,
        filename: str | None = None,
        collection_list: list[str] | None = None,
        as_text: bool = False,
        export_scope: str | None = None,
        clear_devices: bool = False,
        clear_extraneous_savers: bool = False,
        strip_default_attrs: bool = False,
        save_debug_info: bool = False,
    ) -> Any:
        """Returns the default graph and this saver as a ``MetaGraphDef``.

        It is written to ``filename`` where that is given. Gradients are written in
        TensorFlow's ops, so that TensorFlow can load them.
        """
        graph = get_default_graph()
        lowers = export_scope is None and own_nodes(graph)
        return export_meta_graph(
            filename,
            graph=graph,
            graph_def=lower_helpers(graph).as_graph_def(None, True) if lowers else None,
            saver_def=self.saver_def,
            collection_list=collection_list,
            as_text=as_text,
            export_scope=export_scope,
            clear_devices=clear_devices,
            clear_extraneous_savers=clear_extraneous_savers,
            strip_default_attrs=strip_default_attrs,
            save_debug_info=save_debug_info,
        )
