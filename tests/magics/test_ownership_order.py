"""Names and random numbers are those of the first time, in whatever order cells run
again, also when they fail or are interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from teachflow_magics.cells import ownership

import teachflow.compat.v1 as tf
from teachflow.core.recording import tapes
from teachflow.graph.owning.reserving import Reserved
from tests.magics.conftest import Notebook

X = "x = tf.Variable([1.0, 2.0])"
F = "f = x + tf.random_uniform(tf.cast(x, tf.int32))"
G = "g = tf.constant(1.0) + tf.random_uniform([2])"


def described(graph: Any = None) -> tuple[Any, ...]:
    """Nodes by name, and the numbers of items in collections."""
    graph = graph or tf.get_default_graph()
    nodes = sorted(
        (
            op.name,
            [tensor.name for tensor in op.inputs],
            sorted(other.name for other in op.control_inputs),
            op.attrs.get("seed2"),
        )
        for op in graph.get_operations()
    )
    keys = sorted(graph.get_all_collection_keys())
    return nodes, {key: len(graph.get_collection(key)) for key in keys}


def test_a_cell_that_lost_nodes_finds_its_names_when_it_runs_last(
    notebook: Notebook,
) -> None:
    cells = {"a": X, "b": F, "c": G}
    for cell, code in cells.items():
        notebook.run(code, cell)
    first = described()
    for cell in "acb":
        notebook.run(cells[cell], cell)
    assert described() == first
    assert not tf.get_default_graph().reserved.turns


def test_a_cell_that_failed_too(notebook: Notebook) -> None:
    notebook.run(G, "b")
    notebook.run(G, "c")
    first = described()
    notebook.fail("1 / 0", "b")
    notebook.fail("def", "b")
    notebook.run(G, "c")
    notebook.run(G, "b")
    assert described() == first


def test_an_edited_cell_gets_names_before_those_that_come_after_it(
    notebook: Notebook,
) -> None:
    edited = {"a": f"{X}\ne = x + 5.0\nr = tf.random_uniform([2])", "b": F, "c": F}
    for cell, code in {**edited, "a": X}.items():
        notebook.run(code, cell)
    for cell, code in edited.items():
        notebook.run(code, cell)
    found = described()
    tf.reset_default_graph()
    for cell, code in edited.items():
        notebook.run(code, cell)
    assert found == described()


def test_names_of_a_cell_that_is_no_more_are_free(notebook: Notebook) -> None:
    for cell, code in {"a": X, "b": F, "c": F}.items():
        notebook.run(code, cell)
    notebook.run(X, "a")
    notebook.run("pass", "b")
    notebook.run(F, "c")
    assert notebook.run("f.name") == "add:0"
    notebook.run("%reset_graph")
    notebook.run(X, "a")
    notebook.run("y = x + 1.0", "d")
    assert notebook.run("y.name") == "add:0"


def test_in_graphs_of_cells_names_wait_too(notebook: Notebook) -> None:
    block = f"%%graph block\n{X}"
    b, c = (f"with block.as_default():\n    {code}" for code in (F, G))
    for cell, code in {"a": block, "b": b, "c": c}.items():
        notebook.run(code, cell)
    first = described(notebook.run("block"))
    for cell, code in {"a": block, "c": c, "b": b}.items():
        notebook.run(code, cell)
    assert described(notebook.run("block")) == first
    assert not notebook.run("block").reserved.turns


OPENED = (
    "tf.name_scope('left').__enter__()",
    "tf.variable_scope('left').__enter__()",
    "tf.device('/cpu:0').__enter__()",
    "tf.control_dependencies([tf.no_op()]).__enter__()",
    "tape = eager.GradientTape().__enter__()",
)


@pytest.mark.parametrize("block", OPENED)
def test_a_block_that_an_interrupt_left_open_is_left_with_its_cell(
    notebook: Notebook, block: str
) -> None:
    notebook.run("import teachflow as eager")
    notebook.run("before = tf.name_scope('before'); before.__enter__()", "b")
    notebook.fail(f"block = {block}\nraise KeyboardInterrupt", "a")
    node = notebook.run("c = tf.constant(1.0, name='c'); c.op", "c")
    assert (node.name, node.control_inputs, node.device) == ("before/c", (), "")
    assert tf.get_variable_scope().name == ""
    assert tapes.stack == []
    notebook.run("before.__exit__(None, None, None)")


def test_a_block_that_another_cell_opened_stays_open(notebook: Notebook) -> None:
    notebook.run("g = tf.Graph()")
    notebook.run("with g.as_default(): tf.constant(1)", "a")
    notebook.run("block = g.name_scope('block'); block.__enter__()", "b")
    notebook.fail("with g.as_default(): tf.constant(1)\n1 / 0", "c")
    code = "with g.as_default(): name = tf.constant(1, name='c').name"
    notebook.run(code, "d")
    assert notebook.shell.user_ns["name"] == "block/c:0"
    notebook.run("block.__exit__(None, None, None)", "b")


# ---- any history -----------------------------------------------------------------

BUILDING = (
    "{c} = tf.Variable([1.5, 2.5])",
    "{c} = {d} * 2.0 + tf.random_uniform([2])",
    "{c} = tf.layers.dense(tf.reshape({d}, [-1, 1]), 1)",
    """with tf.variable_scope(None, "block"), tf.name_scope("inner"):
    {c} = tf.get_variable("w", [2]) + tf.random_normal([2])""",
    "{c} = tf.cond(tf.constant(True), lambda: tf.reduce_sum({d}), lambda: 0.0)",
    "{c} = tf.while_loop(lambda i: i < 3.0, lambda i: i + tf.reduce_sum({d}), [0.0])",
    """v = tf.Variable(1.0)
{c} = tf.reduce_sum({d})
tf.train.AdamOptimizer(0.1).minimize(v * v)""",
    """{c} = tf.reduce_sum({d})
tf.summary.scalar("s", {c})
tf.losses.add_loss({c})""",
    """with other.as_default():
    tf.constant(1.0) + tf.random_uniform([])
{c} = tf.constant(1.0) + 2.0""",
    """saver = tf.train.Saver([tf.Variable(1.0)])
{c} = tf.ones([2])""",
    """numbers = tf.data.Dataset.range(3).map(lambda i: i + 1)
{c} = tf.data.make_one_shot_iterator(numbers).get_next()""",
)
FIRST = "abcd"


class History:
    """Cells that have run once, and what became of them since."""

    def __init__(self, notebook: Notebook, kinds: list[tuple[int, int]]) -> None:
        self.shell = notebook.shell
        owners = ownership.of(self.shell)
        assert owners is not None
        owners.cells.clear()
        for name in FIRST:
            self.shell.user_ns.pop(name, None)
        tf.reset_default_graph()
        notebook.run("other = tf.Graph(); tf.set_random_seed(3)")
        self.cells, self.undone = {"a": BUILDING[0].format(c="a")}, set[str]()
        for cell, (kind, upon) in zip(FIRST[1:], kinds, strict=False):
            other = FIRST[upon % FIRST.index(cell)]
            self.cells[cell] = BUILDING[kind].format(c=cell, d=other)
        for cell in self.cells:
            self.run(cell)
        assert not self.undone
        self.owners = owners

    def run(self, cell: str, before: str = "", after: str = "") -> None:
        """Runs a cell again, perhaps with more in it, which may make it fail."""
        code = "\n".join(filter(None, [before, self.cells[cell], after]))
        result = self.shell.run_cell(code, store_history=True, cell_id=cell)
        (self.undone.discard if result.success else self.undone.add)(cell)

    def interrupt(self, cell: str, line: int) -> None:
        """Runs it until so many lines of the engine have been executed."""
        seen = 0

        def count(frame: Any, event: str, _: Any) -> Any:
            nonlocal seen
            if "teachflow" not in frame.f_code.co_filename:
                return None
            if "teachflow_magics" in frame.f_code.co_filename:
                return None
            seen += event == "line"
            if seen == line:
                sys.settrace(None)
                raise KeyboardInterrupt
            return count

        former = sys.gettrace()
        self.shell.user_ns["begin"] = lambda: sys.settrace(count)
        try:
            with np.errstate():  # Python may be stopped where it leaves another one
                self.run(cell, "begin()")
        finally:
            sys.settrace(former)

    def to_be_run(self) -> list[str]:
        """The cells that lost something, or did not come to their end."""
        cells = self.owners.cells
        stale = [c for c in self.cells if getattr(cells.get(("id", c)), "is_stale", 0)]
        return sorted({*stale, *self.undone})

    def state(self) -> Any:
        """What there is, and what the learner's names stand for."""
        names = {name: self.shell.user_ns[name].name for name in self.cells}
        return described(), described(self.shell.user_ns["other"]), names


_steps = st.tuples(
    st.sampled_from(("run", "run", "fail", "interrupt")),
    st.integers(0, len(FIRST) - 1),
    st.integers(10, 3000),
)


@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(st.integers(0, len(BUILDING) - 1), st.integers(0, 3)),
        min_size=2,
        max_size=3,
    ),
    st.lists(_steps, min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=30, max_size=30),
)
def test_after_any_history_all_is_as_it_was_first(
    notebook: Notebook,
    kinds: list[tuple[int, int]],
    steps: list[tuple[str, int, int]],
    choices: list[int],
) -> None:
    notebook.shell.showtraceback = lambda *_, **__: None
    history = History(notebook, kinds)
    first = history.state()
    cells = list(history.cells)
    for action, place, line in steps:
        cell = cells[place % len(cells)]
        if action == "interrupt":
            history.interrupt(cell, line)
        else:
            history.run(cell, after="1 / 0" if action == "fail" else "")
    for choice in choices:
        waiting = history.to_be_run()
        if not waiting:
            break
        history.run(waiting[choice % len(waiting)])
    for cell in cells if history.to_be_run() else ():
        history.run(cell)
    assert history.state() == first
    assert not tf.get_default_graph().reserved.turns


@pytest.mark.parametrize(
    ("part", "finds"),
    [
        ("put", test_a_cell_that_lost_nodes_finds_its_names_when_it_runs_last),
        ("let_go", test_names_of_a_cell_that_is_no_more_are_free),
    ],
)
def test_a_fault_in_what_is_reserved_is_found(
    notebook: Notebook,
    part: str,
    finds: Callable[[Notebook], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Reserved, part, lambda *_: None)
    with pytest.raises(AssertionError):
        finds(notebook)
