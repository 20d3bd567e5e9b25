"""What an eager tensor does not have: what graphs' tensors have, and NumPy's arrays.

Each is a property that raises, not a case in a ``__getattr__``: a class with that has
all its attributes looked up the slow way, and an op reads a dozen of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn


class _Unoffered:
    """An attribute that says, when it is asked for, why it is not there."""

    def __init__(self, why: str) -> None:
        self.why = why

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, tensor: Any, owner: type) -> NoReturn:
        raise AttributeError(self.why.format(name=self.name))


def _of_graphs() -> Any:
    return _Unoffered("Tensor.{name} is undefined when eager execution is enabled.")


def _of_numpy() -> Any:
    return _Unoffered(
        "EagerTensor object has no attribute {name!r}. It is a method of NumPy's "
        "arrays: write tensor.numpy(), or use a function such as tf.reshape, tf.cast, "
        "tf.transpose."
    )


class Unoffered:
    """The attributes that an eager tensor is asked for in vain."""

    __slots__ = ()

    graph, name, op, value_index = (_of_graphs() for _ in range(4))
    T, data, size = (_of_numpy() for _ in range(3))
    astype, clip, ravel, reshape, tolist, transpose = (_of_numpy() for _ in range(6))

    def __dir__(self) -> Iterable[str]:
        offered = {*object.__dir__(self)}
        return offered - {
            name for name, it in vars(Unoffered).items() if type(it) is _Unoffered
        }
