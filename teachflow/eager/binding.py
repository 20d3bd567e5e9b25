"""What an op's inputs are bound to where it runs at once: tensors, arrays, dtypes.

It says what is wrong with them; an op that ran on the same dtypes before goes a shorter
way (``EagerHome.apply``).
"""

from __future__ import annotations

from typing import Any

from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.explaining.facts import told
from teachflow.core.home import Home
from teachflow.core.operand import Operand
from teachflow.core.registry import Arg, OpDef
from teachflow.eager.failing import where
from teachflow.eager.tensor import EagerTensor


def bind(
    home: Home,
    op: OpDef,
    inputs: tuple[Any, ...],
    attrs: dict[str, Any],
    name: str | None,
) -> tuple[list[Any], list[Any], dict[str, Any]]:
    """Flat tensors, the kernel's arguments and the types of one call.

    Raises ``InvalidArgumentError`` for a dtype that the op does not take or that
    differs from another input's, and what ``home.convert`` raises.
    """
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
                _input(home, op, arg, position, item, kind, name)
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
                items.append(_input(home, op, arg, position, item, wanted, name))
                wanted = wanted or items[-1].dtype
            tensors += items
            arguments.append([item.array for item in items])
        else:
            if wanted is None and not isinstance(value, Operand):
                wanted = dtype_beside(op, arg, inputs)
            tensor = _input(home, op, arg, position, value, wanted, name)
            wanted = wanted or tensor.dtype
            tensors.append(tensor)
            arguments.append(tensor.array)
        if not arg.fixed and wanted is not None:
            types[arg.type] = wanted
    for key in op.allowed:
        _check_allowed(op, key, types.get(key), name)
    return tensors, arguments, types


def _check_allowed(op: OpDef, key: str, kind: Any, name: str | None) -> None:
    allowed = op.allowed.get(key, ())
    if isinstance(kind, DType) and allowed and kind not in allowed:
        raise InvalidArgumentError(
            None,
            None,
            f"Value for attr '{key}' of {kind.runtime_name} is not in the list of "
            f"allowed values: {', '.join(d.runtime_name for d in allowed)}"
            f"{where(op, name)}",
        )


def dtype_beside(op: OpDef, arg: Arg, inputs: tuple[Any, ...]) -> DType | None:
    """The dtype of the first tensor that has to have the same one."""
    for other, value in zip(op.inputs, inputs, strict=True):
        if other.type == arg.type and not other.is_list and isinstance(value, Operand):
            return value.dtype.base_dtype
    return None


def _input(
    home: Home,
    op: OpDef,
    arg: Arg,
    position: int,
    value: Any,
    wanted: DType | None,
    name: str | None,
) -> Any:
    """One input as a tensor of the dtype that is wanted."""
    if type(value) is EagerTensor:
        tensor = value
    elif isinstance(value, Operand):
        tensor = value.as_tensor()
    else:
        return home.convert(value, wanted)
    if wanted is not None and tensor.dtype is not wanted:
        _check_allowed(op, arg.type, wanted, name)
        raise told(
            InvalidArgumentError(
                None,
                None,
                f"cannot compute {op.type} as input #{position}(zero-based) was "
                f"expected to be a {wanted.runtime_name} tensor but is a "
                f"{tensor.dtype.runtime_name} tensor: use tf.cast on one of "
                f"them.{where(op, name)}",
            ),
            "dtypes",
            op=op.type,
            arg=arg.name,
            given=tensor.dtype,
            wanted=wanted,
        )
    return tensor
