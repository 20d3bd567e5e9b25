"""All options of show_graph with each other, on graphs of every kind: none is too much.

Whatever is asked, the answer is a picture or one of the documented errors; the SVG can
be read, and the text is the same twice.
"""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teachflow.viz import show_graph
from tests.viz.odd_graphs import ODD

SWITCHES = ("gradients", "optimizer", "init", "savers", "summaries", "raw")
QUESTIONS = ("values", "run", "grads", "path", "around", "find", "cell")
DOCUMENTED = re.compile(
    r"is no regular expression|was not computed in the run|Nobody keeps account"
    r"|only floats have gradients|A run of what"
    r"|Gradients of what|has no operation|has no name scope|operation without outputs"
)
graph_of = cache(lambda make: make())


@st.composite
def asked(draw):
    graph, result = graph_of(draw(st.sampled_from(ODD)))
    names = [op.name for op in graph.get_operations()] or ["nothing"]
    scopes = sorted({name.rpartition("/")[0] for name in names if "/" in name})
    name = st.sampled_from(names)
    options = dict.fromkeys(draw(st.sets(st.sampled_from(SWITCHES))), True)
    for question in draw(st.sets(st.sampled_from(QUESTIONS), max_size=4)):
        options[question] = {
            "values": st.just(True),
            "run": st.just(True),
            "grads": st.sampled_from([True, result]),
            "path": st.tuples(name, name),
            "around": name,
            "find": st.sampled_from(["x", "GRAD|mul", "^$", "("]),
            "cell": st.just(True),
        }[question]
        options[question] = draw(options[question])
    if draw(st.booleans()):
        options["depth"] = draw(st.integers(0, 4))
    if draw(st.booleans()):
        options["max_nodes"] = draw(st.integers(1, 12))
    if draw(st.booleans()):
        options["hops"] = draw(st.integers(0, 3))
    for option in draw(st.sets(st.sampled_from(["expand", "collapse", "unfold"]))):
        options[option] = draw(st.lists(st.sampled_from(scopes + names), max_size=2))
    if scopes and draw(st.booleans()):
        options["scope"] = draw(st.sampled_from(scopes))
    what = graph if result is None else draw(st.sampled_from([graph, result]))
    return what, options


@given(asked())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_is_a_picture_or_a_documented_error(case):
    what, options = case
    try:
        picture = show_graph(what, **options)
    except ValueError as error:
        if DOCUMENTED.search(str(error)) is None:
            raise
        return
    bundle = picture._repr_mimebundle_()
    ET.fromstring(bundle["image/svg+xml"])
    assert picture.problem is None
    drawn = {node.id for node in picture.diagram.nodes}
    for edge in picture.diagram.edges:
        assert {edge.source, edge.target} <= drawn
    assert set(picture.diagram.drawn_as.values()) <= drawn
    assert show_graph(what, **options).text == bundle["text/plain"]


@pytest.mark.parametrize("make", ODD, ids=lambda make: make.__name__)
def test_values_of_every_kind_of_graph(make):
    graph, _ = graph_of(make)
    picture = show_graph(graph, values=True)
    assert picture.problem is None
    assert picture.text == show_graph(graph, values=True).text


def test_an_error_in_a_picture_writes_shapes_as_pictures_do():
    make = next(make for make in ODD if make.__name__ == "failing")
    graph, _ = graph_of(make)
    nodes = {node.id: node for node in show_graph(graph, values=True).diagram.nodes}
    (problem,) = nodes["product"].badges
    assert problem.kind == "problem"
    assert "(1, 2)" in problem.text
    assert "[1,2]" not in problem.text
