"""What statements on tensors have in common: is it one, and the state they change.

Converted code hands a statement its parts as functions without arguments, which read
and write the names around them. ``get_state`` and ``set_state`` take and put those
names' values, so that each branch can start from the same ones.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.graph.control.flows import FlowCarrier
from teachflow.graph.graph import Graph


def staged(value: Any) -> Graph | None:
    """The graph in which a statement that depends on ``value`` becomes nodes.

    None where Python can decide: for its own values, and for eager ones.
    """
    if not isinstance(value, Operand):
        return None
    here = home.symbolic_home((value,)) or home.innermost()
    return here if isinstance(here, Graph) else None


def is_value(leaf: Any) -> bool:
    """Whether a leaf can be a tensor; other objects stay as they are."""
    kinds = (Operand, FlowCarrier, bool, int, float, complex, str, bytes)
    return isinstance(leaf, (*kinds, np.ndarray, np.generic))


def as_tensor(graph: Graph, leaf: Any) -> Any:
    """A leaf as a tensor of the graph; tensor arrays go as what carries them."""
    return leaf if isinstance(leaf, FlowCarrier) else graph.convert(leaf)


def same_structure(first: Any, second: Any) -> bool:
    """Whether two values are nested alike."""
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(
            same_structure(first[key], second[key]) for key in first
        )
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(same_structure, first, second))
    return not any(isinstance(v, (dict, list, tuple)) for v in (first, second))
