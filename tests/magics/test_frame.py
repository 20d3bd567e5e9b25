"""What holds for every magic that there is: twins, help, strict lines."""

from __future__ import annotations

import inspect

import pytest
import teachflow_magics
from IPython.core.error import UsageError
from teachflow_magics.extension import MAGICS
from teachflow_magics.frame.magic import Form, Magic, help_text, usage

from tests.magics.conftest import Notebook

FORMS = [
    pytest.param(typed, form, id=typed)
    for magic in MAGICS
    for typed, form in magic.forms
]


def cell(typed: str, line: str) -> str:
    """A cell that calls a magic."""
    return f"{typed} {line}\npass" if typed.startswith("%%") else f"{typed} {line}"


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_the_twins_are_public_and_documented(typed: str, form: Form) -> None:
    for twin in form.twins:
        name = twin.__name__
        assert name in teachflow_magics.__all__
        assert getattr(teachflow_magics, name) is twin
        assert ">>>" in (inspect.getdoc(twin) or "")


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_every_option_is_a_keyword_of_a_twin(typed: str, form: Form) -> None:
    keywords = {
        name for twin in form.twins for name in inspect.signature(twin).parameters
    }
    for option in form.options:
        assert (option.name in keywords) != bool(option.only_here), option


@pytest.mark.parametrize("magic", MAGICS, ids=lambda magic: magic.name)
def test_the_question_mark_shows_usage_and_docstrings(
    notebook: Notebook, magic: Magic
) -> None:
    for table in notebook.shell.magics_manager.magics.values():
        document = inspect.getdoc(table[magic.name])
        for typed, form in magic.forms:
            assert usage(typed, form) in document
            assert all(inspect.getdoc(twin) in document for twin in form.twins)


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_h_prints_every_option_and_does_nothing(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], typed: str, form: Form
) -> None:
    graph = notebook.run("tf.get_default_graph()")
    capfd.readouterr()
    for line in ("-h", "--help  # help!"):
        assert notebook.run(f"{typed} {line}") is None
        out, err = capfd.readouterr()
        assert help_text(typed, form) in out
        for option in form.options:
            assert f"  {option.shown} " in out
            assert option.help in out
        assert err == ""
    assert notebook.run("tf.get_default_graph()") is graph


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_an_unknown_option_is_one_line_with_the_nearest(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], typed: str, form: Form
) -> None:
    error = refused(notebook, cell(typed, "--qqqq"))
    assert all(option.flag in error for option in form.options)
    for option in form.options:
        if option.flag.startswith("--"):
            error = refused(notebook, cell(typed, f"{option.flag}q"))
            assert f"Did you mean {option.flag}?" in error
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_values_are_counted_and_checked(
    notebook: Notebook, typed: str, form: Form
) -> None:
    for option in form.options:
        flag = option.flag
        if option.is_switch:
            assert "takes no value" in refused(notebook, cell(typed, f"{flag}=1"))
            assert "given twice" in refused(notebook, cell(typed, f"{flag} {flag}"))
            continue
        if option.alone is option.__class__.alone:
            error = refused(notebook, cell(typed, f"{flag}  # nothing"))
            assert option.shown in error
        assert "quote" in refused(notebook, cell(typed, f"{flag} 'a b " + "c " * 3))
        if option.choices:
            error = refused(notebook, cell(typed, f"{flag} 'no such choice'"))
            assert all(choice in error for choice in option.choices)


@pytest.mark.parametrize(("typed", "form"), FORMS)
def test_words_are_refused_where_none_belong(
    notebook: Notebook, typed: str, form: Form
) -> None:
    if not form.words:
        error = refused(notebook, cell(typed, "some words"))
        assert error == f"{typed} takes no 'some words'. Usage: {usage(typed, form)}"


@pytest.mark.parametrize("magic", MAGICS, ids=lambda magic: magic.name)
def test_the_form_that_is_missing_names_the_other(
    notebook: Notebook, magic: Magic
) -> None:
    if magic.line is None:
        assert f"write %%{magic.name} above" in refused(notebook, f"%{magic.name}")
    if magic.cell is None:
        error = refused(notebook, f"%%{magic.name}\npass")
        assert f"write %{magic.name} on a line" in error


def refused(notebook: Notebook, code: str) -> str:
    """The one line that a refused call says."""
    error = notebook.fail(code)
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)
    return str(error)


def test_a_semicolon_hides_what_comes_out(notebook: Notebook) -> None:
    notebook.run("%%graph g;\nx = tf.constant(1)")
    assert notebook.run("%graph x") is not None
    for line in ("%graph x;", "%graph x --depth 1;", "%graph x ;  # quietly"):
        assert notebook.run(line) is None
