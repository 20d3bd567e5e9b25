"""Names in converted code that may have no value: what Python leaves unbound."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn


class Undefined:
    """Stands for the value of a name that was not assigned."""

    __slots__ = ("symbol_name",)

    def __init__(self, symbol_name: str) -> None:
        self.symbol_name = symbol_name

    def read(self) -> NoReturn:
        """Raises ``UnboundLocalError``, as Python does."""
        raise UnboundLocalError(f"'{self.symbol_name}' is used before assignment")

    def __getattr__(self, name: str) -> Undefined:
        return self

    def __getitem__(self, key: Any) -> Undefined:
        return self

    def __repr__(self) -> str:
        return self.symbol_name


class UndefinedReturnValue:
    """Stands for what a function returns before any ``return``."""


class FunctionScope:
    """The body of a converted function; ``super()`` finds the function by it."""

    def __init__(self, function_name: str, scope_name: str, options: Any) -> None:
        self.name = scope_name

    def __enter__(self) -> FunctionScope:
        return self

    def __exit__(self, *exception: object) -> None:
        pass

    def ret(self, value: Any, did_return: Any) -> Any:
        """What the function returns."""
        return None if isinstance(value, UndefinedReturnValue) else value


def with_function_scope(
    thunk: Callable[[Any], Any], scope_name: str, options: Any
) -> Any:
    """The same for a lambda."""
    with FunctionScope("lambda_", scope_name, options) as scope:
        return thunk(scope)


def is_undefined(value: Any) -> bool:
    """Whether ``value`` stands for none."""
    return isinstance(value, (Undefined, UndefinedReturnValue))


def ld(value: Any) -> Any:
    """The value of a name; raises where it has none."""
    return value.read() if isinstance(value, Undefined) else value


def ldu(load: Callable[[], Any], name: str) -> Any:
    """What ``load`` reads, or that it is undefined."""
    try:
        return load()
    except (KeyError, AttributeError, NameError):
        return Undefined(name)
