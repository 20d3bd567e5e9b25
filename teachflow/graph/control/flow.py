"""Under which conditions a node happens, and in which loop: read off the data flow.

A *guard* is a set of pairs (predicate, branch): a node happens where each predicate has
that value. ``Switch`` adds a pair, ``Merge`` keeps what its inputs have in common, and
every other node needs all that its inputs need. A *frame* is the inside of a loop:
``Enter`` leads into it, ``Exit`` out of it. Both follow from the nodes alone, so that a
graph that was read from a file needs no more than one that was built here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from teachflow.graph.operation import Operation, Tensor

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph

Guard = frozenset[tuple[Tensor, bool]]
ALWAYS: Guard = frozenset()

SWITCH = frozenset({"Switch", "RefSwitch"})
MERGE = frozenset({"Merge", "RefMerge"})
ENTER = frozenset({"Enter", "RefEnter"})
EXIT = frozenset({"Exit", "RefExit"})
NEXT = frozenset({"NextIteration", "RefNextIteration"})
CONTROL = SWITCH | MERGE | ENTER | EXIT | NEXT | {"LoopCond"}


@dataclass(eq=False)
class Frame:
    """The inside of one loop; ``parent`` is None where no other loop is around it."""

    name: str
    parent: Frame | None
    guard: Guard = ALWAYS  # when the loop happens at all
    test: Tensor | None = None  # what LoopCond says

    @property
    def depth(self) -> int:
        """How many loops there are around it and with it."""
        return 1 if self.parent is None else 1 + self.parent.depth


class Flow:
    """Guards and frames of nodes, which are added inputs first."""

    def __init__(
        self,
        fed: frozenset[Tensor] = frozenset(),
        guards: Mapping[Tensor, Guard] | None = None,
    ) -> None:
        self.fed = fed
        self.fed_under = guards or {}  # when a fed tensor has a value, if not always
        self.frames: dict[Operation, Frame | None] = {}
        self._by_name: dict[tuple[Frame | None, str], Frame] = {}
        self._guards: dict[Operation, Guard] = {}
        self.read = 0  # nodes of a whole graph

    def add(self, nodes: Iterable[Operation]) -> Flow:
        """Reads ``nodes``, each after the nodes that it depends on; returns itself."""
        for node in nodes:
            if node not in self._guards:
                self._add(node)
        return self

    def _add(self, node: Operation) -> None:
        type_ = node.type
        inputs = [
            tensor
            for tensor in node.inputs
            if tensor.op in self._guards or tensor in self.fed_under
        ]
        guards = [self.guard(tensor) for tensor in inputs]
        frames = [self.frame_of(tensor) for tensor in inputs]
        before = [other for other in node.control_inputs if other in self._guards]
        around = [self._guards[other] for other in before]
        frames += [self._outside(other) for other in before]
        frame = max(frames, key=_depth, default=None)
        if type_ in MERGE and guards:
            # Of a loop's two, the second comes from the round before.
            merged = guards[:1] if is_loop_merge(node) else guards
            guard = frozenset.intersection(*merged).union(*around)
        else:
            guard = ALWAYS.union(*guards, *around)
        if type_ in ENTER:
            frame = self._entered(frame, node, guard)
        elif type_ == "LoopCond" and frame is not None:
            frame.test = node.outputs[0]
        self.frames[node] = frame
        self._guards[node] = guard

    def _entered(self, parent: Frame | None, node: Operation, guard: Guard) -> Frame:
        key = (parent, node.attrs["frame_name"])
        frame = self._by_name.get(key)
        if frame is None:
            frame = self._by_name[key] = Frame(key[1], parent)
        frame.guard |= guard
        return frame

    def _outside(self, node: Operation) -> Frame | None:
        frame = self.frames[node]
        return frame.parent if node.type in EXIT and frame else frame

    def frame_of(self, tensor: Tensor) -> Frame | None:
        """The loop in which ``tensor`` has its values; None outside of all."""
        return None if tensor in self.fed else self._outside(tensor.op)

    def when(self, node: Operation) -> Guard:
        """When ``node`` happens."""
        return self._guards[node]

    def guard(self, tensor: Tensor) -> Guard:
        """When ``tensor`` has a value."""
        if tensor in self.fed:
            return self.fed_under.get(tensor, ALWAYS)
        node = tensor.op
        guard = self._guards[node]
        if node.type in SWITCH:
            return guard | {(self.predicate(node.inputs[1]), tensor.value_index == 1)}
        if node.type in EXIT:
            frame = self.frames[node]
            if frame is not None and frame.test is not None:
                return guard - {(frame.test, False)}
        return guard

    def predicate(self, tensor: Tensor) -> Tensor:
        """The tensor that ``tensor`` is another name of.

        Conditions that are built at different times ask different names of one truth.
        """
        while tensor not in self.fed:
            node = tensor.op
            forwards = node.type in ("Identity", "Switch") or (
                node.type == "Enter" and node.attrs["is_constant"]
            )
            if not forwards or node.inputs[0].dtype._is_ref_dtype:
                break
            tensor = node.inputs[0]
        return tensor


def flow_of(graph: Graph) -> Flow:
    """The flow of the whole graph as it is now; it goes on where it stopped."""
    flow: Flow = graph.flow or Flow()
    graph.flow = flow
    nodes = graph.nodes_from(flow.read)
    flow.add(nodes)
    if flow.read + len(nodes) == graph.version:  # else one is being made
        flow.read = graph.version
    return flow


def is_loop_merge(node: Operation) -> bool:
    """Whether ``node`` is where a loop's rounds begin."""
    return node.type in MERGE and node.inputs[0].op.type in ENTER


def _depth(frame: Frame | None) -> int:
    return 0 if frame is None else frame.depth


def oldest_first(guard: Guard) -> list[tuple[Tensor, bool]]:
    """The conditions in the order of their making.

    A condition that is computed under another one is younger than that.
    """
    return sorted(guard, key=lambda pair: (pair[0].op._id, pair[0].value_index))
