"""``EagerTensor`` and the eager home: kernels run at once, tapes look on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import shape_rules
from teachflow.core.cell import Cell
from teachflow.core.convert import to_array
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.operand import OPERATORS, Operand, operands
from teachflow.core.recording import record, tapes
from teachflow.core.registry import Arg, Call, OpDef
from teachflow.core.seeds import EagerSeeds
from teachflow.core.shapes import TensorShape

_NO_SCOPE = nullcontext("")


class EagerHome:
    """Where ops compute at once. There is one: ``EAGER``."""

    symbolic = False

    def __init__(self) -> None:
        self.seeds = EagerSeeds()

    def apply(
        self,
        op: OpDef,
        inputs: tuple[Any, ...],
        attrs: dict[str, Any],
        name: str | None,
    ) -> Any:
        """Runs the kernel; returns the output, or a list of several."""
        tensors, arguments, types = _bind(self, op, inputs, attrs)
        try:
            with np.errstate(all="ignore"):
                if op.needs_cell:
                    cell = self.seeds.cell(op.type, *attrs.items(), *types.items())
                    result = op.kernel(*arguments, cell=cell, **attrs)
                else:
                    result = op.kernel(*arguments, **attrs)
        except OpError as error:
            words = f"{error.message} [Op:{op.type}]"
            raise type(error)(None, None, words) from None
        except Exception as error:
            reason = shape_rules.conflict(Call(op, tuple(tensors), attrs)) or error
            words = f"{reason} [Op:{op.type}]"
            raise InvalidArgumentError(None, None, words) from error
        single = op.single
        if single:
            outputs: list[Any] = [self._output(op.outputs[0], result, types, attrs)]
        else:
            outputs = [
                self._output(
                    op.outputs[min(i, len(op.outputs) - 1)], item, types, attrs, i
                )
                for i, item in enumerate(result or ())
            ]
        if tapes.stack and op.differentiable:
            record(Call(op, tuple(tensors), attrs, tuple(outputs)))
        if single:
            return outputs[0]
        return outputs if op.outputs else None

    def _output(
        self,
        arg: Arg,
        value: Any,
        types: dict[str, Any],
        attrs: dict[str, Any],
        index: int = 0,
    ) -> Any:
        if type(value) is Cell:
            return value
        if type(value) is bytes:  # NumPy would make fixed-width text of it
            value = _boxed(value)
        kind: Any = arg.fixed or types.get(arg.type) or attrs[arg.type]
        if arg.is_mixed:
            kind = kind[index]
        return EagerTensor(value, kind)

    def convert(
        self,
        value: Any,
        dtype: DType | None = None,
        name: str | None = None,
        hint: DType | None = None,
    ) -> Any:
        """``value`` as an eager tensor.

        Raises ``TypeError`` or ``ValueError`` where it does not fit ``dtype``.
        """
        if isinstance(value, Operand):
            tensor = value.as_tensor()
            if dtype is not None and tensor.dtype is not dtype:
                raise ValueError(
                    f"Tensor conversion requested dtype {dtype.name} for Tensor with "
                    f"dtype {tensor.dtype.name}: {tensor!r}. Use tf.cast to convert."
                )
            return tensor
        if isinstance(value, (list, tuple)):
            inside = next(operands(value), None)
            if inside is not None:
                return _stack(self, value, dtype or inside.dtype)
            dtype = dtype or _typed_leaf(value)
        if hint is not None and dtype is None:
            try:
                return EagerTensor(_frozen(to_array(value, hint), value), hint)
            except (TypeError, ValueError):
                pass
        array = _frozen(to_array(value, dtype), value)
        return EagerTensor(array, dtype or dt.as_dtype(array.dtype))

    def scope(self, name: str | None) -> AbstractContextManager[str]:
        """Eager ops have no names, so this does nothing."""
        return _NO_SCOPE

    def op_seeds(self, op_seed: Any) -> tuple[int, int]:
        """The attributes ``seed`` and ``seed2`` of the next random op."""
        return self.seeds.for_op(op_seed)

    def control_dependencies(self, control_inputs: Any) -> AbstractContextManager[Any]:
        """Eager ops happen in the order they are written, so this does nothing."""
        return _NO_SCOPE

    def __repr__(self) -> str:
        return "<eager>"


EAGER = EagerHome()


def _boxed(value: bytes) -> np.ndarray[Any, Any]:
    box = np.empty((), dtype=object)
    box[()] = value
    return box


def _typed_leaf(value: Any) -> DType | None:
    """The dtype of a list's first item where that is a NumPy scalar, which has one."""
    while isinstance(value, (list, tuple)) and value:
        value = value[0]
    return dt.as_dtype(value.dtype) if isinstance(value, np.generic) else None


def _stack(home: EagerHome, value: Any, dtype: DType) -> Any:
    """A nested list with tensors in it as one tensor of ``dtype``."""
    return OPERATORS["stack"]([home.convert(item, dtype) for item in value])


def _frozen(array: np.ndarray[Any, Any], given: Any) -> np.ndarray[Any, Any]:
    """The array as nobody else's and read-only: eager tensors never change."""
    if array is given or array.base is not None:
        array = array.copy()
    array.flags.writeable = False
    return array


def _bind(
    home: EagerHome, op: OpDef, inputs: tuple[Any, ...], attrs: dict[str, Any]
) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """Flat tensors, the kernel's arguments and the types of one call."""
    types: dict[str, Any] = {}
    tensors: list[Any] = []
    arguments: list[Any] = []
    for position, (arg, value) in enumerate(zip(op.inputs, inputs, strict=True)):
        wanted = arg.fixed or types.get(arg.type) or attrs.get(arg.type)
        if arg.is_ref:
            cell = value.cell
            arguments.append(cell)
            types[arg.type] = value.dtype
            tensors.append(value)
            continue
        if arg.is_mixed:
            kinds = attrs.get(arg.type) or [None] * len(value)
            items = [
                _input(home, op, arg, position, item, kind)
                for item, kind in zip(value, kinds, strict=True)
            ]
            tensors += items
            arguments.append([item.array for item in items])
            types[arg.type] = tuple(item.dtype for item in items)
            continue
        if arg.is_list:
            if wanted is None:
                wanted = next((v.dtype for v in value if isinstance(v, Operand)), None)
            items = []
            for item in value:
                items.append(_input(home, op, arg, position, item, wanted))
                wanted = wanted or items[-1].dtype
            tensors += items
            arguments.append([item.array for item in items])
        else:
            tensor = _input(home, op, arg, position, value, wanted)
            wanted = wanted or tensor.dtype
            tensors.append(tensor)
            arguments.append(tensor.array)
        if not arg.fixed and wanted is not None:
            types[arg.type] = wanted
            if wanted not in op.allowed.get(arg.type, (wanted,)):
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Value for attr '{arg.type}' of {wanted.name} is not in the list "
                    "of allowed values: "
                    f"{', '.join(d.name for d in op.allowed[arg.type])} "
                    f"[Op:{op.type}]",
                )
    return tensors, arguments, types


def _input(
    home: EagerHome,
    op: OpDef,
    arg: Arg,
    position: int,
    value: Any,
    wanted: DType | None,
) -> Any:
    if type(value) is EagerTensor:
        tensor = value
    elif isinstance(value, Operand):
        tensor = value.as_tensor()
    else:
        return home.convert(value, wanted)
    if wanted is not None and tensor.dtype is not wanted:
        raise InvalidArgumentError(
            None,
            None,
            f"cannot compute {op.type} as input #{position}(zero-based) was expected "
            f"to be a {wanted.name} tensor but is a {tensor.dtype.name} tensor "
            f"[Op:{op.type}]. Use tf.cast on one of them.",
        )
    return tensor


class EagerTensor(Operand):
    """A value: an array that never changes, with its dtype.

    Source: tf.Tensor.

    >>> import teachflow as tf
    >>> tf.constant([1.0, 2.0]) * 2
    <tf.Tensor: shape=(2,), dtype=float32, numpy=array([2., 4.], dtype=float32)>
    """

    __slots__ = ("__weakref__", "_dtype", "array")

    def __init__(self, array: Any, dtype: DType) -> None:
        self.array = array
        self._dtype = dtype

    @property
    def home(self) -> EagerHome:
        """The eager home."""
        return EAGER

    @property
    def dtype(self) -> DType:
        """The type of the elements."""
        return self._dtype

    @property
    def shape(self) -> TensorShape:
        """The shape, all of it known."""
        return TensorShape(np.shape(self.array))

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return np.ndim(self.array)

    @property
    def device(self) -> str:
        """The one device that there is."""
        return "/job:localhost/replica:0/task:0/device:CPU:0"

    def numpy(self) -> Any:
        """The value as NumPy's: a scalar, ``bytes`` or the caller's own array."""
        if np.ndim(self.array) == 0:
            return np.asarray(self.array)[()]
        return self.array.copy()

    def static_value(self) -> Any:
        """The value as an array."""
        return np.asarray(self.array)

    def static_shape_value(self) -> TensorShape | None:
        """The lengths that this vector spells out."""
        return shape_rules.spelled(np.asarray(self.array))

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray[Any, Any]:
        return np.array(self.array, dtype=dtype)

    def __eq__(self, other: object) -> Any:
        return OPERATORS["equal"](self, other)

    def __ne__(self, other: object) -> Any:
        return OPERATORS["not_equal"](self, other)

    def __hash__(self) -> int:
        raise TypeError(
            "Tensor is unhashable. Use id(tensor) as the key, or what numpy() returns."
        )

    def __bool__(self) -> bool:
        return bool(self.array)

    def __int__(self) -> int:
        return int(self.array)

    def __float__(self) -> float:
        return float(self.array)

    def __complex__(self) -> complex:
        return complex(self.array)

    def __index__(self) -> int:
        return np.asarray(self.array).__index__()

    def __len__(self) -> int:
        if not self.ndim:
            raise TypeError("Scalar tensor has no `len()`")
        return len(self.array)

    def __iter__(self) -> Iterator[Any]:
        if not self.ndim:
            raise TypeError("Cannot iterate over a scalar tensor.")
        for index in range(len(self.array)):
            yield self[index]

    def __format__(self, spec: str) -> str:
        return format(self.numpy(), spec)

    def __str__(self) -> str:
        known = f"shape={self.shape}, dtype={self.dtype.name}"
        return f"tf.Tensor({self._shown(str)}, {known})"

    def __repr__(self) -> str:
        shown = self._shown(repr)
        return (
            f"<tf.Tensor: shape={self.shape}, dtype={self.dtype.name}, numpy={shown}>"
        )

    def _shown(self, form: Any) -> str:
        value = np.asarray(self.array)
        if not value.ndim:
            item = value[()]
            if isinstance(item, bytes):
                return repr(item)
            return repr(item.item()) if form is repr else str(item)
        text = str(form(value))
        return "\n" + text if "\n" in text else text
