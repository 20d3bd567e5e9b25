"""How outcomes look: in a notebook, in a terminal, as a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from teachflow.checks.outcome import NOT_ATTEMPTED, WRONG, CheckFailed, Panel


def test_three_outcomes_read_differently() -> None:
    assert str(Panel("right", "Good.", "green")) == "right. Good."
    wrong = CheckFailed("a/b", WRONG, "`f` is 5.")
    fresh = CheckFailed("a/b", NOT_ATTEMPTED, "`f` is not there yet.")
    stuck = 'Stuck? Type hint("a/b") in a cell of your own.'
    assert str(wrong) == f"a/b: wrong, because `f` is 5.\n{stuck}"
    assert str(fresh) == f"a/b: not attempted yet. `f` is not there yet.\n{stuck}"
    assert isinstance(wrong, AssertionError)


def test_the_traceback_is_the_message_alone() -> None:
    failure = CheckFailed("a/b", WRONG, "it is so. " * 20)
    assert failure._render_traceback_() == str(failure).splitlines()
    assert len(failure._render_traceback_()) == 4


def test_html_is_escaped_and_says_the_same() -> None:
    bundle = Panel("hint", "a < b & <script>", "#000000")._repr_mimebundle_()
    assert sorted(bundle) == ["text/html", "text/plain"]
    assert "<script>" not in bundle["text/html"]
    assert "a &lt; b &amp; &lt;script&gt;" in bundle["text/html"]
    assert bundle["text/plain"] == "hint. a < b & <script>"


def test_in_ipython_it_is_displayed_and_the_error_is_short(tmp_path: Path) -> None:
    no_history = Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}})
    shell = InteractiveShell.instance(config=no_history, ipython_dir=str(tmp_path))
    try:
        with capture_output() as shown:
            ran = shell.run_cell(
                "from teachflow.checks import check, hint\n"
                'hint("first-graph/formula", 1)\n'
                "x = 3\n"
                'check("first-graph/formula")'
            )
    finally:
        InteractiveShell.clear_instance()
    (panel,) = shown.outputs
    assert panel.data["text/plain"].startswith("hint 1 of 3. ")
    assert "text/html" in panel.data
    assert isinstance(ran.error_in_exec, CheckFailed)
    assert "Traceback" not in shown.stdout
    assert "because `x` is the Python number 3" in shown.stdout
    assert shown.stderr == ""


def test_importing_the_checks_does_not_import_ipython() -> None:
    code = (
        "import sys; import teachflow.checks as c\n"
        "c.hint('first-graph/formula')\n"
        "print('IPython' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.endswith("False\n")
    assert ran.stderr == ""


def test_text_is_the_same_in_every_process() -> None:
    code = (
        "from teachflow.checks import CheckFailed, check\n"
        "for value in (object(), lambda: 0, {1, 2}, [object()]):\n"
        "    try: check('first-graph/formula', {'x': value, 'f': value})\n"
        "    except CheckFailed as failure: print(failure)\n"
    )
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    )
    assert first == second
    assert first.count("wrong, because") == 4
