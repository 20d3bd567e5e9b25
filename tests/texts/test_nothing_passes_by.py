"""With every text of the catalogue marked, no other English is seen.

What a learner reads comes out of ``texts``, or another language would be half English.
Names, code and TensorFlow's own words go in as values, so they stand between the marks.
"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from teachflow import texts
from teachflow.teaching import explain
from tests.errors.conftest import failing
from tests.errors.test_lessons import ROWS
from tests.magics.conftest import Notebook, bare, notebook
from tests.magics.tour import PRELUDE, USES

__all__ = ["bare", "notebook"]

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
