"""What queues are made with: dtypes, shapes, names and seeds, checked.

Source: tf.queue.QueueBase and its kinds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dimension import Dimension
from teachflow.core.dtypes import DType
from teachflow.core.shapes import TensorShape, TensorShapeV1
from teachflow.graph.defaults import get_default_graph


def common_shape(shapes: Sequence[TensorShape]) -> TensorShape:
    """What several shapes agree on."""
    first, *others = [shape.known_dims for shape in shapes]
    for dims in others:
        if first is None or dims is None or len(first) != len(dims):
            return TensorShapeV1(None)
        pairs = zip(first, dims, strict=True)
        first = tuple([a if a == b else None for a, b in pairs])
    return TensorShapeV1(first)


def as_types(dtypes: Any) -> list[DType]:
    """The dtype of each component; one may stand alone."""
    several = isinstance(dtypes, (list, tuple))
    try:
        kinds = [dt.as_dtype(kind) for kind in (dtypes if several else [dtypes])]
    except TypeError:
        raise TypeError(
            f"Expected DataType for argument 'component_types' not {dtypes!r}."
        ) from None
    if not kinds:
        raise ValueError(
            "Attr 'component_types' of a queue passed list of length 0 less than "
            "minimum 1: name the dtype of each component."
        )
    return kinds


def as_shapes(
    shapes: Any, dtypes: Sequence[DType], partial: bool = False
) -> list[TensorShape] | None:
    """A shape for each component; one shape may stand alone for one component."""
    if shapes is None:
        return None
    alone = isinstance(shapes, TensorShape) or not isinstance(shapes, (list, tuple))
    if not alone and shapes and isinstance(shapes[0], (int, Dimension)):
        alone = True
    found = [TensorShape(shape) for shape in ([shapes] if alone else shapes)]
    if not partial and not all(shape.is_fully_defined() for shape in found):
        raise ValueError(f"All shapes must be fully defined: {found}")
    if len(found) != len(dtypes):
        raise ValueError(
            f"Queue shapes must have the same length as dtypes, received "
            f"len(shapes)={len(found)}, len(dtypes)={len(dtypes)}"
        )
    return found


def as_names(names: Any, dtypes: Sequence[DType]) -> Any:
    """A name for each component, or None."""
    if not names:
        return None
    if isinstance(names, str):
        names = [names]
    if len(names) != len(dtypes):
        raise ValueError(
            f"List of names must have the same length as the list of dtypes, received "
            f"len(names)={len(names)},len(dtypes)={len(dtypes)}"
        )
    return list(names)


def as_int(value: Any, argument: str) -> int:
    """``value``, which must be an integer."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"Expected int for argument '{argument}' not {value!r}.")
    return int(value)


def queue_seeds(seed: int | None, shared_name: str | None) -> tuple[int, int]:
    """The attributes ``seed`` and ``seed2``; alike for all who share the queue."""
    graph = get_default_graph()
    seed1, seed2 = graph.op_seeds(seed)
    if seed is None and graph.seed is not None and shared_name is not None:
        digest = hashlib.md5(f"{seed1}{shared_name}".encode()).hexdigest()
        seed2 = int(digest[:8], 16) & 0x7FFFFFFF
    return seed1, seed2
