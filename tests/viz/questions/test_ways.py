"""Ways, neighbours, matches, cells and differences, against naive searches."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.graph.owning.making import Maker, making
from teachflow.viz import build_diagram, show_diff, show_graph
from teachflow.viz.questions.around import around
from teachflow.viz.questions.elements import operation_of, tensor_of
from teachflow.viz.questions.finding import find
from teachflow.viz.questions.path import path
from tests.viz.questions.graphs import PROGRAMS, built, cut, formula, random_program


def ways(graph, begin, end):
    """All operations on ways along tensors, found by walking every single one."""
    found = set()

    def walk(op, way):
        if op.name in way:
            return  # around in a loop
        way = (*way, op.name)
        if op.name == end:
            found.update(way)
            return
        for tensor in op.outputs:
            for user in tensor.consumers():
                walk(user, way)

    walk(graph.get_operation_by_name(begin), ())
    return found


def check_path(graph, begin, end):
    naive = ways(graph, begin, end)
    answer = path(graph, begin, end)
    on_way = {name for name, why in answer.emphasis.items() if why == "path"}
    if naive:
        assert on_way == naive
        assert answer.only >= naive
        beside = {
            other.name
            for name in naive
            for op in [graph.get_operation_by_name(name)]
            for other in [
                *(tensor.op for tensor in op.inputs),
                *(user for tensor in op.outputs for user in tensor.consumers()),
            ]
        }
        assert answer.only == naive | beside
        for edge in answer.edges:
            name, _, index = edge.rpartition(":")
            op = graph.get_operation_by_name(name)
            assert {name, op.inputs[int(index)].op.name} <= naive
    elif on_way:  # along what has to run before
        assert {begin, end} <= on_way
    else:
        assert answer.emphasis == {begin: "center", end: "center"}
        assert "no way leads" in answer.notes[0]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.data())
def test_ways_are_those_that_walking_finds(seed, data):
    graph = built(random_program(seed, 9))
    names = [op.name for op in graph.get_operations()]
    begin, end = (data.draw(st.sampled_from(names)) for _ in range(2))
    check_path(graph, begin, end)


@pytest.mark.parametrize("program", [p for p in PROGRAMS if "loop" not in p.__name__])
def test_ways_of_programs(program):
    graph = built(program)
    names = [op.name for op in graph.get_operations()]
    for begin, end in itertools.product(names[::3], names[::2]):
        check_path(graph, begin, end)


def test_where_a_way_breaks_off_is_said():
    graph = built(cut)
    (note,) = path(graph, "beside", "x").notes
    assert note == "no way leads from beside to x, but one from x to beside"
    with graph.as_default():
        tf.negative(tf.constant(1.0, name="a"), name="b")
    (note,) = path(graph, "a", "f").notes
    assert note == (
        "no way leads from a to f: from a one gets to b, and f begins at x, y"
    )


def test_a_way_through_gradients_is_drawn_though_they_are_hidden():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        (slope,) = tf.gradients(tf.square(x, name="f"), x)
        shown = show_graph(graph, path=(x, slope))
        plain = show_graph(graph)
    drawn = shown.diagram.drawn_as
    assert slope.op.name in drawn
    assert slope.op.name not in plain.diagram.drawn_as


def test_the_path_in_a_picture():
    shown = show_graph(built(formula), path=("x", "f")).diagram
    kinds = {node.id: node.emphasis for node in shown.nodes}
    assert kinds == {
        "x": "path",
        "mul": "path",
        "mul_1": "path",
        "add": "path",
        "f": "path",
        "y": "faded",
        "f/y": "faded",
    }
    edges = {(e.source, e.target): e.emphasis for e in shown.edges}
    assert edges["x", "mul"] == "path"
    assert edges["y", "mul_1"] == "faded"


def near(diagram, center, hops):
    """All nodes with a distance of at most ``hops``, by trying all of them."""
    distance = {node.id: 0 if node.id == center else 99 for node in diagram.nodes}
    for _ in diagram.nodes:
        for edge in diagram.edges:
            a, b = edge.source, edge.target
            distance[a] = min(distance[a], distance[b] + 1)
            distance[b] = min(distance[b], distance[a] + 1)
    return {name for name, far in distance.items() if far <= hops}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 4), st.data())
def test_around_is_what_distances_say(seed, hops, data):
    graph = built(random_program(seed, 10))
    diagram = build_diagram(graph)
    center = data.draw(st.sampled_from([node.id for node in diagram.nodes]))
    center = center.partition("#")[0]
    answer = around(graph, diagram, center, hops)
    shown = show_graph(graph, around=center, hops=hops).diagram
    wanted = near(diagram, center, hops)
    assert {node.id for node in shown.nodes} == wanted
    assert answer.emphasis == {center: "center"}


def test_around_needs_hops():
    graph = built(formula)
    with pytest.raises(ValueError, match="0 or more, not -1"):
        show_graph(graph, around="x", hops=-1)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("^mul", ["mul", "mul_1"]),
        ("Variable", ["x", "y"]),
        ("AddV2", ["add", "f"]),
        ("ADDv2", ["add", "f"]),
        ("nothing", []),
    ],
)
def test_find_looks_at_names_and_types(pattern, names):
    graph = built(formula)
    assert list(find(graph, pattern).emphasis) == names
    assert f"{len(names)} operation" in show_graph(graph, find=pattern).text


def test_find_says_how_many_it_does_not_draw_and_why():
    def training():
        w = tf.Variable(2.0, name="w")
        with tf.name_scope("part"):
            loss = tf.square(w, name="loss")
        tf.train.GradientDescentOptimizer(0.1).minimize(loss)

    graph = built(training)
    found = [op for op in graph.get_operations() if "loss" in op.name]
    hidden = len(found) - 1
    first, second = show_graph(graph, find="LOSS").diagram.notes[-2:]
    assert first.startswith(f"{len(found)} operations match 'LOSS'")
    assert first.endswith("drawn as 1 node")
    assert second == (
        f"{hidden} of them are hidden: --gradients or gradients=True shows them"
    )
    shown = show_graph(graph, find="loss", gradients=True).diagram
    assert shown.notes[-1].startswith(f"{len(found)} operations match")
    outside = show_graph(graph, find="^w$", scope="part").diagram
    assert outside.notes[-1].endswith("drawn as 1 node")
    outside = show_graph(graph, find="loss", path=("w", "w/read")).diagram
    assert "hidden" in outside.notes[-1]


def test_the_text_of_an_op_names_inputs_that_are_not_drawn():
    text = show_graph(built(formula), around="f", hops=0).text
    assert "AddV2(add, 2.0) → result" in text


def test_what_a_pattern_may_not_be():
    with pytest.raises(ValueError, match=r"'\(' is no regular expression"):
        find(built(formula), "(")


def test_a_maker_has_made_its_nodes():
    with tf.Graph().as_default() as graph:
        x = tf.constant(1.0, name="x")
        tf.constant(5.0, name="far")
        with making(Maker()) as cell:
            tf.negative(tf.square(x, name="a"), name="b")
        shown = show_graph(graph, cell=cell).diagram
        assert {n.id: n.emphasis for n in shown.nodes} == {
            "x": "faded",
            "a": "added",
            "b": "added",
        }
        assert "the cell added 2 operations" in shown.notes
        with pytest.raises(ValueError, match="Nobody keeps account"):
            show_graph(graph, cell=True)


def test_several_questions_at_once():
    graph = built(formula)
    with tf.Session(graph=graph) as sess:
        for variable in graph.get_collection("variables"):
            sess.run(variable.initializer)
        shown = show_graph(
            graph, values=True, grads="f", path=("x", "f"), find="^y$", run=False
        ).diagram
    nodes = {node.id: node for node in shown.nodes}
    assert nodes["y"].emphasis == "found"
    assert nodes["x"].emphasis == "path"
    assert [b.text for b in nodes["x"].badges] == ["3.0", "24.0"]
    assert nodes["f/y"].emphasis == "faded"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("totl", "Did you mean 'total'"),
        ("scpe", "Did you mean 'deep/scope'"),
        ("total:3", "fewer outputs"),
        ("zzz", "It has: x"),
    ],
)
def test_misspelt_names(typed, message):
    with tf.Graph().as_default() as graph:
        x = tf.constant(1.0, name="x")
        tf.negative(x, name="total")
        tf.negative(x, name="deep/scope")
    with pytest.raises(ValueError, match=message):
        operation_of(graph, typed)


def test_nodes_by_all_their_names():
    with tf.Graph().as_default() as graph:
        x = tf.Variable(1.0, name="x")
        y = tf.negative(x, name="y")
        done = tf.no_op(name="done")
    for what in (y, y.op, "y", "y:0", " y "):
        assert operation_of(graph, what) is y.op
        assert tensor_of(graph, what) is y
    assert operation_of(graph, x) is operation_of(graph, "x")
    with pytest.raises(ValueError, match="without outputs"):
        tensor_of(graph, done)
    with pytest.raises(TypeError, match="no part of a graph"):
        operation_of(graph, 3)
    other = tf.Graph()
    with pytest.raises(ValueError, match="not an element of this graph"):
        operation_of(other, y)
    with pytest.raises(ValueError, match="it is empty"):
        operation_of(other, "y")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50), st.integers(3, 9), st.integers(3, 9))
def test_a_difference_draws_all_that_is_different(one, two, first, second):
    graphs = [
        built(random_program(seed, size))
        for seed, size in ((one, first), (two, second))
    ]
    diff = graphs[0].diff(graphs[1])
    shown = show_diff(diff).diagram
    kinds = {node.id: node.emphasis for node in shown.nodes}
    ids = [edge.id for edge in shown.edges]
    assert len(set(ids)) == len(ids)
    drawn = [build_diagram(graph).drawn_as for graph in graphs]
    for name in diff.added:
        if drawn[1].get(name) == name and name in kinds:
            assert kinds[name] == "added"
    for name in diff.removed:
        if drawn[0].get(name) == name and name in kinds:
            assert kinds[name] == "removed"
    for name in diff.changed:
        if name in kinds:
            assert kinds[name] == "changed"
    for edge in shown.edges:
        assert {edge.source, edge.target} <= kinds.keys()
    again = show_diff(graphs[0], graphs[1].as_graph_def()).diagram
    assert [n.emphasis for n in again.nodes] == [n.emphasis for n in shown.nodes]
