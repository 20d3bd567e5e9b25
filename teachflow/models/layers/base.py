"""``Layer``: variables made at the first call and shared by all later ones.

A layer lives in a variable scope: that of its name, or one named after its class and
numbered. Its variables are ``get_variable``'s, so what a scope says of sharing,
initializers and regularizers holds for layers too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.explaining.facts import told
from teachflow.core.operand import operands
from teachflow.core.shapes import TensorShapeV1
from teachflow.graph.defaults import get_default_graph, graph_of
from teachflow.graph.keys import GraphKeys
from teachflow.graph.operation import Tensor
from teachflow.graph.sharing.shared_scope import VariableScope
from teachflow.graph.sharing.variable_scope import get_variable, variable_scope
from teachflow.models.layers.helpers import initializer_of
from teachflow.ops.arrays.lengths import shape as shape_of
from teachflow.ops.math.arithmetic import truediv
from teachflow.ops.math.cast import cast


def _snake_case(name: str) -> str:
    parted = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", parted).lower()


class Layer:
    """The base of layers: override ``build`` (make variables) and ``call`` (use them).

    ``name`` is the layer's variable scope; layers without one are numbered in it. The
    first call builds; later calls share. ``trainable=False`` keeps the variables out of
    ``tf.trainable_variables``. Unlike TensorFlow, ``use_resource``, and the ``inputs``
    of ``add_loss`` and ``add_update``, change nothing. Source:
    tf.compat.v1.layers.Layer.

    >>> import teachflow.compat.v1 as tf
    >>> class Scale(tf.layers.Layer):
    ...     def build(self, input_shape):
    ...         self.factor = self.add_weight(
    ...             "factor", shape=[], initializer=tf.ones_initializer())
    ...         super().build(input_shape)
    ...     def call(self, inputs):
    ...         return inputs * self.factor
    >>> with tf.Graph().as_default():
    ...     y = Scale(name="scale")(tf.constant([1.0, 2.0]))
    ...     print(y.name, tf.trainable_variables()[0].name)
    scale/mul:0 scale/factor:0
    """

    min_ndim: int | None = None
    ndim: int | None = None

    def __init__(
        self,
        trainable: bool = True,
        name: Any = None,
        dtype: Any = None,
        activity_regularizer: Any = None,
        _scope: Any = None,
        _reuse: Any = None,
        **unknown: Any,
    ) -> None:
        if unknown:
            raise TypeError(
                f"Keyword argument not understood: {', '.join(map(repr, unknown))}"
            )
        self.trainable = trainable
        self.built = False
        self.activity_regularizer = activity_regularizer
        self.updates_collection: Any = GraphKeys.UPDATE_OPS
        self._dtype = None if dtype is None else dt.as_dtype(dtype).base_dtype
        self._reuse = _reuse
        base = _snake_case(type(self).__name__)
        if isinstance(name, VariableScope):
            self._name, self._base_name = self._numbered(base), name.name
        elif name:
            self._name = self._base_name = name
        else:
            self._name, self._base_name = self._numbered(base), base
        self._weights: list[Any] = []
        self._losses: list[Any] = []
        self._updates: list[Any] = []
        self._axis_lengths: dict[int, int] = {}
        self._scope: Any = None
        if _scope:
            with variable_scope(_scope) as self._scope:
                pass

    @staticmethod
    def _numbered(base: str) -> str:
        return f"{base}_{get_default_graph().numbers.next(f'layer {base}') + 1}"

    # ---- to be overridden --------------------------------------------------------

    def build(self, input_shape: Any) -> None:
        """Makes the variables; called once, before the first ``call``."""
        self.built = True

    def call(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """What the layer makes of its inputs."""
        return inputs

    # ---- calling -----------------------------------------------------------------

    def __call__(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """Builds the layer where that has not happened, and applies it."""
        graph = graph_of(inputs, args, kwargs)
        with home.within(graph):
            several = isinstance(inputs, (list, tuple, dict))
            if not several or next(operands([inputs]), None) is None:
                inputs = graph.convert(inputs)
            self._begin_anew_where_removed()
            self._set_scope(kwargs.pop("scope", None))
            reuse = True if self.built else self._reuse
            with (
                variable_scope(
                    self._scope, reuse=reuse, auxiliary_name_scope=False
                ) as scope,
                graph.scope(scope.original_name_scope),
            ):
                self._check(inputs)
                if not self.built:
                    self._build(inputs)
                outputs = self.call(inputs, *args, **kwargs)
                if self.activity_regularizer is not None:
                    self._regularize(outputs)
        return outputs

    def apply(self, inputs: Any, *args: Any, **kwargs: Any) -> Any:
        """The same as calling the layer."""
        return self(inputs, *args, **kwargs)

    def _begin_anew_where_removed(self) -> None:
        """Builds again where the variables were taken out of the graph."""
        if any(variable.op.removed for variable in self._weights):
            self.built, self._scope = False, None
            self._weights, self._losses, self._updates = [], [], []

    def _build(self, inputs: Any) -> None:
        first = inputs
        while isinstance(first, (list, tuple)):
            first = first[0]
        if self._dtype is None and isinstance(first, Tensor):
            self._dtype = first.dtype.base_dtype
        shape = (
            [item.shape for item in inputs]
            if isinstance(inputs, (list, tuple))
            else inputs.shape
        )
        self.build(shape)
        self.built = True

    def _set_scope(self, scope: Any = None) -> None:
        """Chooses the variable scope, at the first call or the first variable."""
        if self._scope is not None:
            return
        if self._reuse:
            block = variable_scope(self._base_name if scope is None else scope)
        else:
            block = variable_scope(scope, default_name=self._base_name)
        with block as self._scope:
            pass

    def _check(self, inputs: Any) -> None:
        """Raises ``ValueError`` for inputs of another number of axes than is wanted."""
        shape = getattr(inputs, "shape", None)
        if not isinstance(shape, TensorShapeV1) or shape.rank is None:
            return
        dims = shape.as_list()

        def refused(words: str, **wanted: Any) -> ValueError:
            which = f'Input 0 of layer "{self.name}" is incompatible with the layer: '
            facts = {"layer": self.name, "shape": tuple(dims), **wanted}
            return told(ValueError(which + words), "layer input", **facts)

        received = f"found ndim={len(dims)}. Full shape received: {shape}"
        if self.ndim is not None and len(dims) != self.ndim:
            raise refused(f"expected ndim={self.ndim}, {received}", ndim=self.ndim)
        if self.min_ndim is not None and len(dims) < self.min_ndim:
            words = f"expected min_ndim={self.min_ndim}, {received}"
            raise refused(words, least=self.min_ndim)
        for axis, length in self._axis_lengths.items():
            if dims[axis] not in (None, length):
                words = f"expected axis {axis} of input shape to have value {length}, "
                words += f"but received input with shape {shape}"
                raise refused(words, axis=axis, length=length)

    # ---- variables, losses, updates ----------------------------------------------

    def add_weight(
        self,
        name: str,
        shape: Any = None,
        dtype: Any = None,
        initializer: Any = None,
        regularizer: Any = None,
        trainable: bool | None = None,
        constraint: Any = None,
        use_resource: bool | None = None,
        synchronization: Any = None,
        aggregation: Any = None,
        partitioner: Any = None,
        **options: Any,
    ) -> Any:
        """Returns a variable of the layer: made, or shared where the layer shares.

        ``initializer`` None means that of the scope, at last Glorot's. The loss of a
        ``regularizer`` is collected when the variable is made.
        """
        kind = self._dtype or dt.float32 if dtype is None else dtype
        self._set_scope()
        graph = get_default_graph()
        before = set(graph.get_collection(GraphKeys.GLOBAL_VARIABLES))
        reuse = True if self.built else self._reuse
        trained = self.trainable and trainable is not False
        with (
            variable_scope(
                self._scope, reuse=reuse, auxiliary_name_scope=False
            ) as scope,
            graph.scope(scope.original_name_scope),
        ):
            variable = get_variable(
                name,
                shape=() if shape is None else shape,
                dtype=dt.as_dtype(kind),
                initializer=initializer_of(initializer),
                trainable=trained,
                constraint=constraint,
                synchronization=synchronization,
                aggregation=aggregation,
                partitioner=partitioner,
                **options,
            )
            if variable not in self._weights:
                self._weights.append(variable)
            if regularizer is not None and variable not in before:
                with graph.scope(f"{name}/Regularizer"):
                    loss = regularizer(variable)
                if loss is not None:
                    self.add_loss(loss)
        return variable

    add_variable = add_weight

    def add_loss(self, losses: Any, inputs: Any = None) -> None:
        """Collects losses: with the layer, and as regularization losses."""
        for loss in losses if isinstance(losses, (list, tuple)) else [losses]:
            value = loss() if callable(loss) else loss
            self._losses.append(value)
            _collect(GraphKeys.REGULARIZATION_LOSSES, value)

    def add_update(self, updates: Any, inputs: Any = None) -> None:
        """Collects what is to run beside a training step, in ``UPDATE_OPS``.

        Nothing is collected for a layer that is not trainable.
        """
        for update in updates if isinstance(updates, (list, tuple)) else [updates]:
            value = update() if callable(update) else update
            node = getattr(value, "op", value)
            if self.trainable:
                self._updates.append(node)
                if self.updates_collection is not None:
                    _collect(self.updates_collection, node)

    def _regularize(self, outputs: Any) -> None:
        graph = get_default_graph()
        for output in outputs if isinstance(outputs, (list, tuple)) else [outputs]:
            with graph.scope("ActivityRegularizer"):
                loss = self.activity_regularizer(output)
                rows = cast(shape_of(output)[0], loss.dtype.base_dtype)
                self.add_loss(truediv(loss, rows))

    @property
    def name(self) -> str:
        """The layer's name; where none was given its class's, numbered."""
        return self._name

    @property
    def scope_name(self) -> str:
        """The name of the layer's variable scope; ``ValueError`` before it is used."""
        if self._scope is None:
            raise ValueError(
                f'No name available for layer scope because the layer "{self._name}" '
                f"has not been used yet. The scope name is determined the first time "
                f"the layer instance is called. You must therefore call the layer "
                f"before querying `scope_name`."
            )
        return str(self._scope.name)

    @property
    def dtype(self) -> Any:
        """The dtype of the variables: that of the first inputs, if none was given."""
        return self._dtype

    @property
    def trainable_variables(self) -> list[Any]:
        """The variables that training changes."""
        if not self.trainable:
            return []
        return [v for v in self._weights if v.trainable]

    @property
    def non_trainable_variables(self) -> list[Any]:
        """The other variables."""
        trained = self.trainable_variables
        return [v for v in self._weights if not any(v is other for other in trained)]

    @property
    def variables(self) -> list[Any]:
        """All variables: those that training changes first."""
        return [*self.trainable_variables, *self.non_trainable_variables]

    weights = variables
    trainable_weights = trainable_variables
    non_trainable_weights = non_trainable_variables

    @property
    def losses(self) -> list[Any]:
        """The regularization losses of the layer."""
        return list(self._losses)

    @property
    def updates(self) -> list[Any]:
        """The updates of the layer."""
        return list(self._updates)

    def count_params(self) -> int:
        """How many numbers the variables hold; ``ValueError`` before the first call."""
        if not self.built:
            raise ValueError(
                f"You tried to call `count_params` on layer {self.name}, but the layer "
                f"isn't built. Call it on inputs first."
            )
        return sum(v.shape.num_elements() or 0 for v in self._weights)


def _collect(key: str, value: Any) -> None:
    """Adds to a collection of the default graph what is not there yet."""
    items: Iterable[Any] = get_default_graph().get_collection_ref(key)
    if not any(item is value for item in items):
        get_default_graph().add_to_collection(key, value)
