"""Rows of the ops that choose and repeat; a row is a small condition or loop."""

from __future__ import annotations

from inspect import Parameter
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from tests.ops.sample import StateSample


def _apply(graph: Any, op: str, *inputs: Any, **attrs: Any) -> Any:
    defaults = OPS[op].attrs.items()
    known = {key: value for key, value in defaults if value is not Parameter.empty}
    return graph.apply(OPS[op], inputs, {**known, **attrs}, None)


def _place(graph: Any, session: Any) -> Any:
    """A variable that holds 1."""
    attrs = {"shape": TensorShape(()), "dtype": dt.float32}
    place = _apply(graph, "VariableV2", **attrs)
    session.run(_apply(graph, "Assign", place, 1.0))
    return place


def _pred(graph: Any) -> Any:
    return _apply(graph, "Placeholder", shape=TensorShape(()), dtype=dt.bool_)


def _both_ways(session: Any, pred: Any, fetched: Any) -> Any:
    return [session.run(fetched, {pred: truth}) for truth in (True, False)]


def _switch(graph: Any, session: Any) -> Any:
    """Each side computes something of its own, and one of them arrives."""
    pred = _pred(graph)
    no, yes = _apply(graph, "Switch", 3.0, pred)
    merged, index = _apply(graph, "Merge", [no + 1.0, yes * 5.0])
    return _both_ways(session, pred, [merged, index])


def _ref_switch(graph: Any, session: Any) -> Any:
    """Either side changes the variable, and it is the variable that arrives."""
    pred, place = _pred(graph), _place(graph, session)
    no, yes = _apply(graph, "RefSwitch", place, pred)
    changed = [_apply(graph, "AssignSub", no, 1.0), _apply(graph, "Assign", yes, 7.0)]
    merged, index = _apply(graph, "RefMerge", changed)
    return _both_ways(session, pred, [merged, index, place])


def _loop(graph: Any, session: Any) -> Any:
    """Doubles 1 until it is no longer below what enters from outside."""
    limit = _apply(graph, "Placeholder", shape=TensorShape(()), dtype=dt.float32)
    entered = _apply(graph, "Enter", np.float32(1), frame_name="f")
    inside = _apply(graph, "Enter", limit, frame_name="f", is_constant=True)
    merged, _ = _apply(graph, "Merge", [entered, entered])
    test = _apply(graph, "LoopCond", merged < inside)
    last, now = _apply(graph, "Switch", merged, test)
    after = _apply(graph, "NextIteration", now * 2.0)
    merged.op.inputs = (entered, after)
    left = _apply(graph, "Exit", last)
    return [session.run(left, {limit: value}) for value in (0.0, 2.0, 100.0)]


def _ref_loop(graph: Any, session: Any) -> Any:
    """Adds 2 to a variable, which goes around as itself, until it is 7 or more."""
    place = _place(graph, session)
    entered = _apply(graph, "RefEnter", place, frame_name="f")
    merged, _ = _apply(graph, "RefMerge", [entered, entered])
    value = _apply(graph, "Identity", merged)
    test = _apply(graph, "LoopCond", value < 7.0)
    last, now = _apply(graph, "RefSwitch", merged, test)
    added = _apply(graph, "AssignAdd", now, 2.0)
    merged.op.inputs = (entered, _apply(graph, "RefNextIteration", added))
    return session.run([_apply(graph, "RefExit", last), place])


def _trigger(graph: Any, session: Any) -> Any:
    place = _place(graph, session)
    add = _apply(graph, "AssignAdd", place, 1.0)
    with graph.control_dependencies([add]):
        session.run(_apply(graph, "ControlTrigger"))
    return session.run(place)


def _list(graph: Any, session: Any) -> Any:
    """The last of two that were pushed comes off first; the list itself stays."""
    empty = _apply(graph, "EmptyTensorList", [2], -1, element_dtype=dt.int32)
    one = _apply(graph, "TensorListPushBack", empty, [1, 2])
    two = _apply(graph, "TensorListPushBack", one, [3, 4])
    kind = {"element_dtype": dt.int32}
    rest, last = _apply(graph, "TensorListPopBack", two, [2], **kind)
    _, first = _apply(graph, "TensorListPopBack", rest, [2], **kind)
    _, again = _apply(graph, "TensorListPopBack", one, [2], **kind)
    return session.run([last, first, again])


def _array(graph: Any, size: int, **attrs: Any) -> Any:
    attrs = {"dtype": dt.float32, "clear_after_read": False, **attrs}
    return _apply(graph, "TensorArrayV3", size, **attrs)


def _array_rows(graph: Any, session: Any) -> Any:
    """Two rows are written at once, then one; rows, row and size are read."""
    handle, flow = _array(graph, 3)
    value = [[1.0, 2.0], [3.0, 4.0]]
    flow = _apply(graph, "TensorArrayScatterV3", handle, [2, 0], value, flow)
    flow = _apply(graph, "TensorArrayWriteV3", handle, 1, [5.0, 6.0], flow)
    kind = {"dtype": dt.float32}
    rows = _apply(graph, "TensorArrayGatherV3", handle, [1, 2], flow, **kind)
    row = _apply(graph, "TensorArrayReadV3", handle, 0, flow, **kind)
    return session.run([rows, row, _apply(graph, "TensorArraySizeV3", handle, flow)])


def _array_pieces(graph: Any, session: Any) -> Any:
    """Cut into pieces of one and two, and joined again."""
    handle, flow = _array(graph, 2)
    flow = _apply(
        graph, "TensorArraySplitV3", handle, [1.0, 2.0, 3.0], np.int64([1, 2]), flow
    )
    kind = {"dtype": dt.float32}
    return session.run(_apply(graph, "TensorArrayConcatV3", handle, flow, **kind))


def _array_gradients(graph: Any, session: Any) -> Any:
    """In a gradient array what is written at one index adds up."""
    handle, flow = _array(graph, 2)
    sums, flow = _apply(graph, "TensorArrayGradV3", handle, flow, source="gradients")
    for value in (1.0, 2.0):
        flow = _apply(graph, "TensorArrayWriteV3", sums, 0, np.float32(value), flow)
    kind = {"dtype": dt.float32}
    return session.run(_apply(graph, "TensorArrayReadV3", sums, 0, flow, **kind))


def _array_closed(graph: Any, session: Any) -> Any:
    handle, flow = _array(graph, 2)
    with graph.control_dependencies([_apply(graph, "TensorArrayCloseV3", handle)]):
        size = _apply(graph, "TensorArraySizeV3", handle, flow)
    return session.run(size)


def _stack(graph: Any, session: Any) -> Any:
    """Two are pushed; the last one comes off, then none is left."""
    handle = _apply(graph, "StackV2", -1, elem_type=dt.float32)
    one = _apply(graph, "StackPushV2", handle, 1.0)
    with graph.control_dependencies([one]):
        two = _apply(graph, "StackPushV2", handle, 2.0)
    with graph.control_dependencies([two]):
        last = _apply(graph, "StackPopV2", handle, elem_type=dt.float32)
    with graph.control_dependencies([last]):
        closed = _apply(graph, "StackCloseV2", handle)
    with graph.control_dependencies([closed]):
        gone = _apply(graph, "StackPopV2", handle, elem_type=dt.float32)
    try:
        session.run(gone)
    except InvalidArgumentError as error:
        return [session.run(last), error.op.type]
    return session.run([last, gone])


_F = np.float32
_ROWS = [np.float32([[5, 6], [1, 2]]), np.float32([3, 4]), np.int32(3)]
_PIECES = [np.float32([1, 2, 3]), np.int64([1, 2])]
_LISTED = [np.int32([3, 4]), np.int32([1, 2]), np.int32([1, 2])]
_LOOPED = [_F(1), _F(2), _F(128)]
_SWITCHED = [[_F(15), np.int32(1)], [_F(4), np.int32(0)]]
_PLACES = [[_F(7), np.int32(1), _F(7)], [_F(6), np.int32(0), _F(6)]]

SAMPLES: list[StateSample] = [
    *(StateSample(op, _switch, _SWITCHED) for op in ("Switch", "Merge")),
    *(StateSample(op, _ref_switch, _PLACES) for op in ("RefSwitch", "RefMerge")),
    *(
        StateSample(op, _loop, _LOOPED)
        for op in ("Enter", "Exit", "NextIteration", "LoopCond")
    ),
    *(
        StateSample(op, _ref_loop, [_F(7), _F(7)])
        for op in ("RefEnter", "RefExit", "RefNextIteration")
    ),
    StateSample("ControlTrigger", _trigger, _F(2)),
    *(
        StateSample(op, _list, _LISTED)
        for op in ("EmptyTensorList", "TensorListPushBack", "TensorListPopBack")
    ),
    *(
        StateSample(f"TensorArray{op}V3", _array_rows, _ROWS)
        for op in ("", "Write", "Read", "Scatter", "Gather", "Size")
    ),
    *(
        StateSample(f"TensorArray{op}V3", _array_pieces, _PIECES)
        for op in ("Split", "Concat")
    ),
    StateSample("TensorArrayGradV3", _array_gradients, _F(3)),
    StateSample("TensorArrayCloseV3", _array_closed, np.int32(0)),
    *(
        StateSample(f"Stack{op}V2", _stack, [_F(2), "StackPopV2"])
        for op in ("", "Push", "Pop", "Close")
    ),
]
