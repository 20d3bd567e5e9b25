"""How cotangents and tangents go through arrays: in arrays of their own.

Going back, reading and writing change places. Going forward, tangents are written and
read like the values that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from teachflow.core import home
from teachflow.ops.arrays.array import identity, zeros_like_op
from teachflow.ops.control.tensor_arrays import (
    tensor_array_concat,
    tensor_array_gather,
    tensor_array_grad,
    tensor_array_read,
    tensor_array_scatter,
    tensor_array_split,
    tensor_array_write,
)

_pass: ContextVar[str] = ContextVar("pass", default="gradients")


def _other_array(handle: Any, flow: Any, its_flow: Any = None) -> tuple[Any, Any]:
    """The array of gradients, or tangents, of ``handle`` after ``flow``.

    Returns its handle and its flow, which ``its_flow`` goes before if there is one.
    """
    here: Any = home.choose((handle, flow))
    made, _ = tensor_array_grad(handle, flow, source=_pass.get())
    with here.control_dependencies([made]):
        return made, identity(
            flow if its_flow is None else its_flow, name="gradient_flow"
        )


@contextmanager
def one_pass(name: str) -> Iterator[None]:
    """A scope of one pass, in reverse or forwards, whose arrays are called ``name``."""
    token = _pass.set(name)
    try:
        yield
    finally:
        _pass.reset(token)


@tensor_array_read.vjp
def _(call: Any, g: Any) -> Any:
    handle, index, flow = call.inputs
    array, after = _other_array(handle, flow)
    return None, None, tensor_array_write(array, index, g, after)


@tensor_array_write.vjp
def _(call: Any, g: Any) -> Any:
    handle, index, value, _flow = call.inputs
    array, after = _other_array(handle, g)
    kind = value.dtype.base_dtype
    return None, None, tensor_array_read(array, index, after, dtype=kind), g


@tensor_array_gather.vjp
def _(call: Any, g: Any) -> Any:
    handle, indices, flow = call.inputs
    array, after = _other_array(handle, flow)
    return None, None, tensor_array_scatter(array, indices, g, after)


@tensor_array_scatter.vjp
def _(call: Any, g: Any) -> Any:
    handle, indices, value, _flow = call.inputs
    array, after = _other_array(handle, g)
    kind = value.dtype.base_dtype
    return None, None, tensor_array_gather(array, indices, after, dtype=kind), g


@tensor_array_concat.vjp
def _(call: Any, g: Any, g_lengths: Any) -> Any:
    handle, flow = call.inputs
    array, after = _other_array(handle, flow)
    return None, tensor_array_split(array, g, call.outputs[1], after)


@tensor_array_split.vjp
def _(call: Any, g: Any) -> Any:
    handle, value, _lengths, _flow = call.inputs
    array, after = _other_array(handle, g)
    kind = value.dtype.base_dtype
    return None, tensor_array_concat(array, after, dtype=kind)[0], None, g


# ---- tangents are written and read like values, in an array of their own -------------


def _writes(place: int) -> Any:
    """The rule of an op that writes its input at ``place``."""

    def rule(call: Any, *tangents: Any) -> Any:
        handle, *others, _ = call.inputs
        value, tangent = call.inputs[place], tangents[place]
        others[place - 1] = zeros_like_op(value) if tangent is None else tangent
        array, after = _other_array(handle, call.output, tangents[-1])
        return _apply(call, array, *others, after)

    return rule


def _reads(call: Any, *tangents: Any) -> Any:
    handle, *others, flow = call.inputs
    array, after = _other_array(handle, flow, tangents[-1])
    return _apply(call, array, *others, after)


def _apply(call: Any, *inputs: Any) -> Any:
    return home.choose(inputs).apply(call.opdef, inputs, call.attrs, None)


for _op in (tensor_array_write, tensor_array_scatter):
    _op.jvp(_writes(2))
tensor_array_split.jvp(_writes(1))
for _op in (tensor_array_read, tensor_array_gather, tensor_array_concat):
    _op.jvp(_reads)
