"""New models like old ones: by ``clone_model``, or of text."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from teachflow.keras.layers.input_layer import InputLayer
from teachflow.keras.layers.layer import Layer
from teachflow.keras.models.functional import Functional
from teachflow.keras.models.sequential import Sequential
from teachflow.keras.saving.serialization import deserialize_keras_object


def clone_model(
    model: Any,
    input_tensors: Any = None,
    clone_function: Callable[[Any], Any] | None = None,
) -> Any:
    """A model with layers like those of ``model`` and weights of its own.

    Source: tf.keras.models.clone_model.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    >>> tf.keras.models.clone_model(model).count_params()
    8
    """
    make = clone_function or (lambda layer: type(layer).from_config(layer.get_config()))
    if isinstance(model, Sequential):
        return _row(model, input_tensors, make)
    if isinstance(model, Functional):
        return _graph(model, input_tensors, make)
    if clone_function is not None or input_tensors is not None:
        raise ValueError(
            "Arguments `clone_function` and `input_tensors` are only supported for "
            f"Sequential models or Functional models. Received model of type "
            f"'{type(model).__name__}'."
        )
    return type(model).from_config(model.get_config())


def _row(model: Any, input_tensors: Any, make: Callable[[Any], Any]) -> Any:
    layers = []
    for layer in model._layers:
        if not isinstance(layer, InputLayer):
            layers.append(make(layer))
        elif input_tensors is None:
            layers.append(InputLayer(batch_shape=layer.batch_shape, dtype=layer.dtype))
    if input_tensors is not None:
        layers.insert(0, input_tensors)
    return Sequential(layers, name=model.name, trainable=model.trainable)


def _graph(model: Any, input_tensors: Any, make: Callable[[Any], Any]) -> Any:
    made: dict[int, Any] = {}
    values: dict[int, Any] = {}
    flat = input_tensors if isinstance(input_tensors, list) else [input_tensors]
    for place, symbol in enumerate(model._inputs):
        layer = symbol._keras_history.operation
        if input_tensors is None:
            layer = InputLayer(
                batch_shape=layer.batch_shape, dtype=layer.dtype, name=layer.name
            )
            values[id(symbol)] = layer.output
        else:
            values[id(symbol)] = flat[place]
    for nodes in model._nodes_by_depth.values():
        for node in nodes:
            if node.is_input:
                continue
            operation = node.operation
            if id(operation) not in made:
                is_layer = isinstance(operation, Layer)
                made[id(operation)] = make(operation) if is_layer else operation
            args, kwargs = node.filled(values)
            outputs = made[id(operation)](*args, **kwargs)
            found = outputs if isinstance(outputs, (list, tuple)) else [outputs]
            for symbol, value in zip(node.outputs, found, strict=True):
                values[id(symbol)] = value
    inputs = [values[id(symbol)] for symbol in model._inputs]
    outputs = [values[id(symbol)] for symbol in model._outputs]
    one_in, one_out = len(inputs) == 1, len(outputs) == 1
    return Functional(
        inputs[0] if one_in else inputs,
        outputs[0] if one_out else outputs,
        name=model.name,
    )


def model_from_json(json_string: str, custom_objects: Any = None) -> Any:
    """The model that ``to_json`` wrote. Source: tf.keras.models.model_from_json.

    >>> import teachflow as tf
    >>> model = tf.keras.Sequential([tf.keras.Input((3,)), tf.keras.layers.Dense(2)])
    >>> tf.keras.models.model_from_json(model.to_json()).count_params()
    8
    """
    return deserialize_keras_object(json.loads(json_string), custom_objects)
