"""docs/api.md is what the code says, and every name in it leads somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import teachflow
import teachflow.compat.v1 as tf

ROOT = Path(__file__).resolve().parents[2]


def load_tool():
    spec = importlib.util.spec_from_file_location("api_tool", ROOT / "tools" / "api.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_current():
    tool = load_tool()
    assert tool.PAGE.read_text(encoding="utf-8") == tool.text(), (
        "run python tools/api.py"
    )


def test_what_differs_is_found_in_a_docstring():
    def function():
        """Does it. Unlike TensorFlow, it sings. And more.

        >>> 1
        """

    assert load_tool().differences(function) == "Unlike TensorFlow, it sings."


def test_every_name_on_the_page_is_there():
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    graph, eager = page.split("## The eager face")
    for text, face in ((graph, tf), (eager, teachflow)):
        names = re.findall(r"\| \[`tf\.([\w.]+)`\]", text)
        assert names
        for name in names:
            found = face
            for part in name.split("."):
                found = getattr(found, part)
