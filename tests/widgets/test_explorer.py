"""The explorer without a browser: its steps, what it tells, what it leaves behind."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import teachflow.compat.v1 as tf
from teachflow.graph.owning.making import Maker, making
from teachflow.viz import show_graph
from teachflow.viz.settings import use
from teachflow.widgets import exploring
from teachflow.widgets.explorer import Explorer, NotOpened, start
from teachflow.widgets.explorer_panel import packed, stepped, words
from teachflow.widgets.explorer_rows import rows_and_arrows
from teachflow.widgets.explorer_view import view
from teachflow.widgets.exploring import explore


def network(layers: int = 2) -> tf.Graph:
    graph = tf.Graph()
    with graph.as_default():
        hidden = tf.placeholder(tf.float32, [None, 3], name="x")
        for number in range(layers):
            with tf.name_scope(f"layer{number}"):
                w = tf.Variable(tf.ones([3, 3]), name="w")
                b = tf.Variable(tf.zeros([3]), name="b")
                with tf.name_scope("act"):
                    hidden = tf.nn.relu(tf.matmul(hidden, w) + b) * 2.0
        noise = tf.random_uniform([3], -1.0, 1.0, name="noise")
        tf.reduce_mean(hidden + noise, name="loss")
    return graph


NETWORK = network()
ALL = {"layer0", "layer0/act", "layer1", "layer1/act"}


SMALL = tf.Graph()
with SMALL.as_default():
    tf.constant(3.0)


def rows(explorer: Explorer) -> dict[str, Any]:
    return {row["id"]: row for row in rows_and_arrows(explorer)[0]}


def test_it_begins_with_the_picture_of_show_graph() -> None:
    explorer = start(NETWORK)
    assert explorer.opened == ALL
    drawn = show_graph(NETWORK).diagram
    assert explorer.diagram.root == drawn.root
    assert explorer.diagram.edges == drawn.edges
    assert start(NETWORK, depth=1).opened == {"layer0", "layer1"}
    assert start(NETWORK, depth=0).opened == set()


@pytest.mark.parametrize(
    ("clicks", "opened", "boxes"),
    [
        (["layer0/"], ALL - {"layer0"}, {"layer1", "layer1/act"}),
        (["layer0/", "layer0/"], ALL, ALL),  # what was open inside is open again
        (["layer0/act/"], ALL - {"layer0/act"}, ALL - {"layer0/act"}),
        (["layer0/act/", "layer0/", "layer0/"],) + (ALL - {"layer0/act"},) * 2,
        (["noise"], ALL | {"noise"}, ALL | {"noise"}),
        (["noise", "noise/"], ALL, ALL),
        (["layer1/w"], ALL | {"layer1/w"}, ALL | {"layer1/w"}),
        (["layer1/w", "layer1/w/"], ALL, ALL),
    ],
)
def test_clicks(clicks: list[str], opened: set[str], boxes: set[str]) -> None:
    explorer = start(NETWORK)
    for key in clicks:
        explorer = explorer.toggled(key)
    assert explorer.opened == opened
    assert set(explorer.boxes) == boxes


@given(st.lists(st.integers(0, 30), max_size=8))
def test_the_way_does_not_matter(choices: list[int]) -> None:
    """Any clicks on what can be opened lead where an explorer that is new begins."""
    explorer = start(NETWORK, depth=0)
    for choice in choices:
        found = rows(explorer)
        keys = [key for key, row in found.items() if row["open"] is not None]
        explorer = explorer.toggled(keys[choice % len(keys)])
    fresh = Explorer(NETWORK, {}, explorer.opened)
    assert rows_and_arrows(fresh) == rows_and_arrows(explorer)
    assert fresh.picture.dot == explorer.picture.dot
    again = start(NETWORK, depth=0, expand=sorted(explorer.visible))
    assert again.diagram.root == explorer.diagram.root
    assert again.diagram.edges == explorer.diagram.edges
    assert set(explorer.boxes) == explorer.visible


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("x", "'x' is one operation"),
        ("loss", "'loss' is one operation"),  # its axis is a constant
        ("nowhere", "'nowhere' is not in the picture."),
        ("layer0/act/MatMul", "is one operation"),
    ],
)
def test_what_cannot_be_opened(key: str, said: str) -> None:
    with pytest.raises(NotOpened, match=said):
        start(NETWORK).toggled(key)


def test_a_chosen_scope_stays_open() -> None:
    explorer = start(NETWORK, scope="layer0")
    assert rows(explorer)["layer0/"]["open"] is None
    with pytest.raises(NotOpened, match="asked for with scope="):
        explorer.toggled("layer0/")
    assert "layer0/act" not in explorer.toggled("layer0/act/").boxes


def test_conditions_loops_and_the_mirrored_half_of_gradients() -> None:
    graph = tf.Graph()
    with graph.as_default():
        with tf.name_scope("s"):
            w = tf.Variable(2.0, name="w")
            y = tf.square(w, name="y")
            choice = tf.cond(y > 0.0, lambda: y * 2.0, lambda: y - 1.0)
        tf.while_loop(lambda i: i < 10.0, lambda i: i + choice, [0.0])
        tf.gradients(choice, [w])
    first = start(graph, gradients=True)
    assert first.diagram.edges == show_graph(graph, gradients=True).diagram.edges
    assert {"s/cond", "s/cond/=true", "while/=body"} <= set(first.boxes)
    found = rows(first)
    assert found["s/cond/=true/"]["says"].startswith("s/cond, if true, ")
    assert found["s/cond/=true/"]["open"] is None
    with pytest.raises(NotOpened):
        first.toggled("s/cond/=true/")
    closed = first.toggled("s/cond/")
    assert "s/cond/" in closed.nodes
    again = closed.toggled("s/cond/")
    assert rows_and_arrows(again) == rows_and_arrows(first)


def test_what_questions_found_is_told() -> None:
    graph = tf.Graph()
    with graph.as_default():
        x = tf.placeholder(tf.float32, [], name="x")
        tf.square(x, name="y")
    found = rows(start(graph, values=True, feeds={x: 3.0}))
    assert found["y"]["says"] == "y, Square of x, float32 scalar, value 9.0"
    assert ["value", "9.0"] in found["y"]["facts"]


def test_the_cell_that_made_it_is_told() -> None:
    cell = Maker()
    cell.number = 7  # type: ignore[attr-defined]
    with tf.Graph().as_default() as graph:
        with making(cell):
            tf.constant(1, name="a")
        tf.constant(2, name="b")
    found = rows(start(graph))
    assert ["made by cell", "[7]"] in found["a"]["facts"]
    assert found["b"]["facts"] == [["value", "2"]]


def test_too_many_nodes_are_refused() -> None:
    graph = tf.Graph()
    with graph.as_default():
        for scope in "ab":
            with tf.name_scope(scope):
                for _ in range(200):
                    tf.placeholder(tf.float32)
    explorer = start(graph, depth=0).toggled("a/")
    with pytest.raises(NotOpened, match=r"draw 400 nodes, more than 300\. Close"):
        explorer.toggled("b/")
    assert len(explorer.all_opened().nodes) == 201


def test_all_at_once_and_one_by_name() -> None:
    closed = start(NETWORK).all_closed()
    assert closed.boxes == ()
    assert set(closed.all_opened().boxes) == ALL
    shown = closed.revealed("layer1/act/MatMul")
    assert shown.boxes == ("layer1", "layer1/act")
    assert "layer1/act/MatMul" in shown.nodes
    with pytest.raises(NotOpened, match="'none' is not in the picture"):
        closed.revealed("none")


def test_what_the_steps_say() -> None:
    explorer = start(NETWORK)
    after, focus, said = stepped(explorer, "close", "layer0/")
    assert (focus, said) == (
        "layer0/",
        f"'layer0' is closed; {len(after.nodes)} nodes are drawn",
    )
    opened, focus, said = stepped(explorer, "open", "noise")
    assert focus == "noise/"
    assert said.startswith("'noise' is open; ")
    _, focus, _ = stepped(opened, "close", "noise/")
    assert focus == "noise"
    _, focus, said = stepped(after, "reveal", "layer0/b")
    assert (focus, said) == ("layer0/b", "'layer0/b' is in the picture now")


def test_what_is_asked_for_twice_is_done_once() -> None:
    """A hand that is quicker than the kernel asks again for what it still sees."""
    explorer = start(NETWORK)
    for key in ("layer0/", "layer0/act/", "noise"):
        for wish in ("close", "open", "close"):
            after, _, _ = stepped(explorer, wish, key)
            assert after.is_open(key) == (wish == "open")
            assert stepped(after, wish, key)[0] is after
            explorer = after
        explorer, _, _ = stepped(explorer, "open", key)


def test_a_graph_that_became_empty_says_so() -> None:
    shown = view(start(tf.Graph()))
    assert (shown["svg"], shown["rows"]) == ("", [])
    assert shown["note"].startswith("There is nothing to draw: the graph is empty.")


def test_the_default_graph_is_the_one_at_the_start() -> None:
    """Not that of the thread which a later step comes from, nor a newer one."""
    with tf.Graph().as_default():
        tf.constant(1.0, name="alone")
        explorer = start()
    assert list(explorer.all_closed().nodes) == ["alone"]
    assert list(explorer.all_opened().nodes) == ["alone"]


def test_what_a_row_tells() -> None:
    found = rows(start(NETWORK))
    places = {key: at for at, key in enumerate(found)}
    product = found["layer0/act/MatMul"]
    assert product["says"] == "MatMul, MatMul of x and layer0/w, float32 (?, 3)"
    assert product["facts"] == [["transpose_a", "False"], ["transpose_b", "False"]]
    assert product["in"] == [
        ["x:0", "float32 (?, 3)", places["x"], "data"],
        ["layer0/w/read:0", "float32 (3, 3)", places["layer0/w"], "data"],
    ]
    assert product["out"] == [
        ["layer0/act/MatMul:0", "float32 (?, 3)", [places["layer0/act/add"]]]
    ]
    assert (product["level"], product["parent"]) == (3, places["layer0/act/"])
    assert found["layer0/act/"]["says"] == "layer0/act, open name scope with 5 nodes"
    assert found["layer0/act/mul/y"]["facts"] == [["value", "2.0"]]

    closed = rows(start(NETWORK, depth=0))
    places = {key: at for at, key in enumerate(closed)}
    layer = closed["layer1/"]
    assert layer["open"] is False
    assert layer["in"] == [
        ["layer0/act/mul:0", "float32 (?, 3)", places["layer0/"], "data"]
    ]
    assert layer["out"] == [
        ["layer1/act/mul:0", "float32 (?, 3)", [places["add"]]],
    ]
    assert "layer1/act/Relu" in layer["holds"]
    assert layer["says"].startswith("layer1, closed name scope of ")


def test_arrows_name_their_tensors() -> None:
    state = view(start(NETWORK))
    names = [row["id"] for row in state["rows"]]
    arrows = [
        (names[a], names[b], tensor, kind) for a, b, tensor, kind in state["arrows"]
    ]
    assert ("layer0/w", "layer0/act/MatMul", "layer0/w/read:0", "data") in arrows
    assert len(arrows) == len(start(NETWORK).diagram.edges)


def test_order_and_writes_are_told_apart() -> None:
    graph = tf.Graph()
    with graph.as_default():
        v = tf.Variable(0.0, name="v")
        step = tf.assign_add(v, 1.0, name="step")
        with tf.control_dependencies([step]):
            tf.constant(3.0, name="late")
    state = view(start(graph))
    names = [row["id"] for row in state["rows"]]
    kinds = {(names[a], names[b]): kind for a, b, _, kind in state["arrows"]}
    assert kinds["v", "step"] == "write"
    assert kinds["step", "late"] == "control"
    late = state["rows"][names.index("late")]
    assert late["in"] == [["^step", "", names.index("step"), "control"]]


def test_no_text_of_a_learner_is_an_id() -> None:
    graph = tf.Graph()
    with graph.as_default():
        evil = tf.constant("</text><script>alert(1)</script>", name="a")
        tf.strings.join([evil, tf.constant('x"]; y[')], name="joined")
    state = view(start(graph))
    assert "<script" not in state["svg"]
    ids = {part.partition('"')[0] for part in state["svg"].split('id="')[1:]}
    assert ids == {"n0", "n1", "n2", "e0", "e1"}


def test_without_a_layout_the_rows_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHFLOW_LAYOUT", "none")
    state = view(start(NETWORK))
    assert state["svg"] == ""
    assert len(state["rows"]) > 10
    assert "No graph layout" in state["note"]


def test_graphs_without_a_picture() -> None:
    empty = view(start(tf.Graph()))
    assert (empty["rows"], empty["svg"]) == ([], "")
    flat = tf.Graph()
    with flat.as_default():
        for _ in range(301):
            tf.placeholder(tf.float32)
    state = view(start(flat))
    assert (state["rows"], state["svg"]) == ([], "")
    assert state["note"].startswith("That would draw 301 nodes")


def test_a_state_is_small_and_always_the_same() -> None:
    explorer = start(network(42), max_nodes=300)
    assert len(explorer.nodes) > 290
    state = packed(view(explorer))
    assert len(state) < 100_000
    assert packed(view(start(network(42), max_nodes=300))) == state
    assert json.loads(gzip.decompress(state))["rows"] == view(explorer)["rows"]


def test_the_errors_are_those_of_show_graph() -> None:
    with pytest.raises(ValueError, match="no name scope 'layer9'"):
        explore(NETWORK, scope="layer9")
    with pytest.raises(TypeError):
        explore(3)
    with pytest.raises(TypeError, match="unexpected keyword"):
        explore(NETWORK, colour="red")


def test_numbers_are_left_open_for_the_front_end() -> None:
    said = words()
    assert said["found_one"] == "1 match"
    assert said["found_other"] == "{count} matches"
    assert said["found_at"] == "{at} of {count}"


# What a notebook gets, and what stays.


class Kernel:
    """Just enough of a shell that runs cells for a front end."""

    def __init__(self) -> None:
        self.kernel = object()
        self.runs = 0
        self.cell: str | None = None

    def run(self, cell: str | None) -> None:
        self.runs += 1
        self.cell = cell

    def get_parent(self) -> dict[str, Any]:
        metadata = {} if self.cell is None else {"cellId": self.cell}
        return {"header": {"msg_id": f"run-{self.runs}"}, "metadata": metadata}


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Any:
    pytest.importorskip("anywidget")
    import IPython
    import IPython.display

    shell, shown = Kernel(), []
    monkeypatch.setattr(IPython, "get_ipython", lambda: shell)
    monkeypatch.setattr(
        IPython.display, "display", lambda item, raw=False: shown.append(item)
    )
    yield SimpleNamespace(shell=shell, shown=shown)
    exploring.close_all(shell)


def alive() -> int:
    from ipywidgets.widgets import widget

    return len(widget._instances)


def test_a_notebook_gets_the_widget_and_apart_from_it_the_picture(kernel: Any) -> None:
    explore(NETWORK)._ipython_display_()
    widget, still = kernel.shown
    assert repr(widget) == (
        "Graph explorer. Graph of 37 operations, drawn as 18 nodes. Run this cell to "
        "explore it."
    )
    assert "application/vnd.jupyter.widget-view+json" in widget._repr_mimebundle_()[0]
    assert sorted(still) == ["image/svg+xml", "text/html", "text/plain"]
    assert '</style><details class="teachflow-still" open>' in still["text/html"]
    assert "Run this cell to explore it." in still["text/html"]
    assert '<img alt="Graph' in still["text/html"]
    assert still["text/plain"] == show_graph(NETWORK).text


def test_a_request_changes_the_state_and_a_refusal_only_answers(kernel: Any) -> None:
    exploration = explore(NETWORK)
    widget = exploration.widget()
    kernel.shell.run("a")
    exploring.close_former(kernel.shell, widget)
    sent: list[Any] = []
    widget.send = sent.append
    widget._asked(widget, {"do": "close", "key": "layer0/", "ask": 7}, None)
    state = json.loads(gzip.decompress(widget.state))
    assert (state["answers"], state["focus"]) == (7, "layer0/")
    assert sent == []
    before = widget.state
    widget._asked(widget, {"do": "open", "key": "x", "ask": 8}, None)
    widget._asked(widget, {"do": "close", "key": "layer0/", "ask": 9}, None)
    assert widget.state == before
    assert sent == [
        {"ask": 8, "problem": "'x' is one operation: there is nothing to open in it."},
        {"ask": 9, "problem": ""},
    ]
    widget._asked(widget, {"do": "open", "key": None, "ask": 10}, None)
    assert sent[2]["ask"] == 10
    assert sent[2]["problem"].startswith("This could not be drawn")


def test_requests_of_several_threads_are_met_one_after_the_other(kernel: Any) -> None:
    """A front end with subshells sends some to the main thread and some to another."""
    widget = explore(NETWORK, depth=0).widget()
    keys = ["layer0/", "layer1/", "noise"]
    asked = [
        threading.Thread(target=widget._asked, args=(widget, request, None))
        for request in ({"do": "open", "key": key, "ask": key} for key in keys)
    ]
    for thread in asked:
        thread.start()
    for thread in asked:
        thread.join()
    assert all(widget.explorer.is_open(key) for key in keys)
    drawn = json.loads(gzip.decompress(widget.state))
    assert drawn["rows"] == view(widget.explorer)["rows"]
    widget.close()


def test_running_a_cell_again_and_again_keeps_one_explorer(kernel: Any) -> None:
    before = alive()
    for _ in range(50):
        kernel.shell.run("cell-a")
        explore(SMALL)._ipython_display_()
    one = alive() - before
    kernel.shell.run("cell-b")
    explore(SMALL)._ipython_display_()
    explore(SMALL)._ipython_display_()  # two in one run: both stay
    assert alive() - before == 3 * one
    exploring.close_all(kernel.shell)
    assert alive() == before


def test_where_no_cell_is_told_the_oldest_go(kernel: Any) -> None:
    before = alive()
    for _ in range(exploring.MOST_WITHOUT_CELL):
        kernel.shell.run(None)
        explore(SMALL)._ipython_display_()
    most = alive() - before
    for _ in range(30):
        kernel.shell.run(None)
        explore(SMALL)._ipython_display_()
    assert alive() - before == most


def test_shown_twice_it_is_one_widget(kernel: Any) -> None:
    exploration = explore(NETWORK)
    for _ in range(2):
        kernel.shell.run("a")
        exploration._ipython_display_()
    first, _, second, _ = kernel.shown
    assert first is second
    assert first.comm is not None


BLOCKED = """
import sys
sys.modules["anywidget"] = None
import IPython, IPython.display
import teachflow.compat.v1 as tf
from teachflow.widgets import explore
class Shell:
    kernel = 1
IPython.get_ipython = Shell
IPython.display.display = lambda item: print(type(item).__name__)
with tf.Graph().as_default() as graph:
    tf.constant(1)
explore(graph)._ipython_display_()
"""
TERMINAL = """
import teachflow.compat.v1 as tf
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.run_cell('''
%load_ext teachflow
import teachflow.compat.v1 as tf
with tf.Graph().as_default() as g:
    x = tf.constant(3, name="x")
''')
shell.displayhook.write_output_prompt = lambda: None  # its number is IPython's
shell.run_cell("%explore g")
"""


@pytest.mark.parametrize(
    ("program", "printed"),
    [
        (
            BLOCKED,
            (
                "To open and close scopes in the graph, install anywidget: "
                "pip install 'teachflow[notebook]'\nPicture\n"
            ),
        ),
        (TERMINAL, "Graph of 1 operation\n└─ x  constant 3"),
    ],
)
def test_where_no_widget_can_be(program: str, printed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith(printed)
    assert done.stderr == ""


def test_in_a_class_room_it_is_as_large_as_the_picture() -> None:
    with tf.Graph().as_default() as graph:
        tf.constant(1.0)
    assert view(start(graph))["scale"] == 1
    before = use(scale=1.5)
    try:
        assert view(start(graph))["scale"] == 1.5
    finally:
        use(**vars(before))
