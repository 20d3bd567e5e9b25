"""Short texts: what they say, and that their estimated width is enough."""

from __future__ import annotations

import numpy as np
import pytest

from teachflow.viz.drawing import labels


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (np.int32(3), "3"),
        (np.float32(0.1), "0.1"),
        (np.float64(0.1), "0.1"),
        (np.float32(9.6899224e-05), "9.6899e-05"),
        (np.float32(np.nan), "nan"),
        (np.bool_(True), "True"),
        (np.complex64(1 + 2j), "(1+2j)"),
        ([0, 1], "[0, 1]"),
        ([[1, 2], [3, 4]], "[[1, 2], [3, 4]]"),
        ([], "[]"),
        (np.zeros(5), None),
        (np.zeros((2, 1, 2)), None),
        (np.array(b"abc", dtype=object), '"abc"'),
        (np.array("中文".encode(), dtype=object), '"中文"'),
        (np.array(b"\xff", dtype=object), '"\\\\xff"'),
        (np.array('a"b\\c\n\0', dtype=object), '"a\\"b\\\\c\\n\\x00"'),
        (np.array(b"x" * 99, dtype=object), '"' + "x" * 22 + "…"),
    ],
)
def test_a_constant_is_shown_by_its_value(value, text):
    assert labels.value_text(value) == text


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        ((), "scalar"),
        ((3,), "(3,)"),
        ((None,), "(?,)"),
        ((None, 3), "(?, 3)"),
        ((0, 2), "(0, 2)"),
        (None, "?"),
    ],
)
def test_shapes(shape, text):
    assert labels.shape_text(shape) == text


def test_the_dtype_of_a_reference_is_that_of_its_variable():
    class Reference:
        name = "float32_ref"

    assert labels.dtype_text(Reference()) == "float32"


def test_visible_text_is_one_printable_line():
    text = labels.visible("".join(map(chr, range(0x180))) + "\u2028\ud800")
    assert text.isprintable()
    assert "\\x00" in text
    assert "\\ud800" in text


def test_a_cut_text_fits():
    for text in ("abcdefghij" * 4, "中" * 30, "中a" * 20):
        assert labels.columns(labels.shortened(text, 12)) <= 12
        assert labels.shortened(text, 12).endswith("…")


def test_widths_are_never_less_than_those_of_a_wide_font():
    # Advance widths of DejaVu Sans, in thousandths of the font size.
    wide = {"a": 613, "m": 974, "i": 278, "W": 989, "M": 863, "0": 636, "_": 500}
    wide |= {"A": 684, "(": 390, "?": 531, ",": 318, " ": 318, "=": 838, "s": 521}
    wide |= {"Q": 787, "G": 775, "O": 787, "H": 752, "N": 748, "D": 770, "U": 732}
    wide |= {"l": 278, "t": 392, "r": 411, "1": 636, "3": 636, "]": 390, "[": 390}
    for text in ("predictions", "axis=[0, 1]", "MatMul", "W_1", "(?, 30)", "HELLO"):
        exact = sum(wide.get(char, 634) for char in text) / 1000 * 14
        assert labels.text_width(text, 14) >= exact


def test_a_long_name_keeps_its_end():
    for name in ("scope/" * 9 + "MatMul_1", "很长的名字" * 9 + "MatMul_1"):
        short = labels.middled(name, 24)
        assert labels.columns(short) <= 24
        assert short.endswith("MatMul_1")
        assert short.startswith(name[:3])
        assert "…" in short
    assert labels.middled("short", 24) == "short"
