"""``FunctionGraph``: a graph that is traced, and takes in what is around it.

What the function uses of the world outside is *captured*: a tensor becomes an input
more, an eager variable a place whose cell is the variable's own. So what reads and
changes variables happens in the order written when the graph runs, as in eager code.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.operand import Operand
from teachflow.core.recording import record, tapes
from teachflow.core.registry import OPS, Call
from teachflow.core.shapes import TensorShape
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor

_NOT_TO_KEEP = frozenset(
    {
        "Const",
        "Enter",
        "IsVariableInitialized",
        "Placeholder",
        "PlaceholderWithDefault",
        "ReadVariableOp",
        "RefEnter",
        "RefSwitch",
        "VariableV2",
    }
)
_RANDOM = frozenset({"random", "random_draws"})


class FunctionGraph(Graph):
    """The graph of a function: it takes in what the function uses from outside."""

    holds_variables = True

    def __init__(self, outer: Graph | None = None, name: str = "function") -> None:
        super().__init__()
        self.name = name
        self.outer = outer
        self.shape_type = TensorShape
        if outer is not None:
            self.seed, self.shape_type = outer.seed, outer.shape_type
        self.inputs: list[Tensor] = []  # the function's own arguments
        # By the id of what is captured: that, and what stands for it in here.
        self.captured: dict[int, tuple[Any, Tensor]] = {}
        self.cells: dict[str, Cell] = {}

    @property
    def building_function(self) -> bool:
        """Whether this is the body of a function: always."""
        return True

    # ---- taking in ---------------------------------------------------------------

    def capture(self, tensor: Any) -> Tensor:
        """The tensor that has the value of an outer graph's, or an eager, tensor."""
        known = self.captured.get(id(tensor))
        if known is not None:
            return known[1]
        source = tensor
        if isinstance(tensor, Tensor) and tensor.op.graph is not self.outer:
            if self.outer is None or not _encloses(tensor.op.graph, self):
                raise _out_of_scope(tensor, self)
            source = self.outer.capture(tensor)
            known = self.captured.get(id(source))
        if known is None:
            with self._outside_of_all():
                attrs = {
                    "dtype": tensor.dtype.base_dtype,
                    "shape": TensorShape(tensor.shape),
                }
                made = self.apply(OPS["Placeholder"], (), attrs, "captured")
            known = (source, made)
        self.captured[id(source)] = known
        if source is not tensor:
            self.captured[id(tensor)] = (tensor, known[1])
        return known[1]

    def place(self, variable: Any) -> Tensor:
        """The place that stands for an eager variable; its cell is the variable's."""
        known = self.captured.get(id(variable))
        if known is None:
            if isinstance(self.outer, FunctionGraph):
                self.outer.place(variable)
            with self._outside_of_all():
                attrs = {"dtype": variable.dtype, "shape": variable.shape}
                name = variable.name.rpartition(":")[0]
                made = self.apply(OPS["VariableV2"], (), attrs, name)
            self.cells[made.op.name] = variable.cell
            known = self.captured[id(variable)] = (variable, made)
            _VARIABLES[made] = variable
        return known[1]

    def read(self, variable: Any) -> Tensor:
        """The value that a variable has when the run comes here."""
        with unwatched():
            value: Tensor = self.apply(OPS["ReadVariableOp"], (variable,), {}, None)
        if tapes.stack:  # they know the variable, not its place in here
            record(Call(value.op.opdef, (variable,), {}, (value,)))
        return value

    @contextmanager
    def _outside_of_all(self) -> Iterator[None]:
        """A scope for inputs: outside of branches, loops, name scopes and tapes."""
        with (
            home.within(self),
            self.control_dependencies(None),
            self.names.enter(None),
            unwatched(),
        ):
            yield

    def captures_of(self) -> list[tuple[Any, Tensor]]:
        """What is captured from right outside, and what stands for it in here."""
        found: dict[Tensor, tuple[Any, Tensor]] = {}
        for source, inner in self.captured.values():
            if isinstance(source, Tensor) and source.op.graph is not self.outer:
                continue
            found.setdefault(inner, (source, inner))
        return list(found.values())

    # ---- the home interface ------------------------------------------------------

    def convert(
        self,
        value: Any,
        dtype: DType | None = None,
        name: str | None = None,
        hint: DType | None = None,
    ) -> Tensor:
        """``value`` as a tensor of this graph; what is outside is captured."""
        if isinstance(value, Operand) and not isinstance(value, Tensor):
            if hasattr(value, "cell"):
                value = self.read(value)
            else:
                tensor = value.as_tensor()
                if not isinstance(tensor, Tensor):
                    value = self._take_in(tensor)
        return super().convert(value, dtype, name, hint)

    def _take_in(self, tensor: Any) -> Tensor:
        """An eager tensor in here; numbers that have no gradient become constants."""
        known = self.captured.get(id(tensor))
        if known is not None:
            return known[1]
        size = tensor.shape.num_elements()
        if tensor.dtype.is_differentiable or size is None or size > 128:
            return self.capture(tensor)
        if tensor.dtype.enum in (20, 21):  # handles
            return self.capture(tensor)
        with self._outside_of_all():
            made = super().convert(tensor, None, "Const")
        self.captured[id(tensor)] = (tensor, made)
        return made

    def as_graph_element(
        self, obj: Any, allow_tensor: bool = True, allow_operation: bool = True
    ) -> Any:
        """The element that ``obj`` is, holds or names; an eager variable's place."""
        if hasattr(obj, "cell") and not isinstance(obj, Tensor):
            return self.place(obj)
        if isinstance(obj, Tensor) and obj.op.graph is not self:
            return self.capture(obj)
        return super().as_graph_element(obj, allow_tensor, allow_operation)

    # ---- running -----------------------------------------------------------------

    def cell(self, name: str) -> Cell:
        """The place of the node called ``name``."""
        found = self.cells.get(name)
        if found is None:
            found = self.cells[name] = Cell(name)
        return found

    def effects(self) -> list[Operation]:
        """The nodes that every run has to compute, whether or not anyone asks."""
        return [
            node
            for node in self.nodes_from(0)
            if node.opdef.stateful
            and node.type not in _NOT_TO_KEEP
            and "seed2" not in node.attrs
        ]

    def __repr__(self) -> str:
        return f"FuncGraph(name={self.name}, id={id(self)})"


_VARIABLES: weakref.WeakKeyDictionary[Tensor, Any] = weakref.WeakKeyDictionary()


def variable_of(tensor: Any) -> Any:
    """The eager variable that a place in a function's graph stands for, else None."""
    return _VARIABLES.get(tensor) if isinstance(tensor, Tensor) else None


@contextmanager
def unwatched() -> Iterator[None]:
    """A scope in which no tape of this thread sees what happens."""
    before, tapes.stack = tapes.stack, []
    try:
        yield
    finally:
        tapes.stack = before


def _encloses(graph: Any, inner: Graph) -> bool:
    outer = inner.outer
    while outer is not None and outer is not graph:
        outer = outer.outer
    return outer is graph


def _out_of_scope(tensor: Tensor, graph: FunctionGraph) -> Exception:
    return TypeError(
        f"{tensor!r} is out of scope and cannot be used here. Use return values, "
        f"explicit Python locals or TensorFlow collections to access it. It was "
        f"defined in {tensor.op.graph!r}, and is used in {graph!r}, which is not "
        f"inside of that."
    )
