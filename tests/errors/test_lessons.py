"""Every case's lesson says what happened to whom, and what to type."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import pytest

import teachflow
from teachflow.core.explaining.facts import facts_of
from teachflow.teaching import explain
from teachflow.teaching.table import CASES
from tests.errors.conftest import ended, failing, lesson_of
from tests.oracle.cases.lessons import EAGER, GRAPH

# Case -> the line to type (the first one; '' where there is none), and words of the
# lesson. "picture": there is one.
GRAPH_SAYS = {
    "uninitialised": (
        "sess.run(tf.global_variables_initializer())",
        "'v' has no value",
        "sess.run(v.initializer)",
        "picture",
    ),
    "unfed": (
        "sess.run(y, feed_dict={x: np.zeros((3, 2), np.float32)})",
        "placeholder 'x'",
        "float32 and shape (?, 2)",
        "picture",
    ),
    "unfed beside a fed one": ("sess.run(a + b, {a: 1, b: 1})", "'b'", "int32"),
    "two unfed": (
        (
            "sess.run(a * b, feed_dict={a: np.zeros((3, 2), np.float32), "
            "b: np.zeros((3, 2), np.float32)})"
        ),
        "2 placeholders: 'a', 'b'.",
        "a: float32 (?, 2), b: float32 (?, 2)",
        "picture",
    ),
    "product": ("a.shape", "(3, 4), (5, 6)", "4, have to be", "second, 5", "picture"),
    "product of turned": ("tf.matmul(x, w, transpose_b=True)", "(?, 4), (3, 4)"),
    "sum of shapes": ("a.shape", "+ (AddV2)", "Axis -1", "has 3 and 4", "picture"),
    "shapes at run time": ("a.shape", "(3,), (2,)", "picture"),
    "product at run time": ("tf.matmul(a, a, transpose_b=True)", "(1, 3), (1, 3)"),
    "reshape": (
        "tf.reshape(tf.zeros([6], name='zeros'), [-1, 2])",
        "(6,), (4, 2)",
        "as many elements",
    ),
    "concat": ("", "(2, 3), (3, 2) together", "but the one that is joined"),
    "assigned shape": ("v.shape", "(2,), (3,)", "keeps the shape"),
    "dtypes": ("tf.cast(a, tf.float32)", "float32 and int32", "picture"),
    "dtype not allowed": ("tf.cast(tf.constant(4), tf.float32)", "Sqrt", "int32"),
    "two graphs": ("with a.graph.as_default():", "'b' and 'a' live in two graphs"),
    "another graph's session": ("tf.Session(graph=other).run(b)", "'b' lives in"),
    "another graph's feed": ("", "'b' lives in", "Build 'b' anew"),
    "another graph's eval": ("tf.Session(graph=b.graph).run(b)", "'b' lives in"),
    "empty graph": ("sess = tf.Session(graph=graph)", "graph is empty"),
    "none fetched": ("tf.explain_gradient(y, x)", "StopGradient", "picture"),
    "none in arithmetic": (
        "tf.explain_gradient(y, x)",
        "'g[0]' is None",
        "StopGradient",
        "picture",
    ),
    "minimize without a way": (
        "tf.explain_gradient(loss, x)",
        "gradients are None, of x",
        "constants alone",
        "picture",
    ),
    "apply_gradients of none": ("tf.explain_gradient(y, w)", "of w", "picture"),
    "no variables": ("w = tf.Variable(1.0)", "no variable to train"),
    "variable exists": (
        "with tf.variable_scope(tf.get_variable_scope(), reuse=tf.AUTO_REUSE):",
        "tf.get_variable('w', [2])",
        "first made in the lesson, line 1: tf.get_variable('w', [2])",
    ),
    "variable missing": (
        "with tf.variable_scope('s', reuse=tf.AUTO_REUSE):",
        "no variable 's/weight'",
        "nearest is 's/weights'",
    ),
    "variable differs": ("", "'w' is (2,), and (3,)"),
    "closed session": ("sess = tf.Session()", "'sess' is closed"),
    "left session": ("sess = tf.Session()", "'sess' is closed"),
    "truth": ("tf.cond(positive, lambda: a, lambda: b)", "'positive'"),
    "while": (
        "x = tf.while_loop(lambda x: x < 10.0, lambda x: x + 1.0, [x])",
        "'x < 10.0'",
    ),
    "and": ("tf.logical_and(x > 1.0, x < 5.0)", "'x > 1.0 and x < 5.0' is true"),
    "index": ("x.shape", "no index 3 on axis 0 of 'x'", "last index there is 2"),
    "too many indices": ("x.shape", "fewer axes than indices", "(3,)"),
    "gather": ("", "asked for index 5", "3 rows, counted from 0 to 2"),
    "scalars joined": ("tf.stack([a, b])", "no axis to be joined along"),
    "quotient": ("tf.cast(x, tf.float32)", "÷ (RealDiv)", "float32 and int32"),
    "array method": ("tf.reduce_sum(x)", "has no sum: NumPy's arrays do"),
    "numpy dot": ("tf.tensordot(x, x, 1)", "NumPy was given 'x'"),
    "fed images": (
        "sess.run(x * 2.0, {x: np.reshape(np.zeros((5, 3, 4)), (-1, 12))})",
        "has shape (5, 3, 4), and (?, 12)",
        "picture",
    ),
    "rows of a constant": ("for row in tf.unstack(x):", "go through 'x'"),
    "iteration": ("tf.map_fn(lambda row: row * 2, x)", "go through 'x'"),
    "numpy function": ("tf.sin(x)", "NumPy was given 'x'"),
    "numpy mean": ("tf.reduce_mean(x)", "NumPy was given 'x'"),
    "numpy array": ("tf.Session().run(x)", "NumPy was given 'x'"),
    "float of a tensor": ("tf.Session().run(x)", "needs a number, and 'x'"),
    "range of a tensor": ("tf.Session().run(n)", "needs a number, and 'n'"),
    "index of a list": ("tf.Session().run(n)", "needs a number, and 'n'"),
    "length": ("x.shape[0]", "len() of 'x'"),
    "numpy()": ("tf.Session().run(x)", "'x' has no numpy()"),
    "item assignment": (
        "x = tf.Variable(x)",
        "element of 'x'",
        "x = tf.tensor_scatter_nd_update(x, [[0]], [3.0])",
    ),
    "assign of a tensor": ("x = tf.Variable(1.0)", "'x' is a tensor", "x = x - 0.1"),
    "called": ("x * 2", "called like a function"),
    "misspelt": ("tf.placeholder", "no tf.plcaeholder"),
    "misspelt in a part": ("tf.nn.softmax", "no tf.nn.sofmax"),
    "fed shape": (
        "feed_dict={x: np.zeros((3, 2), np.float32)}",
        "has shape (1, 3), and (?, 2)",
        "picture",
    ),
    "fed row": ("feed_dict={x: [[1.0, 2.0]]}", "has shape (2,)"),
    "fed text": ("feed_dict={x: 1.0}", "cannot be made float32"),
    "fed ragged": ("", "cannot be made float32", "equally long"),
    "fed tensor": ("feed_dict={x: tf.Session().run(t)}", "a tensor was fed for 'x'"),
    "fed by name": ("feed_dict={x: 1.0}", "at 'x'"),
    "fed a number": ("feed_dict={x: 1.0}", "at 3"),
    "fed a list": ("feed_dict={x: [1.0]}", "at [1.0]"),
    "fetched number": ("", "of type float cannot be fetched"),
    "fetched value": ("", "of type ndarray", "x = sess.run(x)"),
    "fetched none": ("", "None is among"),
    "fetched name": (
        "tf.get_default_graph().get_tensor_by_name('loss:0')",
        "'los:0'",
    ),
    "eval without session": ("with tf.Session():", "print(x.eval())"),
    "run without session": ("with tf.Session():", "step.run()"),
    "finalized": ("", "graph is finalized"),
    "fed by a dictionary made before": (
        "sess.run(x + t, {**feed, t: np.zeros((3,), np.float32)})",
        "placeholder 't'",
        "picture",
    ),
    "none clipped": ("tf.explain_gradient(loss, w)", "through ArgMax", "picture"),
    "an unknown length": ("tf.shape(x)[0]", "length of an axis is None"),
    "an unknown length by name": ("tf.shape(x)[0]", "only when the graph runs"),
    "ragged": ("rows = [row[:2] for row in rows]", "rows of 'rows'", "3, 2 elements"),
    "half as a whole number": ("", "0.5 cannot be made int32"),
    "axis before the tensors": ("tf.concat([a, b], 1)", "the axis after them"),
    "minimize a number": ("", "'loss' cannot be minimized", "of type float64"),
    "minimize whole numbers": ("", "'loss' is int32", "tf.Variable(3.0) in place"),
    "nothing to save": ("w = tf.Variable(1.0)", "no variable to save"),
    "no checkpoint": ("tf.train.latest_checkpoint('./nowhere')", "no checkpoint"),
    "not in the checkpoint": (
        "saver = tf.train.Saver({'weight': v})",
        "no variable 'weights'",
        "It holds: weight.",
    ),
    "no such argument": ("", "takes no argument 'dim'", "input_tensor, axis,"),
    "misspelt argument": ("tf.reduce_sum([1.0, 2.0], axis=0)", "no argument 'axes'"),
    "misspelt argument of a method": (
        "sess.run(tf.constant(1.0), feed_dict={})",
        "sess.run takes no argument 'feed_dic'",
    ),
    "misspelt optimizer": (
        "tf.train.GradientDescentOptimizer",
        "no tf.train.GradientDecentOptimizer",
    ),
    "misspelt method": ("sess.run", "'sess' is a Session and has no runn"),
    "unpacked": ("a, b = tf.unstack(x)", "go through 'x'"),
    "branches": ("tf.cond(x > 0, lambda: x, lambda: 0.0)", "whether 'x > 0'"),
    "branches that assign": (
        "rate = tf.cond(x > 2.0, lambda: 0.01, lambda: rate)",
        "whether 'x > 2.0'",
    ),
    "a loop of two": (
        (
            "i, x = tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 2.0), "
            "[i, x])"
        ),
        "whether 'i < 3'",
    ),
    "made in a function twice": (
        "with tf.variable_scope(name, reuse=tf.AUTO_REUSE) as scope:",
        "first made in the lesson, line 3",
        "called from the lesson, line 6",
    ),
    "text and a number": ("tf.strings.to_number(x)", "int32 and string", "picture"),
    "reshape at run time": ("x.shape", "(6,), (-1, 4)", "as many elements", "picture"),
    "scalars joined at run time": ("", "scalar, scalar together", "picture"),
    "a mask assigned": (
        "x = tf.where(x < 0, tf.zeros_like(x), x)",
        "an element of 'x' cannot be changed",
        "by the mask",
    ),
    "a mask of a variable": (
        "x.assign(tf.where(x < 0, x * 0.5, x))",
        "changes by its methods",
    ),
    "a row assigned": (
        "x = tf.Variable(x)",
        "tf.scatter_update(x, 0, [1.0, 2.0, 3.0])",
    ),
    "rows assigned": (
        "tf.scatter_update(x, tf.range(1, 3), tf.ones([2, 2]))",
        "an element of 'x'",
    ),
    "an item of a matrix": (
        "tf.scatter_nd_update(x, [[1, 0]], [5.0])",
        "an element of 'x'",
    ),
    "a column assigned": ("", "Tensors never change", "tf.concat"),
    "index of floats": ("x[tf.cast(i, tf.int32)]", "i, is no index", "is float32"),
    "several indices": ("tf.gather(x, rows)", "rows, is no index", "Several at once"),
    "index of text": ("", "'first', is no index", "counted, not named"),
    "input of a layer": (
        "tf.expand_dims(x, 0)",
        "an input of shape (3,)",
        "2 axes or more",
        "this one has 1",
    ),
    "labels of floats": ("tf.cast(labels, tf.int32)", "takes int32, int64"),
}
EAGER_SAYS = {
    "tape twice": (
        "with tf.GradientTape(persistent=True) as tape:",
        "answered already",
    ),
    "not watched": ("tf.explain_gradient(tape, y, x)", "does not watch", "picture"),
    "overwritten by =": ("tf.explain_gradient(tape, y, x)", "assign_add", "picture"),
    "argmax": ("tf.explain_gradient(tape, loss, w)", "through ArgMax", "picture"),
    "one of several": ("tf.explain_gradient(tape, loss, b)", "respect to 'b'"),
    "none to an op": ("tf.explain_gradient(tape, y, v)", "without the source"),
    "none numpy": ("tf.explain_gradient(tape, y, v)", "'g' is None"),
    "optimizer of none": ("tf.explain_gradient(tape, y, x)", "are None, of x"),
    "optimizer of a tensor": ("x = tf.Variable(1.0)", "cannot change 'x'"),
    "asked in place": (
        "tf.explain_gradient(tape, y, x)",
        "'tape.gradient(y, x)' is None",
        "picture",
    ),
    "watched number": ("x = tf.Variable(3.0)", "of type float has no gradient"),
    "truth of many": ("if tf.reduce_all(x > 1.0):", "'x > 1.0'", "many elements"),
    "reshape": ("tf.reshape(x, [-1, 2])", "(6,), (4, 2)", "picture"),
    "index": ("x.shape", "no index 3 on axis 0 of 'x'"),
    "gather": ("", "asked for index 5"),
    "assigned shape": ("v.shape", "'v' has the shape (2,)", "of shape (3,)"),
    "half of an int": ("x = tf.cast(x, tf.float32)", "0.5 cannot be made int32"),
    "array method": ("tf.reshape(x, [2, 1])", "has no reshape: NumPy's arrays do"),
    "item of a variable": ("x[0].assign(5)", "changes by its methods"),
    "shapes": ("a.shape", "(2,), (3,)", "picture"),
    "product": ("a.shape", "(3, 4), (5, 6)", "picture"),
    "dtypes": ("tf.cast(a, tf.float32)", "float32 and int32", "picture"),
    "Session": ("import teachflow.compat.v1 as tf", "no tf.Session here"),
    "placeholder": ("import teachflow.compat.v1 as tf", "no tf.placeholder here"),
    "misspelt": ("tf.constant", "no tf.contsant"),
    "eval": ("x.numpy()", "'x' needs no eval()"),
    "item assignment": (
        "x = tf.Variable(x)",
        "element of 'x'",
        "x = tf.tensor_scatter_nd_update(x, [[0]], [3.0])",
    ),
    "assign of a tensor": ("x = tf.Variable(1.0)", "'x' is a tensor"),
    "gradients": ("with tf.GradientTape() as tape:", "works in graphs only"),
    "target none": ("", "without return"),
    "truth in a function": ("tf.cond(x > 0, lambda: a, lambda: b)", "is traced"),
    "numpy() in a function": ("tf.print(x)", "is traced"),
    "numpy() where AutoGraph rewrites": ("tf.print(x)", "return x.numpy() + 1.0"),
    "numpy in a function": ("tf.sin(x)", "----> return np.sin(x)"),
    "singletons": ("v = tf.Variable(1.0)", "----> v = tf.Variable(1.0)"),
    "kept of a function": ("", "belongs to the trace"),
    "ragged": ("rows = [row[:2] for row in rows]", "3, 2 elements"),
    "text and a number": ("tf.strings.to_number(x)", "int32 and string", "picture"),
    "reshape with what is left": ("x.shape", "(10,), (3, -1)", "picture"),
    "changed item": ("x = tf.Variable(x)", "x[0].assign(x[0] + 1.0)"),
    "misspelt method": ("tape.gradient", "'tape' is a GradientTape"),
    "misspelt class method": (
        "tf.data.Dataset.from_tensor_slices",
        "has no from_tensor_slice.",
    ),
    "misspelt name of graphs": (
        "import teachflow.compat.v1 as tf",
        "no tf.placeholders here",
        "tf.placeholder belongs to graphs",
    ),
    "misspelt layer": ("tf.keras.layers.Dense", "no tf.keras.layers.Dence"),
    "a name that moved": ("tf.random.normal", "stands at another place"),
    "no such argument": ("", "takes no argument 'dim'", "input_tensor, axis,"),
    "minimize": (
        "with tf.GradientTape() as tape:",
        "value = x * x",
        "opt.apply_gradients(zip(grads, [x]))",
    ),
    "one of a list": ("tf.explain_gradient(tape, loss, ws[1])", "'g' is None"),
    "before the tape": (
        "tf.explain_gradient(tape, loss, model.trainable_variables[0])",
        "nothing to learn from",
        "inside the tape's `with`",
        "picture",
    ),
    "product in a model": ("x.shape", "self.w.shape", "(5, 4), (3, 2)", "picture"),
    "numpy() in a map": ("tf.print(x)", "Leave numpy() out", "----> return x.numpy()"),
    "a cast of what is made in place": (
        "tf.cast(tf.constant(b), tf.float32)",
        "float64 and float32",
        "picture",
    ),
    "product in a function": (
        "",
        "(2, 3), (2, 3)",
        "In your code: the lesson, line 4 ----> return tf.matmul(h, w)",
        "called from the lesson, line 6 ----> y = layer(",
        "In TensorFlow's words: Matrix size-incompatible",
        "picture",
    ),
    "gather in a function": (
        "",
        "asked for index 5",
        "----> return tf.gather([1, 2], i)",
        "----> y = pick(tf.constant(5))",
    ),
    "op of a value": (
        "import teachflow.compat.v1 as tf",
        "'y' has no op: it is a value",
    ),
    "graph of a variable": ("import teachflow.compat.v1 as tf", "'x' has no graph"),
    "name of a value": (
        'x = tf.Variable(x, name="x")',
        "'x' has no name",
        "only variables have a name",
    ),
    "float of many": ("float(x[0])", "'x' has the shape (2,)", "x.numpy()"),
    "int of one in brackets": ("int(x[0, 0])", "'x' has the shape (1, 1)"),
    "a list by a vector": ("x[0]", "Python needs one number", "indices of a list"),
    "a mask assigned": ("x = tf.where(x < 0, 0.0, x)", "an element of 'x'"),
    "a mask of a variable": (
        "x.assign(tf.where(small, 0.0, x))",
        "changes by its methods",
    ),
    "a mask assigned by a method": (
        "x.assign(tf.where(x < 0, 0.0, x))",
        "'x' that a mask chooses cannot be assigned",
        "no part of the variable",
    ),
    "index of floats": ("x[tf.cast(i, tf.int32)]", "i, is no index", "is float64"),
    "index of a half": ("x[int(3 / 2)]", "3 / 2, is no index", "this is float"),
    "several indices": ("tf.gather(x, np.array([0, 2]))", "Several at once"),
    "a layer of other inputs": (
        "",
        "the layer 'hidden' cannot",
        "an input of shape (5, 3)",
        "with 4 along axis -1; this one has 3",
    ),
    "a layer of one example": (
        "tf.expand_dims(x, 0)",
        "an input of shape (4,)",
        "2 axes or more",
    ),
    "a model of other inputs": ("x.shape", "made for inputs of shape (?, 4)"),
    "while in a function": (
        "(x,) = tf.while_loop(lambda x: x > 1.0, lambda x: x / 2.0, [x])",
        "is traced",
    ),
}
ROWS = [
    *(("graph", name, GRAPH[name], says) for name, says in GRAPH_SAYS.items()),
    *(("eager", name, EAGER[name], says) for name, says in EAGER_SAYS.items()),
]


def test_every_program_has_its_row() -> None:
    assert (set(GRAPH), set(EAGER)) == (set(GRAPH_SAYS), set(EAGER_SAYS))


@pytest.mark.parametrize(
    ("face", "code", "says"),
    [(face, code, says) for face, _, code, says in ROWS],
    ids=[f"{face}: {name}" for face, name, _, _ in ROWS],
)
def test_what_it_says(face: str, code: str, says: tuple[str, ...]) -> None:
    lesson = lesson_of(code, face)
    typed, *words = says
    assert (lesson.code or ("",))[0] == typed
    said = " ".join(lesson.text.split())
    for word in words:
        if word == "picture":
            assert lesson.picture is not None
            assert lesson.picture.problem is None
        else:
            assert word in said
    assert lesson.what
    assert lesson.why
    assert lesson.code or lesson.told.advice
    assert "the lesson, line" in said
    assert lesson.places[0].code in code


def pieces(lines: tuple[str, ...]) -> Iterator[str]:
    """Code to type, statement by statement; a block without a body does nothing."""
    block: list[str] = []
    for line in [*lines, ""]:
        if block and not line.startswith(" "):
            empty = len(block) == 1 and block[0].endswith(":")
            yield "\n".join([*block, "    pass"] if empty else block)
            block = []
        if line:
            block.append(line)


@pytest.mark.parametrize(
    ("face", "code"),
    [(face, code) for face, _, code, _ in ROWS],
    ids=[f"{face}: {name}" for face, name, _, _ in ROWS],
)
def test_what_it_proposes_runs(face: str, code: str) -> None:
    """As it stands, in place of the line that failed; but for names to fill in."""
    before, names, home = ended(code, face)
    lesson = explain(before)
    assert lesson is not None
    with home:
        for piece in pieces(lesson.code):
            with contextlib.suppress(NameError):  # `a` and `b`, to be filled in
                exec(compile(piece, "<typed>", "exec"), names)


# Of what the engine tells, these are met in cells alone.
ELSEWHERE = {"taken_away"}


def test_every_case_of_the_table_is_met() -> None:
    met = set()
    for face, _, code, _ in ROWS:
        error = failing(code, face)
        lesson = explain(error)
        assert lesson is not None
        facts = facts_of(error)
        met |= {facts.case} if facts else set()
    spotted = {"none used", "symbolic number", "symbolic numpy", "item assignment"}
    spotted |= {"assignment", "called", "tensor to train", "array method"}
    spotted |= {"no such member", "no such argument", "keras minimize"}
    spotted |= {"eager attribute", "no tensorflow"}
    assert set(CASES) - ELSEWHERE - spotted == met - {"shapes of a kernel"}


@pytest.mark.parametrize(
    ("face", "code", "typed"),
    [
        ("graph", "with tf.GradientTape() as tape: pass", ("import teachflow as tf",)),
        ("graph", "@tf.function\ndef f(x): return x", ("import teachflow as tf",)),
        ("graph", "tf.keras.layers.Dense(3)", ("import teachflow as tf",)),
        (
            "graph",
            "tf.GradientTap()",
            ("import teachflow as tf", "tf.GradientTape"),
        ),
        ("eager", "tf.log(2.0)", ("tf.math.log",)),
        ("eager", "tf.get_variable('w', [2])", ("import teachflow.compat.v1 as tf",)),
        ("eager", "tf.nn.sotfmax([1.0])", ("tf.nn.softmax",)),
        ("eager", "tf.no_such_thing_at_all", ("dir(tf)",)),
    ],
)
def test_names_of_the_other_face(face: str, code: str, typed: tuple[str, ...]) -> None:
    lesson = lesson_of(code, face)
    assert lesson.code == typed
    assert not any("words" in line for line in lesson.own_words)
    for line in lesson.code:
        exec(line, {"tf": teachflow})


def test_what_stands_in_a_dictionary_is_called_so() -> None:
    code = "made = {}\nfor name in 'ab':\n    with tf.Graph().as_default():\n"
    code += "        made[name] = tf.constant(1.0)\nmade['a'] + made['b']"
    lesson = lesson_of(code, "graph")
    assert 'made["a"]' in lesson.what
    assert 'made["b"]' in lesson.what


def test_a_story_is_told_by_its_essence() -> None:
    words = lesson_of(EAGER["product in a model"], "eager").own_words
    assert words[0].startswith("In TensorFlow's words: Matrix size-incompatible")
    words = lesson_of(EAGER["numpy in a function"], "eager").own_words
    assert words[0].startswith("In TensorFlow's words: Cannot convert a symbolic")


def test_a_line_is_shown_once_though_a_comprehension_has_its_frame() -> None:
    lesson = lesson_of(GRAPH["none clipped"], "graph")
    assert [place.line for place in lesson.places] == [4]


def test_errors_of_others_are_not_explained() -> None:
    for code in ("1 / 0", "None * 2", "x = None; x.y", "float('a')", "int([1])"):
        assert explain(failing(code, "eager")) is None


def test_a_none_that_is_no_gradient_is_not_explained() -> None:
    code = "x = tf.Variable(1.0)\nwith tf.GradientTape() as t:\n    y = tf.ones([])\n"
    code += "t.gradient(y, x)\nfound = print()\nfound * 2.0"
    assert explain(failing(code, "eager")) is None


def test_a_helper_of_the_learners_is_shown_with_its_caller() -> None:
    code = "def layer(x):\n    return tf.matmul(x, x)\n\nh = layer(tf.zeros([2, 3]))"
    lesson = lesson_of(code, "graph")
    assert [place.line for place in lesson.places] == [2, 4]
    assert "return tf.matmul(x, x)" in lesson.text
    assert "called from the lesson, line 4\n----> h = layer" in lesson.text


def test_the_last_error_is_explained_where_none_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = failing(GRAPH["unfed"], "graph")
    monkeypatch.setattr(sys, "last_value", error, raising=False)
    lesson = explain()
    assert lesson is not None
    assert "placeholder 'x'" in lesson.what


def test_whose_words_they_are() -> None:
    of_tensorflow = lesson_of(GRAPH["product"], "graph").own_words
    assert of_tensorflow[0].startswith("In TensorFlow's words: Dimensions must be")
    of_python = lesson_of(EAGER["not watched"], "eager").own_words
    assert of_python[0].startswith("In Python's words: unsupported operand")


def test_other_names_for_modules_are_used() -> None:
    code = "import numpy as onp\nflow = tf\ndel tf, np\n" + GRAPH["unfed"].replace(
        "tf.", "flow."
    )
    typed = lesson_of(code, "graph").code[0]
    assert "onp.zeros((3, 2), onp.float32)" in typed


def test_the_bundle_has_words_and_picture() -> None:
    bundle = lesson_of(GRAPH["product"], "graph")._repr_mimebundle_()
    assert sorted(bundle) == ["image/svg+xml", "text/html", "text/plain"]
    assert "<img alt=" in bundle["text/html"]
    assert "cannot put the shapes" in bundle["text/html"]
    assert "do not fit" in bundle["text/plain"]
    plain = lesson_of(GRAPH["misspelt"], "graph")._repr_mimebundle_()
    assert sorted(plain) == sorted(bundle)


@pytest.mark.parametrize(
    ("code", "drawn"),
    [
        ("w = tf.Variable([1, 2]); y = w * tf.constant(2.0)", "w    variable, [1, 2]"),
        (
            "w = tf.Variable([1, 2], trainable=False); y = w * tf.constant(2.0)",
            "w    variable (not trainable), [1, 2]",
        ),
        ("w = tf.constant([1, 2]); y = w * tf.constant(2.0)", "w    constant [1, 2]"),
        (EAGER["product in a model"], "self.w  variable"),
    ],
)
def test_what_was_read_from_a_variable_is_drawn_as_one(code: str, drawn: str) -> None:
    picture = lesson_of(code, "eager").picture
    assert picture is not None
    assert drawn in picture._repr_mimebundle_()["text/plain"]


def test_a_node_that_failed_is_drawn_once() -> None:
    """With constants that are drawn as part of it, too."""
    picture = lesson_of(GRAPH["reshape at run time"], "graph").picture
    assert picture is not None
    shown = picture._repr_mimebundle_()["text/plain"]
    assert shown.count("Reshape(") == 1
    assert "Reshape(x, [-1, 4])" in shown


def test_a_picture_that_cannot_be_drawn_leaves_the_words() -> None:
    lesson = lesson_of(GRAPH["unfed"], "graph")

    def broken() -> None:
        raise ValueError("no")

    object.__setattr__(lesson.told, "draw", broken)
    assert lesson.picture is None
    assert "placeholder 'x'" in lesson.text
