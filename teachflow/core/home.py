"""Where an op happens: in a graph or eagerly.

There is no mode. An op happens in the graph of its symbolic arguments; else in the
innermost scope; else where the face that was called has its home. The scopes are a
stack that belongs to the thread (not a ContextVar: those get lost between notebook
cells), and whoever pushes pops in ``finally``.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from teachflow.core.explaining.facts import told
from teachflow.core.operand import Operand, operands

if TYPE_CHECKING:
    from teachflow.core.dtypes import DType
    from teachflow.core.registry import OpDef
    from teachflow.core.shapes import TensorShape


class Home(Protocol):
    """What a graph and the eager world both can do."""

    @property
    def symbolic(self) -> bool:
        """True where an op adds a node, False where it computes at once."""

    @property
    def shape_type(self) -> type[TensorShape]:
        """The class of shapes as TensorFlow shows them here."""

    def apply(
        self,
        op: OpDef,
        inputs: tuple[Any, ...],
        attrs: dict[str, Any],
        name: str | None,
    ) -> Any:
        """Makes the op happen; returns its output, or a list of several."""

    def convert(
        self,
        value: Any,
        dtype: DType | None = None,
        name: str | None = None,
        hint: DType | None = None,
    ) -> Any:
        """A tensor of this home that holds ``value``."""

    def scope(self, name: str | None) -> AbstractContextManager[str]:
        """A name scope; yields its prefix, empty where names do not matter."""

    def op_seeds(self, op_seed: Any) -> tuple[int, int]:
        """The attributes ``seed`` and ``seed2`` of the next random op."""

    def control_dependencies(self, control_inputs: Any) -> AbstractContextManager[Any]:
        """A scope whose ops happen after ``control_inputs``."""


class _Scopes(threading.local):
    def __init__(self) -> None:
        self.homes: list[Home] = []


scopes = _Scopes()
"""This thread's open homes."""


def innermost() -> Home | None:
    """The home on top of this thread's stack, or None when no scope is open."""
    homes = scopes.homes
    return homes[-1] if homes else None


def open_homes() -> list[Home]:
    """This thread's open homes, the innermost last."""
    return list(scopes.homes)


def push(home: Home) -> None:
    """Opens ``home`` on this thread's stack."""
    scopes.homes.append(home)


def remove(home: Home) -> None:
    """Closes the innermost opening of ``home``, wherever it stands in the stack."""
    homes = scopes.homes
    for position in range(len(homes) - 1, -1, -1):
        if homes[position] is home:
            del homes[position]
            return


@contextmanager
def within(home: Home) -> Iterator[Home]:
    """A scope in which ``home`` is the innermost."""
    homes = scopes.homes
    depth = len(homes)
    homes.append(home)
    try:
        yield home
    finally:
        del homes[depth:]


def symbolic_home(values: Iterable[Any]) -> Home | None:
    """The graph that the symbolic values among ``values`` live in, or None.

    Raises ``ValueError`` naming both tensors and graphs where there are two.
    """
    if _plain(values):
        return None
    owner: Operand | None = None
    for value in operands(values):
        if value.home.symbolic:
            if owner is None:
                owner = value
            elif value.home is owner.home or _inside(owner.home, value.home):
                continue
            elif _inside(value.home, owner.home):
                owner = value
            else:
                for tensor in (value, owner):
                    left = getattr(tensor.home, "left_behind", None)
                    if left is not None:  # a function's, which is traced no longer
                        left(tensor)
                raise told(
                    ValueError(
                        f"{value} must be from the same graph as {owner}. They live in "
                        f"{value.home} and {owner.home}: build both inside one `with "
                        "graph.as_default():`, or run the first and pass its value."
                    ),
                    "other graph",
                    element=value,
                    other=owner,
                )
    if owner is None:
        return None
    homes = scopes.homes
    if homes and homes[-1] is not owner.home and _inside(homes[-1], owner.home):
        return homes[-1]
    return owner.home


PLAIN: set[type] = {
    *(bool, bytes, complex, float, int, np.ndarray, str),
    *(type(None), type(Ellipsis), slice),
}
"""Types of which no value is symbolic; the eager home adds its tensors'."""


def _plain(values: Iterable[Any]) -> bool:
    """Whether nothing in a nest of lists, tuples and dicts can be symbolic."""
    for value in values:
        kind = type(value)
        if kind in PLAIN:
            continue
        if kind is tuple or kind is list:
            if not _plain(value):
                return False
        elif kind is not dict or not _plain(value.values()):
            return False
    return True


def _inside(home: Any, other: Any) -> bool:
    """Whether ``home`` is the graph of a function that is traced inside ``other``."""
    outer = getattr(home, "outer", None)
    return outer is not None and (outer is other or _inside(outer, other))


def choose(values: tuple[Any, ...]) -> Home:
    """The home for an op on ``values``: theirs if symbolic, else the innermost."""
    homes = scopes.homes
    if homes and _plain(values):
        return homes[-1]
    home = symbolic_home(values)
    if home is not None:
        return home
    if homes:
        return homes[-1]
    for value in operands(values):
        return value.home
    raise RuntimeError(
        "No graph is open and no face was called, so this op has nowhere to happen: "
        "call it as `teachflow.<name>` or `teachflow.compat.v1.<name>`, or inside "
        "`with graph.as_default():`."
    )


def apply(
    op: OpDef, inputs: tuple[Any, ...], attrs: dict[str, Any], name: str | None
) -> Any:
    """Makes ``op`` happen at the home of its inputs."""
    return choose(inputs).apply(op, inputs, attrs, name)


def composite(function: Callable[..., Any]) -> Callable[..., Any]:
    """Makes a function of several ops choose its home once, from its arguments first.

    Without this a constant inside the function could be built in another graph than the
    one that its arguments live in.
    """

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        homes = scopes.homes
        plain = _plain(args) and (not kwargs or _plain(kwargs.values()))
        if homes and plain:
            return function(*args, **kwargs)
        home = None if plain else symbolic_home((args, kwargs))
        if home is None and not homes:  # eager values outside every scope
            first = args[0] if args else None
            if not isinstance(first, Operand):
                first = next(operands((args, kwargs)), None)
            home = None if first is None else first.home
        if home is None or (homes and homes[-1] is home):
            return function(*args, **kwargs)
        depth = len(homes)
        homes.append(home)
        try:
            return function(*args, **kwargs)
        finally:
            del homes[depth:]

    return call


def face(
    function: Callable[..., Any], fallback: Callable[[], Home]
) -> Callable[..., Any]:
    """``function`` as a face offers it: with a home where no scope is open."""

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        homes = scopes.homes
        if homes:
            return function(*args, **kwargs)
        homes.append(fallback())
        try:
            return function(*args, **kwargs)
        finally:
            del homes[0]

    return call
