"""``tf.summary.trace_on``: the graphs of the functions that run, for TensorBoard."""

from __future__ import annotations

import threading
from typing import Any

from teachflow.core.messages import messages
from teachflow.functions import watching
from teachflow.summaries.kinds import write


class _Collection:
    """The functions that have run since ``trace_on``, each once."""

    def __init__(self, graph: bool) -> None:
        self.graph = graph
        self.found: list[Any] = []

    def __call__(self, concrete: Any) -> None:
        if self.graph and not any(concrete is known for known in self.found):
            self.found.append(concrete)


_lock = threading.Lock()
_current: list[_Collection] = []


def trace_on(
    graph: bool = True, profiler: bool = False, profiler_outdir: Any = None
) -> None:
    """From here on collects the graphs of the functions that run, if ``graph``.

    ``trace_export`` writes them, ``trace_off`` forgets them. Does nothing while graphs
    are collected already. Raises ``NotImplementedError`` for ``profiler``: TeachFlow
    has none, so ``profiler_outdir`` is no use. Source: tf.summary.trace_on.

    >>> import teachflow as tf
    >>> tf.summary.trace_on()
    >>> int(tf.function(lambda x: x * 2)(tf.constant(3)))
    6
    >>> tf.summary.trace_off()
    """
    if profiler or profiler_outdir is not None:
        raise NotImplementedError(
            "TeachFlow has no profiler: call tf.summary.trace_on(graph=True) for the "
            "graphs alone."
        )
    with _lock:
        if not _current:
            _current.append(_Collection(graph))
            watching.seen.append(_current[0])


def trace_off() -> None:
    """Ends what ``trace_on`` began; nothing is written. Source: tf.summary.trace_off.

    >>> import teachflow as tf
    >>> tf.summary.trace_off()
    """
    with _lock:
        while _current:
            watching.seen.remove(_current.pop())


def trace_export(name: str, step: Any = None, profiler_outdir: Any = None) -> None:
    """Writes the graphs of all functions that ran since ``trace_on``, and ends it.

    They go to the default writer, under ``name``; TensorBoard shows them as graphs.
    Raises ``ValueError`` where nothing is collected, and where a writer is there but no
    ``step``. ``profiler_outdir`` changes nothing. Source: tf.summary.trace_export.

    >>> import teachflow as tf
    >>> tf.summary.trace_on()
    >>> tf.summary.trace_export("step", step=0)  # no writer: nothing is written
    """
    if not _current:
        raise ValueError("Must enable trace before export through tf.summary.trace_on.")
    found = _current[0].found
    write(name, lambda: _run_metadata(found), step, _plugin())
    trace_off()


def _plugin() -> Any:
    told = messages("summary").SummaryMetadata()
    told.plugin_data.plugin_name = "graph_run_metadata_graph"
    told.plugin_data.content = b"1"
    return told


def _run_metadata(functions: list[Any]) -> bytes:
    """``RunMetadata`` with the graph of each function, as it is before and after."""
    told = messages("config").RunMetadata()
    for concrete in functions:
        graph = concrete.graph.as_graph_def(add_shapes=True)
        one = told.function_graphs.add()
        one.pre_optimization_graph.CopyFrom(graph)
        one.post_optimization_graph.CopyFrom(graph)
        one.partition_graphs.add().CopyFrom(graph)
        told.partition_graphs.add().CopyFrom(graph)
    data: bytes = told.SerializeToString()
    return data
