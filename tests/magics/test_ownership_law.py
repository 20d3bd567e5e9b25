"""The law of ownership: after any runs, re-runs, edits and deletions of cells there is
no trace of them.

Once the cells that lost nodes have run again,

1. the nodes with their inputs, in order, the collections and the random draws are those
   of a fresh kernel that ran the surviving cells in the order of their *last* runs, as
   long as cells do not compete for names and numbers (names of their own, op seeds);
2. where they do compete, names and numbers are the smallest that are free. So if cells
   only run again, unchanged, nodes, names and draws are those of a fresh kernel that
   ran them once in the order of their *first* runs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from teachflow_magics.cells import ownership

import teachflow.compat.v1 as tf
from teachflow.graph.owning import removing
from teachflow.graph.running.session import BaseSession
from tests.magics.conftest import Notebook
from tests.magics.memory import grown

VARIANTS = (
    "{c}x = tf.Variable(1.5, name='{c}x')\ntf.add_to_collection('shared', '{c}')",
    (
        "with tf.name_scope('{c}'):\n"
        "    {c}x = tf.Variable([1.0, 2.0]) + tf.random_uniform([2], seed=5)\n"
        "    with tf.name_scope('empty'):\n        pass"
    ),
    "{c}x = {d}x * 2.0 if True else 0\ntf.add_to_collection('shared', {c}x)",
    (
        "with tf.variable_scope('{c}'):\n"
        "    {c}x = tf.get_variable('w', [2], initializer=tf.ones_initializer())"
    ),
    (
        "{c}x = tf.layers.dense(tf.reshape({d}x, [-1, 1]), 2, name='{c}layer',\n"
        "    kernel_initializer=tf.glorot_uniform_initializer(seed=3))"
    ),
    (
        "{c}step = tf.train.AdamOptimizer(0.1, name='{c}opt').minimize(\n"
        "    tf.reduce_sum({d}x, name='{c}sum'), name='{c}min')"
    ),
    (
        "tf.summary.scalar('{c}s', tf.reduce_sum({d}x, name='{c}mean'))\n"
        "{c}x = tf.constant(2.0, name='{c}x')\n1 / 0"
    ),
    "{c}init = tf.variables_initializer(tf.global_variables(), name='{c}init')",
    (
        "{c}x = tf.while_loop(lambda i: i < 9.0, lambda i: i + tf.reduce_sum({d}x),\n"
        "    [1.0], name='{c}loop')"
    ),
    (
        "{c}x = tf.cond(tf.constant(True, name='{c}pred'), lambda: tf.constant(1.0),\n"
        "    lambda: tf.constant(2.0), name='{c}cond')"
    ),
)
COMPETING = (
    "{c}x = tf.Variable(1.5)",
    "{c}x = tf.random_uniform([2]) * 2.0",
    "{c}x = {d}x * 2.0",
    "{c}x = tf.layers.dense(tf.reshape({d}x, [-1, 1]), 1)",
    (
        "with tf.variable_scope(None, 'block'), tf.name_scope('inner'):\n"
        "    {c}x = tf.get_variable('w', [2]) + tf.random_normal([2])"
    ),
    "with tf.name_scope('inner'):\n    pass",
    "{c}x = tf.nn.dropout({d}x, 0.5) + tf.random_uniform([], seed=1)",
)
CELLS = "abcd"


class Kernel:
    """Runs cells, and remembers in which order they ran first and last."""

    def __init__(self, notebook: Notebook) -> None:
        self.shell = notebook.shell
        owners = ownership.of(self.shell)
        assert owners is not None
        self.owners = owners
        self.restart()

    def restart(self) -> None:
        """An empty namespace, graph and account, as in a new kernel."""
        for name in list(self.shell.user_ns):
            if name[0] in CELLS and name[1:] in ("x", "init", "step"):
                del self.shell.user_ns[name]
        self.owners.cells.clear()
        tf.reset_default_graph()
        self.sources: dict[str, str] = {}  # in the order of the last runs

    def run(self, cell: str, source: str) -> None:
        """Runs a cell, which may fail."""
        self.sources.pop(cell, None)
        self.sources[cell] = source
        self.shell.run_cell(source, store_history=True, cell_id=cell)

    def delete(self, cell: str) -> None:
        """What a front end tells with the next request."""
        owned = self.owners.cells.pop(("id", cell), None)
        self.sources.pop(cell, None)
        if owned is not None:
            self.owners._take_away(owned, "deleted")

    def catch_up(self, order: list[str] | None = None) -> None:
        """Runs again what lost nodes, in the given order or that of last runs."""
        while True:
            cells = self.owners.cells
            stale = [
                name
                for name in order or list(self.sources)
                if ("id", name) in cells and cells["id", name].is_stale
            ]
            if not stale:
                return
            self.run(stale[0], self.sources[stale[0]])

    def state(self) -> tuple[Any, ...]:
        """Nodes in order, collections, and what the random ops draw."""
        graph = tf.get_default_graph()
        nodes = [
            (
                op.name,
                op.type,
                tuple(tensor.name for tensor in op.inputs),
                tuple(other.name for other in op.control_inputs),
                op.attrs.get("seed2"),
            )
            for op in graph.get_operations()
        ]
        collections = {
            key: [_shown(item) for item in items]
            for key in graph.get_all_collection_keys()
            if (items := graph.get_collection(key))
        }
        random = [op.outputs[0] for op in graph.get_operations() if "Random" in op.type]
        random = [tensor for tensor in random if not tensor.op._context]
        with tf.Session(graph=graph) as session:
            draws = {
                tensor.name: np.asarray(session.run(tensor)).tolist()
                for tensor in random
            }
        return nodes, collections, draws


def _shown(item: Any) -> Any:
    if isinstance(item, str):
        return item
    return getattr(item, "name", type(item).__name__)


@pytest.fixture
def kernel(notebook: Notebook, capfd: pytest.CaptureFixture[str]) -> Kernel:
    notebook.shell.showtraceback = lambda *_, **__: None  # cells may fail here
    return Kernel(notebook)


def source(variants: tuple[str, ...], cell: str, variant: int, other: str) -> str:
    """The text of a cell, which may use what ``other`` made."""
    return variants[variant].format(c=cell, d=other)


steps = st.tuples(
    st.sampled_from(("run", "run", "run", "delete")),
    st.sampled_from(CELLS),
    st.integers(0, len(VARIANTS) - 1),
    st.sampled_from(CELLS),
)
_QUICK = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def check_first_law(kernel: Kernel, history: list[tuple[str, str, int, str]]) -> None:
    """Plays the history, then compares with a fresh kernel."""
    kernel.restart()
    for action, cell, variant, other in history:
        if action == "run":
            kernel.run(cell, source(VARIANTS, cell, variant, other))
        else:
            kernel.delete(cell)
    kernel.catch_up()
    found, sources = kernel.state(), dict(kernel.sources)
    kernel.restart()
    for cell, text in sources.items():
        kernel.run(cell, text)
    assert found == kernel.state()


def check_second_law(
    kernel: Kernel, cells: list[tuple[int, str]], again: list[int]
) -> None:
    """Runs cells, some again, then compares with a fresh kernel that ran each once."""
    kernel.restart()
    tf.set_random_seed(3)
    named = list(zip(CELLS, cells, strict=False))
    texts = {
        cell: source(COMPETING, cell, variant, min(other, cell))
        for cell, (variant, other) in named
    }
    for cell, text in texts.items():
        kernel.run(cell, text)
    nodes, _, draws = kernel.state()
    order = list(texts)
    for number in again:
        cell = order[number % len(order)]
        kernel.run(cell, texts[cell])
        kernel.catch_up(order)
        found, _, drawn = kernel.state()
        assert sorted(found) == sorted(nodes)
        assert drawn == draws


@_QUICK
@given(st.lists(steps, min_size=2, max_size=9))
@example([("run", "a", 0, "a"), ("run", "b", 5, "a"), ("run", "a", 0, "a")])
def test_no_trace_is_left(
    kernel: Kernel, history: list[tuple[str, str, int, str]]
) -> None:
    check_first_law(kernel, history)


@_QUICK
@given(
    st.lists(
        st.tuples(st.integers(0, len(COMPETING) - 1), st.sampled_from(CELLS)),
        min_size=2,
        max_size=4,
    ),
    st.lists(st.integers(0, 3), min_size=1, max_size=5),
)
def test_names_and_draws_come_again(
    kernel: Kernel, cells: list[tuple[int, str]], again: list[int]
) -> None:
    check_second_law(kernel, cells, again)


def _nothing(*_: Any, **__: Any) -> None:
    """What a faulty part does."""


def _no_dependents(graph: Any, asked: Any) -> set[Any]:
    return set(asked)


FAULTS: dict[str, Callable[..., Any]] = {
    "_free_names": _nothing,
    "_free_numbers": _nothing,
    "_tidy_collections": _nothing,
    "_built_upon": _no_dependents,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(
    kernel: Kernel, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def laws() -> None:
        first = [("run", "a", 0, "a"), ("run", "b", 2, "a"), ("run", "a", 1, "a")]
        check_first_law(kernel, first)
        check_second_law(kernel, [(0, "a"), (6, "a"), (1, "a")], [1, 2, 0])

    laws()
    monkeypatch.setattr(removing, fault, FAULTS[fault])
    with pytest.raises((AssertionError, KeyError, ValueError)):
        laws()


# ---- memory ----------------------------------------------------------------------

TRAINING = {
    "a": "x = tf.Variable(tf.zeros([10]), name='x')\ny = tf.placeholder(tf.float32)",
    "b": "loss = tf.reduce_sum(tf.square(x - y))\n"
    "tf.summary.scalar('loss', loss); tf.losses.add_loss(loss)",
    "c": "train = optimizer.minimize(loss)\nh = tf.layers.dense(loss[None, None], 1)",
    "d": "init = tf.global_variables_initializer()",
    "e": "init.run(); train.run({y: 1.0})",
}


def played(kernel: Kernel) -> float:
    """Blocks of memory that are more after all cells have run again."""

    def play() -> None:
        # What IPython 9 records of printed lines for its history is its own.
        getattr(kernel.shell.history_manager, "outputs", {}).clear()
        for cell, text in TRAINING.items():
            kernel.shell.run_cell(text, cell_id=cell)

    # With a seed, as what was drawn by a key is kept for a while.
    begin = "tf.set_random_seed(1)\noptimizer = tf.train.AdamOptimizer(0.1)"
    kernel.shell.run_cell(begin, cell_id="o")
    return grown(play, times=25, rounds=5)


def test_memory_is_flat_and_a_leak_is_found(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert played(kernel) < 0.9 * len(TRAINING)  # caches of Python and the shell
    leak: list[Any] = []
    forget = BaseSession.forget

    def leaking(self: Any, nodes: Any, keep_values: bool = True) -> None:
        nodes = list(nodes)
        leak.extend(nodes[:1])
        forget(self, nodes, keep_values)

    monkeypatch.setattr(BaseSession, "forget", leaking)
    assert played(kernel) > 10
