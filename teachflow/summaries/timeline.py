"""``Timeline``: a measured run in the format that Chrome's tracing page shows."""

from __future__ import annotations

import json
import re
from typing import Any

_LABEL = re.compile(r"= (?P<op>[^(]*)\((?P<inputs>[^)]*)\)")


class Timeline:
    """The nodes of ``run_metadata.step_stats`` along the time.

    Source: tensorflow.python.client.timeline.Timeline.

    >>> import teachflow.compat.v1 as tf
    >>> metadata = tf.RunMetadata()
    >>> options = tf.RunOptions(trace_level=tf.RunOptions.FULL_TRACE)
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     _ = sess.run(tf.constant(1) + 2, options=options, run_metadata=metadata)
    >>> trace = Timeline(metadata.step_stats).generate_chrome_trace_format()
    >>> [e["args"]["name"] for e in json.loads(trace)["traceEvents"] if e["ph"] == "X"]
    ['Const', 'add/y', 'add']
    """

    def __init__(self, step_stats: Any, graph: Any = None) -> None:
        self._step_stats = step_stats

    def generate_chrome_trace_format(
        self,
        show_dataflow: bool = True,
        show_memory: bool = False,
        op_time: str = "schedule",
    ) -> str:
        """Returns the JSON text to load at ``chrome://tracing``.

        ``show_dataflow`` draws an arrow for each tensor from where it was computed to
        where it is used. ``show_memory`` and ``op_time`` change nothing here.
        """
        events: list[dict[str, Any]] = []
        for number, device in enumerate(self._step_stats.dev_stats):
            name = {"name": f"{device.device} Compute"}
            events.append(
                {"name": "process_name", "ph": "M", "pid": number, "args": name}
            )
            events += _events(device, number, show_dataflow)
        return json.dumps({"traceEvents": events}, indent=4)


def _events(device: Any, number: int, show_dataflow: bool) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    ended: dict[str, int] = {}  # when each node was done
    flows = 0
    for stats in device.node_stats:
        match = _LABEL.search(stats.timeline_label)
        op = match["op"] if match else stats.node_name
        inputs = [name for name in match["inputs"].split(", ") if name] if match else []
        start, took = stats.all_start_micros, stats.all_end_rel_micros
        place = {"pid": number, "tid": 0}
        args = {"name": stats.node_name, "op": op}
        args |= {f"input{at}": name for at, name in enumerate(inputs)}
        event = {"ph": "X", "cat": "Op", "name": op, **place, "ts": start, "dur": took}
        found.append({**event, "args": args})
        for name in inputs:
            if show_dataflow and name in ended:
                flow = {"cat": "DataFlow", "name": name, **place, "id": flows}
                found.append({"ph": "s", **flow, "ts": ended[name]})
                found.append({"ph": "t", **flow, "ts": start})
                flows += 1
        ended[stats.node_name] = start + took
    return found
