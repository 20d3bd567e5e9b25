"""Cells own their nodes: run again, deleted, failed, nested, switched off."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from teachflow_magics import show_cells
from teachflow_magics.cells import imports, interrupts, ownership

import teachflow.compat.v1 as tf
from teachflow.core.errors import FailedPreconditionError
from teachflow.graph import build
from teachflow.graph.owning import removing
from teachflow.graph.owning.making import current
from tests.magics.conftest import Notebook

X = 'x = tf.Variable(1.0, name="x")'


class Kernel:
    """What a kernel tells of the request that it answers."""

    def __init__(self) -> None:
        self.parent: dict[str, Any] = {}
        self.count = 0

    def get_parent(self) -> dict[str, Any]:
        return self.parent

    def asks(self, **metadata: Any) -> None:
        """The next request, with its metadata."""
        self.count += 1
        header = {"msg_id": f"request {self.count}"}
        self.parent = {"header": header, "metadata": metadata}


@pytest.fixture
def kernel(notebook: Notebook, monkeypatch: pytest.MonkeyPatch) -> Kernel:
    found = Kernel()
    monkeypatch.setattr(type(notebook.shell), "kernel", found, raising=False)
    return found


def line(capfd: pytest.CaptureFixture[str]) -> str:
    """What was printed; nothing on stderr."""
    out, err = capfd.readouterr()
    assert err == ""
    return out.strip()


def test_a_cell_that_runs_again_makes_the_same_names(notebook: Notebook) -> None:
    notebook.run(X, "a")
    names = notebook.names()
    for _ in range(20):
        notebook.run(X, "a")
        assert notebook.names() == names
    notebook.run(X, "b")
    assert notebook.run("x.name") == "x_1:0"


def test_it_says_in_one_line_what_went(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(X, "a")
    notebook.run("f = x * 3", "b")
    line(capfd)
    notebook.run("f = x * 3", "b")
    assert line(capfd) == "Run again: f was taken away first."
    notebook.run(X, "a")
    assert line(capfd) == (
        "Run again: x taken away first; with that went f, so run cell [5] again too."
    )
    notebook.run("f = x * 3", "b")
    assert line(capfd) == ""  # nothing was left of it
    notebook.run("x.initializer.run(); f.eval()", "c")
    line(capfd)
    notebook.run("x.initializer.run(); f.eval()", "c")
    assert line(capfd).startswith("Out[")  # this cell makes nothing


def test_of_many_names_some_are_told(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    code = "\n".join(f"c{n} = tf.constant({n})" for n in range(9))
    notebook.run(code, "a")
    line(capfd)
    notebook.run(code, "a")
    expected = "Run again: c0, c1, c2, c3, c4 and 4 more were taken away first."
    assert line(capfd) == expected
    notebook.run("for _ in range(3): tf.constant(1)", "b")
    notebook.run("for _ in range(3): tf.constant(1)", "b")
    assert line(capfd) == "Run again: 3 operations were taken away first."


def test_an_edited_cell_takes_away_what_it_was(notebook: Notebook) -> None:
    notebook.run(X + "\ny = tf.constant(1)", "a")
    notebook.run('z = tf.constant(1, name="z")', "a")
    assert notebook.names() == ["z"]
    assert isinstance(notebook.fail("x.initializer.run()"), ValueError)


def test_what_went_and_is_used_says_so(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("f = x * 3", "b")
    notebook.run(X, "a")
    error = notebook.fail("f.eval()", "c")
    assert isinstance(error, ValueError)
    assert str(error).startswith(
        'Tensor Tensor("mul:0", shape=(), dtype=float32) is not an element of this '
        "graph. It went when cell [3] was run again"
    )


def test_values_survive_where_they_fit(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("x.load(7.0)")
    notebook.run(X, "a")
    assert notebook.run("x.eval()") == 7.0
    notebook.run('x = tf.Variable([1.0, 2.0], name="x")', "a")
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)
    notebook.run(X, "a")
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)


def test_they_need_not(notebook: Notebook) -> None:
    notebook.run("%config TeachFlow.keep_values = False")
    notebook.run(X, "a")
    notebook.run("x.load(7.0)")
    notebook.run(X, "a")
    assert isinstance(notebook.fail("x.eval()"), FailedPreconditionError)


def test_a_learners_own_session_keeps_them_too(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("s = tf.Session(); s.run(x.initializer); x.load(4.0, s)")
    notebook.run(X, "a")
    assert notebook.run("s.run(x)") == 4.0


def test_training_goes_on_after_any_cell_runs_again(notebook: Notebook) -> None:
    cells = {
        "a": X,
        "b": "opt = tf.train.AdamOptimizer(0.1)",
        "c": "train = opt.minimize(tf.square(x))",
        "d": "init = tf.global_variables_initializer()",
    }
    for name, code in cells.items():
        notebook.run(code, name)
    notebook.run("init.run(); train.run()")
    names = sorted(notebook.names())
    for again in cells:
        for name in [again, *(other for other in cells if other > again)]:
            notebook.run(cells[name], name)
        assert sorted(notebook.names()) == names
        before = notebook.run("x.eval()")
        notebook.run("train.run()")
        assert notebook.run("x.eval()") < before


def test_the_same_random_numbers_come_again(notebook: Notebook) -> None:
    notebook.run("tf.set_random_seed(1)", "a")
    notebook.run("r = tf.random_uniform([2])", "b")
    notebook.run("q = tf.random_uniform([2])", "c")
    first = notebook.run("r.eval().tolist(), q.eval().tolist()")
    notebook.run("r = tf.random_uniform([2])", "b")
    again = notebook.run("r.eval().tolist()")
    assert again == first[0]


def test_a_name_can_stand_for_more_of_itself(notebook: Notebook) -> None:
    notebook.run("y = tf.constant(1.0)", "a")
    for _ in range(3):
        notebook.run("y = y + 1.0", "b")
        assert notebook.run("y.eval(), y.name") == (2.0, "add:0")


def test_a_cell_that_fails_keeps_what_it_built(notebook: Notebook) -> None:
    notebook.fail(X + "\n1 / 0\n", "a")
    assert "x" in notebook.names()
    assert current.maker is None
    notebook.run(X, "a")
    assert notebook.run("x.name") == "x:0"


def test_a_syntax_error_and_an_empty_cell_harm_nothing(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.fail("def", "b")
    notebook.run("", "c")
    assert current.maker is None
    notebook.run(X, "a")
    assert notebook.run("x.name") == "x:0"


def test_an_interrupted_cell_too(notebook: Notebook) -> None:
    notebook.fail(X + "\nraise KeyboardInterrupt", "a")
    assert current.maker is None
    notebook.run(X, "a")
    assert notebook.run("x.name") == "x:0"


def test_every_graph_and_every_thread_counts(notebook: Notebook) -> None:
    code = (
        "import threading\n"
        "def build():\n"
        "    with g.as_default():\n"
        '        tf.constant(1, name="t")\n'
        "thread = threading.Thread(target=build)\n"
        "thread.start(); thread.join()\n"
        "with g.as_default():\n"
        '    tf.constant(1, name="w")\n'
        'tf.constant(1, name="d")'
    )
    notebook.run("g = tf.Graph()", "a")
    for _ in range(2):
        notebook.run(code, "b")
    assert notebook.names("g") == ["t", "w"]
    assert notebook.names() == ["d"]


def test_switched_off_it_is_tensorflow(notebook: Notebook) -> None:
    notebook.run("%config TeachFlow.own_nodes = False")
    notebook.run(X, "a")
    notebook.run(X, "a")
    assert notebook.run("x.name") == "x_1:0"
    notebook.run("%config TeachFlow.own_nodes = True")
    notebook.run(X, "a")
    assert [name for name in notebook.names() if "/" not in name] == ["x"]


def test_without_ids_a_shell_knows_a_cell_by_its_text(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(X)
    line(capfd)
    notebook.run(X)
    assert line(capfd) == ""
    assert notebook.run("x.name") in ("x:0", "'x:0'")


def test_without_ids_every_execution_of_a_kernel_is_a_cell(
    notebook: Notebook, kernel: Kernel, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("x:0", "x_1:0"):
        kernel.asks()
        notebook.run(X)
        assert notebook.shell.user_ns["x"].name == name
    assert line(capfd) == ""


def test_the_requests_metadata_tell_a_cells_id(
    notebook: Notebook, kernel: Kernel, capfd: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        kernel.asks(cellId="a")
        notebook.run(X)
    assert notebook.shell.user_ns["x"].name == "x:0"
    assert line(capfd) == "Run again: x was taken away first."


def test_deleted_cells_are_noticed(
    notebook: Notebook, kernel: Kernel, capfd: pytest.CaptureFixture[str]
) -> None:
    kernel.asks(cellId="a")
    notebook.run(X)
    kernel.asks(cellId="b")
    notebook.run("f = x * 2")
    kernel.asks(cellId="c", deletedCells=["a", "unknown"])
    notebook.run("c = tf.constant(1)")
    assert notebook.names() == ["Const"]
    assert line(capfd) == (
        "Cell deleted: x taken away; with that went f, so run cell [4] again."
    )


def test_a_request_that_never_ended_does_not_hide_the_next(
    notebook: Notebook, kernel: Kernel
) -> None:
    owners = ownership.of(notebook.shell)
    assert owners is not None
    kernel.asks(cellId="lost")
    owners.pre_run_cell(SimpleNamespace(raw_cell="", cell_id="lost"))
    kernel.asks(cellId="a")
    notebook.run(X)
    assert notebook.shell.user_ns["x"].op.maker is owners.cells["id", "a"]


def test_the_cell_that_loads_owns_what_it_builds(bare: Any, capsys: Any) -> None:
    kernel = Kernel()
    bare.kernel = kernel
    book = Notebook(bare)
    code = "%load_ext teachflow\nimport teachflow.compat.v1 as tf\n" + X
    try:
        for _ in range(2):
            kernel.asks(cellId="a")
            book.run(code)
            assert bare.user_ns["x"].name == "x:0"
            assert current.maker is None
    finally:
        del bare.kernel


# ---- cells with a graph of their own ---------------------------------------------


def test_a_graph_cells_values_survive(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("", "g"):
        notebook.run(f"%%graph {name}\n{X}", f"graph {name}")
        notebook.run("x.load(7.0)")
        notebook.run(f"%%graph {name}\n{X}", f"graph {name}")
        assert notebook.run("x.eval()") == 7.0
        assert notebook.run("x.name") == "x:0"


def test_what_others_built_upon_a_graph_cell_goes(
    notebook: Notebook, capfd: pytest.CaptureFixture[str]
) -> None:
    notebook.run(f"%%graph g\n{X}", "a")
    notebook.run("f = x * 2\nwith g.as_default():\n    c = tf.constant(1)", "b")
    line(capfd)
    notebook.run(f"%%graph g\n{X}", "a")
    assert line(capfd).splitlines()[0] == (
        "Run again: x taken away first; with that went f and c, so run cell [4] again "
        "too."
    )
    assert isinstance(notebook.fail("f.eval()"), ValueError)


def test_a_graph_cells_body_is_the_cell(notebook: Notebook) -> None:
    notebook.run(f"y = tf.constant(1)\nget_ipython().run_cell({X!r})\nz = y + 1", "a")
    owners = ownership.of(notebook.shell)
    assert owners is not None
    makers = {op.maker for op in notebook.shell.ev("z").graph.get_operations()}
    assert makers == {owners.cells["id", "a"]}


# ---- which cell made what --------------------------------------------------------


def test_cells_are_told_in_a_table(notebook: Notebook) -> None:
    notebook.run(X + '\np = tf.placeholder(tf.float32, name="p")', "a")
    notebook.run("\n# a comment\nf = x * p", "b")
    table = notebook.run("%cells", "c")
    assert str(table) == (
        "2 cells made what is in the graphs\n"
        "cell  variables  placeholders  operations  begins with\n"
        '[3]   x          p             5           x = tf.Variable(1.0, name="x")\n'
        "[4]                            1           # a comment"
    )
    assert str(show_cells()) == str(table)
    assert sorted(table._repr_mimebundle_()) == ["text/html", "text/plain"]
    assert "<table>" in table._repr_mimebundle_()["text/html"]
    notebook.run(X, "a")
    assert "[4]" not in str(show_cells())


def test_a_cell_that_lost_something_is_marked(notebook: Notebook) -> None:
    notebook.run(X, "a")
    notebook.run("f = x * 2\nc = tf.constant(1)", "b")
    notebook.run(X, "a")
    assert "1 (run it again)" in str(notebook.run("%cells"))


def test_unloading_leaves_nothing(notebook: Notebook) -> None:
    events = notebook.shell.events.callbacks
    notebook.run(X, "a")
    notebook.run("%unload_ext teachflow", "b")
    assert current.maker is None
    notebook.run(X, "a")
    assert notebook.run("x.name") == "x_1:0"
    assert not any("Ownership" in repr(f) for fs in events.values() for f in fs)
    notebook.run("%load_ext teachflow\n%reload_ext teachflow")
    count = [
        sum("Ownership" in repr(f) for f in events[name])
        for name in ("pre_run_cell", "post_run_cell")
    ]
    assert count == [1, 1]


# ---- what a cell does outside graphs ---------------------------------------------


def test_a_gradient_can_be_registered_again(notebook: Notebook) -> None:
    cell = (
        '@tf.RegisterGradient("OfThisTest")\n'
        "def rule(op, upstream):\n"
        "    return upstream * {factor}"
    )
    notebook.run(cell.format(factor=2.0), "a")
    notebook.run(
        'x = tf.constant(3.0)\nwith x.graph.gradient_override_map({"Sign": "OfThisTest"'
        "}):\n    y = tf.sign(x)",
        "b",
    )
    notebook.run(cell.format(factor=5.0), "a")
    assert notebook.run("tf.gradients(y, x)[0].eval()") == 5.0
    assert isinstance(notebook.fail(cell.format(factor=1.0), "c"), KeyError)
    notebook.run("pass", "a")
    notebook.run(cell.format(factor=1.0), "c")
    notebook.run("pass", "c")


def test_interactive_sessions_of_former_runs_do_not_pile_up(
    notebook: Notebook,
) -> None:
    cell = (
        "g = tf.Graph()\n"
        "sess = tf.InteractiveSession(graph=g)\n"
        "x = tf.constant(1)\nfirst = globals().setdefault('first', sess)"
    )
    depth = len(build.sessions.stack)
    for _ in range(5):
        notebook.run(cell, "a")
        assert len(build.sessions.stack) == depth + 1
        assert notebook.run("tf.get_default_session() is sess")
        assert notebook.run("tf.get_default_graph() is g")
    assert notebook.run("first.closed") is False
    notebook.run("first.close(); sess.close()")
    assert len(build.sessions.stack) == depth
    assert notebook.run("tf.get_default_graph() is not g")


def test_a_kept_value_is_told_where_another_first_value_is_typed(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = "x = tf.Variable({first}, name='x')"
    notebook.run(cell.format(first=3.0), "a")
    notebook.run("x.initializer.run()")
    capsys.readouterr()
    notebook.run(cell.format(first=5.0), "a")
    said = "x keeps the value from before: the first value that is typed here comes "
    assert said in capsys.readouterr().out
    assert notebook.run("x.eval()") == 3.0
    notebook.run("x.initializer.run()")
    assert notebook.run("x.eval()") == 5.0
    capsys.readouterr()
    notebook.run(cell.format(first=5.0), "a")  # nothing was edited
    notebook.run(cell.format(first=6.0) + "; x.initializer.run()", "a")
    notebook.run("%config TeachFlow.keep_values = False")
    notebook.run(cell.format(first=7.0), "a")
    assert "keeps" not in capsys.readouterr().out


def test_a_graph_cells_kept_value_is_told_too(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    cell = "%%graph g\nx = tf.Variable({first}, name='x')"
    notebook.run(cell.format(first=3.0), "a")
    notebook.run("with g.as_default():\n    x.initializer.run()")
    notebook.run(cell.format(first=5.0), "a")
    assert "x keeps the value from before" in capsys.readouterr().out


def test_an_interrupt_while_nodes_go_stops_the_cell_that_begins(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = "ran = ran + 1\nx = tf.constant(1.0, name='x')"
    notebook.run("ran = 0")
    notebook.run(cell, "a")
    remove = removing.remove

    def interrupted(*args: Any) -> Any:
        signal.raise_signal(signal.SIGINT)
        return remove(*args)

    monkeypatch.setattr(removing, "remove", interrupted)
    assert isinstance(notebook.fail(cell, "a"), KeyboardInterrupt)
    assert notebook.names() == []  # what was begun is done
    assert notebook.run("ran") == 1
    monkeypatch.setattr(removing, "remove", remove)
    notebook.run(cell, "a")
    assert notebook.names() == ["x"]
    assert notebook.shell.ast_transformers == []


@pytest.mark.parametrize("done", [False, True])
def test_an_interrupt_as_its_account_begins_stops_the_cell(
    notebook: Notebook,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    done: bool,
) -> None:
    notebook.run("ran = 0")
    notebook.run("ran += 1\nx = tf.constant(1.0, name='x')", "a")
    held = interrupts.held

    @contextmanager
    def interrupted() -> Iterator[list[int]]:
        monkeypatch.setattr(interrupts, "held", held)
        if done:
            with held() as came:
                yield came
        raise KeyboardInterrupt

    monkeypatch.setattr(interrupts, "held", interrupted)
    error = notebook.fail("ran += 1\nx = tf.constant(1.0, name='x')", "a")
    assert isinstance(error, KeyboardInterrupt)
    assert notebook.run("ran") == 1
    assert notebook.names() == ([] if done else ["x"])
    assert "callback" not in "".join(capfd.readouterr())
    notebook.run("x = tf.constant(1.0, name='x')", "a")
    assert notebook.names() == ["x"]


def test_an_interrupt_as_its_account_ends_is_too_late(
    notebook: Notebook,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    held = interrupts.held

    def interrupted() -> Any:
        monkeypatch.setattr(interrupts, "held", held)
        raise KeyboardInterrupt

    notebook.shell.user_ns["soon"] = lambda: monkeypatch.setattr(
        interrupts, "held", interrupted
    )
    notebook.run("x = tf.constant(1.0, name='x')\nsoon()", "a")
    assert interrupts.held is held
    assert "callback" not in "".join(capfd.readouterr())
    assert current.maker is None
    notebook.run("y = tf.constant(1.0, name='y')", "b")
    notebook.run("pass", "a")
    assert notebook.names() == ["y"]


BUILDING = """
with tf.variable_scope("layer", reuse=tf.AUTO_REUSE):
    w = tf.get_variable("w", [2], initializer=tf.ones_initializer())
total = tf.reduce_sum(tf.random_uniform([2]) * w)
i, far = tf.while_loop(lambda i, a: i < 3, lambda i, a: (i + 1, a * total), [0, w])
step = tf.train.MomentumOptimizer(0.1, 0.9).minimize(far)
tf.summary.scalar("total", total)
"""


def described() -> tuple[Any, ...]:
    """Nodes and collections of the default graph."""
    graph = tf.get_default_graph()
    nodes = [
        (op.name, [tensor.name for tensor in op.inputs], op.attrs.get("seed2"))
        for op in graph.get_operations()
    ]
    keys = sorted(graph.get_all_collection_keys())
    return nodes, {key: len(graph.get_collection(key)) for key in keys}


@pytest.mark.parametrize("line", range(100, 12_000, 937))
def test_a_cell_interrupted_anywhere_comes_again_the_same(
    notebook: Notebook, line: int
) -> None:
    notebook.run(BUILDING, "a")
    whole = described()
    tf.reset_default_graph()
    seen = 0

    def count(frame: Any, event: str, _: Any) -> Any:
        nonlocal seen
        if "teachflow" not in frame.f_code.co_filename:
            return None
        seen += event == "line"
        if seen == line:
            sys.settrace(None)
            raise KeyboardInterrupt
        return count

    before = sys.gettrace()
    notebook.shell.user_ns["begin"] = lambda: sys.settrace(count)
    try:
        with np.errstate():  # Python may be stopped where it leaves another one
            error = notebook.fail(f"begin()\n{BUILDING}", "a")
    finally:
        sys.settrace(before)
    assert isinstance(error, KeyboardInterrupt)
    notebook.run(BUILDING, "a")
    assert described() == whole
    assert notebook.run("tf.global_variables_initializer().run(); step.run(); 1") == 1


NAMED = {
    "a layer": "n = tf.layers.Dense(1).name",
    "a name scope": "with tf.name_scope('s') as n: pass",
    "a unique name": "n = tf.get_default_graph().unique_name('s')",
    "a variable scope": "with tf.variable_scope(None, 's') as s: n = s.name",
    "an op that fails": "n = 's'\ntf.add('a', object(), name='s')",
}


@pytest.mark.parametrize("where", ["tf.get_default_graph()", "g"])
@pytest.mark.parametrize("named", NAMED)
def test_what_a_cell_names_without_a_node_has_the_same_name_again(
    notebook: Notebook, named: str, where: str
) -> None:
    notebook.run("g = tf.Graph()")
    code = NAMED[named].replace("\n", "\n    ")
    code = f"with {where}.as_default():\n    " + code.replace(": ", ":\n        ")
    found = []
    for before in ("", "", "tf.constant(1)\n"):
        notebook.shell.run_cell(before + code, store_history=True, cell_id="a")
        with notebook.shell.ev(where).as_default():
            free = tf.get_default_graph().unique_name("s", mark_as_used=False)
        found.append((notebook.shell.user_ns["n"], free))
    assert found[0] == found[1] == found[2]
    notebook.run("pass", "a")
    assert tf.get_default_graph().unique_name("s") == "s"
    assert tf.layers.Dense(1).name == "dense_1"


def test_a_layer_and_a_template_keep_their_names(notebook: Notebook) -> None:
    notebook.run("layer = tf.layers.Dense(1)\nx = tf.placeholder(tf.float32, [2, 1])")
    notebook.run(
        "def scaled(x):\n    return x * tf.get_variable('w', [])\n"
        "scale = tf.make_template('scale', scaled)"
    )
    for _ in range(3):
        notebook.run("y = layer(x); u = scale(x)", "b")
        notebook.run("z = layer(y); v = scale(u)", "c")
        assert [variable.name for variable in tf.global_variables()] == [
            "dense/kernel:0",
            "dense/bias:0",
            "scale/w:0",
        ]
        notebook.run("z = layer(y); v = scale(u)", "c")
        assert notebook.run("z.name, v.name") == ("dense/BiasAdd_1:0", "scale_1/mul:0")


def test_the_same_item_of_two_cells_goes_with_each(notebook: Notebook) -> None:
    for cell in "abaabb":
        notebook.run(f"tf.add_to_collection('kept', 'same')  # {cell}", cell)
    assert tf.get_collection("kept") == ["same", "same"]
    notebook.run("pass", "a")
    assert tf.get_collection("kept") == ["same"]


def test_threads_that_fill_a_queue_end_calmly_when_its_cell_runs_again(
    notebook: Notebook,
) -> None:
    cell = (
        "queue = tf.FIFOQueue(3, tf.float32)\n"
        "tf.train.add_queue_runner(tf.train.QueueRunner(queue, [queue.enqueue(1.0)]))\n"
        "first = queue.dequeue()"
    )
    start = (
        "sess = tf.Session(); coord = tf.train.Coordinator()\n"
        "threads = tf.train.start_queue_runners(sess, coord); sess.run(first)"
    )
    notebook.run(cell, "a")
    notebook.run(start, "b")
    notebook.run(cell, "a")
    notebook.run("coord.join(threads, stop_grace_period_secs=20)")
    assert not any(thread.is_alive() for thread in notebook.shell.user_ns["threads"])
    assert notebook.run(f"{start}", "b") == 1.0
    notebook.run("coord.request_stop(); coord.join(threads)")


def test_what_a_module_builds_when_imported_belongs_to_no_cell(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "import teachflow.compat.v1 as tf\nw = tf.Variable(2.0, name='w')\n"
    (tmp_path / "a_model_of_mine.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    cell = "import a_model_of_mine\ny = a_model_of_mine.w * 3.0"
    for _ in range(3):
        notebook.run(cell, "a")
        assert notebook.names() == [
            "w/initial_value",
            "w",
            "w/Assign",
            "w/read",
            "mul/y",
            "mul",
        ]
    notebook.run("a_model_of_mine.w.initializer.run()")
    assert notebook.run("y.eval()") == 6.0
    notebook.run("del __import__('sys').modules['a_model_of_mine']")


def test_modules_are_imported_where_two_shells_watch(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a_module_for_two.py").write_text("three = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    other = SimpleNamespace()
    imports.install(other)
    try:
        assert notebook.run("import a_module_for_two; a_module_for_two.three") == 3
        loader = notebook.run("a_module_for_two.__spec__.loader")
        assert "exec_module" not in vars(loader)
    finally:
        imports.remove(other)
    notebook.run("del __import__('sys').modules['a_module_for_two']")
