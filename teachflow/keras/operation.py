"""``Operation`` and ``Node``: what is called, and the record of a symbolic call."""

from __future__ import annotations

import inspect
from typing import Any

from teachflow.core.errors import OpError
from teachflow.core.explaining.facts import retold
from teachflow.core.operand import Operand
from teachflow.keras import dtype_policies, inference
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import History, KerasTensor, any_symbolic
from teachflow.keras.state import auto_name
from teachflow.keras.tree import flatten, map_structure


class Node:
    """One symbolic call of an operation: its arguments and its outputs."""

    def __init__(
        self, operation: Any, call_args: Any, call_kwargs: Any, outputs: Any
    ) -> None:
        self.operation = operation
        self.args = tuple(call_args)
        self.kwargs = dict(call_kwargs)
        leaves = flatten([list(self.args), self.kwargs])
        self.input_tensors = [x for x in leaves if isinstance(x, KerasTensor)]
        self.outputs = flatten(outputs)
        for item in self.outputs:
            if not isinstance(item, KerasTensor):
                raise ValueError(
                    "All operation outputs must be tensors. Operation "
                    f"{operation} returned a non-tensor. Non-tensor received: {item}"
                )
        for tensor in self.input_tensors:
            if tensor._keras_history is None:
                tensor._keras_history = History(None, 0, 0)
        operation._inbound_nodes.append(self)
        for tensor in self.input_tensors:
            source = tensor._keras_history
            if source is not None and source.operation is not None:
                source.operation._outbound_nodes.append(self)
        index = len(operation._inbound_nodes) - 1
        for position, tensor in enumerate(self.outputs):
            tensor._keras_history = History(operation, index, position)

    @property
    def output_tensors(self) -> list[Any]:
        """The symbolic tensors that the call gave."""
        return self.outputs

    @property
    def is_input(self) -> bool:
        """Whether nothing symbolic went in."""
        return not self.input_tensors

    @property
    def parent_nodes(self) -> list[Node]:
        """The calls that made the inputs."""
        found = []
        for tensor in self.input_tensors:
            source = tensor._keras_history
            if source is not None and source.operation is not None:
                found.append(source.operation._inbound_nodes[source.node_index])
        return found

    def filled(self, values: dict[int, Any]) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments with the values (by tensor's id) for the symbolic ones."""

        def swap(item: Any) -> Any:
            return values.get(id(item), item) if type(item) is KerasTensor else item

        return map_structure(swap, self.args), map_structure(swap, self.kwargs)

    def __repr__(self) -> str:
        return f"<Node operation={self.operation.name}, id={id(self)}>"


class Operation:
    """What can be called with tensors and with symbolic tensors alike.

    Subclasses give ``call``; the shape of what comes out is found by tracing it.
    Source: tf.keras.Operation.

    >>> import teachflow as tf
    >>> class Double(tf.keras.Operation):
    ...     def call(self, x):
    ...         return 2 * x
    >>> Double()(tf.constant(3)).numpy()
    np.int32(6)
    >>> Double()(tf.keras.Input([4])).shape
    (None, 4)
    """

    _inbound_nodes: list[Node]
    _outbound_nodes: list[Node]
    name: str
    _auto_config: dict[str, Any] | None

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """Keeps the arguments, of which ``get_config`` can make a configuration."""
        instance = super().__new__(cls)
        object.__setattr__(
            instance, "_auto_config", _plain_arguments(cls, args, kwargs)
        )
        return instance

    def __init__(self, name: str | None = None) -> None:
        if name is None:
            name = auto_name(type(self).__name__)
        if not isinstance(name, str) or "/" in name:
            raise ValueError(
                "Argument `name` must be a string and cannot contain character `/`. "
                f"Received: name={name} (of type {type(name)})"
            )
        self.name = name
        self._inbound_nodes = []
        self._outbound_nodes = []

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What ``call`` returns; a symbolic tensor where an argument is one."""
        function = self.symbolic_call if any_symbolic(args, kwargs) else self.call
        return told(function, f"{type(self).__name__}.call()", args, kwargs)

    def symbolic_call(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what would come out, and a node that remembers it."""
        outputs = self.compute_output_spec(*args, **kwargs)
        Node(self, args, kwargs, outputs)
        return outputs

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """What the operation does."""
        raise NotImplementedError

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what ``call`` would return."""
        try:
            return inference.compute_output_spec(self.call, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 (raised again)
            kind = type(self).__name__
            raise again(
                error,
                "Could not automatically infer the output shape / dtype of "
                f"'{self.name}' (of type {kind}). Either the `{kind}.call()` method is "
                f"incorrect, or you need to implement the "
                f"`{kind}.compute_output_spec() / compute_output_shape()` method. "
                f"Error encountered:\n\n{error}",
            ) from None

    def get_config(self) -> dict[str, Any]:
        """The arguments to make an object like this one.

        Raises ``NotImplementedError`` for a class of your own that takes more than
        plain values and does not define this method.
        """
        config: dict[str, Any] = {"name": self.name}
        if getattr(type(self).get_config, "is_overridden", not _default(self)):
            return config
        if self._auto_config is not None:
            config.update(self._auto_config)
            parameters = inspect.signature(self.__init__).parameters  # type: ignore[misc]
            # Keras looks for that very word.
            takes_any = "kwargs" in parameters
            if "name" not in parameters and not takes_any:
                config.pop("name", None)
            return config
        kind = type(self).__name__
        raise NotImplementedError(
            f"\nObject {kind} was created by passing\n"
            "non-serializable argument values in `__init__()`,\n"
            "and therefore the object must override `get_config()` in\n"
            "order to be serializable. Please implement `get_config()`."
        )

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Any:
        """An object made of what ``get_config`` gave."""
        if isinstance(config.get("dtype"), dict):
            policy = dtype_policies.deserialize(config["dtype"])
            config = {**config, "dtype": policy.name}
        try:
            return cls(**config)
        except Exception as error:
            raise TypeError(
                f"Error when deserializing class '{cls.__name__}' using "
                f"config={config}.\n\nException encountered: {error}"
            ) from error

    def __repr__(self) -> str:
        return f"<Operation name={self.name}>"

    @property
    def input(self) -> Any:
        """What the first symbolic call took in."""
        return self._first("input_tensors", "input")

    @property
    def output(self) -> Any:
        """What the first symbolic call gave."""
        return self._first("output_tensors", "output")

    def _first(self, attribute: str, word: str) -> Any:
        if not self._inbound_nodes:
            raise AttributeError(
                f"The layer {self.name} has never been called and thus has no defined "
                f"{word}."
            )
        values = getattr(self._inbound_nodes[0], attribute)
        return values[0] if len(values) == 1 else values


def _default(operation: Any) -> bool:
    """Whether the innermost ``get_config`` is the house's own base."""
    module = type(operation).get_config.__module__
    return module in (__name__, "teachflow.keras.layers.layer")


def _plain_arguments(
    cls: type, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> dict[str, Any] | None:
    """The arguments by name where all are plain values, else None."""
    signature = inspect.signature(cls.__init__)  # type: ignore[misc]
    try:
        bound = signature.bind(None, *args, **kwargs)
    except TypeError:
        return None
    bound.apply_defaults()
    given = dict(bound.arguments)
    for position, (key, parameter) in enumerate(signature.parameters.items()):
        if position == 0:
            given.pop(key, None)
        elif parameter.kind is inspect.Parameter.VAR_POSITIONAL:
            if given.pop(key, ()):
                return None
        elif parameter.kind is inspect.Parameter.VAR_KEYWORD:
            given.update(given.pop(key, {}))
    given.pop("name", None)
    for leaf in flatten(given):
        if not isinstance(leaf, (str, int, float, bool, type(None))):
            return None
    return given


def again(error: Exception, message: str) -> Exception:
    """An error of the same class that says ``message``."""
    if isinstance(error, OpError):
        new: Exception = type(error)(error.node_def, error.op, message)
    else:
        try:
            new = type(error)(message)
        except TypeError:
            new = RuntimeError(message)
    return new.with_traceback(error.__traceback__)


def told(
    function: Any, display: str, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> Any:
    """What ``function`` returns; its error says with which arguments it was called."""
    try:
        return function(*args, **kwargs)
    except Exception as error:
        if hasattr(error, "_keras_call_info_injected"):
            raise
        signature = inspect.signature(function)
        try:
            bound = signature.bind(*args, **kwargs).arguments
        except TypeError:
            raise error from None
        lines = []
        for parameter in signature.parameters.values():
            value = parameter.default
            if parameter.name in bound:
                value = map_structure(_shown, bound[parameter.name])
            lines.append(f"  • {parameter.name}={value}")
        if not lines:
            raise
        if isinstance(error, OpError):
            message = error.message
        else:
            message = error.args[0] if error.args else ""
        listed = "\n".join(lines)
        new = again(
            error,
            f"Exception encountered when calling {display}.\n\n"
            f"\x1b[1m{message}\x1b[0m\n\n"
            f"Arguments received by {display}:\n{listed}",
        )
        new._keras_call_info_injected = True  # type: ignore[attr-defined]
        raise retold(new, error) from None


def _shown(value: Any) -> str:
    if isinstance(value, Operand):
        dtype = standardize_dtype(value.dtype)
        return f"tf.Tensor(shape={value.shape}, dtype={dtype})"
    return repr(value)
