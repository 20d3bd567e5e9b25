"""Signatures of traces, as TensorFlow writes them."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec
from teachflow.functions.arguments import Node, Signature
from teachflow.functions.kinds import (
    CarriedKind,
    Identity,
    Literal,
    TensorKind,
    Traced,
    VariableKind,
)


def written_kind(key: Any) -> str:
    """A kind, or a structure of kinds."""
    if isinstance(key, Node):
        items = [written_kind(item) for item in key.items]
        if key.keys is not None:
            pairs = zip(key.keys, items, strict=True)
            return f"Dict[{', '.join(f'[{k!r}, {item}]' for k, item in pairs)}]"
        return f"{'Tuple' if issubclass(key.type, tuple) else 'List'}[{_joined(items)}]"
    if isinstance(key, TensorKind):
        return repr(key.spec)
    if isinstance(key, VariableKind):
        shape = TensorShape(key.dims)
        return (
            f"VariableSpec(shape={shape}, dtype={key.dtype!r}, "
            f"trainable={key.trainable}, alias_id={key.number})"
        )
    if isinstance(key, Literal):
        return f"Literal[{key.value!r}]"
    if isinstance(key, (CarriedKind, Traced)):
        return str(key)
    assert isinstance(key, Identity)
    return f"Weakref({key})"


def written_result(result: Any) -> str:
    """What a trace returns."""
    if isinstance(result, dict):
        items = [f"[{k!r}, {written_result(v)}]" for k, v in result.items()]
        return f"Dict[{_joined(items)}]"
    if isinstance(result, (list, tuple)):
        kind = "Tuple" if isinstance(result, tuple) else "List"
        return f"{kind}[{_joined([written_result(item) for item in result])}]"
    if result is None:
        return "Literal[None]"
    return repr(spec_of(result))


def _joined(items: list[str]) -> str:
    return ", ".join(items)


def spec_of(value: Any, name: str | None = None) -> TensorSpec:
    """The spec of a tensor or variable."""
    assert isinstance(value, Operand)
    return TensorSpec(TensorShape(value.shape), value.dtype.base_dtype, name)


def parameters(signature: Signature, key: Node) -> list[tuple[str, str, str]]:
    """Name, kind of parameter and type of each canonical argument."""
    keywords = key.keys or ()
    known = signature.signature.parameters
    found = []
    for name, item in zip(signature.names(key), key.items, strict=True):
        parameter = known.get(name)
        kind = parameter.kind.name if parameter is not None else "VAR_POSITIONAL"
        if parameter is None and name in keywords:
            kind = "KEYWORD_ONLY"
        found.append((name, kind, written_kind(item)))
    return found


def one_line(signature: Signature, key: Node, result: Any) -> str:
    """``(x: type, *, k: type) -> type``."""
    parts = []
    star = False
    for name, kind, type_ in parameters(signature, key):
        if kind == "KEYWORD_ONLY" and not star:
            parts.append("*")
            star = True
        parts.append(f"{name}: {type_}")
    return f"({', '.join(parts)}) -> {written_result(result)}"


def on_lines(signature: Signature, key: Node, result: Any, captured: list[Any]) -> str:
    """The same, one line for each parameter."""
    lines = ["Input Parameters:"]
    found = parameters(signature, key)
    lines += [f"  {name} ({kind}): {type_}" for name, kind, type_ in found]
    lines += [] if found else ["  None"]
    lines += ["Output Type:", f"  {written_result(result)}", "Captures:"]
    for item in captured:
        if hasattr(item, "cell"):
            shape, kind = "()", "tf.resource"
            type_ = f"TensorSpec(shape={shape}, dtype={kind}, name=None)"
        else:
            type_ = repr(spec_of(item))
        lines.append(f"  {id(item)}: {type_}")
    lines += [] if captured else ["  None"]
    return "\n".join(lines)
