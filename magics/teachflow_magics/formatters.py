"""What a notebook shows for objects that know nothing of notebooks.

Graphs are drawn, and why a gradient is None; tensors, variables, sessions and
optimizers get small tables beside their text (``teachflow.viz.reprs`` says which).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.explaining.explanation import Explanation
from teachflow.graph.diff import GraphDiff
from teachflow.graph.graph import Graph
from teachflow.viz import Picture, reprs, show_diff, show_graph
from teachflow.viz.tapes import explanation_diagram


def _graph(graph: Graph) -> dict[str, str]:
    return show_graph(graph)._repr_mimebundle_()


def _diff(diff: GraphDiff) -> dict[str, str]:
    bundle = show_diff(diff)._repr_mimebundle_()
    return {**bundle, "text/plain": f"{diff}\n\n{bundle['text/plain']}"}


def _explanation(why: Explanation) -> dict[str, str]:
    bundle = Picture(explanation_diagram(why), direction="LR")._repr_mimebundle_()
    return {**bundle, "text/plain": str(why)}


BUNDLES: dict[type | str, Callable[[Any], dict[str, str]]] = {
    Explanation: reprs.never_raising(_explanation),
    Graph: _graph,
    GraphDiff: reprs.never_raising(_diff),
    **reprs.BUNDLES,
}


def install(shell: Any) -> None:
    """Shows objects of these types as their bundles from now on."""
    for kind, bundle in BUNDLES.items():
        shell.display_formatter.mimebundle_formatter.for_type(kind, bundle)


def remove(shell: Any) -> None:
    """Shows them as before."""
    for kind in BUNDLES:
        shell.display_formatter.mimebundle_formatter.pop(kind, None)
