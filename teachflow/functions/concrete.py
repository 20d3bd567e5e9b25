"""``ConcreteFunction``: one trace of a Python function, ready to be called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core import home
from teachflow.core.nest import flatten, nested_like
from teachflow.core.recording import record, tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.tensor import EAGER, EagerTensor
from teachflow.functions.arguments import Node, Signature
from teachflow.graph.functions.function_graph import FunctionGraph
from teachflow.graph.functions.region import Region
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor


class ConcreteFunction:
    """A function's graph for arguments of one kind.

    Calling it takes what the Python function takes, and returns what that returns.
    Source: tf.types.experimental.ConcreteFunction.
    """

    def __init__(
        self,
        graph: FunctionGraph,
        key: Node,
        signature: Signature,
        inputs: Sequence[Tensor],
        result: Any,
    ) -> None:
        self.graph = graph
        self.key = key
        self.signature = signature
        self.result = result  # its leaves are tensors of the graph, or None
        found = [leaf for leaf in flatten(result) if leaf is not None]
        captures = graph.captures_of()
        captures = [(s, i) for s, i in captures if i.op.type != "Const"]
        known = set(inputs)
        captures = [(s, i) for s, i in captures if i not in known]
        self.captured = [source for source, _ in captures]
        given = [*inputs, *(inner for _, inner in captures)]
        places = [tensor for tensor in given if tensor.dtype._is_ref_dtype]
        self.region = Region(graph, given, found, graph.effects(), places)
        self._type = (
            "StatefulPartitionedCall" if self.region.stateful else "PartitionedCall"
        )
        self._attrs = {"Tout": self.region.types, "f": self.region}
        self._alone = isinstance(result, Tensor)
        self._dtypes = [tensor.dtype.base_dtype for tensor in found]
        self._fixed: list[Any] | None = None
        if not any(isinstance(s, Tensor) for s in self.captured):
            self._fixed = [
                s.array if type(s) is EagerTensor else s.cell for s in self.captured
            ]

    # ---- calling -----------------------------------------------------------------

    def call_flat(self, values: Sequence[Any]) -> Any:
        """The result for tensors and variables, one for each input."""
        here = home.innermost()
        if (here is not None and here.symbolic) or self._fixed is None:
            return self._as_node(here, values)
        for value in values:
            if isinstance(value, Tensor):
                return self._as_node(value.op.graph, values)
        return self.run_eagerly(
            [v.array if type(v) is EagerTensor else v.cell for v in values], values
        )

    def run_eagerly(self, fed: list[Any], values: Sequence[Any]) -> Any:
        """The result for arrays and cells; ``values`` are what these belong to."""
        fed += self._fixed  # type: ignore[operator]
        inputs = self._read(values) if tapes.stack else ()
        with np.errstate(all="ignore"):
            found = self.region.run(fed)
        outputs = list(map(EagerTensor, found, self.region.types))
        if inputs:
            record(Call(OPS[self._type], inputs, self._attrs, tuple(outputs)))
        if self._alone:
            return outputs[0]
        return self._packed(outputs)

    def _read(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The inputs as tapes shall see them: a variable is read before the call."""
        return tuple(
            [
                value if type(value) is EagerTensor else EAGER.read(value)
                for value in (*values, *self.captured)
            ]
        )

    def _read_in(self, graph: Graph, values: Sequence[Any]) -> tuple[Any, ...]:
        """The same in a graph."""
        return tuple([graph.convert(value) for value in (*values, *self.captured)])

    def _packed(self, outputs: Sequence[Any]) -> Any:
        rest = iter(outputs)
        flat = flatten(self.result)
        leaves = [None if leaf is None else next(rest) for leaf in flat]
        return nested_like(self.result, iter(leaves))

    def _as_node(self, graph: Any, values: Sequence[Any]) -> Any:
        """The call as a node of a graph."""
        assert isinstance(graph, Graph)
        flat = []
        for value in (*values, *self.captured):
            if hasattr(value, "cell"):
                flat.append(graph.as_graph_element(value))
            else:
                flat.append(graph.convert(value))
        types = {"Tin": tuple([tensor.dtype.base_dtype for tensor in flat])}
        opdef = OPS[self._type]
        seen = self._read_in(graph, values) if tapes.stack else ()
        with graph.scope(self._type) as scope:
            pass
        node = graph.create_op(opdef, tuple(flat), self._attrs, types, scope[:-1])
        if seen:
            record(Call(opdef, seen, self._attrs, node.outputs))
        if self._alone:
            return node.outputs[0]
        return self._packed(node.outputs)
