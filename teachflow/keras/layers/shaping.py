"""Layers that give the same numbers another shape."""

from __future__ import annotations

import math
from typing import Any

import teachflow.compat.v2 as tf
from teachflow.keras.config import standardize_data_format
from teachflow.keras.layers.describing import described, numbers
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer


class _Reshaping(Layer):
    _names: tuple[str, ...] = ()

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {**super().get_config(), **described(self, *self._names)}


class Flatten(_Reshaping):
    """All axes but the batch's in one. Source: tf.keras.layers.Flatten.

    >>> import teachflow as tf
    >>> tf.keras.layers.Flatten()(tf.ones([2, 3, 4])).shape
    TensorShape([2, 12])
    """

    _names = ("data_format",)

    def __init__(self, data_format: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.input_spec = InputSpec(min_ndim=1)

    def call(self, inputs: Any) -> Any:
        """The flat rows."""
        rank = len(inputs.shape)
        if self.data_format == "channels_first" and rank > 1:
            inputs = tf.transpose(inputs, [0, *range(2, rank), 1])
        size = self.compute_output_shape(tuple(inputs.shape.as_list()))[1]
        return tf.reshape(inputs, [tf.shape(inputs)[0], -1 if size is None else size])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The batch's length and the product of the others."""
        rest = input_shape[1:]
        return (input_shape[0], None if None in rest else math.prod(rest))


class Reshape(_Reshaping):
    """Another shape for each example; one length may be -1.

    Source: tf.keras.layers.Reshape.

    >>> import teachflow as tf
    >>> tf.keras.layers.Reshape((3, -1))(tf.ones([2, 6])).shape
    TensorShape([2, 3, 2])
    """

    _names = ("target_shape",)

    def __init__(self, target_shape: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target_shape = tuple(target_shape)
        if self.target_shape.count(-1) > 1:
            raise ValueError(
                "The `target_shape` argument must not contain more than one `-1` "
                f"value. Received: target_shape={self.target_shape}"
            )

    def call(self, inputs: Any) -> Any:
        """The inputs in another shape."""
        known = tuple(inputs.shape.as_list())
        shape = self.compute_output_shape(known)[1:]
        shape = [-1 if length is None else length for length in shape]
        return tf.reshape(inputs, [tf.shape(inputs)[0], *shape])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The batch's length and the target's.

        Raises ``ValueError`` where the numbers do not fit.
        """
        rest = input_shape[1:]
        target = self.target_shape
        if None in rest:
            return (input_shape[0], *(None if n == -1 else n for n in target))
        size, wanted = math.prod(rest), math.prod(n for n in target if n != -1)
        fits = size % wanted == 0 if -1 in target and wanted else size == wanted
        if not fits:
            raise ValueError(
                "The total size of the tensor must be unchanged. Received: "
                f"input_shape={rest}, target_shape={target}"
            )
        return (input_shape[0], *(size // wanted if n == -1 else n for n in target))


class Permute(_Reshaping):
    """The axes in another order; 1 is the first after the batch's.

    Source: tf.keras.layers.Permute.

    >>> import teachflow as tf
    >>> tf.keras.layers.Permute((2, 1))(tf.ones([1, 2, 3])).shape
    TensorShape([1, 3, 2])
    """

    _names = ("dims",)

    def __init__(self, dims: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dims = tuple(dims)
        if sorted(self.dims) != list(range(1, len(self.dims) + 1)):
            raise ValueError(
                "Invalid permutation argument `dims` for Permute Layer. The set of "
                "indices in `dims` must be consecutive and start from 1. Received "
                f"dims={dims}"
            )
        self.input_spec = InputSpec(ndim=len(self.dims) + 1)

    def call(self, inputs: Any) -> Any:
        """The inputs, turned."""
        return tf.transpose(inputs, [0, *self.dims])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The lengths in that order."""
        return (input_shape[0], *(input_shape[axis] for axis in self.dims))


class RepeatVector(_Reshaping):
    """Each row ``n`` times, along a new axis. Source: tf.keras.layers.RepeatVector.

    >>> import teachflow as tf
    >>> tf.keras.layers.RepeatVector(3)(tf.ones([1, 2])).shape
    TensorShape([1, 3, 2])
    """

    _names = ("n",)

    def __init__(self, n: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(n, int):
            raise TypeError(f"Expected an integer value for `n`, got {type(n)}.")
        self.n = n
        self.input_spec = InputSpec(ndim=2)

    def call(self, inputs: Any) -> Any:
        """The rows, repeated."""
        return tf.tile(tf.expand_dims(inputs, 1), [1, self.n, 1])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The new axis in the middle."""
        return (input_shape[0], self.n, input_shape[1])


def _pairs(value: Any, count: int, name: str) -> tuple[tuple[int, int], ...]:
    """How much to put at both ends of each axis."""
    if isinstance(value, int):
        return ((value, value),) * count
    if len(value) != count:
        raise ValueError(
            f"`{name}` should have {count} elements. Received: {name}={value}."
        )
    return tuple(
        (item, item) if isinstance(item, int) else (int(item[0]), int(item[1]))
        for item in value
    )


class ZeroPadding2D(_Reshaping):
    """Zeros around images. Source: tf.keras.layers.ZeroPadding2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.ZeroPadding2D(1)(tf.ones([1, 2, 2, 3])).shape
    TensorShape([1, 4, 4, 3])
    """

    _names = ("padding", "data_format")

    def __init__(
        self, padding: Any = (1, 1), data_format: str | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.data_format = standardize_data_format(data_format)
        self.padding = _pairs(padding, 2, "padding")
        self.input_spec = InputSpec(ndim=4)

    def _all_axes(self) -> list[tuple[int, int]]:
        if self.data_format == "channels_first":
            return [(0, 0), (0, 0), *self.padding]
        return [(0, 0), *self.padding, (0, 0)]

    def call(self, inputs: Any) -> Any:
        """The larger images."""
        return tf.pad(inputs, [list(pair) for pair in self._all_axes()])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Longer by the zeros."""
        return tuple(
            None if length is None else length + sum(pair)
            for length, pair in zip(input_shape, self._all_axes(), strict=True)
        )


class ZeroPadding1D(_Reshaping):
    """Zeros around sequences. Source: tf.keras.layers.ZeroPadding1D.

    >>> import teachflow as tf
    >>> tf.keras.layers.ZeroPadding1D(1)(tf.ones([1, 2, 3])).shape
    TensorShape([1, 4, 3])
    """

    _names = ("padding",)

    def __init__(self, padding: Any = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.padding = numbers(padding, 2, "padding", zero=True)
        self.input_spec = InputSpec(ndim=3)

    def call(self, inputs: Any) -> Any:
        """The longer sequences."""
        return tf.pad(inputs, [[0, 0], list(self.padding), [0, 0]])

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Longer by the zeros."""
        length = input_shape[1]
        longer = None if length is None else length + sum(self.padding)
        return (input_shape[0], longer, input_shape[2])


class Cropping2D(_Reshaping):
    """Images without their margins. Source: tf.keras.layers.Cropping2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.Cropping2D(1)(tf.ones([1, 6, 6, 3])).shape
    TensorShape([1, 4, 4, 3])
    """

    _names = ("cropping",)

    def __init__(self, cropping: Any = ((0, 0), (0, 0)), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cropping = _pairs(cropping, 2, "cropping")
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs: Any) -> Any:
        """The smaller images."""
        (top, bottom), (left, right) = self.cropping
        return inputs[:, top : -bottom or None, left : -right or None, :]

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Shorter by the margins."""
        batch, height, width, channels = input_shape
        (top, bottom), (left, right) = self.cropping
        if height is not None:
            height -= top + bottom
        if width is not None:
            width -= left + right
        return (batch, height, width, channels)


class UpSampling2D(_Reshaping):
    """Each pixel several times.

    Unlike TensorFlow, an ``interpolation`` other than "nearest" raises
    ``NotImplementedError``. Source: tf.keras.layers.UpSampling2D.

    >>> import teachflow as tf
    >>> tf.keras.layers.UpSampling2D(2)(tf.ones([1, 2, 3, 1])).shape
    TensorShape([1, 4, 6, 1])
    """

    _names = ("size", "interpolation")

    def __init__(
        self, size: Any = (2, 2), interpolation: str = "nearest", **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.size = numbers(size, 2, "size")
        if interpolation.lower() != "nearest":
            raise NotImplementedError(
                "TeachFlow's UpSampling2D only repeats pixels: use "
                f"interpolation='nearest'. Received: interpolation={interpolation}"
            )
        self.interpolation = interpolation.lower()
        self.input_spec = InputSpec(ndim=4)

    def call(self, inputs: Any) -> Any:
        """The larger images."""
        tall = tf.repeat(inputs, self.size[0], axis=1)
        return tf.repeat(tall, self.size[1], axis=2)

    def compute_output_shape(self, input_shape: Any) -> Any:
        """Height and width, multiplied."""
        batch, height, width, channels = input_shape
        return (
            batch,
            None if height is None else height * self.size[0],
            None if width is None else width * self.size[1],
            channels,
        )
