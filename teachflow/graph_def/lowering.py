"""Gradients in TensorFlow's ops: helper ops of ours as the nodes they stand for.

A gradient that is made here is as short as the mathematics, by helper ops such as
``SumLike``. For TensorFlow such a node becomes a scope of the same name, whose last
node bears the name; what else is in the graph stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.graph_def.export import graph_def
from teachflow.graph_def.importing import Builder, in_order
from teachflow.graph_def.reading import read
from teachflow.ops.arrays.arranging import pad
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.broadcasting import broadcast_to
from teachflow.ops.arrays.bundles import identity_n
from teachflow.ops.arrays.create import fill, range_
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.groups.partition import dynamic_stitch
from teachflow.ops.arrays.groups.segments import unsorted_segment_sum
from teachflow.ops.arrays.joining import concat, split
from teachflow.ops.arrays.lengths import rank, shape, size
from teachflow.ops.arrays.ordering.uniques import setdiff1d
from teachflow.ops.arrays.reshaping import invert_permutation, reshape, transpose
from teachflow.ops.arrays.selecting import where_v2
from teachflow.ops.arrays.slicing.slices import slice_
from teachflow.ops.arrays.stacking import stack
from teachflow.ops.math.arithmetic import floordiv
from teachflow.ops.math.cast import cast
from teachflow.ops.math.complex import zeros_like
from teachflow.ops.math.logic import greater_equal
from teachflow.ops.math.math import floormod
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_prod, reduce_sum
from teachflow.ops.math.slopes import broadcast_gradient_args

_FLOW = {"Enter", "RefEnter", "Switch", "RefSwitch"}


def lower_helpers(graph: Any) -> Any:
    """Returns a graph with the nodes of ``graph``, helper ops in TensorFlow's ops.

    Names stay. A helper that there is nothing for stays too: ``own_nodes`` names it.
    Collections are not copied.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.placeholder(tf.float32, [None, 2], name="x")
    ...     b = tf.Variable([1.0, 2.0], name="b")
    ...     (db,) = tf.gradients(tf.reduce_sum(x + b), b)
    >>> lowered = lower_helpers(graph)
    >>> with tf.Session(graph=lowered) as sess:
    ...     sess.run("b/Assign")
    ...     print(sess.run(db.name, {"x:0": [[1, 2], [3, 4], [5, 6]]}))
    [3. 3.]
    """
    entries = read(graph_def(graph.get_operations(), add_shapes=True))
    flows = any(entry.op.type in _FLOW for entry in entries)
    made = type(graph)()
    with home.within(made):
        _Lowering(made, flows).build(in_order(entries), None)
    for node in made.get_operations():
        _read_before_update(node)
    return made


def _read_before_update(group: Any) -> None:
    """Where ``group`` waits for several updates: each after what reads its variable.

    Here nodes run in the order of their making. TensorFlow would run an update while
    another variable's gradient is still computed from the old value.
    """
    updates = [node for node in group.control_inputs if _place(node) is not None]
    if len(updates) < 2:
        return
    needed = _ancestors(updates)
    for update in updates:
        waits = dict.fromkeys(update.control_inputs)
        for reader in _readers(_place(update)):
            if reader in needed and reader.position < update.position:
                waits[reader] = None
        update.control_inputs = tuple(waits)


def _place(node: Any) -> Any:
    """The place of the variable that ``node`` changes; None for other nodes."""
    is_update = node.type.startswith(("Apply", "Assign")) and node.inputs
    return node.inputs[0] if is_update else None


def _ancestors(nodes: list[Any]) -> set[Any]:
    found: set[Any] = set()
    left = list(nodes)
    while left:
        node = left.pop()
        if node not in found:
            found.add(node)
            left += [tensor.op for tensor in node.inputs]
            left += node.control_inputs
    return found


def _readers(place: Any) -> Iterator[Any]:
    """What takes the value at ``place`` in; an ``Identity`` only passes it on."""
    for node in place.consumers():
        if node.type == "Identity":
            yield from _readers(node.outputs[0])
        else:
            yield node


class _Lowering(Builder):
    """A builder that makes other nodes for helpers."""

    def __init__(self, graph: Any, flows: bool) -> None:
        super().__init__(graph, "", {})
        self.flows = flows

    def make(self, entry: Any, later: set[int]) -> Any:
        rule = RULES.get(entry.op.type)
        if rule is None:
            return super().make(entry, later)
        inputs = [self.tensor(entry, source) for source in entry.inputs]
        if entry.op.type == "GatherGrad" and not _is_plain(inputs, entry.attrs):
            return super().make(entry, later)
        graph, name = self.graph, self.free_name(entry.name)
        waits = list(self.waits(entry))
        if self.flows:  # a constant belongs to the branch or loop of what it waits for
            waits.append(inputs[0].op)
        with graph.scope(name + "/") as scope, graph.control_dependencies(waits):
            found = rule(*inputs, **entry.attrs)
            if isinstance(found, list):
                return identity_n(found, name=scope)[0].op
            found.set_shape(entry.shapes[0])
            return identity(found, name=scope).op


def _is_plain(inputs: list[Any], attrs: dict[str, Any]) -> bool:
    """Whether a gather has a known axis, and no batches."""
    params, indices, axis, _ = inputs
    known = axis.static_value()
    if known is None or attrs["batch_dims"]:
        return False
    return int(known) == 0 or None not in (params.shape.rank, indices.shape.rank)


def _sum_like(x: Any, like: Any) -> Any:
    wanted = shape(like)
    repeated, _ = broadcast_gradient_args(wanted, shape(x))
    return reshape(reduce_sum(x, repeated), wanted)


def _broadcast_like(x: Any, like: Any) -> Any:
    return broadcast_to(x, shape(like))


def _reshape_like(x: Any, like: Any) -> Any:
    return reshape(x, shape(like))


def _restore_axes(input: Any, axes: Any, like: Any, keep_dims: bool) -> Any:
    wanted, axes = shape(like), reshape(cast(axes, np.int32), [-1])
    count = rank(like)
    reduced = floormod(axes + count, maximum(count, 1))
    ones = fill(shape(axes), 1)
    kept = dynamic_stitch([range_(0, count), reduced], [wanted, ones])
    return broadcast_to(reshape(input, kept), wanted)


def _share_axes(input: Any, axes: Any, like: Any, keep_dims: bool) -> Any:
    sharers = floordiv(size(like), maximum(size(input), 1))
    share = input / cast(sharers, input.dtype)
    return _restore_axes(share, axes, like, keep_dims)


def _keep_where(condition: Any, x: Any) -> Any:
    return where_v2(condition, x, zeros_like(x))


def _column(input: Any) -> Any:
    return reshape(input, [-1, 1])


def _split_like(*inputs: Any) -> Any:
    *likes, axis, value = inputs
    lengths = stack([shape(like)[axis] for like in likes])
    return split(value, lengths, cast(axis, np.int32), num=len(likes))


def _gather_grad(params: Any, indices: Any, axis: Any, dy: Any, batch_dims: int) -> Any:
    at = int(axis.static_value())
    if at:  # the axis comes to the front, and goes back
        rank_, many = params.shape.rank, indices.shape.rank
        at %= rank_
        inner = [*range(at, at + many), *range(at), *range(at + many, rank_ + many - 1)]
        order = [at, *range(at), *range(at + 1, rank_)]
        turned = shape(transpose(params, order))
        rows = _add_rows(turned, indices, transpose(dy, inner))
        return transpose(rows, np.argsort(order))
    return _add_rows(shape(params), indices, dy)


def _add_rows(whole: Any, indices: Any, dy: Any) -> Any:
    """Zeros of the shape ``whole``, with rows of ``dy`` added at ``indices``."""
    rows = reshape(dy, concat([[-1], whole[1:]], 0))
    return unsorted_segment_sum(rows, reshape(indices, [-1]), whole[0])


def _unpad(input: Any, paddings: Any, like: Any) -> Any:
    return slice_(input, cast(paddings[:, 0], np.int32), shape(like))


def _untile(input: Any, multiples: Any, like: Any) -> Any:
    pairs = stack([cast(multiples, np.int32), shape(like)])
    split_up = reshape(input, reshape(transpose(pairs), [-1]))
    return reshape(reduce_sum(split_up, range_(0, rank(split_up), 2)), shape(like))


def _place_slice(like: Any, begin: Any, size: Any, value: Any) -> Any:
    before = cast(begin, np.int32)
    after = shape(like) - before - shape(value)
    return pad(value, stack([before, after], 1))


def _take_group(groups: Any, segment_ids: Any) -> Any:
    found = gather(groups, maximum(segment_ids, 0))
    keep = greater_equal(segment_ids, 0)
    ones = fill(reshape(rank(found) - rank(keep), [1]), 1)
    wide = reshape(keep, concat([shape(keep), ones], 0))
    return where_v2(wide, found, zeros_like(found))


def _front(like: Any, axes: Any) -> tuple[Any, Any, Any]:
    """The axes, the other ones, and both, as an order of all."""
    count = rank(like)
    chosen = floormod(reshape(cast(axes, np.int32), [-1]) + count, count)
    others, _ = setdiff1d(range_(0, count), chosen)
    return chosen, others, concat([chosen, others], 0)


def _flatten_axes(x: Any, axes: Any) -> Any:
    chosen, others, order = _front(x, axes)
    lengths = [reduce_prod(gather(shape(x), some), [0]) for some in (chosen, others)]
    return reshape(transpose(x, order), stack(lengths))


def _unflatten_axes(matrix: Any, axes: Any, like: Any) -> Any:
    *_, order = _front(like, axes)
    turned = reshape(matrix, gather(shape(like), order))
    return transpose(turned, invert_permutation(order))


def _add_groups(data: Any, segment_ids: Any, like: Any) -> Any:
    return unsorted_segment_sum(data, segment_ids, shape(like)[0])


RULES: dict[str, Callable[..., Any]] = {
    "AddColumn": _column,
    "AddGroups": _add_groups,
    "BroadcastLike": _broadcast_like,
    "FlattenAxes": _flatten_axes,
    "GatherGrad": _gather_grad,
    "KeepWhere": _keep_where,
    "PlaceSlice": _place_slice,
    "ReshapeLike": _reshape_like,
    "RestoreAxes": _restore_axes,
    "ShareAxes": _share_axes,
    "SplitLike": _split_like,
    "SumLike": _sum_like,
    "TakeGroup": _take_group,
    "UnflattenAxes": _unflatten_axes,
    "Unpad": _unpad,
    "Untile": _untile,
}
"""What each helper op is in TensorFlow's ops: called with its inputs and attributes."""
