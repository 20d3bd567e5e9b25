"""Gradients that are None, with the way and where it breaks; tapes and optimizers."""

from __future__ import annotations

import ast
import difflib
import linecache
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from teachflow.core.explaining.explanation import Explanation
from teachflow.core.explaining.unanswered import unanswered
from teachflow.eager.tapes import explaining as of_tapes
from teachflow.eager.tensor import EagerTensor
from teachflow.graph import explaining as of_graphs
from teachflow.teaching import writing
from teachflow.teaching.lesson import Told
from teachflow.teaching.spotting import ASKING
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text
from teachflow.viz.display import Picture
from teachflow.viz.tapes import explanation_diagram


def none_used(trouble: Trouble) -> Told | None:
    """None in the learner's line, where it came from a question for a gradient."""
    for name in trouble.fact("names"):
        if _asked_for(trouble, name):
            return _of_last(trouble, text("errors.none_gradient.what", name=name))
    return None


def none_given(trouble: Trouble) -> Told | None:
    """None as the argument of an op."""
    found = of_last_question(trouble, text("errors.none_given.what"))
    return found or Told(
        text("errors.none_given.plain"),
        text("errors.none_given.why"),
        advice=text("errors.none_given.do"),
    )


def of_last_question(trouble: Trouble, what: str) -> Told | None:
    """The lesson on the gradient that was None last, if the learner's line uses it.

    ``what`` is its first sentence.
    """
    line = trouble.learners[-1].expression() if trouble.learners else ""
    try:
        tree = ast.parse(line.strip())
    except SyntaxError:
        return None
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used = any(_asked_for(trouble, name) for name in sorted(names))
    return _of_last(trouble, what) if used else None


def _of_last(trouble: Trouble, what: str) -> Told | None:
    last = unanswered()
    return None if last is None else _of_gradient(trouble, what, *last)


def _of_gradient(
    trouble: Trouble, what: str, tape: Any, target: Any, source: Any
) -> Told:
    why = _explained(tape, target, source)
    to, of = _called(trouble, target, "y"), _called(trouble, source, "x")
    if tape is None:  # by the learner's names, as in the other sentence
        why = _renamed(why, {_op_name(target): to, _op_name(source): of})
    tape_name = trouble.name_of(tape) if tape is not None else None
    asked = f"{tape_name or 'tape'}, {to}, {of}" if tape is not None else f"{to}, {of}"
    return Told(
        what,
        text("errors.none_gradient.why", source=of, target=to, reason=why.text),
        (f"{trouble.tf}.explain_gradient({asked})",),
        advice=why.advice,
        draw=lambda: _drawn(why, of, to),
    )


def _op_name(value: Any) -> str:
    return str(getattr(getattr(value, "op", None), "name", ""))


def _renamed(why: Explanation, names: dict[str, str]) -> Explanation:
    said = re.sub(r"'([^']*)'", lambda m: f"'{names.get(m[1], m[1])}'", why.text)
    return replace(why, text=said)


def _explained(tape: Any, target: Any, source: Any) -> Explanation:
    if tape is None:
        return of_graphs.explain_gradient(target, source)
    return of_tapes.explain_gradient(tape, target, source)


def _drawn(why: Explanation, source: str, target: str) -> Picture:
    return Picture(explanation_diagram(why, source=source, target=target))


def _called(trouble: Trouble, value: Any, otherwise: str) -> str:
    return trouble.called(value) or otherwise


def _asked_for(trouble: Trouble, name: str) -> bool:
    """Whether the name was given what a question for gradients returned.

    Read off the learner's own code, through other names: ``g = grads[0]``.
    """
    sources: dict[str, set[str]] = {}
    for code in _codes(trouble):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            continue
        for names, value in _given(tree):
            used = _used(value)
            for each in names:
                sources.setdefault(each, set()).update(used)
    seen: set[str] = set()
    todo = _names(name)
    while todo:
        each = todo.pop()
        if each in ASKING:
            return True
        seen.add(each)
        todo |= sources.get(each, set()) - seen
    return False


def _names(code: str) -> set[str]:
    """What ``g``, ``grads[0]`` or ``tape.gradient(y, x)`` begins with or calls."""
    head = code.partition("(")[0].partition("[")[0]
    return {head.partition(".")[0], head.rpartition(".")[2]}


def _used(tree: ast.AST) -> set[str]:
    """The names and attributes in some code."""
    return {
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }


def _codes(trouble: Trouble) -> Iterator[str]:
    """The learner's code: the files that the error came through, and former cells."""
    for step in trouble.learners:
        yield "".join(linecache.getlines(step.file))
        cells = step.frame.f_globals.get("In")
        if isinstance(cells, list):
            yield from (cell for cell in cells if isinstance(cell, str))


def given_in(code: str, name: str) -> bool:
    """Whether the code gives that name a value."""
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return False
    return any(name in names for names, _ in _given(tree))


def _given(tree: ast.AST) -> Iterator[tuple[list[str], ast.expr]]:
    """Names and what they were given: by assignment, and by going through something."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            targets: Iterable[ast.expr] = node.targets
            value = node.value
        elif isinstance(node, ast.For | ast.comprehension):
            targets, value = [node.target], node.iter
        elif isinstance(node, ast.NamedExpr):
            targets, value = [node.target], node.value
        else:
            continue
        names = [
            inner.id
            for target in targets
            for inner in ast.walk(target)
            if isinstance(inner, ast.Name)
        ]
        yield names, value


def no_gradients(trouble: Trouble) -> Told:
    """An optimizer all of whose gradients are None."""
    variables = trouble.fact("variables")
    loss = trouble.fact("loss")
    names = ", ".join(_called(trouble, v, "variable") for v in variables[:4])
    what = text("errors.no_gradients.what", names=names)
    if loss is not None:
        return _of_gradient(trouble, what, None, loss, variables[0])
    last = unanswered()
    if last is not None and any(last[2] is variable for variable in variables):
        return _of_gradient(trouble, what, *last)
    return Told(
        what, text("errors.no_gradients.why"), advice=text("errors.no_gradients.do")
    )


def no_variables(trouble: Trouble) -> Told:
    """An optimizer in a graph without trainable variables."""
    return Told(
        text("errors.no_variables.what"),
        text("errors.no_variables.why"),
        (f"w = {trouble.tf}.Variable(1.0)",),
        advice=text("errors.no_variables.do"),
    )


def tensor_to_train(trouble: Trouble) -> Told:
    """An optimizer that was given a tensor where a variable belongs."""
    name = trouble.called(trouble.fact("tensor")) or "x"
    return Told(
        text("errors.tensor_to_train.what", name=name),
        text("errors.tensor_to_train.why", name=name),
        (f"{name} = {trouble.tf}.Variable(1.0)",),
    )


def tape_used(trouble: Trouble) -> Told:
    """A second question to a tape that answers one."""
    tf = trouble.tf
    return Told(
        text("errors.tape_used.what"),
        text("errors.tape_used.why"),
        (f"with {tf}.GradientTape(persistent=True) as tape:",),
        advice=text("errors.tape_used.do"),
    )


def target_none(trouble: Trouble) -> Told:
    """None as the target: most often a function without ``return``."""
    return Told(
        text("errors.target_none.what"),
        text("errors.target_none.why"),
        advice=text("errors.target_none.do"),
    )


def loss_value(trouble: Trouble) -> Told:
    """A loss that is a number already: NumPy made it, or a session."""
    value = trouble.fact("value")
    name = trouble.name_where(lambda other: other is value) or "loss"
    return Told(
        text("errors.loss_value.what", name=name, kind=type(value).__name__),
        text("errors.loss_value.why"),
        advice=text("errors.loss_value.do"),
    )


def integer_loss(trouble: Trouble) -> Told:
    """A loss of whole numbers, which has no gradient."""
    loss = trouble.fact("loss")
    name = trouble.called(loss) or "loss"
    return Told(
        text("errors.integer_loss.what", name=name, dtype=loss.dtype.base_dtype.name),
        text("errors.integer_loss.why"),
        advice=text("errors.integer_loss.do"),
    )


def _computed(trouble: Trouble, name: str) -> str:
    """What the learner's code gave that name last; '' where it is not to be seen."""
    found = ""
    for code in _codes(trouble):
        try:
            tree = ast.parse(code)
        except (SyntaxError, ValueError):
            continue
        for names, value in _given(tree):
            if names == [name]:
                found = writing.short(value)
        if found:
            break
    return found


def keras_minimize(trouble: Trouble) -> Told:
    """``optimizer.minimize``, which Keras 3 does not have."""
    tf, optimizer = trouble.tf, trouble.fact("optimizer")
    name = writing.owner(trouble) or trouble.code_of(optimizer) or "optimizer"
    call = writing.call(trouble)
    given = [ast.unparse(each) for each in (call.args if call is not None else ())]
    loss, variables = [*given, "loss", "variables"][:2] if given else ("loss", "v")
    if len(given) < 2:
        variables = "variables"
    function = given and callable(trouble.named(given[0]))
    loss = _computed(trouble, loss) or loss
    return Told(
        text("errors.keras_minimize.what", name=name),
        text("errors.keras_minimize.why"),
        (
            f"with {tf}.GradientTape() as tape:",
            f"    value = {loss}()" if function else f"    value = {loss}",
            f"grads = tape.gradient(value, {variables})",
            f"{name}.apply_gradients(zip(grads, {variables}))",
        ),
        advice=text("errors.keras_minimize.do"),
    )


def not_on_tape(trouble: Trouble) -> Told:
    """A number or an array where a tape wants a tensor."""
    value = trouble.fact("value")
    kind = type(value).__name__
    name = trouble.name_where(lambda other: other is value) or "x"
    number = repr(float(value)) if isinstance(value, int | float) else name
    made = number if number != name else f"{name}, dtype={trouble.tf}.float32"
    return Told(
        text("errors.not_on_tape.what", kind=kind),
        text("errors.not_on_tape.why"),
        (f"{name} = {trouble.tf}.Variable({made})",),
        advice=text("errors.not_on_tape.do"),
    )


def eager_gradients(trouble: Trouble) -> Told:
    """``tf.gradients`` where ops compute at once."""
    tf = trouble.tf
    target, source = (writing.argument(trouble, place) for place in (0, 1))
    watch = []
    if isinstance(trouble.named(source), EagerTensor):
        watch = [f"    tape.watch({source})"]
    return Told(
        text("errors.eager_gradients.what", tf=tf),
        text("errors.eager_gradients.why"),
        (
            f"with {tf}.GradientTape() as tape:",
            *watch,
            f"    y = {target or '...'}",
            f"tape.gradient(y, {source or 'x'})",
        ),
    )


def nearest(name: str, known: list[str]) -> list[str]:
    """The known names that are most like ``name``, the nearest first."""
    return difflib.get_close_matches(name, known, 2, 0.6)


CASES = {
    "none used": none_used,
    "none given": none_given,
    "no gradients": no_gradients,
    "no variables": no_variables,
    "tensor to train": tensor_to_train,
    "tape used": tape_used,
    "target none": target_none,
    "not on tape": not_on_tape,
    "loss value": loss_value,
    "integer loss": integer_loss,
    "keras minimize": keras_minimize,
    "eager gradients": eager_gradients,
}
