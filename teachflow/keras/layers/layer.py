"""``Layer``: a function with variables, made when it is first called."""

from __future__ import annotations

import functools
import inspect
import warnings
from typing import Any

from teachflow.core.operand import Operand
from teachflow.keras import (
    constraints,
    dtype_policies,
    inference,
    initializers,
    regularizers,
)
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import (
    KerasTensor,
    any_symbolic,
    standardize_shape,
)
from teachflow.keras.layers.call_spec import CallSpec, only_tensors
from teachflow.keras.layers.costs import Costly
from teachflow.keras.layers.input_spec import assert_input_compatibility
from teachflow.keras.layers.masked import Masked
from teachflow.keras.layers.storing import Stored
from teachflow.keras.masking import get_keras_mask, set_keras_mask
from teachflow.keras.operation import Node, Operation, told
from teachflow.keras.state import current_path, path_scope, session
from teachflow.keras.tree import map_shapes, map_structure
from teachflow.keras.variable import Variable


class _Context:
    """What the outermost call tells the layers inside: whether this is training."""

    def __init__(self, entry: Any) -> None:
        self.entry = entry
        self.training: Any = None


class Layer(Costly, Masked, Stored, Operation):
    """A function with variables. Subclasses give ``build``, ``call`` or both.

    ``build(input_shape)`` runs when the layer is first called. Raises ``ValueError``
    for keyword arguments that nobody knows. Source: tf.keras.layers.Layer.

    >>> import teachflow as tf
    >>> class Scale(tf.keras.layers.Layer):
    ...     def build(self, input_shape):
    ...         self.factor = self.add_weight(shape=(), initializer="ones")
    ...     def call(self, x):
    ...         return self.factor * x
    >>> layer = Scale()
    >>> layer.weights
    []
    >>> layer(tf.constant([2.0])).numpy(), len(layer.weights)
    (array([2.], dtype=float32), 1)
    """

    _ready = False
    _convert_input_args = True
    _allow_non_tensor_positional_args = False
    _parent_path: str | None = None
    _path: str | None = None
    _input_shape_arg: Any = None
    input_spec: Any = None
    supports_jit = True
    _call_signature: inspect.Signature

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        """A layer whose ``build`` knows its path and says when it is done."""
        layer = super().__new__(cls, *args, **kwargs)
        layer._start_tracking()
        build = layer.build

        @functools.wraps(build)
        def built(*args: Any, **kwargs: Any) -> None:
            with layer._open_name_scope():
                layer._path = current_path()
                build(*args, **kwargs)
            shapes = inspect.signature(build).bind(*args, **kwargs).arguments
            object.__setattr__(layer, "_build_shapes", dict(shapes))
            layer.built = True
            layer._post_build()
            layer._lock_state()

        object.__setattr__(layer, "build", built)
        return layer

    def __init__(
        self,
        *,
        activity_regularizer: Any = None,
        trainable: bool = True,
        dtype: Any = None,
        autocast: bool = True,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        Operation.__init__(self, name=name)
        self._dtype_policy = dtype_policies.get(dtype)
        self.activity_regularizer = regularizers.get(activity_regularizer)
        given = kwargs.pop("input_shape", None)
        if "input_dim" in kwargs:
            given = (kwargs.pop("input_dim"),)
        if given is not None:
            self._input_shape_arg = given
        if kwargs:
            raise ValueError(
                "Unrecognized keyword arguments passed to "
                f"{type(self).__name__}: {kwargs}"
            )
        if not isinstance(trainable, bool):
            raise ValueError(
                "Expected `trainable` to be a boolean. Received: "
                f"trainable={trainable} (of type {type(trainable)})"
            )
        self.built = False
        self.autocast = autocast
        self._trainable = trainable
        object.__setattr__(self, "_losses", [])
        signature = inspect.signature(self.call)
        object.__setattr__(self, "_call_signature", signature)
        self._takes_training = "training" in signature.parameters
        self._takes_mask = "mask" in signature.parameters
        self.supports_masking = type(self).compute_mask is not Layer.compute_mask
        self._ready = True

    @property
    def path(self) -> str | None:
        """The names of the layers around it and its own; None before ``build``."""
        return self._path

    @property
    def dtype_policy(self) -> Any:
        """The dtypes that it keeps and computes in."""
        return self._dtype_policy

    @property
    def dtype(self) -> str:
        """The dtype of its variables."""
        return str(self._dtype_policy.variable_dtype)

    variable_dtype = dtype

    @property
    def compute_dtype(self) -> str:
        """The dtype that it computes in."""
        return str(self._dtype_policy.compute_dtype)

    input_dtype = compute_dtype

    def build(self, input_shape: Any) -> None:
        """Makes the variables; called before the first call."""
        self._check_super_called()
        if type(self).build is Layer.build and self._has_unbuilt_layers():
            warnings.warn(
                f"`build()` was called on layer '{self.name}', however the layer does "
                "not have a `build()` method implemented and it looks like it has "
                "unbuilt state. This will cause the layer to be marked as built, "
                "despite not being actually built, which may cause failures down the "
                "line. Make sure to implement a proper `build()` method.",
                stacklevel=3,
            )
        self.built = True

    def _post_build(self) -> None:
        """What a kind of layer does after ``build``."""

    def _has_unbuilt_layers(self) -> bool:
        return any(not layer.built for layer in self._layers)

    def add_weight(
        self,
        *args: Any,
        shape: Any = None,
        initializer: Any = None,
        dtype: Any = None,
        trainable: bool = True,
        autocast: bool = True,
        regularizer: Any = None,
        constraint: Any = None,
        aggregation: str = "none",
        overwrite_with_gradient: bool = False,
        name: str | None = None,
    ) -> Any:
        """A variable of the layer, by default a scalar drawn by ``glorot_uniform``.

        ``shape``, ``initializer`` and ``dtype`` may stand in these places. Raises
        ``ValueError`` where a name stands in place of the shape.
        """
        self._check_super_called()
        if args:
            named = {"shape": shape, "initializer": initializer, "dtype": dtype}
            shape, initializer, dtype = _in_place(args, named)
        dtype = self.variable_dtype if dtype is None else standardize_dtype(dtype)
        if initializer is None:
            initializer = "glorot_uniform" if "float" in dtype else "zeros"
        with self._open_name_scope():
            variable = Variable(
                initializer=initializers.get(initializer),
                shape=() if shape is None else standardize_shape(shape),
                dtype=dtype,
                trainable=trainable,
                autocast=autocast,
                aggregation=aggregation,
                name=name,
            )
        variable.regularizer = regularizers.get(regularizer)
        variable.constraint = constraints.get(constraint)
        variable.overwrite_with_gradient = overwrite_with_gradient
        self._track_variable(variable)
        return variable

    add_variable = add_weight

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """What the layer does; subclasses say."""
        raise NotImplementedError(
            f"Layer {type(self).__name__} does not have a `call` method implemented."
        )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """What ``call`` returns; builds the layer where it is not built.

        Raises ``ValueError`` for inputs that are not what ``input_spec`` asks for.
        """
        self._check_super_called()
        given = (args, kwargs)
        symbolic = False
        if len(args) == 1 and not kwargs and isinstance(args[0], Operand):
            if self._convert_input_args:  # by far the most calls: spare the rest
                args = (self._converted(args[0]),)
        else:
            symbolic = any_symbolic(args, kwargs)
            if self._convert_input_args:
                args = map_structure(self._converted, args)
                kwargs = map_structure(self._converted, kwargs)
            if not self._allow_non_tensor_positional_args:
                only_tensors(args)
            kwargs = dict(kwargs)
        spec = CallSpec(self._call_signature, args, kwargs)
        if self.input_spec is not None:
            assert_input_compatibility(self.input_spec, spec.first, self.name)
        with self._open_name_scope():
            if not self.built:
                self._build_for(spec)
            context = session.call_context
            outermost = context is None
            if context is None:
                context = session.call_context = _Context(self)
                self._clear_losses()
            before = context.training
            try:
                self._settle_training(spec, context, kwargs)
                previous_mask = self._settle_mask(spec, kwargs)
                function = self.symbolic_call if symbolic else self.call
                outputs = told(function, f"{type(self).__name__}.call()", args, kwargs)
                if not self.built:
                    self.built = True
                self._penalize_activity(outputs)
            finally:
                context.training = before
                if outermost:
                    session.call_context = None
        if self.supports_masking:
            self._pass_mask_on(spec.first, outputs, previous_mask)
        if symbolic:
            Node(self, given[0], given[1], outputs)
        return outputs

    def symbolic_call(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what would come out."""
        return self.compute_output_spec(*args, **kwargs)

    def _converted(self, value: Any) -> Any:
        mask = get_keras_mask(value)
        tensor = self._dtype_policy.convert_input(
            value, self.autocast, self.input_dtype
        )
        if mask is not None and tensor is not value:
            set_keras_mask(tensor, mask)
        return tensor

    def _build_for(self, spec: CallSpec) -> None:
        if type(self).build is not Layer.build:
            self.build(**spec.shapes_for(self.build, type(self).__name__))
            if self.input_spec is not None:
                assert_input_compatibility(self.input_spec, spec.first, self.name)
            return
        if self._has_unbuilt_layers():
            symbols = spec.symbols()
            try:
                inference.compute_output_spec(self.call, **symbols)
            except Exception as error:  # noqa: BLE001 (what a `call` may raise)
                if spec.eager:
                    return
                warnings.warn(
                    f"Layer '{self.name}' looks like it has unbuilt state, but Keras "
                    "is not able to trace the layer `call()` in order to build it "
                    "automatically. Implement `def build(self, input_shape)`, which "
                    "creates all variables used by the layer. Exception encountered: "
                    f"''{error}''",
                    stacklevel=4,
                )
        self.build(next(iter(spec.shapes().values()), None))

    def _settle_training(
        self, spec: CallSpec, context: _Context, kwargs: dict[str, Any]
    ) -> None:
        """``training`` as given, else as the outer call has it, else the default."""
        if "training" in spec.given:
            value = spec.given["training"]
        elif "training" in kwargs:
            value = kwargs["training"]
        elif context.training is not None:
            value = context.training
        else:
            value = spec.arguments.get("training")
        context.training = value
        if self._takes_training:
            if value is not None:
                kwargs["training"] = value
        else:
            kwargs.pop("training", None)

    def compute_output_spec(self, *args: Any, **kwargs: Any) -> Any:
        """Symbolic tensors of what ``call`` would return."""
        if type(self).compute_output_shape is Layer.compute_output_shape:
            return super().compute_output_spec(*args, **kwargs)
        spec = CallSpec(self._call_signature, args, kwargs)
        shapes = spec.shapes_for(self.compute_output_shape, type(self).__name__)
        shape = self.compute_output_shape(**shapes)
        if not isinstance(shape, (list, tuple, dict)):
            try:
                shape = tuple(shape)
            except TypeError:
                raise ValueError(
                    "Method `compute_output_shape()` of layer "
                    f"{type(self).__name__} is returning a type that cannot be "
                    "interpreted as a shape. It should return a shape tuple. "
                    f"Received: {shape}"
                ) from None
        return map_shapes(lambda one: KerasTensor(one, self.compute_dtype), shape)

    def compute_output_shape(self, *args: Any, **kwargs: Any) -> Any:
        """The shape of what comes out for inputs of the shapes given."""
        raise NotImplementedError(
            f"Layer {type(self).__name__} does not have a `compute_output_shape` "
            "method implemented. Should implement `def compute_output_shape(self, "
            "input_shape)`."
        )

    def get_config(self) -> dict[str, Any]:
        """The arguments to make a layer like this one."""
        self._check_super_called()
        config = {
            **Operation.get_config(self),
            "trainable": self.trainable,
            "dtype": dtype_policies.serialize(self.dtype_policy),
        }
        if self.activity_regularizer is not None:
            config["activity_regularizer"] = regularizers.serialize(
                self.activity_regularizer
            )
        return config

    def _check_super_called(self) -> None:
        if not self._ready:
            raise RuntimeError(
                f"In layer '{type(self).__name__}', you forgot to call "
                "`super().__init__()` as the first statement in the `__init__()` "
                "method. Go add it!"
            )

    def _open_name_scope(self) -> path_scope:
        if self._parent_path is None:
            object.__setattr__(self, "_parent_path", current_path())
        return path_scope(self.name, self)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"


def _in_place(args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    """``shape``, ``initializer`` and ``dtype`` of ``add_weight``, some by place."""
    if len(args) > len(named):
        raise TypeError(
            f"add_weight() takes at most {len(named)} positional arguments "
            f"but {len(args)} were given."
        )
    if isinstance(args[0], str):
        raise ValueError(
            "`name` must be passed as a keyword argument. Received: "
            f"add_weight('{args[0]}', ...). Use: add_weight(shape=..., "
            f"name='{args[0]}')."
        )
    for name, value in zip(named, args, strict=False):
        if named[name] is not None:
            raise ValueError(
                f"`{name}` was passed both positionally and as a keyword argument."
            )
        named[name] = value
    return tuple(named.values())
