"""The three outcomes of ``check``, and that it survives whatever a learner has made."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachflow as eager
import teachflow.compat.v1 as tf
from teachflow import checks
from teachflow.checks import CheckFailed, check
from teachflow.graph.graph import Graph
from tests.checks.answers import RIGHT


class Hostile:
    """Raises at every question that Python lets a class answer."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(f"no {name}")

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("not comparable")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        raise RuntimeError("no repr")

    def __bool__(self) -> bool:
        raise RuntimeError("neither true nor false")

    def __len__(self) -> int:
        raise RuntimeError("no length")

    def __array__(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("no array")


def _other_graph() -> Any:
    with tf.Graph().as_default():
        return tf.Variable([1.0, 2.0], name="other") * 3


def _placeholder() -> Any:
    with tf.Graph().as_default():
        return tf.placeholder(tf.float32, shape=(None, 3))


def _text_variable() -> Any:
    with tf.Graph().as_default():
        return tf.Variable("text", name="x")


def _two_operations() -> Any:
    with tf.Graph().as_default():
        return tf.no_op()


ODD = {
    "true": lambda: True,
    "text": lambda: "55\x1b[31m<b>" * 100,
    "bytes": lambda: b"\x00\xff",
    "list": lambda: [1, [2, [3]]],
    "uneven": lambda: [[1], [2, 3]],
    "empty": list,
    "dict": lambda: {"f": 1},
    "array": lambda: np.arange(6.0).reshape(2, 3),
    "huge-array": lambda: np.zeros((1000, 1000)),
    "object-array": lambda: np.array([object()]),
    "huge-int": lambda: 10**5000,
    "nan": lambda: float("nan"),
    "infinite": lambda: float("inf"),
    "complex": lambda: 3 + 4j,
    "class": lambda: int,
    "function": lambda: len,
    "module": lambda: np,
    "hostile": Hostile,
    "eager-tensor": lambda: eager.constant(55),
    "other-graph": _other_graph,
    "placeholder": _placeholder,
    "text-variable": _text_variable,
    "operation": _two_operations,
    "graph": Graph,
    "tf-name": lambda: "x:0",
    "session": lambda: tf.Session(graph=Graph()),
}


@pytest.mark.parametrize("exercise", RIGHT)
def test_right(exercise: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert check(exercise, RIGHT[exercise]()) is None
    out, err = capfd.readouterr()
    assert " ".join(out.split()) == f"right. {checks.EXERCISES[exercise].praise}"
    assert err == ""


@pytest.mark.parametrize("nothing", [{}, None, ...], ids=["unset", "None", "dots"])
@pytest.mark.parametrize("exercise", RIGHT)
def test_not_attempted(exercise: str, nothing: Any) -> None:
    given = checks.EXERCISES[exercise].given
    values = {name: RIGHT[exercise]()[name] for name in given}
    if nothing != {}:
        values |= dict.fromkeys(checks.EXERCISES[exercise].names, nothing)
    with pytest.raises(CheckFailed) as caught:
        check(exercise, values)
    assert caught.value.outcome == "not attempted yet"
    assert str(caught.value).startswith(f"{exercise}: not attempted yet. ")


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("exercise", RIGHT)
def test_any_value_under_any_name_is_wrong_for_a_reason(
    exercise: str, odd: str
) -> None:
    for name in checks.EXERCISES[exercise].names + checks.EXERCISES[exercise].given:
        with pytest.raises(CheckFailed) as caught:
            check(exercise, RIGHT[exercise]() | {name: ODD[odd]()})
        failure = caught.value
        assert failure.outcome == "wrong"
        assert "ended in an error" not in failure.reason, failure.reason
        assert "0x" not in failure.reason
        assert "\x1b" not in failure.reason
        assert len(failure.reason) < 600


@pytest.mark.parametrize("exercise", RIGHT)
def test_each_name_has_to_be_there(exercise: str) -> None:
    for name in checks.EXERCISES[exercise].names:
        answer = RIGHT[exercise]()
        del answer[name]
        with pytest.raises(CheckFailed, match=f"nothing in `{name}` yet"):
            check(exercise, answer)


@pytest.mark.parametrize("exercise", RIGHT)
def test_leaves_graphs_and_defaults_as_they_are(exercise: str) -> None:
    answer = RIGHT[exercise]()
    graphs = [value.graph for value in answer.values() if hasattr(value, "graph")]
    before = [graph.version for graph in graphs]
    default = tf.get_default_graph()
    check(exercise, answer)
    assert [graph.version for graph in graphs] == before
    assert tf.get_default_graph() is default
    assert tf.get_default_session() is None


def test_reads_the_names_of_its_caller() -> None:
    answer = RIGHT["first-graph/formula"]()
    x, y, f = answer["x"], answer["y"], answer["f"]
    assert x.graph is y.graph is f.graph
    check("first-graph/formula")
    space = {"check": check, **answer}
    exec('check("first-graph/formula")', space)
    with pytest.raises(CheckFailed, match="not attempted"):
        exec('check("first-graph/formula")', {"check": check})


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("first-graph/formular", "Did you mean 'first-graph/formula'?"),
        ("nothing like it", "The exercises are: first-graph/formula, "),
        (4, "There is no exercise 4"),
    ],
)
def test_unknown_exercise(given: Any, says: str) -> None:
    with pytest.raises(ValueError, match="There is no exercise") as caught:
        check(given, {})
    assert says in str(caught.value)


def test_an_error_in_a_look_is_still_an_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: object) -> None:
        raise KeyError("surprise")

    exercise = checks.Exercise("t/broken", ("a",), (broken,), "Fine.", ("Hm.",))
    monkeypatch.setitem(checks.EXERCISES, "t/broken", exercise)
    with pytest.raises(CheckFailed, match=r"(?s)ended in an\s+error, KeyError"):
        check("t/broken", {"a": 1})
