"""Where two answers to one program differ."""

from __future__ import annotations

from typing import Any

import numpy as np

TOLERANCE = {"float32": 2e-4, "float64": 1e-8}


def differences(program: dict[str, Any], one: Any, other: Any) -> list[str]:
    """What differs between two answers, each said with the step that it is of."""
    said = []
    names = [step["op"] for step in program["steps"]]
    for key in ("shapes", "dtypes"):
        for name, a, b in zip(names, one[key], other[key], strict=True):
            if a != b:
                said.append(f"{name}: {key} {a} and {b}")
    for name, a, b in zip(names, one["values"], other["values"], strict=True):
        said += _differ(f"{name}: values", a, b)
    for position, (a, b) in enumerate(
        zip(one["gradients"], other["gradients"], strict=True)
    ):
        said += _differ(f"gradient of input {position}:", a, b)
    return said


def differences_of_derivatives(
    program: dict[str, Any], one: Any, other: Any
) -> list[str]:
    """What differs between a program's derivatives along one direction."""
    kinds = {given["dtype"] for given in program["inputs"]}
    kind = "float32" if "float32" in kinds else "float64"  # sums are no better

    def close(what: str, a: Any, b: Any) -> list[str]:
        if a.dtype != b.dtype:
            return [f"{what} {a.dtype} and {b.dtype}"]
        return _differ(what, a.astype(kind), b.astype(kind))

    said = close("along a direction:", one["first"], other["first"])
    for position, (a, b) in enumerate(zip(one["second"], other["second"], strict=True)):
        said += close(f"second order, floating input {position}:", a, b)
    return said


def eagerly(answer: dict[str, Any], known: bool = False) -> dict[str, Any]:
    """The graph face's answer as the eager face gives it, where all shapes are known.

    With ``known`` as in a function: the same static shapes, written as there.
    """
    shapes = [shape.replace("?", "None") for shape in answer["shapes"]]
    if not known:
        shapes = [str(np.shape(value)) for value in answer["values"]]
    return {**answer, "shapes": shapes}


def stored(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer as JSON: arrays as dtype, shape and numbers."""

    def flat(array: Any) -> Any:
        array = None if array is None else np.asarray(array)
        if array is None:
            return None
        return [array.dtype.name, list(array.shape), array.ravel().tolist()]

    arrays = ("values", "gradients")
    return {**answer, **{key: [flat(a) for a in answer[key]] for key in arrays}}


def restored(data: dict[str, Any]) -> dict[str, Any]:
    """The answer that ``stored`` wrote."""

    def array(item: Any) -> Any:
        if item is None:
            return None
        dtype, shape, numbers = item
        return np.array(numbers, dtype).reshape(shape)

    arrays = ("values", "gradients")
    return {**data, **{key: [array(item) for item in data[key]] for key in arrays}}


def _differ(what: str, a: Any, b: Any) -> list[str]:
    if a is None or b is None:
        return [] if a is b else [f"{what} {a} and {b}"]
    a, b = np.asarray(a), np.asarray(b)
    if a.shape != b.shape or a.dtype != b.dtype:
        return [f"{what} {a.dtype}{list(a.shape)} and {b.dtype}{list(b.shape)}"]
    rtol = TOLERANCE.get(a.dtype.name, 0)
    if rtol:
        scale = max(float(np.max(np.abs(a), initial=0.0, where=np.isfinite(a))), 1.0)
        same = np.allclose(a, b, rtol=rtol, atol=rtol * scale, equal_nan=True)
    else:
        same = bool((a == b).all())
    return [] if same else [f"{what} {a.tolist()} and {b.tolist()}"]
