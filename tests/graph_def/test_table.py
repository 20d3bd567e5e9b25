"""The table of attributes is what the record of TensorFlow's definitions says."""

from __future__ import annotations

import attributes as tool

from teachflow.core.registry import OPS
from teachflow.graph_def.attributes import Attribute, attributes, is_tensorflows


def test_the_table_is_up_to_date():
    made = tool.table(tool.RECORD.read_text(encoding="utf-8"))
    stored = tool.TABLE.read_text(encoding="utf-8")
    assert stored == made, "run `python tools/attributes.py` and commit what it writes"


def test_kinds_and_defaults():
    assert attributes(OPS["ConcatV2"]) == (
        Attribute("N", "int", None, required=True),
        Attribute("T", "type", None, required=True),
        Attribute("Tidx", "type", "int32"),
    )
    assert Attribute("dilations", "list(int)", [1, 1, 1, 1]) in attributes(
        OPS["Conv2D"]
    )


def test_own_ops_name_what_they_declare():
    assert not is_tensorflows("SplitLike")
    assert [a.name for a in attributes(OPS["SumLike"])] == ["T", "L"]
