"""Measuring a run: when each node began and ended, as a ``RunMetadata`` message.

``Session.run(..., options=RunOptions(trace_level=RunOptions.FULL_TRACE),
run_metadata=RunMetadata())`` asks for it; TensorBoard and the timeline read it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from teachflow.core.messages import messages
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation
from teachflow.graph.running.observe import observing
from teachflow.graph.running.plan import Plan, Step

DEVICE = "/job:localhost/replica:0/task:0/device:CPU:0"


class _Trace:
    """An observer that notes, for each node: begin and end (ns), and its values.

    What a Python function runs in a session of its own is part of its node.
    """

    def __init__(self) -> None:
        self.rows: list[tuple[Operation, int, int, tuple[Any, ...]]] = []
        # One clock says when, the other how long: the first may be set back.
        self._offset = time.time_ns() - time.perf_counter_ns()
        self._began = 0
        self._depth = 0  # how many runs are going on, one inside the other

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """A run begins; what is fed takes no time here."""
        self._depth += 1

    def before(self, step: Step) -> None:
        """A node begins."""
        if self._depth == 1:
            self._began = time.perf_counter_ns()

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """A node has ended."""
        if self._depth > 1:
            return
        ended = time.perf_counter_ns()
        began = self._began + self._offset
        self.rows.append((step.node, began, ended + self._offset, values))

    def finish(self) -> None:
        """A run has ended."""
        self._depth -= 1


@contextmanager
def measured(graph: Graph, options: Any, run_metadata: Any) -> Iterator[None]:
    """A block whose run is written into ``run_metadata``, as far as ``options`` ask.

    Raises ``TypeError`` where ``run_metadata`` is no ``tf.RunMetadata``.
    """
    kind = messages("config").RunMetadata
    if not isinstance(run_metadata, kind):
        raise TypeError(
            f"run_metadata must be a tf.RunMetadata() to be filled in, not "
            f"{run_metadata!r}."
        )
    run_metadata.Clear()
    if not getattr(options, "trace_level", 0):
        yield
        _add_partition(graph, options, run_metadata, None)
        return
    trace = _Trace()
    with observing(trace):
        yield
    device = run_metadata.step_stats.dev_stats.add(device=DEVICE)
    for row in trace.rows:
        device.node_stats.add(**_node_stats(*row))
    names = {node.name for node, *_ in trace.rows}
    _add_partition(graph, options, run_metadata, names)


def _node_stats(
    node: Operation, began: int, ended: int, values: tuple[Any, ...]
) -> Any:
    inputs = ", ".join(tensor.op.name for tensor in node.inputs)
    outputs = zip(node.outputs, values, strict=True)
    return {
        "node_name": node.name,
        "timeline_label": f"{node.name} = {node.type}({inputs})",
        "scheduled_micros": began // 1000,
        "scheduled_nanos": began,
        "all_start_micros": began // 1000,
        "all_start_nanos": began,
        "op_end_rel_micros": (ended - began) // 1000,
        "op_end_rel_nanos": ended - began,
        "all_end_rel_micros": max((ended - began) // 1000, 1),
        "all_end_rel_nanos": ended - began,
        "output": [
            {
                "slot": tensor.value_index,
                "tensor_description": _described(tensor, value),
            }
            for tensor, value in outputs
            if value is not None and tensor.dtype.base_dtype.enum not in _HANDLES
        ],
    }


_HANDLES = (20, 21)  # resource and variant: what they stand for has no shape


def _described(tensor: Any, value: Any) -> dict[str, Any]:
    sizes = [{"size": length} for length in np.shape(value)]
    size = int(np.size(value)) * tensor.dtype.base_dtype.size
    return {
        "dtype": tensor.dtype.base_dtype.as_datatype_enum,
        "shape": {"dim": sizes},
        "allocation_description": {"requested_bytes": size, "allocator_name": "numpy"},
    }


def _add_partition(
    graph: Graph, options: Any, run_metadata: Any, names: set[str] | None
) -> None:
    """The graph that ran (there is one device, so one), where it was asked for."""
    if not getattr(options, "output_partition_graphs", False):
        return
    whole = graph.as_graph_def()
    nodes = [node for node in whole.node if names is None or node.name in names]
    run_metadata.partition_graphs.add(versions=whole.versions).node.extend(nodes)
