"""What is done with messages: graphs imported under names, cut, frozen, collected.

``graph_def_uses`` holds the nodes of a graph after each of these; ``tensor_protos`` the
text of TensorProto messages; ``meta_graph_files`` the meta graphs that TensorFlow wrote,
for ``test_meta_graphs.py`` to load here.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

import base64
from typing import Any

from tests.oracle.cases.graph_defs import plain_nodes
from tests.oracle.harness import Topic, execute, outcome
from tests.oracle.programs import computed

USES = Topic("graph_def_uses", "graph")
PROTOS = Topic("tensor_protos", "graph")
META = Topic("meta_graph_files", "graph", recorded_only=True)
TOPICS = [USES, PROTOS, META]

SMALL = """
with tf.Graph().as_default() as small:
    x = tf.placeholder(tf.float32, [None], name="x")
    z = tf.add(tf.multiply(x, 2.0, name="y"), 1.0, name="z")
    with tf.control_dependencies([z]):
        tf.no_op(name="after")
good = small.as_graph_def()
def have(graph=None):
    return nodes(tf, graph)
"""
IMPORTS = """
tf.import_graph_def(good); have()
tf.import_graph_def(good, name=""); have()
tf.import_graph_def(good, name="a/b"); have()
tf.import_graph_def(good, name="a/"); have()
tf.import_graph_def(good); tf.import_graph_def(good); have()
x = tf.constant(1, name="x"); tf.import_graph_def(good, name=""); have()
r = tf.import_graph_def(good, return_elements=["z:0", "y", "x:0"]); [r[0].name, r[1].name, r[2].name, r[0].dtype.name]
q = tf.constant([1.0], name="q"); r = tf.import_graph_def(good, input_map={"x:0": q}, return_elements=["z:0"]); [have(), r[0].get_shape().as_list()]
r = tf.import_graph_def(good, input_map={"y": np.float32([3])}, return_elements=["z:0"]); [have(), r[0].get_shape().as_list()]
q = tf.constant(1.0, name="q"); tf.import_graph_def(good, input_map={"^z": q}); have()
r = tf.import_graph_def(good, input_map={"y:0": tf.constant([1.0], name="q")}, return_elements=["y:0", "y"]); [e.name for e in r]
s = tf.name_scope("s"); s.__enter__(); tf.import_graph_def(good); n = tf.get_default_graph().get_operations()[-1].name; s.__exit__(None, None, None); n
part = tf.graph_util.extract_sub_graph(good, ["y"]); [n.name for n in part.node]
part = tf.graph_util.extract_sub_graph(good, ["after"]); [n.name for n in part.node]
outcome(lambda: tf.graph_util.extract_sub_graph(good, ["q"]), "q is not in graph")
outcome(lambda: tf.graph_util.extract_sub_graph(good, "z"), "dest_nodes must be an iterable of strings")
outcome(lambda: tf.graph_util.extract_sub_graph("z", ["z"]), "graph_def must be a graph_pb2.GraphDef proto")
"""
FREEZING = """
v = tf.Variable([1.0, 2.0], name="v")
u = tf.Variable(3.0, name="u")
y = tf.identity(tf.stop_gradient(v * 2.0) + u, name="y")
session = tf.Session()
session.run([v.initializer, u.initializer])
whole = tf.get_default_graph().as_graph_def()
def frozen(*args, **kwargs):
    found = tf.graph_util.convert_variables_to_constants(session, whole, *args, **kwargs)
    return plain_nodes(tf, found)
def trimmed(*args):
    return plain_nodes(tf, tf.graph_util.remove_training_nodes(whole, *args))
"""
FROZEN = """
frozen(["y"])
frozen(["mul"])
frozen(["y"], variable_names_whitelist=["v"])
frozen(["y"], variable_names_blacklist=["v"])
[row[:2] for row in trimmed(["y"])]
"""
TENSORS = """
1.5
[1, 2]
[[1.5], [2.5]]
[]
"text"
["a", b"bc"]
True
[True, False]
1j
[1j, 2.0]
2**40
np.float16(0.5)
np.array([0.5, 1.5], np.float16)
np.array([1, 2], np.uint16)
np.array([1, 2], np.uint8)
np.uint8(200)
np.array([1, 2], np.uint64)
np.array([[1, 2]], np.complex64)
np.array(7.25)
np.array([1.0, 2.0])
np.array(["a", "b"])
1, tf.float32
[1, 2], tf.int64
3, tf.float64, [2, 2]
[1, 2], tf.int32, [3]
5.0, None, [4]
1, tf.float16, [3]
"x", None, [2]
None
[1, 2, 3], tf.float32, [2]
[1, [2, 3]]
1.5, tf.int32
"a", tf.float32
[1, 2], None, [2, 1], True
"""


def used(tf: Any, np: Any, row: str, header: str) -> Any:
    """The value of the row's last part, each part (between ``; ``) a line."""
    parts = "\n".join(part.strip() for part in row.split("; "))
    if header is FREEZING:
        header += "\nfrom tests.oracle.cases.graph_defs import plain_nodes\n"
    return execute(tf, np, header + parts)


def tensor_proto(tf: Any, np: Any, row: str) -> Any:
    """The message's text, and the array that is read back from it."""

    def made() -> Any:
        proto = execute(tf, np, f"tf.make_tensor_proto({row})")
        return [str(proto), tf.make_ndarray(proto)]

    return outcome(made)


def lines(table: str) -> list[str]:
    return [line for line in table.split("\n") if line.strip()]


for line in lines(IMPORTS):
    USES.add(line, lambda tf, np, row=line: used(tf, np, row, SMALL))
for line in lines(FROZEN):
    USES.add(line, lambda tf, np, row=line: used(tf, np, row, FREEZING))
for line in lines(TENSORS):
    PROTOS.add(line, lambda tf, np, row=line: tensor_proto(tf, np, row))

# --- meta graphs ---------------------------------------------------------------------

COLLECTED = """
x = tf.placeholder(tf.float32, [None, 2], name="x")
w = tf.Variable([[1.0], [2.0]], name="w")
step = tf.Variable(0, trainable=False, name="step")
y = tf.matmul(x, w, name="y")
tf.add_to_collection("outputs", y)
tf.add_to_collection("nodes", y.op)
tf.add_to_collection("words", "learning")
tf.add_to_collection("numbers", 3)
tf.add_to_collection("numbers", 4)
tf.add_to_collection("rates", 0.5)
"""


def collected(tf: Any, graph: Any) -> Any:
    """What the collections hold, by name."""
    kinds = (tf.Variable, tf.Tensor, tf.Operation)

    def plain(item: Any) -> Any:
        kind = next((kind for kind in kinds if isinstance(item, kind)), None)
        return item if kind is None else [kinds.index(kind), item.name]

    return {
        key: [plain(item) for item in graph.get_collection(key)]
        for key in sorted(graph.get_all_collection_keys())
    }


def defined(tf: Any, meta: Any) -> Any:
    """The collections of a MetaGraphDef; VariableDefs are read out."""
    found = {}
    for key in sorted(meta.collection_def):
        kind = meta.collection_def[key].WhichOneof("kind")
        values = list(getattr(meta.collection_def[key], kind).value)
        if key in {"variables", "trainable_variables"}:
            message = type(tf.global_variables()[0].to_proto())
            values = [str(message.FromString(value)) for value in values]
        found[key] = [kind, values]
    return found


@USES.case("the collections of a meta graph")
def exported_collections(tf: Any, np: Any) -> Any:
    execute(tf, np, COLLECTED)
    meta = tf.train.export_meta_graph()
    return [defined(tf, meta), len(meta.graph_def.node)]


@USES.case("chosen collections, under a scope")
def exported_scope(tf: Any, np: Any) -> Any:
    with tf.name_scope("part"):
        execute(tf, np, COLLECTED)
    meta = tf.train.export_meta_graph(
        collection_list=["variables", "outputs"], export_scope="part"
    )
    return [defined(tf, meta), plain_nodes(tf, meta.graph_def)]


@USES.case("a meta graph without attributes at their defaults")
def exported_stripped(tf: Any, np: Any) -> Any:
    execute(tf, np, COLLECTED)
    meta = tf.train.export_meta_graph(strip_default_attrs=True)
    return plain_nodes(tf, meta.graph_def)


@USES.case("a meta graph and back")
def there_and_back(tf: Any, np: Any) -> Any:
    with tf.Graph().as_default():
        execute(tf, np, COLLECTED)
        meta = tf.train.export_meta_graph()
    found = []
    for scope in (None, "again"):
        with tf.Graph().as_default() as graph:
            tf.train.import_meta_graph(meta, import_scope=scope)
            found.append(collected(tf, graph))
            with tf.Session() as session:
                session.run([v.initializer for v in tf.global_variables()])
                (y,) = graph.get_collection("outputs") if scope is None else [None]
                y = y if y is not None else graph.get_tensor_by_name("again/y:0")
                feeds = {y.op.inputs[0]: [[1.0, 1.0]]}
                found.append(session.run(y, feeds))
    return found


@META.case("collections")
def meta_graph_file(tf: Any, np: Any) -> Any:
    """TensorFlow's own message, what it holds, and a value."""
    execute(tf, np, COLLECTED)
    graph = tf.get_default_graph()
    meta = tf.train.export_meta_graph()
    with tf.Graph().as_default() as again:
        tf.train.import_meta_graph(meta)
    data = meta.SerializeToString(deterministic=True)
    return {
        "meta": base64.b64encode(data).decode(),
        "collections": collected(tf, again),
        "w": computed(tf, graph, ["w:0"])[0],
    }
