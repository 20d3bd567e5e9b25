"""No picture hides or invents an arrow, however much of the graph it folds."""

from __future__ import annotations

import random
from collections import defaultdict

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.viz.build import build_diagram
from teachflow.viz.drawing.hubs import referred


def grown(seed):
    """A graph of scopes in scopes, loops, variables, orders and shared constants."""
    pick = random.Random(seed)

    def op(pool):
        one, other = pick.choice(pool[-4:]), pick.choice(pool)
        with tf.control_dependencies(pick.sample(pool[:1] + pool[-3:], 1)):
            waiting = tf.sin(one) if pick.random() < 0.2 else one
        halves = tf.split(tf.stack([one, waiting]), 2, name="halves")
        return pick.choice(
            [
                lambda: tf.square(waiting),
                lambda: waiting + other,
                lambda: waiting * 2.0,
                lambda: tf.add_n([one, other, pool[-1]]),
                lambda: tf.reduce_sum(tf.concat(halves, 0)) + tf.reduce_sum(halves[1]),
            ]
        )()

    def grow(pool, depth):
        for _ in range(pick.randint(1, 4)):
            times = pick.choice([1, 1, 3, 8, 30])
            kind, start, size = pick.random(), pick.random(), pick.randint(1, 3)
            for _ in range(times):
                pick.seed(start)
                if kind < 0.5 and depth < 3:
                    with tf.name_scope(pick.choice(["net", "layer"])):
                        pool += [op(pool) for _ in range(size)]
                        if times == 1:
                            grow(pool, depth + 1)
                else:
                    pool += [op(pool) for _ in range(size)]

    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [], name="x")
        w = tf.Variable(1.0, name="w")
        pool = [x, w * tf.constant(3.0), tf.identity(x)]
        grow(pool, 0)
        tf.gradients(pool[-1], w)
    return graph


def options(pick, graph):
    names = [op.name for op in graph.get_operations()]
    scopes = sorted({name.rpartition("/")[0] for name in names} - {""}) or names
    given = {
        "max_nodes": pick.choice([5, 20, 50, 100, 1000]),
        "depth": pick.choice([None, None, 0, 1, 2]),
        "expand": pick.sample(names + scopes, 1),
        "raw": pick.random() < 0.1,
        "gradients": pick.random() < 0.3,
        "init": pick.random() < 0.3,
    }
    if scopes is not names:
        given["collapse"] = pick.sample(scopes, pick.randint(0, 1))
    return given


@given(st.integers(0, 10**6))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_arrows_are_those_of_the_graph(seed):
    graph = grown(seed)
    diagram = build_diagram(graph, **options(random.Random(seed), graph))
    ops = {op.name: op for op in graph.get_operations()}
    inside = {node.id: {node.id.partition("#")[0]} for node in diagram.nodes}
    for name, node in diagram.drawn_as.items():
        inside[node].add(name)
    data, waits, after = set(), set(), defaultdict(set)
    for edge in diagram.edges:
        (waits if edge.kind == "control" else data).add((edge.source, edge.target))
        after[edge.source].add(edge.target)
    flows, orders = set(), set()
    for target, names in inside.items():
        for op in filter(None, map(ops.get, names)):
            flows |= {(t.op.name, target) for t in op.inputs}
            orders |= {(before.name, target) for before in op.control_inputs}
    for source, target in data:
        assert any((name, target) in flows for name in inside[source])
    for source, target in waits:
        users = {t.op for name in inside[target] for t in _inputs(ops, name)}
        own = {(b.name, target) for op in users for b in op.control_inputs}
        assert any((name, target) in orders | own for name in inside[source])
    where = defaultdict(set)
    for node, names in inside.items():
        for name in names:
            where[name].add(node)
    for name, target in flows:
        if ops[name].type == "Const" or not where[name] or _is_first(target, ops, name):
            continue
        assert target in where[name] or any((s, target) in data for s in where[name])
    for name, target in orders:
        if ops[name].type == "Const" or not where[name]:
            continue
        assert any(target in _after(node, after) for node in where[name])


def _inputs(ops, name):
    return ops[name].inputs if name in ops else ()


def _is_first(target, ops, name):
    """Whether a variable takes its first value, which is part of it, from there."""
    return target in ops and "Variable" in ops[target].type


def _after(node, after):
    found, new = {node}, [node]
    while new:
        more = after[new.pop()] - found
        found |= more
        new += more
    return found


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_arrow_that_is_left_out_is_a_name_where_it_would_end(seed):
    diagram = build_diagram(grown(seed), max_nodes=1000)
    drawn = referred(diagram)
    left = {edge.id for edge in drawn.edges}
    nodes = {node.id: node for node in drawn.nodes}
    for edge in diagram.edges:
        if edge.id not in left:
            told = [b.text for b in nodes[edge.target].badges if b.kind == "input"]
            names = [text.partition(":")[0] for text in told]
            assert any(edge.source.endswith(name) for name in names)
