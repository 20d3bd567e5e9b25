"""``for element in dataset`` inside of a traced function: a loop in its graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.datasets.base import BaseDataset
from teachflow.datasets.owned_iterator import OwnedIterator
from teachflow.datasets.structure import DatasetSpec, leaves, packed
from teachflow.functions.autograph.builtins import OVERLOADS
from teachflow.functions.autograph.looping import FOR_LOOPS, element_loop
from teachflow.graph.graph import Graph
from teachflow.ops.input import journeys  # noqa: F401 (declares its ops)


def _for_elements(
    graph: Graph,
    dataset: Any,
    extra_test: Callable[[], Any] | None,
    body: Callable[[Any], None],
    get_state: Callable[[], tuple[Any, ...]],
    set_state: Callable[[tuple[Any, ...]], None],
    names: Sequence[str],
    opts: dict[str, Any],
) -> None:
    specs = leaves(dataset.element_spec)
    if any(isinstance(spec, DatasetSpec) for spec in specs):
        raise NotImplementedError(
            "A loop over a dataset of datasets cannot be part of a function: loop over "
            "it in eager code, or flat_map it."
        )
    if isinstance(dataset, OwnedIterator):  # goes on where the iterator is
        journey = graph.convert(dataset.handle)
    else:
        variant = graph.convert(dataset.variant_tensor)
        journey = graph.apply(OPS["DatasetJourney"], (variant,), {}, None)
    attrs = {
        "output_types": tuple([spec.dtype for spec in specs]),
        "output_shapes": tuple([TensorShape(spec.shape) for spec in specs]),
    }

    def another() -> list[Any]:
        found: list[Any] = graph.apply(OPS["JourneyNext"], (journey,), attrs, None)
        return found

    def element(parts: Sequence[Any]) -> Any:
        return packed(dataset.element_spec, iter(parts))

    element_loop(
        graph, another, element, extra_test, body, get_state, set_state, names, opts,
        any(spec.shape.rank is None for spec in specs),
    )  # fmt: skip


def _enumerated(iterable: Any, start: Any = 0) -> Any:
    if isinstance(iterable, BaseDataset):
        dataset: Any = iterable
        return dataset.enumerate(start)
    return enumerate(iterable, start)


OVERLOADS[enumerate] = _enumerated
FOR_LOOPS += [(BaseDataset, _for_elements), (OwnedIterator, _for_elements)]
