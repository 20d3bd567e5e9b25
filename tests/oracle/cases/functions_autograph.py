"""AutoGraph: Python's statements on tensors, inside ``tf.function``.

The functions stand in this file as they are, for both libraries read their source.
"""

# What is converted is meant to look as learners write it.
# ruff: noqa: SIM108, PERF401, RET503, RUF021
# mypy: ignore-errors
from __future__ import annotations

from tests.oracle.harness import Topic, outcome

TOPIC = Topic("functions_autograph", "eager")
TOPICS = [TOPIC]


@TOPIC.case("if and else")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            y = x * 2
        else:
            y = -x
        return y

    return [f(tf.constant(3.0)), f(tf.constant(-3.0))]


@TOPIC.case("if without else")
def _(tf, np):
    @tf.function
    def f(x):
        if tf.reduce_sum(x) > 3:
            x = x * 10
        return x

    return [f(tf.constant([1.0, 1.0])), f(tf.constant([5.0, 1.0]))]


@TOPIC.case("elif")
def _(tf, np):
    @tf.function
    def f(n):
        if n == 0:
            kind = "none"
        elif n == 1:
            kind = "one"
        else:
            kind = "many"
        return kind

    return [f(tf.constant(k)) for k in range(3)]


@TOPIC.case("early return")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 10:
            return x - 10
        x = x + 1
        if x > 5:
            return x * 2
        return x

    return [f(tf.constant(k)) for k in (20, 7, 1)]


@TOPIC.case("fizzbuzz")
def _(tf, np):
    @tf.function
    def f(limit):
        fizz, buzz, both = 0, 0, 0
        for i in tf.range(1, limit):
            if i % 3 == 0 and i % 5 == 0:
                both += 1
            elif i % 3 == 0:
                fizz += 1
            elif i % 5 == 0:
                buzz += 1
        return fizz, buzz, both

    return f(tf.constant(31))


@TOPIC.case("while")
def _(tf, np):
    @tf.function
    def f(x):
        while tf.reduce_sum(x) > 1:
            x = tf.tanh(x)
        return x

    return f(tf.constant([1.0, 2.0, 0.5]))


@TOPIC.case("while with a counter", rtol=1e-5)
def _(tf, np):
    @tf.function
    def root(a):
        x, n = a, 0
        while abs(x * x - a) > 1e-3:
            x = (x + a / x) / 2
            n += 1
        return x, n

    return root(tf.constant(2.0))


@TOPIC.case("for over a tensor's rows")
def _(tf, np):
    @tf.function
    def f(rows):
        total = tf.zeros([2])
        for row in rows:
            total += row * row
        return total

    return f(tf.constant([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]))


@TOPIC.case("for over a range with a step")
def _(tf, np):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n, 0, -2):
            s = s * 10 + i
        return s

    return f(tf.constant(7))


@TOPIC.case("for over Python's range of a tensor")
def _(tf, np):
    @tf.function
    def f(n):
        s = 0
        for i in range(n):
            s += i
        return s

    return [f(tf.constant(5)), f(4)]


@TOPIC.case("for over Python's range is unrolled")
def _(tf, np):
    seen = []

    @tf.function
    def f(x):
        for i in range(3):
            seen.append(i)
            x = x * 2
        return x

    return [f(tf.constant(1)), f(tf.constant(2)), seen]


@TOPIC.case("break")
def _(tf, np):
    @tf.function
    def f(x):
        last = -1
        for i in tf.range(10):
            if i * i > x:
                break
            last = i
        return last

    return [f(tf.constant(20)), f(tf.constant(1000))]


@TOPIC.case("continue")
def _(tf, np):
    @tf.function
    def f(n):
        s = 0
        for i in tf.range(n):
            if i % 2 == 0:
                continue
            s += i
        return s

    return f(tf.constant(10))


@TOPIC.case("return from a loop")
def _(tf, np):
    @tf.function
    def first_above(values, limit):
        for v in values:
            if v > limit:
                return v
        return tf.constant(-1)

    return outcome(
        lambda: first_above(tf.constant([1, 5, 9, 3]), 4),
        "a return statement cannot be placed inside this TensorFlow loop",
    )


@TOPIC.case("loops in loops")
def _(tf, np):
    @tf.function
    def f(n):
        count = 0
        for i in tf.range(n):
            for j in tf.range(i):
                if (i + j) % 2 == 1:
                    count += 1
        return count

    return f(tf.constant(6))


@TOPIC.case("while True with break")
def _(tf, np):
    @tf.function
    def collatz(n):
        steps = 0
        while True:
            if n == 1:
                break
            if n % 2 == 0:
                n = n // 2
            else:
                n = 3 * n + 1
            steps += 1
        return steps

    return outcome(
        lambda: collatz(tf.constant(27)),
        "The condition of while loop started as non-Tensor, then changed to Tensor",
    )


@TOPIC.case("and or not")
def _(tf, np):
    @tf.function
    def f(a, b):
        return a and b, a or b, not a, a and not b or b

    t, n = tf.constant(True), tf.constant(False)
    return [f(t, n), f(n, t), f(n, n), f(t, True)]


@TOPIC.case("conditional expression")
def _(tf, np):
    @tf.function
    def f(x):
        return x if x > 0 else -x * 10

    return [f(tf.constant(2)), f(tf.constant(-2))]


@TOPIC.case("chained comparison")
def _(tf, np):
    @tf.function
    def f(x):
        if 0 < x < 10:
            return tf.constant("inside")
        return tf.constant("outside")

    return [f(tf.constant(5)), f(tf.constant(50))]


@TOPIC.case("equality")
def _(tf, np):
    @tf.function
    def f(x):
        if x == 3:
            return 1
        if x != 4:
            return 2
        return 3

    return [f(tf.constant(k)) for k in (3, 4, 5)]


@TOPIC.case("TensorArray in a loop")
def _(tf, np):
    @tf.function
    def f(n):
        ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True)
        x = tf.constant(1.0)
        for i in tf.range(n):
            x = x * 2
            ta = ta.write(i, x)
        return ta.stack()

    return f(tf.constant(4))


@TOPIC.case("a list that grows while tracing")
def _(tf, np):
    @tf.function
    def f(x):
        found = []
        for i in range(3):
            found.append(x * i)
        return tf.stack(found)

    return f(tf.constant([1, 2]))


@TOPIC.case("len and range of a shape")
def _(tf, np):
    @tf.function
    def f(x):
        s = 0
        for i in range(len(x)):
            s += x[i]
        return s, len(x)

    return f(tf.constant([1, 2, 3]))


@TOPIC.case("len where the length is unknown")
def _(tf, np):
    @tf.function(input_signature=[tf.TensorSpec([None], tf.int32)])
    def f(x):
        return len(x) * 2

    return [f(tf.constant([1, 2, 3])), f(tf.constant([1]))]


@TOPIC.case("int and float and abs")
def _(tf, np):
    @tf.function
    def f(x):
        return int(x), float(x), abs(x)

    return f(tf.constant(-2.7))


@TOPIC.case("enumerate over rows")
def _(tf, np):
    @tf.function
    def f(x):
        s = 0
        for i, v in enumerate(x):
            s += i * v
        return s

    return outcome(
        lambda: f(tf.constant([10, 20, 30])),
        "Iterating over a symbolic `tf.Tensor` is not allowed",
    )


@TOPIC.case("zip over Python lists")
def _(tf, np):
    @tf.function
    def f(a, b):
        s = tf.constant(0)
        for x, y in zip([a, b], [1, 2], strict=False):
            s += x * y
        return s

    return f(tf.constant(3), tf.constant(4))


@TOPIC.case("a called function is converted")
def _(tf, np):
    def size(x):
        if x > 100:
            return tf.constant("large")
        return tf.constant("small")

    @tf.function
    def f(x):
        return size(x * 2)

    return [f(tf.constant(60)), f(tf.constant(6))]


@TOPIC.case("a lambda")
def _(tf, np):
    f = tf.function(lambda x: x * 2 if x > 0 else x)
    return [f(tf.constant(2)), f(tf.constant(-2))]


@TOPIC.case("a method, and an attribute that changes")
def _(tf, np):
    class Counter:
        def __init__(self):
            self.total = tf.Variable(0)

        @tf.function
        def add(self, x):
            if x > 0:
                self.total.assign_add(x)
            return self.total.read_value()

    one, two = Counter(), Counter()
    return [one.add(tf.constant(3)), one.add(tf.constant(-3)), two.add(tf.constant(5))]


@TOPIC.case("variables in a loop")
def _(tf, np):
    v = tf.Variable(1.0)

    @tf.function
    def f(n):
        for _ in tf.range(n):
            v.assign(v * 2)
            if v > 20:
                v.assign_sub(1.0)
        return v.read_value()

    return [f(tf.constant(3)), f(tf.constant(3)), v]


@TOPIC.case("gradient through if")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            y = x * x * x
        else:
            y = -2.0 * x
        return y

    found = []
    for value in (2.0, -2.0):
        x = tf.constant(value)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = f(x)
        found.append(tape.gradient(y, x))
    return found


@TOPIC.case("gradient through a loop")
def _(tf, np):
    @tf.function
    def power(x, n):
        y = tf.constant(1.0)
        for _ in tf.range(n):
            y = y * x
        return y

    found = []
    for n in (0, 1, 4):
        x = tf.constant(3.0)
        with tf.GradientTape() as tape:
            tape.watch(x)
            y = power(x, tf.constant(n))
        found.append(tape.gradient(y, x))
    return found


@TOPIC.case("gradient through while and if")
def _(tf, np):
    w = tf.Variable(1.5)

    @tf.function
    def f(x):
        while x < 50.0:
            if x > 10.0:
                x = x * w
            else:
                x = x * x * w
        return x

    with tf.GradientTape() as tape:
        y = f(tf.constant(2.0))
    return y, tape.gradient(y, w)


@TOPIC.case("a tape inside, around a loop")
def _(tf, np):
    w = tf.Variable(2.0)

    @tf.function
    def f(n):
        with tf.GradientTape() as tape:
            y = tf.constant(1.0)
            for _ in tf.range(n):
                y = y * w
        return y, tape.gradient(y, w)

    return [f(tf.constant(3)), f(tf.constant(5))]


@TOPIC.case("descent in a loop in the graph", rtol=1e-5)
def _(tf, np):
    w = tf.Variable(5.0)

    @tf.function
    def train(steps):
        for _ in tf.range(steps):
            with tf.GradientTape() as tape:
                loss = (w - 2.0) ** 2
            w.assign_sub(0.1 * tape.gradient(loss, w))
        return loss

    return [train(tf.constant(10)), w]


@TOPIC.case("for over a dataset")
def _(tf, np):
    data = tf.data.Dataset.range(6).map(lambda i: i * i)

    @tf.function
    def total(dataset):
        s = tf.constant(0, tf.int64)
        for x in dataset:
            if x % 2 == 0:
                s += x
        return s

    return total(data)


@TOPIC.case("a name that only the loop knows")
def _(tf, np):
    @tf.function
    def f(n):
        for i in tf.range(n):
            last = i * 10
        return last

    return f(tf.constant(3))


@TOPIC.case("assert")
def _(tf, np):
    @tf.function
    def f(x):
        assert x > 0, "not positive"
        return x * 2

    return outcome(
        lambda: f(tf.constant(-2)), "symbolic `tf.Tensor` as a Python `bool`"
    )


@TOPIC.case("do_not_convert")
def _(tf, np):
    @tf.autograph.experimental.do_not_convert
    def plain(x):
        if x > 0:
            return x
        return -x

    @tf.function
    def f(x):
        return plain(x)

    return outcome(lambda: f(tf.constant(1)), "symbolic `tf.Tensor` as a Python `bool`")


@TOPIC.case("autograph=False")
def _(tf, np):
    @tf.function(autograph=False)
    def f(x):
        if x > 0:
            return x
        return -x

    return outcome(lambda: f(tf.constant(1)), "symbolic `tf.Tensor` as a Python `bool`")


@TOPIC.case("undefined after one branch")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            y = x
        return y

    return outcome(lambda: f(tf.constant(1)), "'y' must also be initialized in the")


@TOPIC.case("a return in one branch only")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            return x

    return outcome(
        lambda: f(tf.constant(1)), "the else branch must also have a return statement"
    )


@TOPIC.case("dtypes of branches that differ")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            y = tf.constant(1)
        else:
            y = tf.constant(1.0)
        return y

    return outcome(lambda: f(tf.constant(1)), "'y'", "int32", "float32")


@TOPIC.case("None in one branch")
def _(tf, np):
    @tf.function
    def f(x):
        if x > 0:
            y = None
        else:
            y = x
        return y

    return outcome(lambda: f(tf.constant(1)), "'y'", "None")


@TOPIC.case("a dtype that changes in a loop")
def _(tf, np):
    @tf.function
    def f(n):
        x = tf.constant(1)
        for _ in tf.range(n):
            x = tf.cast(x, tf.float32)
        return x

    return outcome(lambda: f(tf.constant(1)), "'x' has dtype int32 before the loop")


@TOPIC.case("a shape that changes in a loop")
def _(tf, np):
    @tf.function
    def f(n):
        x = tf.constant([1])
        for i in tf.range(n):
            x = tf.concat([x, [i]], 0)
        return x

    return outcome(
        lambda: f(tf.constant(1)), "'x' has shape (1,) before the loop, but shape (2,)"
    )


@TOPIC.case("set_loop_options")
def _(tf, np):
    @tf.function
    def f(n):
        x = tf.constant([1])
        for i in tf.range(n):
            tf.autograph.experimental.set_loop_options(
                shape_invariants=[(x, tf.TensorShape([None]))]
            )
            x = tf.concat([x, [i]], 0)
        return x

    return f(tf.constant(3))


@TOPIC.case("None before a loop")
def _(tf, np):
    @tf.function
    def f(n):
        x = None
        for i in tf.range(n):
            x = i
        return x

    return f(tf.constant(2))


@TOPIC.case("an error shows the line")
def _(tf, np):
    @tf.function
    def f(x):
        y = x + 1
        return tf.matmul(y, y)

    return outcome(
        lambda: f(tf.constant([1.0, 2.0])), "in user code:", "tf.matmul(y, y)"
    )


@TOPIC.case("an error in a function that is called")
def _(tf, np):
    def inner(x):
        raise ValueError("too deep")

    @tf.function
    def f(x):
        return inner(x)

    return outcome(
        lambda: f(tf.constant(1.0)), "in user code:", "too deep", "return inner(x)"
    )


@TOPIC.case("code that autograph writes")
def _(tf, np):
    def f(x):
        if x > 0:
            x = x * 2
        return x

    text = tf.autograph.to_code(f)
    graph_function = tf.autograph.to_graph(f)
    return ["def tf__f(x):" in text, "ag__.if_stmt(" in text, graph_function(3)]


@TOPIC.case("Python side effects happen while tracing")
def _(tf, np):
    log = []

    @tf.function
    def f(x):
        log.append("traced")
        if x > 0:
            log.append("yes")
        else:
            log.append("no")
        return x

    f(tf.constant(1))
    f(tf.constant(-1))
    return log


@TOPIC.case("a value of Python decides while tracing")
def _(tf, np):
    log = []

    @tf.function
    def f(x, training):
        if training:
            log.append("training")
            return x * 2
        log.append("testing")
        return x

    return [f(tf.constant(1), True), f(tf.constant(1), False), log]


@TOPIC.case("recursion over Python values")
def _(tf, np):
    @tf.function
    def factorial(x, n):
        if n == 0:
            return x
        return factorial(x * n, n - 1)

    return factorial(tf.constant(1), 5)


@TOPIC.case("dict and tuple as state of a loop")
def _(tf, np):
    @tf.function
    def f(n):
        state = {"a": tf.constant(0), "b": (tf.constant(1.0), tf.constant(2))}
        for i in tf.range(n):
            state = {"a": state["a"] + i, "b": (state["b"][0] * 2.0, state["b"][1])}
        return state

    return f(tf.constant(4))


@TOPIC.case("items of a list that changes")
def _(tf, np):
    @tf.function
    def f(x):
        values = [x, x + 1]
        if x > 0:
            values[0] = values[1] * 10
        return values[0]

    return [f(tf.constant(1)), f(tf.constant(-1))]


@TOPIC.case("nested functions with nonlocal")
def _(tf, np):
    @tf.function
    def f(x):
        def shrink(v):
            while v > 10:
                v = v - 10
            return v

        return shrink(x) + shrink(x * 3)

    return f(tf.constant(17))
