"""``ConcreteFunction``: one trace of a Python function, ready to be called."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.nest import flatten, nested_like
from teachflow.core.recording import record, tapes
from teachflow.core.registry import OPS, Call
from teachflow.eager.home import EAGER, boxed
from teachflow.eager.tensor import EagerTensor
from teachflow.functions import watching, written
from teachflow.functions.arguments import Node, Signature, leaves, rebuilt, taken_apart
from teachflow.functions.autograph import blame
from teachflow.functions.kinds import CarriedKind, Literal, TensorKind, VariableKind
from teachflow.graph.functions.function_graph import FunctionGraph
from teachflow.graph.functions.region import Region
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Tensor

_numbers = itertools.count(1)


class ConcreteFunction:
    """A function's graph for arguments of one kind.

    Calling it takes what the Python function takes, or tensors alone, one for each
    input; it returns what that returns. Source: tf.types.experimental.ConcreteFunction.

    >>> import teachflow as tf
    >>> double = tf.function(lambda x: x * 2)
    >>> one = double.get_concrete_function(tf.TensorSpec([None], tf.int32))
    >>> one(tf.constant([1, 2])).numpy()
    array([2, 4], dtype=int32)
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
        self._key = key
        self._signature = signature
        self._given = tuple(inputs)
        self._result = result  # its leaves are tensors of the graph, or None
        self._name = f"__inference_{graph.name}_{next(_numbers)}"
        found = [leaf for leaf in flatten(result) if leaf is not None]
        known = set(inputs)
        captures = [
            (source, inner)
            for source, inner in graph.captures_of()
            if inner.op.type != "Const" and inner not in known
        ]
        self._captured = [source for source, _ in captures]
        given = [*inputs, *(inner for _, inner in captures)]
        places = [tensor for tensor in given if tensor.dtype._is_ref_dtype]
        self._region = Region(
            graph, given, found, graph.effects(), places, name=graph.name
        )
        self._type = (
            "StatefulPartitionedCall" if self._region.stateful else "PartitionedCall"
        )
        self._attrs = {"Tout": self._region.types, "f": self._region}
        self._alone = isinstance(result, Tensor)
        graph.finish()
        self._streams = self._region.streams
        self._epoch = EAGER.seeds.epoch
        self._fixed: list[Any] | None = None
        if not any(isinstance(source, Tensor) for source in self._captured):
            self._fixed = [
                source.array if type(source) is EagerTensor else source.cell
                for source in self._captured
            ]

    # ---- what it is --------------------------------------------------------------

    @property
    def name(self) -> bytes:
        """A name that no other trace has."""
        return self._name.encode()

    @property
    def inputs(self) -> list[Tensor]:
        """The graph's inputs: the arguments', then what is captured."""
        return list(self._region.inputs)

    @property
    def outputs(self) -> list[Tensor]:
        """The tensors that are returned, without their structure."""
        return list(self._region.outputs)

    @property
    def captured_inputs(self) -> list[Any]:
        """The tensors and variables around the function that it uses."""
        return list(self._captured)

    @property
    def variables(self) -> tuple[Any, ...]:
        """The variables that the function uses."""
        return tuple([item for item in self._captured if hasattr(item, "cell")])

    @property
    def trainable_variables(self) -> tuple[Any, ...]:
        """Those of them that optimizers train."""
        return tuple([variable for variable in self.variables if variable.trainable])

    @property
    def structured_input_signature(self) -> Any:
        """Specs of the arguments: a tuple of the positional ones, a dict of others."""
        keywords = self._key.keys or ()
        count = len(self._key.items) - len(keywords)
        names = self._signature.names(self._key)
        found = []
        for name, item in zip(names, self._key.items, strict=True):
            labels = iter([label for label, _ in leaves(item, name)])

            def leaf(kind: Any, labels: Any = labels) -> Any:
                label = next(labels)
                if isinstance(kind, CarriedKind):
                    return kind
                if isinstance(kind, TensorKind):
                    return type(kind.spec)(kind.spec.shape, kind.dtype, label)
                return None if isinstance(kind, VariableKind) else kind.value

            found.append(rebuilt(item, leaf))
        return tuple(found[:count]), dict(zip(keywords, found[count:], strict=True))

    @property
    def structured_outputs(self) -> Any:
        """What the Python function returned, with tensors of the graph."""
        return self._result

    @property
    def output_dtypes(self) -> Any:
        """The dtypes of what is returned, in its structure."""
        leaves = [None if t is None else t.dtype for t in flatten(self._result)]
        return nested_like(self._result, iter(leaves))

    @property
    def output_shapes(self) -> Any:
        """The static shapes of what is returned, in its structure."""
        leaves = [None if t is None else t.shape for t in flatten(self._result)]
        return nested_like(self._result, iter(leaves))

    def pretty_printed_signature(self, verbose: bool = True) -> str:
        """The signature on several lines; on one if not ``verbose``."""
        if not verbose:
            return written.one_line(self._signature, self._key, self._result)
        return written.on_lines(
            self._signature, self._key, self._result, self._captured
        )

    def __str__(self) -> str:
        return f"ConcreteFunction {self.pretty_printed_signature()}"

    def __repr__(self) -> str:
        line = self.pretty_printed_signature(verbose=False)
        return f"<ConcreteFunction {line} at 0x{id(self):X}>"

    # ---- calling -----------------------------------------------------------------

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """The result for arguments as the Python function takes them, or tensors."""
        try:
            bound = self._signature.signature.bind(*args, **kwargs)
            bound.apply_defaults()
            values = self._fitting(taken_apart(bound.args, bound.kwargs))
        except TypeError as error:
            values = self._flat(args, kwargs, error)
        for position, (value, wanted) in enumerate(
            zip(values, self._given, strict=True)
        ):
            given, kind = value.dtype.base_dtype, wanted.dtype.base_dtype
            if given is not kind:
                raise InvalidArgumentError(
                    None,
                    None,
                    f"cannot compute {self._name} as input #{position}(zero-based) was "
                    f"expected to be a {kind.runtime_name} tensor but is a "
                    f"{given.runtime_name} tensor [Op:{self._name}]",
                )
        return self.call_flat(values)

    def _fitting(self, given: Any) -> list[Any]:
        """The values of arguments that have this trace's structure."""
        mine = [kind for item in self._key.items for _, kind in leaves(item, "")]
        theirs = [kind for item in given.key.items for _, kind in leaves(item, "")]
        if len(mine) != len(theirs) or any(
            type(a) is not type(b)
            or (not isinstance(a, (TensorKind, VariableKind)) and a != b)
            for a, b in zip(mine, theirs, strict=True)
        ):
            for a, b in zip(mine, theirs, strict=False):
                if isinstance(a, Literal) and a != b:
                    raise TypeError(f"Can not cast {b} to Literal[{a}]")
            raise TypeError(f"the arguments do not fit {self._line()}")
        values: list[Any] = given.values
        return values

    def _flat(
        self, args: tuple[Any, ...], kwargs: dict[str, Any], error: Exception
    ) -> list[Any]:
        """The values where there is one tensor for each input."""
        names = [tensor.op.name for tensor in self._given]
        told = (
            f"Binding inputs to tf.function failed due to `{error}`. Received args: "
            f"{args} and kwargs: {kwargs} for signature: {self._line()}.\n"
            f"Fallback to flat signature also failed due to: {self.graph.name}"
            f"({', '.join(names)})"
        )
        if len(args) > len(names):
            raise TypeError(
                f"{told} takes {len(names)} positional arguments, got {len(args)}."
            ) from None
        values = list(args)
        missing = []
        for name in names[len(args) :]:
            if name in kwargs:
                values.append(kwargs[name])
            else:
                missing.append(name)
        surplus = [name for name in kwargs if name not in names[len(args) :]]
        if surplus:
            raise TypeError(
                f"{told} got unexpected keyword arguments: {', '.join(surplus)}."
            ) from None
        if missing:
            raise TypeError(
                f"{told} missing required arguments: {', '.join(missing)}."
            ) from None
        for position, value in enumerate(values):
            if not hasattr(value, "dtype"):
                raise TypeError(
                    f"{told}: expected argument #{position}(zero-based) to be a "
                    f"Tensor; got {type(value).__name__} ({value!r})."
                ) from None
        return [
            value if hasattr(value, "home") else EAGER.convert(value)
            for value in values
        ]

    def _line(self) -> str:
        return self.pretty_printed_signature(verbose=False)

    def call_flat(self, values: Sequence[Any]) -> Any:
        """The result for tensors and variables, one for each input."""
        here = home.innermost()
        if here is not None and here.symbolic:
            return self._as_node(here, values)
        for value in values:
            if isinstance(value, Tensor):
                return self._as_node(value.op.graph, values)
        if self._fixed is None:  # what it captured belongs to a graph
            source = next(s for s in self._captured if isinstance(s, Tensor))
            return self._as_node(source.op.graph, values)
        return self.run_eagerly(
            [v.array if type(v) is EagerTensor else v.cell for v in values], values
        )

    def run_eagerly(self, fed: list[Any], values: Sequence[Any]) -> Any:
        """The result for arrays and cells; ``values`` are what these belong to."""
        assert self._fixed is not None
        if watching.seen:
            watching.tell(self)
        fed += self._fixed
        inputs: tuple[Any, ...] = ()
        if tapes.stack:
            self._region.prepare()
            inputs = self._read(values)
        if self._streams and self._epoch != EAGER.seeds.epoch:
            self._begin_streams()
        try:
            with np.errstate(all="ignore"):
                found = self._region.run(fed)
        except OpError as error:
            raise blame.located(error, self._name) from error
        if dt.string in self._region.types:
            found = [boxed(item) if type(item) is bytes else item for item in found]
        outputs = list(map(EagerTensor, found, self._region.types))
        if inputs:
            record(Call(OPS[self._type], inputs, self._attrs, tuple(outputs)))
        return outputs[0] if self._alone else self._packed(outputs)

    def _begin_streams(self) -> None:
        """Random streams begin anew after ``tf.random.set_seed``."""
        self._epoch = EAGER.seeds.epoch
        for cell in self._streams:
            cell.value = None

    def _read(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The inputs as tapes shall see them: a variable is read before the call."""
        return tuple(
            [
                value if type(value) is EagerTensor else EAGER.read(value)
                for value in (*values, *self._captured)
            ]
        )

    def _read_in(self, graph: Graph, values: Sequence[Any]) -> tuple[Any, ...]:
        """The same in a graph."""
        return tuple([graph.convert(value) for value in (*values, *self._captured)])

    def _packed(self, outputs: Sequence[Any]) -> Any:
        rest = iter(outputs)
        flat = flatten(self._result)
        leaves = [None if leaf is None else next(rest) for leaf in flat]
        return nested_like(self._result, iter(leaves))

    def _as_node(self, graph: Any, values: Sequence[Any]) -> Any:
        """The call as a node of a graph."""
        assert isinstance(graph, Graph)
        holds = getattr(graph, "holds_variables", False)
        flat = []
        for value in (*values, *self._captured):
            if not hasattr(value, "cell"):
                flat.append(graph.convert(value))
            elif holds:
                flat.append(graph.as_graph_element(value))
            else:
                raise RuntimeError(
                    f"{value!r} is an eager variable, and {graph!r} has no place for "
                    f"it: call the function in eager code or in another tf.function, "
                    f"or make the variable in this graph."
                )
        types = {"Tin": tuple([tensor.dtype.base_dtype for tensor in flat])}
        opdef = OPS[self._type]
        region = self._region.at_a_place_of_its_own()
        attrs = {"Tout": region.types, "f": region}
        region.prepare()
        seen = self._read_in(graph, values) if tapes.stack else ()
        with graph.scope(self._type) as scope:
            pass
        node = graph.create_op(opdef, tuple(flat), attrs, types, scope[:-1])
        if seen:
            record(Call(opdef, seen, attrs, node.outputs))
        return node.outputs[0] if self._alone else self._packed(node.outputs)
