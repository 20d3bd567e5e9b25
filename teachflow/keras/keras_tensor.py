"""``KerasTensor``: a shape and a dtype that stand for a tensor yet to come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple, NoReturn

from teachflow.core.shapes import TensorShape
from teachflow.keras.config import standardize_dtype
from teachflow.keras.state import auto_name
from teachflow.keras.tree import flatten

OPERATORS: Final[dict[str, Callable[..., Any]]] = {}
"""What ``+`` and its kin do with symbolic tensors; ``keras.ops`` fills it."""

_NO_VALUE = (
    "A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't "
    "have any actual numerical value. You cannot convert it to {}."
)
_NO_INPUT = """\
A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a \
symbolic placeholder for a shape and dtype, used when constructing Keras Functional \
models or Keras Functions. You can only use it as input to a Keras layer or a Keras \
operation (from the namespaces `keras.layers` and `keras.ops`). You are likely doing \
something like:

```
x = Input(...)
...
tf_fn(x)  # Invalid.
```

What you should do instead is wrap `tf_fn` in a layer:

```
class MyLayer(Layer):
    def call(self, x):
        return tf_fn(x)

x = MyLayer()(x)
```
"""


class History(NamedTuple):
    """Which call of which operation made a tensor, and as which of its outputs."""

    operation: Any
    node_index: int
    tensor_index: int


class KerasTensor:
    """A symbolic tensor: what layers are called with to build a functional model.

    Source: tf.keras.KerasTensor.

    >>> import teachflow as tf
    >>> tf.keras.KerasTensor(shape=(None, 3), name="x")
    <KerasTensor shape=(None, 3), dtype=float32, sparse=False, ragged=False, name=x>
    """

    __array_priority__ = 200  # NumPy arrays leave `array + tensor` to us
    __hash__ = object.__hash__

    def __init__(
        self,
        shape: Any,
        dtype: Any = "float32",
        sparse: bool = False,
        ragged: bool = False,
        record_history: bool = True,
        name: str | None = None,
    ) -> None:
        self._shape = standardize_shape(shape)
        self._dtype = standardize_dtype(dtype)
        self.sparse = bool(sparse)
        self.ragged = bool(ragged)
        self.name = name or auto_name("KerasTensor")
        self.record_history = record_history
        self._keras_history: History | None = None
        self._keras_mask: Any = None

    @property
    def shape(self) -> tuple[int | None, ...]:
        """The lengths; None where one is not known yet."""
        return self._shape

    @property
    def dtype(self) -> str:
        """The dtype by its name."""
        return self._dtype

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self._shape)

    def __repr__(self) -> str:
        return (
            f"<KerasTensor shape={self.shape}, dtype={self.dtype}, "
            f"sparse={self.sparse}, ragged={self.ragged}, name={self.name}>"
        )

    def __int__(self) -> int:
        raise ValueError(_NO_VALUE.format("an int"))

    def __float__(self) -> float:
        raise ValueError(_NO_VALUE.format("a float"))

    def __array__(self, dtype: Any = None, copy: Any = None) -> NoReturn:
        raise ValueError(_NO_VALUE.format("a NumPy array"))

    def __tf_tensor__(self, dtype: Any = None, name: Any = None) -> NoReturn:
        raise ValueError(_NO_INPUT)

    def __iter__(self) -> NoReturn:
        raise NotImplementedError(
            "Iterating over a symbolic KerasTensor is not supported."
        )

    def __bool__(self) -> bool:
        raise TypeError("A symbolic KerasTensor cannot be used as a boolean.")

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __getitem__(self, key: Any) -> Any:
        return OPERATORS["get_item"](self, key)

    def __neg__(self) -> Any:
        return OPERATORS["negative"](self)

    def __abs__(self) -> Any:
        return OPERATORS["absolute"](self)

    def __invert__(self) -> Any:
        return OPERATORS["logical_not"](self)


def _operator(name: str, swapped: bool = False) -> Any:
    if swapped:

        def swap(self: KerasTensor, other: Any) -> Any:
            return OPERATORS[name](other, self)

        return swap

    def call(self: KerasTensor, other: Any) -> Any:
        return OPERATORS[name](self, other)

    return call


for _word, _name in {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "matmul": "matmul",
    "truediv": "divide",
    "pow": "power",
    "floordiv": "floor_divide",
    "mod": "mod",
    "and": "logical_and",
    "or": "logical_or",
}.items():
    setattr(KerasTensor, f"__{_word}__", _operator(_name))
    setattr(KerasTensor, f"__r{_word}__", _operator(_name, swapped=True))
for _word, _name in {
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
}.items():
    setattr(KerasTensor, f"__{_word}__", _operator(_name))


def standardize_shape(shape: Any) -> tuple[int | None, ...]:
    """``shape`` as a tuple of ints and Nones.

    Raises ``ValueError`` for None, for what is no shape, and for negative lengths.
    """
    if isinstance(shape, TensorShape):
        return tuple(shape.as_list())
    if shape is None:
        raise ValueError("Undefined shapes are not supported.")
    if not hasattr(shape, "__iter__"):
        raise ValueError(f"Cannot convert '{shape}' to a shape.")
    lengths = tuple(shape)
    for length in lengths:
        if length is None:
            continue
        if not hasattr(length, "__index__"):
            raise ValueError(
                f"Cannot convert '{shape}' to a shape. Found invalid entry "
                f"'{length}' of type '{type(length)}'. "
            )
        if length.__index__() < 0:
            raise ValueError(
                f"Cannot convert '{lengths}' to a shape. Negative dimensions are not "
                "allowed."
            )
    return tuple(None if item is None else item.__index__() for item in lengths)


def is_keras_tensor(x: Any) -> bool:
    """Whether ``x`` is symbolic. Source: tf.keras.utils.is_keras_tensor.

    >>> import teachflow as tf
    >>> tf.keras.backend.is_keras_tensor(tf.keras.Input([2]))
    True
    """
    return isinstance(x, KerasTensor)


def any_symbolic(*structures: Any) -> bool:
    """Whether a ``KerasTensor`` is among the leaves."""
    return any(isinstance(leaf, KerasTensor) for leaf in flatten(list(structures)))
