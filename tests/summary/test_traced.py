"""``trace_on`` and ``trace_export``: graphs of functions, as TensorBoard reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

import teachflow as tf
from teachflow.core.messages import messages
from teachflow.functions import watching


def test_graphs_of_functions_that_ran(tmp_path: Path) -> None:
    loading = pytest.importorskip(
        "tensorboard.backend.event_processing.event_file_loader"
    )
    double = tf.function(lambda x: tf.nn.relu(x * 2.0))
    writer = tf.summary.create_file_writer(str(tmp_path))
    tf.summary.trace_on(graph=True)
    for _ in range(2):
        double(tf.constant(1.0))
    with writer.as_default():
        tf.summary.trace_export("double", step=3)
    writer.close()
    assert not watching.seen
    (path,) = tmp_path.iterdir()
    events = list(loading.EventFileLoader(str(path)).Load())
    ((step, value),) = [(e.step, v) for e in events for v in e.summary.value]
    assert (step, value.tag) == (3, "double")
    assert value.metadata.plugin_data.plugin_name == "graph_run_metadata_graph"
    told = messages("config").RunMetadata()
    told.ParseFromString(value.tensor.string_val[0])
    (one,) = told.function_graphs
    assert "Relu" in [node.op for node in one.pre_optimization_graph.node]


def test_export_without_a_trace_is_refused() -> None:
    tf.summary.trace_off()
    with pytest.raises(ValueError, match="Must enable trace before export"):
        tf.summary.trace_export("nothing", step=0)
