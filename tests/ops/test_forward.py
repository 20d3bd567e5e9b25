"""Forward mode on every row of the sample table: each rule against its reverse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from teachflow import forward
from teachflow.core.registry import OPS, Call, Forward
from teachflow.eager.home import EAGER
from teachflow.eager.tapes.forward import ForwardAccumulator
from teachflow.eager.tapes.tape import GradientTape
from tests.ops import check
from tests.ops.sample import Sample, flat
from tests.ops.samples import SAMPLES

Arrays = list[Any]
ROWS = [row for row in SAMPLES if isinstance(row, Sample) and check.sources(row)]
OPS.declare_all()
every_row = pytest.mark.parametrize("row", ROWS, ids=str)


def test_every_op_with_a_gradient_has_a_rule_forwards() -> None:
    missing = sorted(op.type for op in OPS.values() if op.vjp and op.jvp is None)
    assert not missing, f"no forward-mode rule: {missing}"


def test_rules_are_declared_on_inputs_that_exist() -> None:
    for op in OPS.values():
        if isinstance(op.jvp, Forward):
            assert all(number < len(op.inputs) for number in op.jvp.inputs), op
            assert op.jvp.inputs or "linear" not in op.jvp.form, op
            assert op.vjp, f"{op} is {op.jvp.form}: its gradient rule is needed"


# ---- first order -----------------------------------------------------------------


@every_row
def test_the_reverse_is_the_transpose(row: Sample) -> None:
    _compare_with_reverse(row)


@every_row
def test_tangents_agree_with_finite_differences(row: Sample) -> None:
    arrays, positions = flat(row.inputs), check.sources(row)
    moves = _moves(row, arrays)
    found = _tangents(row, arrays, moves)
    ahead, behind = (
        check.apply_eagerly(row, [check.eager(a) for a in moved])
        for moved in (
            check._moved(arrays, positions, moves, step)
            for step in (check.STEP, -check.STEP)
        )
    )
    for one, other, tangent in zip(ahead, behind, found, strict=True):
        if not one.dtype.is_differentiable:
            assert tangent is None
            continue
        measured = (one.array - other.array) / (2 * check.STEP)
        ruled = np.zeros_like(measured) if tangent is None else tangent
        scale = max(1e-2, _largest(measured), _largest(ruled))
        np.testing.assert_allclose(ruled, measured, atol=row.tolerance * scale, rtol=0)


# ---- second order: forwards or in reverse, first and then ------------------------


@pytest.mark.parametrize("row", [row for row in ROWS if row.order > 1], ids=str)
def test_all_ways_to_second_order_agree(row: Sample) -> None:
    arrays, positions = flat(row.inputs), check.sources(row)
    moves = [check.eager(move) for move in _moves(row, arrays)]
    others = [check.eager(move) for move in _moves(row, arrays, "others")]
    plain = check.apply_eagerly(row, [check.eager(a) for a in arrays])
    weights = [None if w is None else check.eager(w) for w in check.weights(row, plain)]
    tensors = [check.eager(array) for array in arrays]
    wanted = [tensors[i] for i in positions]

    def gradients() -> list[Any]:
        with GradientTape() as tape:
            tape.watch(wanted)
            outputs = check.apply_eagerly(row, tensors)
        return list(tape.gradient(*_paired(outputs, weights, wanted)))

    def twice(seeds: Sequence[Any]) -> list[Any]:
        with GradientTape() as outer:
            outer.watch(wanted)
            slopes = gradients()
        return list(outer.gradient(*_paired(slopes, seeds, wanted)))

    with ForwardAccumulator(wanted, moves) as accumulator:
        slopes = gradients()
    forward_over_reverse = [None if g is None else accumulator.jvp(g) for g in slopes]

    with GradientTape() as outer:
        outer.watch(wanted)
        with ForwardAccumulator(wanted, moves) as accumulator:
            outputs = check.apply_eagerly(row, tensors)
        tangents = accumulator.jvp(outputs)
    reverse_over_forward = outer.gradient(*_paired(tangents, weights, wanted))

    with (
        ForwardAccumulator(wanted, others) as outer_accumulator,
        ForwardAccumulator(wanted, moves) as accumulator,
    ):
        outputs = check.apply_eagerly(row, tensors)
    tangents = accumulator.jvp(outputs)
    bends = [None if t is None else outer_accumulator.jvp(t) for t in tangents]

    near = _tolerance(arrays, 1e-8)
    ways = (
        (forward_over_reverse, others, twice(others), moves),
        (reverse_over_forward, others, twice(moves), others),
        (bends, weights, twice(moves), others),
    )
    for found, along, wanted_from, against in ways:
        one = check._dot(_arrays(found), _arrays(along))
        other = check._dot(_arrays(wanted_from), _arrays(against))
        assert one == pytest.approx(other, rel=near, abs=near)


def _paired(
    targets: Sequence[Any], seeds: Sequence[Any], sources: Sequence[Any]
) -> tuple[list[Any], list[Any], list[Any]]:
    """The targets that there are, the sources, and the targets' cotangents."""
    pairs = [
        (target, seed)
        for target, seed in zip(targets, seeds, strict=True)
        if target is not None and seed is not None
    ]
    return [t for t, _ in pairs], list(sources), [seed for _, seed in pairs]


# ---- the driver, and the checker checked -------------------------------------------


@pytest.fixture
def planted(monkeypatch: pytest.MonkeyPatch) -> Any:
    def plant(op: str, rule: Any) -> None:
        monkeypatch.setitem(OPS[op].rules, "jvp", rule)

    return plant


@every_row
def test_any_rule_off_by_a_thousandth_is_caught(row: Sample, planted: Any) -> None:
    right = OPS[row.op].jvp
    if not check.slopes(row):
        pytest.skip("the row's gradients are zero or have no elements")

    def wrong(call: Call, *tangents: Any) -> Any:
        if isinstance(right, Forward):
            found = forward._FORMS[right.form](EAGER, call, tangents, right)
        else:
            assert right is not None
            found = right(call, *tangents)
        found = found if isinstance(found, (tuple, list)) else [found]
        return [
            tangent
            if tangent is None or not tangent.dtype.is_differentiable
            else 1.001 * tangent
            for tangent in found
        ]

    planted(row.op, wrong)
    with pytest.raises(AssertionError):
        _compare_with_reverse(row)


def test_a_missing_rule_is_named(planted: Any) -> None:
    planted("Exp", None)
    x = check.eager(1.0)
    with (
        pytest.raises(LookupError, match=r"op type: Exp.*tf\.stop_gradient"),
        ForwardAccumulator(x, check.eager(1.0)),
    ):
        EAGER.apply(OPS["Exp"], (x,), {}, None)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (lambda call, t: (t, t), "gave 2 tangents for 1 outputs"),
        (lambda call, t: check.eager(np.float32([1, 2])), "gave a float32 for an"),
        (lambda call, t: check.eager([1.0, 2.0, 3.0]), r"shape \(3,\) for an output"),
    ],
)
def test_a_rule_that_gives_something_else_is_refused(
    planted: Any, rule: Any, words: str
) -> None:
    planted("Exp", rule)
    x = check.eager([1.0, 2.0])
    with pytest.raises(RuntimeError, match=words), ForwardAccumulator(x, x + 1):
        EAGER.apply(OPS["Exp"], (x,), {}, None)


# ---- helpers -----------------------------------------------------------------------


def _compare_with_reverse(row: Sample) -> None:
    """Checks ⟨vjp(w), v⟩ = ⟨w, jvp(v)⟩, along two directions."""
    arrays = flat(row.inputs)
    outputs = check.apply_eagerly(row, [check.eager(a) for a in arrays])
    weights = check.weights(row, outputs)
    back = check.tape_gradients(row, arrays, weights)
    near = _tolerance(arrays, 1e-9)
    for key in range(2):
        moves = _moves(row, arrays, key)
        reverse = check._dot(back, moves)
        straight = check._dot(weights, _tangents(row, arrays, moves))
        assert straight == pytest.approx(reverse, rel=near, abs=near * 1e-2)


def _tolerance(arrays: Arrays, wanted: float) -> float:
    """What can be wanted of the arrays' dtypes."""
    low = any(array.dtype in (np.float32, np.complex64) for array in arrays)
    return 1e-4 if low else wanted


def _moves(row: Sample, arrays: Arrays, key: Any = 0) -> Arrays:
    return [
        check._direction(arrays[i], (key, i, str(row), "tangent"))
        for i in check.sources(row)
    ]


def _tangents(row: Sample, arrays: Arrays, moves: Arrays) -> Arrays:
    tensors = [check.eager(array) for array in arrays]
    wanted = [tensors[i] for i in check.sources(row)]
    with ForwardAccumulator(wanted, [check.eager(m) for m in moves]) as accumulator:
        outputs = check.apply_eagerly(row, tensors)
    return _arrays(accumulator.jvp(outputs))


def _largest(array: Any) -> float:
    return float(np.max(np.abs(array), initial=0.0))


def _arrays(tensors: Sequence[Any]) -> Arrays:
    """Values; gradients may be slices, which are compared in full."""
    return [None if t is None else t.as_tensor().array for t in tensors]
