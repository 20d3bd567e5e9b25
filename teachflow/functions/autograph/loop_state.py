"""The names that a loop on tensors changes, on their way around."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core import home
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import covers
from teachflow.functions.autograph.names import UndefinedReturnValue, is_undefined
from teachflow.functions.autograph.staging import as_tensor, is_value, same_structure
from teachflow.graph.control.flows import FlowCarrier
from teachflow.graph.functions.function_graph import FunctionGraph, unwatched
from teachflow.graph.graph import Graph
from teachflow.ops.arrays.create import zeros

State = tuple[Any, ...]


class LoopState:
    """The names that a loop changes: which of them are tensors in the loop."""

    def __init__(
        self,
        graph: Graph,
        get: Callable[[], State],
        put: Callable[[State], None],
        names: Sequence[str],
        options: dict[str, Any],
    ) -> None:
        self.graph, self.get, self.put, self.names = graph, get, put, names
        self.invariants = options.get("shape_invariants", ())
        self.before: State = ()

    def begin(self, body: Callable[[], None]) -> list[Any]:
        """The tensors that go around, from the names' values now."""
        before = self.get()
        if any(value is None or is_undefined(value) for value in before):
            before = self._guessed(before, body)
        leaves = flatten(before)
        self.shapes = [self._shape(leaf) for leaf in leaves if is_value(leaf)]
        tensors = [
            as_tensor(self.graph, leaf) if is_value(leaf) else leaf for leaf in leaves
        ]
        self.before = nested_like(before, iter(tensors))
        return [tensor for tensor in tensors if is_value(tensor)]

    def _shape(self, leaf: Any) -> Any:
        """What stays known of a leaf's shape, where the user says it."""
        for tensor, shape in self.invariants:
            if tensor is leaf:
                return TensorShape(shape)
        return None

    def _guessed(self, before: State, body: Callable[[], None]) -> State:
        """Values for the names that the first round gives one: zeros of their kind.

        They are never read. A round is traced apart to see what it makes.
        """
        scratch = FunctionGraph(self.graph, "first_round")
        after: State | None = None
        try:
            with home.within(scratch), unwatched():
                body()
                after = self.get()
        except (NameError, TypeError, ValueError, KeyError):
            pass
        finally:
            self.put(before)
        if after is None:
            for name, value in zip(self.names, before, strict=True):
                if isinstance(value, UndefinedReturnValue):
                    _refuse(name, value)
            after = before
        found = []
        for name, value, new in zip(self.names, before, after, strict=True):
            if value is not None and not is_undefined(value):
                found.append(value)
                continue
            if is_undefined(new) or new is None:
                found.append(value)
                if isinstance(value, UndefinedReturnValue) and new is not value:
                    _refuse(name, value)
                continue
            leaves = flatten(new)
            if not all(is_value(leaf) for leaf in leaves):
                _refuse(name, value)
            found.append(nested_like(new, map(_blank, leaves)))
        return tuple(found)

    def relax(self, start: list[Any], body: Callable[[], None]) -> None:
        """Lets the shapes change that a round changes, which is traced apart."""
        scratch = FunctionGraph(self.graph, "first_round")
        held = self.get()
        after: State = ()
        try:
            with home.within(scratch), unwatched():
                self.enter(start)
                body()
                after = self.get()
        finally:
            self.put(held)
        new = [
            leaf
            for leaf, old in zip(flatten(after), flatten(self.before), strict=True)
            if is_value(old)
        ]
        for number, (old, leaf) in enumerate(zip(start, new, strict=True)):
            shape = getattr(leaf, "shape", None)
            if shape is None or self.shapes[number] is not None:
                continue
            if not covers(old.shape, shape):
                self.shapes[number] = TensorShape(None)

    def enter(self, tensors: Sequence[Any]) -> None:
        """Gives the names the tensors of a round."""
        rest = iter(tensors)
        leaves = [
            next(rest) if is_value(leaf) else leaf for leaf in flatten(self.before)
        ]
        self.put(nested_like(self.before, iter(leaves)))

    def leave(self) -> list[Any]:
        """The names' tensors at the end of a round."""
        after = self.get()
        for name, value, new in zip(self.names, self.before, after, strict=True):
            self._verify(name, value, new)
        return [
            as_tensor(self.graph, leaf)
            for leaf, old in zip(flatten(after), flatten(self.before), strict=True)
            if is_value(old)
        ]

    def _verify(self, name: str, value: Any, new: Any) -> None:
        if is_undefined(value) or value is None:
            if is_undefined(new) or new is None:
                return
            _refuse(name, value)
        if new is None or is_undefined(new):
            raise ValueError(f"'{name}' is None at the end of the iteration.")
        if not same_structure(value, new):
            raise TypeError(
                f"'{name}' does not have the same nested structure after one "
                f"iteration: it was {value!r} and is {new!r}."
            )
        pairs = zip(flatten(value), flatten(new), strict=True)
        for old, leaf in pairs:
            if not is_value(old):
                if leaf is not old:
                    raise TypeError(
                        f"'{name}' changes from {old!r} to {leaf!r} in a loop that "
                        f"depends on a tensor: what it changes must be tensors."
                    )
                continue
            if isinstance(old, FlowCarrier) or not is_value(leaf):
                continue
            self._verify_tensor(name, old, self.graph.convert(leaf))

    def _verify_tensor(self, name: str, old: Any, new: Any) -> None:
        a, b = old.dtype.base_dtype, new.dtype.base_dtype
        if a is not b:
            raise TypeError(
                f"'{name}' has dtype {a.name} before the loop, but dtype {b.name} "
                f"after one iteration"
            )
        values = [leaf for leaf in flatten(self.before) if is_value(leaf)]
        number = next(n for n, leaf in enumerate(values) if leaf is old)
        wanted = self.shapes[number - len(values)]  # others may go before them
        if wanted is None and not covers(old.shape, new.shape):
            raise ValueError(
                f"'{name}' has shape {old.shape} before the loop, but shape "
                f"{new.shape} after one iteration. Use "
                f"tf.autograph.experimental.set_loop_options to set shape invariants."
            )
        if wanted is not None and not covers(wanted, new.shape):
            raise ValueError(
                f"'{name}' has shape {new.shape} after one iteration, which does not "
                f"conform with the shape invariant {wanted}."
            )


def _refuse(name: str, value: Any) -> None:
    if isinstance(value, UndefinedReturnValue):
        raise NotImplementedError(
            "a return statement cannot be placed inside this TensorFlow loop; this may "
            "happen if a return statement depends on a static Python condition such as "
            "a hyperparameter"
        )
    if value is None:
        raise ValueError(f"'{name}' is not allowed to be None before the loop")
    raise ValueError(f"'{name}' must be defined before the loop.")


def _blank(leaf: Any) -> Any:
    """Zeros of a leaf's kind, of length 1 where that is unknown."""
    if not isinstance(leaf, Operand):
        return leaf
    dims = leaf.shape.known_dims
    dims = () if dims is None else tuple([1 if n is None else n for n in dims])
    return zeros(dims, leaf.dtype.base_dtype)
