"""The random streams against TensorFlow's recorded numbers, and against themselves."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from teachflow.core.randomness import normal, philox, single
from teachflow.core.randomness.philox import PhiloxState, seeded

RECORD = Path(__file__).parent.parent / "oracle" / "records" / "random.json"
CASES = json.loads(RECORD.read_text(encoding="utf-8"))["cases"]
GRAPH_SEED, OP_SEED = 12345, 678  # as in tests/oracle/cases/random.py
LONG = 100_003

SAMPLERS = {
    "uniform": philox.uniform,
    "normal": normal.standard_normal,
    "truncated_normal": normal.truncated_normal,
}
FLOATS = ("float16", "float32", "float64")
STREAMS = [(kind, dtype) for kind in SAMPLERS for dtype in FLOATS]


def digest(array):
    plain = array.astype(array.dtype.newbyteorder("<"))
    return hashlib.sha256(plain.tobytes()).hexdigest()


def words(*values):
    """A 32-bit word after another, the lowest first, as one integer."""
    return sum(value << 32 * place for place, value in enumerate(values))


# The known answers that come with the generator's paper (Random123, philox4x32-10).
@pytest.mark.parametrize(
    ("counter", "key", "expected"),
    [
        ((0, 0, 0, 0), (0, 0), "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
        (
            (0xFFFFFFFF,) * 4,
            (0xFFFFFFFF,) * 2,
            "408f276d 41c83b0e a20bc7c6 6d5451fd",
        ),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            "d16cfe09 94fdcceb 5001e420 24126ea1",
        ),
    ],
)
def test_known_answers(counter, key, expected):
    state = PhiloxState(words(*key), words(*counter))
    block = philox.blocks(state, np.arange(1))[0]
    assert " ".join(f"{word:08x}" for word in block) == expected


@pytest.mark.parametrize("bits", [32, 64, 96, 128])
def test_counter_carries(bits):
    state = PhiloxState(7, 2**bits - 2)
    together = philox.blocks(state, np.arange(5))
    apart = [philox.blocks(state.skip(i), np.arange(1))[0] for i in range(5)]
    np.testing.assert_array_equal(together, apart)


@pytest.mark.parametrize(("kind", "dtype"), STREAMS)
def test_floats_are_tensorflows(kind, dtype):
    # float64 normal numbers use the platform's own logarithm, sine and cosine
    rtol = 1e-14 if dtype == "float64" and kind != "uniform" else 0
    for size, runs in CASES[f"stream: {kind} {dtype}"].items():
        state = seeded(GRAPH_SEED, OP_SEED)
        for run in runs:
            values, state = SAMPLERS[kind](state, int(size), dtype)
            assert values.dtype == dtype
            np.testing.assert_allclose(
                values, np.array(run["array"], dtype), rtol=rtol, atol=0, strict=True
            )


@pytest.mark.parametrize(("kind", "dtype"), STREAMS)
def test_long_draws_are_tensorflows(kind, dtype):
    if dtype == "float64" and kind != "uniform":
        return  # see above: no digest is recorded
    state = seeded(GRAPH_SEED, OP_SEED)
    for recorded in CASES[f"long stream: {kind} {dtype}"]:
        values, state = SAMPLERS[kind](state, LONG, dtype)
        assert [values.dtype.name, [LONG], digest(values)] == recorded


@pytest.mark.parametrize("dtype", ["int32", "int64"])
def test_integers_are_tensorflows(dtype):
    last = np.iinfo(dtype)
    other = (3, 4) if dtype == "int32" else (0, 10**12)
    ranges = [(0, 10), (-5, 7), (last.min, last.max), other]
    for (low, high), runs in zip(ranges, CASES[f"stream: {dtype}"], strict=True):
        state = seeded(GRAPH_SEED, OP_SEED)
        for run in runs:
            values, state = philox.uniform_int(state, 5, low, high, dtype)
            assert (values.dtype, values.tolist()) == (np.dtype(dtype), run["array"])
    state = seeded(GRAPH_SEED, OP_SEED)
    for recorded in CASES[f"long stream: {dtype}"]:
        values, state = philox.uniform_int(state, LONG, -3, 100, dtype)
        assert digest(values) == recorded[2]


def test_shuffles_are_tensorflows():
    for size, runs in CASES["stream: shuffled rows"].items():
        state = seeded(GRAPH_SEED, OP_SEED)
        for run in runs:
            order, state = philox.shuffle_permutation(state, int(size))
            assert order.tolist() == run["array"]
    state = seeded(GRAPH_SEED, OP_SEED)
    for recorded in CASES["long stream: shuffled rows"]:
        order, state = philox.shuffle_permutation(state, LONG)
        assert digest(order) == recorded[2]


def test_float32_functions_round_as_glibc_on_every_input_there_is():
    # A word has 23 bits that matter, so all inputs can be tried. The digests are those
    # of logf, sinf and cosf of glibc 2.36 on the same inputs.
    units = philox.unit_float32(np.arange(2**23, dtype=np.uint32))
    angles = (2.0 * np.pi * units.astype(np.float64)).astype(np.float32)
    sine, cosine = single.sincos(angles)
    assert digest(single.log(np.maximum(units, np.float32(1e-7)))) == (
        "207fef8ffa8c82caf82c478ee40c5bdbcc5d64d385cd8a1ce60d832fcf03b59b"
    )
    assert digest(sine) == (
        "c718616d24ba03d8eb34fe59f6febc3b383c7d947dec50bdf58c10fbf51946b5"
    )
    assert digest(cosine) == (
        "b085eb29bc0360f27b736db7ccc9c80d33b0e35e0b810174d45e42383540001c"
    )


@pytest.mark.parametrize(("kind", "dtype"), STREAMS)
def test_a_shorter_draw_is_the_beginning_of_a_longer_one(kind, dtype):
    # across the edges of blocks, groups and the chunks of the computation
    state = seeded(1, 2)
    longest, _ = SAMPLERS[kind](state, 40_000, dtype)
    for size in (0, 1, 2, 3, 6, 1001, 16_384, 32_769):
        values, after = SAMPLERS[kind](state, size, dtype)
        np.testing.assert_array_equal(values, longest[:size], strict=True)
        assert after == state.skip(256 * size)


def test_no_seed_means_another_stream_every_time():
    assert seeded(0, 0) != seeded(0, 0)
    assert seeded(0, 1) == seeded(0, 1)


def test_the_numbers_look_as_they_should():
    uniform, _ = philox.uniform(seeded(3, 4), 200_000, np.float64)
    assert 0 <= uniform.min() < 1e-4
    assert 1 - 1e-4 < uniform.max() < 1
    assert abs(uniform.mean() - 0.5) < 0.005
    gauss, _ = normal.standard_normal(seeded(3, 4), 200_000, np.float32)
    assert abs(gauss.mean()) < 0.01
    assert abs(gauss.std() - 1) < 0.01
    cut, _ = normal.truncated_normal(seeded(3, 4), 200_000, np.float32)
    assert 1.99 < np.abs(cut).max() < 2
    assert abs(cut.std() - 0.8796) < 0.01  # of a normal distribution cut at 2


@pytest.mark.parametrize("sampler", SAMPLERS.values())
def test_float_dtypes_are_asked_for(sampler):
    with pytest.raises(TypeError, match="float16, float32 or float64, not int32"):
        sampler(seeded(1, 2), 3, np.int32)


def test_integer_bounds_and_dtypes_are_checked():
    with pytest.raises(ValueError, match="Need minval < maxval, got 5 >= 5"):
        philox.uniform_int(seeded(1, 2), 3, 5, 5, np.int32)
    with pytest.raises(TypeError, match="int32 or int64, not float32"):
        philox.uniform_int(seeded(1, 2), 3, 0, 5, np.float32)
