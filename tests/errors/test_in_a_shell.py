"""Errors in a notebook: one traceback, short, with the picture; the long one by %tb."""

from __future__ import annotations

import inspect
import re
import sys
from typing import Any

import nbclient
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from teachflow_magics import errors

from teachflow.compat import missing
from tests.errors.test_lessons import ROWS
from tests.magics.conftest import Notebook, bare, notebook
from tests.oracle.cases.lessons import GRAPH, program

__all__ = ["bare", "notebook"]

# In a notebook there is always a session; and the shell has names of its own.
NOT_HERE = {"eval without session", "run without session"}
HERE = [row for row in ROWS if row[1] not in NOT_HERE]
BY_NAME = {(face, name): says for face, name, _, says in ROWS}


def shown(book: Notebook, capfd: pytest.CaptureFixture[str], code: str) -> str:
    """What a failing cell prints."""
    capfd.readouterr()
    book.fail(code)
    found = capfd.readouterr()
    assert found.err == ""
    return found.out


def face_of(book: Notebook, face: str) -> None:
    if face == "eager":
        book.run("import teachflow as tf")
    book.run("import numpy as np")


@pytest.mark.parametrize(
    ("face", "code", "says"),
    [(face, code, says) for face, _, code, says in HERE],
    ids=[f"{face}: {name}" for face, name, _, _ in HERE],
)
def test_the_short_form(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    face: str,
    code: str,
    says: tuple[str, ...],
) -> None:
    face_of(notebook, face)
    out = shown(notebook, capfd, program(code))
    typed, *words = says
    # A notebook has a session already.
    typed = re.sub(r"tf\.Session\(\)\.run\((\w+)\)", r"\1.eval()", typed)
    assert typed in out
    said = " ".join(out.split())
    for word in words:
        if word != "picture":
            assert word.replace("the lesson", "Cell In[4]") in said or "lesson" in word
    assert out.count("Why:") == 1
    assert out.count("----> ") <= 2
    assert "Traceback" not in out
    assert "(%tb shows every step" in out
    assert "/teachflow/" not in out
    assert ("picture" in words) <= len(notebook.pictures()) <= 1
    notebook.run("%tb")
    assert "Traceback" in capfd.readouterr().out


def test_the_line_is_the_learners(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    out = shown(notebook, capfd, program(GRAPH["uninitialised"]))
    assert "In your code: Cell In[3], line 3\n----> sess.run(v * 2.0)" in out


def test_a_helper_and_the_cell_that_calls_it(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run("def layer(x):\n    y = tf.square(x)\n    return tf.matmul(y, y)")
    out = shown(notebook, capfd, "a = tf.zeros([2, 3])\nh = layer(a)")
    assert "In your code: Cell In[3], line 3\n----> return tf.matmul(y, y)" in out
    assert "called from Cell In[4], line 2\n----> h = layer(a)" in out


def test_in_a_magics_cell(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    out = shown(notebook, capfd, "%%graph\n" + program(GRAPH["product"]))
    assert "In this cell:\n----> c = tf.matmul(a, b)" in out
    assert out.count("Why:") == 1
    assert out.count("Error") == 2  # the lesson, and the magic's own line
    assert any("do not fit" in text for text in notebook.pictures())


def test_long_tracebacks_on_request(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run('%config TeachFlow.tracebacks = "long"')
    out = shown(notebook, capfd, program(GRAPH["product"]))
    assert "Traceback" in out
    assert "graph.py" in out
    assert "Why:" not in out
    assert notebook.pictures() == []
    notebook.run('%config TeachFlow.tracebacks = "short"')
    assert "Why:" in shown(notebook, capfd, program(GRAPH["product"]))


def broken(*_args: object, **_kwargs: object) -> Any:
    raise ZeroDivisionError("a mistake in explaining")


def test_a_broken_explainer_leaves_ipythons_traceback(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(errors, "explain", broken)
    out = shown(notebook, capfd, program(GRAPH["product"]))
    assert "ValueError: Dimensions must be equal" in out
    assert out.count("Traceback (most recent call last)") == 1
    assert "ZeroDivisionError" not in out
    monkeypatch.undo()
    assert "Why:" in shown(notebook, capfd, program(GRAPH["product"]))


def test_an_error_of_the_engine_without_a_lesson_is_short_too(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    out = shown(notebook, capfd, "tf.zeros([2]).set_shape([3])")
    assert "Traceback" not in out
    assert "line 1\n----> tf.zeros([2]).set_shape([3])" in out


def test_others_errors_are_ipythons(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    for code in ("1 / 0", "x = None\nx * 2.0", "raise KeyError(1) from ValueError(2)"):
        out = shown(notebook, capfd, code)
        assert "Traceback" in out
        assert "Why:" not in out
    assert "SyntaxError" in shown(notebook, capfd, "a b")


def test_an_exception_group_is_ipythons(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    """IPython 8.12 shows its steps; newer ones let Python show it, on stderr."""

    def printed() -> list[str]:
        capfd.readouterr()
        notebook.fail("raise ExceptionGroup('a', [KeyError(1)])")
        return [re.sub(r"\bIn ?\[\d+|input-\d+", "In[", s) for s in capfd.readouterr()]

    with_lessons = printed()
    assert "ExceptionGroup: a (1 sub-exception)" in "".join(with_lessons)
    notebook.run("%unload_ext teachflow")
    assert with_lessons == printed()


IN_A_FILE = """\
code = compile("def run():\\n    tf.zeros([2]).set_shape([3])", file, "exec")
names = {"tf": tf}
exec(code, names)
names["run"]()
"""


def test_code_of_a_package_is_not_the_learners(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    """Wherever it is installed: a user's, a distribution's, another environment's."""
    for folder in ("/home/a/lib/site-packages", "/usr/lib/python3/dist-packages"):
        notebook.run(f"file = '{folder}/helper.py'")
        out = shown(notebook, capfd, IN_A_FILE)
        assert "helper.py" not in out
        assert 'line 4\n----> names["run"]()' in out
    notebook.run("file = '/home/a/helper.py'")
    assert "helper.py, line 2" in shown(notebook, capfd, IN_A_FILE)


def test_the_same_words_with_no_picture_engine(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEACHFLOW_LAYOUT", "none")
    assert "Why:" in shown(notebook, capfd, program(GRAPH["product"]))
    assert "do not fit" in notebook.pictures()[-1]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A notebook that a program ran, in a kernel of its own."""
    cells = [
        "%load_ext teachflow\nimport teachflow.compat.v1 as tf",
        program(GRAPH["product"]),
        "%%graph g\n" + program(GRAPH["shapes at run time"]),
        "1 / 0",
    ]
    book = new_notebook(cells=[new_code_cell(source=code) for code in cells])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    folder = str(tmp_path_factory.mktemp("kernel"))
    client = nbclient.NotebookClient(
        book,
        timeout=120,
        allow_errors=True,
        kernel_name="python3",
        resources={"metadata": {"path": folder}},
    )
    client.execute()
    return book


def test_in_a_notebook_that_a_program_runs(executed: Any) -> None:
    outputs = executed.cells[1].outputs
    assert [output.output_type for output in outputs] == ["error", "display_data"]
    error, picture = outputs
    assert error.ename == "ValueError"
    assert error.evalue.startswith("Dimensions must be equal, but are 4 and 5")
    text = "\n".join(error.traceback)
    assert "Why:" in text
    assert "\x1b" not in text
    assert "Traceback" not in text
    assert sorted(picture.data) == ["image/svg+xml", "text/html", "text/plain"]
    assert "do not fit" in picture.data["text/plain"]


def test_a_failing_magics_cell_that_a_program_runs(executed: Any) -> None:
    outputs = executed.cells[2].outputs
    kinds = [output.output_type for output in outputs]
    assert kinds.count("error") == 2  # the lesson, and the magic's one line
    assert "stream" not in kinds
    assert sum("Why:" in "\n".join(o.get("traceback", ())) for o in outputs) == 1


def test_what_a_program_stores_has_no_path_of_the_machine(executed: Any) -> None:
    for output in (o for cell in executed.cells[1:3] for o in cell.outputs):
        for text in (*output.get("traceback", ()), output.get("evalue", "")):
            assert not re.search(r"/tmp/|0x[0-9a-f]{6}|ipykernel_\d", text)
            assert sys.prefix not in text


def test_a_tensor_of_a_cell_that_ran_again(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    shell = notebook.shell
    if "cell_id" not in inspect.signature(shell.run_cell).parameters:
        pytest.skip("this IPython does not tell which cell runs")
    run = {"store_history": True, "cell_id": "first"}
    shell.run_cell("a = tf.constant(1.0, name='a')\nkept = [a]\nb = a * 2.0", **run)
    notebook.run("old = b")
    shell.run_cell("a = tf.constant(5.0, name='a')\nb = a * 3.0", **run)
    out = shown(notebook, capfd, "c = old + 1.0")
    assert "ValueError: 'old' is of a cell that was run again since." in out
    # The cells so far: [1] and [2] load and import, [4] is `old = b`.
    assert "Do: Run cell [4] again, which gives 'old'" in " ".join(out.split())


def test_what_python_cannot_read_is_shown_without_steps(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    for code in ("x = (", "x = )"):
        out = shown(notebook, capfd, code)
        kind = sys.last_type.__name__  # since Python 3.13 a kind of SyntaxError
        assert issubclass(sys.last_type, SyntaxError)
        assert f"{kind}: " in out
        assert "interactiveshell.py" not in out
    out = shown(notebook, capfd, "def f():\n    exec('x = (')\nf()")
    assert "exec('x = (')" in out
    assert "SyntaxError" in out


def test_an_interrupt_is_shown_at_the_learners_line(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whether it came in the engine or in what the engine called."""
    library = {"__name__": "numpy"}
    code = "def stops():\n    raise KeyboardInterrupt"
    exec(compile(code, np.__file__, "exec"), library)
    notebook.shell.push({"stops": library["stops"]})
    notebook.run("y = tf.py_func(stops, [], tf.float32)")
    out = shown(notebook, capfd, "for _ in range(3):\n    y.eval()")
    assert out.startswith("KeyboardInterrupt: the cell was stopped.\n")
    assert "----> y.eval()" in out
    assert ".py" not in out
    assert isinstance(notebook.fail("stops()"), KeyboardInterrupt)
    # One that came in the learner's own code is IPython's as ever.
    out = shown(notebook, capfd, "raise KeyboardInterrupt")
    assert "Traceback" in out
    assert notebook.shell.custom_exceptions


def test_explaining_asks_no_face_for_what_it_does_not_have(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would import every part of it, which takes a second; a name that is misspelt
    is looked for.
    """
    asked: list[Any] = []
    explain = errors.explain

    def explaining(error: BaseException, *values: Any, **options: Any) -> Any:
        with monkeypatch.context() as patch:
            if not isinstance(error, AttributeError):
                patch.setattr(missing, "_nearest", lambda *of: asked.append(of) or [])
            return explain(error, *values, **options)

    monkeypatch.setattr(errors, "explain", explaining)
    for face, _, code, _ in HERE:
        face_of(notebook, face)
        notebook.shell.run_cell(program(code))
        notebook.run("import teachflow.compat.v1 as tf\ntf.reset_default_graph()")
    assert asked == []


@pytest.mark.parametrize(
    ("asked", "typed"),
    [
        ("tf.global_variables_initializer", "tf.global_variables_initializer()"),
        ("[x, build]", "[x, build()]"),
        ("x.initialized_value", "x.initialized_value()"),
    ],
)
def test_a_function_that_was_not_called_is_to_be_called(
    notebook: Notebook, capfd: pytest.CaptureFixture[str], asked: str, typed: str
) -> None:
    notebook.run("x = tf.Variable(1.0)\nbuild = lambda: 2.0 * x")
    out = shown(notebook, capfd, f"tf.Session().run({asked})")
    assert "is a function, and was not called." in out
    assert f"Type:  tf.Session().run({typed})\n" in out


def test_tensorflow_that_is_not_there(
    notebook: Notebook,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "path", [])
    for name in [name for name in sys.modules if name.split(".")[0] == "tensorflow"]:
        monkeypatch.delitem(sys.modules, name)
    out = shown(notebook, capfd, "import tensorflow as tf")
    assert out.startswith("ModuleNotFoundError: the package tensorflow is not inst")
    assert "Type:  import teachflow.compat.v1 as tf\n" in out
    assert "----> import tensorflow as tf" in out
    assert "Traceback" in shown(notebook, capfd, "import tensorflows")
