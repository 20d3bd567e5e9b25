"""``tf.nest`` beyond lists and dicts: the kinds of structures that programs have."""

from __future__ import annotations

from collections import OrderedDict, UserDict, UserList, defaultdict, namedtuple

import pytest

from teachflow.core import nesting

Point = namedtuple("Point", "x y")


@pytest.mark.parametrize(
    "structure",
    [
        Point(1, [2, 3]),
        OrderedDict([("b", 1), ("a", (2,))]),
        defaultdict(list, b=1, a=2),
        UserDict({"b": 1, "a": 2}),
        UserList([1, (2,)]),
        (),
        {},
        5,
        None,
        "text",
        b"bytes",
        {1, 2},
    ],
)
def test_a_structure_packed_again_is_equal_and_of_its_type(structure):
    again = nesting.pack_sequence_as(structure, nesting.flatten(structure))
    assert again == structure
    assert type(again) is type(structure)


def test_a_range_becomes_a_list():
    assert nesting.map_structure(lambda x: x + 1, range(3)) == [1, 2, 3]


def test_the_default_of_a_default_dict_stays():
    made = nesting.map_structure(str, defaultdict(list, a=1))
    assert made["missing"] == []


def test_mappings_of_two_kinds_are_alike():
    nesting.assert_same_structure({"a": 1}, OrderedDict(a=2))


def test_named_tuples_of_one_name_and_fields_are_alike():
    other = namedtuple("Point", "x y")
    nesting.assert_same_structure(Point(1, 2), other(3, 4))
    wrong = namedtuple("Pixel", "x y")
    with pytest.raises(TypeError, match="sequence type"):
        nesting.assert_same_structure(Point(1, 2), wrong(3, 4))


def test_the_error_shows_both_structures():
    with pytest.raises(ValueError, match="same number of elements") as caught:
        nesting.assert_same_structure([1, [2]], [1, [2, 3]])
    assert "[., [.]]" in str(caught.value)
    assert "[., [., .]]" in str(caught.value)
