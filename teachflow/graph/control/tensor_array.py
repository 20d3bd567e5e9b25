"""``tf.TensorArray``: what a loop writes piece by piece and is stacked afterwards."""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.graph.control.flows import FlowCarrier
from teachflow.graph.defaults import get_default_graph
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import range_
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.control import tensor_arrays  # noqa: F401 (declares its ops)
from teachflow.ops.math.cast import cast


class TensorArray(FlowCarrier):
    """An array of ``size`` tensors of one dtype, written and read one by one.

    Writing gives a new ``TensorArray``; use that one from then on. Each index may be
    written once, and is forgotten when it was read unless ``clear_after_read=False``.
    With ``dynamic_size`` the array grows. All elements have one shape unless
    ``infer_shape=False``. In a loop it may be a loop variable. Gradients flow through.
    Unlike TensorFlow, ``colocate_with_first_write_call`` changes nothing: there is one
    device. Source: tf.TensorArray.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     squares = tf.TensorArray(tf.float32, size=3)
    ...     _, squares = tf.while_loop(
    ...         lambda i, a: i < 3,
    ...         lambda i, a: (i + 1, a.write(i, tf.cast(i * i, tf.float32))),
    ...         (0, squares),
    ...     )
    ...     print(sess.run(squares.stack()))
    [0. 1. 4.]
    """

    def __init__(
        self,
        dtype: Any,
        size: Any = None,
        dynamic_size: bool | None = None,
        clear_after_read: bool | None = None,
        tensor_array_name: str | None = None,
        handle: Any = None,
        flow: Any = None,
        infer_shape: bool = True,
        element_shape: Any = None,
        colocate_with_first_write_call: bool = True,
        name: str | None = None,
    ) -> None:
        _check_arguments(
            handle, size, flow, tensor_array_name, element_shape, dynamic_size
        )
        graph: Any = home.symbolic_home((size, handle, flow)) or home.innermost()
        graph = graph if graph is not None else get_default_graph()
        self.graph = graph
        self.dtype = dt.as_dtype(dtype).base_dtype
        self.dynamic_size = bool(dynamic_size)
        self._size = size
        self._infer_shape = infer_shape
        self._shape = [TensorShape(element_shape)]  # shared by all later states
        with home.within(graph), graph.scope(name or "TensorArray") as scope:
            if handle is not None:
                self.handle, self.flow = handle, flow
            else:
                attrs = {
                    "dtype": self.dtype,
                    "element_shape": TensorShape(element_shape),
                    "dynamic_size": self.dynamic_size,
                    "clear_after_read": clear_after_read is not False,
                    "identical_element_shapes": infer_shape,
                    "tensor_array_name": tensor_array_name or "",
                }
                self.handle, self.flow = graph.apply(
                    OPS["TensorArrayV3"], (size,), attrs, scope
                )

    def with_flow(self, flow: Any) -> TensorArray:
        """The array in the state that ``flow`` comes after."""
        later: TensorArray = object.__new__(TensorArray)
        vars(later).update(vars(self))
        later.flow = flow
        return later

    @property
    def element_shape(self) -> TensorShape:
        """What is known of the shape of an element."""
        return self._shape[0]

    def identity(self) -> TensorArray:
        """The same array, with a new flow."""
        return self.with_flow(identity(self.flow))

    def _see(self, shape: TensorShape) -> None:
        if not shape.is_compatible_with(self.element_shape):
            raise ValueError(
                f"Inconsistent shapes: saw {shape} but expected {self.element_shape} "
            )
        if self._infer_shape:
            self._shape[0] = TensorShape(self.element_shape.merge_with(shape))

    def _apply(self, type_: str, *inputs: Any, name: Any = None, **attrs: Any) -> Any:
        return self.graph.apply(OPS[type_], (self.handle, *inputs), attrs, name)

    def _value(self, value: Any) -> Any:
        value = self.graph.convert(value, None, "value", self.dtype)
        if value.dtype.base_dtype is not self.dtype:
            raise ValueError(
                f"TensorArray dtype is {self.dtype.name}, but Op requested dtype "
                f"{value.dtype.base_dtype.name} ({value.name}). Use tf.cast."
            )
        return value

    def read(self, index: Any, name: str | None = None) -> Any:
        """The element at ``index``."""
        with home.within(self.graph):
            value = self._apply(
                "TensorArrayReadV3", index, self.flow, dtype=self.dtype, name=name
            )
        value.set_shape(self.element_shape)
        return value

    def write(self, index: Any, value: Any, name: str | None = None) -> TensorArray:
        """The array after ``value`` was written at ``index``."""
        with home.within(self.graph), self.graph.scope(name or "TensorArrayWrite"):
            value = self._value(value)
            self._see(value.shape)
            flow = self._apply("TensorArrayWriteV3", index, value, self.flow, name=name)
        return self.with_flow(flow)

    def stack(self, name: str | None = None) -> Any:
        """All elements as one tensor, along a new first axis."""
        with home.within(self.graph), self.graph.scope(name or "TensorArrayStack"):
            value = self.gather(range_(0, self.size()), name=name)
            fixed = not self.dynamic_size and self._size is not None
            if fixed and self.element_shape.rank is not None:
                dims = [_known(self._size), *self.element_shape.as_list()]
                value.set_shape(dims)
        return value

    def gather(self, indices: Any, name: str | None = None) -> Any:
        """The elements at ``indices`` as one tensor, along a new first axis."""
        with home.within(self.graph):
            return self._apply(
                "TensorArrayGatherV3",
                indices,
                self.flow,
                dtype=self.dtype,
                element_shape=self.element_shape,
                name=name,
            )

    def concat(self, name: str | None = None) -> Any:
        """All elements as one tensor, along their first axis."""
        rest = self.element_shape
        known = rest.rank is not None
        if rest.rank == 0:
            raise IndexError(
                "TensorArray.concat joins elements along their first axis, but these "
                "are scalars. Use stack() instead."
            )
        with home.within(self.graph):
            value, _ = self._apply(
                "TensorArrayConcatV3",
                self.flow,
                dtype=self.dtype,
                element_shape_except0=TensorShape(
                    rest.as_list()[1:] if known else None
                ),
                name=name,
            )
            if known:
                first = None
                length = rest.as_list()[0]
                if self._infer_shape and length is not None:
                    size = self.size().static_value()
                    first = None if size is None else int(size) * length
                value.set_shape([first, *rest.as_list()[1:]])
        return value

    def unstack(self, value: Any, name: str | None = None) -> TensorArray:
        """The array after the rows of ``value`` were written at 0, 1, 2 ..."""
        with home.within(self.graph), self.graph.scope(name or "TensorArrayUnstack"):
            count = shape_of(value)[0]
            return self.scatter(range_(0, count), value, name=name)

    def scatter(self, indices: Any, value: Any, name: str | None = None) -> TensorArray:
        """The array after the rows of ``value`` were written at ``indices``."""
        with home.within(self.graph), self.graph.scope(name or "TensorArrayScatter"):
            value = self._value(value)
            dims = value.shape.known_dims
            self._see(TensorShape(None if dims is None else dims[1:]))
            flow = self._apply(
                "TensorArrayScatterV3", indices, value, self.flow, name=name
            )
        return self.with_flow(flow)

    def split(self, value: Any, lengths: Any, name: str | None = None) -> TensorArray:
        """The array after pieces of ``value`` of these lengths were written."""
        with home.within(self.graph), self.graph.scope(name or "TensorArraySplit"):
            value = self._value(value)
            long = cast(lengths, dt.int64)
            known, dims = long.static_value(), value.shape.known_dims
            if known is not None and dims is not None and len(set(known.flat)) == 1:
                self._see(TensorShape([int(known.flat[0]), *dims[1:]]))
            flow = self._apply("TensorArraySplitV3", value, long, self.flow, name=name)
        return self.with_flow(flow)

    def size(self, name: str | None = None) -> Any:
        """How many elements there are, an int32 scalar."""
        with home.within(self.graph):
            if not self.dynamic_size and self._size is not None:
                return self.graph.convert(self._size, dt.int32)
            return self._apply("TensorArraySizeV3", self.flow, name=name)

    def grad(self, source: str, flow: Any = None, name: str | None = None) -> Any:
        """The array in which the reverse pass ``source`` sums the gradients."""
        graph = self.graph
        flow = self.flow if flow is None else flow
        with home.within(graph), graph.scope(name or "TensorArrayGrad"):
            handle, _ = self._apply("TensorArrayGradV3", flow, source=source, name=name)
            with graph.control_dependencies([handle]):
                flow = identity(flow, name="gradient_flow")
        found = self.with_flow(flow)
        found.handle = handle
        found._size = None
        return found

    def close(self, name: str | None = None) -> Any:
        """An operation that forgets all elements."""
        with home.within(self.graph):
            return self._apply("TensorArrayCloseV3", name=name)

    def __repr__(self) -> str:
        return (
            f"<tf.TensorArray of {self.dtype.name}, elements {self.element_shape}, "
            f"flow '{self.flow.name}'>"
        )


def _known(size: Any) -> int | None:
    """A size as a number, where it is known before running."""
    value = size.static_value() if isinstance(size, Operand) else size
    return None if value is None else int(value)


def _check_arguments(
    handle: Any, size: Any, flow: Any, name: Any, element_shape: Any, dynamic: Any
) -> None:
    if handle is None:
        if size is None:
            raise ValueError(
                "Argument `size` must be provided if handle is not provided."
            )
        return
    for other, what in (
        (name, "`tensor_array_name`"),
        (size, "`size`"),
        (element_shape, "`element_shape`"),
        (dynamic, "`dynamic_size`"),
    ):
        if other is not None:
            raise ValueError(
                f"Cannot provide both a `handle` and {what} arguments at the same time."
            )
    if flow is None:
        raise ValueError("flow must not be None if handle is not None.")
