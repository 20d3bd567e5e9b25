"""A meta graph that TensorFlow wrote: its collections and its variables here."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import teachflow.compat.v1 as tf
from tests.oracle import harness
from tests.oracle.cases.graph_def_uses import collected
from tests.oracle.compare import differences
from tests.oracle.programs import computed

RECORD = Path(__file__).resolve().parent / "records" / "meta_graph_files.json"
CASE = json.loads(RECORD.read_text(encoding="utf-8"))["cases"]["collections"]


def test_a_meta_graph_of_tensorflow_gives_its_variables_and_collections():
    meta = tf.MetaGraphDef.FromString(base64.b64decode(CASE["meta"]))
    with tf.Graph().as_default() as graph:
        tf.train.import_meta_graph(meta)
        assert harness.encode(collected(tf, graph)) == CASE["collections"]
        w, step = tf.global_variables()
        assert graph.get_collection("trainable_variables")[0] is w
        assert (w.trainable, step.trainable) == (True, False)
        values = computed(tf, graph, ["w:0"])
        more = w.assign_add([[1.0], [1.0]])
        with tf.Session() as session:
            session.run(w.initializer)
            assert session.run(more).tolist() == [[2.0], [3.0]]
    assert differences(CASE["w"], harness.encode(values[0])) == []
