"""Arrays of tensors that are written and read one by one, for loops.

The handle is the array itself, made anew in each run. The *flow*, a number without
meaning, goes from one op on an array to the next and so puts them in order. Each array
has gradient arrays, one for each reverse pass, in which what is written adds up.
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from teachflow.core import lists
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.pipeline.queue import stack

_FLOW = np.float32(0)


class Elements:
    """What a handle stands for: tensors by index, each written once.

    In a gradient array writing adds; where nothing was written there are zeros.
    """

    def __init__(
        self,
        size: int,
        dtype: Any,
        element_shape: TensorShape,
        dynamic: bool = False,
        clears: bool = True,
        alike: bool = False,
        adds: bool = False,
    ) -> None:
        self.values: list[Any] = [None] * size
        self.shapes: list[Any] = [None] * size
        self.gone = [False] * size
        self.dtype = dtype
        self.element_shape = element_shape
        self.dynamic = dynamic
        self.clears = clears
        self.alike = alike
        self.adds = adds
        self.gradients: dict[str, Elements] = {}

    def write(self, index: int, value: Any) -> None:
        """Puts ``value`` at ``index``."""
        if index >= len(self.values) and self.dynamic:
            more = index + 1 - len(self.values)
            self.values += [None] * more
            self.shapes += [None] * more
            self.gone += [False] * more
        if not 0 <= index < len(self.values):
            raise InvalidArgumentError(
                None,
                None,
                f"Tried to write to index {index} but array is not resizeable and size "
                f"is: {len(self.values)}",
            )
        if self.adds and self.values[index] is not None:
            self.values[index] = self.values[index] + value
            return
        if self.shapes[index] is not None and not self.adds:
            raise InvalidArgumentError(
                None,
                None,
                f"Could not write to TensorArray index {index} because it has already "
                f"been {'read' if self.gone[index] else 'written to'}.",
            )
        shape = np.shape(value)
        if not self.element_shape.is_compatible_with(shape):
            raise InvalidArgumentError(
                None,
                None,
                f"Could not write to TensorArray index {index} because the value shape "
                f"is {list(shape)} which is incompatible with the TensorArray's "
                f"inferred element shape: {bracketed(self.element_shape)} (consider "
                f"setting infer_shape=False).",
            )
        if self.alike:
            self.element_shape = TensorShape(shape)
        self.values[index] = value.copy() if self.adds else value
        self.shapes[index] = shape

    def read(self, index: int) -> Any:
        """What is at ``index``; it is gone then, unless the array keeps it."""
        if not 0 <= index < len(self.values):
            raise InvalidArgumentError(
                None,
                None,
                f"Tried to read from index {index} but array size is: "
                f"{len(self.values)}",
            )
        value = self.values[index]
        if value is None:
            return self._blank(index)
        if self.clears:
            self.values[index] = None
            self.gone[index] = True
        return value

    def _blank(self, index: int) -> Any:
        if self.gone[index]:
            raise InvalidArgumentError(
                None,
                None,
                f"Could not read index {index} twice because it was cleared after a "
                f"previous read (perhaps try setting clear_after_read = false?).",
            )
        dims = self.shapes[index]
        if dims is None and self.element_shape.is_fully_defined():
            dims = self.element_shape.as_list()
        if dims is None:
            raise InvalidArgumentError(
                None,
                None,
                f"Could not read from TensorArray index {index}. Furthermore, the "
                f"element shape is not fully defined: {self.element_shape}. It is "
                f"possible you are working with a resizeable TensorArray and "
                f"stop_gradients is not allowing the gradients to be written. If you "
                f"set the full element_shape property on the forward TensorArray, the "
                f"proper all-zeros tensor will be returned instead of incurring this "
                f"error.",
            )
        return np.zeros(dims, self.dtype.as_numpy_dtype)

    def gradient(self, source: str) -> Elements:
        """The gradient array (or that of tangents) for the pass called ``source``."""
        found = self.gradients.get(source)
        if found is None:
            size = len(self.values)
            found = Elements(
                size, self.dtype, self.element_shape, self.dynamic, False, False, True
            )
            found.shapes = self.shapes
            self.gradients[source] = found
        return found


def _holds_arrays(chain: Any) -> bool:
    """Whether a list (see ``core.lists``) is one of arrays, or of lists of them."""
    while type(chain) is tuple and chain:
        chain = chain[1]
    return type(chain) is Elements


def apart(handle: Any, copies: dict[int, Any]) -> Any:
    """An array as it is now, for who adds gradients to it in a pass of its own.

    Or each of a list of arrays; ``copies`` are those that were made already.
    """
    if type(handle) is tuple and _holds_arrays(handle):
        return lists.mapped(lambda item: apart(item, copies), handle)
    if type(handle) is not Elements:
        return handle
    found = copies.get(id(handle))
    if found is None:
        found = copies[id(handle)] = copy.copy(handle)
        found.values, found.shapes = list(handle.values), list(handle.shapes)
        found.gone, found.gradients = list(handle.gone), {}
    return found


def _array(call: Any) -> tuple[TensorShape, TensorShape]:
    return TensorShape([2]), rules.SCALAR


@op(
    "TensorArrayV3",
    "int32 -> resource, float32",
    shape=_array,
    name="TensorArray",
    stateful=True,
    differentiable=False,
)
def tensor_array(
    size: Any,
    *,
    dtype: Any,
    element_shape: Any = TensorShape(None),  # noqa: B008  (a constant)
    dynamic_size: Any = False,
    clear_after_read: Any = True,
    identical_element_shapes: Any = False,
    tensor_array_name: Any = "",
) -> tuple[Any, Any]:
    """A new array of ``size`` tensors."""
    made = Elements(
        int(size),
        dtype,
        TensorShape(element_shape),
        dynamic_size,
        clear_after_read,
        identical_element_shapes,
    )
    return made, _FLOW


@op(
    "TensorArrayGradV3",
    "resource, float32 -> resource, float32",
    shape=_array,
    stateful=True,
    differentiable=False,
)
def tensor_array_grad(
    handle: Elements, flow_in: Any, *, source: Any
) -> tuple[Elements, Any]:
    """The gradient array of an array, made where it is asked for first."""
    return handle.gradient(source), flow_in


@op(
    "TensorArrayWriteV3",
    "resource, int32, T, float32 -> float32",
    shape=rules.scalar,
    stateful=True,
)
def tensor_array_write(handle: Elements, index: Any, value: Any, flow_in: Any) -> Any:
    """Writes one tensor."""
    handle.write(int(index), value)
    return flow_in


@op(
    "TensorArrayReadV3",
    "resource, int32, float32 -> dtype",
    shape=rules.unknown,
    stateful=True,
)
def tensor_array_read(handle: Elements, index: Any, flow_in: Any, *, dtype: Any) -> Any:
    """Reads one tensor."""
    return handle.read(int(index))


def _gathered(call: Any) -> TensorShape:
    dims = TensorShape(call.attrs["element_shape"]).known_dims
    if dims is None:
        return rules.UNKNOWN
    return TensorShape([None, *dims])


@op(
    "TensorArrayGatherV3",
    "resource, int32, float32 -> dtype",
    shape=_gathered,
    stateful=True,
)
def tensor_array_gather(
    handle: Elements,
    indices: Any,
    flow_in: Any,
    *,
    dtype: Any,
    element_shape: Any = TensorShape(None),  # noqa: B008  (a constant)
) -> Any:
    """Reads several tensors as one."""
    values = [handle.read(index) for index in indices.tolist()]
    if not values:
        shape = TensorShape(element_shape)
        if not shape.is_fully_defined():
            raise InvalidArgumentError(
                None,
                None,
                f"TensorArray has size zero, but element shape {shape} is not fully "
                f"defined. Currently only static shapes are supported when packing "
                f"zero-size TensorArrays.",
            )
        return np.zeros([0, *shape.as_list()], dtype.as_numpy_dtype)
    _check_alike(values)
    return stack(values, dtype, ())


def _check_alike(values: list[Any]) -> None:
    for number, value in enumerate(values):
        if np.shape(value) != np.shape(values[0]):
            raise InvalidArgumentError(
                None,
                None,
                f"TensorArray has inconsistent shapes. Index 0 has shape: "
                f"{list(np.shape(values[0]))} but index {number} has shape: "
                f"{list(np.shape(value))}",
            )


@op(
    "TensorArrayScatterV3",
    "resource, int32, T, float32 -> float32",
    shape=rules.scalar,
    stateful=True,
)
def tensor_array_scatter(
    handle: Elements, indices: Any, value: Any, flow_in: Any
) -> Any:
    """Writes the rows of one tensor."""
    for index, row in zip(indices.tolist(), value, strict=True):
        handle.write(index, row)
    return flow_in


def _joined(call: Any) -> tuple[TensorShape, TensorShape]:
    dims = TensorShape(call.attrs["element_shape_except0"]).known_dims
    whole = rules.UNKNOWN if dims is None else TensorShape([None, *dims])
    return whole, TensorShape([None])


@op(
    "TensorArrayConcatV3",
    "resource, float32 -> dtype, int64",
    shape=_joined,
    stateful=True,
)
def tensor_array_concat(
    handle: Elements,
    flow_in: Any,
    *,
    dtype: Any,
    element_shape_except0: Any = TensorShape(None),  # noqa: B008  (a constant)
) -> tuple[Any, Any]:
    """Reads all tensors, joined along their first axis, and how long each was."""
    values = [handle.read(index) for index in range(len(handle.values))]
    if any(not np.ndim(value) for value in values):
        raise InvalidArgumentError(
            None,
            None,
            "Concat saw a scalar shape at index 0 but requires at least vectors.",
        )
    lengths = np.array([len(value) for value in values], np.int64)
    if not values:
        dims = TensorShape(element_shape_except0).as_list()
        return np.zeros([0, *dims], dtype.as_numpy_dtype), lengths
    return np.concatenate(values), lengths


@op(
    "TensorArraySplitV3",
    "resource, T, int64, float32 -> float32",
    shape=rules.scalar,
    stateful=True,
)
def tensor_array_split(handle: Elements, value: Any, lengths: Any, flow_in: Any) -> Any:
    """Writes a tensor in pieces of the given lengths."""
    if int(lengths.sum()) != len(value):
        raise InvalidArgumentError(
            None,
            None,
            f"Expected sum of lengths to be equal to values.shape[0], but sum of "
            f"lengths is {int(lengths.sum())} and value's shape is: "
            f"{list(value.shape)}",
        )
    start = 0
    for index, length in enumerate(lengths.tolist()):
        handle.write(index, value[start : start + length])
        start += length
    return flow_in


@op(
    "TensorArraySizeV3",
    "resource, float32 -> int32",
    shape=rules.scalar,
    stateful=True,
    differentiable=False,
)
def tensor_array_size(handle: Elements, flow_in: Any) -> Any:
    """How many tensors there is room for."""
    return np.int32(len(handle.values))


@op(
    "TensorArrayCloseV3",
    "resource ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def tensor_array_close(handle: Elements) -> None:
    """Forgets all tensors."""
    handle.values.clear()
