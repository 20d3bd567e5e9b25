"""Where the elements of datasets come from; each function gives a variant tensor and
what an element looks like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.convert import to_array
from teachflow.core.dtypes import int64
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.operand import Operand
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.core.tensor_spec import TensorSpec
from teachflow.datasets.function import PythonFunction
from teachflow.datasets.structure import (
    as_tensors,
    leaves,
    packed,
    shapes_of,
    spec_of,
    specs_from,
    types_of,
)
from teachflow.graph.defaults import get_default_graph
from teachflow.ops.arrays.array import identity
from teachflow.ops.arrays.create import zeros
from teachflow.ops.arrays.lengths import shape
from teachflow.ops.arrays.reshaping import reshape
from teachflow.ops.control import assertions  # noqa: F401 (declares Assert)
from teachflow.ops.control.python_call import translated
from teachflow.ops.input import dataset_functions, datasets
from teachflow.ops.input.decoding import matching_files
from teachflow.ops.math.arithmetic import add
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import greater
from teachflow.ops.math.order import maximum
from teachflow.ops.strings.strings import reduce_join
from teachflow.pipeline.base import Pipeline
from teachflow.pipeline.resuming import Failure, attempts

Found = tuple[Any, Any]


def here_of_new(values: Any = ()) -> Any:
    """Where a dataset of ``values`` is made."""
    return home.symbolic_home((values,)) or home.innermost() or get_default_graph()


def _normalized(here: Any, tensors: Any) -> Any:
    with home.within(here), here.scope("normalize_element"):
        return as_tensors(here, tensors, "component")


def from_tensors(tensors: Any) -> Found:
    """One element."""
    here = here_of_new(leaves(tensors))
    parts = _normalized(here, tensors)
    flat = leaves(parts)
    specs = [spec_of(tensor) for tensor in flat]
    with home.within(here):
        variant = datasets.tensor_dataset(flat, output_shapes=shapes_of(specs))
    return variant, packed(tensors, iter(specs))


def from_tensor_slices(tensors: Any) -> Found:
    """An element for each row."""
    here = here_of_new(leaves(tensors))
    flat = leaves(_normalized(here, tensors))
    if not flat:
        raise ValueError("Invalid `tensors`: there must be at least one tensor.")
    length, specs = TensorShape([None]), []
    for tensor in flat:
        known = tensor.shape
        if known.rank == 0:
            raise ValueError("Unbatching a tensor is only supported for rank >= 1")
        if known.rank is None:
            specs.append(TensorSpec(None, tensor.dtype.base_dtype))
            continue
        try:
            length = length.merge_with(TensorShape(known)[:1])
        except ValueError:
            first, other = length.as_list()[0], known.as_list()[0]
            raise ValueError(
                f"Dimensions {first} and {other} are not compatible: all tensors must "
                f"have as many rows."
            ) from None
        specs.append(TensorSpec(known[1:], tensor.dtype.base_dtype))
    with home.within(here):
        variant = datasets.tensor_slice_dataset(flat, output_shapes=shapes_of(specs))
    return variant, packed(tensors, iter(specs))


def numbers(args: Any) -> Found:
    """int64 numbers, as Python's ``range``."""
    if not 1 <= len(args) <= 3:
        raise ValueError(
            f"Invalid `args`. The length of `args` should be between 1 and 3 but was "
            f"{len(args)}."
        )
    start, stop, step = (0, args[0], 1) if len(args) == 1 else (*args, 1)[:3]
    here = here_of_new((start, stop, step))
    spec = TensorSpec([], int64)
    with home.within(here):
        variant = datasets.range_dataset(
            here.convert(start, int64, "start"),
            here.convert(stop, int64, "stop"),
            here.convert(step, int64, "step"),
            output_types=(int64,),
            output_shapes=(TensorShape([]),),
        )
    return variant, spec


def from_generator(
    generator: Callable[..., Any], types: Any, shapes: Any, args: Any, signature: Any
) -> Found:
    """What the generator gives each time it is called."""
    if not callable(generator):
        raise TypeError("`generator` must be a Python callable.")
    if types is None and signature is None:
        raise TypeError("Either `output_types` or `output_signature` must be given.")
    if signature is not None and (types is not None or shapes is not None):
        other = "output_shapes" if types is None else "output_types"
        raise TypeError(
            f"The `{other}` argument can not be used together with the "
            "`output_signature` argument."
        )
    spec = specs_from(types, shapes) if signature is None else signature
    flat = leaves(spec)
    given = tuple(args or ())

    def elements(*values: Any) -> Iterator[tuple[Any, ...]]:
        try:
            found = iter(generator(*values))
        except Exception as error:
            raise translated(error) from error
        return map(partial(_checked, spec), attempts(found))

    def function(*components: Any) -> tuple[Pipeline]:
        values = components if given else ()
        return (Pipeline(lambda: elements(*values)),)

    variant, _ = from_tensors(given or 0)
    with home.within(home.choose((variant,))):
        made = dataset_functions.flat_map_dataset(
            variant,
            [],
            f=PythonFunction(function),
            output_types=types_of(flat),
            output_shapes=shapes_of(flat),
        )
    return made, spec


def _checked(spec: Any, value: Any) -> tuple[Any, ...]:
    """What a generator gave, as the components of an element."""
    if isinstance(value, Failure):
        raise translated(value.error) from value.error
    if isinstance(value, list) and isinstance(spec, tuple):
        value = tuple(value)
    flat, wanted = leaves(value), leaves(spec)
    try:
        if len(flat) != len(wanted):
            raise ValueError(f"{len(flat)} components, not {len(wanted)}")
        found = [
            to_array(item, leaf.dtype) for item, leaf in zip(flat, wanted, strict=True)
        ]
    except (TypeError, ValueError) as error:
        raise InvalidArgumentError(
            None,
            None,
            f"TypeError: `generator` yielded an element that did not match the "
            f"expected structure. The expected structure was {spec}, but the yielded "
            f"element was {value!r} ({error}).",
        ) from None
    for array, leaf in zip(found, wanted, strict=True):
        if not leaf.shape.is_compatible_with(array.shape):
            raise InvalidArgumentError(
                None,
                None,
                f"TypeError: `generator` yielded an element of shape {array.shape} "
                f"where an element of shape {leaf.shape} was expected.",
            )
    return tuple(
        [a if a.ndim or a.dtype == object else a[()] for a in (b.copy() for b in found)]
    )


def from_files(filenames: Any, read: Callable[[str], Iterator[bytes]]) -> Found:
    """A string for each record that ``read`` finds in the files."""
    here = here_of_new((filenames,))
    with home.within(here):
        if not isinstance(filenames, Operand):
            filenames = here.convert(filenames, dt.string)
        flat = reshape(filenames, [-1], name="flat_filenames")
        names = datasets.tensor_slice_dataset([flat], output_shapes=(TensorShape([]),))

        def function(name: Any) -> tuple[Pipeline]:
            text = np.asarray(name, object).item().decode()
            return (Pipeline(lambda: ((record,) for record in read(text))),)

        variant = dataset_functions.flat_map_dataset(
            names,
            [],
            f=PythonFunction(function),
            output_types=(dt.string,),
            output_shapes=(TensorShape([]),),
        )
    return variant, TensorSpec([], dt.string)


def matching_names(pattern: Any) -> tuple[Any, str, Any]:
    """The graph, the scope and a tensor of the names of files that fit."""
    here = here_of_new((pattern,))
    with home.within(here), here.scope("list_files") as scope:
        pattern = here.convert(pattern, dt.string, "file_pattern")
        names = matching_files(pattern)
        some = greater(shape(names)[0], 0, name="match_not_empty")
        message = add(
            "No files matched pattern: ",
            reduce_join(pattern, separator=", "),
            name="message",
        )
        with here.scope("assert_not_empty"):
            check = here.apply(
                OPS["Assert"], (some, [message]), {"summarize": 1}, "Assert"
            )
        with here.control_dependencies([check]):
            names = identity(names)
    return here, scope, names


def count(names: Any) -> Any:
    """How many names there are, at least 1."""
    return maximum(shape(names, out_type=int64)[0], 1)


def padded_shapes(here: Any, spec: Any, given: Any) -> list[tuple[Any, Any]]:
    """For each component the shape it is filled up to, and that as a tensor."""
    found = []
    wanted = [leaf.shape for leaf in leaves(spec)] if given is None else None
    wanted = wanted or _nested(spec, given)
    for leaf, item in zip(leaves(spec), wanted, strict=True):
        if isinstance(item, Operand):
            tensor = item
            lengths = TensorShape([None] * (item.shape.num_elements() or 0))
        else:
            dims = item.as_list() if isinstance(item, TensorShape) else list(item)
            lengths = TensorShape([None if n == -1 else n for n in dims])
            array = np.array([-1 if n is None else n for n in lengths.as_list()], "q")
            tensor = here.convert(array, int64)
        rank = leaf.shape.rank
        if rank is not None and rank != lengths.rank:
            raise ValueError(
                f"The padded shape {lengths} is not compatible with the shape "
                f"{leaf.shape} of the corresponding input component."
            )
        found.append((lengths, tensor))
    return found


def _nested(spec: Any, given: Any) -> list[Any]:
    """``given`` in order, nested as ``spec``; where that has a leaf, a shape."""
    if isinstance(spec, dict):
        return [s for key in sorted(spec) for s in _nested(spec[key], given[key])]
    if isinstance(spec, tuple):
        pairs = zip(spec, given, strict=True)
        return [shape for part, item in pairs for shape in _nested(part, item)]
    return [given]


def padding_values(here: Any, spec: Any, given: Any) -> list[Any]:
    """For each component the tensor that it is filled up with."""
    flat = leaves(spec)
    values = [None] * len(flat) if given is None else _nested(spec, given)
    return [
        here.convert(
            ("" if leaf.dtype is dt.string else leaf.dtype.as_numpy_dtype(0))
            if value is None
            else value,
            leaf.dtype,
            "padding_value",
        )
        for leaf, value in zip(flat, values, strict=True)
    ]


__all__ = [
    "cast",
    "from_files",
    "from_generator",
    "from_tensor_slices",
    "from_tensors",
    "matching_names",
    "numbers",
    "padded_shapes",
    "padding_values",
    "zeros",
]
