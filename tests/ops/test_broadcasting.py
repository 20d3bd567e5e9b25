"""Broadcasting: as NumPy does it, statically and at run time, forth and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from teachflow.core import dtypes
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.tape import GradientTape
from teachflow.graph.graph import Graph

_NUMPY: dict[str, Any] = {
    "AddV2": np.add,
    "Sub": np.subtract,
    "Mul": np.multiply,
    "Maximum": np.maximum,
    "Minimum": np.minimum,
    "Less": np.less,
    "GreaterEqual": np.greater_equal,
    "Equal": np.equal,
}
_KINDS = [np.float32, np.float64, np.int32, np.int64, np.uint8]

shapes = npst.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=4)
any_shape = npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)


def _values(kind: Any, shape: tuple[int, ...], seed: int) -> Any:
    rng = np.random.default_rng(seed)
    return np.asarray(rng.integers(0, 9, shape), kind)


@pytest.mark.parametrize("op", _NUMPY)
@settings(max_examples=25, deadline=None)
@given(pair=shapes, kind=st.sampled_from(_KINDS), seed=st.integers(0, 99))
def test_values_are_numpys(op: str, pair: Any, kind: Any, seed: int) -> None:
    x, y = (_values(kind, shape, seed + i) for i, shape in enumerate(pair.input_shapes))
    found = EAGER.apply(
        OPS[op], (EAGER.convert(x), EAGER.convert(y)), dict(OPS[op].attrs), None
    )
    wanted = np.asarray(_NUMPY[op](x, y))
    assert found.dtype.numpy_dtype == wanted.dtype
    assert found.shape == pair.result_shape == wanted.shape
    assert np.array_equal(found.array, wanted)


def _placeholder(graph: Graph, shape: Any) -> Any:
    attrs = {"dtype": dtypes.float32, "shape": TensorShape(shape)}
    return graph.apply(OPS["Placeholder"], (), attrs, None)


@settings(max_examples=100, deadline=None)
@given(pair=shapes, hidden=st.lists(st.booleans(), min_size=6, max_size=6))
def test_static_shapes_never_contradict(pair: Any, hidden: list[bool]) -> None:
    graph, hide = Graph(), iter(hidden)
    x, y = (
        _placeholder(graph, [None if next(hide) else dim for dim in shape])
        for shape in pair.input_shapes
    )
    total = x + y
    assert total.shape.is_compatible_with(pair.result_shape)
    if x.shape.is_fully_defined() and y.shape.is_fully_defined():
        assert total.shape == pair.result_shape


@settings(max_examples=100, deadline=None)
@given(first=any_shape, second=any_shape)
def test_shapes_that_do_not_meet_are_refused_in_both_homes(
    first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    try:
        np.broadcast_shapes(first, second)
    except ValueError:
        pass
    else:
        return
    graph = Graph()
    with pytest.raises(ValueError, match="Dimensions must be equal"):
        _placeholder(graph, first) + _placeholder(graph, second)
    x, y = EAGER.convert(np.zeros(first)), EAGER.convert(np.zeros(second))
    with pytest.raises(InvalidArgumentError, match="Incompatible shapes"):
        x + y


@pytest.mark.parametrize("op", ["AddV2", "Sub", "Mul", "RealDiv", "Maximum", "Pow"])
@settings(max_examples=25, deadline=None)
@given(pair=shapes, seed=st.integers(0, 99))
def test_gradients_have_the_inputs_shapes_and_add_up(
    op: str, pair: Any, seed: int
) -> None:
    x, y = (
        EAGER.convert(1.0 + _values(np.float64, shape, seed + i))
        for i, shape in enumerate(pair.input_shapes)
    )
    with GradientTape() as tape:
        tape.watch([x, y])
        z = EAGER.apply(OPS[op], (x, y), {}, None)
    weights = EAGER.convert(_values(np.float64, pair.result_shape, seed + 2))
    dx, dy = tape.gradient(z, [x, y], weights)
    assert dx.shape == x.shape
    assert dy.shape == y.shape
    # Broadcasting by hand first gives the same, summed over the copies.
    wide_x, wide_y = (
        EAGER.convert(np.array(np.broadcast_to(t.array, pair.result_shape)))
        for t in (x, y)
    )
    with GradientTape() as tape:
        tape.watch([wide_x, wide_y])
        z = EAGER.apply(OPS[op], (wide_x, wide_y), {}, None)
    wide_gradients = tape.gradient(z, [wide_x, wide_y], weights)
    for narrow, wide in zip((dx, dy), wide_gradients, strict=True):
        extra = len(pair.result_shape) - len(narrow.shape)
        summed = wide.array.sum(tuple(range(extra)))
        axes = tuple(i for i, n in enumerate(narrow.shape.as_list()) if n == 1)
        np.testing.assert_allclose(
            narrow.array, summed.sum(axes, keepdims=True), rtol=1e-10, atol=1e-10
        )
