"""Moving averages of variables and tensors, kept in variables beside them."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.variable_scope import get_variable, variable_scope
from teachflow.ops.arrays.create import zeros
from teachflow.ops.math.arithmetic import pow
from teachflow.ops.math.cast import cast
from teachflow.ops.math.order import minimum
from teachflow.ops.state.state import assign, assign_sub, group
from teachflow.training.slots import slot_variable, zeros_like_it
from teachflow.variables import BaseVariable, GraphVariable


class ExponentialMovingAverage:
    """``average = decay * average + (1 - decay) * value``, at each run of ``apply``.

    ``num_updates`` (a number or tensor) lets averages move faster at first: the decay
    is at most ``(1 + n) / (10 + n)``. The average of a variable begins at its initial
    value, that of a tensor at zero, which ``zero_debias`` corrects.
    Source: tf.train.ExponentialMovingAverage.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.Variable(0.0)
    ...     ema = tf.train.ExponentialMovingAverage(0.75)
    ...     update = ema.apply([x])
    ...     sess.run(tf.global_variables_initializer())
    ...     sess.run(x.assign(4.0).op)
    ...     sess.run(update)
    ...     print(sess.run(ema.average(x)))
    1.0
    """

    def __init__(
        self,
        decay: Any,
        num_updates: Any = None,
        zero_debias: bool = False,
        name: str = "ExponentialMovingAverage",
    ) -> None:
        self._decay = decay
        self._num_updates = num_updates
        self._zero_debias = zero_debias
        self._name = name
        self._averages: dict[Any, GraphVariable] = {}

    @property
    def name(self) -> str:
        """The name of the averages, after that of what they are averages of."""
        return self._name

    def apply(self, var_list: Any = None) -> Any:
        """Returns an operation that, when run, moves each average to its value.

        ``var_list`` holds variables and floating tensors, all trainable variables where
        it is not given. Raises ``TypeError`` for another dtype.
        """
        graph = get_default_graph()
        if var_list is None:
            var_list = graph.get_collection(GraphKeys.TRAINABLE_VARIABLES)
        var_list = list(var_list)  # it is gone through twice
        debiased = set()
        for item in var_list:
            if item.dtype.base_dtype not in dt.FLOATS:
                raise TypeError(
                    f"The variables must be half, float, or double: {item.name} is "
                    f"{item.dtype.base_dtype.name}."
                )
            if item not in self._averages:
                with graph.control_dependencies(None):
                    self._averages[item] = self._average_variable(item)
                if not isinstance(item, BaseVariable) and self._zero_debias:
                    debiased.add(item)
        with graph.as_default(), graph.scope(self._name) as scope:
            decay = self._current_decay(graph)
            updates = [
                _move(graph, self._averages[item], item, decay, item in debiased)
                for item in var_list
            ]
            return group(*updates, name=scope)

    def _average_variable(self, item: Any) -> GraphVariable:
        if isinstance(item, GraphVariable):
            average = slot_variable(item, self._name, item.initialized_value())
            item.graph.add_to_collection(GraphKeys.MOVING_AVERAGE_VARIABLES, item)
            return average
        return slot_variable(item, self._name, zeros_like_it)

    def _current_decay(self, graph: Graph) -> Any:
        decay = graph.convert(self._decay, None, "decay")
        if self._num_updates is None:
            return decay
        count = cast(self._num_updates, dt.float32, name="num_updates")
        return minimum(decay, (1.0 + count) / (10.0 + count))

    def average(self, var: Any) -> GraphVariable | None:
        """The variable that holds the average of ``var``, or None."""
        return self._averages.get(var)

    def average_name(self, var: Any) -> str:
        """What the average of ``var`` is called, also before there is one."""
        if var in self._averages:
            name: str = self._averages[var].op.name
            return name
        return get_default_graph().unique_name(
            f"{var.op.name}/{self._name}", mark_as_used=False
        )

    def variables_to_restore(
        self, moving_avg_variables: Any = None
    ) -> dict[str, GraphVariable]:
        """What a ``Saver`` takes to load averages in place of values: name to variable.

        Variables without an average are under their own name.
        """
        graph = get_default_graph()
        if moving_avg_variables is None:
            moving_avg_variables = [
                *graph.get_collection(GraphKeys.TRAINABLE_VARIABLES),
                *graph.get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES),
            ]
        averaged = dict.fromkeys(moving_avg_variables)
        found = {self.average_name(variable): variable for variable in averaged}
        names = {variable.op.name for variable in averaged}
        for variable in dict.fromkeys(
            [
                *graph.get_collection(GraphKeys.MOVING_AVERAGE_VARIABLES),
                *graph.get_collection(GraphKeys.GLOBAL_VARIABLES),
            ]
        ):
            if variable.op.name not in names and variable.op.name not in found:
                found[variable.op.name] = variable
        return found


def _move(
    graph: Graph, average: GraphVariable, value: Any, decay: Any, debias: bool
) -> Any:
    """The op that moves ``average`` towards ``value``."""
    with graph.scope("AssignMovingAvg") as scope:
        rate = graph.convert(1.0 - decay, None, "decay")
        if rate.dtype is not average.dtype.base_dtype:
            rate = cast(rate, average.dtype.base_dtype)
        if debias:
            return _move_debiased(graph, average, value, rate)
        return assign_sub(average, (average - value) * rate, name=scope)


def _move_debiased(graph: Graph, average: GraphVariable, value: Any, rate: Any) -> Any:
    """As if the average had not begun at zero: Kingma and Ba (2015), section 3."""
    kind = average.dtype.base_dtype
    with (
        variable_scope(average.op.name, values=[average, value, rate]),
        graph.control_dependencies(None),
    ):
        biased, count = (
            get_variable(
                name,
                initializer=lambda shape=shape: zeros(shape, kind),
                dtype=kind,
                trainable=False,
            )
            for name, shape in (
                ("biased", average.shape.as_list()),
                ("local_step", []),
            )
        )
    # What the two updates return are the variables after them.
    moved = assign_sub(biased, (biased - value) * rate)
    counted = count.assign_add(1)
    left = 1 - pow(1.0 - rate, counted)
    return assign(average, moved / left, name=f"{graph.get_name_scope()}/")
