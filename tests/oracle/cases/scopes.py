"""Scopes and sharing: how variables and nodes are named, found again and refused.

A row is a program; the answer is the value of its last line (or the error there), every
node, and the names in each collection of variables. Rows of mistakes end in ``##`` and
the fragments of TensorFlow's message that TeachFlow's must hold too.
"""

# A line of a program is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from typing import Any

from tests.oracle.harness import Topic, execute, nodes, outcome

TOPIC = Topic("scopes", "graph")
TOPICS = [TOPIC]

KEYS = (
    "variables",
    "trainable_variables",
    "local_variables",
    "model_variables",
    "regularization_losses",
    "mine",
)


def rows(text: str) -> list[str]:
    """The programs of a table; an empty line parts them."""
    return text.strip("\n").split("\n\n")


def collections(tf: Any) -> dict[str, list[str]]:
    """The names in those of the collections above that hold something."""
    found = {key: tf.get_collection(key) for key in KEYS}
    return {key: [item.name for item in items] for key, items in found.items() if items}


def program(tf: Any, np: Any, text: str) -> Any:
    """What a program comes to, and what it leaves in the graph."""
    value = outcome(lambda: execute(tf, np, text))
    value = getattr(value, "name", value)
    graph = tf.get_default_graph()
    return [value, nodes(tf) if graph.get_operations() else [], collections(tf)]


def mistake(tf: Any, np: Any, text: str) -> Any:
    """The error of a program, with the fragments that are promised of it."""
    source, _, promised = text.replace("; ", "\n").partition(" ##")
    fragments = [part.strip() for part in promised.split("&&") if part.strip()]
    return outcome(lambda: execute(tf, np, source), *fragments)


NAMING = """
# a name scope does not touch get_variable
with tf.name_scope("ns"):
    v = tf.get_variable("v", [1])
    w = tf.Variable(1.0, name="w")
    x = v + w
[v.name, w.name, x.name]

# a variable scope names all three
with tf.variable_scope("vs"):
    v = tf.get_variable("v", [1])
    w = tf.Variable(1.0, name="w")
    x = v + w
[v.name, w.name, x.name]

# name scope inside variable scope
with tf.variable_scope("vs"):
    with tf.name_scope("ns"):
        v = tf.get_variable("v", [1])
        w = tf.Variable(1.0, name="w")
        x = 1.0 + v
[v.name, w.name, x.name]

# variable scope inside name scope
with tf.name_scope("ns"):
    with tf.variable_scope("vs"):
        v = tf.get_variable("v", [1])
        w = tf.Variable(1.0, name="w")
        x = 1.0 + v
[v.name, w.name, x.name]

# Variable is numbered, get_variable not
a = tf.Variable(1.0, name="v")
b = tf.Variable(1.0, name="v")
c = tf.Variable(1.0)
d = tf.Variable(1.0)
[a.name, b.name, c.name, d.name]

# a re-entered block by its name
with tf.variable_scope("two"):
    a = tf.get_variable("v", [1])
    b = tf.Variable(1.0, name="b")
    x = tf.nn.relu(a, name="relu")
with tf.variable_scope("two", reuse=True):
    c = tf.get_variable("v", [1])
    d = tf.Variable(1.0, name="b")
    y = tf.nn.relu(c, name="relu")
[a.name, b.name, x.name, c.name, d.name, y.name, a is c]

# Variable and get_variable of one name in one scope
with tf.variable_scope("two"):
    a = tf.get_variable("v", [1])
    b = tf.Variable(1.0, name="v")
    c = tf.Variable(1.0, name="v")
[a.name, b.name, c.name]

# get_variable after a Variable of the same name
with tf.variable_scope("two"):
    a = tf.Variable(1.0, name="v")
    b = tf.get_variable("v", [1])
[a.name, b.name, sorted(tf.get_collection(("__variable_store",))[0]._vars)]

# relu and relu_1 in a re-entered scope object
with tf.variable_scope("layer") as layer:
    a = tf.nn.relu(tf.get_variable("v", [1]))
with tf.variable_scope(layer, reuse=True):
    b = tf.nn.relu(tf.get_variable("v", [1]))
with tf.variable_scope(layer, reuse=True) as again:
    c = tf.nn.relu(tf.get_variable("v", [1]))
[a.name, b.name, c.name, again.name, again.original_name_scope, again is layer]

# a scope object entered from inside another scope
with tf.variable_scope("one") as one:
    a = tf.get_variable("a", [])
with tf.variable_scope("other"):
    with tf.variable_scope(one):
        b = tf.get_variable("b", [])
        c = tf.constant(1, name="c")
        inside = [tf.get_variable_scope().name, tf.get_variable_scope().original_name_scope]
    d = tf.get_variable("d", [])
[a.name, b.name, c.name, d.name, inside]

# a scope object inside itself
with tf.variable_scope("one") as one:
    with tf.variable_scope(one):
        a = tf.get_variable("a", [])
        c = tf.constant(1, name="c")
[a.name, c.name]

# filters that share their weights
def layer(x, name):
    with tf.variable_scope(name):
        w = tf.get_variable("weights", [3, 3], initializer=tf.truncated_normal_initializer(stddev=0.1))
        b = tf.get_variable("biases", [3], initializer=tf.constant_initializer(0.0))
        return tf.nn.relu(tf.matmul(x, w) + b)
def filters(x):
    return layer(layer(x, "first"), "second")
x = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("filters") as scope:
    a = filters(x)
    scope.reuse_variables()
    b = filters(x)
[a.name, b.name]

# a block that fails closes its scopes
try:
    with tf.variable_scope("a"):
        with tf.name_scope("b"):
            raise ValueError("no")
except ValueError:
    here = [tf.get_variable_scope().name, tf.get_default_graph().get_name_scope()]
here

# a nested scope by its whole name
with tf.variable_scope("a"):
    with tf.variable_scope("b"):
        v = tf.get_variable("v", [])
with tf.variable_scope("a/b", reuse=True):
    w = tf.get_variable("v", [])
    c = tf.constant(1)
[v is w, c.name]

# a scope whose name ends in a slash
with tf.variable_scope("a/"):
    v = tf.get_variable("v", [])
    c = tf.constant(1, name="c")
[v.name, c.name]

# nested scope objects
with tf.variable_scope("a"):
    with tf.variable_scope("b") as b:
        pass
with tf.variable_scope(b) as again:
    v = tf.get_variable("v", [])
    c = tf.constant(1, name="c")
[v.name, c.name, again.name, b.original_name_scope, again.original_name_scope]

# auxiliary_name_scope=False
with tf.variable_scope("foo") as foo:
    pass
with tf.variable_scope(foo, auxiliary_name_scope=False) as same:
    a = tf.constant(1, name="a")
    with tf.name_scope(same.original_name_scope):
        v = tf.get_variable("v", [1])
        c = tf.constant([1], name="c")
[a.name, v.name, c.name, tf.get_default_graph().get_name_scope()]

# auxiliary_name_scope=False inside another block
with tf.variable_scope("foo") as foo:
    pass
with tf.name_scope("bar"):
    with tf.variable_scope(foo, auxiliary_name_scope=False):
        c = tf.constant([1], name="c")
        v = tf.get_variable("v", [1])
[v.name, c.name]

# auxiliary_name_scope=False of a new block
with tf.variable_scope("foo", auxiliary_name_scope=False) as foo:
    c = tf.constant([1], name="c")
    v = tf.get_variable("v", [1])
[v.name, c.name, foo.original_name_scope]

# a default name is numbered
names = []
for step in range(3):
    with tf.variable_scope(None, default_name="layer") as scope:
        names += [scope.name, scope.original_name_scope, tf.get_variable("v", []).name]
names

# default names inside a scope and again
names = []
with tf.variable_scope("net") as net:
    for step in range(2):
        with tf.variable_scope(None, "layer"):
            names.append(tf.get_variable("v", []).name)
with tf.variable_scope(net, reuse=True):
    with tf.variable_scope(None, "layer"):
        names.append(tf.get_variable("v", []).name)
    with tf.variable_scope(None, "layer"):
        names.append(tf.constant(1, name="c").name)
with tf.variable_scope("net"):
    with tf.variable_scope(None, "layer"):
        names.append(tf.get_variable("u", []).name)
names

# a default name after the same name
with tf.variable_scope("layer"):
    pass
with tf.variable_scope(None, "layer") as scope:
    c = tf.constant(1, name="c")
[scope.name, c.name, scope.original_name_scope]

# a name beats the default name
with tf.variable_scope("given", default_name="other") as scope:
    pass
scope.name

# a scope in a name scope that is numbered
with tf.name_scope("ns"):
    pass
with tf.name_scope("ns"):
    with tf.variable_scope("vs") as scope:
        v = tf.get_variable("v", [])
        w = tf.Variable(1, name="w")
[v.name, w.name, scope.name, scope.original_name_scope]

# slashes in names
with tf.variable_scope("a/b") as scope:
    v = tf.get_variable("c/d", [])
    w = tf.Variable(1, name="c/d")
[v.name, w.name, scope.name, scope.original_name_scope]

# the empty scope
with tf.variable_scope("") as scope:
    v = tf.get_variable("v", [])
    c = tf.constant(1, name="c")
with tf.variable_scope("a"):
    with tf.variable_scope("") as inner:
        w = tf.get_variable("w", [])
        d = tf.constant(1, name="d")
[v.name, c.name, scope.name, w.name, d.name, inner.name, inner.original_name_scope]

# the current scope with reuse
with tf.variable_scope("a"):
    v = tf.get_variable("v", [])
    with tf.variable_scope(tf.get_variable_scope(), reuse=True) as scope:
        w = tf.get_variable("v", [])
        c = tf.constant(1, name="c")
[v is w, c.name, scope.name]

# the scope of the whole graph with reuse
v = tf.get_variable("v", [])
with tf.variable_scope(tf.get_variable_scope(), reuse=True):
    w = tf.get_variable("v", [])
    c = tf.constant(1, name="c")
[v is w, c.name]

# two towers share
losses = []
with tf.variable_scope(tf.get_variable_scope()):
    for tower in range(2):
        with tf.name_scope("tower_%d" % tower) as scope:
            w = tf.get_variable("w", [2])
            losses.append(tf.reduce_sum(w * 2.0, name="loss").name)
            tf.get_variable_scope().reuse_variables()
losses

# values of another graph's tensors
other = tf.Graph()
with other.as_default():
    x = tf.constant(1.0)
with tf.variable_scope("scope", values=[x]):
    v = tf.get_variable("v", [])
    c = tf.constant(2.0)
[v.graph is other, c.graph is other, c.name, len(tf.global_variables())]

# the older form
x = tf.constant(1.0)
with tf.variable_op_scope([x], None, "layer") as scope:
    v = tf.get_variable("v", [])
with tf.variable_op_scope([x], None, "layer") as scope:
    w = tf.get_variable("v", [])
[v.name, w.name, scope.name]

# one object of variable_scope entered twice
block = tf.variable_scope("block", reuse=tf.AUTO_REUSE)
with block as one:
    v = tf.get_variable("v", [])
with block as two:
    w = tf.get_variable("v", [])
[v is w, one.name, two.name]

# the empty and the missing name
[tf.get_variable("", []).name, tf.Variable(1.0, name="").name]

# a name of capitals
with tf.variable_scope("Net"):
    a = tf.get_variable("W", [])
with tf.variable_scope("net"):
    b = tf.get_variable("W", [])
    c = tf.constant(1, name="c")
[a.name, b.name, c.name]

# an op takes the name first
a = tf.constant(1.0, name="v")
b = tf.get_variable("v", [])
[a.name, b.name]

# scopes of capitals and a name scope between
with tf.name_scope("hidden"):
    a = tf.get_variable("W", [])
with tf.variable_scope("hidden"):
    b = tf.get_variable("W", [])
    c = tf.Variable(1.0, name="W")
[a.name, b.name, c.name]

# partial re-entrance through the original name scope
with tf.variable_scope("net") as net:
    a = tf.constant(1, name="a")
with tf.variable_scope(net):
    b = tf.constant(1, name="a")
with tf.name_scope(net.original_name_scope):
    c = tf.constant(1, name="a")
with tf.name_scope("net/"):
    d = tf.constant(1, name="a")
[a.name, b.name, c.name, d.name]

# the global step is a shared variable
with tf.variable_scope("a"):
    step = tf.train.get_or_create_global_step()
[step.name, sorted(tf.get_collection(("__variable_store",))[0]._vars), step.aggregation.name]

# the global step knows no name scope
with tf.name_scope("a"):
    step = tf.train.create_global_step()
step.name

# a deep place
with tf.variable_scope("a"):
    with tf.variable_scope("b"):
        with tf.name_scope("c"):
            here = [tf.get_default_graph().get_name_scope(), tf.get_variable_scope().name]
here
"""

SHARING = """
# reuse is inherited
with tf.variable_scope("a"):
    with tf.variable_scope("b"):
        v = tf.get_variable("v", [])
with tf.variable_scope("a", reuse=True):
    with tf.variable_scope("b", reuse=False) as inner:
        w = tf.get_variable("v", [])
[v is w, inner.reuse]

# reuse_variables
with tf.variable_scope("a") as scope:
    v = tf.get_variable("v", [2])
    before = scope.reuse
    scope.reuse_variables()
    w = tf.get_variable("v", [2])
with tf.variable_scope("a") as again:
    after = again.reuse
[before, scope.reuse, after, v is w]

# reuse_variables of the whole graph
v = tf.get_variable("v", [2])
tf.get_variable_scope().reuse_variables()
[tf.get_variable("v") is v, tf.get_variable_scope().reuse]

# AUTO_REUSE
made = []
for step in range(3):
    with tf.variable_scope("auto", reuse=tf.AUTO_REUSE):
        made.append(tf.get_variable("v", [1]))
[made[0] is made[1], made[1] is made[2]]

# AUTO_REUSE is inherited and kept by its object
with tf.variable_scope("auto", reuse=tf.AUTO_REUSE) as auto:
    pass
with tf.variable_scope(auto):
    with tf.variable_scope("inner") as inner:
        v = tf.get_variable("v", [])
        w = tf.get_variable("v", [])
[v is w, inner.reuse is tf.AUTO_REUSE, auto.reuse is tf.AUTO_REUSE]

# reuse of a scope object
with tf.variable_scope("a", reuse=True) as scope:
    pass
with tf.variable_scope(scope) as again:
    pass
[scope.reuse, again.reuse]

# a hidden switch that old notebooks turn
v = tf.get_variable("v", [])
tf.get_variable_scope()._reuse = True
same = tf.get_variable("v", []) is v
tf.get_variable_scope()._reuse = None
[same, tf.get_variable("w", []).name]

# sharing with an unknown dimension
v = tf.get_variable("v", [2, 3])
with tf.variable_scope("", reuse=True):
    w = tf.get_variable("v", [None, 3])
    u = tf.get_variable("v")
[v is w, v is u]

# the store
with tf.variable_scope("a"):
    v = tf.get_variable("v", [])
u = tf.get_variable("u", [])
store = tf.get_collection(("__variable_store",))
[len(store), list(store[0]._vars), store[0]._vars["a/v"] is v, tf.Variable(1.0).name]

# the collections of scopes
keys = [tf.get_default_graph().get_all_collection_keys()]
tf.get_variable_scope()
keys.append(sorted(str(key) for key in tf.get_default_graph().collections))
with tf.variable_scope("a"):
    tf.get_variable("v", [])
keys.append(sorted(str(key) for key in tf.get_default_graph().collections))
keys

# an inherited initializer
with tf.variable_scope("a", initializer=tf.constant_initializer(2.0)) as scope:
    v = tf.get_variable("v", [2])
    with tf.variable_scope("b"):
        w = tf.get_variable("w", [2])
        u = tf.get_variable("u", [2], initializer=tf.zeros_initializer())
    scope.set_initializer(tf.ones_initializer())
    t = tf.get_variable("t", [2])
with tf.variable_scope(scope):
    s = tf.get_variable("s", [2])

# an inherited dtype
with tf.variable_scope("a", dtype=tf.float64) as scope:
    v = tf.get_variable("v", [2])
    w = tf.get_variable("w", [2], tf.int32)
    with tf.variable_scope("b", dtype=tf.float16):
        u = tf.get_variable("u", [2])
    scope.set_dtype(tf.int64)
    t = tf.get_variable("t", [2])
[x.dtype.name for x in (v, w, u, t)]

# an inherited regularizer
with tf.variable_scope("a", regularizer=lambda w: tf.reduce_sum(w * w)) as scope:
    v = tf.get_variable("v", [2])
    with tf.variable_scope("b"):
        w = tf.get_variable("w", [2])
    u = tf.get_variable("u", [2], regularizer=tf.no_regularizer)
    scope.set_regularizer(None)
    t = tf.get_variable("t", [2])

# a regularization loss is built anew at each use
w = tf.get_variable("w", [2], regularizer=lambda w: 0.5 * tf.nn.l2_loss(w))
losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
total = tf.add_n(losses) + losses[0]
[len(losses), losses[0].name, str(losses[0].shape), losses[0].dtype.name, total.name]

# a shared variable is regularized once
with tf.variable_scope("a", regularizer=tf.nn.l2_loss):
    v = tf.get_variable("v", [2])
with tf.variable_scope("a", reuse=True, regularizer=tf.nn.l2_loss):
    w = tf.get_variable("v", [2])

# an inherited constraint
with tf.variable_scope("a", constraint=tf.abs) as scope:
    v = tf.get_variable("v", [2])
    with tf.variable_scope("b"):
        w = tf.get_variable("w", [2])
[v.constraint is tf.abs, w.constraint is None, scope.constraint is tf.abs]

# what a scope object tells
with tf.variable_scope("a") as scope:
    v = tf.get_variable("v", [2])
    w = tf.get_variable("w", [2], trainable=False)
    u = tf.get_local_variable("u", [2])
x = tf.get_variable("x", [])
[[v.name for v in found] for found in (scope.trainable_variables(), scope.global_variables(), scope.local_variables(), scope.get_collection("variables"), tf.get_variable_scope().global_variables())]

# what a fresh scope object is
scope = tf.VariableScope(None)
[scope.name, scope.reuse, scope.initializer, scope.regularizer, scope.caching_device, scope.partitioner, scope.custom_getter, scope.original_name_scope, scope.dtype.name, scope.use_resource, scope.constraint]

# a custom getter
def getter(getter, name, *args, **kwargs):
    return getter(name + "_mine", *args, **kwargs)
with tf.variable_scope("a", custom_getter=getter):
    v = tf.get_variable("v", [])
    with tf.variable_scope("b"):
        w = tf.get_variable("w", [])
u = tf.get_variable("u", [], custom_getter=getter)
[v.name, w.name, u.name]

# nested custom getters
def outer(getter, name, *args, **kwargs):
    return getter(name + "_outer", *args, **kwargs)
def inner(getter, name, *args, **kwargs):
    return getter(name + "_inner", *args, **kwargs)
with tf.variable_scope("a", custom_getter=outer):
    with tf.variable_scope("b", custom_getter=inner):
        v = tf.get_variable("v", [])
v.name

# what a custom getter gets
seen = {}
def getter(getter, **kwargs):
    seen.update(kwargs)
    return getter(**kwargs)
tf.get_variable("v", [2], custom_getter=getter)
[sorted(seen), seen["name"], seen["shape"], seen["dtype"].name, seen["trainable"], seen["reuse"]]

# a getter that doubles
def doubled(getter, *args, **kwargs):
    return 2.0 * getter(*args, **kwargs)
with tf.variable_scope("a", custom_getter=doubled):
    v = tf.get_variable("v", [2])
v.name

# make_template
def scaled(x, rate):
    return x * rate * tf.get_variable("w", [], initializer=tf.ones_initializer())
layer = tf.make_template("scale", scaled, rate=2.0)
other = tf.make_template("scale", scaled, rate=2.0)
a, b, c = layer(tf.constant(1.0)), layer(tf.constant(2.0)), other(tf.constant(3.0))
[a.name, b.name, c.name, layer.name, layer.variable_scope_name, other.variable_scope_name, [v.name for v in layer.variables + other.trainable_variables]]

# make_template with a scope of now
layer = tf.make_template("scale", lambda x: x + tf.get_variable("w", []), create_scope_now_=True)
before = [layer.variable_scope.name, layer.variables]
a, b = layer(tf.constant(1.0)), layer(tf.constant(1.0))
[before, a.name, b.name]

# make_template with a name of its own
layer = tf.make_template("scale", lambda x: x + tf.get_variable("w", []), unique_name_="mine")
a, b = layer(tf.constant(1.0)), layer(tf.constant(1.0))
[a.name, b.name, layer.variables[0].name]
"""

GETTING = """
# the default initializers
tf.get_variable("a", [2, 3])
tf.get_variable("b", [2], tf.float64)
tf.get_variable("c", [], tf.float16)
tf.get_variable("d", [2], tf.int32)
tf.get_variable("e", [2], tf.bool)
tf.get_variable("f", [2], tf.string)
tf.get_variable("g", 3)
tf.get_variable("h", (2, 2), np.float64)

# an initializer's class
tf.get_variable("w", [2], initializer=tf.zeros_initializer)

# a first value instead of a shape
a = tf.get_variable("a", initializer=1.5)
b = tf.get_variable("b", initializer=[1, 2])
c = tf.get_variable("c", initializer=tf.constant(2.0, tf.float64))
d = tf.get_variable("d", initializer=np.zeros((2, 1)))
e = tf.get_variable("e", initializer=tf.random_normal([2]))
[x.dtype.name for x in (a, b, c, d, e)]

# a first value with its dtype
tf.get_variable("a", dtype=tf.float32, initializer=1.5)

# a function of nothing
tf.get_variable("w", initializer=lambda: tf.zeros([2]))

# a function of nothing and a part of the shape
v = tf.get_variable("w", [None, 2], initializer=lambda: tf.zeros([2, 2]))
str(v.shape)

# a function of shape and dtype
def ramp(shape, dtype):
    return tf.reshape(tf.range(6, dtype=tf.float32), shape)
tf.get_variable("w", [2, 3], initializer=ramp)

# a function that knows partitions
def ramp(shape, dtype=None, partition_info=None):
    return tf.zeros(shape, dtype) if partition_info is None else tf.ones(shape)
tf.get_variable("w", [2, 3], initializer=ramp)

# not trained, in a collection of its own
v = tf.get_variable("v", [], trainable=False)
w = tf.get_variable("w", [], collections=["mine"])
u = tf.get_variable("u", [], collections=["mine", "variables"], trainable=False)
[v.trainable, w.trainable, u.trainable]

# synchronization and aggregation
v = tf.get_variable("v", [], synchronization=tf.VariableSynchronization.ON_READ, aggregation=tf.VariableAggregation.SUM)
w = tf.get_variable("w", [])
[v.trainable, v.synchronization.name, v.aggregation.name, w.synchronization.name, w.aggregation.name]

# without a shape that is known
v = tf.get_variable("v", initializer=tf.placeholder(tf.float32), validate_shape=False)
str(v.shape)

# a local variable
v = tf.get_local_variable("v", [2])
[v.trainable, v.name]

# a local variable with collections
tf.get_local_variable("v", [2], collections=["mine"]).name

# dimensions as lengths
str(tf.get_variable("v", [tf.Dimension(2), 3]).shape)

# a tensor's shape as shape
x = tf.placeholder(tf.float32, [None, 4])
str(tf.get_variable("v", [x.shape[1], 2]).shape), str(tf.get_variable("w", x.get_shape()[1:]).shape)

# Variable with validate_shape=False
v = tf.Variable(tf.placeholder(tf.float32, [None]), validate_shape=False)
w = tf.Variable([1.0, 2.0], validate_shape=False)
[str(v.shape), str(w.shape), str(v.read_value().shape)]

# Variable with an initializer
v = tf.Variable(lambda: tf.zeros([2]), name="v")
w = tf.Variable(tf.zeros([2]), name="w")
u = tf.Variable(initial_value=lambda: [1.0, 2.0], name="u", dtype=tf.float64)

# Variable in collections
v = tf.Variable(1.0, collections=["mine"], name="v")
w = tf.Variable(1.0, trainable=False, name="w")
u = tf.Variable(1.0, collections=[], trainable=False, name="u")

# set_shape, get_shape, value, read_value
v = tf.Variable(tf.placeholder(tf.float32), validate_shape=False)
v.set_shape([2])
[str(v.get_shape()), str(v.value().shape), v.value().name, v.read_value().name, v.value() is v.value()]

# control dependencies do not reach a variable
c = tf.constant(1)
with tf.control_dependencies([c]):
    v = tf.get_variable("v", [])
    w = v + 1.0
"""

COLLECTIONS = """
# get_collection with a scope matches from the beginning
for name in ("a", "ab", "b", "a/b"):
    with tf.variable_scope(name):
        tf.get_variable("v", [])
[[v.name for v in tf.get_collection("variables", scope)] for scope in ("a", "a/", "b", ".*b", "nothing", "")]

# global_variables with a scope
with tf.variable_scope("a"):
    v = tf.get_variable("v", [])
w = tf.get_variable("w", [])
[[v.name for v in found] for found in (tf.global_variables("a"), tf.trainable_variables(scope="a/"), tf.local_variables("a"), tf.model_variables(), tf.moving_average_variables())]

# a collection and its reference
tf.add_to_collection("mine", tf.constant(1, name="one"))
copy = tf.get_collection("mine")
copy.append(2)
reference = tf.get_collection_ref("mine")
before = len(reference)
reference.append(tf.constant(2, name="two"))
[before, len(tf.get_collection("mine")), tf.get_collection("none"), tf.get_collection_ref("new")]

# add_to_collections
tf.add_to_collections(["mine", "variables", "mine"], tf.constant(1, name="one"))
tf.add_to_collections("mine", tf.constant(2, name="two"))

# any value in a collection
tf.add_to_collection("things", "text")
tf.add_to_collection("things", 3)
[tf.get_collection("things"), tf.get_collection("things", "t")]

# older names
v = tf.Variable(1.0, name="v")
a = tf.initialize_all_variables()
b = tf.initialize_variables([v])
c = tf.initialize_local_variables()
[a.name, b.name, c.name, [v.name for v in tf.all_variables()], a.type]

# initializers of nothing
[tf.global_variables_initializer().name, tf.variables_initializer([]).name, tf.variables_initializer([], name="mine").name]

# initializers of tables
[tf.tables_initializer().name, tf.initializers.tables_initializer("mine").name]

# initializers of some
v, w = tf.Variable(1.0, name="v"), tf.Variable(2.0, name="w")
a = tf.variables_initializer([v, w], name="both")
b = tf.initializers.global_variables()
c = tf.initializers.variables([v])
[a.name, b.name, c.name]

# the keys of graphs
[[key, str(getattr(tf.GraphKeys, key))] for key in ("TRAINABLE_RESOURCE_VARIABLES", "_SUMMARY_COLLECTION", "VARIABLES", "METRIC_VARIABLES", "UPDATE_OPS", "_STREAMING_MODEL_PORTS", "GLOBAL_VARIABLES")]

# report_uninitialized_variables
v, w = tf.Variable(1.0, name="v"), tf.get_variable("w", [2])
r = tf.report_uninitialized_variables()
[r.name, r.dtype.name, str(r.shape)]

# variables_initializer takes any collection, or none
a = tf.Variable(1.0, name="a")
before = set(tf.global_variables())
b = tf.Variable(2.0, name="b")
made = [set(tf.global_variables()) - before, {"b": b}.values(), (a, b), [], None]
[tf.variables_initializer(group, name="some").name for group in made]

# report_uninitialized_variables of none
tf.report_uninitialized_variables().name

# report_uninitialized_variables of one
v, w = tf.Variable(1.0, name="v"), tf.get_variable("w", [2])
tf.report_uninitialized_variables([w], name="which").name

# report_uninitialized_variables of local ones
v, w = tf.get_local_variable("v", []), tf.Variable(1.0, collections=[], trainable=False, name="w")
with tf.name_scope("ns"):
    r = tf.report_uninitialized_variables()
r.name

# report_uninitialized_variables where no collection knows one
w = tf.Variable(1.0, collections=[], trainable=False, name="w")
tf.report_uninitialized_variables().name

# assert_variables_initialized
v, w = tf.Variable(1.0, name="v"), tf.get_variable("w", [2])
a, b = tf.assert_variables_initialized(), tf.assert_variables_initialized([v])
[a.name, b.name]

# assert_variables_initialized of none
tf.assert_variables_initialized() is None

# is_variable_initialized
v = tf.Variable(1.0, name="v")
[tf.is_variable_initialized(v).name, tf.is_variable_initialized(v).name]

# assign with another shape
v = tf.Variable(1.0, name="v")
a = tf.assign(v, [1.0, 2.0], validate_shape=False)
[a.name, str(a.shape), str(v.shape)]

# count_up_to
v = tf.Variable(1, name="v")
a, b = v.count_up_to(3), tf.count_up_to(v, 5, name="steps")
[a.name, b.name, a.dtype.name]
"""

RUNS = """
# report and initialize step by step
v, w = tf.Variable(1.0, name="v"), tf.Variable(2.0, name="w")
report, known = tf.report_uninitialized_variables(), tf.is_variable_initialized(v)
with tf.Session() as sess:
    seen = [sess.run([report, known])]
    sess.run(v.initializer)
    seen.append(sess.run([report, known]))
    sess.run(tf.global_variables_initializer())
    seen.append(sess.run([report, known]))
seen

# assert_variables_initialized runs
v, w = tf.Variable(1.0, name="v"), tf.Variable(2.0, name="w")
check = tf.assert_variables_initialized()
with tf.Session() as sess:
    seen = [outcome(lambda: sess.run(check), "Attempting to use uninitialized value")]
    sess.run(tf.global_variables_initializer())
    seen.append(sess.run(check))
seen

# a report of nothing
tf.Session().run(tf.report_uninitialized_variables())

# assign another shape and back
v = tf.Variable(1.0, name="v")
wide, sum_ = tf.assign(v, [1.0, 2.0], validate_shape=False), tf.reduce_sum(v.read_value())
with tf.Session() as sess:
    sess.run(v.initializer)
    seen = [sess.run(wide), sess.run(v)]
    seen.append(outcome(lambda: sess.run(v.initializer), "Assign requires shapes of both tensors to match. lhs shape= [2] rhs shape= []"))
seen

# an unknown shape may grow
x = tf.placeholder(tf.float32)
v = tf.Variable(x, validate_shape=False)
with tf.Session() as sess:
    seen = [sess.run(v.initializer, {x: [1.0, 2.0]}), sess.run(v)]
    seen += [sess.run(v.initializer, {x: [[1.0]]}), sess.run(v)]
    seen.append(outcome(lambda: sess.run(v.assign([1.0, 2.0])), "lhs shape= [1,1] rhs shape= [2]"))
seen

# count up to the limit
v = tf.Variable(1, name="v")
step = v.count_up_to(3)
with tf.Session() as sess:
    sess.run(v.initializer)
    seen = [sess.run(step), sess.run(step), outcome(lambda: sess.run(step), "Reached limit of 3"), sess.run(v)]
seen

# regularization losses have values
w = tf.get_variable("w", initializer=[3.0, 4.0], regularizer=tf.nn.l2_loss)
losses = tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    seen = [sess.run(losses), sess.run(losses[0]), sess.run(tf.add_n(losses)), losses[0].eval()]
seen

# a shared variable trains once
for step in range(2):
    with tf.variable_scope("net", reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", initializer=1.0)
        loss = w * w
train = tf.train.GradientDescentOptimizer(0.25).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train)
    seen = [sess.run(w), len(tf.trainable_variables())]
seen
"""

MISTAKES = """
v = tf.get_variable("v", [1]); tf.get_variable("v", [1]) ## Variable v already exists, disallowed. Did you mean to set reuse=True or reuse=tf.AUTO_REUSE in VarScope? Originally defined at:
tf.get_variable_scope().reuse_variables(); tf.get_variable("v", [1]) ## Variable v does not exist, or was not created with tf.get_variable(). Did you mean to set reuse=tf.AUTO_REUSE in VarScope?
v = tf.Variable(1.0, name="v"); tf.get_variable_scope().reuse_variables(); tf.get_variable("v", [1]) ## Variable v does not exist, or was not created with tf.get_variable()
v = tf.get_variable("v", [1]); tf.get_variable_scope().reuse_variables(); tf.get_variable("v", [2]) ## Trying to share variable v, but specified shape (2,) and found shape (1,).
v = tf.get_variable("v", [1]); tf.get_variable_scope().reuse_variables(); tf.get_variable("v", []) ## Trying to share variable v, but specified shape () and found shape (1,).
v = tf.get_variable("v", [1]); tf.get_variable_scope().reuse_variables(); tf.get_variable("v", [1], tf.int32) ## Trying to share variable v, but specified dtype int32 and found dtype float32_ref.
v = tf.get_variable("v", [1], tf.float64); tf.get_variable_scope().reuse_variables(); tf.get_variable("v", [1]) ## Trying to share variable v, but specified dtype float32 and found dtype float64_ref.
tf.get_variable("v") ## Variable v did not get an initializer, so its `shape` argument must be specified.
tf.get_variable("v", [None, 2]) ## The initializer passed is not valid.
tf.get_variable("v", initializer=tf.zeros_initializer()) ## The initializer passed is not valid. It should be a callable with no arguments
tf.get_variable("v", [1], initializer=1.0) ## If initializer is a constant, do not specify shape.
tf.get_variable("v", [1], initializer=tf.constant([1.0])) ## If initializer is a constant, do not specify shape.
tf.get_variable("v", dtype=tf.int32, initializer=1.0) ## Initializer type '<dtype: 'float32'>' and explicit dtype '<dtype: 'int32'>' don't match.
tf.get_variable("v", dtype=tf.float32, initializer=np.zeros(2)) ## Initializer type '<dtype: 'float64'>' and explicit dtype '<dtype: 'float32'>' don't match.
tf.get_variable("v", [2], tf.complex64) ## An initializer for variable v of <dtype: 'complex64'> is required
tf.get_variable("v", [2], initializer=lambda: tf.zeros([2])) ## unexpected keyword argument 'dtype'
tf.get_variable("v", [2], initializer=tf.constant_initializer([1.0, 2.0, 3.0])) ## Too many elements provided.
tf.get_variable("v", [4], initializer=tf.constant_initializer([1.0, 2.0], verify_shape=True)) ## Expected Tensor's shape: (4,)
tf.get_variable("v", initializer=tf.placeholder(tf.float32)) ## initial_value must have a shape specified: Tensor("Placeholder:0", dtype=float32)
tf.get_variable("v", [2], tf.int32, initializer=tf.glorot_uniform_initializer()) ## int32
tf.get_variable("v", [2], collections="mine") ## collections argument to Variable constructor must be a list, tuple, or set. Got mine of type <class 'str'>
tf.get_variable("v", [2], constraint=3) ## The `constraint` argument must be a callable.
tf.get_variable("v", [2], custom_getter=3) ## Passed a custom_getter which is not callable: 3
tf.get_variable("v", [2], aggregation=7) ## Invalid variable aggregation mode: 7 for variable: v
tf.get_variable("v", [2], synchronization=7) ## Invalid variable synchronization mode: 7 for variable: v
tf.get_variable("v v", [2]) ## is not a valid
tf.variable_scope(None) ## If default_name is None then name_or_scope is required
tf.variable_scope("a", reuse=True).__enter__(); tf.train.create_global_step() ## Variable a/global_step does not exist
tf.variable_scope("a", reuse="yes") ## The reuse parameter must be True or False or None.
tf.variable_scope("a", reuse=1) ## The reuse parameter must be True or False or None.
tf.variable_scope(3).__enter__() ## VariableScope: name_or_scope must be a string or VariableScope
tf.variable_scope(None, "a", reuse=True).__enter__() ## reuse=True cannot be used without a name_or_scope
tf.variable_scope("a", auxiliary_name_scope=1) ## The auxiliary_name_scope must be `True` or `False`, while get 1
tf.variable_scope("a b").__enter__() ## is not a valid
tf.Variable(1.0, collections="mine") ## collections argument to Variable constructor must be a list, tuple, or set.
tf.Variable() ## initial_value must be specified.
tf.Variable(1.0, constraint=3) ## The `constraint` argument must be a callable.
tf.Variable(1.0).count_up_to(3) ## Value passed to parameter 'ref' has DataType float32 not in list of allowed values: int32, int64
tf.Variable([1]).count_up_to(3) ## Shape must be rank 0 but is rank 1
tf.Variable(1.0).set_shape([2]) ##
tf.Variable(1.0).assign([1.0, 2.0]) ##
tf.make_template(None, tf.abs) ## name cannot be None.
t = tf.make_template("t", lambda: tf.Variable(1.0)); t(); t() ## Trainable variable created when calling a template after the first time, perhaps you used tf.Variable when you meant tf.get_variable
tf.initializers.identity()([2]) ## must be at least two-dimensional. Received shape=[2]
tf.orthogonal_initializer()([2]) ## must be at least two-dimensional. Received shape=[2]
tf.variance_scaling_initializer(-1.0) ## Argument `scale` must be a positive float. Received: -1.0
tf.variance_scaling_initializer(mode="fan") ## Argument `mode` should be one of ('fan_in', 'fan_out', 'fan_avg'). Received: fan
tf.variance_scaling_initializer(distribution="even") ## Argument `distribution` should be one of && Received: even
tf.random_normal_initializer(dtype=tf.int32) ## Argument `dtype` is expected to be floating point. Received: <dtype: 'int32'>.
tf.constant_initializer({}) ## Invalid type for initial value={} of type: dict. Expected Python scalar, list or tuple of values, or numpy.ndarray.
"""

INITIALIZERS = """
tf.zeros_initializer()
tf.ones_initializer()
tf.zeros_initializer(tf.int32)
tf.ones_initializer(dtype=tf.float64)
tf.constant_initializer(2.5)
tf.constant_initializer([1, 2, 3, 4])
tf.constant_initializer(np.arange(4.0).reshape(2, 2))
tf.constant_initializer(3, dtype=tf.int32)
tf.constant_initializer(True, dtype=tf.bool)
tf.initializers.constant([[1.0]])
tf.initializers.zeros()
tf.initializers.ones()
tf.random_uniform_initializer(seed=3)
tf.random_uniform_initializer(-1, 1, seed=3)
tf.random_uniform_initializer(0, 1, seed=3)
tf.random_uniform_initializer(maxval=0.5, seed=3)
tf.random_uniform_initializer(0, 10, seed=3, dtype=tf.int32)
tf.random_normal_initializer(seed=3)
tf.random_normal_initializer(1.0, 0.02, seed=3)
tf.random_normal_initializer(seed=3, dtype=tf.float64)
tf.truncated_normal_initializer(seed=3)
tf.truncated_normal_initializer(mean=1.0, stddev=0.1, seed=3)
tf.initializers.random_normal(stddev=0.1, seed=4)
tf.initializers.random_uniform(seed=4)
tf.initializers.truncated_normal(stddev=0.1, seed=4)
tf.variance_scaling_initializer(seed=3)
tf.variance_scaling_initializer(2.0, "fan_out", seed=3)
tf.variance_scaling_initializer(mode="fan_avg", seed=3)
tf.variance_scaling_initializer(distribution="uniform", seed=3)
tf.variance_scaling_initializer(distribution="normal", seed=3)
tf.variance_scaling_initializer(distribution="untruncated_normal", seed=3)
tf.variance_scaling_initializer(2.0, "fan_avg", "UNIFORM", seed=3)
tf.uniform_unit_scaling_initializer(seed=3)
tf.uniform_unit_scaling_initializer(1.43, seed=3)
tf.initializers.uniform_unit_scaling(seed=3)
tf.glorot_uniform_initializer(seed=3)
tf.glorot_normal_initializer(seed=3)
tf.glorot_uniform_initializer()
tf.glorot_uniform_initializer(seed=3, dtype=tf.float64)
tf.initializers.glorot_uniform(seed=3)
tf.initializers.glorot_normal(seed=3)
tf.initializers.he_normal(seed=3)
tf.initializers.he_uniform(seed=3)
tf.initializers.lecun_normal(seed=3)
tf.initializers.lecun_uniform(seed=3)
tf.initializers.variance_scaling(seed=3)
tf.orthogonal_initializer(seed=3)
tf.orthogonal_initializer(0.5, seed=3)
tf.initializers.orthogonal(seed=3)
tf.initializers.identity()
tf.initializers.identity(0.5)
"""

SHAPES = ([2, 2], [], [3], [2, 3], [3, 2], [3, 2, 2, 4])


def initialized(tf: Any, np: Any, text: str) -> Any:
    """What an initializer draws for shapes of all ranks; its nodes for one; its form."""
    tf.set_random_seed(42)
    drawn, built = [], None
    for shape in SHAPES:
        drawn.append(outcome(lambda shape=shape: value(tf, np, text, shape)))
        built = built or nodes(tf)
    made = execute(tf, np, text)
    copy = type(made).from_config(made.get_config())
    config = {key: plain(item) for key, item in made.get_config().items()}
    return [drawn, built, config, copy.get_config().keys() == config.keys()]


def plain(item: Any) -> Any:
    """A value of a config without arrays."""
    return item.tolist() if hasattr(item, "tolist") else item


def value(tf: Any, np: Any, text: str, shape: list[int]) -> Any:
    """The first value of a variable of ``shape``."""
    initializer = execute(tf, np, text)
    name = "w" + "x".join(map(str, shape))
    variable = tf.get_variable(name, shape, initializer.dtype, initializer)
    with tf.Session() as session:
        session.run(variable.initializer)
        return session.run(variable)


@TOPIC.case("a whole net draws its weights in order")
def net_weights(tf: Any, np: Any) -> Any:
    tf.set_random_seed(7)
    x = tf.placeholder(tf.float32, [None, 3])
    for number, width in enumerate([4, 2]):
        with tf.variable_scope(f"layer{number}"):
            w = tf.get_variable("w", [x.shape[1], width])
            b = tf.get_variable("b", [width], initializer=tf.zeros_initializer())
            x = tf.nn.relu(tf.matmul(x, w) + b)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(tf.global_variables())


TOPIC.table(rows(NAMING), program)
TOPIC.table(rows(SHARING), program)
TOPIC.table(rows(GETTING), program)
TOPIC.table(rows(COLLECTIONS), program)
TOPIC.table(rows(RUNS), execute)
TOPIC.table(MISTAKES.strip("\n").split("\n"), mistake)
TOPIC.table(INITIALIZERS.strip().split("\n"), initialized, atol=2e-7)
