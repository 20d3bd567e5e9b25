"""Graphs that TensorFlow wrote run here; what TeachFlow writes ran there.

The second half is the record itself: while it was made, TensorFlow loaded each graph
and computed the same numbers. Here the record is held to the ops as they are now.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import teachflow.compat.v1 as tf
from teachflow.graph_def.loadable import own_nodes
from tests.oracle import compare, harness
from tests.oracle.cases import graph_defs
from tests.oracle.programs import computed, trained

RECORDS = Path(__file__).resolve().parent / "records"


def record(topic: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (RECORDS / f"{topic}.json").read_text(encoding="utf-8")
    )
    return found["cases"]


FILES = record("graph_def_files")
ROWS = record("exported")["every row of the sample table"]
SAMPLES = graph_defs.sample_rows()


def differences(recorded: Any, values: Any) -> list[str]:
    return compare.differences(recorded, harness.encode(values), 1e-6, 1e-7)


@pytest.mark.parametrize("title", sorted(FILES))
def test_a_graph_of_tensorflow_gives_its_numbers_here(title: str) -> None:
    case = FILES[title]
    message = tf.GraphDef()
    message.ParseFromString(base64.b64decode(case["graph"]))
    with tf.Graph().as_default() as graph:
        fetches = tf.import_graph_def(message, return_elements=case["fetches"], name="")
    assert [tensor.name for tensor in fetches] == case["fetches"]
    is_training = len(case["values"]) > len(case["fetches"])
    values = (trained if is_training else computed)(tf, graph, case["fetches"])
    assert differences(case["values"], values) == []


def test_rows_were_asked() -> None:
    """All but a few, for which TensorFlow has no kernel; and every op with a row."""
    assert set(ROWS) <= set(SAMPLES)
    assert len(ROWS) > 0.98 * len(SAMPLES), sorted(set(SAMPLES) - set(ROWS))
    asked = {SAMPLES[name].op for name in ROWS}
    assert {row.op for row in SAMPLES.values()} == asked


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() & ROWS.keys()))
def test_a_row_has_tensorflows_value(name: str) -> None:
    graph, feeds, names = graph_defs.row_in_graph(np, SAMPLES[name])
    assert own_nodes(graph) == {}
    assert differences(ROWS[name], graph_defs.ran(tf, graph, feeds, names)) == []


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_row_comes_back_as_it_was_written(name: str) -> None:
    graph, _, names = graph_defs.row_in_graph(np, SAMPLES[name])
    written = graph.as_graph_def(add_shapes=True)
    with tf.Graph().as_default() as again:
        tf.import_graph_def(written, name="")
    assert again.as_graph_def(add_shapes=True) == written
    for tensor in names:
        before, after = (
            graph.get_tensor_by_name(tensor),
            again.get_tensor_by_name(tensor),
        )
        assert (str(before), before.dtype) == (str(after), after.dtype)
