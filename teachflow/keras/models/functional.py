"""``Functional``: a model made of symbolic tensors, run call by call."""

from __future__ import annotations

from typing import Any

from teachflow.keras.keras_tensor import KerasTensor
from teachflow.keras.layers.call_spec import is_tensor
from teachflow.keras.layers.input_layer import InputLayer
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer
from teachflow.keras.masking import get_keras_mask, set_keras_mask
from teachflow.keras.models import functional_config
from teachflow.keras.models.model import FUNCTIONAL, Model
from teachflow.keras.models.node_graph import map_graph
from teachflow.keras.ops import arrays, making
from teachflow.keras.saving.serialization import offer
from teachflow.keras.training.trainer import Trainer
from teachflow.keras.tree import flatten, map_shapes, map_structure, pack_sequence_as


class Functional(Model):
    """What ``tf.keras.Model(inputs, outputs)`` makes.

    Raises ``ValueError`` for inputs and outputs that are not symbolic, and where an
    output does not come from the inputs.
    """

    def __init__(
        self, inputs: Any, outputs: Any, name: str | None = None, **kwargs: Any
    ) -> None:
        for word, values in (("inputs", inputs), ("outputs", outputs)):
            for value in flatten(values):
                if not isinstance(value, KerasTensor):
                    raise ValueError(
                        f"All `{word}` values must be KerasTensors. Received: "
                        f"{word}={values} including invalid value {value} of type "
                        f"{type(value)}"
                    )
        trainable = kwargs.pop("trainable", None)
        Trainer.__init__(self)
        Layer.__init__(self, name=name, **kwargs)
        keep = object.__setattr__
        keep(self, "_inputs_struct", _copied(inputs))
        keep(self, "_outputs_struct", _copied(outputs))
        keep(self, "_inputs", flatten(inputs))
        keep(self, "_outputs", flatten(outputs))
        by_depth, operations = map_graph(self._inputs, self._outputs)
        keep(self, "_nodes_by_depth", by_depth)
        keep(self, "_operations", operations)
        self._check_connected()
        self._layers[:] = self.layers
        if trainable is not None:
            self.trainable = trainable
        self.build(None)
        self._convert_input_args = False
        self._allow_non_tensor_positional_args = True
        self.output_names = [
            tensor._keras_history.operation.name for tensor in self._outputs
        ]

    _inputs: list[Any]
    _outputs: list[Any]
    _inputs_struct: Any
    _outputs_struct: Any
    _nodes_by_depth: dict[int, list[Any]]
    _operations: list[Any]

    def _check_connected(self) -> None:
        reached = {id(tensor) for tensor in self._inputs}
        for nodes in self._nodes_by_depth.values():
            for node in nodes:
                if node.is_input or all(id(x) in reached for x in node.input_tensors):
                    reached |= {id(x) for x in node.outputs if not node.is_input}
        for place, tensor in enumerate(self._outputs):
            if id(tensor) not in reached:
                path = "" if isinstance(self._outputs_struct, KerasTensor) else place
                raise ValueError(
                    f"Output with path `{path}` is not connected to `inputs`"
                )

    def build(self, input_shape: Any) -> None:
        """Nothing is left to make: the layers were called."""
        self.built = True

    def _lock_state(self) -> None:
        """Stays open: layers may be attached later."""

    @property
    def operations(self) -> list[Any]:
        """Layers and functions between inputs and outputs, in order."""
        return self._operations[:]

    @property
    def layers(self) -> list[Any]:
        """The layers between inputs and outputs, in order."""
        return [item for item in self._operations if isinstance(item, Layer)]

    @layers.setter
    def layers(self, _: Any) -> None:
        raise AttributeError(
            "`Model.layers` attribute is reserved and should not be used. Please use "
            "another name."
        )

    @property
    def inputs(self) -> list[Any]:
        """The symbolic inputs, flat."""
        return self._inputs

    @property
    def outputs(self) -> list[Any]:
        """The symbolic outputs, flat."""
        return self._outputs

    @property
    def input(self) -> Any:
        """The symbolic inputs as they were given."""
        return self._inputs_struct

    @property
    def output(self) -> Any:
        """The symbolic outputs as they were given."""
        return self._outputs_struct

    @property
    def input_names(self) -> list[str]:
        """The names of the inputs."""
        return [tensor.name for tensor in self._inputs]

    @property
    def input_shape(self) -> Any:
        """The shape of the input, or the shapes of several."""
        shapes = [tensor.shape for tensor in self._inputs]
        return shapes[0] if len(shapes) == 1 else shapes

    @property
    def output_shape(self) -> Any:
        """The shape of the output, or the shapes of several."""
        shapes = [tensor.shape for tensor in self._outputs]
        return shapes[0] if len(shapes) == 1 else shapes

    def call(
        self, inputs: Any, training: Any = None, mask: Any = None, **kwargs: Any
    ) -> Any:
        """The outputs for these inputs, in the structure of ``outputs``.

        A list or tuple of one output gives that output itself.
        """
        given = self._standardized(inputs)
        if mask is not None:
            for tensor, one in zip(given, flatten(mask), strict=False):
                if one is not None:
                    set_keras_mask(tensor, one)

        def apply(operation: Any, args: Any, more: dict[str, Any]) -> Any:
            takes = getattr(operation, "_takes_training", False)
            if takes and training is not None and more.get("training") is None:
                more = {**more, "training": training}
            return operation(*args, **more)

        found = self._run(given, apply)
        alone = isinstance(found, (list, tuple)) and len(found) == 1
        return found[0] if alone else found

    def _run(self, inputs: list[Any], apply: Any) -> Any:
        values = {
            id(symbol): value
            for symbol, value in zip(self._inputs, inputs, strict=True)
        }
        for nodes in self._nodes_by_depth.values():
            for node in nodes:
                if node.is_input or any(
                    id(x) not in values for x in node.input_tensors
                ):
                    continue
                outputs = apply(node.operation, *node.filled(values))
                found = flatten(outputs)
                values |= {
                    id(symbol): value
                    for symbol, value in zip(node.outputs, found, strict=False)
                }
        leaves = [values[id(symbol)] for symbol in self._outputs]
        return pack_sequence_as(self._outputs_struct, leaves)

    def _standardized(self, inputs: Any) -> list[Any]:
        """The inputs in the order of the model's own, with their dtypes and ranks."""
        wanted = self._inputs_struct
        if isinstance(inputs, dict) and not isinstance(wanted, dict):
            if not {x.name for x in self._inputs} <= set(inputs):
                raise ValueError(self._other_structure(inputs))
            inputs = [inputs[x.name] for x in self._inputs]
        elif isinstance(wanted, dict) and isinstance(inputs, dict):
            if not set(wanted) <= set(inputs):
                raise ValueError(self._other_structure(inputs))
            inputs = {key: inputs[key] for key in wanted}
        flat = flatten(inputs)
        if len(flat) != len(self._inputs):
            raise ValueError(self._other_structure(inputs))
        return [
            self._adjusted(value, symbol)
            for value, symbol in zip(flat, self._inputs, strict=True)
        ]

    def _other_structure(self, inputs: Any) -> str:
        expected = map_structure(lambda x: x.name, self._inputs_struct)
        given = map_structure(
            lambda x: f"Tensor(shape={x.shape})" if is_tensor(x) else str(x), inputs
        )
        return (
            "The structure of `inputs` doesn't match the expected structure.\n"
            f"Expected: {expected}\nReceived: inputs={given}"
        )

    def _adjusted(self, value: Any, symbol: KerasTensor) -> Any:
        if value is None:
            layer = None if symbol._keras_history is None else symbol._keras_history[0]
            if isinstance(layer, InputLayer) and not layer.optional:
                raise ValueError(
                    f"The input '{symbol.name}' is not optional, but None was passed. "
                    "Please provide a valid tensor."
                )
            return None
        given, mask = value, get_keras_mask(value)
        if isinstance(value, KerasTensor):
            if value.dtype != symbol.dtype:
                value = arrays.cast(value, symbol.dtype)
        else:
            value = making.convert_to_tensor(value, symbol.dtype)
        rank, wanted = len(value.shape), len(symbol.shape)
        if rank == wanted + 1 and value.shape[-1] == 1:
            value = arrays.squeeze(value, -1)
        elif rank == wanted - 1 and symbol.shape[-1] == 1:
            value = arrays.expand_dims(value, -1)
        elif rank != wanted:
            one = isinstance(self._inputs_struct, KerasTensor)
            path = "" if one else self._inputs.index(symbol)
            raise ValueError(
                f"Invalid input shape for input {given} with name '{symbol.name}' and "
                f"path '{path}'. Expected shape {symbol.shape}, "
                f"but input has incompatible shape {value.shape}"
            )
        if mask is not None:
            set_keras_mask(value, mask)
        return value

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what ``call`` would return."""
        given = flatten(args[0] if args else kwargs["inputs"])
        if all(
            tuple(value.shape) == symbol.shape
            for value, symbol in zip(given, self._inputs, strict=True)
        ):
            return map_structure(
                lambda x: KerasTensor(x.shape, x.dtype), self._outputs_struct
            )
        return self._run(
            given, lambda op, args, more: op.compute_output_spec(*args, **more)
        )

    def compute_output_shape(self, input_shape: Any) -> Any:
        """The shapes of the outputs for inputs of these shapes."""
        symbols = map_shapes(lambda one: KerasTensor(one, name="symbol"), input_shape)
        outputs = self.compute_output_spec(symbols)
        return map_structure(lambda tensor: tensor.shape, outputs)

    @property
    def input_spec(self) -> Any:
        """The shapes that the inputs must have, but for the batch's length."""
        return [
            InputSpec(
                shape=(None, *symbol.shape[1:]) if symbol.shape else (),
                allow_last_axis_squeeze=True,
                name=symbol._keras_history.operation.name,
            )
            for symbol in self._inputs
        ]

    @input_spec.setter
    def input_spec(self, value: Any) -> None:
        """The specs follow from the inputs; what a base class sets is not kept."""

    def get_config(self) -> dict[str, Any]:
        """Layers, their calls, inputs and outputs."""
        if type(self).__init__ not in (Functional.__init__, Model.__init__):
            return super().get_config()
        return functional_config.written(self)

    @classmethod
    def from_config(cls, config: dict[str, Any], custom_objects: Any = None) -> Any:
        """A model of what ``get_config`` gave."""
        if "input_layers" not in config:
            return super().from_config(config, custom_objects)
        inputs, outputs, more = functional_config.read(config, custom_objects)
        return cls(inputs, outputs, **more)


def _copied(structure: Any) -> Any:
    return map_structure(lambda leaf: leaf, structure)


FUNCTIONAL[:] = [Functional]
offer(Functional)
