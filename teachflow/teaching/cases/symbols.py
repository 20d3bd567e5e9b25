"""Python asked a symbolic tensor for a value; or a value for what only symbols have."""

from __future__ import annotations

from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text

# NumPy's functions that TensorFlow calls otherwise.
_OTHERWISE = {
    "mean": "reduce_mean",
    "sum": "reduce_sum",
    "max": "reduce_max",
    "min": "reduce_min",
    "prod": "reduce_prod",
    "dot": "tensordot",
    "power": "pow",
    "concatenate": "concat",
    "abs": "abs",
    "log": "log",
    "array": "",
    "asarray": "",
}


def _in_function(trouble: Trouble) -> bool:
    """Whether the tensor is one of a function that is traced, not of a session's."""
    tensor = trouble.fact("tensor")
    return type(tensor).__name__ == "SymbolicTensor"


def _name(trouble: Trouble) -> str:
    name = trouble.called(trouble.fact("tensor"))
    return name if name.isidentifier() else "x"


def truth(trouble: Trouble) -> Told:
    """``if tensor:`` where the tensor has no value yet."""
    name, tf = _name(trouble), trouble.tf
    if _in_function(trouble):
        return Told(
            text("errors.truth.what", name=name),
            text("errors.truth.traced"),
            (f"{tf}.cond({name}, lambda: a, lambda: b)",),
        )
    return Told(
        text("errors.truth.what", name=name),
        text("errors.truth.why"),
        (f"{tf}.cond({name}, lambda: a, lambda: b)",),
        advice=text("errors.truth.do"),
    )


def iteration(trouble: Trouble) -> Told:
    """``for row in tensor:`` where the tensor has no value yet."""
    name, tf = _name(trouble), trouble.tf
    return Told(
        text("errors.iteration.what", name=name),
        text("errors.iteration.traced")
        if _in_function(trouble)
        else text("errors.iteration.why"),
        (f"for row in {tf}.unstack({name}):",),
    )


def length(trouble: Trouble) -> Told:
    """``len(tensor)``."""
    name = _name(trouble)
    return Told(
        text("errors.length.what", name=name),
        text("errors.length.why"),
        (f"{name}.shape[0]", f"{trouble.tf}.shape({name})[0]"),
        advice=text("errors.length.do"),
    )


def array(trouble: Trouble) -> Told:
    """A function of NumPy on a symbolic tensor."""
    name, tf = _name(trouble), trouble.tf
    asked = _numpy_function(trouble)
    own = _OTHERWISE.get(asked, asked)
    code = (f"{tf}.{own}({name})",) if own else (f"{name}.eval()",)
    advice = "" if own else text("errors.array.do")
    return Told(
        text("errors.array.what", name=name),
        text("errors.array.why"),
        code,
        advice=advice,
    )


def _numpy_function(trouble: Trouble) -> str:
    """What was called of NumPy, '' where that cannot be read."""
    if not trouble.learners:
        return ""
    written = trouble.learners[-1].expression()
    head, dot, rest = written.partition(".")
    if not dot or head.strip() != trouble.np:
        return ""
    return rest.partition("(")[0].strip()


def as_number(trouble: Trouble) -> Told:
    """``float(tensor)``, ``range(tensor)``, ``list[tensor]``: numbers are wanted."""
    name = _name(trouble)
    return Told(
        text("errors.as_number.what", name=name),
        text("errors.as_number.why"),
        (f"{name}.eval()",) if not _in_function(trouble) else (),
        advice="" if not _in_function(trouble) else text("errors.as_number.traced"),
    )


def numpy_method(trouble: Trouble) -> Told:
    """``.numpy()`` of a symbolic tensor."""
    name = _name(trouble)
    if _in_function(trouble):
        return Told(
            text("errors.numpy_method.what", name=name),
            text("errors.numpy_method.traced"),
            (f"{trouble.tf}.print({name})",),
        )
    return Told(
        text("errors.numpy_method.what", name=name),
        text("errors.numpy_method.why"),
        (f"{name}.eval()",),
    )


def eager_eval(trouble: Trouble) -> Told:
    """``.eval()`` of a tensor that has its value already."""
    name = _name(trouble)
    return Told(
        text("errors.eager_eval.what", name=name),
        text("errors.eager_eval.why"),
        (f"{name}.numpy()",),
    )


def item_assignment(trouble: Trouble) -> Told:
    """``tensor[0] = 1``: tensors never change."""
    name, tf = _name(trouble), trouble.tf
    return Told(
        text("errors.item_assignment.what", name=name),
        text("errors.item_assignment.why"),
        (f"{name} = {tf}.Variable({name})", f"{name}[0].assign(value)"),
    )


def assignment(trouble: Trouble) -> Told:
    """``tensor.assign(...)``: most often a variable that became a tensor."""
    name, tf = _name(trouble), trouble.tf
    return Told(
        text("errors.assignment.what", name=name, method=trouble.fact("method")),
        text("errors.assignment.why", name=name),
        (f"{name} = {tf}.Variable(1.0)", f"{name}.assign_sub(0.1)"),
        advice=text("errors.assignment.do", name=name),
    )


def called(trouble: Trouble) -> Told:
    """``x(2)``: a tensor is no function."""
    name = _name(trouble)
    return Told(
        text("errors.called.what", name=name),
        text("errors.called.why"),
        (f"{name} * 2",),
        advice=text("errors.called.do"),
    )


CASES = {
    "symbolic bool": truth,
    "symbolic iteration": iteration,
    "symbolic length": length,
    "symbolic array": array,
    "symbolic number": as_number,
    "symbolic numpy": numpy_method,
    "eager eval": eager_eval,
    "item assignment": item_assignment,
    "assignment": assignment,
    "called": called,
}
