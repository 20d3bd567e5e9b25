"""The class ``Variable`` of the faces: it makes the kind that fits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.variables.base import BaseVariable
from teachflow.variables.creating import create
from teachflow.variables.eager import EagerVariable
from teachflow.variables.graph import GraphVariable


class FaceVariable(type):
    """The class ``Variable`` of a face: makes the kind that fits where it is called."""

    def _fallback(cls) -> Any:
        fallback: Callable[[], Any] = cls.fallback  # type: ignore[attr-defined]
        return fallback()

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A variable of the graph of its arguments, of the scope, or eager."""
        here = home.symbolic_home((args, kwargs)) or home.innermost() or cls._fallback()
        kind = GraphVariable if here.symbolic else EagerVariable
        if hasattr(here, "lifted"):  # traced, and the variable outlives the trace
            args, kwargs = here.lifted(args, kwargs)
            kind, here = EagerVariable, EagerVariable.eager_home
            with home.within(here):
                variable = create(kind, args, kwargs)
            home.innermost().created(variable)  # type: ignore[union-attr]
            return variable
        with home.within(here):
            return create(kind, args, kwargs)

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, BaseVariable)

    def __subclasscheck__(cls, kind: type) -> bool:
        return issubclass(kind, BaseVariable)
