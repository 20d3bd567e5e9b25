"""Python asked a symbolic tensor for a value; or a value for what only symbols have."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from types import ModuleType

from teachflow.graph.operation import Tensor
from teachflow.teaching import deciding, writing
from teachflow.teaching.cases import elements
from teachflow.teaching.lesson import Told
from teachflow.teaching.spotting import METHODS
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text

# NumPy's functions that TensorFlow calls otherwise.
_OTHERWISE = {
    **METHODS,
    "power": "pow",
    "concatenate": "concat",
    "array": "",
    "asarray": "",
}


def _in_function(trouble: Trouble) -> bool:
    """Whether the tensor is one of a function that is traced, not of a session's."""
    tensor = trouble.fact("tensor")
    return type(tensor).__name__ == "SymbolicTensor"


def _name(trouble: Trouble, written: str = "") -> str:
    """The learner's name for the tensor, else what they wrote for it."""
    found = trouble.name_of(trouble.fact("tensor"))
    return found or written or "x"


def truth(trouble: Trouble) -> Told:
    """``if tensor:`` where the tensor has no value yet."""
    test = writing.failing(trouble)
    name = _name(trouble, "" if test is None else writing.short(test))
    code = _decided(trouble, test, name)
    if _in_function(trouble):
        return Told(
            text("errors.truth.what", name=name), text("errors.truth.traced"), (code,)
        )
    return Told(
        text("errors.truth.what", name=name),
        text("errors.truth.why"),
        (code,),
        advice=text("errors.truth.do"),
    )


def _decided(trouble: Trouble, test: ast.expr | None, name: str) -> str:
    """What decides in the graph as the learner's line would: one call."""
    tf = trouble.tf
    if isinstance(test, ast.BoolOp) and len(test.values) == 2:
        how = "logical_and" if isinstance(test.op, ast.And) else "logical_or"
        left, right = map(ast.unparse, test.values)
        return f"{tf}.{how}({left}, {right})"
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return f"{tf}.logical_not({ast.unparse(test.operand)})"
    step = trouble.learners[-1] if trouble.learners else None
    if step is not None and step.code.startswith("while "):
        loop = deciding.as_loop(step, tf, listed=not trouble.in_graphs)
        if loop:
            return loop
        held = [
            node.id
            for node in _nodes(test)
            if isinstance(node, ast.Name) and isinstance(trouble.named(node.id), Tensor)
        ]
        if len(held) == 1:
            each = held[0]
            return (
                f"{tf}.while_loop(lambda {each}: {name}, lambda {each}: new_{each}, "
                f"[{each}])"
            )
    decided = "" if step is None else deciding.as_cond(step, tf)
    if decided:
        return decided
    return f"{tf}.cond({name}, lambda: a, lambda: b)"


def vector_truth(trouble: Trouble) -> Told:
    """``if tensor:`` where the tensor has many elements."""
    test = writing.failing(trouble)
    name = _name(trouble, "" if test is None else writing.short(test))
    tf = trouble.tf
    asked = name if trouble.fact("tensor").dtype.is_bool else f"{name} > 0"
    return Told(
        text("errors.vector_truth.what", name=name),
        text("errors.vector_truth.why"),
        (f"if {tf}.reduce_all({asked}):", f"if {tf}.reduce_any({asked}):"),
        advice=text("errors.vector_truth.do"),
    )


def iteration(trouble: Trouble) -> Told:
    """``for row in tensor:`` where the tensor has no value yet."""
    code = writing.failing(trouble)
    name = _name(trouble, "" if code is None else writing.short(code))
    tf, dims = trouble.tf, trouble.fact("tensor").shape.known_dims
    targets = _unpacked(trouble)
    if targets and dims and dims[0] is not None:
        return Told(
            text("errors.iteration.what", name=name),
            text("errors.iteration.unpacked"),
            (f"{targets} = {tf}.unstack({name})",),
        )
    return Told(
        text("errors.iteration.what", name=name),
        text("errors.iteration.traced")
        if _in_function(trouble)
        else text("errors.iteration.why"),
        (f"for row in {tf}.unstack({name}):",)
        if dims and dims[0] is not None
        else (f"{tf}.map_fn(lambda row: row * 2, {name})",),
    )


def _unpacked(trouble: Trouble) -> str:
    """The names on the left of ``a, b = tensor``; '' for another line."""
    try:
        lines = ast.parse(trouble.learners[-1].code if trouble.learners else "").body
    except SyntaxError:
        return ""
    for line in lines:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Tuple):
            return ", ".join(ast.unparse(each) for each in line.targets[0].elts)
    return ""


def length(trouble: Trouble) -> Told:
    """``len(tensor)``."""
    name = _name(trouble, writing.argument(trouble))
    return Told(
        text("errors.length.what", name=name),
        text("errors.length.why"),
        (f"{name}.shape[0]", f"{trouble.tf}.shape({name})[0]"),
        advice=text("errors.length.do"),
    )


def array(trouble: Trouble) -> Told:
    """A function of NumPy on a symbolic tensor."""
    name = _name(trouble, writing.argument(trouble))
    traced = _in_function(trouble)
    what = text("errors.array.what", name=name)
    why = text("errors.array.traced") if traced else text("errors.array.why")
    instead = _instead(trouble)
    if instead:
        return Told(what, why, (instead,))
    if traced:
        return Told(what, why, advice=text("errors.array.compute"))
    code = writing.computed(trouble, trouble.fact("tensor"), name)
    return Told(what, why, (code,), advice=text("errors.array.do"))


def _instead(trouble: Trouble) -> str:
    """The call of NumPy's function as one of TensorFlow's; '' where there is none."""
    calls = [
        node
        for node in _nodes(writing.failing(trouble))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == trouble.np
    ]
    if len(calls) != 1:
        return ""
    (call,) = calls
    assert isinstance(call.func, ast.Attribute)
    own = _OTHERWISE.get(call.func.attr, call.func.attr)
    return _as_tensors(trouble, own, call.args, call.keywords) if own else ""


def _nodes(tree: ast.AST | None) -> Iterator[ast.AST]:
    return iter(()) if tree is None else ast.walk(tree)


def _as_tensors(
    trouble: Trouble, own: str, args: list[ast.expr], keywords: list[ast.keyword]
) -> str:
    """A call of that function of the face, '' where the face has none."""
    face = trouble.face
    if face is None or not hasattr(face, own):
        return ""
    if own == "tensordot" and len(args) == 2:
        args = [*args, ast.Constant(1)]
    function = ast.Attribute(ast.Name(trouble.tf), own)
    return writing.short(ast.Call(function, args, keywords))


def array_method(trouble: Trouble) -> Told:
    """``x.sum()``: what NumPy's arrays have and tensors do not."""
    name = _name(trouble, writing.owner(trouble))
    method = str(trouble.fact("method"))
    own = METHODS[method]
    call = writing.call(trouble)
    args = [] if call is None else call.args
    keywords = [] if call is None else call.keywords
    if own == "reshape" and args and not isinstance(args[0], ast.Tuple | ast.List):
        args = [ast.List(args)]
    value = writing.expression(name)
    code = _as_tensors(trouble, own, [value, *args] if value else args, keywords)
    return Told(
        text("errors.array_method.what", name=name, method=method),
        text("errors.array_method.why"),
        (code or f"{trouble.tf}.{own}({name})",),
    )


def as_number(trouble: Trouble) -> Told:
    """``float(tensor)``, ``range(tensor)``, ``list[tensor]``: numbers are wanted."""
    name = _name(trouble, writing.argument(trouble))
    return Told(
        text("errors.as_number.what", name=name),
        text("errors.as_number.why"),
        (writing.computed(trouble, trouble.fact("tensor"), name),)
        if not _in_function(trouble)
        else (),
        advice="" if not _in_function(trouble) else text("errors.as_number.traced"),
    )


def numpy_method(trouble: Trouble) -> Told:
    """``.numpy()`` of a symbolic tensor."""
    name = _name(trouble, writing.owner(trouble))
    if _in_function(trouble):
        return Told(
            text("errors.numpy_method.what", name=name),
            text("errors.numpy_method.traced"),
            (f"{trouble.tf}.print({name})",),
            advice=text("errors.numpy_method.do", name=name),
        )
    return Told(
        text("errors.numpy_method.what", name=name),
        text("errors.numpy_method.why"),
        (writing.computed(trouble, trouble.fact("tensor"), name),),
    )


def eager_eval(trouble: Trouble) -> Told:
    """``.eval()`` of a tensor that has its value already."""
    name = _name(trouble, writing.owner(trouble))
    return Told(
        text("errors.eager_eval.what", name=name),
        text("errors.eager_eval.why"),
        (f"{name}.numpy()",),
    )


def eager_attribute(trouble: Trouble) -> Told:
    """``.op``, ``.graph`` and ``.name``: what nodes have."""
    name = _name(trouble, writing.owner(trouble))
    attribute, tf = trouble.fact("attribute"), trouble.tf
    what = text("errors.eager_attribute.what", name=name, attribute=attribute)
    if attribute == "name":
        label = name if name.isidentifier() else "x"
        made = f'{label} = {tf}.Variable({name}, name="{label}")'
        return Told(
            what,
            text("errors.eager_attribute.name"),
            (made, f"{label}.name"),
            advice=text("errors.eager_attribute.variable"),
        )
    return Told(
        what,
        text("errors.eager_attribute.why"),
        ("import teachflow.compat.v1 as tf",),
        advice=text("errors.eager_attribute.do"),
    )


def assignment(trouble: Trouble) -> Told:
    """``tensor.assign(...)``: most often a variable that became a tensor."""
    masked = elements.masked(trouble)
    if masked is not None:
        return masked
    name, tf = _name(trouble, writing.owner(trouble)), trouble.tf
    method, tensor = trouble.fact("method"), trouble.fact("tensor")
    dims = tensor.shape.known_dims
    begins = f"{tf}.zeros({list(dims)})" if dims and None not in dims else "1.0"
    call = writing.call(trouble)
    line = "" if call is None else writing.short(call)
    return Told(
        text("errors.assignment.what", name=name, method=method),
        text("errors.assignment.why", name=name),
        (f"{name} = {tf}.Variable({begins})", line or f"{name}.{method}(0.1)"),
        advice=text("errors.assignment.do", name=name),
    )


def called(trouble: Trouble) -> Told:
    """``x(2)``: a tensor is no function."""
    name = _name(trouble)
    by = writing.argument(trouble) or "2"
    by = by if by.replace(".", "").isalnum() else f"({by})"
    return Told(
        text("errors.called.what", name=name),
        text("errors.called.why"),
        (f"{name} * {by}",),
        advice=text("errors.called.do"),
    )


def singletons(trouble: Trouble) -> Told:
    """A variable made anew whenever a tf.function is traced."""
    tf, call = trouble.tf, writing.failing(trouble)
    made = writing.short(call) if isinstance(call, ast.Call) else ""
    return Told(
        text("errors.singletons.what"),
        text("errors.singletons.why"),
        (f"{_target(trouble)} = {made or f'{tf}.Variable(1.0)'}",),
        advice=text("errors.singletons.do"),
    )


def _target(trouble: Trouble) -> str:
    """The name that the learner's line gives a value."""
    name, sign, _ = (trouble.learners[-1].code if trouble.learners else "").partition(
        "="
    )
    return name.strip() if sign and name.strip().isidentifier() else "v"


def wrong_kind(trouble: Trouble) -> Told:
    """``ints * 0.5``: a number that is none of the tensor's dtype."""
    wanted, value = trouble.fact("wanted").name, trouble.fact("value")
    tensors = [
        (node.id, known)
        for node in _nodes(writing.failing(trouble))
        if isinstance(node, ast.Name)
        for known in [trouble.named(node.id)]
        if not isinstance(known, ModuleType)
        and getattr(getattr(known, "dtype", None), "name", "") == wanted
    ]
    told = text("errors.wrong_kind.what", value=repr(value)[:40], dtype=wanted)
    why = text("errors.wrong_kind.why")
    if not isinstance(value, float) or len(tensors) != 1:
        return Told(told, why, advice=text("errors.wrong_kind.do"))
    name, tf = tensors[0][0], trouble.tf
    return Told(
        told,
        why,
        (f"{name} = {tf}.cast({name}, {tf}.float32)",),
        advice=text("errors.wrong_kind.cast", name=name),
    )


CASES = {
    "singletons": singletons,
    "wrong kind": wrong_kind,
    "vector bool": vector_truth,
    "array method": array_method,
    "symbolic bool": truth,
    "symbolic iteration": iteration,
    "symbolic length": length,
    "symbolic array": array,
    "symbolic number": as_number,
    "symbolic numpy": numpy_method,
    "eager eval": eager_eval,
    "eager attribute": eager_attribute,
    "assignment": assignment,
    "called": called,
}
