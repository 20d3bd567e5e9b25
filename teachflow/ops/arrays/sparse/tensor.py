"""``SparseTensor``: three tensors that together stand for a mostly empty one.

It is no tensor itself: what takes it in looks at its parts. Sessions fetch it as a
``SparseTensorValue`` and let themselves be fed one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.dtypes import DType, int64
from teachflow.core.operand import OPERATORS
from teachflow.core.shapes import TensorShape, TensorShapeV1


class SparseTensorValue(NamedTuple):
    """The value of a ``SparseTensor``: three arrays.

    Source: tf.compat.v1.SparseTensorValue.

    >>> import teachflow.compat.v1 as tf
    >>> tf.SparseTensorValue([[0, 1]], [5.0], [2, 3]).values
    [5.0]
    """

    indices: Any
    values: Any
    dense_shape: Any


class SparseTensor:
    """A tensor of ``dense_shape`` that holds ``values`` at ``indices``, else nothing.

    ``indices`` is an int64 matrix with a row for each value, ``dense_shape`` an int64
    vector. Source: tf.sparse.SparseTensor.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sparse = tf.SparseTensor([[0, 1], [1, 2]], [5, 6], [2, 3])
    ...     print(sess.run(tf.sparse_tensor_to_dense(sparse)))
    [[0 5 0]
     [0 0 6]]
    """

    def __init__(self, indices: Any, values: Any, dense_shape: Any) -> None:
        here = home.choose((indices, values, dense_shape))
        with here.scope("SparseTensor"):
            self._indices = here.convert(indices, int64, "indices")
            self._values = here.convert(values, None, "values")
            self._dense_shape = here.convert(dense_shape, int64, "dense_shape")
        count = self._indices.shape.with_rank(2)
        rank = self._dense_shape.shape.with_rank(1)
        self._values.shape.with_rank(1).merge_with(TensorShapeV1(count[:1]))
        rank.merge_with(TensorShapeV1(count[1:]))

    @classmethod
    def from_value(cls, sparse_tensor_value: Any) -> SparseTensor:
        """The same as symbolic (or eager) tensors."""
        if isinstance(sparse_tensor_value, SparseTensor):
            return sparse_tensor_value
        return SparseTensor(*sparse_tensor_value)

    @property
    def indices(self) -> Any:
        """Where the values are: int64, a row each."""
        return self._indices

    @property
    def values(self) -> Any:
        """The values, a vector."""
        return self._values

    @property
    def dense_shape(self) -> Any:
        """The shape of the whole, an int64 vector."""
        return self._dense_shape

    @property
    def dtype(self) -> DType:
        """The type of the values."""
        dtype: DType = self._values.dtype
        return dtype

    @property
    def op(self) -> Any:
        """The operation that gives the values."""
        return self._values.op

    @property
    def graph(self) -> Any:
        """The graph that the parts are in."""
        return self._values.graph

    @property
    def home(self) -> Any:
        """Where ops on the parts happen."""
        return self._values.home

    @property
    def shape(self) -> TensorShape:
        """What is known of the shape of the whole."""
        return self.home.shape_type(rules.value_as_shape(self._dense_shape))  # type: ignore[no-any-return]

    def get_shape(self) -> TensorShape:
        """The same as ``shape``."""
        return self.shape

    def with_values(self, new_values: Any) -> SparseTensor:
        """Other values at the same places."""
        return SparseTensor(self._indices, new_values, self._dense_shape)

    def __mul__(self, other: Any) -> Any:
        return OPERATORS["sparse_mul"](self, other)

    def __truediv__(self, other: Any) -> Any:
        return OPERATORS["sparse_truediv"](self, other)

    def eval(self, feed_dict: Any = None, session: Any = None) -> Any:
        """The value in ``session`` or the default session."""
        session = session or self.graph.default_session()
        if session is None:
            raise ValueError(
                "Cannot evaluate tensor using `eval()`: No default session is "
                "registered. Use `with tf.Session():` or pass an explicit session to "
                "`eval(session=sess)`."
            )
        return session.run(self, feed_dict)

    def parts(self) -> tuple[tuple[Any, Any, Any], Callable[..., Any]]:
        """What a session runs in place of it, and what it makes of the values."""
        tensors = (self._indices, self._values, self._dense_shape)
        return tensors, lambda values: SparseTensorValue(*values)

    def __repr__(self) -> str:
        return (
            f"SparseTensor(indices={self._indices!s}, values={self._values!s}, "
            f"dense_shape={self._dense_shape!s})"
        )


class FaceSparseTensor(type):
    """The class ``SparseTensor`` of a face, at home where nothing else decides."""

    def __call__(cls, *args: Any, **kwargs: Any) -> SparseTensor:
        """A ``SparseTensor``."""
        make = home.face(SparseTensor, cls.__dict__["fallback"].__func__)
        made: SparseTensor = make(*args, **kwargs)
        return made

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, SparseTensor)

    @property
    def from_value(cls) -> Callable[[Any], SparseTensor]:
        """``SparseTensor.from_value``, at home as well."""
        return home.face(SparseTensor.from_value, cls.__dict__["fallback"].__func__)
