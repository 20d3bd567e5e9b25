"""What went wrong between a graph and a checkpoint, in words."""

from __future__ import annotations

from teachflow.core.errors import OpError
from teachflow.core.explaining.facts import retold
from teachflow.graph.graph import Graph


def check_graph(graph: Graph, filename_tensor_name: str) -> None:
    """Raises ``TypeError`` where a saver's nodes are not in the session's ``graph``.

    A saver that is older than ``reset_default_graph`` is such a one.
    """
    try:
        graph.get_tensor_by_name(filename_tensor_name)
    except KeyError as error:
        raise TypeError(
            f"Cannot interpret feed_dict key as Tensor: {error.args[0]} This Saver was "
            f"made in another graph than the session runs: make one after the "
            f"variables of this graph."
        ) from None


def explained(error: OpError, what: str) -> OpError:
    """The error of a restore that failed, with what is its likeliest cause."""
    text = (
        f"Restoring from checkpoint failed. This is most likely due to {what} from the "
        f"checkpoint. Please ensure that you have not altered the graph expected based "
        f"on the checkpoint. Original error:\n\n{error.message}"
    )
    return retold(type(error)(error.node_def, error.op, text), error)
