"""A loss as a function of one or two numbers, in a private copy of the learner's graph.

The stepper must not disturb what it shows. So the nodes that the loss needs are copied
into a graph of its own (gradients add nodes, and would move later names and random
seeds), and run in a session of its own (the learner's variables stay as they are).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from teachflow.graph.control.flow import is_loop_merge
from teachflow.graph.gradients import gradients
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.running.feeds import feed_value, resolve_feeds
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.running.session import Session
from teachflow.texts import text
from teachflow.variables import GraphVariable

Numbers = tuple[Any, ...]
"""One NumPy scalar a parameter, each of its variable's dtype."""


@dataclass(frozen=True)
class Parameter:
    """A number that the descent moves: a scalar variable or an entry of another."""

    variable: str
    index: tuple[int, ...]

    @property
    def label(self) -> str:
        """How it is written: ``w``, ``theta[0]``."""
        if not self.index:
            return self.variable
        return f"{self.variable}[{', '.join(map(str, self.index))}]"


class LossProbe:
    """The loss and its gradient at any value of the parameters.

    ``loss`` is a scalar tensor of a graph. ``variables`` are variables or pairs of a
    variable and an index, one or two numbers in all; None for all that the loss depends
    on. ``session`` is where the other variables have their values, if they have any;
    else they begin at their initial values. Raises ``TypeError`` and ``ValueError``
    saying what to choose.
    """

    def __init__(
        self,
        loss: Any,
        variables: Any = None,
        feed_dict: Any = None,
        session: Any = None,
    ) -> None:
        check_loss(loss)
        graph: Graph = loss.graph
        nodes = needed_nodes([loss])
        places = {node.name: node for node in nodes if node.type == "VariableV2"}
        self.parameters = choose_parameters(loss, places, variables)
        initial = {name: _initial_value(place) for name, place in places.items()}
        feeds = resolve_feeds(graph, feed_dict)
        copy, twins = copy_nodes(needed_nodes([loss, *feeds, *initial.values()]))

        def twin(tensor: Tensor) -> Tensor:
            found: Tensor = twins[tensor.op].outputs[tensor.value_index]
            return found

        self._loss = twin(loss)
        chosen = dict.fromkeys(parameter.variable for parameter in self.parameters)
        with copy.as_default():
            slopes = gradients(self._loss, [twin(places[n].outputs[0]) for n in chosen])
        missing = [
            name for name, slope in zip(chosen, slopes, strict=True) if slope is None
        ]
        if missing:
            raise ValueError(
                text("probe.no_gradient", loss=loss.name, names=_quoted(missing))
            )
        # Where rows were gathered the others' slopes are shown too: zeros.
        full = [copy.convert(slope) for slope in slopes]
        self._slopes = dict(zip(chosen, full, strict=True))
        self._feeds = {
            twin(tensor): feed_value(tensor, value)
            for tensor, value in zip(feeds, (feed_dict or {}).values(), strict=True)
        }
        self._session = Session(graph=copy)
        begin = self._session.run(
            {name: twin(tensor) for name, tensor in initial.items()}, self._feeds
        )
        present = {} if session is None else session.variable_values()
        self.initial = self._numbers(begin)
        self.current = self._numbers({**begin, **present})
        self._values = {**begin, **present}
        for name, value in self._values.items():
            if name in places:
                self._session.cell(name).write(np.array(value)[()])

    def _numbers(self, values: dict[str, Any]) -> Numbers:
        return tuple([np.asarray(values[p.variable])[p.index] for p in self.parameters])

    def numbers(self, values: Any) -> Numbers:
        """``values``, one for each parameter, in the parameters' dtypes."""
        given = (
            list(values) if isinstance(values, (list, tuple, np.ndarray)) else [values]
        )
        if len(given) != len(self.parameters):
            raise ValueError(
                text(
                    "probe.start",
                    start=repr(values),
                    given=len(given),
                    wanted=len(self.parameters),
                    names=_quoted([p.label for p in self.parameters]),
                )
            )
        kinds = [number.dtype.type for number in self.initial]
        return tuple([kind(value) for kind, value in zip(kinds, given, strict=True)])

    def _move(self, numbers: Sequence[Any]) -> None:
        moved: dict[str, Any] = {}
        for parameter, number in zip(self.parameters, numbers, strict=True):
            name = parameter.variable
            if name not in moved:
                moved[name] = np.array(self._values[name])
            moved[name][parameter.index] = number
        for name, value in moved.items():
            self._session.cell(name).write(value[()])

    def loss(self, numbers: Sequence[Any]) -> float:
        """The loss where the parameters are ``numbers``."""
        self._move(numbers)
        return float(self._session.run(self._loss, self._feeds))

    def slope(self, numbers: Sequence[Any]) -> tuple[float, Numbers]:
        """The loss and its derivatives with respect to the parameters."""
        self._move(numbers)
        loss, found = self._session.run((self._loss, self._slopes), self._feeds)
        return float(loss), self._numbers(found)


def check_loss(loss: Any) -> None:
    """Raises ``TypeError`` or ``ValueError`` for what is not a number in a graph."""
    if not isinstance(loss, Tensor):
        raise TypeError(
            text("probe.no_tensor", kind=type(loss).__name__, loss=repr(loss))
        )
    if loss.shape.rank not in (0, None):
        raise ValueError(text("probe.no_number", loss=loss.name, shape=loss.shape))


def choose_parameters(
    loss: Tensor, places: dict[str, Operation], variables: Any
) -> tuple[Parameter, ...]:
    """The one or two numbers that ``variables`` means, of those at ``places``."""
    if not places:
        raise ValueError(text("probe.no_variable", loss=loss.name))
    if variables is None:
        trainable = {
            item.op.name
            for item in loss.graph.get_collection("trainable_variables")
            if isinstance(item, GraphVariable)
        }
        names = [name for name in places if name in trainable] or list(places)
        found = [p for name in names for p in _entries(places[name], None)]
    else:
        single = isinstance(variables, GraphVariable) or _is_pair(variables)
        found = []
        for item in [variables] if single else variables:
            variable, index = item if _is_pair(item) else (item, None)
            if not isinstance(variable, GraphVariable):
                raise TypeError(text("probe.not_a_variable", given=repr(variable)))
            if variable.op.name not in places or variable.graph is not loss.graph:
                raise ValueError(
                    text(
                        "probe.other_variable",
                        loss=loss.name,
                        name=variable.op.name,
                        known=_quoted(places),
                    )
                )
            found += _entries(variable.op, index)
    if len(found) not in (1, 2):
        raise ValueError(_too_many(found, places))
    if len(set(found)) != len(found):
        raise ValueError(text("probe.twice", name=found[0].label))
    return tuple(found)


def _is_pair(item: Any) -> bool:
    return (
        isinstance(item, (tuple, list))
        and len(item) == 2
        and isinstance(item[0], GraphVariable)
        and not isinstance(item[1], GraphVariable)
    )


def _entries(place: Operation, index: Any) -> list[Parameter]:
    """The parameter at ``index`` of the variable, or all its entries."""
    shape = place.outputs[0].shape
    if not shape.is_fully_defined():
        raise ValueError(text("probe.shape", shape=shape, name=place.name))
    dims = tuple(shape.as_list())
    if index is None:
        return [Parameter(place.name, i) for i in np.ndindex(dims)]
    try:
        if isinstance(index, (int, np.integer)) and len(dims) > 1:
            at = tuple(int(i) for i in np.unravel_index(int(index), dims))
        else:
            at = tuple(int(i) for i in np.atleast_1d(index))
        if len(at) != len(dims) or not all(
            0 <= i < n for i, n in zip(at, dims, strict=True)
        ):
            raise IndexError
    except (IndexError, ValueError, TypeError):
        raise ValueError(
            text("probe.no_entry", name=place.name, shape=shape, index=repr(index))
        ) from None
    return [Parameter(place.name, at)]


def _too_many(found: list[Parameter], places: dict[str, Operation]) -> str:
    names = dict.fromkeys(parameter.variable for parameter in found)
    shapes = ", ".join(f"'{name}' {places[name].outputs[0].shape}" for name in names)
    first = next((p for p in found if p.index), None)
    hint = (
        f"variables=[({first.variable}, 0), ({first.variable}, 1)]"
        if first
        else f"variables=[{', '.join(list(names)[:2])}]"
    )
    return text(
        "probe.too_many", count=len(names), shapes=shapes, numbers=len(found), hint=hint
    )


def _quoted(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _initial_value(place: Operation) -> Tensor:
    for node in place.outputs[0].consumers():
        if node.type == "Assign" and node.inputs[0] is place.outputs[0]:
            value: Tensor = node.inputs[1]
            return value
    raise ValueError(text("probe.no_start", name=place.name))


def copy_nodes(nodes: Sequence[Operation]) -> tuple[Graph, dict[Operation, Operation]]:
    """``nodes`` (with all they need, in creation order) in a new graph of their own.

    Names, attributes and therefore random streams are the same. Returns the graph and
    the twin of each node.
    """
    copy = Graph()
    twins: dict[Operation, Operation] = {}
    for node in nodes:
        # What comes back from a loop's last round has no twin yet: see below.
        given = [t if t.op in twins else node.inputs[0] for t in node.inputs]
        inputs = tuple([twins[t.op].outputs[t.value_index] for t in given])
        with copy.control_dependencies([twins[n] for n in node.control_inputs]):
            twin = copy.create_op(
                node.opdef,
                inputs,
                node.attrs,
                node.types,
                copy.names.unique(node.name),
            )
        for output, original in zip(twin.outputs, node.outputs, strict=True):
            output.set_shape(original.shape)
        twins[node] = twin
    for node in filter(is_loop_merge, nodes):
        twins[node].inputs = tuple(
            [twins[t.op].outputs[t.value_index] for t in node.inputs]
        )
    return copy, twins
