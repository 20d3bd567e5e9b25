"""Sums over named axes: ``einsum``, and its way back.

An equation such as ``ij,jk->ik`` is parsed to axes with names; one function contracts
whatever is asked, forwards and backwards. ``EinsumGrad`` (ours) is bilinear in what it
takes, so it and ``Einsum`` are each other's rules.
"""

from __future__ import annotations

import functools
import re
import string
from collections import Counter
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home, shapes
from teachflow.core import shape_rules as rules
from teachflow.core.errors import InvalidArgumentError, ShapeError
from teachflow.core.home import composite
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.math.math import add_n_op

_TYPES = (*dt.FLOATS, *dt.COMPLEX, *dt.INTEGERS)
_LARGE = 4096  # elements; above, NumPy may look for a matrix product

# ---- equations -------------------------------------------------------------------


@functools.lru_cache(maxsize=256)
def _parsed(equation: str) -> tuple[tuple[str, ...], str]:
    """The names of each input's axes and of the output's; 0 stands for "..."."""
    given, _, output = equation.replace(" ", "").replace("...", "0").partition("->")
    return tuple(given.split(",")), output


def _named(names: str, rank: int, width: int, where: str) -> list[Any]:
    """A name for each axis: those of "..." are numbers, counted from the last."""
    plain = len(names.replace("0", ""))
    if rank != plain and ("0" not in names or rank < plain):
        least = "at least " if "0" in names else ""
        raise ShapeError(f"Shape must be {least}rank {plain} but is rank {rank}{where}")
    axes: list[Any] = []
    for name in names:
        axes += range(width - (rank - plain), width) if name == "0" else [name]
    return axes


def _width(names: tuple[str, ...], ranks: list[int]) -> int:
    """How many axes the longest "..." stands for."""
    found = [
        rank - len(part) + 1
        for part, rank in zip(names, ranks, strict=True)
        if "0" in part
    ]
    return max(found, default=0)


def _contracted(call: Any) -> TensorShape:
    equation = call.attrs["equation"]
    names, output = _parsed(equation)
    dims = [tensor.shape.known_dims for tensor in call.inputs]
    if any("0" in part for part in names) and None in dims:
        return rules.UNKNOWN
    width = _width(names, [len(one or ()) for one in dims])
    lengths: dict[Any, int | None] = {}
    for number, (part, one) in enumerate(zip(names, dims, strict=True)):
        if one is None:
            continue
        where = f" for {number}th input and equation: {equation}"
        for axis, length in zip(_named(part, len(one), width, where), one, strict=True):
            known = lengths.get(axis)
            if isinstance(axis, int):
                before = TensorShape([lengths[axis]] if axis in lengths else [1])
                found = shapes.broadcast(before, [length]).known_dims
                lengths[axis] = found[0] if found else None
            elif known is None or length is None:
                lengths[axis] = length if known is None else known
            elif known != length:
                raise ShapeError(
                    f"Dimensions must be equal, but are {known} and {length}"
                )
    plain = len(output.replace("0", ""))
    rank = plain + (width if "0" in output else 0)
    return TensorShape([lengths.get(axis) for axis in _named(output, rank, width, "")])


# ---- contraction -----------------------------------------------------------------


def _contract(
    operands: list[Any], axes: list[list[Any]], wanted: list[Any], shape: Any
) -> Any:
    """The products of ``operands``, summed to the axes ``wanted``.

    ``shape`` is that of the result: an axis of it that no operand has repeats what is
    there, one named twice is a diagonal, and one of length 1 is summed over.
    """
    numbers: dict[Any, int] = {}
    flat: list[Any] = []
    there = set()
    for operand, names in zip(operands, axes, strict=True):
        flat += [operand, [numbers.setdefault(name, len(numbers)) for name in names]]
        there |= {n for n, size in zip(names, operand.shape, strict=True) if size != 1}
    single = list(dict.fromkeys(wanted))
    lengths = dict(zip(wanted, shape, strict=True))
    kept = [name for name in single if name in there and lengths[name] != 1]
    for position in range(0, len(flat), 2):  # what has length 1 names nothing
        operand, names = flat[position], axes[position // 2]
        narrow = tuple(axis for axis, n in enumerate(names) if operand.shape[axis] == 1)
        flat[position] = operand.squeeze(narrow)
        flat[position + 1] = [
            numbers[n] for axis, n in enumerate(names) if axis not in narrow
        ]
    optimize = max(operand.size for operand in operands) > _LARGE
    found = np.einsum(*flat, [numbers[name] for name in kept], optimize=optimize)
    spread = [lengths[name] if name in kept else 1 for name in single]
    found = np.asarray(found).reshape(spread)
    full = np.broadcast_to(found, [lengths[name] for name in single])
    if len(single) == len(wanted):
        return np.asarray(full, operands[0].dtype)
    result = np.zeros(shape, operands[0].dtype)
    places = {name: number for number, name in enumerate(single)}
    view = np.einsum(
        result, [places[name] for name in wanted], list(range(len(single)))
    )
    view[...] = full
    return result


def _axes_of(equation: str, operands: Any) -> tuple[list[list[Any]], list[Any]]:
    names, output = _parsed(equation)
    ranks = [operand.ndim for operand in operands]
    width = _width(names, ranks)
    if width and "0" not in output:
        raise InvalidArgumentError(
            None,
            None,
            f"Output contains {width} broadcasting dimension(s) but no ellipsis (...) "
            f"was found in the output subscripts: {equation}",
        )
    axes = []
    for number, (part, rank) in enumerate(zip(names, ranks, strict=True)):
        where = f" for {number}th input and equation: {equation}"
        axes.append(_named(part, rank, width, where))
    rank = len(output.replace("0", "")) + (width if "0" in output else 0)
    return axes, _named(output, rank, width, "")


def _output_shape(axes: list[list[Any]], output: list[Any], operands: Any) -> list[int]:
    lengths: dict[Any, int] = {}
    for names, operand in zip(axes, operands, strict=True):
        for name, length in zip(names, operand.shape, strict=True):
            known = lengths.setdefault(name, length)
            if known != length and not (isinstance(name, int) and 1 in (known, length)):
                raise InvalidArgumentError(
                    None,
                    None,
                    f"Expected dimension {known} at axis {names.index(name)} of the "
                    f"input shaped {bracketed(operand.shape)} but got dimension "
                    f"{length}",
                )
            lengths[name] = length if known == 1 else known
    return [lengths[name] for name in output]


@op("Einsum", "N*T -> T", shape=_contracted, T=_TYPES)
def einsum_op(inputs: Any, *, equation: str) -> Any:
    """The inputs' product, summed over the axes that the output does not name."""
    axes, output = _axes_of(equation, inputs)
    return _contract(list(inputs), axes, output, _output_shape(axes, output, inputs))


@einsum_op.vjp
def _(call: Any, g: Any) -> Any:
    def part(position: int) -> Any:
        return lambda: einsum_grad(
            call.inputs, g, equation=call.attrs["equation"], position=position
        )

    return tuple(part(position) for position in range(len(call.inputs)))


einsum_op.jvp_multilinear(0)


def _of_position(call: Any) -> TensorShape:
    return TensorShape(call.inputs[call.attrs["position"]].shape)


@op("EinsumGrad", "N*T, T -> T", shape=_of_position, T=_TYPES)
def einsum_grad(inputs: Any, dy: Any, *, equation: str, position: int) -> Any:
    """What goes back through an ``Einsum`` to the input at ``position``.

    Of that input only the shape matters. Ours, not TensorFlow's.
    """
    axes, output = _axes_of(equation, inputs)
    others = [number for number in range(len(inputs)) if number != position]
    return _contract(
        [dy, *(np.conjugate(inputs[number]) for number in others)],
        [output, *(axes[number] for number in others)],
        axes[position],
        inputs[position].shape,
    )


@einsum_grad.vjp
def _(call: Any, h: Any) -> Any:
    *inputs, dy = call.inputs
    equation, position = call.attrs["equation"], call.attrs["position"]
    moved = [*inputs[:position], h, *inputs[position + 1 :]]

    def part(number: int) -> Any:
        return lambda: einsum_grad(moved, dy, equation=equation, position=number)

    parts = [
        None if number == position else part(number) for number in range(len(inputs))
    ]
    return (*parts, lambda: einsum_op(moved, equation=equation))


@einsum_grad.jvp
def _(call: Any, *tangents: Any) -> Any:
    *inputs, dy = call.inputs
    *moves, move_y = tangents
    position, parts = call.attrs["position"], []
    for number, move in enumerate(moves):
        if move is not None and number != position:
            moved = [*inputs[:number], move, *inputs[number + 1 :]]
            parts.append(einsum_grad(moved, dy, **call.attrs))
    if move_y is not None:
        parts.append(einsum_grad(inputs, move_y, **call.attrs))
    return add_n_op(parts) if parts else None


# ---- what users call -------------------------------------------------------------


def _resolved(equation: str, count: int) -> str:
    """The equation with its output written out; raises ``ValueError`` where wrong."""
    plain = equation.replace(" ", "")
    if "..." in plain and "0" in plain:
        raise ValueError(f'Invalid character "0" in equation: {equation}.')
    plain = plain.replace("...", "0")
    allowed = "a-zA-Z0" if "0" in plain and "..." in equation else "a-zA-Z"
    if not re.match(f"^[{allowed},]*(->[{allowed}]*)?$", plain):
        raise ValueError(f"Subscripts have incorrect format: {plain}")
    given, arrow, output = plain.partition("->")
    if count != given.count(",") + 1:
        raise ValueError(
            f'Got {count} inputs for equation "{equation}", expecting '
            f"{given.count(',') + 1}"
        )
    if not arrow:
        times = Counter(given)
        output = "".join(sorted(n for n in times if n != "," and times[n] == 1))
    if len(set(output)) != len(output):
        raise ValueError(
            "Output subscripts contain a label appearing more than once: " + equation
        )
    for name in output:
        if name != "0" and name not in given:
            raise ValueError(
                f"Output subscripts contain the label {name} not present in the input "
                "subscripts."
            )
    return f"{given}->{output}"


def _steps(equation: str, dims: list[Any]) -> list[tuple[tuple[int, ...], str]]:
    """An order in which to multiply two inputs at a time, the cheapest first."""
    given, _, output = equation.partition("->")
    names = given.split(",")
    lengths: dict[str, int] = {}
    for part, one in zip(names, dims, strict=True):
        if one is not None and "0" not in part:
            for name, length in zip(part, one, strict=False):
                lengths[name] = length or lengths.get(name, 1)
    shape_of = [
        np.broadcast_to(0, [lengths.get(name, 1) for name in part]) for part in names
    ]
    free = next(letter for letter in string.ascii_letters if letter not in equation)
    path = np.einsum_path(equation.replace("0", free), *shape_of, optimize="greedy")[0]
    steps: list[tuple[tuple[int, ...], str]] = []
    waiting = [sorted(chosen) for chosen in path[1:]]
    while waiting:
        first, second, *more = waiting.pop(0)
        if more:  # several at once: these two, then their product with the next
            waiting.insert(0, [*(number - 2 for number in more), len(names) - 2])
        picked = (second, first)
        taken = [names.pop(number) for number in picked]
        rest = set("".join(names)) | set(output)
        last = (
            output
            if not names
            else "".join(sorted(set("".join(taken)) & rest, key="".join(taken).index))
        )
        steps.append((picked, f"{','.join(taken)}->{last}"))
        names.append(last)
    return steps


@composite
def einsum(equation: str, *inputs: Any, **kwargs: Any) -> Any:
    """Returns the product of ``inputs``, summed as ``equation`` says.

    It names each axis by a letter: those behind ``->`` (or, without an arrow, those
    that come once, in alphabetical order) stay, the others are summed over. ``...``
    stands for any axes, which broadcast. More than two inputs are multiplied two at a
    time. Raises ``ValueError`` for a wrong equation or lengths that differ.
    Source: tf.einsum.

    >>> import teachflow as tf
    >>> tf.einsum("ij,jk->ik", [[1, 2]], [[3], [4]]).numpy()
    array([[11]], dtype=int32)
    """
    name = kwargs.pop("name", None)
    kwargs.pop("optimize", None)
    if kwargs:
        raise TypeError(
            f"Invalid keyword arguments for einsum: {', '.join(kwargs)}. Valid "
            "arguments: name, optimize, greedy."
        )
    here = home.choose(inputs)
    with here.scope(name or "einsum"):
        plain = _resolved(equation, len(inputs))
        tensors = list(inputs)
        if len(tensors) <= 2:
            return einsum_op(tensors, equation=plain.replace("0", "..."))
        tensors = [here.convert(tensor) for tensor in tensors]
        dims = [tensor.shape.known_dims for tensor in tensors]
        for picked, part in _steps(plain, dims):
            taken = [tensors.pop(number) for number in picked]
            tensors.append(einsum_op(taken, equation=part.replace("0", "...")))
        return tensors[0]
