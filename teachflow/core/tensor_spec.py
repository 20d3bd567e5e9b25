"""``TensorSpec``: what is known of a tensor without having one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core.dtypes import DType
from teachflow.core.shapes import TensorShape, TensorShapeV1


@dataclass(frozen=True, repr=False)
class TensorSpec:
    """Shape, dtype and name of a tensor.

    Source: tf.TensorSpec.

    >>> import teachflow as tf
    >>> tf.TensorSpec([None, 3], tf.float32)
    TensorSpec(shape=(None, 3), dtype=tf.float32, name=None)
    >>> tf.TensorSpec([None, 3]).is_compatible_with(tf.zeros([2, 3]))
    True
    """

    shape: Any
    dtype: DType = dt.float32
    name: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.shape, TensorShape):
            object.__setattr__(self, "shape", TensorShape(self.shape))
        object.__setattr__(self, "dtype", dt.as_dtype(self.dtype))

    @classmethod
    def from_spec(cls, spec: Any, name: str | None = None) -> TensorSpec:
        """``spec`` with another name.

        >>> TensorSpec.from_spec(TensorSpec([2]), "x")
        TensorSpec(shape=(2,), dtype=tf.float32, name='x')
        """
        return cls(spec.shape, spec.dtype, name or spec.name)

    @classmethod
    def from_tensor(cls, tensor: Any, name: str | None = None) -> TensorSpec:
        """The spec that fits ``tensor``.

        >>> import teachflow as tf
        >>> tf.TensorSpec.from_tensor(tf.constant([1, 2]))
        TensorSpec(shape=(2,), dtype=tf.int32, name=None)
        """
        return cls(tensor.shape, tensor.dtype.base_dtype, name)

    def is_compatible_with(self, spec_or_tensor: Any) -> bool:
        """Whether a tensor (or what another spec allows) may have this dtype and shape.

        >>> TensorSpec([None]).is_compatible_with(TensorSpec([2]))
        True
        """
        other = spec_or_tensor
        if not hasattr(other, "dtype") or not hasattr(other, "shape"):
            return False
        shape = TensorShape(other.shape)
        same = bool(self.dtype == other.dtype)
        return same and self.shape.is_compatible_with(shape)

    def is_subtype_of(self, other: Any) -> bool:
        """Whether whatever fits this spec fits ``other``.

        >>> TensorSpec([2]).is_subtype_of(TensorSpec([None]))
        True
        """
        return (
            isinstance(other, TensorSpec)
            and self.dtype == other.dtype
            and (self.name is None or self.name == other.name)
            and covers(other.shape, self.shape)
        )

    def most_specific_compatible_type(self, other: TensorSpec) -> TensorSpec:
        """The narrowest spec that allows what either allows.

        Raises ``ValueError`` where the dtypes differ.

        >>> TensorSpec([2, 3]).most_specific_compatible_type(TensorSpec([4, 3]))
        TensorSpec(shape=(None, 3), dtype=tf.float32, name=None)
        """
        if self.dtype != other.dtype:
            raise ValueError(
                f"No common supertype of TensorSpecs with different dtypes {self!r} "
                f"and {other!r}."
            )
        name = self.name if self.name == other.name else None
        return type(self)(common(self.shape, other.shape), self.dtype, name)

    def __repr__(self) -> str:
        return (
            f"TensorSpec(shape={self.shape}, dtype={self.dtype!r}, name={self.name!r})"
        )


class TensorSpecV1(TensorSpec):
    """A spec whose shape is TensorFlow 1's. Source: tf.TensorSpec.

    >>> import teachflow.compat.v1 as tf
    >>> tf.TensorSpec([None, 3], tf.float32).shape[1].value
    3
    """

    def __post_init__(self) -> None:
        object.__setattr__(self, "shape", TensorShapeV1(self.shape))
        super().__post_init__()


def covers(wide: TensorShape, narrow: TensorShape) -> bool:
    """Whether every shape that ``narrow`` allows is one that ``wide`` allows."""
    outer, inner = wide.known_dims, narrow.known_dims
    if outer is None:
        return True
    if inner is None or len(inner) != len(outer):
        return False
    return all(a is None or a == b for a, b in zip(outer, inner, strict=True))


def common(first: TensorShape, second: TensorShape) -> TensorShape:
    """What two shapes agree on, as the first is written."""
    a, b = first.known_dims, second.known_dims
    if a is None or b is None or len(a) != len(b):
        return type(first)(None)
    pairs = zip(a, b, strict=True)
    return type(first)([left if left == right else None for left, right in pairs])
