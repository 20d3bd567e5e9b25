"""Graphs as messages: what is written of a graph, and read on the other side.

``graph_defs`` holds each program's GraphDef, attribute by attribute (without those that
begin with an underscore: hints to TensorFlow's own runtime). ``graph_def_files`` holds
GraphDefs as TensorFlow wrote them, with the values that it computed, for
``test_graph_defs.py`` to load and run here. ``exported`` goes the other way: there the
recorder loads into TensorFlow what TeachFlow writes (it needs TeachFlow and
``tensorboard`` beside TensorFlow), and holds TensorFlow's values of each program and of
each row of ``tests/ops/samples`` that TensorFlow can run.
"""

from __future__ import annotations

import base64
import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.oracle.harness import Topic
from tests.oracle.programs import (
    PROGRAMS,
    TRAINING,
    computed,
    named_fetches,
    trained,
)

GRAPH_DEFS = Topic("graph_defs", "graph")
FILES = Topic("graph_def_files", "graph", recorded_only=True)
EXPORTED = Topic("exported", "graph", recorded_only=True)
TOPICS = [GRAPH_DEFS, FILES, EXPORTED]

# --- messages as plain data ---------------------------------------------------------


def plain_value(tf: Any, value: Any) -> Any:
    """What an AttrValue says."""
    kind = value.WhichOneof("value")
    if kind != "list":
        return plain_item(tf, kind, getattr(value, kind))
    for kind in ("s", "i", "f", "b", "type", "shape", "tensor"):
        items = getattr(value.list, kind)
        if items:
            return [plain_item(tf, kind, item) for item in items]
    return []


def plain_item(tf: Any, kind: str, item: Any) -> Any:
    if kind == "s":
        return item.decode("latin-1")
    if kind == "type":
        return tf.as_dtype(item).name
    if kind == "shape":
        return None if item.unknown_rank else [dim.size for dim in item.dim]
    if kind == "tensor":
        array = tf.make_ndarray(item)
        return ["tensor", array]
    return item


def plain_nodes(tf: Any, graph_def: Any) -> list[Any]:
    """Every node: name, op, inputs, attributes."""
    return [
        [
            node.name,
            node.op,
            list(node.input),
            {
                key: plain_value(tf, node.attr[key])
                for key in sorted(node.attr)
                if not key.startswith("_") or key == "_output_shapes"
            },
        ]
        for node in graph_def.node
    ]


def written(tf: Any, np: Any, text: str) -> Any:
    """The program's GraphDef as plain data."""
    named_fetches(tf, np, text)
    graph_def = tf.get_default_graph().as_graph_def(add_shapes=True)
    return {
        "producer": graph_def.versions.producer,
        "nodes": plain_nodes(tf, graph_def),
    }


def filed(tf: Any, np: Any, text: str, values_of: Any = computed) -> Any:
    """The program's GraphDef in binary form, and the values of its fetches."""
    names = named_fetches(tf, np, text)
    graph = tf.get_default_graph()
    data = graph.as_graph_def().SerializeToString(deterministic=True)
    return {
        "graph": base64.b64encode(data).decode(),
        "fetches": names,
        "values": values_of(tf, graph, names),
    }


def filed_training(tf: Any, np: Any, text: str) -> Any:
    """The same of a training program, with its losses: gradients and steps included."""
    return filed(tf, np, text, trained)


GRAPH_DEFS.table(PROGRAMS, written)
FILES.table(PROGRAMS, filed)
FILES.table(TRAINING, filed_training)


# --- what TeachFlow writes, in TensorFlow -------------------------------------------


def from_teachflow(tf: Any, np: Any, text: str) -> Any:
    """TensorFlow's values of the graph that TeachFlow makes of the program."""
    ours = importlib.import_module("teachflow.compat.v1")
    with ours.Graph().as_default() as graph:
        names = named_fetches(ours, np, text)
    mine = computed(ours, graph, names)
    theirs = loaded(tf, graph)
    return agreed(np, mine, computed(tf, theirs, names))


def loaded(tf: Any, graph: Any) -> Any:
    """A graph of TensorFlow with the nodes that TeachFlow's ``graph`` writes."""
    data = graph.as_graph_def().SerializeToString()
    with tf.Graph().as_default() as theirs:
        tf.import_graph_def(tf.GraphDef.FromString(data), name="")
    return theirs


def agreed(np: Any, mine: list[Any], theirs: list[Any]) -> list[Any]:
    """Their values; raises where TeachFlow's own are others."""
    for one, other in zip(mine, theirs, strict=True):
        one, other = np.asarray(one), np.asarray(other)
        assert one.dtype == other.dtype, (one, other)
        if one.dtype.kind in "fc":
            np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-7)
        else:
            np.testing.assert_array_equal(one, other)
    return theirs


for program in PROGRAMS:
    title = program.strip("\n").partition("\n")[0].removeprefix("# ")
    EXPORTED.add(title, lambda tf, np, text=program: from_teachflow(tf, np, text))

# Rows of the sample table where TensorFlow's output says nothing; a row is found by the
# beginning of its name.
UNSUITED = {
    "FusedBatchNormV3-float32[1,2,3,2]": "outputs that are not set",
    "ImageSummary": "another compression",
    "Round-int32[3]": "gives zeros",
    "SelfAdjointEigV2-float64[3,3]-compute_v=False": "an output that is not set",
    "Eig-": "the order of eigenvalues and the phases of vectors are each library's",
    "Svd-float64[3,3]-compute_uv=False": "outputs that are not set",
}
# What TensorFlow says where it has the op, but no kernel for a CPU.
NO_KERNEL = "No OpKernel was registered", "CPU implementations do not yet support"


def sample_rows() -> dict[str, Any]:
    """The rows to compute, by name; of rows of one name the later ones are numbered."""
    samples = importlib.import_module("tests.ops.samples").SAMPLES
    is_tensorflows = importlib.import_module(
        "teachflow.graph_def.attributes"
    ).is_tensorflows
    found: dict[str, Any] = {}
    for row in samples:
        name = str(row)
        if not hasattr(row, "inputs") or not is_tensorflows(row.op):
            continue
        if name.startswith(tuple(UNSUITED)):
            continue
        number = 2
        while name in found:
            name = f"{row} ({number})"
            number += 1
        found[name] = row
    return found


def row_in_graph(
    np: Any, row: Any, order: int = 0
) -> tuple[Any, dict[str, Any], list[str]]:
    """TeachFlow's graph of the row: placeholders for what is computed with, constants
    for what says how (shapes, axes, text); the feeds and fetches by name.

    Gradients up to ``order`` are fetched, too.
    """
    check = importlib.import_module("tests.ops.check")
    sample = importlib.import_module("tests.ops.sample")
    feeds: dict[str, Any] = {}
    with check.Graph().as_default() as graph:
        tensors = []
        for position, array in enumerate(sample.flat(row.inputs)):
            dtype = check.dtypes.as_dtype(array.dtype)
            if position in row.fixed or array.dtype.kind in "iO":
                tensors.append(graph.constant(array, dtype, "input"))
                continue
            attrs = {"dtype": dtype, "shape": check.TensorShape(array.shape)}
            tensor = graph.apply(check.OPS["Placeholder"], (), attrs, "input")
            tensors.append(tensor)
            feeds[tensor.name] = array
        outputs = check.listed(
            graph.apply(
                check.OPS[row.op],
                check.regrouped(row, tensors),
                check.attributes(row),
                "output",
            )
        )
        fetches = [tensor for tensor in outputs if hasattr(tensor, "value_index")]
        sources = [tensors[position] for position in check.sources(row)]
        ys = [tensor for tensor in fetches if tensor.dtype.is_differentiable]
        for _ in range(order if sources else 0):
            found = check.gradients(ys, sources) if ys else []
            ys = [gradient for gradient in found if gradient is not None]
            fetches += ys
    return graph, feeds, [tensor.name for tensor in fetches]


def ran(tf: Any, graph: Any, feeds: dict[str, Any], names: list[str]) -> list[Any]:
    """The values of ``names`` in a new session."""
    with tf.Session(graph=graph) as session:
        values: list[Any] = session.run(names, feeds)
    return values


@EXPORTED.case("every row of the sample table")
def every_row(tf: Any, np: Any) -> Any:
    """TensorFlow's values of each row, by its name."""
    ours = importlib.import_module("teachflow.compat.v1")
    found = {}
    for name, row in sample_rows().items():
        with naming(name):
            graph, feeds, names = row_in_graph(np, row)
            mine = ran(ours, graph, feeds, names)
            found[name] = agreed(np, mine, ran(tf, loaded(tf, graph), feeds, names))
    return found


@contextmanager
def naming(name: str) -> Iterator[None]:
    """A block whose errors say which row it was; where TensorFlow has no kernel, no
    error.
    """
    try:
        yield
    except Exception as error:
        if not any(words in str(error) for words in NO_KERNEL):
            raise RuntimeError(f"{name}: {error}") from error


# --- gradients of TeachFlow's, their helper ops in TensorFlow's ----------------------

# TensorFlow's kernel writes into the buffer of its input here.
OVERWRITTEN = "MaxPoolGrad-float64[1,5,4,2]"


@EXPORTED.case("the gradients of every row, first and second order")
def every_gradient(tf: Any, np: Any) -> Any:
    """How many gradient graphs TensorFlow ran with our numbers, and of which ops the
    gradients keep a helper that has no counterpart.
    """
    ours = importlib.import_module("teachflow.compat.v1")
    util = ours.graph_util
    ran_there, kept = 0, set()
    for name, row in sample_rows().items():
        if name.startswith(OVERWRITTEN):
            continue
        with naming(name):
            graph, feeds, names = row_in_graph(np, row, order=2)
            lowered = util.lower_helpers(graph)
            mine = ran(ours, graph, feeds, names)
            agreed(np, mine, ran(ours, lowered, feeds, names))
            if util.own_nodes(lowered):
                kept.add(row.op)
                continue
            agreed(np, mine, ran(tf, loaded(tf, lowered), feeds, names))
            ran_there += any("gradients" in fetch for fetch in names)
    assert ran_there > 300, ran_there
    return {"ops with a helper of our own": sorted(kept)}


def trained_by_both(tf: Any, np: Any, text: str) -> Any:
    """TensorFlow's losses of TeachFlow's training graph."""
    ours = importlib.import_module("teachflow.compat.v1")
    with ours.Graph().as_default() as graph:
        names = named_fetches(ours, np, text)
    theirs = loaded(tf, ours.graph_util.lower_helpers(graph))
    return agreed(np, trained(ours, graph, names), trained(tf, theirs, names))


for program in TRAINING:
    title = program.strip("\n").partition("\n")[0].removeprefix("# ")
    EXPORTED.add(title, lambda tf, np, text=program: trained_by_both(tf, np, text))


@EXPORTED.case("a meta graph, trained on by TensorFlow")
def meta_graph_trained(tf: Any, np: Any) -> Any:
    """What TensorFlow finds in a meta graph of TeachFlow's, and its losses."""
    ours = importlib.import_module("teachflow.compat.v1")
    with ours.Graph().as_default() as graph:
        names = named_fetches(ours, np, TRAINING[0])
        lowered = ours.graph_util.lower_helpers(graph)
        meta = ours.train.export_meta_graph(
            graph_def=lowered.as_graph_def(add_shapes=True)
        )
    with tf.Graph().as_default() as theirs:
        tf.train.import_meta_graph(tf.MetaGraphDef.FromString(meta.SerializeToString()))
        found = {
            key: [item.name for item in theirs.get_collection(key)]
            for key in sorted(theirs.get_all_collection_keys())
        }
    losses = agreed(np, trained(ours, graph, names), trained(tf, theirs, names))
    return {"collections": found, "losses": losses}
