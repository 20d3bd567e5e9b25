"""What is different in two graphs: nodes added, removed and changed, by their names.

Nodes of the same name are compared by type, inputs, attributes, and the dtypes and
shapes of their outputs; in which order they were made does not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from teachflow.core.shapes import TensorShape
from teachflow.graph_def.importing import import_graph_def
from teachflow.texts import text

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph
    from teachflow.graph.operation import Operation

_LONGEST = 40


@dataclass(frozen=True)
class Change:
    """One thing about a node that is different, as short texts.

    ``what``: 'type', 'inputs', 'input 0' (or another number), 'waits for', 'dtype',
    'shape', 'device', or the name of an attribute.
    """

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return text("diff.change", what=self.what, before=self.before, after=self.after)


@dataclass(frozen=True)
class GraphDiff:
    """What leads from the graph ``before`` to the graph ``after``.

    ``added`` and ``removed``: names of nodes, in the order of their making; ``changed``
    has for a name what is different; ``same`` counts the others. It is true where there
    is any difference.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]
    same: int
    before: Graph = field(repr=False, compare=False)
    after: Graph = field(repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)

    def __str__(self) -> str:
        if not self:
            return text("diff.same", count=self.same)
        head = text(
            "diff.head",
            added=len(self.added),
            removed=len(self.removed),
            changed=len(self.changed),
            same=self.same,
        )
        lines = [head]
        lines += [f"+ {_line(self.after, name)}" for name in self.added]
        lines += [f"- {_line(self.before, name)}" for name in self.removed]
        for name, changes in self.changed.items():
            lines.append(f"~ {name}: {'; '.join(map(str, changes))}")
        return "\n".join(lines)

    __repr__ = __str__


def difference(before: Graph, after: Any) -> GraphDiff:
    """What leads from ``before`` to ``after``, a graph or a ``GraphDef``.

    Raises ``TypeError`` for anything else.
    """
    other = _graph(before, after)
    old = {op.name: op for op in before.get_operations()}
    new = {op.name: op for op in other.get_operations()}
    changed = {name: _changes(old[name], op) for name, op in new.items() if name in old}
    different = {name: changes for name, changes in changed.items() if changes}
    return GraphDiff(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        changed=different,
        same=len(changed) - len(different),
        before=before,
        after=other,
    )


def _graph(like: Graph, given: Any) -> Graph:
    if hasattr(given, "get_operations"):
        graph: Graph = given
        return graph
    if not hasattr(given, "node") or not hasattr(given, "SerializeToString"):
        raise TypeError(text("diff.kind", kind=type(given).__name__))
    made: Graph = type(like)()
    with made.as_default():
        import_graph_def(given, name="")
    return made


def _changes(old: Operation, new: Operation) -> tuple[Change, ...]:
    pairs: dict[str, tuple[Any, Any]] = {
        "type": (old.type, new.type),
        **_input_pairs(old, new),
        "waits for": (_waits(old), _waits(new)),
        "device": (old.device, new.device),
        "dtype": (_dtypes(old), _dtypes(new)),
        "shape": (_shapes(old), _shapes(new)),
    }
    if old.type == new.type:
        for name in dict.fromkeys([*old.attrs, *new.attrs]):
            pairs.setdefault(name, (old.attrs.get(name), new.attrs.get(name)))
    return tuple(
        Change(what, _short(before), _short(after))
        for what, (before, after) in pairs.items()
        if not _equal(before, after)
    )


def _input_pairs(old: Operation, new: Operation) -> dict[str, tuple[Any, Any]]:
    """All inputs where there are more or fewer, else each that is different."""
    before, after = _inputs(old), _inputs(new)
    if len(before) != len(after) or len(before) < 2:
        return {"inputs": (", ".join(before), ", ".join(after))}
    pairs = enumerate(zip(before, after, strict=True))
    return {f"input {index}": pair for index, pair in pairs}


def _inputs(op: Operation) -> list[str]:
    return [tensor.name.removesuffix(":0") for tensor in op.inputs]


def _waits(op: Operation) -> str:
    return ", ".join(sorted(other.name for other in op.control_inputs))


def _dtypes(op: Operation) -> str:
    return ", ".join(tensor.dtype.name for tensor in op.outputs)


def _shapes(op: Operation) -> str:
    return ", ".join(str(tensor.shape) for tensor in op.outputs)


def _equal(before: Any, after: Any) -> bool:
    if isinstance(before, np.ndarray) and isinstance(after, np.ndarray):
        numbers = before.dtype.kind in "fc" and after.dtype.kind in "fc"
        return before.dtype == after.dtype and bool(
            np.array_equal(before, after, equal_nan=numbers)
        )
    if isinstance(before, TensorShape) and isinstance(after, TensorShape):
        return str(before) == str(after)  # unknown shapes equal nothing
    if isinstance(before, (list, tuple)) and isinstance(after, (list, tuple)):
        return len(before) == len(after) and all(map(_equal, before, after))
    return before is after or bool(before == after)


def _short(value: Any) -> str:
    if isinstance(value, np.ndarray):
        shown = np.array2string(
            value, precision=4, threshold=6, edgeitems=2, max_line_width=10**6
        )
        value = " ".join(shown.split())
    said = str(getattr(value, "name", value)) or text("diff.nothing")
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _line(graph: Graph, name: str) -> str:
    op = graph.get_operation_by_name(name)
    return f"{name}: {op.type}({', '.join(_inputs(op))})"
