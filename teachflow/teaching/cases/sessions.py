"""Running: what has no value yet, what was fed, what was fetched, and with what."""

from __future__ import annotations

import ast
import math
from types import FunctionType, MethodType
from typing import Any

import numpy as np

from teachflow.core import dtypes
from teachflow.core.nest import flatten
from teachflow.core.shapes import TensorShape
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.running.needed import needed_nodes
from teachflow.graph.running.session import BaseSession
from teachflow.teaching import writing
from teachflow.teaching.cases import gradients
from teachflow.teaching.lesson import Told
from teachflow.teaching.picturing import marked_node
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text
from teachflow.viz.display import Picture
from teachflow.viz.drawing.labels import shape_text

_ROWS = 3  # as many as a sample has where any number will do
_MOST_NAMES = 4


def uninitialised(trouble: Trouble) -> Told:
    """A variable that was read before its initializer ran."""
    name = str(trouble.fact("name"))
    own = trouble.name_where(
        lambda value: (
            hasattr(value, "initializer") and getattr(value.op, "name", None) == name
        )
    )
    called = own or name
    run = _running(trouble)
    everything = f"{trouble.tf}.global_variables_initializer()"
    code = [f"{run}.run({everything})" if run else f"{everything}.run()"]
    if own:
        code.append(
            f"{run}.run({own}.initializer)" if run else f"{own}.initializer.run()"
        )
    return Told(
        text("errors.uninitialised.what", name=called),
        text("errors.uninitialised.why"),
        tuple(code),
        advice=text("errors.uninitialised.do", name=called) if own else "",
        draw=lambda: _blank(trouble, name),
    )


def _blank(trouble: Trouble, name: str) -> Picture | None:
    """The variable in its graph."""
    session = _session(trouble)
    op = None if session is None else session.graph._by_name.get(name)
    if op is None:
        return None
    return marked_node(session.graph, op, text("errors.uninitialised.badge"))


def _session(trouble: Trouble) -> Any:
    """The session that ran."""
    for step in reversed(trouble.steps):
        found = step.frame.f_locals.get("self")
        if isinstance(found, BaseSession):
            return found
    return None


def _running(trouble: Trouble) -> str | None:
    """The learner's name for the session that ran."""
    session = _session(trouble)
    return None if session is None else trouble.name_of(session)


def unfed(trouble: Trouble) -> Told:
    """Placeholders that a run needed and was given no values for."""
    op = getattr(trouble.error, "op", None)
    tensor = op.outputs[0] if op is not None and op.outputs else None
    shape, dtype = trouble.fact("shape"), trouble.fact("dtype")
    unfed = _unfed(trouble) or ([] if tensor is None else [tensor])
    names = [trouble.name_of(each) or each.op.name for each in unfed]
    names = names or [str(trouble.fact("name"))]
    feeds = [_entry(trouble, each) for each in unfed]
    if not feeds:
        sample = _sample(trouble, getattr(shape, "known_dims", None), dtype)
        feeds = [(repr(f"{names[0]}:0"), sample)]
    return Told(
        text("errors.unfed.what", count=len(names), names=_quoted(names)),
        _wanted(dtype.name, shape)
        if len(names) == 1
        else text("errors.unfed.several", which=_kinds(names, unfed)),
        (writing.with_feeds(trouble, feeds),),
        draw=None
        if tensor is None
        else lambda: marked_node(
            tensor.graph,
            op,
            text("errors.unfed.badge"),
            also=[each.op for each in unfed],
        ),
    )


def _unfed(trouble: Trouble) -> list[Any]:
    """All placeholders that the run needs and that it was not fed."""
    for step in trouble.steps:
        known = step.frame.f_locals
        session = known.get("self")
        if isinstance(session, BaseSession) and "fetches" in known:
            graph = session.graph
            fetched = [graph.as_graph_element(e) for e in flatten(known["fetches"])]
            fed = [graph.as_graph_element(k) for k in known.get("feed_dict") or ()]
            return [
                node.outputs[0]
                for node in needed_nodes(fetched, frozenset(fed))
                if node.type == "Placeholder"
            ]
    return []


def _entry(trouble: Trouble, tensor: Any) -> tuple[str, str]:
    """The key and a value that could be fed for a placeholder, as code."""
    key = trouble.name_of(tensor) or repr(tensor.name)
    dims = tensor.shape.known_dims
    return key, _sample(trouble, dims, tensor.dtype.base_dtype)


def _quoted(names: list[str]) -> str:
    shown = [f"'{name}'" for name in names[:_MOST_NAMES]]
    return ", ".join(shown) + (" …" if names[_MOST_NAMES:] else "")


def _kinds(names: list[str], tensors: list[Any]) -> str:
    """Each placeholder's dtype and shape."""
    return ", ".join(
        f"{name}: {tensor.dtype.base_dtype.name} {shape_text(tensor.shape)}"
        for name, tensor in list(zip(names, tensors, strict=True))[:_MOST_NAMES]
    )


def _wanted(dtype: str, shape: Any) -> str:
    """Why it has to be fed, and what."""
    if shape.rank is None:
        return text("errors.unfed.any", dtype=dtype)
    if shape.rank == 0:
        return text("errors.unfed.scalar", dtype=dtype)
    return text("errors.unfed.why", dtype=dtype, shape=shape_text(shape))


def _sample(trouble: Trouble, dims: Any, dtype: Any) -> str:
    """A value that could be fed, as code."""
    one = {"b": "True", "i": "1", "u": "1"}.get(dtype.numpy_dtype.kind, "1.0")
    if dtype is dtypes.string:
        one = "'a'"
    if not dims:
        return one
    lengths = tuple(_ROWS if dim is None else dim for dim in dims)
    if dtype is dtypes.string:
        return f"{trouble.np}.full({lengths}, 'a')"
    kind = "bool_" if dtype is dtypes.bool_ else dtype.name
    return f"{trouble.np}.zeros({lengths}, {trouble.np}.{kind})"


def closed(trouble: Trouble) -> Told:
    """A session that was closed, most often by leaving its ``with`` block."""
    session, tf = trouble.fact("session"), trouble.tf
    name = trouble.name_of(session) or "sess"
    everything = f"{tf}.global_variables_initializer()"
    variables = session.graph.get_collection("variables")
    initialise = [f"{name}.run({everything})"] if variables else []
    return Told(
        text("errors.closed.what", name=name),
        text("errors.closed.why"),
        (f"{name} = {tf}.Session()", *initialise),
    )


def no_session(trouble: Trouble) -> Told:
    """``eval`` or ``run`` where no session is open."""
    element, verb = trouble.fact("element"), trouble.fact("verb")
    name = trouble.called(element) or "x"
    name = name if name.isidentifier() else "x"
    body = f"print({name}.eval())" if verb == "eval" else f"{name}.run()"
    return Told(
        text("errors.no_session.what", verb=verb),
        text("errors.no_session.why"),
        (f"with {trouble.tf}.Session():", f"    {body}"),
    )


def none_fetched(trouble: Trouble) -> Told:
    """None among what ``run`` was asked for: most often a gradient that is none."""
    found = gradients.of_last_question(trouble, text("errors.none_fetched.gradient"))
    if found is not None:
        return found
    return Told(
        text("errors.none_fetched.what"),
        text("errors.none_fetched.why"),
        advice=text("errors.none_fetched.do"),
    )


def not_fetchable(trouble: Trouble) -> Told:
    """Something to fetch that is no tensor, operation, variable or name."""
    value = trouble.fact("value")
    uncalled = _uncalled(trouble, value)
    if uncalled:
        return Told(
            text("errors.not_fetchable.function", name=uncalled),
            text("errors.not_fetchable.uncalled"),
            (trouble.learners[-1].code.replace(uncalled, f"{uncalled}()", 1),),
        )
    name = trouble.name_of(value)
    return Told(
        text("errors.not_fetchable.what", kind=type(value).__name__),
        text("errors.not_fetchable.why"),
        advice=text("errors.not_fetchable.named", name=name)
        if name
        else text("errors.not_fetchable.do"),
    )


def _uncalled(trouble: Trouble, value: Any) -> str:
    """How the learner's line names a function that it does not call; '' for none."""
    if not isinstance(value, FunctionType | MethodType):
        return ""
    for node in ast.walk(writing.failing(trouble) or ast.Constant(None)):
        if isinstance(node, ast.Name):
            found = trouble.named(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = getattr(trouble.named(node.value.id), node.attr, None)
        else:
            continue
        if found == value:
            return ast.unparse(node)
    return ""


def no_such_tensor(trouble: Trouble) -> Told:
    """A name that no operation of the graph has."""
    name, graph = str(trouble.fact("name")), trouble.fact("graph")
    known = [op.name for op in graph.get_operations()]
    near = gradients.nearest(name.partition(":")[0], known)
    run = _running(trouble)
    home = f"{run}.graph" if run else f"{trouble.tf}.get_default_graph()"
    return Told(
        text("errors.no_such_tensor.what", name=name),
        text("errors.no_such_tensor.why", count=len(known)),
        (f"{home}.get_tensor_by_name('{near[0]}:0')",)
        if near
        else (f"[op.name for op in {home}.get_operations()]",),
        advice=text("errors.no_such_tensor.near", name=near[0]) if near else "",
    )


def feed_shape(trouble: Trouble) -> Told:
    """A value whose shape is not the placeholder's."""
    tensor, shape = trouble.fact("tensor"), tuple(trouble.fact("shape"))
    name = trouble.called(tensor) or "x"
    dims = tensor.shape.known_dims or ()
    given = writing.fed(trouble, name, repr(tensor.name)) or "value"
    if len(dims) == len(shape) + 1 and _fits(dims[1:], shape):
        value = f"[{given}]"
    elif len(dims) == 2 and len(shape) == 2 and _fits(dims, shape[::-1]):
        value = f"{trouble.np}.transpose({given})"
    elif _refills(dims, shape):
        lengths = tuple(-1 if dim is None else dim for dim in dims)
        value = f"{trouble.np}.reshape({given}, {lengths})"
    else:
        value = _sample(trouble, dims, tensor.dtype.base_dtype)
    return Told(
        text(
            "errors.feed_shape.what",
            name=name,
            found=shape_text(TensorShape(shape)),
            wanted=shape_text(tensor.shape),
        ),
        text("errors.feed_shape.why"),
        (writing.with_feeds(trouble, [(name, value)]),),
        draw=lambda: marked_node(
            tensor.graph,
            tensor.op,
            text("errors.feed_shape.badge", found=shape_text(TensorShape(shape))),
        ),
    )


def _fits(dims: tuple[int | None, ...], shape: tuple[int, ...]) -> bool:
    return len(dims) == len(shape) and all(
        dim is None or dim == length for dim, length in zip(dims, shape, strict=True)
    )


def _refills(dims: tuple[int | None, ...], shape: tuple[int, ...]) -> bool:
    """Whether the elements fit, in rows of another length: images as vectors, say."""
    if len(dims) == len(shape) or dims.count(None) > 1:
        return False
    held, known = math.prod(shape), math.prod(dim for dim in dims if dim is not None)
    return known > 0 and (held % known == 0 if None in dims else held == known)


def feed_value(trouble: Trouble) -> Told:
    """A value that is none of the placeholder's dtype."""
    tensor, value = trouble.fact("tensor"), trouble.fact("value")
    name = trouble.called(tensor) or "x"
    dtype = tensor.dtype.base_dtype
    sample = _sample(trouble, tensor.shape.known_dims, dtype)
    ragged = isinstance(value, (list, tuple)) and any(
        isinstance(item, (list, tuple, np.ndarray)) for item in value
    )
    return Told(
        text("errors.feed_value.what", name=name, dtype=dtype.name),
        text("errors.feed_value.ragged")
        if ragged
        else text("errors.feed_value.why", dtype=dtype.name),
        () if ragged else (writing.with_feeds(trouble, [(name, sample)]),),
        advice=text("errors.feed_value.do") if ragged else "",
    )


def feed_tensor(trouble: Trouble) -> Told:
    """A tensor as the value of a feed."""
    tensor, value = trouble.fact("tensor"), trouble.fact("value")
    name, given = trouble.called(tensor) or "x", trouble.called(value)
    given = given if given.isidentifier() else writing.fed(trouble, name) or "t"
    computed = writing.computed(trouble, value, given)
    return Told(
        text("errors.feed_tensor.what", name=name),
        text("errors.feed_tensor.why"),
        (writing.with_feeds(trouble, [(name, computed)]),),
    )


def feed_key(trouble: Trouble) -> Told:
    """A key of ``feed_dict`` that is no tensor."""
    key, graph = trouble.fact("key"), trouble.fact("graph")
    op = graph._by_name.get(key) if isinstance(key, str) else None
    if op is not None and op.outputs:
        wanted = trouble.name_of(op.outputs[0]) or repr(f"{key}:0")
    else:
        placeholders = [o for o in graph.get_operations() if o.type == "Placeholder"]
        names = [trouble.name_of(o.outputs[0]) for o in placeholders]
        wanted = next(filter(None, names), "x")
    written = repr(key)
    value = writing.fed(trouble, written)
    given = writing.given_feeds(trouble)
    if not value and isinstance(given, ast.Constant | ast.List):
        value = writing.short(given)  # the value alone, in place of a dictionary
    code = writing.with_feeds(trouble, [(wanted, value or "value")], without=written)
    return Told(
        text("errors.feed_key.what", key=written[:60]),
        text("errors.feed_key.why"),
        (code,),
    )


def empty_graph(trouble: Trouble) -> Told:
    """A session on a graph that has no node: the nodes were built in another one."""
    tf = trouble.tf
    name = _running(trouble) or "sess"
    graph = trouble.name_where(
        lambda value: isinstance(value, Graph) and bool(value.get_operations())
    )
    built = get_default_graph().get_operations()
    which = "" if built else f"graph={graph or 'graph'}"
    return Told(
        text("errors.empty_graph.what"),
        text("errors.empty_graph.why"),
        (f"{name} = {tf}.Session({which})",),
        advice=text("errors.empty_graph.do"),
    )


CASES = {
    "uninitialised": uninitialised,
    "unfed": unfed,
    "closed session": closed,
    "no session": no_session,
    "none fetched": none_fetched,
    "not fetchable": not_fetchable,
    "no such tensor": no_such_tensor,
    "feed shape": feed_shape,
    "feed value": feed_value,
    "feed tensor": feed_tensor,
    "feed key": feed_key,
    "empty graph": empty_graph,
}
