"""Eager code drawn like a graph: what is there, what it is called, what flows back."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow as tf
from teachflow.core.explaining.explanation import Explanation
from teachflow.core.recording import tapes
from teachflow.viz import recording, show_graph, show_tape
from teachflow.viz.diagram import Diagram
from teachflow.viz.tapes import explanation_diagram
from teachflow.viz.tapes.drawing import draw
from teachflow.viz.tapes.gradients import slopes, watching
from teachflow.viz.tapes.record import MOST_CALLS, Recorder, record_of


def shown(picture):
    """id -> (kind, {badge kind: text}) of a picture's nodes."""
    return {
        node.id: (node.kind, {badge.kind: badge.text for badge in node.badges[::-1]})
        for node in picture.diagram.nodes
    }


def arrows(picture):
    return {(edge.source, edge.target, edge.kind) for edge in picture.diagram.edges}


def gradient(picture, name):
    return shown(picture)[name][1].get("gradient")


# ---- what is drawn -------------------------------------------------------------------


def test_sources_ops_and_target():
    x = tf.Variable(3.0)
    fixed = tf.Variable(2.0, trainable=False)
    w = tf.constant(5.0)
    rate = tf.constant(0.5)
    with tf.GradientTape() as tape:
        tape.watch(w)
        y = x * w * fixed * rate + 1.0
    assert shown(show_tape(tape)) == {
        "x": ("variable", {"value": "3.0"}),
        "w": ("watched", {"value": "5.0"}),
        "mul": ("op", {"value": "15.0"}),
        "fixed": ("fixed variable", {"value": "2.0"}),
        "mul_1": ("op", {"value": "30.0"}),
        "rate": ("constant", {}),
        "mul_2": ("op", {"value": "15.0"}),
        "y/y": ("constant", {}),
        "y": ("result", {"value": "16.0"}),
    }
    assert y.numpy() == 16.0


def test_gradients_stand_in_every_node_with_three_marks():
    x = tf.Variable(3.0)
    a = tf.constant(2.0)
    with tf.GradientTape() as tape:
        y = x * x
        zero = 0.0 * x
        dead = x + a
        loss = y + zero
    picture = show_tape(tape, loss)
    assert {name: gradient(picture, name) for name in ("x", "y", "zero", "loss")} == {
        "x": "6.0",
        "y": "1.0",
        "zero": "1.0",
        "loss": "1.0",
    }
    assert gradient(picture, "dead").startswith("None")
    assert gradient(picture, "a") == "–"
    with tf.GradientTape() as tape:
        y = 0.0 * x
    assert gradient(show_tape(tape, y), "x") == "0.0"
    assert dead.numpy() == 5.0
    notes = " ".join(picture.diagram.notes)
    assert "gradient of loss" in notes
    assert "None" in notes
    assert "–" in notes


def test_none_says_why():
    x, a, n = tf.Variable(3.0), tf.constant(2.0), tf.constant(2)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = x * a * tf.cast(n, tf.float32)
        other = x + 1.0
    picture = show_tape(tape, y, [x, a, n, other])
    assert gradient(picture, "x") == "4.0"
    assert gradient(picture, "a") == "None: not watched"
    assert gradient(picture, "other") == "None: no path"
    with recording() as seen:
        z = tf.cast(n, tf.float32) * a
    picture = seen.show(z, [a, n])
    assert gradient(picture, "n") == "None: int32 has no gradients"
    assert gradient(picture, "a") == "2.0"


def test_names_are_the_learners_or_a_graphs():
    x = tf.Variable(3.0, name="net/w")
    with tf.GradientTape() as tape:
        y = tf.sin(x * 2.0) * (x * 3.0)
    drawn = shown(show_tape(tape, names={})).items()
    ops = [name for name, (kind, _) in drawn if kind != "constant"]
    assert ops == ["net/w", "mul", "Sin", "mul_1", "mul_2"]
    assert {"x", "y"} <= set(shown(show_tape(tape)))
    assert "Zahl" in shown(show_tape(tape, names={"Zahl": x}))
    assert y.shape == ()


def test_a_hostile_name_is_inert():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        _ = x * 2.0
    name = 'x"]; y[</text><script>'
    picture = show_tape(tape, names={name: x})
    html = picture._repr_mimebundle_()["text/html"]
    assert "<script>" not in picture.svg
    assert "<script>" not in html


def test_names_like_those_of_ops_stay_apart():
    mul = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        add = mul * 2.0 + 1.0
    assert {"mul", "mul_1", "add"} <= set(shown(show_tape(tape)))
    assert add.numpy() == 7.0


def test_a_changed_variable():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * 2.0
        x.assign_add(1.0)
        z = x * 2.0
        x.assign(0.0)
    picture = show_tape(tape, z)
    assert ("x", "assign", "write") in arrows(picture)
    assert ("x", "assign_add", "write") in arrows(picture)
    assert ("assign_add", "z", "data") in arrows(picture)
    assert ("x", "y", "data") in arrows(picture)
    assert shown(picture)["x"] == ("variable", {"value": "3.0", "gradient": "2.0"})
    assert shown(picture)["assign_add"] == ("change", {"value": "4.0"})
    assert y.numpy() == 6.0


def test_what_is_traced_is_one_call_whatever_happens_inside():
    """Also a function that makes tapes of its own, and training by Keras."""
    x = tf.Variable(3.0)

    @tf.function(autograph=False)
    def slope(a):
        with tf.GradientTape() as tape:
            y = a * x * 2.0
        drawn.append(show_tape(tape).text)
        return tape.gradient(y, x)

    drawn: list[str] = []
    with recording() as seen:
        g = slope(tf.constant(2.0))
    assert [event.call.name for event in seen.record.events][-1:] == ["PartitionedCall"]
    assert shown(seen.show())["g"] == ("result", {"value": "4.0"})
    assert drawn[0].startswith("Tape of 2 operations")
    assert g.numpy() == 4.0


def test_what_has_no_numbers_is_drawn_too():
    with recording() as seen:
        joined = tf.strings.join(["a", "<b>"])
        both = tf.complex(1.0, 2.0) * 2.0
        none = tf.zeros([0, 3]) + 1.0
        first, where = tf.unique([3, 3, 1])
    found = shown(seen.show())
    assert found["joined"][1]["value"] == '"a<b>"'
    assert found["both"][1]["value"] == "(2+4j)"
    assert {"none", "first, where"} <= set(found)
    assert joined.shape == both.shape == ()
    assert none.shape == (0, 3)
    assert first.shape == (2,)
    assert where.shape == (3,)


def test_several_outputs_are_one_node():
    w = tf.Variable([1.0, 2.0])
    with tf.GradientTape() as tape:
        a, c = tf.split(w * 1.0, 2)
        y = tf.reduce_sum(a)
    node = next(n for n in show_tape(tape, y).diagram.nodes if n.id == "a, c")
    assert [badge.text for badge in node.badges][:3] == [
        "a: [1.0]",
        "c: [2.0]",
        "a: [1.0]",
    ]
    assert node.badges[3].text.startswith("c: None")
    assert c.numpy() == [2.0]


def test_where_gradients_stop():
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
        stopped = tf.stop_gradient(y)
        after = stopped + 1.0
        whole = tf.cast(y, tf.int32)
        left = y.numpy()
    picture = show_tape(tape, after)
    assert gradient(picture, "x").startswith("None")
    assert gradient(picture, "stopped") == "–"
    lines = {node.id: node.lines for node in picture.diagram.nodes}
    assert "stops the gradient" in lines["stopped"]
    assert ("stopped", "after", "data") in arrows(picture)
    assert ("y", "NumPy", "unseen") in arrows(picture)
    assert shown(picture)["whole"][0] == "result"
    assert left == 9.0
    assert whole.numpy() == 9


def test_what_a_paused_tape_missed():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * 1.0
        with tape.stop_recording():
            z = y * y
    node = next(n for n in show_tape(tape, z).diagram.nodes if n.id == "z")
    assert "not recorded (stop_recording)" in node.lines
    assert gradient(show_tape(tape, z), "x").startswith("None")


def test_rows_that_were_gathered():
    table = tf.Variable(tf.ones([5, 2]))
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(tf.gather(table, [1, 3]))
    assert (
        gradient(show_tape(tape, y), "table") == "rows [1, 3]: [[1.0, 1.0], [1.0, 1.0]]"
    )


@tf.custom_gradient
def halved(x):
    return x * 1.0, lambda g: g * 0.5


def test_a_gradient_of_ones_own():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = halved(x)
    picture = show_tape(tape, y)
    assert gradient(picture, "x") == "0.5"
    lines = {node.id: node.lines for node in picture.diagram.nodes}
    assert "custom gradient of halved" in lines["y"]


def test_a_rule_that_raises_is_told_and_the_rest_drawn():
    @tf.custom_gradient
    def broken(x):
        def grad(g):
            raise ValueError("no luck")

        return x * 1.0, grad

    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = broken(x)
    picture = show_tape(tape, y)
    assert "no gradients: ValueError: no luck" in picture.text
    assert shown(picture)["x"] == ("variable", {"value": "3.0"})


def test_a_function_is_one_node_and_unfolds():
    x = tf.Variable(3.0)

    @tf.function
    def times(a):
        return a * x

    with tf.GradientTape() as tape:
        y = times(x + 1.0)
    picture = show_tape(tape, y)
    assert len(picture.diagram.nodes) == 4
    assert "tf.function times" in picture.text
    opened = show_tape(tape, y, expand=["y"])
    assert [box.name for box in opened.diagram.root.boxes] == ["y"]
    assert opened.text == show_tape(tape, y, expand=["times"]).text
    assert gradient(opened, "x") == gradient(picture, "x") == "7.0"
    assert "gradient of y" in opened.text
    assert opened.problem is None


def test_nested_tapes():
    x = tf.Variable(3.0)
    with tf.GradientTape() as outer:
        with tf.GradientTape() as inner:
            y = x * x * x
        slope = inner.gradient(y, x)
    assert gradient(show_tape(inner, y), "x") == "27.0"
    assert gradient(show_tape(outer, slope), "x") == "18.0"


# ---- the tape itself -----------------------------------------------------------------


def test_a_persistent_tape_is_asked_again_and_again():
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
    assert show_tape(tape, y).text == show_tape(tape, y).text
    assert tape.gradient(y, x).numpy() == 6.0


def test_drawing_uses_no_tape_up_and_records_nothing():
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x
        before = show_tape(tape, y).text
        assert show_tape(tape, y).text == before
    names = [call.name for call in tape._calls]
    assert names == ["ReadVariableOp", "Mul"]
    once = tf.GradientTape()
    with once:
        y = x * x
    show_tape(once, y)
    assert once.gradient(y, x).numpy() == 6.0


def test_a_used_tape_is_drawn_while_its_values_are_small():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        y = x * x
    before = show_tape(tape, y).text
    tape.gradient(y, x)
    assert show_tape(tape, y).text == before


def test_of_a_large_used_tape_types_and_shapes_are_left():
    x = tf.Variable(tf.zeros([3000, 1000]))
    with tf.GradientTape() as tape:
        y = tf.reduce_sum(x * x)
    tape.gradient(y, x)
    picture = show_tape(tape, y)
    assert list(shown(picture)) == ["x", "mul", "y"]
    assert all(not badges for _, badges in shown(picture).values())
    assert picture.text.count("only types and shapes are left") == 1


@pytest.mark.parametrize(
    ("ask", "error", "words"),
    [
        (lambda tape, x: show_tape(x), TypeError, "draws a tf.GradientTape"),
        (lambda tape, x: show_tape(tf.GradientTape()), ValueError, "nothing"),
        (lambda tape, x: show_tape(tape, 3.0), TypeError, "not 3.0"),
        (lambda tape, x: show_tape(tape, tf.constant(3)), TypeError, "floats"),
        (lambda tape, x: show_tape(tape, x, "x"), TypeError, "not 'x'"),
    ],
)
def test_what_cannot_be_drawn(ask, error, words):
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        _ = x * x
    with pytest.raises(error, match=words):
        ask(tape, x)


# ---- recording a block ---------------------------------------------------------------


def test_a_block_is_recorded_and_left_as_it_was():
    with recording() as seen:
        x = tf.constant(3.0)
        y = x * x + 1.0
    assert tapes.stack == []
    assert shown(seen.show()) == {
        "x": ("constant", {}),
        "mul": ("op", {"value": "9.0"}),
        "y/y": ("constant", {}),
        "y": ("result", {"value": "10.0"}),
    }
    assert gradient(seen.show(y, wrt=x), "x") == "6.0"
    assert "nothing is watched" in seen.show(y).text
    assert "of what?" in seen.show(wrt=x).text


def test_a_variable_that_is_only_printed_is_not_drawn():
    w = tf.Variable(2.0)
    with recording() as seen:
        str(w)
        y = tf.constant(1.0) + 1.0
    assert set(shown(seen.show())) == {"y", "y/x", "y/y"}
    assert gradient(seen.show(w), "w") == "1.0"
    assert y.numpy() == 2.0


def test_a_block_that_raises_leaves_nothing():
    with pytest.raises(ZeroDivisionError), recording():
        raise ZeroDivisionError
    assert tapes.stack == []


def test_a_block_is_eager_wherever_it_stands():
    v1 = pytest.importorskip("teachflow.compat.v1")
    with v1.Graph().as_default() as graph:
        with recording() as seen:
            y = v1.constant(2.0) * 3.0
        assert graph.get_operations() == []
    assert y.numpy() == 6.0
    assert seen.show().text.startswith("1 operation")


def test_a_long_loop_is_kept_to_its_beginning():
    with recording() as seen:
        x = tf.Variable(1.0)
        y = x
        for _ in range(500):
            y = y + 1.0
    picture = seen.show()
    assert len(seen.record.events) == MOST_CALLS
    assert f"only the first {MOST_CALLS} of 501" in picture.text
    assert "not drawn" in picture.text
    assert "the target came later" in seen.show(y).text
    assert len(picture.text.splitlines()) < 150


def test_of_a_long_way_its_end_is_drawn():
    x = tf.Variable(1.0)
    with tf.GradientTape() as tape:
        y = x
        for _ in range(200):
            y = y * 1.0
    picture = show_tape(tape, y)
    assert "y" in shown(picture)
    assert "recorded operations are not drawn" in picture.text


def test_recording_is_flat_in_memory():
    with recording(most=5) as seen:
        for _ in range(50):
            tf.zeros([10]) + 2.0
    assert len(seen.record.events) <= 5
    assert seen.record.missed > 0


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda: tf.random.normal([2], 1.0, 3.0), "RandomStandardNormal"),
        (lambda: tf.random.uniform([2], -1.0, 1.0), "RandomUniform"),
        (lambda: tf.random.truncated_normal([2]), "TruncatedNormal"),
        (lambda: tf.random.stateless_normal([2], [1, 2]), "StatelessRandomNormalV2"),
        (lambda: tf.random.uniform([2], 0, 9, tf.int32), "RandomUniformInt"),
    ],
)
def test_random_numbers_are_one_node(make, kind):
    with recording() as seen:
        noise = make()
    (node,) = [n for n in seen.show().diagram.nodes if n.kind != "constant"]
    assert (node.id, node.kind, node.type) == ("noise", "random", kind)
    assert noise.shape == (2,)


def test_random_numbers_with_a_learnt_mean_are_told_in_full():
    mean = tf.Variable(1.0)
    with recording() as seen:
        noise = tf.random.normal([2], mean)
    picture = seen.show(noise)
    assert gradient(picture, "mean") == "2.0"
    assert "RandomStandardNormal" in shown(picture)
    assert ("mean", "noise", "data") in arrows(picture)


# ---- random programs -----------------------------------------------------------------

_OPS = {
    "mul": lambda a, b: a * b,
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "sin": lambda a, b: tf.sin(a),
    "stop": lambda a, b: tf.stop_gradient(a),
    "max": tf.maximum,
    "sum": lambda a, b: tf.reduce_sum(a) + b,
}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(_OPS)), st.integers(0, 9), st.integers(0, 9)),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 11),
)
def test_random_programs(steps, which):
    x = tf.Variable([0.5, -1.5])
    w = tf.constant(2.0)
    with tf.GradientTape(persistent=True) as tape, Recorder() as seen:
        tape.watch(w)
        values = [x * 1.0, w * 1.0]
        for op, i, j in steps:
            values.append(_OPS[op](values[i % len(values)], values[j % len(values)]))
    target = values[2 + which % len(steps)]
    record = record_of(tape)

    # Exactly the recorded calls, each once, but for readings of variables.
    diagram: Diagram = draw(record)
    ops = [e.call for e in record.events if e.call.opdef.type != "ReadVariableOp"]
    drawn = [node for node in diagram.nodes if node.kind in ("op", "result")]
    assert sorted(node.type for node in drawn) == sorted(c.opdef.type for c in ops)
    recorded = {id(call) for call in tape._calls}
    assert recorded <= {id(event.call) for event in record.events}
    ends = {edge.target for edge in diagram.edges} | {e.source for e in diagram.edges}
    assert ends <= {node.id for node in diagram.nodes}
    assert len({edge.id for edge in diagram.edges}) == len(diagram.edges)

    # What stands in the picture is what the tape answers, at every watched value.
    found = slopes(record, target)
    assert not found.problem
    for value in record.watched.values():
        expected = tape.gradient(target, value)
        answer = found.at(value)
        assert (answer is None) == (expected is None)
        if expected is not None:
            np.testing.assert_array_equal(answer.numpy(), expected.numpy())

    # A recorder saw the same, and gives the same gradients.
    again = slopes(watching(seen.record, [w]), target)
    for source in (x, w):
        expected = tape.gradient(target, source)
        assert (again.at(source) is None) == (expected is None)
        if expected is not None:
            np.testing.assert_array_equal(again.at(source).numpy(), expected.numpy())


def test_a_planted_fault_is_found():
    """The comparison above is not blind: a record without a call answers otherwise."""
    x = tf.Variable(3.0)
    with tf.GradientTape(persistent=True) as tape:
        y = x * x + x
    record = record_of(tape)
    last = record.events[-1]
    without = type(record)(
        tuple(e for e in record.events if e is not last), record.watched
    )
    assert slopes(without, y).at(x) is None
    assert tape.gradient(y, x).numpy() == 7.0


# ---- explanations --------------------------------------------------------------------


@pytest.fixture
def explained():
    x = tf.Variable([3.0, 1.0])
    w = tf.constant(2.0)
    with tf.GradientTape(persistent=True) as tape:
        h = x * x
        cases = {
            "cut": (tf.reduce_sum(tf.stop_gradient(h) + 1.0), x),
            "integer": (tf.cast(tf.cast(h, tf.int32), tf.float32), x),
            "not watched": (w * 3.0, w),
            "connected": (tf.reduce_mean(h), x),
            "numpy": (tf.constant(np.sum(h.numpy())) * 2.0, x),
        }
    return {reason: tf.explain_gradient(tape, *case) for reason, case in cases.items()}


@pytest.mark.parametrize(
    ("reason", "offender"),
    [
        ("cut", "StopGradient"),
        ("integer", "Cast"),
        ("numpy", "NumPy"),
        ("not watched", "x"),
        ("connected", None),
    ],
)
def test_an_explanation_is_a_chain_with_its_break(explained, reason, offender):
    why = explained[reason]
    assert why.reason == reason
    diagram = explanation_diagram(why, source="x", target="loss")
    labels = [node.label for node in diagram.nodes]
    assert labels[0] == "x"
    assert labels[-1] == "loss"
    marked = [node.label for node in diagram.nodes if node.emphasis == "offender"]
    assert marked == ([offender] if offender else [])
    assert len(diagram.edges) == len(diagram.nodes) - 1


@pytest.mark.parametrize(
    "reason",
    [
        "watched too late",
        "not recording",
        "overwritten",
        "rule",
        "no rule",
        "independent",
    ],
)
def test_every_reason_has_words(reason):
    diagram = explanation_diagram(Explanation(reason, "why"), source="x", target="loss")
    (marked,) = [node for node in diagram.nodes if node.emphasis == "offender"]
    assert marked.label == "loss"
    assert marked.badges[0].kind == "problem"


# ---- the same everywhere -------------------------------------------------------------

_PROGRAM = """
import teachflow as tf
from teachflow.viz import show_tape
x, w = tf.Variable(3.0), tf.Variable([1.0, 2.0])
with tf.GradientTape() as tape:
    a, b = tf.split(w * x, 2)
    loss = tf.reduce_sum(a * b)
print(show_tape(tape, loss).text)
print(show_tape(tape, loss, engine="none")._repr_mimebundle_()["text/html"])
"""


def test_the_text_is_the_same_in_two_processes():
    runs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            check=True,
            capture_output=True,
            text=True,
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    assert runs[0].stdout.startswith("Tape of")
    assert runs[0].stderr == runs[1].stderr == ""


def test_graphs_say_graph_and_tapes_tape():
    x = tf.Variable(3.0)
    with tf.GradientTape() as tape:
        _ = x * x
    assert show_tape(tape).text.startswith("Tape of 1 operation")
    v1 = pytest.importorskip("teachflow.compat.v1")
    with v1.Graph().as_default() as graph:
        v1.constant(1.0)
    assert show_graph(graph).text.startswith("Graph of 1 operation")
