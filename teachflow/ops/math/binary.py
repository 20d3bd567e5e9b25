"""How a function of two tensors becomes an operator: ``1 + x``, ``x + 1``, ``x + y``.

What is not a tensor yet takes the dtype of the one that is, and its constant is named
``<operator>/x`` or ``<operator>/y``, as in TensorFlow.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.operand import Operand


def binary(
    function: Callable[..., Any],
    name: str,
    convert_y: bool = True,
    as_given: bool = False,
) -> Callable[[Any, Any], Any]:
    """Returns ``function(x, y, name=...)`` as an operator of that ``name``.

    With ``convert_y=False`` the function itself makes a tensor of a right operand, with
    ``as_given`` it does so where ops compute at once.
    Computing at once, most operators demand that it fits; a few, as in TensorFlow, only
    try, and leave it to their op to refuse it.
    """
    tried = name in ("add", "truediv", "matmul")

    def call(x: Any, y: Any) -> Any:
        here = home.choose((x, y))
        with here.scope(name) as scope:
            if isinstance(x, Operand):
                x = here.convert(x)
                if convert_y and not (as_given and not here.symbolic):
                    kind = x.dtype.base_dtype
                    exact = not (tried or here.symbolic or isinstance(y, Operand))
                    y = here.convert(y, kind if exact else None, "y", kind)
            else:
                y = here.convert(y)
                x = here.convert(x, y.dtype.base_dtype, "x")
            return function(x, y, name=scope or None)

    return call


def pair(here: Any, x: Any, y: Any) -> tuple[Any, Any]:
    """``x`` and ``y`` as tensors: a plain ``y`` takes the dtype of ``x``."""
    x = here.convert(x, None, "x")
    return x, here.convert(y, None, "y", x.dtype.base_dtype)


def of_kind(
    of_bools: Callable[..., Any], of_ints: Callable[..., Any]
) -> Callable[..., Any]:
    """A function that does the one for truth values and the other for bits."""

    def call(x: Any, y: Any, name: str | None = None) -> Any:
        known = x if isinstance(x, Operand) else y
        return of_bools(x, y, name=name) if known.dtype.is_bool else of_ints(x, y)

    return call
