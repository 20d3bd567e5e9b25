"""A dataset's function traced: what it is called with, and what it may return."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core.operand import Operand
from teachflow.datasets.function import GraphFunction, trace
from teachflow.datasets.structure import (
    DatasetSpec,
    as_tensors,
    leaves,
    packed,
    spec_of,
)
from teachflow.ops.arrays.array import placeholder


def call_function(
    function: Callable[..., Any],
    dataset: Any,
    make: type[Any],
    wants_dataset: bool = False,
) -> tuple[GraphFunction, Any]:
    """Returns ``function`` of ``dataset``'s elements, and what it returns looks like.

    ``wants_dataset``: that must be a dataset, and then it is what its elements look
    like. ``make`` is the class of datasets.
    """
    if not callable(function):
        raise ValueError(
            f"Argument `func` must be a callable. Received func={function!r} (of type "
            f"{type(function)})"
        )

    def arguments(graph: Any) -> tuple[Any, list[Any]]:
        inputs = [
            placeholder(leaf.dtype, leaf.shape, name="args_0")
            for leaf in leaves(dataset.element_spec)
        ]
        given = [
            make(tensor, leaf.element_spec, "_VariantDataset")
            if isinstance(leaf, DatasetSpec)
            else tensor
            for tensor, leaf in zip(inputs, leaves(dataset.element_spec), strict=True)
        ]
        return packed(dataset.element_spec, iter(given)), inputs

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

    return trace(function, arguments, finish)


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
