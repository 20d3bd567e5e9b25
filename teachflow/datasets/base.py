"""What every dataset is: a variant tensor, and what its elements look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from teachflow.core import home
from teachflow.core.dtypes import int64, variant
from teachflow.core.registry import PublicOp
from teachflow.datasets.iterator import Iterator, classes_of, initializable, one_shot
from teachflow.datasets.nodes import dataset_node
from teachflow.datasets.options import Options
from teachflow.datasets.owned_iterator import NumpyIterator, OwnedIterator, Place
from teachflow.datasets.structure import (
    leaves,
    mapped,
    packed,
    shapes_of,
    shown,
    types_of,
)
from teachflow.functions.kinds import CarriedKind
from teachflow.ops.input import folding
from teachflow.pipeline.cardinality import INFINITE, UNKNOWN

if TYPE_CHECKING:
    from teachflow.datasets.dataset import Dataset

_kinds: list[type[Any]] = []


def makes_datasets(cls: type[Any]) -> type[Any]:
    """Says that datasets which methods make are of the class ``cls``."""
    _kinds.append(cls)
    return cls


class BaseDataset:
    """The node that gives the pipeline, and ways to go through it."""

    def __init__(self, variant_tensor: Any, element_spec: Any, kind: str) -> None:
        self.variant_tensor = variant_tensor
        here = home.choose((variant_tensor,))
        self.element_spec = shown(element_spec, here.shape_type)
        self._kind = kind

    def make_one_shot_iterator(self) -> Iterator:
        """An iterator that begins by itself; ``ValueError`` if a feed is needed.

        Source: tf.compat.v1.data.make_one_shot_iterator.
        """
        return one_shot(self)

    def make_initializable_iterator(self, shared_name: str | None = None) -> Iterator:
        """An iterator to be begun by running its ``initializer``.

        Source: tf.compat.v1.data.make_initializable_iterator.
        """
        return initializable(self, shared_name)

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

    # ---- going through it where ops compute at once ---------------------------------

    def __iter__(self) -> OwnedIterator:
        """An iterator that gives the elements as eager tensors.

        Raises ``RuntimeError`` for a graph's dataset.
        """
        pipeline = self._pipeline("only supports Python-style iteration")
        return OwnedIterator(Place(pipeline), self)

    def as_numpy_iterator(self) -> NumpyIterator:
        """An iterator that gives the elements as NumPy's.

        Raises ``TypeError`` where parts of elements are datasets. Source:
        tf.data.Dataset.as_numpy_iterator.

        >>> import teachflow as tf
        >>> list(tf.data.Dataset.range(2).as_numpy_iterator())
        [np.int64(0), np.int64(1)]
        """
        return NumpyIterator(
            self._pipeline("as_numpy_iterator() is only supported"), self
        )

    def _pipeline(self, what: str) -> Any:
        if home.choose((self.variant_tensor,)).symbolic:
            raise RuntimeError(
                f"`tf.data.Dataset` {what} in eager mode or within tf.function. Make "
                f"an iterator and run its get_next()."
            )
        return self.variant_tensor.array

    def __len__(self) -> int:
        """The number of elements; ``TypeError`` where that is not known."""
        count = self._pipeline("has a length").count
        if count == INFINITE:
            raise TypeError("The dataset is infinite.")
        if count == UNKNOWN:
            raise TypeError("The dataset length is unknown.")
        return int(count)

    def cardinality(self, name: str | None = None) -> Any:
        """The number of elements, int64; -1: without end, -2: unknown.

        Source: tf.data.Dataset.cardinality.
        """
        with home.within(home.choose((self.variant_tensor,))):
            return folding.dataset_cardinality(self.variant_tensor)

    def get_single_element(self, name: str | None = None) -> Any:
        """The only element; ``InvalidArgumentError`` where there is none, or more.

        Source: tf.data.Dataset.get_single_element.
        """
        flat = leaves(self.element_spec)
        with home.within(home.choose((self.variant_tensor,))):
            found = folding.dataset_to_single_element(
                self.variant_tensor,
                output_types=types_of(flat),
                output_shapes=shapes_of(flat),
            )
        return packed(self.element_spec, iter(found))

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"<{self._kind} element_spec={self.element_spec}>"

    def options(self) -> Options:
        """Options, of which none is set."""
        return Options()

    def with_options(self, options: Any, name: str | None = None) -> Self:
        """The same: options are about speed."""
        return self

    def as_argument(self) -> tuple[CarriedKind, Any]:
        """What a traced function takes for it, and the tensor that it is given."""
        make, spec = self.kind(), self.element_spec

        def inside(tensor: Any) -> Any:
            return make(tensor, spec, "_VariantDataset")

        told = f"DatasetSpec({spec!r}, TensorShape([]))"
        return CarriedKind(variant, (), told, inside), self.variant_tensor

    @classmethod
    def kind(cls) -> type[Any]:
        """The class of the datasets that methods make."""
        return _kinds[-1]

    def _then(self, op: PublicOp, kind: str, *inputs: Any, **attrs: Any) -> Dataset:
        """The dataset of the same elements, other ones or in another order."""
        spec = attrs.pop("spec", self.element_spec)
        variant = dataset_node(op, self.variant_tensor, *inputs, spec=spec, **attrs)
        made: Dataset = self.kind()(variant, spec, kind)
        return made

    def _number(self, value: Any, name: str) -> Any:
        return home.choose((self.variant_tensor,)).convert(value, int64, name)
