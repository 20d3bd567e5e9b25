"""Failing cells leave nothing behind but the last error."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from teachflow.eager.tensor import EagerTensor
from teachflow.graph.graph import Graph
from tests.magics.conftest import Notebook, bare, notebook

__all__ = ["bare", "notebook"]

EAGER = "import teachflow as tf2\na, b = tf2.zeros([3]), tf2.zeros([4])\na + b"
GRAPH = """
with tf.Graph().as_default():
    a = tf.placeholder(tf.float32, [3], name="a")
    c = tf.matmul(a, a)
"""
UNFED = """
with tf.Graph().as_default(), tf.Session() as own:
    a = tf.placeholder(tf.float32, [3], name="a")
    own.run(a * 2.0)
"""
NONE = """
with tf2.GradientTape() as tape:
    y = tf2.zeros([3]) * 2.0
tape.gradient(y, tf2.Variable(1.0)) * 2.0
"""


def alive() -> int:
    """How many tensors and graphs there are."""
    gc.collect()
    return sum(isinstance(each, EagerTensor | Graph) for each in gc.get_objects())


def growth(book: Notebook, rounds: int) -> int:
    """How many more there are after so many rounds of failing cells."""

    def fail(times: int) -> int:
        for _ in range(times):
            for code in (EAGER, GRAPH, UNFED, NONE):
                book.fail(code)
        book.shell.display_pub.outputs.clear()
        return alive()

    before = fail(3)
    return fail(rounds) - before


def test_five_hundred_failing_cells(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    assert growth(notebook, 125) <= 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    "code",
    ["a + b", "tf2.matmul(a, b)", "a[9]", "tf2.gather(a, 9)", "a * tf2.range(3)"],
)
def test_an_error_that_is_caught_is_gone_at_once(code: str) -> None:
    import teachflow as tf2

    names = {"tf2": tf2, "a": tf2.zeros([3]), "b": tf2.zeros([4])}
    wrong = compile(code, "<wrong>", "eval")

    def loop() -> int:
        gc.collect()
        for _ in range(5):
            try:
                eval(wrong, names)
            except Exception:  # noqa: BLE001 (whichever it is)
                continue
            raise AssertionError("no error")
        return gc.collect()

    loop()
    gc.disable()
    try:
        assert loop() == 0
    finally:
        gc.enable()


def test_a_leak_would_be_seen(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    from teachflow_magics import errors

    kept: list[Any] = []
    explained = errors.explain

    def leaking(error: BaseException, *args: Any, **options: Any) -> Any:
        kept.append(error)
        return explained(error, *args, **options)

    monkeypatch.setattr(errors, "explain", leaking)
    assert growth(notebook, 5) >= 10
