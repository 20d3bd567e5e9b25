"""What an eager variable refuses: what only makes sense of a graph's, and ``+=``.

``v += 1`` would make ``v`` a tensor and leave the variable alone, so it is an error.
"""

from __future__ import annotations

from typing import Any, NoReturn


def _in_place(operation: str, sign: str) -> Any:
    instead = {
        "+": "variable.assign_add(value)",
        "-": "variable.assign_sub(value)",
    }.get(sign, f"var.assign(var {sign} value)")
    name = "variable" if sign in "+-" else "var"

    def refuse(self: Any, other: Any) -> NoReturn:
        raise RuntimeError(
            f"`{name} {sign}= value` with `tf.Variable`s is not supported. Use "
            f"`{instead}` to modify the variable, or `out = {name} {sign} value` if "
            "you need to get a new output Tensor."
        )

    refuse.__name__ = operation
    return refuse


class Refusals:
    """Methods and properties that raise what TensorFlow raises."""

    __slots__ = ()

    __iadd__ = _in_place("__iadd__", "+")
    __isub__ = _in_place("__isub__", "-")
    __imul__ = _in_place("__imul__", "*")
    __itruediv__ = _in_place("__itruediv__", "/")
    __ipow__ = _in_place("__ipow__", "**")

    @property
    def op(self) -> NoReturn:
        """Raises ``AttributeError``: there is no graph."""
        raise AttributeError("Tensor.op is undefined when eager execution is enabled.")

    @property
    def graph(self) -> NoReturn:
        """Raises ``AttributeError``: there is no graph."""
        raise AttributeError(
            "Tensor.graph is undefined when eager execution is enabled."
        )

    @property
    def initial_value(self) -> NoReturn:
        """Raises ``RuntimeError``: the value that it began with is not kept."""
        raise RuntimeError(
            "This property is not supported when eager execution is enabled."
        )

    @property
    def create(self) -> NoReturn:
        """Raises ``RuntimeError``: the variable is there already."""
        raise RuntimeError(
            "This operation is not supported when eager execution is enabled."
        )

    def eval(self, session: Any = None) -> NoReturn:
        """Raises ``RuntimeError``: the value is there, ``numpy()`` gives it."""
        raise RuntimeError(
            "This operation is not supported when eager execution is enabled. Use "
            ".numpy()."
        )

    def to_proto(self, export_scope: str | None = None) -> NoReturn:
        """Raises ``RuntimeError``: there are no nodes to name."""
        raise RuntimeError(
            "This operation is not supported when eager execution is enabled."
        )
