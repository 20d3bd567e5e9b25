"""``Input``: where a functional model begins."""

from __future__ import annotations

from typing import Any

from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import KerasTensor, standardize_shape
from teachflow.keras.layers.layer import Layer
from teachflow.keras.operation import Node


class InputLayer(Layer):
    """The layer that an ``Input`` comes from.

    Raises ``ValueError`` where the shape is given twice or not at all. Source:
    tf.keras.layers.InputLayer.
    """

    def __init__(
        self,
        shape: Any = None,
        batch_size: int | None = None,
        dtype: Any = None,
        sparse: bool | None = None,
        ragged: bool | None = None,
        batch_shape: Any = None,
        input_tensor: Any = None,
        optional: bool = False,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if "input_shape" in kwargs:
            shape = kwargs.pop("input_shape")
        if "batch_input_shape" in kwargs:
            batch_shape = kwargs.pop("batch_input_shape")
        if sparse or ragged:
            raise ValueError(
                "TeachFlow has no sparse or ragged inputs: give Input a dense shape."
            )
        if input_tensor is not None and not isinstance(input_tensor, KerasTensor):
            raise ValueError(
                "Argument `input_tensor` must be a KerasTensor. Received invalid type: "
                f"input_tensor={input_tensor} (of type {type(input_tensor)})"
            )
        if input_tensor is not None and batch_shape is None and shape is None:
            batch_shape = input_tensor.shape
            dtype = dtype or input_tensor.dtype
        if shape is not None and batch_shape is not None:
            raise ValueError(
                "You cannot pass both `shape` and `batch_shape` at the same time."
            )
        if batch_size is not None and batch_shape is not None:
            raise ValueError(
                "You cannot pass both `batch_size` and `batch_shape` at the same time."
            )
        if shape is None and batch_shape is None:
            raise ValueError("You must pass a `shape` argument.")
        if batch_shape is None:
            batch_shape = (batch_size, *standardize_shape(shape))
        super().__init__(name=name)
        self.batch_shape = standardize_shape(batch_shape)
        self._dtype = standardize_dtype(dtype)
        self.optional = optional
        tensor = input_tensor
        if tensor is None:
            tensor = KerasTensor(self.batch_shape, self._dtype, name=name)
        Node(self, (), {}, tensor)
        self.built = True

    @property
    def dtype(self) -> str:
        """The dtype of the input."""
        return self._dtype

    def call(self) -> Any:
        """Nothing: a model puts its inputs here."""

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        return {
            "batch_shape": self.batch_shape,
            "dtype": self.dtype,
            "sparse": False,
            "ragged": False,
            "name": self.name,
            "optional": self.optional,
        }


def Input(  # noqa: N802 (Keras's name)
    shape: Any = None,
    batch_size: int | None = None,
    dtype: Any = None,
    sparse: bool | None = None,
    ragged: bool | None = None,
    batch_shape: Any = None,
    name: str | None = None,
    tensor: Any = None,
    optional: bool = False,
) -> Any:
    """A symbolic tensor where a functional model begins.

    ``shape`` is without the batch's length. Unlike TensorFlow, ``sparse`` and
    ``ragged`` inputs are refused. Source: tf.keras.Input.

    >>> import teachflow as tf
    >>> tf.keras.Input((3,), name="x").shape
    (None, 3)
    """
    layer = InputLayer(
        shape=shape,
        batch_size=batch_size,
        dtype=dtype,
        sparse=sparse,
        ragged=ragged,
        batch_shape=batch_shape,
        input_tensor=tensor,
        optional=optional,
        name=name,
    )
    return layer.output
