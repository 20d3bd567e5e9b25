"""A dataset's function traced: what it is called with, and what it may return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import home
from teachflow.core.operand import Operand
from teachflow.core.tensor_spec import TensorSpec, common
from teachflow.datasets.function import GraphFunction, trace
from teachflow.datasets.structure import (
    DatasetSpec,
    as_tensors,
    leaves,
    mapped,
    packed,
    spec_of,
    types_of,
)
from teachflow.ops.arrays.array import placeholder


def call_function(
    function: Callable[..., Any],
    dataset: Any,
    make: type[Any],
    wants_dataset: bool = False,
    given: Any = None,
) -> tuple[GraphFunction, Any]:
    """Returns ``function`` of ``dataset``'s elements, and what it returns looks like.

    ``wants_dataset``: that must be a dataset, and then it is what its elements look
    like. ``make`` is the class of datasets. ``given`` says what the function is called
    with where that is something else than an element.
    """
    takes = dataset.element_spec if given is None else given
    if not callable(function):
        raise ValueError(
            f"Argument `func` must be a callable. Received func={function!r} (of type "
            f"{type(function)})"
        )

    def make_arguments(graph: Any) -> tuple[Any, list[Any]]:
        inputs = [
            placeholder(leaf.dtype, leaf.shape, name="args_0") for leaf in leaves(takes)
        ]
        arguments = [
            make(tensor, leaf.element_spec, "_VariantDataset")
            if isinstance(leaf, DatasetSpec)
            else tensor
            for tensor, leaf in zip(inputs, leaves(takes), strict=True)
        ]
        return packed(takes, iter(arguments)), inputs

    def finish(graph: Any, result: Any) -> tuple[Any, list[Any]]:
        if isinstance(result, make):
            variant = result.variant_tensor
            if variant.op.graph is not graph:
                variant = graph.capture(variant)
            spec = result.element_spec
            return (spec if wants_dataset else DatasetSpec(spec)), [variant]
        if wants_dataset:
            raise TypeError(
                f"The `map_func` argument must return a `Dataset` object. Got "
                f"{type(result)!r}."
            )
        if result is None:
            raise ValueError(
                "Attr 'output_types' of 'MapDataset' Op passed list of length 0 less "
                "than minimum 1: the function returns None. Return what it computes."
            )
        if isinstance(result, list) and any(isinstance(i, Operand) for i in result):
            result = tuple(result)
        return _finish_parts(graph, result, make)

    here = home.choose((dataset.variant_tensor,))
    with home.within(here):
        return trace(function, make_arguments, finish)


def _finish_parts(graph: Any, result: Any, make: type[Any]) -> tuple[Any, list[Any]]:
    specs: list[Any] = []
    tensors: list[Any] = []
    for part in leaves(result):
        if isinstance(part, make):
            specs.append(DatasetSpec(part.element_spec))
            tensors.append(part.variant_tensor)
        else:
            tensor = as_tensors(graph, part, "component")
            specs.append(spec_of(tensor))
            tensors.append(tensor)
    return packed(result, iter(specs)), tensors


def fold_function(
    function: Callable[..., Any], dataset: Any, state: Any, pairs: bool = False
) -> tuple[GraphFunction, Any]:
    """Returns ``function(state, element)``, and what it returns looks like.

    That must be another state of the dtypes of ``state`` (a spec); with ``pairs`` a
    state and something else. Where a state has another shape than the one before, the
    function is traced again for states of what both have in common. Raises
    ``TypeError`` for other dtypes or another structure.
    """
    made = type(dataset).kind()
    while True:
        given = (state, dataset.element_spec)
        found, spec = call_function(function, dataset, made, given=given)
        if pairs and not (isinstance(spec, tuple) and len(spec) == 2):
            raise TypeError(
                "`scan_func` must return a pair of the new state and an output, not "
                f"{spec}."
            )
        new = spec[0] if pairs else spec
        if types_of(leaves(new)) != types_of(leaves(state)):
            raise TypeError(
                f"The element types for the new state must match the initial state. "
                f"Expected {mapped(_dtype, state)}; got {mapped(_dtype, new)}."
            )
        both = zip(leaves(state), leaves(new), strict=True)
        wider = [TensorSpec(common(a.shape, b.shape), a.dtype) for a, b in both]
        if [spec.shape.dims for spec in wider] == [
            leaf.shape.dims for leaf in leaves(state)
        ]:
            return found, spec
        state = packed(state, iter(wider))


def _dtype(leaf: Any) -> Any:
    return leaf.dtype
