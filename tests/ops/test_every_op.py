"""The laws that every op obeys, checked on every row of the sample table."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.gradients import gradients
from teachflow.graph.graph import Graph
from teachflow.graph.running.session import Session
from tests.ops import check
from tests.ops.sample import Sample, StateSample, flat
from tests.ops.samples import SAMPLES

ROWS = [row for row in SAMPLES if isinstance(row, Sample)]
STATE_ROWS = [row for row in SAMPLES if isinstance(row, StateSample)]
SLOPED = [row for row in ROWS if check.sources(row)]
FLAT = [row for row in ROWS if not OPS[row.op].differentiable]

OPS.declare_all()
every_row = pytest.mark.parametrize("row", ROWS, ids=str)
every_sloped_row = pytest.mark.parametrize("row", SLOPED, ids=str)


def test_the_table_names_every_op_and_no_other() -> None:
    assert {row.op for row in SAMPLES} == set(OPS)


@every_row
def test_static_shape_and_dtype_are_the_kernels(row: Sample) -> None:
    for shape_of in (check.constant, check.known):
        outputs, values, *_ = check.run_in_graph(row, shape_of)
        for tensor, value in zip(outputs, values, strict=True):
            value = _as_array(value)
            assert tensor.dtype.numpy_dtype == value.dtype
            assert tensor.shape.is_compatible_with(value.shape)


@every_row
def test_graph_and_eager_agree_to_the_bit(row: Sample) -> None:
    _, values, *_ = check.run_in_graph(row, check.constant)
    eagerly = check.apply_eagerly(row, [check.eager(a) for a in flat(row.inputs)])
    assert len(values) == len(eagerly)
    for value, tensor in zip(values, eagerly, strict=True):
        assert tensor.dtype.numpy_dtype == _as_array(tensor.array).dtype
        assert check.same_bits(_as_array(value), _as_array(tensor.array))


@every_row
def test_inputs_stay_as_they_are(row: Sample) -> None:
    arrays = flat(row.inputs)
    tensors = [check.eager(array) for array in arrays]
    outputs = check.apply_eagerly(row, tensors)
    for tensor, array in zip(tensors, arrays, strict=True):
        assert check.same_bits(tensor.array, array)
    assert all(out is not tensor for out in outputs for tensor in tensors)


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.expected is not None], ids=str
)
def test_the_value_is_the_expected_one(row: Sample) -> None:
    expected = row.expected if isinstance(row.expected, tuple) else (row.expected,)
    outputs = check.apply_eagerly(row, [check.eager(a) for a in flat(row.inputs)])
    for tensor, wanted in zip(outputs, expected, strict=True):
        value = _as_array(tensor.array)
        assert value.shape == np.shape(wanted)
        if value.dtype.kind in "fc":
            np.testing.assert_allclose(value, wanted, rtol=1e-6, atol=1e-7)
        else:
            assert np.array_equal(value, wanted)


# ---- gradients -------------------------------------------------------------------


@every_sloped_row
def test_first_order_agrees_with_finite_differences(row: Sample) -> None:
    check.check_first_order(row)


@pytest.mark.parametrize("row", [row for row in SLOPED if row.order > 1], ids=str)
def test_second_order_agrees_with_finite_differences(row: Sample) -> None:
    check.check_second_order(row)


@every_sloped_row
def test_graph_and_tape_gradients_agree_to_the_bit(row: Sample) -> None:
    arrays = flat(row.inputs)
    _, _, first, second = check.run_in_graph(row, check.known, order=2)
    outputs = check.apply_eagerly(row, [check.eager(a) for a in arrays])
    taped = check.tape_gradients(row, arrays, check.weights(row, outputs))
    assert all(map(check.same_bits, first, taped))
    assert all(map(check.same_bits, second, check.second_by_tape(row, arrays)))


@every_sloped_row
@pytest.mark.parametrize("unknown", ["rank", "lengths"])
def test_rules_work_on_unknown_shapes(row: Sample, unknown: str) -> None:
    def shape_of(position: int, array: Any) -> Any:
        if position in row.fixed:
            return None
        return TensorShape(None if unknown == "rank" else [None] * array.ndim)

    fixed = dict.fromkeys(row.fixed)
    _, values, first, second = check.run_in_graph(
        row, lambda i, array: fixed.get(i, TensorShape(array.shape)), order=2
    )
    _, *found = check.run_in_graph(row, shape_of, order=2)
    for wanted, got in zip((values, first, second), found, strict=True):
        assert all(map(check.same_bits, wanted, got))


@every_sloped_row
def test_gradients_have_the_shapes_of_their_inputs(row: Sample) -> None:
    arrays = flat(row.inputs)
    _, _, first, _ = check.run_in_graph(row, check.known, order=1)
    assert any(g is not None for g in first)
    for position, g in zip(check.sources(row), first, strict=True):
        if g is not None:
            assert np.shape(g) == arrays[position].shape
            assert np.asarray(g).dtype == arrays[position].dtype


@pytest.mark.parametrize("row", FLAT, ids=str)
def test_nothing_flows_where_the_op_says_so(row: Sample) -> None:
    with Graph().as_default() as graph:
        tensors = [graph.convert(array) for array in flat(row.inputs)]
        call = OPS[row.op], check.regrouped(row, tensors), check.attributes(row), None
        outputs = [
            out
            for out in check.listed(graph.apply(*call))
            if out.dtype.is_differentiable
        ]
        wanted = [tensor for tensor in tensors if tensor.dtype.is_differentiable]
        if outputs:
            assert gradients(outputs, wanted) == [None] * len(wanted)


def test_an_op_on_floats_has_a_rule_or_says_why_not() -> None:
    silent = {
        row.op
        for row in ROWS
        if OPS[row.op].differentiable
        and OPS[row.op].vjp is None
        and any(array.dtype.kind in "fc" for array in flat(row.inputs))
    }
    assert not silent, f"neither a gradient rule nor differentiable=False: {silent}"


# ---- the checker is checked ------------------------------------------------------


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Any:
    def plant(op: str, rule: Any) -> None:
        monkeypatch.setitem(OPS[op].rules, "vjp", rule)

    return plant


def test_a_wrong_factor_is_caught(planted: Any) -> None:
    row = next(row for row in SLOPED if row.op == "Square")
    planted("Square", lambda call, g: 2.001 * call.inputs[0] * g)
    with pytest.raises(check.WrongGradientError, match="order 1"):
        check.check_first_order(row)


@every_sloped_row
def test_any_rule_off_by_a_thousandth_is_caught(row: Sample, planted: Any) -> None:
    right = OPS[row.op].vjp
    assert right is not None
    if not check.slopes(row):
        pytest.skip("the row's gradients are zero or have no elements")

    def off(part: Any) -> Any:
        part = part() if callable(part) else part
        return part if part is None else 1.001 * part

    def wrong(call: Any, *gs: Any) -> Any:
        parts = right(call, *gs)
        parts = parts if isinstance(parts, (tuple, list)) else (parts,)
        return tuple(map(off, parts))

    wrong.takes_none = getattr(right, "takes_none", False)  # type: ignore[attr-defined]
    planted(row.op, wrong)
    with pytest.raises(check.WrongGradientError, match="order 1"):
        check.check_first_order(row)


def test_a_rule_that_is_only_right_at_first_order_is_caught(planted: Any) -> None:
    row = next(row for row in SLOPED if row.op == "Exp")

    def rule(call: Any, g: Any) -> Any:
        return g * check.eager(call.output.array)  # a constant: its own slope is lost

    planted("Exp", rule)
    check.check_first_order(row)
    with pytest.raises(check.WrongGradientError, match="order 2"):
        check.check_second_order(row)


def test_swapped_inputs_are_caught(planted: Any) -> None:
    row = next(row for row in SLOPED if row.op == "Mul")

    def rule(call: Any, g: Any) -> Any:
        x, y = call.inputs
        return g * x, g * y

    planted("Mul", rule)
    with pytest.raises(check.WrongGradientError):
        check.check_first_order(row)


# ---- ops with state ----------------------------------------------------------------


@pytest.mark.parametrize("row", STATE_ROWS, ids=str)
def test_state_lives_in_the_session(row: StateSample) -> None:
    with Graph().as_default() as graph, Session(graph=graph) as session:
        found = row.run(graph, session)
    if row.rtol:
        np.testing.assert_allclose(found, row.expected, row.rtol)
    else:
        np.testing.assert_equal(found, row.expected)


def _as_array(value: Any) -> Any:
    if isinstance(value, bytes):
        array = np.empty((), object)
        array[()] = value
        return array
    return np.asarray(value)
