"""Sessions: what a run takes and gives, and what lives on after it."""

from __future__ import annotations

from collections import namedtuple
from typing import Any

from tests.oracle.harness import Topic, execute, outcome

TOPIC = Topic("sessions", "graph")
TOPICS = [TOPIC]
Pair = namedtuple("Pair", "left right")

# Each row: nodes, then the fetch in the last line; answered by one run.
FETCHES = """
tf.constant(1)
[tf.constant(1), tf.constant(2.0)]
(tf.constant(1), tf.constant(2.0))
[]
()
{}
{"a": tf.constant(1), "b": [tf.constant(2), tf.constant(3)]}
[[tf.constant(1)], (tf.constant(2), {"x": tf.constant(3)})]
Pair(tf.constant(1), [tf.constant(2.0)])
tf.no_op()
[tf.constant(1), tf.no_op()]
tf.constant(1).op
{"op": tf.no_op(), "tensor": tf.constant(1)}
[tf.constant(1, name="c"), "c:0", "c"]
c = tf.constant(1, name="c"); "c:0"
c = tf.constant(1, name="c"); "c"
c = tf.constant(1); [c, c, (c, c)]
tf.Variable(2.0)
[tf.Variable(2.0), tf.Variable(2.0) + 1]
tf.Variable(2.0).initializer
tf.constant(1.5)
tf.constant([1.5])
tf.constant(1, tf.int64)
tf.constant(True)
tf.constant("a")
tf.constant(["a", "b"])
tf.constant(1j)
tf.constant(1, tf.uint8)
tf.constant(1.5, tf.float16)
tf.constant([], tf.int32)
tf.constant([[1.5, 2.5]])
tf.reduce_sum([1.0, 2.0])
tf.shape([1, 2])
tf.split([1, 2, 3, 4], 2)
tf.unstack([1.0, 2.0])
""".strip().split("\n")


def fetched(tf: Any, np: Any, text: str) -> Any:
    """What one run gives for the row's last expression."""
    known = "from tests.oracle.cases.sessions import Pair\n"
    fetches = execute(tf, np, known + text.replace("; ", "\n"))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(fetches)


TOPIC.table(
    (f"run {row}" for row in FETCHES), lambda tf, np, text: fetched(tf, np, text[4:])
)

# Each row: a dtype and shape of a placeholder, and what is fed to it.
for dtype, shape, value in (
    ("float32", [], "3"),
    ("float32", [], "2.5"),
    ("float32", [], "True"),
    ("float32", [2], "[1, 2]"),
    ("float32", [None], "[]"),
    ("float32", [None, 3], "[[1, 2, 3]]"),
    ("float32", None, "[[1], [2]]"),
    ("float32", [2], "(1, 2)"),
    ("float32", [2], "np.array([1, 2])"),
    ("float32", [], "np.float64(0.1)"),
    ("float32", [2], "np.array([0.1, 0.2])"),
    ("int32", [], "2.9"),
    ("int32", [2], "[1.5, -2.5]"),
    ("int32", [2], "np.array([1.5, -2.5])"),
    ("int64", [], "2**40"),
    ("float64", [], "1"),
    ("bool", [2], "[True, False]"),
    ("bool", [2], "[1, 0]"),
    ("bool", [], "2"),
    ("string", [], "'a'"),
    ("string", [2], "['a', b'b']"),
    ("string", [2], "np.array(['a', 'b'], object)"),
    ("string", [2], "np.array(['a', 'b'])"),
    ("complex64", [], "1+2j"),
    ("complex64", [], "3"),
    ("uint8", [], "7"),
    ("float32", [2], "range(2)"),
    ("float32", [], "np.array(4)"),
    ("float32", [None, 0], "[[], []]"),
    ("int32", [], "np.int64(5)"),
    ("int32", [], "True"),
):

    def feed(
        tf: Any, np: Any, dtype: str = dtype, shape: Any = shape, value: str = value
    ) -> Any:
        """The placeholder's own value, as the run sees it."""
        x = tf.placeholder(getattr(tf, dtype), shape)
        feeds = {x: eval(value, {"np": np})}
        with tf.Session() as session:
            return outcome(lambda: session.run([x, tf.identity(x)], feeds))

    TOPIC.add(f"feed {dtype} {shape} with {value}", feed)


@TOPIC.case("feed an intermediate tensor")
def _(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [], name="x")
    y = x * 2
    z = y + 1
    with tf.Session() as session:
        return [
            session.run(z, {y: 10}),
            session.run([y, z], {y: 10}),
            session.run(z, {x: 3}),
            session.run([y, z], {x: 3, z: 7}),
        ]


@TOPIC.case("feed a constant")
def _(tf: Any, np: Any) -> Any:
    c = tf.constant(1.0)
    with tf.Session() as session:
        return [session.run(c + 1, {c: 5}), session.run(c + 1)]


@TOPIC.case("feed a variable's read and the variable")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0)
    y = v + 1
    with tf.Session() as session:
        session.run(v.initializer)
        return [
            session.run(y, {v: 5.0}),
            session.run(y, {v.value(): 6.0}),
            session.run(y),
        ]


@TOPIC.case("feed an uninitialised variable")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0)
    with tf.Session() as session:
        return session.run(v + 1, {v: 5.0})


@TOPIC.case("feed placeholder_with_default")
def _(tf: Any, np: Any) -> Any:
    x = tf.placeholder_with_default([1.0, 2.0], [None])
    with tf.Session() as session:
        return [session.run(x), session.run(x, {x: [3.0]})]


@TOPIC.case("feed None and an empty feed")
def _(tf: Any, np: Any) -> Any:
    c = tf.constant(1.0)
    with tf.Session() as session:
        return [session.run(c, None), session.run(c, {}), session.run(c, feed_dict={})]


@TOPIC.case("a variable lives between runs, a node's value does not")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(3, name="v")
    up = tf.assign_add(v, 2)
    down = v.assign_sub(1)
    double = tf.assign(v, v * 2)
    with tf.Session() as session:
        session.run(v.initializer)
        answer = [session.run(step) for step in (v, up, up, v, down, double, double, v)]
        session.run(v.initializer)
        return [*answer, session.run(v)]


@TOPIC.case("each run computes anew")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(0, name="v")
    count = tf.assign_add(v, 1)
    y, z = count + 5, count * 3
    with tf.Session() as session:
        session.run(v.initializer)
        return [
            session.run(y),
            session.run(z),
            session.run([count, y, z]),
            session.run(v),
        ]


@TOPIC.case("two sessions share nothing")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable([1.0, 2.0], name="v")
    up = tf.assign_add(v, [1.0, 1.0])
    one, two = tf.Session(), tf.Session()
    one.run(v.initializer)
    two.run(v.initializer)
    one.run(up)
    one.run(up)
    two.run(up)
    answer = [one.run(v), two.run(v)]
    one.close()
    two.close()
    return answer


@TOPIC.case("a session is one graph's")
def _(tf: Any, np: Any) -> Any:
    g = tf.Graph()
    with g.as_default():
        v = tf.Variable(1, name="v")
    with tf.Session(graph=g) as session:
        inside = tf.get_default_graph() is g
        session.run(v.initializer)
        return [inside, session.graph is g, tf.get_default_graph() is g, session.run(v)]


@TOPIC.case("default sessions nest")
def _(tf: Any, np: Any) -> Any:
    c = tf.constant(2)
    answer: list[Any] = [tf.get_default_session()]
    with tf.Session() as outer:
        answer.append(tf.get_default_session() is outer)
        with tf.Session() as inner:
            answer += [tf.get_default_session() is inner, c.eval()]
        answer.append(tf.get_default_session() is outer)
    answer.append(tf.get_default_session())
    session = tf.Session()
    with session.as_default():
        answer.append(c.eval())
    answer.append(session.run(c))
    session.close()
    return answer


@TOPIC.case("eval and run with a session given")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable([1, 2])
    x = tf.placeholder(tf.int32)
    session = tf.Session()
    answer = [
        v.initializer.run(session=session),
        v.eval(session),
        v.eval(session=session),
        (v + x).eval(feed_dict={x: 5}, session=session),
        (v + x).eval({x: 6}, session),
    ]
    session.close()
    return answer


@TOPIC.case("InteractiveSession")
def _(tf: Any, np: Any) -> Any:
    session = tf.InteractiveSession()
    v = tf.Variable(3)
    v.initializer.run()
    answer = [v.eval(), (v * 2).eval(), tf.get_default_session() is session]
    session.close()
    return [*answer, tf.get_default_session()]


@TOPIC.case("the chapter's first session")
def _(tf: Any, np: Any) -> Any:
    x, y = tf.Variable(3, name="x"), tf.Variable(4, name="y")
    f = x * x * y + y + 2
    with tf.Session() as session:
        x.initializer.run()
        y.initializer.run()
        first = f.eval()
    init = tf.global_variables_initializer()
    with tf.Session() as session:
        init.run()
        return [first, f.eval(), session.run([x, y, f])]


@TOPIC.case("graphs: whose node is it")
def _(tf: Any, np: Any) -> Any:
    x1 = tf.Variable(1)
    graph = tf.Graph()
    with graph.as_default():
        x2 = tf.Variable(2)
    here = tf.get_default_graph()
    return [x1.graph is here, x2.graph is graph, x2.graph is here, x1.name, x2.name]


@TOPIC.case("reset_default_graph")
def _(tf: Any, np: Any) -> Any:
    before = tf.get_default_graph()
    tf.constant(1)
    tf.reset_default_graph()
    after = tf.get_default_graph()
    return [before is after, len(after.get_operations()), tf.constant(1).name]


@TOPIC.case("control dependencies order the run")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1)
    with tf.control_dependencies([tf.assign_add(v, 10)]):
        after = v.read_value()
    with tf.control_dependencies([tf.assign_add(v, 100)]):
        done = tf.no_op()
    with tf.Session() as session:
        session.run(v.initializer)
        return [session.run(after), session.run(done), session.run(v)]


@TOPIC.case("group runs all")
def _(tf: Any, np: Any) -> Any:
    u, v = tf.Variable(1), tf.Variable(2)
    both = tf.group(tf.assign_add(u, 1), tf.assign_add(v, 1))
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return [session.run(both), session.run([u, v])]


@TOPIC.case("a variable started from another's start")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(tf.constant([1.0, 2.0]))
    w = tf.Variable(v.initial_value * 2)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run([v, w])


@TOPIC.case("assign changes what the same run reads after it")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0)
    new = tf.assign(v, 5.0)
    plus = new + 1
    with tf.Session() as session:
        session.run(v.initializer)
        return [session.run(plus), session.run(v)]


@TOPIC.case("load and eval of a variable")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable([1.0, 2.0])
    with tf.Session() as session:
        v.load([3.0, 4.0], session)
        return [v.eval(), session.run(tf.is_variable_initialized(v))]


@TOPIC.case("is_variable_initialized and report_uninitialized_variables")
def _(tf: Any, np: Any) -> Any:
    v = tf.Variable(1.0, name="v")
    known = tf.is_variable_initialized(v)
    with tf.Session() as session:
        before = session.run(known)
        session.run(v.initializer)
        return [before, session.run(known)]


@TOPIC.case("placeholders with fed arrays are copied")
def _(tf: Any, np: Any) -> Any:
    x = tf.placeholder(tf.float32, [2])
    v = tf.Variable([0.0, 0.0])
    put = tf.assign(v, x)
    fed = np.array([1.0, 2.0], np.float32)
    with tf.Session() as session:
        session.run(put, {x: fed})
        fed[:] = 9
        first = session.run(v)
        first[:] = 7
        return session.run(v)


@TOPIC.case("the normal equation")
def _(tf: Any, np: Any) -> Any:
    data = np.c_[np.ones(5), np.array([[0.0, 1], [1, 3], [2, 2], [3, 5], [4, 4]])]
    X = tf.constant(data, dtype=tf.float64, name="X")
    y = tf.constant(data @ [[1.0], [2.0], [-0.5]], dtype=tf.float64, name="y")
    XT = tf.transpose(X)
    theta = tf.matmul(tf.matmul(tf.matrix_inverse(tf.matmul(XT, X)), XT), y)
    with tf.Session():
        return np.round(theta.eval(), 9)


# What a run fetches that also changes a variable: Identity shares the variable's buffer
# in TensorFlow, so a reading sees what was done before it is used.
ORDERS = {
    "identity after assign": """
v = tf.Variable(0.0)
with tf.control_dependencies([v.assign(5.0)]):
    f = tf.identity(v)
""",
    "identity after a training step": """
v = tf.Variable(10.0)
step = tf.train.GradientDescentOptimizer(0.25).minimize(tf.square(v))
with tf.control_dependencies([step]):
    f = tf.identity(v)
""",
    "a product after assign": """
v = tf.Variable(0.0)
with tf.control_dependencies([v.assign(5.0)]):
    f = v * 2.0
""",
    "read_value after assign_add": """
v = tf.Variable([1.0, 2.0])
with tf.control_dependencies([v.assign_add([1.0, 1.0])]):
    f = v.read_value()
""",
    "a value computed before keeps": """
v = tf.Variable([1.0, 2.0])
before = v + 0.0
with tf.control_dependencies([before]):
    up = v.assign_add([1.0, 1.0])
f = [before, up]
""",
    "an identity from before does not": """
v = tf.Variable([1.0, 2.0])
before = tf.identity(v)
with tf.control_dependencies([before]):
    up = v.assign_add([1.0, 1.0])
f = [before, up]
""",
}


def _ordered(text: str) -> Any:
    def ask(tf: Any, np: Any) -> Any:
        known = {"tf": tf, "np": np}
        exec(compile(text, "<case>", "exec"), known)
        with tf.Session() as session:
            session.run(tf.global_variables_initializer())
            return [session.run(known["f"]) for _ in range(2)]

    return ask


for _name, _text in ORDERS.items():
    TOPIC.add(f"order: {_name}", _ordered(_text))


@TOPIC.case("a tuple and a namedtuple of the same tensors, in turn")
def _turns(tf: Any, np: Any) -> Any:
    a, b = tf.constant(1), tf.constant(2)
    with tf.Session() as session:
        found = [
            session.run(f) for f in ((a, b), Pair(a, b), (a, b), [Pair(a, b)], [(a, b)])
        ]
    kinds = [type(item).__name__ for item in found]
    return [kinds, type(found[3][0]).__name__, type(found[4][0]).__name__]
