"""What every optimizer of the graph face shares: gradients, slots, and applying both.

An optimizer says how it is prepared (its numbers as tensors), which slots it keeps for
a variable, and which op updates one; the rest is here. Node names are TensorFlow's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.explaining.facts import told
from teachflow.core.home import within
from teachflow.core.nest import flatten
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.gradients import gradients
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.operation import Tensor
from teachflow.ops.arrays.groups.segments import unsorted_segment_sum
from teachflow.ops.arrays.indexed_slices import IndexedSlices
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.ordering.uniques import unique
from teachflow.ops.state.state import group
from teachflow.training.slots import Start, slot_variable
from teachflow.variables import BaseVariable, GraphVariable

_LOSSES = (dt.float32, dt.float64, dt.float16)

GradsAndVars = list[tuple[Any, Any]]


class Optimizer:
    """The base of the optimizers.

    Unlike TensorFlow, ``use_locking``, ``gate_gradients``, ``aggregation_method`` and
    ``colocate_gradients_with_ops`` change nothing. Source:
    tf.compat.v1.train.Optimizer.

    >>> import teachflow.compat.v1 as tf
    >>> isinstance(tf.train.AdamOptimizer(), tf.train.Optimizer)
    True
    """

    GATE_NONE = 0
    GATE_OP = 1
    GATE_GRAPH = 2

    def __init__(self, use_locking: bool, name: str) -> None:
        if not name:
            raise ValueError("Must specify the optimizer name")
        self._name = name
        self._slots: dict[str, dict[Any, GraphVariable]] = {}
        self._own: dict[tuple[str, Graph], GraphVariable] = {}

    # ---- what an optimizer says of itself ----------------------------------------

    def _prepare(self, graph: Graph) -> None:
        """Makes tensors of the optimizer's numbers."""

    def _slot_starts(self, variable: GraphVariable) -> dict[str, Start]:
        """What is kept for a variable: by slot name, the tensor that it begins with.

        A function of the graph and the variable makes the tensor.
        """
        return {}

    def _node_name(self, slot_name: str) -> str:
        """What the node of a slot is called, under its variable's name."""
        return self._name

    def _create_own(self, graph: Graph, variables: Sequence[GraphVariable]) -> None:
        """Makes the variables that the optimizer has one of."""

    def _apply(self, graph: Graph, variable: GraphVariable, *gradient: Tensor) -> Any:
        """Adds the op that updates ``variable``; returns its output.

        ``gradient`` is a tensor, or some rows of one, each once, and their numbers:
        the inputs of TensorFlow's two ops for each rule differ in nothing else.
        """
        raise NotImplementedError

    def _apply_rows(
        self, graph: Graph, variable: GraphVariable, slices: IndexedSlices
    ) -> Any:
        """Adds the op that updates the rows of ``variable`` that ``slices`` names."""
        numbers, places = unique(slices.indices)
        rows = unsorted_segment_sum(slices.values, places, shape(numbers)[0])
        return self._apply(graph, variable, rows, numbers)

    # ---- what users call ---------------------------------------------------------

    def get_name(self) -> str:
        """The name that its nodes are under."""
        return self._name

    def minimize(
        self,
        loss: Any,
        global_step: Any = None,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        name: str | None = None,
        grad_loss: Any = None,
    ) -> Any:
        """Returns an operation that, when run, takes one step down ``loss``.

        ``var_list`` is the trainable variables where it is not given; ``global_step``
        is a variable to count the steps in. Raises ``ValueError`` where ``loss``
        depends on none of the variables. Source: tf.compat.v1.train.Optimizer.minimize.
        """
        pairs = self.compute_gradients(
            loss, var_list, gate_gradients, grad_loss=grad_loss
        )
        if not any(gradient is not None for gradient, _ in pairs):
            names = [str(variable) for _, variable in pairs]
            raise told(
                ValueError(
                    "No gradients provided for any variable, check your graph for ops "
                    f"that do not support gradients, between variables {names} and "
                    f"loss {loss}."
                ),
                "no gradients",
                loss=loss,
                variables=[variable for _, variable in pairs],
            )
        return self.apply_gradients(pairs, global_step, name)

    def compute_gradients(
        self,
        loss: Any,
        var_list: Any = None,
        gate_gradients: int = GATE_OP,
        aggregation_method: Any = None,
        colocate_gradients_with_ops: bool = False,
        grad_loss: Any = None,
    ) -> GradsAndVars:
        """Returns (gradient, variable) pairs; the gradient is None where unconnected.

        It is ``IndexedSlices`` for a variable that is only gathered from.
        ``gate_gradients``, ``aggregation_method`` and ``colocate_gradients_with_ops``
        change nothing: every gradient is computed before a variable changes. Raises
        ``ValueError`` where there is nothing to optimize or the loss is no float.
        """
        if callable(loss):
            raise RuntimeError(
                "`loss` passed to Optimizer.compute_gradients is a function; the graph "
                "face takes the loss's tensor."
            )
        if gate_gradients not in (self.GATE_NONE, self.GATE_OP, self.GATE_GRAPH):
            raise ValueError(
                f"gate_gradients must be one of: Optimizer.GATE_NONE, "
                f"Optimizer.GATE_OP, Optimizer.GATE_GRAPH. Not {gate_gradients}"
            )
        graph = _graph_of_loss(loss)
        if var_list is None:
            variables = graph.get_collection(GraphKeys.TRAINABLE_VARIABLES)
        else:
            variables = flatten(var_list)
        if not variables:
            raise told(
                ValueError("No variables to optimize."), "no variables", graph=graph
            )
        for variable in variables:
            if not isinstance(variable, Operand):  # a tensor may be asked for, too
                _check_variable(variable)
        found = gradients(loss, variables, grad_ys=grad_loss)
        return list(zip(found, variables, strict=True))

    def apply_gradients(
        self,
        grads_and_vars: Any,
        global_step: Any = None,
        name: str | None = None,
    ) -> Any:
        """Returns an operation that, when run, updates each variable by its gradient.

        Pairs whose gradient is None are left out; ``ValueError`` if that is all of
        them. Where a gradient is ``IndexedSlices`` other rows stay as they are.
        """
        pairs = list(grads_and_vars)
        if not pairs:
            raise ValueError("No variables provided.")
        for _, variable in pairs:
            _check_variable(variable)
        known = [(g, v) for g, v in pairs if g is not None]
        if not known:
            raise told(
                ValueError(
                    "No gradients provided for any variable: "
                    f"{[str(variable) for _, variable in pairs]}."
                ),
                "no gradients",
                loss=None,
                variables=[variable for _, variable in pairs],
            )
        graph: Graph = known[0][1].graph
        with within(graph):
            with graph.control_dependencies(None):
                self._create_slots(graph, [variable for _, variable in known])
            with graph.scope(name or self._name) as scope:
                self._prepare(graph)
                updates = self._apply_all(graph, known)
                updates += self._after(graph, updates)
                train_op = self._count(graph, updates, global_step, scope)
        ops = graph.get_collection_ref(GraphKeys.TRAIN_OP)
        if train_op not in ops:
            ops.append(train_op)
        return train_op

    def _apply_all(self, graph: Graph, pairs: GradsAndVars) -> list[Any]:
        return [self._update(graph, v, g) for g, v in pairs]

    def _update(self, graph: Graph, variable: GraphVariable, gradient: Any) -> Any:
        if isinstance(gradient, IndexedSlices):
            if variable.constraint is not None:
                raise RuntimeError(
                    "Cannot use a constraint function on a sparse variable. "
                    f"{variable.name} has one, and its gradient is IndexedSlices: "
                    "tf.convert_to_tensor makes it dense."
                )
            with graph.scope(f"update_{variable.op.name}"):
                return self._apply_rows(graph, variable, gradient)
        tensor = graph.convert(gradient)
        with graph.scope(f"update_{variable.op.name}"):
            updated = self._apply(graph, variable, tensor)
            if variable.constraint is None:
                return updated
            with graph.control_dependencies([updated]):
                return variable.assign(variable.constraint(variable))

    def _after(self, graph: Graph, updates: Sequence[Any]) -> list[Any]:
        """More operations of a step, which may wait for the updates."""
        return []

    def _count(
        self, graph: Graph, updates: Sequence[Any], global_step: Any, scope: str
    ) -> Any:
        if global_step is None:
            return group(*updates, name=scope)
        done = group(*updates, name="update")
        with graph.control_dependencies([done]):
            one = np.ones((), global_step.dtype.base_dtype.as_numpy_dtype)
            step = graph.convert(one, None, "value")
            return graph.apply(OPS["AssignAdd"], (global_step, step), {}, scope).op

    # ---- slots -------------------------------------------------------------------

    def _create_slots(self, graph: Graph, variables: Sequence[GraphVariable]) -> None:
        self._forget_removed()
        self._create_own(graph, variables)
        for variable in variables:
            for slot_name, start in self._slot_starts(variable).items():
                table = self._slots.setdefault(slot_name, {})
                if variable not in table:
                    table[variable] = slot_variable(
                        variable, self._node_name(slot_name), start
                    )

    def _forget_removed(self) -> None:
        """Forgets what was taken out of its graph, so that it is made again."""
        for table in self._slots.values():
            for variable, slot in list(table.items()):
                if variable.op.removed or slot.op.removed:
                    del table[variable]
        for key, variable in list(self._own.items()):
            if variable.op.removed:
                del self._own[key]

    def get_slot(self, var: Any, name: str) -> GraphVariable | None:
        """The variable that is kept for ``var`` under ``name``, or None."""
        return self._slots.get(name, {}).get(var)

    def get_slot_names(self) -> list[str]:
        """The names of the slots, sorted."""
        return sorted(self._slots)

    def variables(self) -> list[GraphVariable]:
        """All slots and own variables in the current graph, sorted by name."""
        graph = get_default_graph()
        self._forget_removed()
        slots = [v for table in self._slots.values() for v in table.values()]
        slots += self._own.values()
        return sorted(
            [v for v in slots if v.graph is graph], key=lambda variable: variable.name
        )

    def __repr__(self) -> str:
        return f"<tf.train.{type(self).__name__} '{self._name}'>"


def _graph_of_loss(loss: Any) -> Graph:
    """The graph that ``loss`` is in; refuses what cannot be minimized."""
    if not isinstance(loss, (Tensor, GraphVariable)):
        # The class is that of TensorFlow's error, which misses an attribute.
        words = (
            f"The loss to minimize has to be a tensor of a graph, not {loss!r} of type "
            f"{type(loss).__name__!r}."
        )
        raise told(AttributeError(words), "loss value", value=loss)
    if loss.dtype.base_dtype not in _LOSSES:
        words = (
            f"Invalid type {loss.dtype.base_dtype!r} for {loss.name}, expected: "
            f"{list(_LOSSES)}. tf.cast makes a float of it."
        )
        raise told(ValueError(words), "integer loss", loss=loss)
    graph: Graph = loss.graph
    return graph


def _check_variable(variable: Any) -> None:
    if isinstance(variable, BaseVariable):
        return
    if isinstance(variable, Operand):
        raise NotImplementedError(
            f"Trying to update a Tensor {variable!r}: only a tf.Variable can be "
            "updated."
        )
    # TensorFlow stumbles over a missing attribute here; the class of the error is its.
    raise AttributeError(f"Argument is not a tf.Variable: {variable!r}")
