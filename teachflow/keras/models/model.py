"""``Model``: a layer that can be trained, summed up and written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from teachflow.keras.layers.layer import Layer
from teachflow.keras.models import weight_files
from teachflow.keras.models.summary import print_summary
from teachflow.keras.saving.serialization import offer, serialize_keras_object
from teachflow.keras.training.trainer import Trainer

FUNCTIONAL: list[Any] = []
"""Holds the class of models made of symbolic tensors, which stands above this file."""


def _is_functional(args: Any, kwargs: Any) -> bool:
    if len(args) >= 2 or (len(args) == 1 and "outputs" in kwargs):
        return True
    return "inputs" in kwargs and "outputs" in kwargs


class Model(Trainer, Layer):
    """A layer with ``fit``. Made of ``inputs`` and ``outputs``, or by a subclass.

    Source: tf.keras.Model.

    >>> import teachflow as tf
    >>> x = tf.keras.Input((3,))
    >>> model = tf.keras.Model(x, tf.keras.layers.Dense(2)(x))
    >>> model(tf.ones([4, 3])).shape
    TensorShape([4, 2])
    """

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """A functional model where inputs and outputs are given."""
        if cls is Model and _is_functional(args, kwargs):
            return super().__new__(FUNCTIONAL[0], *args, **kwargs)
        return super().__new__(cls, *args, **kwargs)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        functional = FUNCTIONAL[0]
        if _is_functional(args, kwargs) and not isinstance(self, functional):
            # A subclass that hands symbolic tensors up becomes a functional model.
            _inject(type(self), functional)
            functional.__init__(self, *args, **kwargs)
            return
        Trainer.__init__(self)
        Layer.__init__(self, *args, **kwargs)

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """What the model does; subclasses say."""
        raise NotImplementedError(
            f"Model {type(self).__name__} does not have a `call()` method implemented."
        )

    @property
    def layers(self) -> list[Any]:
        """The layers directly inside."""
        return self._flatten_layers(include_self=False, recursive=False)

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Model.layers` attribute is reserved and should not be used. Please use "
            "another name."
        )

    def get_layer(self, name: str | None = None, index: int | None = None) -> Any:
        """The layer of that name, or at that place.

        Raises ``ValueError`` with what there is.
        """
        layers = self.layers
        if index is not None and name is not None:
            raise ValueError(
                "Provide only a layer name or a layer index. Received: "
                f"index={index}, name={name}."
            )
        if index is not None:
            if len(layers) <= index:
                raise ValueError(
                    f"Was asked to retrieve layer at index {index} but model only has "
                    f"{len(layers)} layers."
                )
            return layers[index]
        if name is not None:
            for layer in layers:
                if layer.name == name:
                    return layer
            raise ValueError(
                f"No such layer: {name}. Existing layers are: "
                f"{[layer.name for layer in layers]}."
            )
        raise ValueError("Provide either a layer name or layer index at `get_layer`.")

    def summary(
        self,
        line_length: int | None = None,
        positions: Any = None,
        print_fn: Callable[..., Any] | None = None,
        expand_nested: bool = False,
        show_trainable: bool = False,
        layer_range: Any = None,
    ) -> None:
        """Prints a table of the layers, what they give and what they keep.

        ``print_fn`` gets the whole text. Unlike TensorFlow, there are no colours.
        """
        print_summary(
            self,
            line_length=line_length,
            positions=positions,
            print_fn=print_fn,
            expand_nested=expand_nested,
            show_trainable=show_trainable,
            layer_range=layer_range,
        )

    def save(self, filepath: Any, overwrite: bool = True, **kwargs: Any) -> None:
        """Raises ``NotImplementedError``, whatever ``filepath`` and ``overwrite`` are.

        Unlike TensorFlow, whole models are not written: use ``save_weights`` and
        ``to_json``, or ``tf.train.Checkpoint``.
        """
        raise NotImplementedError(
            "TeachFlow does not write whole models (.keras files hold HDF5). Keep the "
            "weights by model.save_weights('name.weights.npz') and the configuration "
            "by model.to_json(), or use tf.train.Checkpoint(model=model)."
        )

    export = save

    def save_weights(
        self, filepath: Any, overwrite: bool = True, **kwargs: Any
    ) -> None:
        """Writes the weights into a NumPy archive.

        ``filepath`` ends in ``.weights.h5``. Unlike TensorFlow, the file is a NumPy
        archive whatever its ending (``.weights.npz`` says so).
        """
        weight_files.save(self, filepath, overwrite)

    def load_weights(
        self, filepath: Any, skip_mismatch: bool = False, **kwargs: Any
    ) -> None:
        """Reads the weights that ``save_weights`` wrote.

        Raises ``ValueError`` where they are not this model's.
        """
        weight_files.load(self, filepath, skip_mismatch)

    def to_json(self, **kwargs: Any) -> str:
        """The configuration as text, for ``tf.keras.models.model_from_json``."""
        return json.dumps(serialize_keras_object(self), **kwargs)

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a model like this one."""
        return Layer.get_config(self)

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        """A model of what ``get_config`` gave."""
        functional = {"name", "layers", "input_layers", "output_layers"}
        if functional <= set(config):
            return FUNCTIONAL[0].from_config(config, custom_objects)
        try:
            return cls(**config)
        except TypeError as error:
            raise TypeError(
                "Unable to revive model from config. When overriding the "
                f"`get_config()` method, make sure that the returned config contains "
                f"all items used as arguments in the constructor to {cls}. You can "
                "override `get_config()` and `from_config(cls, config)` to specify "
                f"them. Received config={config}. Error encountered during "
                f"deserialization: {error}"
            ) from error


def _inject(cls: type, functional: type) -> None:
    """Puts ``functional`` in the place of ``Model`` among the bases of ``cls``."""
    if cls is Model or issubclass(cls, functional):
        return
    for base in cls.__bases__:
        if base is not Model and issubclass(base, Model):
            _inject(base, functional)
    bases = tuple(functional if base is Model else base for base in cls.__bases__)
    if bases != cls.__bases__:
        cls.__bases__ = bases


offer(Model)
