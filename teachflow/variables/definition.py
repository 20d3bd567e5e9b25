"""Graph variables as ``VariableDef`` messages: the names of their nodes."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.messages import messages
from teachflow.graph_def.scoped import prepend, strip, within
from teachflow.variables.distribution import (
    VariableAggregation,
    VariableSynchronization,
)


def to_proto(variable: Any, export_scope: str | None = None) -> Any:
    """The message; None for a variable outside of ``export_scope``."""
    if not within(variable.name, export_scope):
        return None
    return messages("variable").VariableDef(
        variable_name=strip(variable.name, export_scope),
        initial_value_name=strip(variable.initial_value.name, export_scope),
        initializer_name=strip(variable.initializer.name, export_scope),
        snapshot_name=strip(variable.value().name, export_scope),
        trainable=variable.trainable,
        synchronization=variable.synchronization.value,
        aggregation=variable.aggregation.value,
    )


def parts(variable_def: Any, import_scope: str | None = None) -> dict[str, Any]:
    """What the message names in the graph of the innermost scope.

    By the name of the attribute of the variable that it is for. Raises ``KeyError``
    naming a node that is not there, ``TypeError`` for something else than a message.
    """
    if not isinstance(variable_def, messages("variable").VariableDef):
        raise TypeError(f"variable_def must be a VariableDef, not {variable_def!r}.")
    graph: Any = home.innermost()

    def element(name: str) -> Any:
        return graph.as_graph_element(prepend(name, import_scope))

    initial = variable_def.initial_value_name
    return {
        "_home": graph,
        "_place": element(variable_def.variable_name),
        "_initializer": element(variable_def.initializer_name),
        "_read": element(variable_def.snapshot_name),
        "_initial_value": element(initial) if initial else None,
        "_trainable": variable_def.trainable,
        "synchronization": VariableSynchronization(variable_def.synchronization),
        "aggregation": VariableAggregation(variable_def.aggregation),
        "constraint": None,
    }
