"""docs/magics.md says what the magics are."""

from __future__ import annotations

import magics as tool


def test_the_page_is_current() -> None:
    assert tool.PAGE.read_text(encoding="utf-8") == tool.text(), (
        "run python tools/magics.py"
    )
