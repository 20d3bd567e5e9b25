"""Values, gradients and counts against what sessions and ``tf.gradients`` say."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.core.registry import OPS
from teachflow.graph.running.observe import observing, watch_runs
from teachflow.graph.running.tally import MOST_KINDS, RunTally
from teachflow.viz import show_graph
from teachflow.viz.questions.badges import NOT_COMPUTED, gradient_badges, value_badges
from teachflow.viz.questions.grads import gradients_of_run, grads
from teachflow.viz.questions.looking import look
from teachflow.viz.questions.replay import LastRun, Replay, replay
from teachflow.viz.questions.runs import kinds_of, runs
from teachflow.viz.questions.values import seen_by, value_of, values
from tests.viz.questions.graphs import PROGRAMS, built, random_program


def badges(answer, name):
    return [badge.text for badge in answer.badges.get(name, ())]


def node(picture, name):
    (found,) = [n for n in picture.diagram.nodes if n.id == name]
    return found


def fetchable(graph):
    return [
        op
        for op in graph.get_operations()
        if op.outputs
        and graph.is_fetchable(op)
        and not op.outputs[0].dtype.name.endswith("_ref")
        and op.type not in {"Switch", "Merge", "Enter", "Exit"}
    ]


# ---- values --------------------------------------------------------------------------


def check_values(graph):
    with tf.Session(graph=graph) as sess:
        for variable in graph.get_collection("variables"):
            sess.run(variable.initializer)
        seen = look(graph)
        for op in fetchable(graph):
            wanted = sess.run(op.outputs[0])
            np.testing.assert_array_equal(value_of(op, seen.record), wanted, op.name)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_look_sees_what_a_run_gives(program):
    check_values(built(program))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_look_sees_what_a_run_gives_in_random_graphs(seed):
    check_values(built(random_program(seed)))


def test_looking_changes_nothing():
    graph = tf.Graph()
    graph.seed = 7
    with graph.as_default(), tf.Session() as sess:
        x = tf.Variable(1.0, name="x")
        tf.assign_add(x, 1.0, name="more")
        r = tf.random_uniform([], name="r")
        said = tf.Print(x, [x], name="said")
        sess.run(x.initializer)
        version = graph.version
        with watch_runs() as report:
            seen = look(graph)
        assert report.runs == []
        assert graph.version == version
        assert sess.run(x) == 1.0
        # What was drawn for the picture is what the next run draws.
        assert value_of(r.op, seen.record) == sess.run(r)
        again = look(graph)
        assert value_of(r.op, again.record) != value_of(r.op, seen.record)
        assert set(seen.effects) == {"more", "said", "x/Assign"}
        assert value_of(said.op, seen.record) is NOT_COMPUTED


@pytest.mark.parametrize("imported", [False, True])
@pytest.mark.parametrize("where", ["condition", "body", "both"])
def test_a_loop_that_cannot_run_is_left_out(where, imported):
    with tf.Graph().as_default() as graph:
        p = tf.placeholder(tf.int32, [], name="p")
        limit = p if where != "body" else 3
        step = p if where != "condition" else 1
        tf.while_loop(lambda i, _: i < limit, lambda i, a: (i + 1, a + step), [0, 0])
        tf.negative(tf.constant(3.0, name="c"), name="ok")
    if imported:
        message = graph.as_graph_def()
        with tf.Graph().as_default() as graph:
            tf.import_graph_def(message, name="")
    answer = values(graph, look(graph))
    assert badges(answer, "ok") == ["-3.0"]
    assert badges(answer, "while/Exit") == (["3"] if where == "body" else ["–"])
    assert badges(answer, "while/Exit_1") == ["–"]
    answer = values(graph, look(graph, {"p:0": 5}))
    assert badges(answer, "while/Exit") == (["3"] if where == "body" else ["5"])


def test_numbers_without_a_seed_are_not_foretold():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        r = tf.random_normal([2], name="r")
        assert "r/RandomStandardNormal" in look(graph).effects
        sess.run(r)
        seen = look(graph)
        np.testing.assert_array_equal(value_of(r.op, seen.record), sess.run(r))


def test_what_cannot_be_computed_is_told():
    with tf.Graph().as_default() as graph, tf.Session():
        p = tf.placeholder(tf.float32, name="p")
        x = tf.Variable(1.0, name="x")
        y = tf.add(p, x, name="y")
        c = tf.constant(2.0, name="c") * 3.0
        sizes = tf.placeholder_with_default([7], [None], name="sizes")
        bad = tf.reshape(c, sizes, name="bad")
        worse = tf.negative(bad, name="worse")
        ok = tf.negative(c, name="ok")
        seen = look(graph)
        answer = values(graph, seen)
        assert (seen.unfed, seen.empty) == (("p",), ("x",))
        assert list(seen.failed) == ["bad"]
        assert badges(answer, "ok") == ["-6.0"]
        for tensor in (y, worse):
            assert badges(answer, tensor.op.name) == ["–"]
        assert answer.badges["bad"][0].kind == "problem"
        assert ok is not None
        assert len(answer.notes) == 4


def test_wrong_feeds_are_refused_as_ever():
    with tf.Graph().as_default() as graph:
        p = tf.placeholder(tf.float32, [2], name="p")
        with pytest.raises(ValueError, match="Cannot feed value of shape"):
            show_graph(graph, values=True, feeds={p: [1, 2, 3]})
        with pytest.raises(TypeError, match="Tensor"):
            show_graph(graph, values=True, feeds={"nope": 1})
        with pytest.raises(ValueError, match="runs nothing"):
            show_graph(graph, feeds={p: [1, 2]})


def test_large_values_are_summed_up():
    assert [b.text for b in value_badges(np.arange(1000.0))] == [
        "[0.0, 1.0, 2.0, …] (1000,)",
        "min 0.0, max 999.0",
    ]
    odd = np.array([np.nan, np.inf, 1.0, 2.0, -1.0])
    assert value_badges(odd)[1].text == "min -1.0, max inf, 1 × nan"
    assert value_badges(np.zeros((0, 3)))[0].text == "[]"
    strings = np.array([b"a" * 99, b"b"] * 5, object)
    assert len(value_badges(strings)) == 1
    assert value_badges(object()) == ()


# ---- gradients -----------------------------------------------------------------------


def check_gradients(program):
    graph, other = built(program), built(program)
    with other.as_default(), tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        ops = fetchable(other)
        target = other.get_tensor_by_name("f:0")
        sources = [op.outputs[0] for op in ops if "/cond" not in f"/{op.name}"]
        sources = [s for s in sources if "while" not in s.name]
        wanted = dict(zip(sources, tf.gradients(target, sources), strict=True))
        wanted = {
            source.op.name: None if g is None else sess.run(tf.convert_to_tensor(g))
            for source, g in wanted.items()
        }
    version = graph.version
    with tf.Session(graph=graph) as sess:
        for variable in graph.get_collection("variables"):
            sess.run(variable.initializer)
        seen = look(graph)
        end = graph.get_tensor_by_name("f:0")
        known = {graph.get_tensor_by_name(f"{name}:0"): g for name, g in wanted.items()}
        found = gradients_of_run(seen.replay, end, list(known))
    assert graph.version == version
    for tensor, right in known.items():
        if right is None:
            assert found[tensor] is None, tensor.name
        else:
            np.testing.assert_allclose(found[tensor], right, 1e-5, 1e-6, tensor.name)
    return wanted


@pytest.mark.parametrize("program", PROGRAMS)
def test_gradients_are_those_of_tf_gradients(program):
    assert any(g is not None for g in check_gradients(program).values())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_gradients_of_random_graphs(seed):
    check_gradients(random_program(seed))


def test_a_wrong_replay_would_be_found(monkeypatch):
    monkeypatch.setattr(Replay, "_taken", lambda *_: 0)
    with pytest.raises(AssertionError):
        check_gradients(PROGRAMS[2])


def test_three_marks_in_one_picture():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x, y = tf.Variable(3.0, name="x"), tf.Variable(0.0, name="y")
        p = tf.placeholder(tf.float32, [], name="p")
        f = tf.multiply(x, tf.square(y), name="f")
        tf.add(p, f, name="h")
        tf.negative(x, name="k")
        tf.constant(3, name="whole")
        sess.run(tf.global_variables_initializer())
        picture = show_graph(graph, grads=f)
        said = {n.id: [b.text for b in n.badges] for n in picture.diagram.nodes}
    assert said == {
        "x": ["0.0"],
        "y": ["0.0"],
        "p": ["–"],
        "Square": ["3.0"],
        "f": ["1.0"],
        "h": ["–"],
        "k": ["None: no path"],
        "whole": ["None: int32 has no gradients"],
    }


def test_an_op_without_a_rule_is_named(monkeypatch):
    monkeypatch.delitem(OPS["Sin"].rules, "vjp")
    with tf.Graph().as_default() as graph:
        x = tf.constant(3.0, name="x")
        y = tf.sin(x, name="y")
        f = tf.square(y, name="f")
        tf.negative(x, name="k")
        answer = grads(graph, f, seen_by(graph, None))
    assert answer.badges["x"][0].kind == "problem"
    assert badges(answer, "x") == ["Sin has no gradient rule"]
    assert badges(answer, "k") == ["None: no path"]
    assert badges(answer, "f") == ["1.0"]
    assert answer.badges["y"][0].kind == "gradient"


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("p", "was not computed in .* Feed what it needs"),
        ("i", "'i:0' is int32"),
        ("n", "without outputs"),
        ("xx", "Did you mean 'x'"),
        (True, "Gradients of what"),
    ],
)
def test_gradients_of_what_has_none_are_refused(asked, message):
    with tf.Graph().as_default() as graph:
        tf.constant(1.0, name="x")
        tf.constant(1, name="i")
        tf.placeholder(tf.float32, name="p")
        tf.no_op(name="n")
        with pytest.raises(ValueError, match=message):
            show_graph(graph, grads=asked)


def test_a_record_alone_knows_no_rounds():
    with tf.Session(graph=built(PROGRAMS[2])) as sess:
        graph = sess.graph
        sess.run(graph.get_collection("variables")[0].initializer)
        with watch_runs() as report, observing(LastRun()) as last:
            sess.run("f:0")
        of_record = grads(graph, "f", seen_by(graph, report))
        of_rounds = grads(graph, "f", seen_by(graph, last))
    assert badges(of_record, "x") == ["–"]
    assert "a loop whose rounds were not kept" in of_record.notes[-1]
    assert badges(of_rounds, "x") == ["32.0"]  # of x * x**3


def test_an_open_tape_sees_nothing_of_it():
    import teachflow as eager

    with tf.Graph().as_default() as graph:
        x = tf.constant(3.0, name="x")
        f = tf.square(x, name="f")
        with eager.GradientTape() as tape:
            seen = seen_by(graph, None)
            grads(graph, f, seen)
        assert tape._calls == [] or not tape._calls
    assert replay(graph, seen.record).now.keys() == seen.replay.now.keys()


def test_the_marks_are_there_for_tapes_too():
    assert gradient_badges(None)[0].text == "None: no path"
    assert gradient_badges(np.float32(0))[0].text == "0.0"
    assert gradient_badges(NOT_COMPUTED)[0].text == "–"


# ---- what runs computed --------------------------------------------------------------


KINDS = ("AddV2", "Mul", "Sub", "Neg", "Sin", "StopGradient")


@pytest.fixture
def kernels():
    """Counts how often kernels run, by the type of the op."""
    counts = Counter()
    before = {kind: OPS[kind].kernel for kind in KINDS}

    def wrap(kind, kernel):
        def counted(*args, **kwargs):
            counts[kind] += 1
            return kernel(*args, **kwargs)

        return counted

    for kind, kernel in before.items():
        object.__setattr__(OPS[kind], "kernel", wrap(kind, kernel))
    yield counts
    for kind, kernel in before.items():
        object.__setattr__(OPS[kind], "kernel", kernel)


@pytest.mark.parametrize("seed", range(12))
def test_counts_are_how_often_kernels_ran(kernels, seed):
    graph = built(random_program(seed))
    with tf.Session(graph=graph) as sess:
        for variable in graph.get_collection("variables"):
            sess.run(variable.initializer)
        kernels.clear()
        with observing(RunTally()) as tally:
            for times, names in ((3, ["f:0"]), (2, ["n3:0", "n7:0"]), (1, ["n0:0"])):
                for _ in range(times):
                    sess.run(names)
        ran = Counter(kernels)
    counted = Counter()
    for name, times in tally.counts(graph).items():
        kind = graph.get_operation_by_name(name).type
        if kind in KINDS:
            counted[kind] += times
    assert counted == ran
    assert tally.runs == 6
    assert [kind.times for kind in tally.kinds] == [3, 2, 1]
    shown = runs(graph, kinds_of(graph, tally))
    for name, times in tally.counts(graph).items():
        assert shown.badges[name][0].text == str(times)


def test_one_run_has_an_order_without_gaps():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.Variable(3, name="x")
        f = x * x + 2
        tf.negative(x, name="unused")
        sess.run(x.initializer)
        with watch_runs() as report:
            sess.run(f)
        shown = show_graph(graph, run=True, watched=report)
    places = {
        n.id: int(b.text)
        for n in shown.diagram.nodes
        for b in n.badges
        if b.kind == "order"
    }
    assert places == {"x": 1, "mul": 2, "add/y": 3, "add": 4}
    assert node(shown, "unused").emphasis == "faded"
    assert [b.kind for b in node(shown, "x").badges] == ["order", "read"]
    assert [b.kind for b in node(shown, "add").badges] == ["order", "fetched"]


def test_what_a_training_step_would_change_is_needed_and_not_run():
    """Nothing changes by looking; what is left out is told, and does not fade."""
    with tf.Graph().as_default(), tf.Session() as sess:
        with tf.name_scope("net"):
            w = tf.Variable(3.0, name="w")
            loss = tf.square(tf.multiply(w, 2.0, name="double"))
        train = tf.train.GradientDescentOptimizer(0.5).minimize(loss, name="train")
        tf.abs(w, name="other")
        sess.run(w.initializer)
        picture = show_graph(train, run=True)
        assert w.eval() == 3.0
    marked = {n.id: [b.kind for b in n.badges] for n in picture.diagram.nodes}
    assert [name for name, kinds in marked.items() if "fetched" in kinds] == ["train"]
    assert "order" in marked["net/double"]
    assert marked["train"] == ["fetched", "part"]
    assert marked["train/update_net/w/ApplyGradientDescent"] == ["part"]
    assert [n.id for n in picture.diagram.nodes if n.emphasis == "faded"] == []
    said = "'train/update_net/w/ApplyGradientDescent' was not run: it changes something"
    assert sum(said in note for note in picture.diagram.notes) == 1
    # A constant that a question marks has its name there, inside of its scope.
    assert "─ double/y" in picture.text
    assert "#net" not in picture.text


def test_a_closed_scope_says_how_much_was_computed():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        with tf.name_scope("a"):
            x = tf.constant(1.0, name="x")
            y = tf.negative(x, name="y")
            tf.square(x, name="z")
        with watch_runs() as report:
            sess.run(y)
        shown = show_graph(graph, run=True, watched=report, depth=0)
    (scope,) = shown.diagram.nodes
    assert scope.badges[0].text == "2 of 3 computed"


def test_no_more_kinds_are_kept_than_there_is_room_for():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.constant(1.0, name="x")
        with observing(RunTally()) as tally:
            for number in range(MOST_KINDS + 20):
                sess.run([x] * (number + 1))
    assert len(tally.kinds) == MOST_KINDS + 1
    assert tally.kinds[-1].mixed
    assert tally.kinds[-1].times == 20
    assert tally.counts(graph) == {"x": MOST_KINDS + 20}


def test_asking_leaves_the_report_as_it_was():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.constant(1.0, name="x")
        y = tf.negative(x, name="y")
        with watch_runs() as report:
            sess.run(x)
            sess.run(y)
        shown = show_graph(graph, values=True, grads=y, run=True, watched=report)
    assert [b.text for b in node(shown, "x").badges][:1] == ["2"]
    assert [b.text for b in node(shown, "y").badges] == ["1", "", "-1.0", "1.0"]
    assert [run.values["x"][0] for run in report.runs] == [1.0, 1.0]


def test_a_tally_keeps_the_values_of_one_run():
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        x = tf.constant(1.0, name="x")
        with observing(RunTally()) as tally:
            for number in range(9):
                sess.run([x] * (number + 1))
    assert [bool(kind.last.values) for kind in tally.of(graph)] == [False] * 8 + [True]


def test_other_things_did_not_watch_a_run():
    with tf.Graph().as_default() as graph:
        with pytest.raises(TypeError, match="what watched runs"):
            show_graph(graph, values=True, watched=3)
        with watch_runs() as report:
            pass
        with pytest.raises(ValueError, match="No run was watched"):
            show_graph(graph, values=True, watched=report)
        with pytest.raises(ValueError, match="A run of what"):
            show_graph(graph, run=True)


def test_gradients_of_what_failed_say_what_failed():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, name="x")
        y = tf.matmul(x, tf.ones([1, 2]), name="y")
        loss = tf.reduce_sum(y, name="loss")
        with pytest.raises(ValueError, match=r"no gradient there: 'y' failed\. Dimens"):
            show_graph(graph, grads=loss, feeds={x: [[1.0, 2.0, 3.0]]})
