"""``Iterator``: goes through a dataset, an element a run.

Source: tf.compat.v1.data.Iterator.
"""

from __future__ import annotations

from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.datasets.function import run_plan
from teachflow.datasets.structure import (
    DatasetSpec,
    leaves,
    mapped,
    packed,
    shapes_of,
    shown,
    specs_from,
    types_of,
)
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.operation import Tensor
from teachflow.graph.running.plan import compile_plan
from teachflow.ops.input import iterators as ops


class Iterator:
    """The state of going through a dataset, in each session.

    Made by a dataset, by ``from_structure`` or by ``from_string_handle``. Unlike
    TensorFlow, ``output_classes`` change nothing: every component is a tensor. Source:
    tf.compat.v1.data.Iterator.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     small, large = tf.data.Dataset.range(2), tf.data.Dataset.range(100, 102)
    ...     iterator = tf.data.Iterator.from_structure(tf.int64, [])
    ...     number = iterator.get_next()
    ...     for dataset in (small, large):
    ...         sess.run(iterator.make_initializer(dataset))
    ...         print(sess.run(number), sess.run(number))
    0 1
    100 101
    """

    def __init__(self, handle: Any, initializer: Any, spec: Any) -> None:
        self._handle = handle
        self._initializer = initializer
        self.element_spec = shown(spec, handle.graph.shape_type)
        with home.within(handle.graph):
            self._string_handle = ops.iterator_to_string_handle_op(handle)

    @staticmethod
    def from_structure(
        output_types: Any,
        output_shapes: Any = None,
        shared_name: str | None = None,
        output_classes: Any = None,
    ) -> Iterator:
        """An iterator of any dataset with such elements; see ``make_initializer``."""
        spec = specs_from(output_types, output_shapes)
        with home.within(get_default_graph()):
            return Iterator(_place(spec, shared_name), None, spec)

    @staticmethod
    def from_string_handle(
        string_handle: Any,
        output_types: Any,
        output_shapes: Any = None,
        output_classes: Any = None,
    ) -> Iterator:
        """The iterator whose ``string_handle()`` was run, and is fed here."""
        spec = specs_from(output_types, output_shapes)
        graph = home.symbolic_home((string_handle,)) or get_default_graph()
        with home.within(graph):
            flat = leaves(spec)
            handle = ops.iterator_from_string_handle_op(
                graph.convert(string_handle, dt.string),
                output_types=types_of(flat),
                output_shapes=shapes_of(flat),
            )
            return Iterator(handle, None, spec)

    @property
    def initializer(self) -> Any:
        """The operation that begins the dataset anew.

        ``ValueError`` where the iterator has none.
        """
        if self._initializer is None:
            raise ValueError(
                "The iterator does not have an initializer. This means it was likely "
                "created using `tf.data.Dataset.make_one_shot_iterator()`. For an "
                "initializable iterator, use "
                "`tf.data.Dataset.make_initializable_iterator()` instead."
            )
        return self._initializer

    def make_initializer(self, dataset: Any, name: str | None = None) -> Any:
        """An operation that lets the iterator begin with ``dataset``.

        Raises ``TypeError`` where its elements are of another kind.
        """
        mine, given = leaves(self.element_spec), leaves(dataset.element_spec)
        if types_of(mine) != types_of(given):
            raise TypeError(
                f"Expected output types {self.output_types!r} but got dataset with "
                f"output types {dataset.output_types!r}."
            )
        pairs = zip(shapes_of(mine), shapes_of(given), strict=True)
        if not all(_covers(wide, narrow) for wide, narrow in pairs):
            raise TypeError(
                f"Expected output shapes compatible with {self.output_shapes!r} but "
                f"got dataset with output shapes {dataset.output_shapes!r}."
            )
        graph = self._handle.graph
        with home.within(graph):
            variant = dataset.variant_tensor
            return ops.make_iterator_op(
                variant, self._handle, name=name or "make_initializer"
            )

    def get_next(self, name: str | None = None) -> Any:
        """The next element: the tensors of its parts, nested as the dataset says.

        When it is run, ``OutOfRangeError`` says that there are no more. Each call adds
        a node, and each node that is run goes one element on.
        """
        flat = leaves(self.element_spec)
        with home.within(self._handle.graph):
            found = ops.iterator_get_next_op(
                self._handle,
                output_types=types_of(flat),
                output_shapes=shapes_of(flat),
                name=name,
            )
        return packed(self.element_spec, iter(found))

    def string_handle(self, name: str | None = None) -> Any:
        """A string tensor that names the iterator in its session."""
        if name is None:
            return self._string_handle
        with home.within(self._handle.graph):
            return ops.iterator_to_string_handle_op(self._handle, name=name)

    @property
    def output_types(self) -> Any:
        """The dtype of each part of an element."""
        return mapped(lambda spec: spec.dtype, self.element_spec)

    @property
    def output_shapes(self) -> Any:
        """The shape of each part of an element."""
        return mapped(lambda spec: spec.shape, self.element_spec)

    @property
    def output_classes(self) -> Any:
        """The class of each part of an element."""
        return classes_of(self.element_spec)


def classes_of(spec: Any) -> Any:
    """What the parts of an element are."""
    return mapped(
        lambda leaf: DatasetSpec if isinstance(leaf, DatasetSpec) else Tensor, spec
    )


def _covers(wide: Any, narrow: Any) -> bool:
    """Whether every value of shape ``narrow`` is one of shape ``wide``."""
    if wide.rank is None:
        return True
    if narrow.rank != wide.rank:
        return False
    pairs = zip(wide.known_dims, narrow.known_dims, strict=True)
    return all(a is None or a == b for a, b in pairs)


def _place(spec: Any, shared_name: str | None) -> Any:
    flat = leaves(spec)
    return ops.iterator_op(
        shared_name=shared_name or "",
        output_types=types_of(flat),
        output_shapes=shapes_of(flat),
    )


def _graph_of(dataset: Any) -> Any:
    """The dataset's graph, which must be the default one: iterators belong to it."""
    variant, here = dataset.variant_tensor, get_default_graph()
    if variant.graph is not here:
        raise ValueError(
            f"The graph {here} of the iterator is different from the graph "
            f"{variant.graph} the dataset: {variant} was created in. Make sure that "
            f"the dataset is created in the same graph as the iterator."
        )
    return here


def initializable(dataset: Any, shared_name: str | None = None) -> Iterator:
    """An iterator of ``dataset`` with an initializer."""
    spec = dataset.element_spec
    with home.within(_graph_of(dataset)):
        handle = _place(spec, shared_name)
        begin = ops.make_iterator_op(dataset.variant_tensor, handle)
        return Iterator(handle, begin, spec)


def one_shot(dataset: Any) -> Iterator:
    """An iterator of ``dataset`` that begins by itself.

    Raises ``ValueError`` where the dataset depends on a placeholder or a variable. Like
    a random op without a seed of its own, the iterator counts for the graph's seed.
    """
    variant = dataset.variant_tensor
    flat = leaves(dataset.element_spec)
    with home.within(_graph_of(dataset)):
        variant.graph.op_seeds(None)
        handle = ops.one_shot_iterator_op(
            dataset_factory=_Factory(variant),
            output_types=types_of(flat),
            output_shapes=shapes_of(flat),
        )
        return Iterator(handle, None, dataset.element_spec)


class _Factory:
    """Makes the pipeline of a dataset that needs nothing of a session."""

    def __init__(self, variant: Any) -> None:
        self._plan = compile_plan(variant.graph, [variant])
        for step in self._plan.steps:
            node = getattr(step, "node", None)
            if node is None:
                continue
            if node.type == "Placeholder":
                raise ValueError(
                    f"Cannot capture a placeholder (name:{node.name}, "
                    f"type:{node.type}) by value. Use "
                    f"`Dataset.make_initializable_iterator()` and feed its initializer."
                )
            if node.type == "VariableV2" or node.opdef.type.endswith("QueueV2"):
                raise ValueError(
                    f"Failed to create a one-shot iterator for a dataset. "
                    f"`Dataset.make_one_shot_iterator()` does not support datasets "
                    f"that capture stateful objects, such as a `Variable` "
                    f"('{node.name}'). In these cases, use "
                    f"`Dataset.make_initializable_iterator()`."
                )

    def bound(self, captured: Any) -> Any:
        """A function of nothing that gives the pipeline."""
        return run_plan(self._plan)
