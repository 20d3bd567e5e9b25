"""Initial values out of a checkpoint: a model that starts from another's variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teachflow.checkpoints.reader import load_checkpoint, resolved
from teachflow.graph.sharing.shared_scope import variable_store
from teachflow.ops.output.files import restore_v2
from teachflow.ops.state.state import assign_op
from teachflow.variables import GraphVariable

Shapes = Mapping[str, list[int]]


def init_from_checkpoint(ckpt_dir_or_file: Any, assignment_map: Any) -> None:
    """Makes variables of the default graph take initial values out of a checkpoint.

    Nothing is read now: it is when the initializers run. ``assignment_map`` is a dict
    or a list of pairs: ``"name in the checkpoint": variable`` (or the name that
    ``get_variable`` knows it by), or ``"scope/": "other scope/"`` for all shared
    variables of a scope, ``"/"`` being the checkpoint's root.

    Raises ``ValueError`` where the checkpoint has no such tensor, it has another shape,
    or the graph has no such variable. Unlike TensorFlow, the new ``initializer`` of a
    variable is the operation itself. Source: tf.compat.v1.train.init_from_checkpoint.

    >>> import tempfile, teachflow.compat.v1 as tf
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with tf.Graph().as_default(), tf.Session() as sess:
    ...         w = tf.Variable([1.0, 2.0], name="w")
    ...         sess.run(w.initializer)
    ...         path = tf.train.Saver().save(sess, folder + "/model.ckpt")
    ...     with tf.Graph().as_default(), tf.Session() as sess:
    ...         v = tf.Variable([0.0, 0.0], name="v")
    ...         tf.train.init_from_checkpoint(path, {"w": v})
    ...         sess.run(tf.global_variables_initializer())
    ...         print(sess.run(v))
    [1. 2.]
    """
    path = resolved(ckpt_dir_or_file)
    shapes = load_checkpoint(path).get_variable_to_shape_map()
    pairs = assignment_map
    if isinstance(assignment_map, Mapping):
        pairs = assignment_map.items()
    for name, target in sorted(pairs, key=lambda pair: str(pair[0])):
        for tensor, variable in _matches(path, shapes, name, target):
            _initialize(variable, path, tensor)


def _matches(
    path: str, shapes: Shapes, name: str, target: Any
) -> list[tuple[str, GraphVariable]]:
    """The tensors of the checkpoint and the variables that one pair brings together."""
    known = variable_store()._vars
    variable = known.get(target) if isinstance(target, str) else target
    if variable is None:
        return _in_scope(path, shapes, name, target, known)
    if name not in shapes:
        raise ValueError(f"Tensor {name} is not found in {path} checkpoint {shapes}")
    if not variable.shape.is_compatible_with(shapes[name]):
        raise ValueError(
            f"Shape of variable {variable.name} ({variable.shape}) doesn't match with "
            f"shape of tensor {name} ({shapes[name]}) from checkpoint reader."
        )
    return [(name, variable)]


def _in_scope(
    path: str,
    shapes: Shapes,
    source: str,
    target: str,
    known: Mapping[str, GraphVariable],
) -> list[tuple[str, GraphVariable]]:
    scope = target.rpartition("/")[0]
    if not source.endswith("/"):
        raise ValueError(
            f"Assignment map with scope only name {scope} should map to scope only "
            f"{source}. Should be 'scope/': 'other_scope/'. There is no shared "
            f"variable {target!r}; there are: {', '.join(sorted(known)) or 'none'}."
        )
    prefix = f"{scope}/" if scope else ""
    matches = []
    for name in sorted(known):
        if not name.startswith(prefix):
            continue
        rest = name.removeprefix(prefix)
        tensor = rest if source == "/" else source + rest
        if tensor not in shapes:
            raise ValueError(
                f"Tensor {tensor} ({rest} in {source}) is not found in {path} "
                f"checkpoint; it holds: {', '.join(shapes) or 'nothing'}."
            )
        matches.append((tensor, known[name]))
    return matches


def _initialize(variable: GraphVariable, path: str, tensor: str) -> None:
    """Adds the nodes that read the tensor and assign it, as the initializer."""
    place = variable.as_ref()
    with variable.graph.as_default():
        kinds = (place.dtype.base_dtype,)
        (value,) = restore_v2(
            path, [tensor], [""], dtypes=kinds, name="checkpoint_initializer"
        )
        checked = place.shape.is_fully_defined()
        assign = assign_op(place, value, validate_shape=checked)
    value.set_shape(variable.shape)
    variable._initialize_by(assign.op, value)
