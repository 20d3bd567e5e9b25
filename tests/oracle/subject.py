"""One subject's tables: its nodes, values, gradients and mistakes, as topics.

Rows are lines of source text. A subject ``x`` gets the topics ``x_nodes`` (what a line
adds to an empty graph; ``P(2, None)`` is a placeholder of that shape, ``U()`` one of
unknown rank), ``x`` and ``x_eager`` (values in both faces), ``x_gradients`` (a list of
gradients) and ``x_errors`` (the line fails; fragments stand behind ``##``).
"""

from __future__ import annotations

from typing import Any

from tests.oracle.cases.gradients import snippet
from tests.oracle.cases.mistakes import enter
from tests.oracle.cases.values import eager_value
from tests.oracle.harness import Topic, graph_nodes, run_value

HEADER = """
def P(*shape, dtype=tf.float32):
    return tf.placeholder(dtype, list(shape), name="x")
def U(dtype=tf.float32):
    return tf.placeholder(dtype, name="x")
"""


def lines(table: str) -> list[str]:
    """The lines that are not empty, each once."""
    return list(dict.fromkeys(line for line in table.split("\n") if line.strip()))


def after_header(row: str) -> str:
    """The source text of a row: its parts (between ``; ``) one a line."""
    return HEADER + "\n".join(part.strip() for part in row.split("; "))


def subject(
    name: str,
    *,
    nodes: str = "",
    values: str = "",
    loose: str = "",
    graph_values: str = "",
    gradients: str = "",
    errors: str = "",
    rtol: float = 1e-5,
    atol: float = 1e-6,
) -> list[Topic]:
    """The topics of the subject; ``loose`` values and gradients have the tolerances.

    ``graph_values`` (loose too) are asked of the graph face alone.
    """

    def ask(judge: Any, text: str) -> Any:
        return lambda tf, np: judge(tf, np, text)

    topics = {key: Topic(name + key, "graph") for key in ("", "_nodes", "_gradients")}
    eager = Topic(f"{name}_eager", "eager")
    mistakes = Topic(f"{name}_errors", "graph")
    for row in lines(nodes):
        topics["_nodes"].add(row, ask(graph_nodes, after_header(row)))
    near = {"rtol": rtol, "atol": atol}
    for table, options in ((values, {}), (loose, near), (graph_values, near)):
        for row in lines(table):
            topics[""].add(row, ask(run_value, row), **options)
            if table is not graph_values:
                eager.add(row, ask(eager_value, row), **options)
    for row in lines(gradients):
        text = "\n".join(part.strip() for part in row.split("; "))
        topics["_gradients"].add(row, ask(snippet, text), **near)
    if errors.strip():
        enter(mistakes, errors.strip())
    made = [*topics.values(), eager, mistakes]
    return [topic for topic in made if topic.cases]
