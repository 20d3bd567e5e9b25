"""How a call becomes a node: types, conversions and the errors about them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from teachflow.core import dtypes as dt
from teachflow.core import shapes
from teachflow.core.convert import to_array
from teachflow.core.dtypes import DType
from teachflow.core.explaining.facts import told
from teachflow.core.operand import Operand, operands
from teachflow.core.registry import OPS, Arg, OpDef
from teachflow.graph.operation import Operation, Tensor

if TYPE_CHECKING:
    from teachflow.graph.graph import Graph


class _Sessions(threading.local):
    def __init__(self) -> None:
        self.stack: list[Any] = []


sessions = _Sessions()
"""This thread's default sessions, the innermost last."""

session_choosers: list[Callable[[Any, Any], Any]] = []
"""Who may choose another session for a graph than the innermost open one.

A notebook puts its own here: called with the graph and the innermost open session (or
None), it returns the session to use (or None). The last one is asked.
"""


def default_session(graph: Any = None) -> Any:
    """The session to use for ``graph``: the innermost open one, or what is chosen."""
    stack = sessions.stack
    innermost = stack[-1] if stack else None
    if session_choosers and graph is not None:
        return session_choosers[-1](graph, innermost)
    return innermost


def bind(
    graph: Graph, op: OpDef, inputs: tuple[Any, ...], attrs: dict[str, Any]
) -> tuple[tuple[Tensor, ...], dict[str, Any]]:
    """Converts the arguments; returns flat tensors and what the type variables are.

    That is a dtype, or a tuple of dtypes for a list whose items have one each.
    """
    types: dict[str, Any] = {}
    flat: list[Tensor] = []
    for arg, value in zip(op.inputs, inputs, strict=True):
        if arg.is_mixed:
            mixed = _convert_mixed(graph, op, arg, value, attrs.get(arg.type))
            kinds = tuple(tensor.dtype.base_dtype for tensor in mixed)
            for kind in kinds:
                if kind not in op.allowed.get(arg.type, kinds):
                    raise _not_allowed(op, arg, kind)
            types[arg.type] = kinds
            flat += mixed
            continue
        wanted = arg.fixed or types.get(arg.type) or attrs.get(arg.type)
        if arg.is_list:
            tensors = _convert_list(graph, op, arg, value, wanted)
        else:
            tensors = [_convert_input(graph, op, arg, value, wanted)]
        for tensor in tensors:
            base = tensor.dtype.base_dtype
            wanted = wanted or base
            if base is not wanted:
                raise _mismatch(op, arg, base, wanted, types, inputs)
            if base not in op.allowed.get(arg.type, (base,)):
                raise _not_allowed(op, arg, base)
        if not arg.fixed and wanted is not None:
            types[arg.type] = wanted
        flat += tensors
    return tuple(flat), types


def _convert_input(
    graph: Graph,
    op: OpDef,
    arg: Arg,
    value: Any,
    wanted: DType | None,
) -> Tensor:
    if arg.is_ref:
        place = getattr(value, "as_ref", None)
        tensor: Tensor = graph.as_graph_element(place() if place else value)
        if not isinstance(tensor, Tensor) or not tensor.dtype._is_ref_dtype:
            raise TypeError(
                f"Input '{arg.name}' of '{op.type}' Op requires l-value input: a "
                f"tf.Variable, not {value}."
            )
        return tensor
    if type(value) is Tensor and value.op.graph is graph:
        return value
    if isinstance(value, Operand):
        return graph.convert(value, None, arg.name)
    try:
        return graph.convert(value, wanted, arg.name)
    except TypeError as error:
        if wanted is None:
            raise
        raise TypeError(
            f"Expected {wanted.name} passed to parameter '{arg.name}' of op "
            f"'{op.type}', got {value!r} of type '{type(value).__name__}' instead. "
            f"Error: {error}"
        ) from None


def _convert_mixed(
    graph: Graph, op: OpDef, arg: Arg, value: Any, wanted: Any
) -> list[Tensor]:
    """The items of a list that may differ in dtype; ``wanted`` may say which ones."""
    if not isinstance(value, (list, tuple)):
        raise TypeError(
            f"Expected list for '{arg.name}' argument to '{op.type}' Op, not {value!r}."
        )
    kinds = [None] * len(value) if wanted is None else list(wanted)
    if len(kinds) != len(value):
        raise ValueError(
            f"'{arg.name}' of '{op.type}' Op takes {len(kinds)} tensors, "
            f"not {len(value)}."
        )
    return [
        graph.convert(item, kind, f"{arg.name}_{position}")
        for position, (item, kind) in enumerate(zip(value, kinds, strict=True))
    ]


def _convert_list(
    graph: Graph, op: OpDef, arg: Arg, value: Any, wanted: DType | None
) -> list[Tensor]:
    if not isinstance(value, (list, tuple)):
        raise TypeError(
            f"Expected list for '{arg.name}' argument to '{op.type}' Op, not {value!r}."
        )
    if wanted is None:
        known = [item.dtype for item in value if isinstance(item, Operand)]
        wanted = known[0].base_dtype if known else None
    tensors: list[Tensor] = []
    for position, item in enumerate(value):
        name = f"{arg.name}_{position}"
        if isinstance(item, Operand):
            tensors.append(graph.convert(item, None, name))
        else:
            tensors.append(graph.convert(item, wanted, name))
            wanted = wanted or tensors[-1].dtype
    kinds = {tensor.dtype.base_dtype for tensor in tensors}
    if len(kinds) > 1:
        raise told(
            TypeError(
                f"Tensors in list passed to '{arg.name}' of '{op.type}' Op have types "
                f"[{', '.join(t.dtype.base_dtype.name for t in tensors)}] that don't "
                "all match. Cast them to one type with tf.cast."
            ),
            "dtypes",
            op=op.type,
            inputs=tuple(tensors),
            arg=arg.name,
            given=tensors[-1].dtype,
            wanted=tensors[0].dtype,
        )
    return tensors


def _mismatch(
    op: OpDef,
    arg: Arg,
    given: DType,
    wanted: DType,
    types: dict[str, Any],
    inputs: tuple[Any, ...],
) -> TypeError:
    first = next((a for a in op.inputs if a.type == arg.type and a is not arg), None)
    if arg.fixed or first is None or arg.type not in types:
        return told(
            TypeError(
                f"Input '{arg.name}' of '{op.type}' Op has type {given.name} that does "
                f"not match expected type of {wanted.name}."
            ),
            "dtypes",
            op=op.type,
            inputs=inputs,
            arg=arg.name,
            given=given,
            wanted=wanted,
        )
    return told(
        TypeError(
            f"Input '{arg.name}' of '{op.type}' Op has type {given.name} that does not "
            f"match type {wanted.name} of argument '{first.name}'. Nothing is "
            "converted in silence: use tf.cast on one of them."
        ),
        "dtypes",
        op=op.type,
        inputs=inputs,
        arg=arg.name,
        given=given,
        wanted=wanted,
    )


def _not_allowed(op: OpDef, arg: Arg, given: DType) -> TypeError:
    allowed = ", ".join(dtype.name for dtype in op.allowed[arg.type])
    return told(
        TypeError(
            f"Value passed to parameter '{arg.name}' has DataType {given.name} not in "
            f"list of allowed values: {allowed}"
        ),
        "dtype not allowed",
        op=op.type,
        arg=arg.name,
        given=given,
        allowed=op.allowed[arg.type],
    )


def convert(
    graph: Graph, value: Any, dtype: DType | None, name: str | None, hint: DType | None
) -> Tensor:
    """``value`` as a tensor of ``graph``; see ``Graph.convert``."""
    if isinstance(value, Operand):
        tensor = value.as_tensor()
        if isinstance(tensor, Tensor):
            if tensor.op.graph is not graph:
                tensor = graph.capture(tensor)
        else:
            tensor = graph.constant(
                to_array(tensor), tensor.dtype.base_dtype, name or "Const"
            )
        if dtype is not None and not dtype.is_compatible_with(tensor.dtype.base_dtype):
            raise ValueError(
                f"Tensor conversion requested dtype {dtype.name} for Tensor with dtype "
                f"{tensor.dtype.name}: {tensor!r}. Use tf.cast to convert."
            )
        return tensor
    inside = _first_inside(value)
    if inside is not None:
        wanted = dtype or hint or inside.dtype.base_dtype
        stacked: Tensor = _pack(graph, value, wanted, name)
        return stacked
    if hint is not None and dtype is None:
        try:
            return graph.constant(to_array(value, hint), hint, name or "Const")
        except (TypeError, ValueError):
            pass
    array = to_array(value, dtype)
    return graph.constant(array, dtype or dt.as_dtype(array.dtype), name or "Const")


def _first_inside(value: Any) -> Operand | None:
    """The first operand in a nested list; None for anything else."""
    return next(operands(value), None) if isinstance(value, (list, tuple)) else None


def _pack(graph: Graph, value: Any, dtype: DType, name: str | None) -> Any:
    """A (nested) list with tensors in it as one tensor, nested as TensorFlow nests."""
    with graph.scope(name or "packed") as scope:
        items = []
        for position, item in enumerate(value):
            if isinstance(item, Operand):
                tensor = graph.convert(item)
                if tensor.dtype.base_dtype is not dtype:
                    raise TypeError(
                        f"Cannot convert a list containing a tensor of dtype "
                        f"{tensor.dtype!r} to {dtype!r} (Tensor is: {tensor!r})"
                    )
                items.append(tensor)
            elif _first_inside(item) is not None:
                items.append(_pack(graph, item, dtype, str(position)))
            else:
                items.append(graph.convert(item, dtype, str(position)))
        return graph.apply(OPS["Pack"], (items,), {"axis": 0}, scope)


def explain_shapes(error: Exception, node: Operation) -> str:
    """What the shape rule found, with node and inputs, in TensorFlow's words."""
    types = ", ".join(
        f"{key}={_enum_names(dtype)}" for key, dtype in node.types.items()
    )
    names = ", ".join(tensor.op.name for tensor in node.inputs)
    known = ", ".join(shapes.bracketed(tensor.shape) for tensor in node.inputs)
    return (
        f"{error} for '{{{{node {node.name}}}}} = {node.type}[{types}]({names})' "
        f"with input shapes: {known}."
    )


def _enum_names(dtype: Any) -> str:
    if isinstance(dtype, tuple):
        return f"[{', '.join(map(_enum_names, dtype))}]"
    return f"DT_{dtype.runtime_name.upper()}"
