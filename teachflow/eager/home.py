"""The eager home: kernels run at once, tapes look on."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.cell import Cell
from teachflow.core.dtypes import DType
from teachflow.core.errors import InvalidArgumentError, OpError
from teachflow.core.explaining.facts import add_facts
from teachflow.core.home import PLAIN
from teachflow.core.operand import OPERATORS, Operand, operands
from teachflow.core.output_dtypes import output_dtypes
from teachflow.core.quiet import FAILURES, quiet
from teachflow.core.randomness.seeds import EagerSeeds
from teachflow.core.recording import mention, record, tapes
from teachflow.core.registry import OPS, Arg, Call, OpDef
from teachflow.core.shapes import TensorShape
from teachflow.eager.binding import bind, dtype_beside
from teachflow.eager.converting import as_array
from teachflow.eager.failing import failed, refused, where
from teachflow.eager.naming import full_name
from teachflow.eager.placing import placement
from teachflow.eager.tensor import DEVICE, EagerTensor
from teachflow.variables.eager import EagerVariable

_NO_SCOPE = nullcontext("")


class EagerHome:
    """Where ops compute at once. There is one: ``EAGER``."""

    symbolic = False
    shape_type = TensorShape  # as which shapes are shown

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
        output = _again(op, inputs, attrs) if op.quick else None
        if output is not None:
            return output
        placement.used = True
        try:
            tensors, arguments, types = bind(self, op, inputs, attrs, name)
        except InvalidArgumentError as error:
            add_facts(error, inputs=inputs)
            raise
        device = self._device(op, inputs, name) if placement.busy else None
        try:
            with np.errstate(all="ignore"):
                if op.needs_cell:
                    cell = self.seeds.cell(op.type, *attrs.items(), *types.items())
                    result = op.kernel(*arguments, cell=cell, **attrs)
                else:
                    result = op.kernel(*arguments, **attrs)
        except OpError as error:
            call = Call(op, tuple(tensors), attrs)
            raise refused(error, call, inputs, name) from None
        except Exception as error:
            call = Call(op, tuple(tensors), attrs)
            raise failed(error, call, inputs, name) from error
        single = op.single
        if single:
            outputs: list[Any] = [self._output(op.outputs[0], result, types, attrs)]
        elif len(op.outputs) > 1 and any(arg.is_list for arg in op.outputs):
            kinds = output_dtypes(op, types, attrs, len(result))
            outputs = [
                EagerTensor(boxed(item) if type(item) is bytes else item, kind)
                for item, kind in zip(result, kinds, strict=True)
            ]
        else:
            outputs = [
                self._output(
                    op.outputs[min(i, len(op.outputs) - 1)], item, types, attrs, i
                )
                for i, item in enumerate(result or ())
            ]
        if device is not None:
            for output in outputs:
                if type(output) is EagerTensor:
                    output._device = device
        if tapes.stack:
            show = record if op.differentiable else mention
            show(Call(op, tuple(tensors), attrs, tuple(outputs)))
        if single:
            output, known = outputs[0], op.quick
            plain = known is not None and types and output._dtype is not dt.string
            if plain and not placement.busy:
                known[_key(op, tensors, attrs)] = output._dtype  # type: ignore[index]
            return output
        return outputs if op.outputs else None

    def read(self, variable: Any) -> Any:
        """The value of a variable; tapes see the reading."""
        value = variable.cell.read()
        if not value.shape and value.dtype != object:
            value = value[()]  # with scalars NumPy computes several times as fast
        output = EagerTensor(value, variable.dtype)
        if placement.busy:
            output._device = placement.device()
            placement.place("ReadVariableOp", variable.device)
        if tapes.stack:
            record(Call(OPS["ReadVariableOp"], (variable,), {}, (output,)))
        return output

    def change(
        self, op: OpDef, variable: Any, tensor: Any, attrs: dict[str, Any]
    ) -> None:
        """Changes a variable; what ``apply`` does, for what fits and has no place."""
        if placement.busy:
            self.apply(op, (variable, tensor), attrs, None)
            return
        try:
            quiet.run(op.kernel, variable.cell, tensor.array, **attrs)
        except FAILURES:
            self.apply(op, (variable, tensor), attrs, None)  # says what is wrong
            return
        placement.used = True
        if tapes.stack:
            mention(Call(op, (variable, tensor), attrs, ()))

    def _device(self, op: OpDef, inputs: tuple[Any, ...], name: str | None) -> str:
        """The device that the op happens on; what changes a variable goes to its."""
        there = inputs[0].device if op.inputs and op.inputs[0].is_ref else None
        try:
            return placement.place(op.type, there)
        except InvalidArgumentError as error:
            words = f"{error.message}{where(op, name)}"
            raise InvalidArgumentError(None, None, words) from None

    def new_variable(self, name: str | None) -> tuple[str, str]:
        """The full name of a new variable and the device that it is on."""
        full = full_name(name)
        placement.used = True
        if not placement.busy:
            return full, DEVICE
        device = placement.place("VarHandleOp")
        return full, placement.place("Assign", device)

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
            value = boxed(value)
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
        if type(value) is EagerTensor and (dtype is None or value._dtype is dtype):
            return value
        if isinstance(value, Operand):
            tensor = value.as_tensor()
            if dtype is not None and tensor.dtype is not dtype:
                if isinstance(value, EagerVariable):
                    raise ValueError(
                        f"Incompatible type conversion requested to type {dtype.name} "
                        f"for `tf.Variable of type {tensor.dtype.name}. (Variable: "
                        f"{value!r}). Use tf.cast to convert."
                    )
                raise ValueError(
                    f"Tensor conversion requested dtype {dtype.name} for Tensor with "
                    f"dtype {tensor.dtype.name}: {tensor!r}. Use tf.cast to convert."
                )
            return tensor
        if isinstance(value, (list, tuple)):
            inside = next(operands(value), None)
            if inside is not None:
                return _stack(self, value, dtype or inside.dtype)
        if hint is not None and dtype is None:
            try:
                return self._constant(value, hint)
            except (TypeError, ValueError):
                pass
        return self._constant(value, dtype)

    def _constant(self, value: Any, dtype: DType | None) -> Any:
        array, found = as_array(value, dtype)
        constant = EagerTensor(_frozen(array, value), found)
        placement.used = True
        if placement.busy:
            constant._device = placement.place("_EagerConst")
        return constant

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


def _key(op: OpDef, tensors: Iterable[Any], attrs: dict[str, Any]) -> int:
    """The dtypes that decide which dtype the output has, as one number."""
    key = 0
    for tensor in tensors:
        key = key * 128 + tensor._dtype.enum
    kind = attrs.get(op.outputs[0].type)
    return key if kind is None else key * 128 + kind.enum


def _again(op: OpDef, inputs: tuple[Any, ...], attrs: dict[str, Any]) -> Any:
    """What an op gives that ran on these dtypes before; None where it did not."""
    arrays, key = [], 0
    for position, tensor in enumerate(inputs):
        if type(tensor) is not EagerTensor:
            tensor = _quick_input(op, position, inputs, attrs)
            if type(tensor) is not EagerTensor:
                return None
            inputs = (*inputs[:position], tensor, *inputs[position + 1 :])
        arrays.append(tensor.array)
        key = key * 128 + tensor._dtype.enum
    if attrs:  # unrolled: ``_key``
        kind = attrs.get(op.outputs[0].type)
        if kind is not None:
            key = key * 128 + kind.enum
    dtype = op.quick.get(key)  # type: ignore[union-attr]
    if dtype is None:
        return None
    try:
        output = EagerTensor(quiet.run(op.kernel, *arrays, **attrs), dtype)
    except FAILURES:
        return None  # the way that first-timers go tells what is wrong
    if tapes.stack:
        show = record if op.differentiable else mention
        show(Call(op, inputs, attrs, (output,)))
    return output


def _quick_input(
    op: OpDef, position: int, inputs: tuple[Any, ...], attrs: dict[str, Any]
) -> Any:
    """A variable, number or list as the tensor that the op gets; None for the rest."""
    value = inputs[position]
    if isinstance(value, Operand):
        return value.as_tensor()
    arg = op.inputs[position]
    wanted = arg.fixed or attrs.get(arg.type) or dtype_beside(op, arg, inputs)
    try:
        return EAGER.convert(value, wanted)
    except FAILURES:
        return None


def boxed(value: bytes) -> np.ndarray[Any, Any]:
    """A string as an array: NumPy itself would make fixed-width text of it."""
    box = np.empty((), dtype=object)
    box[()] = value
    return box


def _stack(home: EagerHome, value: Any, dtype: DType) -> Any:
    """A nested list with tensors in it as one tensor of ``dtype``."""
    return OPERATORS["stack"]([home.convert(item, dtype) for item in value])


def _frozen(array: Any, given: Any) -> Any:
    """The array as nobody else's and read-only: eager tensors never change."""
    if isinstance(array, np.generic):
        return array
    if array is given or array.base is not None:
        array = array.copy()
    array.flags.writeable = False
    return array


EagerTensor.home = EAGER
EagerVariable.eager_home = EAGER
PLAIN.update((EagerTensor, DType))
