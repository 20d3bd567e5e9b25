"""How seeds combine; what TensorFlow does is in the record ``random``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from teachflow.core.randomness.seeds import DEFAULT_GRAPH_SEED, EagerSeeds, op_seeds

RECORD = Path(__file__).parent.parent / "oracle" / "records" / "random.json"
PAIRS = json.loads(RECORD.read_text(encoding="utf-8"))["cases"][
    "seeds: the graph's and the op's"
]


def read(text):
    """A seed from the record's key."""
    return {"None": None, "True": True}[text] if text.isalpha() else int(text)


@pytest.mark.parametrize("pair", PAIRS)
def test_pairs_are_tensorflows(pair):
    graph_seed, op_seed = map(read, pair.split(", "))
    assert list(op_seeds(graph_seed, op_seed, lambda: 0)) == PAIRS[pair]


def test_the_place_hands_out_a_seed_only_when_one_is_missing():
    def never():
        raise AssertionError("no op seed was missing")

    assert op_seeds(None, None, never) == (0, 0)
    assert op_seeds(None, 3, never) == (DEFAULT_GRAPH_SEED, 3)
    assert op_seeds(4, 3, never) == (4, 3)
    assert op_seeds(4, None, lambda: 17) == (4, 17)


@pytest.mark.parametrize("bad", ["a", [1], object()])
def test_a_seed_is_a_number(bad):
    with pytest.raises(TypeError, match="A random seed is an integer, not"):
        op_seeds(bad, 1, int)
    with pytest.raises(TypeError, match="A random seed is an integer, not"):
        op_seeds(1, bad, int)
    with pytest.raises(TypeError, match="A random seed is an integer, not"):
        EagerSeeds().set(bad)


def test_eager_streams_last_until_the_seed_is_set():
    seeds = EagerSeeds()
    seeds.set(5)
    cell = seeds.cell("RandomUniform", ("seed", 5), ("seed2", 9))
    assert seeds.cell("RandomUniform", ("seed", 5), ("seed2", 9)) is cell
    assert seeds.cell("RandomUniform", ("seed", 5), ("seed2", 8)) is not cell
    assert seeds.cell("TruncatedNormal", ("seed", 5), ("seed2", 9)) is not cell
    seeds.set(5)
    assert seeds.cell("RandomUniform", ("seed", 5), ("seed2", 9)) is not cell


def test_eager_streams_do_not_pile_up():
    seeds = EagerSeeds()
    seeds.set(5)
    first = seeds.cell("RandomUniform", 0)
    for number in range(1, 4000):
        seeds.cell("RandomUniform", number)
    assert seeds.cell("RandomUniform", 0) is first  # which makes it the youngest
    for number in range(4000, 20_000):
        seeds.cell("RandomUniform", number)
    assert len(seeds._cells) < 5000
    assert seeds.cell("RandomUniform", 0) is not first
