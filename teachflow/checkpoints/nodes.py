"""The nodes that save and restore, as TensorFlow's ``Saver`` adds them to a graph."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.convert import to_array
from teachflow.core.registry import OPS
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.ops.arrays.array import placeholder_with_default
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.arrays.reshaping import reshape as reshaped
from teachflow.ops.arrays.selecting import where
from teachflow.ops.output.files import (
    merge_v2_checkpoints,
    restore_v2,
    save_v2,
    sharded_filename,
    static_regex_full_match,
)
from teachflow.ops.state.state import assign_op, group
from teachflow.ops.strings.strings import string_join

Places = Sequence[tuple[str, Tensor]]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a session takes hold of the nodes: what it feeds, and what it runs."""

    filename: Tensor
    save: Tensor
    restore: Operation


def add_nodes(
    graph: Graph,
    places: Places,
    name: str | None,
    filename: str | None,
    reshape: bool,
    sharded: bool,
) -> Ends:
    """Adds the nodes that save ``places`` and restore them; returns their ends."""
    with graph.as_default(), graph.scope(name or "save"):
        path = placeholder_with_default(filename or "model", (), name="filename")
        path = placeholder_with_default(path, (), name="Const")
        if sharded:
            saved = _save_sharded(graph, path, places)
            restored = _restore(path, places, reshape, "restore_shard")
            return Ends(path, saved, group(restored, name="restore_all"))
        saved = _save(graph, path, places)
        return Ends(path, saved, _restore(path, places, reshape, "restore_all"))


def _save(graph: Graph, path: Tensor, places: Places) -> Tensor:
    """The path, which is there once the places have been saved under it."""
    names = [name for name, _ in places]
    tensors = [place for _, place in places]
    kinds = tuple(place.dtype.base_dtype for place in tensors)
    saved = save_v2(path, names, [""] * len(names), tensors, dtypes=kinds)
    with graph.control_dependencies([saved]):
        return _identity(graph, path, "control_dependency")


def _identity(graph: Graph, tensor: Tensor, name: str) -> Tensor:
    found: Tensor = graph.apply(OPS["Identity"], (tensor,), {}, name)
    return found


def _save_sharded(graph: Graph, path: Tensor, places: Places) -> Tensor:
    """The same by way of a directory of its own, as for variables on many devices."""
    on_s3 = static_regex_full_match(path, pattern="^s3://.*")
    aside = graph.constant(_text(".part"), dt.string, "Const")
    suffix = where(on_s3, aside, graph.constant(_text(_ASIDE), dt.string, "Const"))
    shard_path = string_join([path, suffix])
    count = graph.convert(1, dt.int32, "num_shards")
    shard = sharded_filename(shard_path, 0, count)
    saved = _save(graph, shard, places)
    with graph.control_dependencies([saved]):
        merged = merge_v2_checkpoints([shard], path, delete_old_dirs=True)
        with graph.control_dependencies([merged]):
            return _identity(graph, path, "Identity")


_ASIDE = os.path.normpath("_temp/part")


def _text(value: str) -> Any:
    return to_array(value, dt.string)


def _restore(path: Tensor, places: Places, reshape: bool, name: str) -> Operation:
    """The operation that reads the places' values and assigns them."""
    names = [name for name, _ in places]
    kinds = tuple(place.dtype.base_dtype for _, place in places)
    values = restore_v2(path, names, [""] * len(names), dtypes=kinds)
    assigned = []
    for (_, place), value in zip(places, values, strict=True):
        if reshape:
            dims = place.shape
            known = dims.is_fully_defined()
            lengths = np.array(dims.as_list(), np.int32) if known else shape_of(place)
            value = reshaped(value, lengths)
        checked = not reshape and place.shape.is_fully_defined()
        assigned.append(assign_op(place, value, validate_shape=checked))
    done: Operation = group(*assigned, name=name)
    return done
