"""Executing a plan: a bare loop, and a second one that observers can watch.

Binding a plan to a session's cells turns it into a ``Program``: constants and
variables' places are put into their slots for good, so the loop runs what really
computes. The observed loop runs every node of the plan, one by one.
"""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from teachflow.core import shape_rules
from teachflow.core.cell import Cell
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.registry import Call
from teachflow.core.shapes import TensorShape
from teachflow.graph.operation import regroup
from teachflow.graph.plan import Plan, Step

Kernel = Callable[..., Any]


class Observer(Protocol):
    """What may watch a run: all nodes one by one, with their values."""

    def start(self, plan: Plan, fed: Sequence[Any]) -> None:
        """A run begins; ``fed`` are the values in the plan's feed slots."""

    def before(self, step: Step) -> None:
        """A node is about to be computed."""

    def after(self, step: Step, values: tuple[Any, ...]) -> None:
        """A node was computed; ``values`` are its outputs."""

    def finish(self) -> None:
        """The run is over, also when it failed."""


class Program:
    """A plan bound to the cells of one session, ready to run again and again."""

    __slots__ = ("_cells", "_steps", "_template", "plan")

    def __init__(self, plan: Plan, cell: Callable[[str], Cell]) -> None:
        self.plan = plan
        self._cells = cell
        self._template: list[Any] = [None] * plan.slots
        self._steps: list[tuple[Kernel, Any, Any, Step]] = []
        for step in plan.steps:
            node = step.node
            if node.opdef.type == "Const":
                self._template[step.outputs[0]] = _constant(node.attrs["value"])
            elif node.opdef.type == "VariableV2":
                place = self._template[step.outputs[0]] = cell(node.name)
                place.dims = node.attrs["shape"].known_dims
            self._steps += [(Cell.read, *load, step) for load in step.loads]
            if step.computes:
                kernel = _bound(step, cell)
                self._steps.append((kernel, _getter(step), _target(step), step))

    def run(self, fed: Sequence[Any]) -> list[Any]:
        """Returns the values in all slots after a run with ``fed`` in the first."""
        values = self._template.copy()
        values[: len(fed)] = fed
        step: Any = None
        try:
            for kernel, inputs, output, step in self._steps:  # noqa: B007 (see except)
                if type(inputs) is int:
                    result = kernel(values[inputs])
                else:
                    result = kernel(*inputs(values))
                if type(output) is int:
                    values[output] = result
                else:
                    for slot, item in zip(output, result or (), strict=True):
                        values[slot] = item
        except Exception as error:
            raise explain(error, step, values) from error
        return values

    def run_observed(
        self, fed: Sequence[Any], observers: Sequence[Observer]
    ) -> list[Any]:
        """The same, node by node, showing each to the observers."""
        values = self._template.copy()
        values[: len(fed)] = fed
        for observer in observers:
            observer.start(self.plan, fed)
        try:
            for step in self.plan.steps:
                for observer in observers:
                    observer.before(step)
                self._run_step(step, values)
                outputs = tuple([_shown(values[slot]) for slot in step.outputs])
                for observer in observers:
                    observer.after(step, outputs)
        finally:
            for observer in observers:
                observer.finish()
        return values

    def _run_step(self, step: Step, values: list[Any]) -> None:
        try:
            for place, slot in step.loads:
                values[slot] = values[place].read()
            if not step.computes:
                return
            kernel = _bound(step, self._cells)
            result = kernel(*[values[slot] for slot in step.inputs])
        except Exception as error:
            raise explain(error, step, values) from error
        if type(_target(step)) is int:
            result = (result,)
        for slot, item in zip(step.outputs, result or (), strict=True):
            values[slot] = item


def _target(step: Step) -> Any:
    """The slot of the only output, or the slots of several."""
    return step.outputs[0] if step.node.opdef.single else step.outputs


def _bound(step: Step, cell: Callable[[str], Cell]) -> Kernel:
    """The step's kernel with attributes, cell and lists filled in."""
    node = step.node
    opdef = node.opdef
    kernel: Kernel = opdef.kernel
    if opdef.needs_cell:
        kernel = functools.partial(kernel, cell=cell(node.name), **node.attrs)
    elif node.attrs:
        kernel = functools.partial(kernel, **node.attrs)
    if any(arg.is_list for arg in opdef.inputs):
        kernel = _with_lists(kernel, opdef)
    return kernel


def _shown(value: Any) -> Any:
    """What an observer sees of a slot: of a place, its value at that moment."""
    return value.value if type(value) is Cell else value


def _constant(value: Any) -> Any:
    """A number as a NumPy scalar, which is far quicker to compute with."""
    return value[()] if not value.ndim and value.dtype != object else value


def _getter(step: Step) -> Any:
    """The slot of the only input, or a function that picks all out of the slots."""
    if len(step.inputs) == 1:
        return step.inputs[0]
    return operator.itemgetter(*step.inputs) if step.inputs else _no_inputs


def _no_inputs(values: Sequence[Any]) -> tuple[Any, ...]:
    return ()


def _with_lists(kernel: Kernel, opdef: Any) -> Kernel:
    if len(opdef.inputs) == 1:
        return lambda *values: kernel(list(values))
    return lambda *values: kernel(*regroup(opdef, list(values)))


class _Concrete:
    """An array dressed as a tensor, so that a shape rule can judge it."""

    def __init__(self, value: Any) -> None:
        self._value = np.asarray(value)
        self.shape = TensorShape(self._value.shape)

    def static_value(self) -> Any:
        return self._value

    def static_shape_value(self) -> TensorShape | None:
        return shape_rules.spelled(self._value)


def explain(error: Exception, step: Step, values: Sequence[Any]) -> Exception:
    """The error for a kernel's failure: TensorFlow's class, naming the node."""
    node = step.node
    place = f"\n\t [[{{{{node {node.name}}}}}]]"
    if isinstance(error, OpError):
        if error.op is not None:
            return error
        return type(error)(None, node, error.message + place)
    found = [values[slot] for slot in step.inputs]
    found = [item.value if isinstance(item, Cell) else item for item in found]
    call = Call(node.opdef, tuple(_Concrete(item) for item in found), node.attrs)
    reason = shape_rules.conflict(call) or f"{node.type}: {error}"
    return InvalidArgumentError(None, node, reason + place)
