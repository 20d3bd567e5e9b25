"""``FunctionGraph``: a graph that is traced, and takes in what is around it.

What the function uses of the world outside is *captured*: a tensor becomes an input
more, an eager variable a place whose cell is the variable's own. So what reads and
changes variables happens in the order written when the graph runs, as in eager code.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.operand import Operand, operands
from teachflow.core.recording import record, tapes
from teachflow.core.registry import OPS, Call, OpDef
from teachflow.core.shapes import TensorShape
from teachflow.graph.functions.lines import Line, users_line
from teachflow.graph.functions.symbolic_tensor import SymbolicTensor
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.owning.making import Maker
from teachflow.graph.running.execute import Program
from teachflow.graph.running.plan import compile_plan

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


_SINGLETONS = (
    "tf.function only supports singleton tf.Variables created on the first call. Make "
    "sure the tf.Variable is only created once or created outside tf.function. See "
    "https://www.tensorflow.org/guide/function#creating_tfvariables for more "
    "information."
)


class FunctionGraph(Graph):
    """The graph of a function: it takes in what the function uses from outside."""

    holds_variables = True

    def __init__(self, outer: Graph | None = None, name: str = "function") -> None:
        super().__init__()
        self.name = name
        self.outer = outer
        self.shape_type, self.tensor_type = TensorShape, SymbolicTensor
        if outer is not None:
            self.seed, self.shape_type = outer.seed, outer.shape_type
            self.tensor_type = outer.tensor_type
        self.arguments: dict[Tensor, Any] = {}  # and their values in this call
        # By the id of what is captured: that, and what stands for it in here.
        self.captured: dict[int, tuple[Any, Tensor]] = {}
        self.cells: dict[str, Cell] = {}
        self.lines: dict[Operation, Line | None] = {}
        self._traced: int | None = None  # how many nodes the function itself has
        self._open = 0
        # The variables made while tracing; None where none may be made.
        self.made: list[Any] | None = None
        self.no_variables = _SINGLETONS

    @property
    def building_function(self) -> bool:
        """Whether this is the body of a function: always."""
        return True

    def hand_over(self, maker: Maker | None) -> None:
        """What a function has goes with the function: nobody's are its items."""
        self.builder = maker

    def finish(self) -> None:
        """Ends the trace: what is added from now on are gradients and the like."""
        self._traced = self.version

    def left_behind(self, tensor: Any) -> None:
        """Raises ``TypeError`` where ``tensor`` got out of a trace that has ended."""
        if self._traced is not None and not self._open:
            raise _out_of_scope(tensor, self)

    def get_operations(self) -> list[Operation]:
        """The nodes of the function, in the order of their making."""
        return self._operations[: self._traced]

    @contextmanager
    def as_default(self) -> Iterator[Graph]:
        """A scope in which the graph can be added to, after the trace too."""
        self._open += 1
        try:
            with home.within(self):
                yield self
        finally:
            self._open -= 1

    def apply(
        self,
        op: OpDef,
        inputs: tuple[Any, ...],
        attrs: dict[str, Any],
        name: str | None,
    ) -> Any:
        """The same as in any graph; ``TypeError`` for tensors that got out of it."""
        if self._traced is not None and not self._open:
            leaked = next((t for t in operands(inputs) if isinstance(t, Tensor)), None)
            raise _out_of_scope(leaked, self)
        return super().apply(op, inputs, attrs, name)

    def create_op(
        self,
        op: OpDef,
        inputs: tuple[Tensor, ...],
        attrs: dict[str, Any],
        types: dict[str, Any],
        name: str,
    ) -> Operation:
        """The same; remembers the user's line that the node comes from."""
        node = super().create_op(op, inputs, attrs, types, name)
        self.lines[node] = users_line()
        return node

    # ---- taking in ---------------------------------------------------------------

    def capture(self, tensor: Any) -> Tensor:
        """The tensor that has the value of an outer graph's, or an eager, tensor."""
        inner = self._captured(tensor)
        if tapes.stack:  # they may watch what is outside
            record(Call(OPS["Identity"], (tensor,), {}, (inner,)))
        return inner

    def _captured(self, tensor: Any) -> Tensor:
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
        return known[1]

    def read(self, variable: Any) -> Tensor:
        """The value that a variable has when the run comes here."""
        with unwatched():
            value: Tensor = self.apply(OPS["ReadVariableOp"], (variable,), {}, None)
        if tapes.stack:
            self._show_reading(variable, value)
        return value

    def _show_reading(self, variable: Any, value: Tensor) -> None:
        """Tells the tapes, which know the variable and not its place in here."""
        place, steps = self.place(variable), [value.op]
        while steps[-1].inputs[0] is not place:  # through conditions and loops
            steps.append(steps[-1].inputs[0].op)
        outputs = (value,) if len(steps) == 1 else (place,)
        record(Call(value.op.opdef, (variable,), {}, outputs))
        if len(steps) > 1:
            for step in reversed(steps):
                record(step)

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

    # ---- variables that the function makes ---------------------------------------

    def lifted(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments of a new variable, with an initial value that is known now.

        Raises ``ValueError`` where the function may make no variables.
        """
        owner = self
        while isinstance(owner.outer, FunctionGraph):
            owner = owner.outer
        if owner.made is None:
            raise told(ValueError(owner.no_variables), "singletons")
        value = kwargs.get("initial_value", args[0] if args else None)
        if isinstance(value, Tensor):
            value = self._known_now(value)
        if "initial_value" in kwargs or not args:
            return args, {**kwargs, "initial_value": value}
        return (value, *args[1:]), kwargs

    def created(self, variable: Any) -> None:
        """Remembers a variable that the function made."""
        owner = self
        while isinstance(owner.outer, FunctionGraph):
            owner = owner.outer
        assert owner.made is not None
        owner.made.append(variable)

    def _known_now(self, tensor: Tensor) -> Any:
        """The value of a tensor, from captures and the arguments of this call."""
        feeds = []
        fed = []
        for source, inner in self.captured.values():
            if isinstance(source, Tensor) or inner.op.type == "Const":
                continue
            feeds.append(inner)
            fed.append(source.cell if hasattr(source, "cell") else source.array)
        for inner, value in self.arguments.items():
            feeds.append(inner)
            fed.append(value)
        places = [inner for inner in feeds if inner.dtype._is_ref_dtype]
        plan = compile_plan(self, [tensor], feeds, places)
        values = Program(plan, self.cell).run(fed)
        (slot,) = plan.fetches
        assert slot is not None
        return values[slot]

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
        size = tensor.shape.num_elements()
        if tensor.dtype.is_differentiable or size is None or size > 128:
            return self.capture(tensor)
        if tensor.dtype.enum in (20, 21):  # handles
            return self.capture(tensor)
        known = self.captured.get(id(tensor))
        if known is not None:
            return known[1]
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

    def path_of(
        self, calls: Sequence[Call], targets: Sequence[Any], sources: Sequence[Any]
    ) -> tuple[Sequence[Call], Sequence[Any]]:
        """The same; what is outside enters a loop as what stands for it in here."""
        found, sources = super().path_of(calls, targets, sources)
        if found is calls:
            return calls, sources
        return found, [self._inside(source) for source in sources]

    def _inside(self, source: Any) -> Any:
        if hasattr(source, "cell"):
            return self.place(source)
        known = self.captured.get(id(source))
        return source if known is None else known[1]

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


def _out_of_scope(tensor: Any, graph: FunctionGraph) -> Exception:
    where = "" if tensor is None else f" It was defined in {tensor.op.graph!r}."
    return told(
        TypeError(
            f"{tensor!r} is out of scope and cannot be used here. Use return values, "
            "explicit Python locals or TensorFlow collections to access it. Please see "
            "https://www.tensorflow.org/guide/function#"
            "all_outputs_of_a_tffunction_must_be_return_values for more "
            f"information.{where}"
        ),
        "out of scope",
        tensor=tensor,
        graph=graph,
    )
