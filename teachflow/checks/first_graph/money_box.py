"""Exercise 2: initialise, run, and change what a variable holds.

The learner's nodes are run from other amounts and more often than in the notebook.
"""

from __future__ import annotations

from typing import Any

from teachflow.checks.answer import Answer, Wrong, evaluate
from teachflow.checks.exercise import Exercise
from teachflow.checks.words import shown, times
from teachflow.variables import GraphVariable

START, STEP, ROUNDS = 10, 5, 3


def look_at_graph(answer: Answer) -> None:
    """``coins`` is as it was given, and both nodes are in its graph."""
    coins = answer.variable("coins")
    for name in ("init", "save"):
        if answer.node(name).graph is not coins.graph:
            raise Wrong(
                f"`{name}` is in another graph than `coins`: it is left over from "
                f"before the graph was reset. Run the whole cell again."
            )


def look_at_init(answer: Answer) -> None:
    """``init`` gives the variable its starting value."""
    coins, init = answer.variable("coins"), answer.node("init")
    try:
        value = evaluate(coins, first=((init, None),))
    except Wrong as wrong:
        if "ninitialized" not in str(wrong):
            raise
        raise Wrong(
            f"after a run of `init` ('{init.name}') coins is still without a value. "
            f"Running a variable does not initialise it, and an init node knows only "
            f"the variables that existed when it was made."
        ) from None
    if value != START:
        raise Wrong(
            f"after a run of `init` coins is {shown(value)}, and not the {START} it is "
            f"to start from. `init` should initialise and do nothing else."
        )


def look_at_save(answer: Answer) -> None:
    """``save`` adds to what is there, every time."""
    coins, save = answer.variable("coins"), answer.node("save")
    once = _after(coins, save, 100, 1)
    if once == 100:
        raise Wrong(
            f"a run of `save` ('{save.name}') leaves coins as it was. Computing a new "
            f"amount is not yet storing it: the node has to put it into the variable."
        )
    from_other = _after(coins, save, 40, 1)
    if once == from_other:
        raise Wrong(
            f"`save` puts {shown(once)} into coins whatever was in it before: with 100 "
            f"coins and with 40 coins you end up with {shown(once)}."
        )
    if once != 100 + STEP:
        raise Wrong(
            f"a run of `save` turns 100 coins into {shown(once)}; it should add {STEP}."
        )
    if from_other != 40 + STEP:
        raise Wrong(
            f"a run of `save` turns 40 coins into {shown(from_other)}; it should add "
            f"{STEP}, however much is there."
        )
    twice = _after(coins, save, 100, 2)
    if twice != 100 + 2 * STEP:
        raise Wrong(
            f"`save` works once only: two runs turn 100 coins into {shown(twice)}."
        )


def look_at_result(answer: Answer) -> None:
    """``coins_now`` is what one session held in the end."""
    value = answer.number("coins_now")
    if value == START + STEP * ROUNDS:
        return
    runs = (value - START) / STEP
    if value == START:
        said = (
            "that is what a session holds right after `init`. Either save did not run, "
            "or it ran in another session: each session has its own coins"
        )
    elif runs == 1:
        said = (
            "so save has run once since the last `init` in that session. Do not start "
            "a new session, nor run `init` again, between the runs of save"
        )
    elif runs > 0 and runs.is_integer():
        said = f"that is the amount after save has run {times(int(runs))}"
    else:
        said = f"{ROUNDS} runs of save after one run of `init` cannot lead there"
    raise Wrong(f"`coins_now` is {shown(_short(value))}: {said}.")


def _after(coins: GraphVariable, save: Any, start: int, rounds: int) -> Any:
    fill = (coins.initializer, {coins.initial_value: start})
    return evaluate(coins, first=(fill, *[(save, None)] * rounds))


def _short(value: float) -> float:
    return int(value) if value.is_integer() else value


EXERCISE = Exercise(
    id="first-graph/money-box",
    names=("init", "save", "coins_now"),
    given=("coins",),
    looks=(look_at_graph, look_at_init, look_at_save, look_at_result),
    praise="A session remembers what its variables hold from run to run, and your save "
    "adds to whatever is there.",
    hints=(
        (
            "init and save are nodes: make them first, outside the session. Only "
            "running them in a session does something."
        ),
        (
            "Look at tf.global_variables_initializer() for init. For save you need a "
            "node that assigns: tf.assign and tf.assign_add are two of them."
        ),
        (
            "Inside one `with tf.Session() as sess:` block: sess.run(init) a single "
            "time, sess.run(save) in a loop, and at the end fetch coins into coins_now."
        ),
    ),
)
