"""``input_signature``: checked when a function is made, and arguments cast to it."""

from __future__ import annotations

from typing import Any

from teachflow.core.operand import Operand
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec
from teachflow.eager.home import EAGER
from teachflow.functions.arguments import (
    Given,
    Signature,
    binding_failed,
    taken_apart,
)
from teachflow.functions.kinds import TensorKind
from teachflow.graph.operation import Tensor


def checked(signature: Signature, given: Any) -> tuple[Any, ...] | None:
    """The input signature as a tuple, with defaults for the parameters after it.

    Raises ``TypeError`` where it is malformed.
    """
    if given is None:
        return None
    if not isinstance(given, (list, tuple)):
        raise TypeError(
            f"input_signature must be either a tuple or a list, got {type(given)}."
        )
    wrong = [leaf for leaf in _leaves(given) if not isinstance(leaf, TensorSpec)]
    if wrong:
        raise TypeError(
            f"input_signature must be a possibly nested sequence of TensorSpec "
            f"objects, got invalid args {wrong} with types "
            f"{[type(leaf) for leaf in wrong]}."
        )
    plain = [parameter for parameter in signature.plain if parameter.name != "self"]
    missing = [
        parameter.name
        for parameter in plain[len(given) :]
        if parameter.default is parameter.empty
    ]
    if missing:
        raise TypeError(
            f"input_signature missing type constraint for {', '.join(missing)}"
        )
    defaults = [parameter.default for parameter in plain[len(given) :]]
    return (*given, *defaults)


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in _leaves(item)]
    if isinstance(value, dict):
        return [leaf for key in sorted(value) for leaf in _leaves(value[key])]
    return [value]


def specs(wanted: tuple[Any, ...]) -> Given:
    """The specs themselves as arguments."""
    return taken_apart(wanted, {})


def cast(
    signature: Signature,
    wanted: tuple[Any, ...],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Given:
    """The arguments as the specs ask for them; the key is the specs' own."""
    told = _shown(signature, wanted)
    try:
        bound = signature.signature.bind(*args, **kwargs)
    except TypeError as error:
        raise binding_failed(error, args, kwargs, told) from None
    bound.apply_defaults()
    if len(bound.args) != len(wanted):
        raise binding_failed("too many positional arguments", args, kwargs, told)
    key = specs(wanted).key
    try:
        flat = [
            value
            for spec, value in zip(wanted, bound.args, strict=True)
            for value in _cast(spec, value)
        ]
    except _MisfitError as error:
        raise binding_failed(error, args, kwargs, told) from None
    return Given(key, flat)


class _MisfitError(Exception):
    pass


def _cast(spec: Any, value: Any) -> list[Any]:
    if isinstance(spec, TensorSpec):
        return [_tensor(spec, value)]
    if isinstance(spec, (list, tuple)):
        if not isinstance(value, (list, tuple)) or len(value) != len(spec):
            raise _MisfitError(f"Can not cast {value!r} to {spec!r}")
        return [leaf for s, v in zip(spec, value, strict=True) for leaf in _cast(s, v)]
    if isinstance(spec, dict):
        if not isinstance(value, dict) or value.keys() != spec.keys():
            raise _MisfitError(f"Can not cast {value!r} to {spec!r}")
        return [leaf for k in sorted(spec) for leaf in _cast(spec[k], value[k])]
    return taken_apart((value,), {}).values  # a default


def _tensor(spec: TensorSpec, value: Any) -> Any:
    if isinstance(value, TensorSpec):
        tensor: Any = value
    elif isinstance(value, Operand):
        tensor = value if isinstance(value, Tensor) else value.as_tensor()
    else:
        try:
            return _fitting(spec, EAGER.convert(value, spec.dtype))
        except (TypeError, ValueError):
            raise _MisfitError(
                f"Cannot convert {value!r} to EagerTensor of dtype {spec.dtype.name}"
            ) from None
    return _fitting(spec, tensor)


def _fitting(spec: TensorSpec, tensor: Any) -> Any:
    kind = TensorKind(spec.dtype, spec.shape.known_dims)
    dims = TensorShape(tensor.shape).known_dims
    if not kind.accepts(TensorKind(tensor.dtype.base_dtype, dims)):
        found = TensorSpec(TensorShape(tensor.shape), tensor.dtype.base_dtype)
        raise _MisfitError(f"Can not cast {found!r} to {_plain(spec)!r}")
    return tensor


def _plain(spec: TensorSpec) -> TensorSpec:
    return TensorSpec(spec.shape, spec.dtype)


def _shown(signature: Signature, wanted: tuple[Any, ...]) -> str:
    parts = [
        f"{parameter.name}: {_plain(spec)!r}"
        if isinstance(spec, TensorSpec)
        else f"{parameter.name}: {spec!r}"
        for parameter, spec in zip(signature.plain, wanted, strict=False)
    ]
    return f"({', '.join(parts)})"
