"""The arguments of one call of a layer: which are tensors, and of which shapes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from teachflow.core.operand import Operand
from teachflow.keras.keras_tensor import KerasTensor, standardize_shape
from teachflow.keras.tree import flatten, is_nested, map_structure

_NAMED = (
    inspect.Parameter.POSITIONAL_OR_KEYWORD,
    inspect.Parameter.POSITIONAL_ONLY,
    inspect.Parameter.KEYWORD_ONLY,
)


def is_tensor(value: Any) -> bool:
    """Whether ``value`` is a tensor, a variable or a symbolic tensor."""
    return isinstance(value, (Operand, KerasTensor))


def only_tensors(args: Any) -> None:
    """Raises ``ValueError`` where something else is among positional arguments."""
    for leaf in flatten(args):
        if leaf is not None and not is_tensor(leaf):
            raise ValueError(
                "Only input tensors may be passed as positional arguments. The "
                "following argument value should be passed as a keyword argument: "
                f"{leaf} (of type {type(leaf)})"
            )


class CallSpec:
    """The arguments by name, and those among them that hold tensors."""

    def __init__(
        self, signature: inspect.Signature, args: Any, kwargs: dict[str, Any]
    ) -> None:
        if "training" in kwargs and "training" not in signature.parameters:
            kwargs = {key: value for key, value in kwargs.items() if key != "training"}
        self._parameters = signature.parameters
        bound = signature.bind(*args, **kwargs)
        self.given = bound.arguments
        bound.apply_defaults()  # makes another dict
        self.arguments = bound.arguments
        self.first = next(iter(self.arguments.values()), None)
        self.tensors: dict[str, Any] = {}
        for name, value in self.arguments.items():
            if is_tensor(value):
                self.tensors[name] = value
            elif is_nested(value) and value:
                leaves = flatten(value)
                if all(leaf is None or is_tensor(leaf) for leaf in leaves):
                    self.tensors[name] = value
                elif any(is_tensor(leaf) for leaf in leaves):
                    raise ValueError(
                        "In a nested call() argument, you cannot mix tensors and "
                        "non-tensors. Received invalid mixed argument: "
                        f"{name}={value}"
                    )

    @property
    def eager(self) -> bool:
        """Whether nothing symbolic is among the tensors."""
        leaves = flatten(list(self.tensors.values()))
        return not any(isinstance(leaf, KerasTensor) for leaf in leaves)

    def symbols(self) -> dict[str, Any]:
        """The arguments by name, with a symbolic tensor in place of each tensor."""
        symbols = map_structure(_symbol, self.arguments)
        starred = [
            name
            for name, parameter in self._parameters.items()
            if parameter.kind is inspect.Parameter.VAR_KEYWORD
        ]
        for name in starred:
            symbols.update(symbols.pop(name, {}))
        return dict(symbols)

    def shapes(self) -> dict[str, Any]:
        """``{argument}_shape`` to the shapes of each argument that holds tensors."""
        return {
            f"{name}_shape": map_structure(_shape, value)
            for name, value in self.tensors.items()
            if name not in ("mask", "args", "kwargs")
        }

    def shapes_for(
        self, function: Callable[..., Any], class_name: str
    ) -> dict[str, Any]:
        """The shapes as arguments of ``build`` or ``compute_output_shape``.

        A function of one argument gets the shape of the first. Raises ``ValueError``
        where several do not have the names ``{argument}_shape``.
        """
        shapes = self.shapes()
        expected = [
            name
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind in _NAMED
        ]
        if len(expected) == 1:
            return {expected[0]: next(iter(shapes.values()), None)}
        method = function.__name__
        rule = (
            f"For a `{method}()` method with more than one argument, all arguments "
            "should have a `_shape` suffix and match an argument from `call()`. E.g. "
            f"`{method}(self, foo_shape, bar_shape)`  For layer '{class_name}', "
        )
        for name in expected:
            if not name.endswith("_shape"):
                raise ValueError(
                    f"{rule}Received `{method}()` argument `{name}`, which does not "
                    "end in `_shape`."
                )
            if name.removesuffix("_shape") not in self.arguments:
                raise ValueError(
                    f"{rule}received `{method}()` argument `{name}`, but `call()` does "
                    f"not have argument `{name.removesuffix('_shape')}`."
                )
        return {name: shapes[name] for name in expected if name in shapes}


def _shape(value: Any) -> Any:
    return None if value is None else standardize_shape(value.shape)


def _symbol(value: Any) -> Any:
    if isinstance(value, Operand):
        return KerasTensor(value.shape, value.dtype.name, name="symbol")
    return value
