"""Executing a plan: a bare loop, and a second one that observers can watch.

Binding a plan to a session's cells turns it into a ``Program``: constants and
variables' places are put into their slots for good, so the loop runs what really
computes. The observed loop runs every node of the plan, one by one. Branches and loops
are steps like others, whose kernels run programs of their own.
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
from teachflow.core.explaining.facts import facts_of, retold, told
from teachflow.core.registry import Call
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.graph.operation import Operation
from teachflow.graph.running.plan import Guarded, Loop, Moves, Plan, PlanItem, Step
from teachflow.graph.static import regroup

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
        self._steps = self._bind(plan.steps)

    def _bind(self, items: Sequence[PlanItem]) -> list[_Bound]:
        """What the bare loop runs for ``items``; constants and places are put down."""
        found: list[_Bound] = []
        for item in items:
            if isinstance(item, Guarded):
                steps = self._bind(item.steps)
                if steps:
                    found.append((_branch(item, steps), _all_slots, (), None))
                continue
            if isinstance(item, Loop):
                found.append((self._loop(item), _all_slots, (), None))
                continue
            node = item.node
            if node.opdef.type == "Const":
                self._template[item.outputs[0]] = _constant(node.attrs["value"])
            elif node.opdef.type == "VariableV2":
                place = self._template[item.outputs[0]] = self._cells(node.name)
                place.dims = node.attrs["shape"].known_dims
            found += [(Cell.read, *load, item) for load in item.loads]
            if item.computes:
                kernel = _bound(item, self._cells)
                found.append((kernel, _getter(item), _target(item), item))
        return found

    def _loop(self, item: Loop) -> Kernel:
        enter, condition, body, after = (
            self._bind(steps)
            for steps in (item.enter, item.condition, item.body, item.after)
        )
        first, back, test = _mover(item.first), _mover(item.back), item.test

        def run(values: list[Any]) -> None:
            _execute(enter, values)
            first(values)
            while True:
                _execute(condition, values)
                if not _truth(values[test]):
                    break
                _execute(body, values)
                back(values)
            _execute(after, values)

        return run

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
            if step is None:  # a branch or loop has explained it
                raise
            raise explain(error, step, values) from error
        if self.plan.guarded:
            self._alive(values)
        return values

    def _alive(self, values: list[Any]) -> None:
        """Raises where a fetched tensor's condition did not hold."""
        for number in self.plan.guarded:
            slot = self.plan.fetches[number]
            if slot is not None and values[slot] is None:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Retval[{number}] does not have value: what was fetched depends "
                    f"on a branch of tf.cond or tf.case that was not taken. Fetch what "
                    f"the function returns.",
                )

    def run_observed(
        self, fed: Sequence[Any], observers: Sequence[Observer]
    ) -> list[Any]:
        """The same, node by node, showing each to the observers."""
        values = self._template.copy()
        values[: len(fed)] = fed
        for observer in observers:
            observer.start(self.plan, fed)
        try:
            self._observe(self.plan.steps, values, observers)
            self._alive(values)
        finally:
            for observer in observers:
                observer.finish()
        return values

    def _observe(
        self,
        items: Sequence[PlanItem],
        values: list[Any],
        observers: Sequence[Observer],
    ) -> None:
        for item in items:
            if isinstance(item, Guarded):
                if _truth(values[item.test]) is item.branch:
                    self._observe(item.steps, values, observers)
            elif isinstance(item, Loop):
                self._observe(item.enter, values, observers)
                _mover(item.first)(values)
                while True:
                    self._observe(item.condition, values, observers)
                    if not _truth(values[item.test]):
                        break
                    self._observe(item.body, values, observers)
                    _mover(item.back)(values)
                self._observe(item.after, values, observers)
            else:
                for observer in observers:
                    observer.before(item)
                self._run_step(item, values)
                outputs = tuple([_shown(values[slot]) for slot in item.outputs])
                for observer in observers:
                    observer.after(item, outputs)

    def _run_step(self, step: Step, values: list[Any]) -> None:
        try:
            for place, slot in step.loads:
                values[slot] = values[place].read()
            if not step.computes:
                return
            kernel: Kernel = _bound(step, self._cells)
            result = kernel(*[values[slot] for slot in step.inputs])
        except Exception as error:
            raise explain(error, step, values) from error
        if type(_target(step)) is int:
            result = (result,)
        for slot, item in zip(step.outputs, result or (), strict=True):
            values[slot] = item


# kernel, slots of its inputs, slots of its outputs, and the step to blame (None: none)
_Bound = tuple[Kernel, Any, Any, Step | None]


def _execute(steps: Sequence[_Bound], values: list[Any]) -> None:
    """The bare loop again, for what is inside a branch or a loop."""
    step: Step | None = None
    try:
        for kernel, inputs, output, step in steps:  # noqa: B007 (see except)
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
        if step is None:
            raise
        raise explain(error, step, values) from error


def _branch(item: Guarded, steps: Sequence[_Bound]) -> Kernel:
    test, branch = item.test, item.branch

    def run(values: list[Any]) -> None:
        if _truth(values[test]) is branch:
            _execute(steps, values)

    return run


def _all_slots(values: list[Any]) -> tuple[list[Any]]:
    return (values,)


def _truth(value: Any) -> bool:
    """A predicate's value."""
    if np.ndim(value):
        raise InvalidArgumentError(
            None,
            None,
            f"The second input must be a scalar, but it has shape "
            f"{bracketed(np.shape(value))}: a predicate of tf.cond or tf.while_loop.",
        )
    return bool(value)


def _mover(moves: Moves) -> Callable[[list[Any]], None]:
    """A function that moves values, all at once."""
    loads, pairs = moves.loads, moves.pairs
    if not loads and len(pairs) == 1:
        ((source, target),) = pairs

        def move_one(values: list[Any]) -> None:
            values[target] = values[source]

        return move_one

    def move(values: list[Any]) -> None:
        for place, slot in loads:
            values[slot] = values[place].read()
        held = [values[source] for source, _ in pairs]
        for (_, target), value in zip(pairs, held, strict=True):
            values[target] = value

    return move


def _target(step: Step) -> Any:
    """The slot of the only output, or the slots of several."""
    return step.outputs[0] if step.node.opdef.single else step.outputs


def _bound(step: Step, cell: Callable[[str], Cell]) -> Kernel:
    """The step's kernel with attributes, cell and lists filled in."""
    node = step.node
    opdef = node.opdef
    kernel: Kernel = opdef.kernel
    if step.pick is not None:
        return functools.partial(_picked, np.int32(step.pick))
    if opdef.needs_cell:
        kernel = functools.partial(kernel, cell=cell(_owner(node)), **node.attrs)
    elif node.attrs:
        kernel = functools.partial(kernel, **node.attrs)
    if any(arg.is_list for arg in opdef.inputs):
        kernel = _with_lists(kernel, node)
    return kernel


def _picked(number: Any, value: Any) -> tuple[Any, Any]:
    return value, number


def _owner(node: Operation) -> str:
    """Whose cell the node uses: its own, or that of all who share the name."""
    shared = node.attrs.get("shared_name")
    return f"/shared/{shared}" if shared else node.name


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


def _with_lists(kernel: Kernel, node: Operation) -> Kernel:
    if len(node.opdef.inputs) == 1:
        return lambda *values: kernel(list(values))
    return lambda *values: kernel(*regroup(node, list(values)))


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
        failure = retold(type(error)(None, node, error.message + place), error)
        if facts_of(error) is None:
            call = _concrete(step, values)
            if shape_rules.conflict(call) is not None:
                _about_shapes(failure, call, node)
        return failure
    if isinstance(error, ImportError):  # an extra that is not installed
        return ImportError(f"{error}{place}")
    call = _concrete(step, values)
    conflict = shape_rules.conflict(call)
    if conflict is None:
        return InvalidArgumentError(None, node, f"{node.type}: {error}{place}")
    return _about_shapes(InvalidArgumentError(None, node, conflict + place), call, node)


def _concrete(step: Step, values: Sequence[Any]) -> Call:
    """The call with the values that it failed on."""
    found = [values[slot] for slot in step.inputs]
    found = [item.value if isinstance(item, Cell) else item for item in found]
    inputs = tuple(_Concrete(item) for item in found)
    return Call(step.node.opdef, inputs, step.node.attrs)


def _about_shapes(error: OpError, call: Call, node: Operation) -> OpError:
    shapes = tuple(item.shape for item in call.inputs)
    return told(
        error, "shapes", op=node.type, node=node, inputs=node.inputs, shapes=shapes
    )
