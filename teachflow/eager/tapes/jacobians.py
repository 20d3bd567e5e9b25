"""Jacobians: one backward pass for each element of what is differentiated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.backward import backward, on_path
from teachflow.core.home import symbolic_home
from teachflow.core.registry import OPS, Call
from teachflow.eager.home import EAGER


def jacobian(
    calls: Sequence[Call],
    target: Any,
    sources: Sequence[Any],
    seen: Sequence[bool],
    zeros: bool,
) -> list[Any]:
    """For each source, a tensor of the shape of ``target`` and then the source's.

    None where nothing connects them, or zeros; so too where a source was not ``seen``.
    """
    here: Any = symbolic_home((target, *sources)) or EAGER
    outer = _lengths(target)
    at: Sequence[Any] = sources
    if here.symbolic:
        calls, at = here.path_of(calls, [target], sources)
    path, _ = on_path(calls, at)
    size = int(np.prod(outer, dtype=np.int64))
    rows: list[list[Any]] = [[] for _ in sources]
    if target.dtype.is_differentiable:
        for position in range(size):
            seed = _one_hot(here, target, outer, position)
            found = backward(here, path, [target], at, [seed])
            for row, part, known in zip(rows, found, seen, strict=True):
                row.append(part if known else None)
    return [
        _stacked(here, row, (*outer, *_lengths(source)), source, zeros)
        for row, source in zip(rows, sources, strict=True)
    ]


def _stacked(
    here: Any, row: list[Any], shape: tuple[int, ...], source: Any, zeros: bool
) -> Any:
    if not source.dtype.is_differentiable:
        return _zeros(here, shape, source) if zeros else None
    if not row:  # an empty target has an empty Jacobian
        return _zeros(here, shape, source) if zeros or 0 in shape else None
    if all(part is None for part in row):
        return _zeros(here, shape, source) if zeros else None
    stacked = here.apply(OPS["Pack"], (row,), {"axis": 0}, None)
    return here.apply(OPS["Reshape"], (stacked, np.array(shape, np.int32)), {}, None)


def batch_jacobian(calls: Sequence[Call], target: Any, source: Any) -> Any:
    """A tensor of shape ``[rows, *target row, *source row]``.

    Raises ``ValueError`` where there are no rows, or not equally many.
    """
    here: Any = symbolic_home((target, source)) or EAGER
    of_target, of_source = _lengths(target), _lengths(source)
    if of_target[:1] != of_source[:1]:
        raise ValueError(
            f"Need first dimension of target shape ({target.shape}) and source shape "
            f"({source.shape}) to match."
        )
    for shape in of_target, of_source:
        if len(shape) < 2:
            raise ValueError(
                f"Shape {shape} must have rank at least 2: the first axis counts rows."
            )
    rows, inner = of_target[0], of_target[1:]
    shape = (rows, *inner, *of_source[1:])
    at: Sequence[Any] = [source]
    if here.symbolic:
        calls, at = here.path_of(calls, [target], at)
    path, _ = on_path(calls, at)
    parts = []
    kind = target.dtype.as_numpy_dtype
    for position in range(int(np.prod(inner, dtype=np.int64))):
        seed = np.zeros((rows, int(np.prod(inner, dtype=np.int64))), kind)
        seed[:, position] = 1
        given = here.convert(seed.reshape(of_target))
        (part,) = backward(here, path, [target], at, [given])
        if part is None:
            return _zeros(here, shape, target)
        parts.append(part)
    if not parts:
        return _zeros(here, shape, target)
    stacked = here.apply(OPS["Pack"], (parts,), {"axis": 1}, None)
    return here.apply(OPS["Reshape"], (stacked, np.array(shape, np.int32)), {}, None)


def _lengths(tensor: Any) -> tuple[int, ...]:
    known = tensor.shape.known_dims
    if known is None or None in known:
        raise ValueError(
            f"A Jacobian needs shapes that are known before running, but {tensor} has "
            f"shape {tensor.shape}. Fix it with tf.ensure_shape, or an input_signature."
        )
    return tuple(known)


def _one_hot(here: Any, target: Any, shape: tuple[int, ...], position: int) -> Any:
    seed = np.zeros(shape, target.dtype.as_numpy_dtype)
    seed.reshape(-1)[position] = 1
    return here.convert(seed)


def _zeros(here: Any, shape: tuple[int, ...], like: Any) -> Any:
    return here.convert(np.zeros(shape, like.dtype.as_numpy_dtype))
