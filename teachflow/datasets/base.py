"""What every dataset is: a variant tensor, and what its elements look like."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from teachflow.datasets.iterator import Iterator, classes_of, initializable, one_shot
from teachflow.datasets.options import Options
from teachflow.datasets.structure import mapped


class BaseDataset:
    """The node that gives the pipeline, and ways to go through it."""

    def __init__(self, variant_tensor: Any, element_spec: Any, kind: str) -> None:
        self.variant_tensor = variant_tensor
        self.element_spec = element_spec
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

    def __iter__(self) -> NoReturn:
        raise RuntimeError(
            "`tf.data.Dataset` only supports Python-style iteration in eager mode or "
            "within tf.function. Make an iterator and run its get_next()."
        )

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
