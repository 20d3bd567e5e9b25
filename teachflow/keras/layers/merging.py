"""Layers of several inputs: sums, products, joining."""

from __future__ import annotations

from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.layers.describing import described
from teachflow.keras.layers.layer import Layer
from teachflow.keras.tree import is_shape


def broadcast_shapes(first: Any, second: Any) -> tuple[Any, ...]:
    """The shape of two together, without the batch's axis.

    Raises ``ValueError`` where lengths differ and none is one.
    """
    if len(first) < len(second):
        first, second = second, first
    found = list(first)
    gap = len(first) - len(second)
    for place, length in enumerate(second):
        other = first[gap + place]
        if other == 1 or (other is None and length != 1):
            found[gap + place] = None if other is None else length
        elif length not in (1, None, other):
            raise ValueError(
                "Inputs have incompatible shapes. Received shapes "
                f"{tuple(first)} and {tuple(second)}"
            )
        elif length is None and other != 1:
            found[gap + place] = None
    return tuple(found)


class Merge(Layer):
    """The base of layers that combine inputs element by element."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.supports_masking = True

    def build(self, input_shape: Any) -> None:
        """Checks the shapes.

        Raises ``ValueError`` for one input alone and for shapes that do not fit.
        """
        if is_shape(input_shape):
            raise ValueError(
                "A merge layer should be called on a list of inputs. Received: "
                f"input_shape={input_shape} (not a list of shapes)"
            )
        if len(input_shape) < 1:
            raise ValueError(
                "A merge layer should be called on a list of at least 1 input. "
                f"Received {len(input_shape)} inputs. Full input_shape received: "
                f"{input_shape}"
            )
        batches = {shape[0] for shape in input_shape if shape} - {None}
        if len(batches) > 1:
            raise ValueError(
                "Cannot merge tensors with different batch sizes. Received tensors "
                f"with shapes {input_shape}"
            )
        self.compute_output_shape(input_shape)

    def merge(self, inputs: list[Any]) -> Any:
        """The inputs in one."""
        raise NotImplementedError

    def call(self, inputs: Any) -> Any:
        """The inputs in one; axes are put in after the batch's where one has fewer."""
        if not isinstance(inputs, (list, tuple)):
            raise ValueError(
                "A merge layer should be called on a list of inputs. Received: "
                f"inputs={inputs} (not a list of tensors)"
            )
        rank = max(len(x.shape) for x in inputs)
        same = []
        for x in inputs:
            for _ in range(rank - len(x.shape)):
                x = tf.expand_dims(x, 1)
            same.append(x)
        return self.merge(same)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shape of all together."""
        shape = tuple(input_shape[0][1:])
        for other in input_shape[1:]:
            shape = broadcast_shapes(shape, other[1:])
        batches = {one[0] for one in input_shape if one} - {None}
        return (batches.pop() if len(batches) == 1 else None, *shape)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """Where all inputs count."""
        masks = [mask for mask in previous_mask or [] if mask is not None]
        if not masks:
            return None
        found = masks[0]
        for mask in masks[1:]:
            found = tf.logical_and(found, mask)
        return found


class Add(Merge):
    """The sum of a list of inputs. Source: tf.keras.layers.Add.

    >>> import teachflow as tf
    >>> tf.keras.layers.Add()([tf.ones([1, 2]), tf.ones([1, 2])]).numpy()
    array([[2., 2.]], dtype=float32)
    """

    def merge(self, inputs: list[Any]) -> Any:
        """The sum."""
        found = inputs[0]
        for x in inputs[1:]:
            found = tf.add(found, x)
        return found


class Subtract(Merge):
    """The difference of two inputs. Source: tf.keras.layers.Subtract.

    >>> import teachflow as tf
    >>> tf.keras.layers.Subtract()([tf.ones([1, 2]), tf.zeros([1, 2])]).numpy()
    array([[1., 1.]], dtype=float32)
    """

    def build(self, input_shape: Any) -> None:
        """Checks the shapes; ``ValueError`` for more or fewer than two."""
        super().build(input_shape)
        if len(input_shape) != 2:
            raise ValueError(
                "A `Subtract` layer should be called on exactly 2 inputs. Received: "
                f"input_shape={input_shape}"
            )

    def merge(self, inputs: list[Any]) -> Any:
        """The difference."""
        if len(inputs) != 2:
            raise ValueError(
                "A `Subtract` layer should be called on exactly 2 inputs. Received: "
                f"inputs={inputs}"
            )
        return tf.subtract(inputs[0], inputs[1])


class Multiply(Merge):
    """The product of a list of inputs. Source: tf.keras.layers.Multiply.

    >>> import teachflow as tf
    >>> tf.keras.layers.Multiply()([tf.fill([1, 2], 3.0), tf.ones([1, 2])]).numpy()
    array([[3., 3.]], dtype=float32)
    """

    def merge(self, inputs: list[Any]) -> Any:
        """The product."""
        found = inputs[0]
        for x in inputs[1:]:
            found = tf.multiply(found, x)
        return found


class Average(Merge):
    """The mean of a list of inputs. Source: tf.keras.layers.Average.

    >>> import teachflow as tf
    >>> tf.keras.layers.Average()([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[0.5, 0.5]], dtype=float32)
    """

    def merge(self, inputs: list[Any]) -> Any:
        """The mean."""
        found = inputs[0]
        for x in inputs[1:]:
            found = tf.add(found, x)
        return found / len(inputs)


class Maximum(Merge):
    """The largest of a list of inputs. Source: tf.keras.layers.Maximum.

    >>> import teachflow as tf
    >>> tf.keras.layers.Maximum()([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[1., 1.]], dtype=float32)
    """

    def merge(self, inputs: list[Any]) -> Any:
        """The largest."""
        found = inputs[0]
        for x in inputs[1:]:
            found = tf.maximum(found, x)
        return found


class Minimum(Merge):
    """The smallest of a list of inputs. Source: tf.keras.layers.Minimum.

    >>> import teachflow as tf
    >>> tf.keras.layers.Minimum()([tf.zeros([1, 2]), tf.ones([1, 2])]).numpy()
    array([[0., 0.]], dtype=float32)
    """

    def merge(self, inputs: list[Any]) -> Any:
        """The smallest."""
        found = inputs[0]
        for x in inputs[1:]:
            found = tf.minimum(found, x)
        return found


class Concatenate(Merge):
    """A list of inputs, joined along ``axis``. Source: tf.keras.layers.Concatenate.

    >>> import teachflow as tf
    >>> tf.keras.layers.Concatenate()([tf.ones([1, 2]), tf.zeros([1, 1])]).numpy()
    array([[1., 1., 0.]], dtype=float32)
    """

    def __init__(self, axis: int = -1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.axis = axis

    def build(self, input_shape: Any) -> None:
        """Checks the shapes.

        Raises ``ValueError`` for one input alone and for shapes that do not fit.
        """
        if is_shape(input_shape) or len(input_shape) < 1:
            raise ValueError(
                "A `Concatenate` layer should be called on a list of at least 1 input. "
                f"Received: input_shape={input_shape}"
            )
        others = set()
        for shape in input_shape:
            rest = list(shape)
            del rest[self.axis]
            others.add(tuple(rest))
        known = [set(lengths) - {None} for lengths in zip(*others, strict=False)]
        ranks = {len(rest) for rest in others}
        if len(ranks) > 1 or any(len(lengths) > 1 for lengths in known):
            raise ValueError(
                "A `Concatenate` layer requires inputs with matching shapes except for "
                f"the concatenation axis. Received: input_shape={input_shape}"
            )

    def call(self, inputs: Any) -> Any:
        """The inputs, joined."""
        return tf.concat(list(inputs), self.axis)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The lengths along the axis, added up."""
        found = list(input_shape[0])
        lengths = [shape[self.axis] for shape in input_shape]
        found[self.axis] = None if None in lengths else sum(lengths)
        return tuple(found)

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """None: masks are not joined."""
        return None

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "axis")}


class Dot(Merge):
    """The sum of products of two inputs along ``axes``. Source: tf.keras.layers.Dot.

    >>> import teachflow as tf
    >>> tf.keras.layers.Dot(axes=1)([tf.ones([1, 3]), tf.ones([1, 3])]).numpy()
    array([[3.]], dtype=float32)
    """

    def __init__(self, axes: Any, normalize: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(axes, int) and len(axes) != 2:
            raise ValueError(
                "Invalid format for argument `axes`: it must contain two elements. "
                f"Received: axes={axes}"
            )
        self.axes = axes
        self.normalize = normalize

    def _both(self, first: Any, second: Any) -> tuple[int, int]:
        a, b = (self.axes, self.axes) if isinstance(self.axes, int) else self.axes
        return a % len(first), b % len(second)

    def build(self, input_shape: Any) -> None:
        """Checks the shapes; ``ValueError`` where they do not fit."""
        if is_shape(input_shape) or len(input_shape) != 2:
            raise ValueError(
                "A `Dot` layer should be called on a list of 2 inputs. Received: "
                f"input_shape={input_shape}"
            )
        first, second = input_shape
        a, b = self._both(first, second)
        if first[a] != second[b]:
            raise ValueError(
                "Incompatible input shapes: axis values "
                f"{first[a]} (at axis {a}) != {second[b]} (at axis {b}). Full input "
                f"shapes: {first}, {second}"
            )

    def call(self, inputs: Any) -> Any:
        """The sums of products."""
        first, second = inputs
        a, b = self._both(first.shape, second.shape)
        if self.normalize:
            first = tf.math.l2_normalize(first, axis=a)
            second = tf.math.l2_normalize(second, axis=b)
        left, right = (
            "bcdefg"[: len(first.shape) - 1],
            "hijklm"[: len(second.shape) - 1],
        )
        one, two = f"a{left}", f"a{right}"
        two = two[:b] + one[a] + two[b + 1 :]
        out = "a" + one[1:a] + one[a + 1 :] + two[1:b] + two[b + 1 :]
        product = tf.einsum(f"{one},{two}->{out}", first, second)
        return product if len(out) > 1 else tf.expand_dims(product, 1)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The lengths of both without those summed over."""
        first, second = (list(shape) for shape in input_shape)
        a, b = self._both(first, second)
        del first[a], second[b]
        shape = (*first, *second[1:])
        return shape if len(shape) > 1 else (*shape, 1)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, "axes", "normalize")}
