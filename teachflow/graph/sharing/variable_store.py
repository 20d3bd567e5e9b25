"""The variables of a graph that are shared by name, and what getting one means.

A graph keeps one store in its collection ``("__variable_store",)``. What a scope adds
(prefix, defaults, whether to share) is in ``variable_scope``; here names are full.
"""

from __future__ import annotations

import functools
import inspect
import linecache
import os
from collections.abc import Callable
from types import FrameType
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.shapes import TensorShape
from teachflow.graph.keys import GraphKeys
from teachflow.graph.sharing.initializers import Zeros
from teachflow.graph.sharing.regularization import RegularizationLoss
from teachflow.graph.sharing.scaled_initializers import GlorotUniform
from teachflow.variables import GraphVariable
from teachflow.variables.distribution import understand

STORE_KEY = ("__variable_store",)

_OURS = os.path.realpath(__file__).rpartition(f"{os.sep}graph{os.sep}")[0]
_NOTEBOOKS = ("IPython.", "ipykernel.", "teachflow_magics.")
_FRAMES = 5  # as many lines of the program as TensorFlow shows of a definition

Place = tuple[str, int, str]
"""Where something was defined: file, line, function."""


class VariableStore:
    """The shared variables of one graph by their full names, in ``_vars``."""

    def __init__(self) -> None:
        self._vars: dict[str, GraphVariable] = {}
        self._places: dict[str, list[Place]] = {}

    def forget_removed(self) -> None:
        """Forgets the variables that were taken out of the graph."""
        for name, variable in list(self._vars.items()):
            if variable.op.removed:
                del self._vars[name]
                self._places.pop(name, None)

    def get_variable(
        self,
        name: str,
        shape: Any = None,
        dtype: Any = dt.float32,
        initializer: Any = None,
        regularizer: Any = None,
        reuse: Any = None,
        trainable: bool | None = None,
        collections: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        validate_shape: bool = True,
        use_resource: bool | None = None,
        custom_getter: Any = None,
        constraint: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
    ) -> Any:
        """The variable ``name``: the one there is, or a new one.

        ``reuse`` False refuses one that is there, True refuses to make one, anything
        else does what fits. ``custom_getter`` is asked in place of all this, and gets
        this as its argument ``getter``.
        """
        if custom_getter is not None and not callable(custom_getter):
            raise ValueError(
                f"Passed a custom_getter which is not callable: {custom_getter}"
            )
        when, how, trainable = understand(synchronization, aggregation, trainable, name)
        arguments = {
            "name": name,
            "shape": shape,
            "dtype": dt.as_dtype(dtype).base_dtype,
            "initializer": initializer,
            "regularizer": regularizer,
            "reuse": reuse,
            "trainable": trainable,
            "collections": collections,
            "caching_device": caching_device,
            "partitioner": partitioner,
            "validate_shape": validate_shape,
            "use_resource": use_resource,
            "synchronization": when,
            "aggregation": how,
        }
        if custom_getter is None:
            return self._get(**arguments, constraint=constraint)
        if _takes(custom_getter, "constraint"):
            arguments["constraint"] = constraint
        return custom_getter(getter=self._get, **arguments)

    def _get(
        self,
        name: str,
        shape: Any = None,
        dtype: Any = dt.float32,
        initializer: Any = None,
        regularizer: Any = None,
        reuse: Any = None,
        trainable: bool | None = None,
        collections: Any = None,
        caching_device: Any = None,
        partitioner: Any = None,
        validate_shape: bool = True,
        use_resource: bool | None = None,
        constraint: Any = None,
        synchronization: Any = None,
        aggregation: Any = None,
    ) -> Any:
        """The variable ``name``, found or made; what a custom getter calls."""
        is_value = initializer is not None and not callable(initializer)
        if shape is not None and is_value:
            raise ValueError("If initializer is a constant, do not specify shape.")
        wanted = dt.as_dtype(dtype)
        lengths = None if shape is None else TensorShape(shape)
        if name in self._vars:
            return self._found(name, lengths, wanted, reuse)
        if reuse is True:
            raise told(
                ValueError(
                    f"Variable {name} does not exist, or was not created with "
                    "tf.get_variable(). Did you mean to set reuse=tf.AUTO_REUSE in "
                    "VarScope?"
                ),
                "variable missing",
                name=name,
                known=tuple(self._vars),
            )
        if initializer is None:
            if lengths is None:
                raise ValueError(
                    f"Variable {name} did not get an initializer, so its `shape` "
                    f"argument must be specified."
                )
            initializer = _default_initializer(name, wanted)
        initial, kind = _initial_value(name, initializer, is_value, lengths, wanted)
        variable = GraphVariable(
            initial,
            name=name,
            trainable=trainable,
            collections=collections,
            caching_device=caching_device,
            dtype=kind,
            validate_shape=validate_shape,
            constraint=constraint,
            use_resource=use_resource,
            synchronization=synchronization,
            aggregation=aggregation,
            shape=lengths,
        )
        self._vars[name] = variable
        self._places[name] = _program_places(inspect.currentframe())
        if regularizer:
            _regularize(variable, name, regularizer)
        return variable

    def _found(
        self, name: str, shape: TensorShape | None, dtype: DType, reuse: Any
    ) -> GraphVariable:
        """The variable that is there, if it may be shared and is what was asked."""
        variable = self._vars[name]
        if reuse is False:
            where = "".join(_shown(place) for place in self._places.get(name, ()))
            raise told(
                ValueError(
                    f"Variable {name} already exists, disallowed. Did you mean to set "
                    "reuse=True or reuse=tf.AUTO_REUSE in VarScope? Originally defined "
                    f"at:\n\n{where}"
                ),
                "variable exists",
                name=name,
                variable=variable,
                places=self._places.get(name, ()),
            )
        if shape is not None and not shape.is_compatible_with(variable.shape):
            raise told(
                ValueError(
                    f"Trying to share variable {name}, but specified shape {shape} and "
                    f"found shape {variable.shape}."
                ),
                "variable differs",
                name=name,
                variable=variable,
                wanted=shape,
                found=variable.shape,
            )
        if not dtype.is_compatible_with(variable.dtype):
            raise told(
                ValueError(
                    f"Trying to share variable {name}, but specified dtype "
                    f"{dtype.name} and found dtype {variable.dtype.name}."
                ),
                "variable differs",
                name=name,
                variable=variable,
                wanted=dtype.name,
                found=variable.dtype.name,
            )
        return variable


def _takes(function: Any, name: str) -> bool:
    """Whether ``function`` may be called with the keyword ``name``."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return True
    return any(
        parameter.name == name or parameter.kind is parameter.VAR_KEYWORD
        for parameter in parameters
    )


# ---- the first value -------------------------------------------------------------


def _default_initializer(name: str, dtype: DType) -> Callable[..., Any]:
    if dtype.is_floating:
        return GlorotUniform()
    if dtype.is_integer or dtype.is_bool or dtype is dt.string:
        return Zeros()
    raise ValueError(f"An initializer for variable {name} of {dtype} is required")


def _initial_value(
    name: str,
    initializer: Any,
    is_value: bool,
    shape: TensorShape | None,
    dtype: DType,
) -> tuple[Any, DType | None]:
    """What ``Variable`` takes: the initial value or a function of it, and the dtype."""
    if is_value:
        return initializer, None
    if inspect.isclass(initializer):
        initializer = initializer()
    if shape is not None and shape.is_fully_defined():
        options: dict[str, Any] = {"dtype": dtype}
        if _names(initializer, "partition_info"):
            options["partition_info"] = None
        return functools.partial(initializer, shape.as_list(), **options), dtype
    if _needs_no_arguments(initializer):
        return initializer, None
    raise ValueError(
        f"The initializer passed is not valid. It should be a callable with no "
        f"arguments and the shape should not be provided or an instance of "
        f"`tf.keras.initializers.*' and `shape` should be fully defined. Shape of a "
        f"new variable ({name}) must be fully defined, but instead was {shape}."
    )


def _names(function: Any, name: str) -> bool:
    try:
        return name in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def _needs_no_arguments(function: Any) -> bool:
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return False
    return all(
        parameter.default is not parameter.empty
        or parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL)
        for parameter in parameters
    )


# ---- regularization --------------------------------------------------------------


def _regularize(
    variable: GraphVariable, name: str, regularizer: Callable[[Any], Any]
) -> None:
    """Adds the variable's regularization loss to its collection, if there is one."""
    graph = variable.graph

    def loss() -> Any:
        with home.within(graph), graph.scope(f"{name}/Regularizer/"):
            return regularizer(variable)

    # Asked twice, as TensorFlow asks: these nodes are in its graphs too.
    if regularizer(variable) is not None:
        graph.add_to_collection(
            GraphKeys.REGULARIZATION_LOSSES, RegularizationLoss(loss)
        )


# ---- where a variable was defined ------------------------------------------------


def _program_places(frame: FrameType | None) -> list[Place]:
    """The lines of the user's program that are being run, the innermost first."""
    found: list[Place] = []
    while frame is not None and len(found) < _FRAMES:
        code = frame.f_code
        if frame.f_globals.get("__name__", "").startswith(_NOTEBOOKS):
            break  # from here on it is the notebook's own machinery
        if not code.co_filename.startswith(_OURS):
            found.append((code.co_filename, frame.f_lineno, code.co_name))
        frame = frame.f_back
    return found


def _shown(place: Place) -> str:
    file, line, function = place
    source = linecache.getline(file, line).strip()
    return f'  File "{file}", line {line}, in {function}\n' + (
        f"    {source}\n" if source else ""
    )
