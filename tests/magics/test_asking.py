"""Misspelt names of magics, and cell magics without a body."""

from __future__ import annotations

from typing import Any

import pytest
from IPython.core.error import UsageError
from teachflow_magics import load_ipython_extension, unload_ipython_extension
from teachflow_magics.frame.magic import registered

from tests.magics.conftest import Notebook


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%reset_graf --seed 3", "no magic %reset_graf. Did you mean %reset_graph?"),
        ("x = %grahp", "no magic %grahp. Did you mean %graph?"),
        ("%%grpah --depth 2\na = 1", "no magic %%grpah. Did you mean %%graph?"),
        ("%%Graph\na = 1", "no magic %%Graph. Did you mean %%graph?"),
    ],
)
def test_a_name_that_is_nearly_ours_gets_the_right_one(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], cell: str, said: str
) -> None:
    error = notebook.fail(cell)
    assert isinstance(error, UsageError)
    assert said in str(error)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%quite_another", "Line magic function `%quite_another` not found."),
        ("%%quite_another\n1", "Cell magic `%%quite_another` not found."),
        ("%%reset\n1", "(But line magic `%reset` exists"),
        ("%%timeit", "%%timeit is a cell magic, but the cell body is empty."),
    ],
)
def test_ipython_speaks_for_all_other_names(
    notebook: Notebook, cell: str, said: str
) -> None:
    error = notebook.fail(cell)
    assert isinstance(error, UsageError)
    assert said in str(error)


@pytest.mark.parametrize("line", ["-h", "g --help  # please"])
def test_a_cell_magic_gives_help_without_a_body(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    notebook.run(f"%%graph {line}")
    out, err = capfd.readouterr()
    assert out.startswith("%%graph [NAME]")
    assert "--seed N" in out
    assert err == ""


@pytest.mark.parametrize("body", ["", "\n", "\n   \n"])
def test_an_empty_body_is_refused_in_our_words(notebook: Notebook, body: str) -> None:
    error = notebook.fail(f"%%graph{body}")
    assert str(error) == "%%graph: the cell is empty. Write the code below the line."


def test_a_tab_behind_the_name_is_a_blank(notebook: Notebook) -> None:
    notebook.run("%%graph\tg\t--seed 3\nx = tf.constant(1)")
    assert notebook.run("g.seed, len(g.get_operations())") == (3, 1)
    notebook.run("y =\t%graph\tx")
    assert notebook.run("str(y)") == "<Picture: Graph of 1 operation>"


def test_the_first_cell_run_again_is_calm(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    for line in (
        "%load_ext teachflow",
        "%load_ext teachflow  ",
        "%reload_ext teachflow",
    ):
        notebook.run(line)
        assert registered(notebook.shell)
    notebook.run("%unload_ext teachflow")
    assert not registered(notebook.shell)
    notebook.run("%reload_ext teachflow")
    notebook.run("%unload_ext teachflow\n%load_ext teachflow")
    assert registered(notebook.shell)
    assert capfd.readouterr() == ("", "")
    notebook.run("%unload_ext teachflow\n%unload_ext teachflow")
    assert "is not loaded" in capfd.readouterr().out


def test_of_other_extensions_ipython_speaks(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%load_ext storemagic\n%load_ext storemagic")
    assert "already loaded" in capfd.readouterr().out


def test_names_of_the_callers_frame_are_still_put_in(notebook: Notebook) -> None:
    heard: list[str] = []
    notebook.run("name = 'outer'")
    notebook.shell.register_magic_function(heard.append, "line", "heard")
    notebook.run("%heard $name")
    call = "get_ipython().run_line_magic('heard', '$name')"
    notebook.run(f"def say():\n    name = 'inner'\n    {call}")
    notebook.run("say()")
    assert heard == ["outer", "inner"]


def test_all_is_ipythons_again_after_unloading(bare: Any) -> None:
    before = set(vars(bare))
    load_ipython_extension(bare)
    assert "run_line_magic" in vars(bare)
    unload_ipython_extension(bare)
    assert set(vars(bare)) == before


def test_somebody_elses_change_stays(bare: Any) -> None:
    load_ipython_extension(bare)
    ours = bare.run_line_magic

    def theirs(name: str, line: str, _stack_depth: int = 1) -> Any:
        return ours(name, line, _stack_depth + 1)

    bare.run_line_magic = theirs
    unload_ipython_extension(bare)
    assert bare.run_line_magic is theirs
    assert "not found" in str(bare.run_cell("%reset_graf").error_in_exec)
    del bare.run_line_magic
