"""Functional models as plain data: each layer with the calls that it got."""

from __future__ import annotations

from typing import Any

from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.saving.serialization import (
    deserialize_keras_object,
    serialize_keras_object,
)
from teachflow.keras.tree import map_structure


def written(model: Any) -> dict[str, Any]:
    """The configuration of ``model``."""
    kept = {id(node) for nodes in model._nodes_by_depth.values() for node in nodes}
    layers, numbers = [], {}
    for operation in model.operations:
        nodes = [node for node in operation._inbound_nodes if id(node) in kept]
        for number, node in enumerate(nodes):
            numbers[id(node)] = number
        entry = serialize_keras_object(operation)
        entry["name"] = operation.name
        entry["inbound_nodes"] = [
            {
                "args": _plain(node.args, numbers),
                "kwargs": _plain(node.kwargs, numbers),
            }
            for node in nodes
            if not node.is_input
        ]
        layers.append(entry)

    def place(tensor: KerasTensor) -> list[Any]:
        source: Any = tensor._keras_history
        node = source.operation._inbound_nodes[source.node_index]
        return [source.operation.name, numbers.get(id(node), 0), source.tensor_index]

    inputs = model._inputs_struct
    return {
        "name": model.name,
        "trainable": model.trainable,
        "layers": layers,
        "input_layers": map_structure(place, inputs),
        "output_layers": map_structure(place, model._outputs_struct),
    }


def _plain(values: Any, numbers: dict[int, int]) -> Any:
    def one(value: Any) -> Any:
        written = serialize_keras_object(value)
        if isinstance(value, KerasTensor):
            source: Any = value._keras_history
            node = source.operation._inbound_nodes[source.node_index]
            place = [source.operation.name, numbers.get(id(node), 0), source[2]]
            written["config"]["keras_history"] = place
        return written

    return map_structure(one, values)


def read(
    config: dict[str, Any], custom_objects: Any = None
) -> tuple[Any, Any, dict[str, Any]]:
    """Inputs, outputs and further arguments of the model that ``config`` describes."""
    made: dict[str, Any] = {}
    waiting: list[tuple[Any, dict[str, Any]]] = []
    for entry in config["layers"]:
        layer = deserialize_keras_object(entry, custom_objects)
        made[entry["name"]] = layer
        waiting += [(layer, call) for call in entry["inbound_nodes"]]

    def tensor(place: Any) -> Any:
        name, node, index = place
        nodes = made[name]._inbound_nodes
        if node >= len(nodes):
            raise LookupError(name)
        return nodes[node].outputs[index]

    while waiting:
        left = []
        for layer, call in waiting:
            try:
                args = _filled(call["args"], tensor)
                kwargs = _filled(call["kwargs"], tensor)
            except LookupError:
                left.append((layer, call))
                continue
            layer(*args, **kwargs)
        if len(left) == len(waiting):
            raise ValueError(
                "The configuration of the model is not complete: nothing makes the "
                f"inputs of {[layer.name for layer, _ in left]}."
            )
        waiting = left
    more = {"name": config.get("name"), "trainable": config.get("trainable", True)}
    return (
        _places(config["input_layers"], tensor),
        _places(config["output_layers"], tensor),
        more,
    )


def _filled(value: Any, tensor: Any) -> Any:
    if isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        return tensor(value["config"]["keras_history"])
    if isinstance(value, dict) and "class_name" not in value:
        return {key: _filled(item, tensor) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_filled(item, tensor) for item in value)
    return deserialize_keras_object(value)


def _places(value: Any, tensor: Any) -> Any:
    """The tensors at ``[layer, node, index]``, in the structure that they stand in."""
    if isinstance(value, dict):
        return {key: _places(item, tensor) for key, item in value.items()}
    if len(value) == 3 and isinstance(value[0], str) and isinstance(value[1], int):
        return tensor(value)
    return [_places(item, tensor) for item in value]
