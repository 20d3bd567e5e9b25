"""Exercise 3: a second graph that leaves the default graph alone."""

from __future__ import annotations

import numpy as np

from teachflow.checks.answer import Answer, Wrong, evaluate
from teachflow.checks.exercise import Exercise
from teachflow.checks.reading import formula, other_variables, uses
from teachflow.checks.words import kind, shown
from teachflow.viz.drawing.labels import visible

SPEED, HOURS = 6, 7


def look_at_graphs(answer: Answer) -> None:
    """``second`` is a graph of its own, and both nodes are in it."""
    given, second = answer.tensor("home"), answer.graph("second")
    if given.op.type != "Const" or given.op.name != "home":
        raise Wrong(
            f"`home` is {kind(given)} now. Leave the two lines at the top of the cell "
            f"as they were, and run the whole cell again."
        )
    home = given.graph
    if second is home:
        raise Wrong(
            "`second` is the default graph itself, the one that `home` is in. The "
            "exercise needs a new graph beside it."
        )
    for name, element in (
        ("speed", answer.variable("speed")),
        ("distance", answer.tensor("distance")),
    ):
        if element.graph is home:
            raise Wrong(
                f"`{name}` was made in the default graph, beside `home`. A node goes "
                f"into the graph that is the default at the moment of its making; "
                f"`second` exists, but it has to be the default there."
            )
        if element.graph is not second:
            raise Wrong(
                f"`{name}` is neither in `second` nor in the default graph: `second` "
                f"was made anew after it. Run the whole cell again."
            )


def look_at_home(answer: Answer) -> None:
    """The default graph holds what it held before."""
    home = answer.tensor("home")
    extra = [node for node in home.graph.get_operations() if node is not home.op]
    if not extra:
        return
    names = ", ".join(f"'{visible(node.name)}'" for node in extra[:4])
    more = " and others" if len(extra) > 4 else ""
    if all(node.type == "NoOp" for node in extra):
        said = "An initializer is a node too: make it where its variable is."
    else:
        said = "Something was made while `second` was not the default."
    raise Wrong(
        f"the default graph should hold 'home' alone, and now it also has "
        f"{names}{more}. {said}"
    )


def look_at_distance(answer: Answer) -> None:
    """``distance`` is the product, at every speed."""
    speed, distance = answer.variable("speed"), answer.tensor("distance")
    written = formula(distance)
    others = other_variables(distance, speed)
    if others:
        raise Wrong(
            f"distance uses the variable '{others[0]}', which is not the one that "
            f"`speed` stands for. Run the whole cell again, from its first line."
        )
    if not uses(distance, speed):
        raise Wrong(
            f"distance is {written}, which does not use speed: when speed changes, "
            f"distance would stay the same."
        )
    begins = np.asarray(evaluate(speed.initial_value))
    if begins.size != 1 or begins.dtype.kind not in "iuf" or begins != SPEED:
        raise Wrong(f"`speed` starts at {shown(begins)}; it should start at {SPEED}.")
    for value in (11, -2, 0):
        got = np.asarray(evaluate(distance, {speed: value}))
        if got.size != 1 or got != value * HOURS:
            raise Wrong(
                f"your distance computes {written}. At speed {value} that is "
                f"{shown(got)}, and {HOURS} hours at that speed make {value * HOURS}."
            )


def look_at_result(answer: Answer) -> None:
    """``km`` is what a session on ``second`` gave."""
    km = answer.number("km")
    if km != SPEED * HOURS:
        raise Wrong(
            f"`km` is {shown(answer.values['km'])}, and that is not what a session "
            f"gives for your distance right after the variable is initialised."
        )


EXERCISE = Exercise(
    id="first-graph/two-graphs",
    names=("second", "speed", "distance", "km"),
    given=("home",),
    looks=(look_at_graphs, look_at_home, look_at_distance, look_at_result),
    praise="Two graphs side by side, and the default graph has not noticed. A session "
    "belongs to one graph, and you told it which.",
    hints=(
        (
            "tf.Graph() makes an empty graph, but new nodes still go to the default "
            "graph. A with block can make another graph the default for a while."
        ),
        (
            "Build speed, distance and the initializer inside `with "
            "second.as_default():`. What is indented there is made in second."
        ),
        (
            "A session runs one graph. tf.Session() takes the default one, so say "
            "tf.Session(graph=second); run the initializer in it, then distance."
        ),
    ),
)
