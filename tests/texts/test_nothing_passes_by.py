"""With every text of the catalogue marked, no other English is seen.

What a learner reads comes out of ``texts``, or another language would be half English.
Names, code and TensorFlow's own words go in as values, so they stand between the marks.
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teachflow import texts
from teachflow.teaching import explain
from teachflow.teaching.table import CASES
from tests.errors.conftest import failing
from tests.errors.test_lessons import ROWS
from tests.magics.conftest import Notebook, bare, notebook
from tests.magics.tour import PRELUDE, USES

__all__ = ["bare", "notebook"]

ROOT = Path(__file__).parents[2]
OPEN, CLOSE = "⟦", "⟧"
_WORD = r"[A-Za-z][a-z']+"
SENTENCE = re.compile(rf"{_WORD}(?: {_WORD})+ {_WORD}")


def marked(template: Any) -> Any:
    """A text, with all its forms, between marks."""
    if isinstance(template, dict):
        return {form: marked(text) for form, text in template.items()}
    return f"{OPEN}{template}{CLOSE}"


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that comes out of the catalogue stands between marks."""
    found = texts._found
    monkeypatch.setattr(texts, "_found", lambda key, tag: marked(found(key, tag)))


def outside(shown: str) -> list[str]:
    """Sentences outside of marks, code lines left out."""
    shown = html.unescape(re.sub(r"<style>.*?</style>", "", shown, flags=re.DOTALL))
    shown = re.sub(r'(?:alt|aria-label|title)="([^"]*)"', r">\1<", shown)
    shown = re.sub(r"<[^>]*>", "\n", shown)
    shown = re.sub(r"(?m)^\s*----> .*$", "", shown)
    inner = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", re.DOTALL)
    while inner.search(shown):
        shown = inner.sub(" ", shown)
    return SENTENCE.findall(shown)


def test_a_sentence_that_passes_by_is_seen() -> None:
    assert outside(f"{OPEN}all of it{CLOSE} and this one too") == ["and this one too"]
    assert outside(f"{OPEN}all {OPEN}of{CLOSE} it{CLOSE} x = 3") == []
    assert outside('<img alt="a graph of three nodes">') == ["graph of three nodes"]


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize(
    ("face", "code"),
    [(face, code) for face, _, code, _ in ROWS],
    ids=[f"{face}: {name}" for face, name, _, _ in ROWS],
)
def test_lessons(face: str, code: str) -> None:
    error = failing(code, face)
    lesson = explain(error, naming=lambda file: "the-lesson")
    assert lesson is not None
    # What is typed is code; dots and names of it are no sentence.
    assert outside(f"{lesson.what}\n{lesson.why}\n{lesson.told.advice}") == []
    assert outside("\n".join(lesson.own_words)) == []
    if lesson.picture is not None:
        bundle = lesson.picture._repr_mimebundle_()
        for shown in bundle.values():
            assert outside(re.sub(r"base64,[\w+/=]*", "", shown)) == []


GRAPH = """
x = tf.placeholder(tf.float32, [None, 3], name="x")
with tf.name_scope("layer"):
    w = tf.Variable(tf.random_normal([3, 2]), name="w")
    h = tf.nn.relu(tf.matmul(x, w), name="h")
loss = tf.reduce_mean(tf.square(h), name="loss")
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
"""
DISPLAYS = [
    "show_graph(tf.get_default_graph())",
    "show_graph(tf.get_default_graph(), depth=0)",
    "show_graph(tf.get_default_graph(), raw=True, max_nodes=5)",
    "show_graph(tf.Graph())",
    "show_graph(loss, gradients=True, optimizer=True, init=True)",
    "tf.explain_gradient(loss, w)",
    "tf.explain_gradient(tf.stop_gradient(loss), w)",
]


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("code", DISPLAYS)
def test_displays(notebook: Notebook, code: str) -> None:
    notebook.run("from teachflow.viz import show_graph")
    notebook.run(GRAPH)
    value = notebook.run(code)
    bundle = getattr(value, "_repr_mimebundle_", dict)()
    for shown in (*bundle.values(), str(value)):
        assert outside(re.sub(r"base64,[\w+/=]*", "", shown)) == []


@pytest.mark.usefixtures("marks")
def test_a_descent(notebook: Notebook) -> None:
    from teachflow.widgets import panel, words
    from teachflow.widgets.descent import record_descent
    from teachflow.widgets.summary import DescentPicture

    notebook.run("v = tf.Variable(3.0, name='v')\nf = tf.square(v, name='f')")
    optimizer = notebook.run("tf.train.MomentumOptimizer(0.1, 0.9)")
    descent = record_descent(notebook.shell.ev("f"), optimizer=optimizer, steps=3)
    for shown in DescentPicture(descent)._repr_mimebundle_().values():
        assert outside(re.sub(r"base64,[\w+/=]*", "", shown)) == []
    assert outside(panel.frame_html(descent, 1)) == []
    assert outside(panel.background_html(descent)) == []
    assert outside(words.title(descent)) == []


@pytest.mark.usefixtures("marks")
def test_what_checks_say() -> None:
    from teachflow.checks import check
    from teachflow.checks.outcome import CheckFailed
    from teachflow.checks.words import kind, listed, shown

    with pytest.raises(CheckFailed) as found:
        check("first-graph/formula", {})
    assert outside(str(found.value)) == []
    said = [kind(v) for v in (None, 1, [1], {}, len, object(), "a", True, int)]
    assert outside("\n".join([*said, listed("abc"), shown(object())])) == []


SHOWN = {name: use for name, use in USES.items() if name != "teachflow"}


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("name", sorted(SHOWN))
def test_magics(
    bare: Any, name: str, tmp_path: Any, monkeypatch: Any, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    book = Notebook(bare)
    book.run("%load_ext teachflow")
    book.run(PRELUDE)
    capsys.readouterr()
    for code in SHOWN[name].cells:
        result = bare.run_cell(code, store_history=True)
        assert result.success, code
        if hasattr(result.result, "_repr_mimebundle_"):
            for shown in result.result._repr_mimebundle_().values():
                assert outside(re.sub(r"base64,[\w+/=]*", "", shown)) == []
    for item in bare.display_pub.outputs:
        for shown in map(str, item["data"].values()):
            assert outside(re.sub(r"base64,[\w+/=]*", "", shown)) == []
    printed = re.sub(r"(?m)^Out\[\d+\]:.*$", "", capsys.readouterr().out)
    assert outside(printed) == []


# Rooms that speak to a learner in their own words, not in TensorFlow's.
ROOMS = ("checks", "teaching", "texts", "viz", "widgets")
# What an exercise says stands in it, in its own language; what is said to those who
# write a catalogue is English.
ELSEWHERE = ("checks/first_graph/", "texts/comparing.py")
NAMES = {
    "not attempted yet": "an outcome, which programs compare with",
    "x is not in the catalogue texts/en.toml": "a programmer's mistake",
    **dict.fromkeys(["The graph face", "The eager face"], "headings of docs/api.md"),
    "in user code:": "TensorFlow's own",
    "Graph execution error:": "TensorFlow's own",
    "Exception encountered when calling ": "TensorFlow's own",
    "DejaVu Sans Mono,Menlo,Consolas,monospace": "fonts",
    "ended by itself: x": "the layout's process knows no catalogue: render says it",
    **dict.fromkeys(CASES, "the name of a case"),
}
# Declarations: the words of help stay in the code, in English.
DECLARING = {"Option", "ArgumentParser", "add_parser", "add_argument"}
HELP = {"help", "group"}
LITERAL = re.compile(rf"{_WORD},?(?: {_WORD},?)+ {_WORD}")


def literals(tree: ast.AST) -> Iterator[str]:
    """All texts in code but docstrings and declarations; ``x`` for what is put in."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in DECLARING:
                continue
        if isinstance(node, ast.keyword) and node.arg in HELP:
            continue
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(getattr(part, "value", "x")) for part in plain(node))
            for part in node.values:
                yield from literals(part)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            if not isinstance(tree, ast.JoinedStr):
                yield node.value
        else:
            yield from literals(node)


def plain(joined: ast.JoinedStr) -> Iterator[ast.AST | None]:
    """The parts, None for what is put in."""
    for part in joined.values:
        yield part if isinstance(part, ast.Constant) else None


def is_code(said: str) -> bool:
    """Whether it is a line to type."""
    try:
        ast.parse(f"{said} pass" if said.endswith(":") else said)
    except SyntaxError:
        return False
    return True


def sentences(source: str) -> list[str]:
    """The texts of the code that are sentences."""
    return [
        said
        for said in literals(ast.parse(source))
        if LITERAL.search(said) and said not in NAMES and not is_code(said)
    ]


PLANTED = '''
"""What a module says of itself."""
class Closed:
    """What a class says of itself."""
    def ask(self, name):
        """What a function says of itself."""
        if name:
            raise ValueError(f"there is no {name} here")
        print("nothing came of that", Option("-x", "what an option is for"))
        return ["for row in x:", "three more words", f"{'so it is' if name else 1}"]
'''


def test_a_planted_sentence_in_code_is_seen() -> None:
    assert sentences(PLANTED) == [
        "there is no x here",
        "nothing came of that",
        "three more words",
        "so it is",
    ]


@pytest.mark.parametrize("room", [*ROOMS, "magics"])
def test_code_says_nothing_that_the_catalogue_does_not(room: str) -> None:
    home = ROOT / room if room == "magics" else ROOT / "teachflow" / room
    files = sorted(home.rglob("*.py"))
    assert files
    found = {
        path.relative_to(ROOT).as_posix(): said
        for path in files
        if not any(part in path.as_posix() for part in ELSEWHERE)
        for said in [sentences(path.read_text("utf-8"))]
        if said
    }
    assert found == {}
