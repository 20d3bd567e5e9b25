"""What a notebook shows for objects that know nothing of notebooks: a graph, drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.graph.graph import Graph
from teachflow.viz import show_graph


def _graph(graph: Graph) -> dict[str, str]:
    return show_graph(graph)._repr_mimebundle_()


BUNDLES: dict[type, Callable[[Any], dict[str, str]]] = {Graph: _graph}


def install(shell: Any) -> None:
    """Shows objects of these types as their bundles from now on."""
    for kind, bundle in BUNDLES.items():
        shell.display_formatter.mimebundle_formatter.for_type(kind, bundle)


def remove(shell: Any) -> None:
    """Shows them as before."""
    for kind in BUNDLES:
        shell.display_formatter.mimebundle_formatter.pop(kind, None)
