"""What ``GradientTape.gradient`` is asked: its arguments, understood and checked."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core.errors import InvalidArgumentError
from teachflow.core.explaining.facts import told
from teachflow.core.nest import flatten
from teachflow.core.notices import notice_once
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import bracketed
from teachflow.eager.tensor import EagerTensor
from teachflow.variables.base import BaseVariable
from teachflow.variables.eager import EagerVariable


def zero_or_none(policy: Any) -> str:
    """The policy for what is unconnected; ``ValueError`` for any other word."""
    word = getattr(policy, "value", policy)
    if word not in ("none", "zero"):
        raise ValueError(
            f"Unknown value for unconnected_gradients: {policy!r}; use "
            f"tf.UnconnectedGradients.NONE or ZERO, or 'none' or 'zero'."
        )
    return str(word)


def place(value: Any) -> Any:
    """A graph's variable as the tensor that ops take in; anything else as it is."""
    if isinstance(value, BaseVariable) and not isinstance(value, EagerVariable):
        return value.as_tensor()
    return value


def operands_of(value: Any, role: str) -> list[Any]:
    """The tensors and variables in a structure; ``TypeError`` for anything else."""
    items = flatten(value)
    for item in items:
        if not isinstance(item, Operand):
            raise told(
                TypeError(
                    f"Argument `{role}` should be a list or nested structure of "
                    "Tensors, Variables or CompositeTensors to be differentiated, but "
                    f"received {item!r}. A NumPy array or Python number knows of no "
                    "tape."
                ),
                "not on tape",
                role=role,
                value=item,
            )
    return items


def single(value: Any, role: str) -> Any:
    """The one tensor or variable; ``TypeError`` for anything else."""
    if isinstance(value, Operand):
        return value
    raise TypeError(
        f"Argument `{role}` should be one tensor here, but received {value!r}."
    )


def seeds_for(here: Any, targets: list[Any], given: Any) -> list[Any]:
    """The cotangents of the targets: ones, or what was given."""
    for target in targets:
        if not target.dtype.is_differentiable:
            notice_once(
                f"The dtype of the target tensor must be floating (e.g. tf.float32) "
                f"when calling GradientTape.gradient, got {target.dtype!r}"
            )
    if given is None:
        return [
            _ones(here, target) if target.dtype.is_differentiable else None
            for target in targets
        ]
    flat = flatten(given)
    if len(flat) != len(targets):
        raise ValueError(
            f"Got {len(flat)} output_gradients for {len(targets)} targets: give one "
            f"for each."
        )
    seeds = []
    for seed, target in zip(flat, targets, strict=True):
        seed = here.convert(seed, None, None, target.dtype.base_dtype)
        if target.dtype.is_differentiable and seed.dtype is not target.dtype.base_dtype:
            raise InvalidArgumentError(
                None,
                None,
                f"An output_gradient was expected to be a {target.dtype.name} tensor "
                f"but is a {seed.dtype.name} tensor. Use tf.cast on it.",
            )
        if not seed.shape.is_compatible_with(target.shape):
            raise InvalidArgumentError(
                None,
                None,
                f"An output_gradient has shape {bracketed(seed.shape)}, but its target "
                f"{bracketed(target.shape)}: they have to be equal.",
            )
        seeds.append(seed)
    return seeds


def _ones(here: Any, target: Any) -> Any:
    if type(target) is not EagerTensor:
        return here.apply(OPS["OnesLike"], (target,), {}, None)
    kind = target._dtype.as_numpy_dtype
    shape = target.array.shape
    return EagerTensor(np.ones(shape, kind) if shape else kind(1), target._dtype)
