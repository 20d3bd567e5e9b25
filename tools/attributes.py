"""Writes ``teachflow/graph_def/attributes.json``: the attributes of TensorFlow's ops.

What an op declares here says what it computes with. A ``NodeDef`` names every attribute
of TensorFlow's definition, with its kind, whether we use it or not: those come from the
record of the definitions (``tests/oracle/records/definitions.json``). After recording
new definitions: ``python tools/attributes.py``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "tests" / "oracle" / "records" / "definitions.json"
TABLE = ROOT / "teachflow" / "graph_def" / "attributes.json"
# A default that is null in the record: none at all, or a shape of unknown rank.
_LOOSE = {"shape"}


def attribute(recorded: dict[str, Any]) -> list[Any]:
    """Kind and default; the kind alone where a node has to say the value."""
    kind, default = recorded["type"], recorded["default"]
    return [kind, default] if default is not None or kind in _LOOSE else [kind]


def table(record: str) -> str:
    """The file's text: an object of one line for each op."""
    definitions = json.loads(record)["cases"]
    lines = []
    for name, definition in sorted(definitions.items()):
        # Asked for, but TensorFlow has no such op, or no longer.
        if definition is not None and "removed" not in definition:
            attributes = {
                key: attribute(value) for key, value in definition["attributes"].items()
            }
            lines.append(f"{json.dumps(name)}: {json.dumps(attributes)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    TABLE.write_text(table(RECORD.read_text(encoding="utf-8")), encoding="utf-8")
