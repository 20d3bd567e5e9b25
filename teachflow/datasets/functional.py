"""What datasets make of their elements by functions, which are traced once each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.dtypes import int64
from teachflow.core.tensor_spec import TensorSpec
from teachflow.datasets.base import BaseDataset
from teachflow.datasets.function import GraphFunction
from teachflow.datasets.functions import call_function, fold_function
from teachflow.datasets.nodes import here_of
from teachflow.datasets.structure import (
    DatasetSpec,
    as_tensors,
    leaves,
    mapped,
    packed,
    shapes_of,
    spec_of,
    types_of,
)
from teachflow.ops.input import dataset_functions, folding
from teachflow.ops.math.cast import cast


class FunctionalDataset(BaseDataset):
    """The methods that take a function of elements."""

    def map(
        self,
        map_func: Callable[..., Any],
        num_parallel_calls: Any = None,
        deterministic: Any = None,
        synchronous: Any = None,
        use_unbounded_threadpool: bool = False,
        name: str | None = None,
    ) -> Any:
        """What ``map_func`` makes of each element; the parts of a tuple are arguments.

        The function is called once, with symbolic tensors, in a graph of its own.
        Source: tf.data.Dataset.map.
        """
        function, spec = call_function(map_func, self, self.kind())
        if num_parallel_calls is None:
            return self._then(
                dataset_functions.map_dataset,
                "_MapDataset",
                function.captured,
                f=function,
                spec=spec,
            )
        calls = self._number(num_parallel_calls, "num_parallel_calls")
        return self._then(
            dataset_functions.parallel_map_dataset,
            "_ParallelMapDataset",
            function.captured,
            calls,
            f=function,
            spec=spec,
        )

    def filter(self, predicate: Callable[..., Any], name: str | None = None) -> Any:
        """The elements for which ``predicate``, a truth value, holds."""
        function = self._truth_of(predicate)
        return self._then(
            dataset_functions.filter_dataset,
            "_FilterDataset",
            function.captured,
            predicate=function,
        )

    def flat_map(self, map_func: Callable[..., Any], name: str | None = None) -> Any:
        """The elements of the datasets that ``map_func`` makes, one after the other."""
        function, spec = call_function(map_func, self, self.kind(), wants_dataset=True)
        return self._then(
            dataset_functions.flat_map_dataset,
            "_FlatMapDataset",
            function.captured,
            f=function,
            spec=spec,
        )

    def interleave(
        self,
        map_func: Callable[..., Any],
        cycle_length: Any = None,
        block_length: Any = None,
        num_parallel_calls: Any = None,
        deterministic: Any = None,
        name: str | None = None,
    ) -> Any:
        """The elements of ``cycle_length`` such datasets at a time, in turn.

        ``block_length`` of one, then as many of the next.
        """
        function, spec = call_function(map_func, self, self.kind(), wants_dataset=True)
        cycle = 1 if cycle_length in (None, -1) else cycle_length
        block = 1 if block_length is None else block_length
        return self._then(
            dataset_functions.interleave_dataset,
            "_InterleaveDataset",
            function.captured,
            self._number(cycle, "cycle_length"),
            self._number(block, "block_length"),
            f=function,
            spec=spec,
        )

    def apply(self, transformation_func: Callable[[Any], Any]) -> Any:
        """What ``transformation_func`` makes of this dataset."""
        return transformation_func(self)

    def unbatch(self, name: str | None = None) -> Any:
        """An element for each row of the elements."""
        rows = self.flat_map(
            lambda *parts: self.kind().from_tensor_slices(
                packed(self.element_spec, iter(leaves(parts)))
            )
        )
        rows._kind = "_UnbatchDataset"
        return rows

    def _truth_of(self, predicate: Callable[..., Any]) -> GraphFunction:
        function, spec = call_function(predicate, self, self.kind())
        good = isinstance(spec, TensorSpec) and spec.dtype is dt.bool_
        if not good or spec.shape.rank not in (None, 0):
            raise ValueError(
                f"Invalid `predicate`. `predicate` must return a `tf.bool` scalar "
                f"tensor, but its return type is {spec}."
            )
        return function

    def take_while(self, predicate: Callable[..., Any], name: str | None = None) -> Any:
        """The elements before the first for which ``predicate`` does not hold."""
        function = self._truth_of(predicate)
        return self._then(
            folding.take_while_dataset,
            "_TakeWhileDataset",
            function.captured,
            predicate=function,
        )

    def scan(
        self, initial_state: Any, scan_func: Callable[..., Any], name: str | None = None
    ) -> Any:
        """What ``scan_func(state, element)`` gives beside the next state.

        Source: tf.data.Dataset.scan.
        """
        state, flat = self._state(initial_state)
        function, (_, spec) = fold_function(scan_func, self, state, pairs=True)
        return self._then(
            folding.scan_dataset,
            "_ScanDataset",
            flat,
            function.captured,
            f=function,
            spec=spec,
        )

    def reduce(
        self,
        initial_state: Any,
        reduce_func: Callable[..., Any],
        name: str | None = None,
    ) -> Any:
        """The state after ``reduce_func(state, element)`` of every element.

        Source: tf.data.Dataset.reduce.

        >>> import teachflow as tf
        >>> numbers = tf.data.Dataset.range(5)
        >>> print(numbers.reduce(tf.constant(0, tf.int64), lambda total, n: total + n))
        tf.Tensor(10, shape=(), dtype=int64)
        """
        state, flat = self._state(initial_state)
        function, spec = fold_function(reduce_func, self, state)
        parts = leaves(spec)
        with home.within(here_of(self.variant_tensor)):
            found = folding.reduce_dataset(
                self.variant_tensor,
                flat,
                function.captured,
                f=function,
                output_types=types_of(parts),
                output_shapes=shapes_of(parts),
            )
        return packed(spec, iter(found))

    def _state(self, initial: Any) -> tuple[Any, list[Any]]:
        """What a state looks like, and its tensors."""
        here = here_of(self.variant_tensor)
        tensors = as_tensors(here, initial, None)
        return mapped(spec_of, tensors), leaves(tensors)

    def group_by_window(
        self,
        key_func: Callable[..., Any],
        reduce_func: Callable[..., Any],
        window_size: Any = None,
        window_size_func: Callable[..., Any] | None = None,
        name: str | None = None,
    ) -> Any:
        """Elements of equal int64 key, ``window_size`` at a time, as datasets.

        ``reduce_func(key, window)`` makes a dataset of each. Source:
        tf.data.Dataset.group_by_window.
        """
        if (window_size is None) == (window_size_func is None):
            raise ValueError(
                "Either the `window_size` argument or the `window_size_func` argument "
                "must be specified, and not both."
            )
        size_of = window_size_func or (lambda key: window_size)
        keys, _ = call_function(
            lambda *element: cast(key_func(*element), int64), self, self.kind()
        )
        by_key = (TensorSpec([], int64), DatasetSpec(self.element_spec))
        windows, spec = call_function(
            reduce_func, self, self.kind(), wants_dataset=True, given=by_key
        )
        sizes, _ = call_function(
            lambda key: cast(size_of(key), int64), self, self.kind(), given=by_key[:1]
        )
        return self._then(
            folding.group_by_window_dataset,
            "_GroupByWindowDataset",
            keys.captured,
            windows.captured,
            sizes.captured,
            key_func=keys,
            reduce_func=windows,
            window_size_func=sizes,
            spec=spec,
        )
