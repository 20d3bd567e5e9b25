"""Modules: what is found in them, in which order, and under which names."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, outcome
from tests.oracle.looks import shown

TOPIC = Topic("modules", "eager")
TOPICS = [TOPIC]

FOUND = [
    """
class M(tf.Module):
    pass
m = M()
[m.name, m.variables, m.submodules, m.name_scope.name]
""",
    """
class MyBigModule2D(tf.Module):
    pass
[MyBigModule2D().name, MyBigModule2D(name="x").name, MyBigModule2D("y").name]
""",
    """
class HTTPServer(tf.Module):
    pass
HTTPServer().name
""",
    """
class _P(tf.Module):
    pass
_P().name
""",
    """
tf.Module().name
""",
    """
class M(tf.Module):
    def __init__(self):
        self.x = tf.Variable(1)
m = M()
m.variables
""",
    """
m = tf.Module()
m.b = tf.Variable(1.0, name="b")
m.a = tf.Variable(2.0, name="a", trainable=False)
m.l = [tf.Variable(3.0, name="l0"), tf.Variable(4.0, name="l1")]
m.d = {"z": tf.Variable(5.0, name="dz"), "y": tf.Variable(6.0, name="dy")}
m.t = (tf.Variable(7.0, name="t0"),)
m.sub = tf.Module()
m.sub.v = tf.Variable(8.0, name="subv")
m.nested = [{"a": [tf.Variable(9.0, name="nest")]}]
[[v.name for v in m.variables], [v.name for v in m.trainable_variables], [v.name for v in m.non_trainable_variables], type(m.variables)]
""",
    """
m = tf.Module()
m.t = (1, 2)
[m.t, type(m.t).__name__]
""",
    """
m = tf.Module()
m.l = []
m.l.append(tf.Variable(1.0, name="q"))
m.l += [tf.Variable(1.0, name="r")]
[v.name for v in m.variables]
""",
    """
m = tf.Module()
m.v = tf.Variable(1.0)
m.w = m.v
m.s = [m.v]
len(m.variables)
""",
    """
m = tf.Module()
m.v = tf.Variable(1.0)
del m.v
len(m.variables)
""",
    """
m = tf.Module()
m.a = tf.Module("a")
m.b = tf.Module("b")
m.a.c = tf.Module("c")
m.l = [tf.Module("l0"), tf.Module("l1")]
m.l[0].x = tf.Module("x")
[s.name for s in m.submodules]
""",
    """
class M(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        with self.name_scope:
            self.w = tf.Variable(1.0, name="w")
            self.inner = Inner()
class Inner(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        with self.name_scope:
            self.w = tf.Variable(1.0, name="w")
m = M()
[v.name for v in m.variables] + [m.inner.name, m.inner.name_scope.name]
""",
    """
class M(tf.Module):
    @tf.Module.with_name_scope
    def __call__(self, x):
        if not hasattr(self, 'w'):
            self.w = tf.Variable(tf.ones([x.shape[1], 3]), name='w')
        return tf.matmul(x, self.w)
m = M()
[m(tf.ones([1, 2])), m.w]
""",
    """
class FlexibleDense(tf.Module):
    def __init__(self, out, name=None):
        super().__init__(name=name)
        self.is_built = False
        self.out = out
    def __call__(self, x):
        if not self.is_built:
            self.w = tf.Variable(tf.ones([x.shape[-1], self.out]), name='w')
            self.is_built = True
        return x @ self.w
m = FlexibleDense(3)
[m.variables, m(tf.ones([2, 2])), m.variables]
""",
    """
class SimpleModule(tf.Module):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.a_variable = tf.Variable(5.0, name="train_me")
        self.non_trainable_variable = tf.Variable(5.0, trainable=False, name="do_not_train_me")
    def __call__(self, x):
        return self.a_variable * x + self.non_trainable_variable
s = SimpleModule(name="simple")
print("trainable variables:", s.trainable_variables)
print("all variables:", s.variables)
s(tf.constant(5.0))
""",
    """
m = tf.Module()
m.a = tf.Variable(1.0, name="q")
m.l = [tf.Variable(2.0)]
list(m._flatten(predicate=lambda x: isinstance(x, tf.Variable), with_path=True))
""",
    """
class M(tf.Module):
    def __init__(self):
        super().__init__()
        self._v = tf.Variable(1.0, name="v")
        self.__p = tf.Variable(2.0, name="p")
    @property
    def prop(self): raise ValueError("x")
M().variables
""",
    """
m = tf.Module()
m.f = lambda: tf.Variable(1.0)
m.o = object()
m.s = {tf.constant(1).ref(): 3}
m.variables
""",
    """
m = tf.Module()
m.k = {2: tf.Variable(1.0, name="two"), 1: tf.Variable(1.0, name="one")}
[v.name for v in m.variables]
""",
    """
import copy
m = tf.Module()
m.v = tf.Variable(1.0)
n = copy.deepcopy(m)
n.v.assign(5.0)
[m.v, n.v]
""",
    """
m = tf.Module()
m.vars_ = {tf.Variable(1.0, name="in_set").ref()}
m.variables
""",
]
TOPIC.table(FOUND, shown)

# What fails, and TensorFlow's words that have to be said.
MISTAKES = [
    (
        """
tf.Module(name="a b")
""",
        "'a b' is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name)",
    ),
    (
        """
tf.Module(name="1a")
""",
        "'1a' is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name)",
    ),
    (
        """
tf.Module(name="a/b").name
""",
        "'a/b' is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name)",
    ),
    (
        """
tf.Module(name="")
""",
        "'' is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name)",
    ),
    (
        """
tf.Module(name=3)
""",
        "expected string or bytes-like object, got 'int'",
    ),
    (
        """
tf.Module(name="ümlaut").name
""",
        "'ümlaut' is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name)",
    ),
    (
        """
class M(tf.Module):
    def __init__(self):
        self.x = 1
m = M()
m.name
""",
        "'M' object has no attribute '_name'",
    ),
    (
        """
class M(tf.Module):
    def __init__(self):
        self.x = tf.Variable(1)
m = M()
m.name_scope
""",
        "'M' object has no attribute '_name_scope'",
    ),
    (
        """
class M(tf.Module):
    def __init__(self):
        self.x = tf.Variable(1)
    @tf.Module.with_name_scope
    def __call__(self):
        return 1
M()()
""",
        "'M' object has no attribute '_name_scope'",
    ),
    (
        """
m = tf.Module()
m.set_only = 3
m.name = "x"
""",
        "property 'name' of 'Module' object has no setter",
    ),
    (
        """
m = tf.Module()
m.variables = []
""",
        "property 'variables' of 'Module' object has no setter",
    ),
    (
        """
m = tf.Module()
m.submodules = []
""",
        "property 'submodules' of 'Module' object has no setter",
    ),
    (
        """
m = tf.Module()
m.k = {"b": tf.Variable(1.0, name="two"), 1: tf.Variable(1.0, name="one")}
[v.name for v in m.variables]
""",
        "Error processing property 'k'",
    ),
]
for text, words in MISTAKES:
    TOPIC.table(
        [text],
        lambda tf, np, text, words=words: outcome(
            lambda: shown(tf, np, text), *filter(None, [words])
        ),
    )
