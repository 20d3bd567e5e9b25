"""How a loss of many numbers becomes one, weighed, and where it is collected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from teachflow.core import home
from teachflow.core.dtypes import float32
from teachflow.graph.defaults import get_default_graph, graph_of
from teachflow.graph.keys import GraphKeys
from teachflow.ops.arrays.create import ones_like, range_, zeros_like
from teachflow.ops.arrays.lengths import rank, size
from teachflow.ops.arrays.selecting import where
from teachflow.ops.math.arithmetic import add_n, div_no_nan
from teachflow.ops.math.cast import cast
from teachflow.ops.math.logic import equal
from teachflow.ops.math.math import multiply
from teachflow.ops.math.reduce import reduce_sum
from teachflow.ops.nn.weights import assert_broadcastable, broadcast_weights


@contextmanager
def opened(scope: str | None, default: str, *values: Any) -> Iterator[Any]:
    """The name scope of a loss, in the graph of its values or the default graph.

    Yields that graph and the scope's name, which another function may open again.
    """
    here = graph_of(*values)
    with home.within(here), here.scope(scope or default) as inner:
        yield here, inner


class Reduction:
    """The ways to make a loss one number; constants.

    Source: tf.compat.v1.losses.Reduction.

    >>> import teachflow.compat.v1 as tf
    >>> tf.losses.Reduction.SUM
    'weighted_sum'
    """

    NONE = "none"
    SUM = "weighted_sum"
    MEAN = "weighted_mean"
    SUM_OVER_BATCH_SIZE = "weighted_sum_over_batch_size"
    SUM_BY_NONZERO_WEIGHTS = "weighted_sum_by_nonzero_weights"
    SUM_OVER_NONZERO_WEIGHTS = SUM_BY_NONZERO_WEIGHTS

    @classmethod
    def all(cls) -> tuple[str, ...]:
        """All of them."""
        return (
            cls.NONE,
            cls.SUM,
            cls.MEAN,
            cls.SUM_OVER_BATCH_SIZE,
            cls.SUM_OVER_NONZERO_WEIGHTS,
            cls.SUM_BY_NONZERO_WEIGHTS,
        )

    @classmethod
    def validate(cls, key: Any) -> None:
        """Raises ``ValueError`` for what is none of them."""
        if key not in cls.all():
            raise ValueError(
                f"Invalid Reduction Key {key}. Key should be one of {cls.all()}."
            )


def compute_weighted_loss(
    losses: Any,
    weights: Any = 1.0,
    scope: str | None = None,
    loss_collection: Any = GraphKeys.LOSSES,
    reduction: str = Reduction.SUM_BY_NONZERO_WEIGHTS,
) -> Any:
    """Returns ``losses`` times ``weights``, reduced, and collects the result.

    ``weights`` broadcast to the losses. By default the sum is divided by the number of
    weights that are not 0. Raises ``ValueError`` for another reduction, or for weights
    that do not broadcast. Unlike TensorFlow, it checks shapes that are not known before
    running with one node. Source: tf.compat.v1.losses.compute_weighted_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     loss = tf.losses.compute_weighted_loss([1.0, 2.0, 6.0], [1.0, 1.0, 0.0])
    ...     print(sess.run(loss), tf.get_collection(tf.GraphKeys.LOSSES) == [loss])
    1.5 True
    """
    Reduction.validate(reduction)
    with opened(scope, "weighted_loss", losses, weights) as (here, _):
        checked = assert_broadcastable(here, weights, losses)
        with here.control_dependencies([checked]):
            losses = here.convert(losses)
            given = losses.dtype.base_dtype
            losses = cast(losses, float32)
            weights = cast(weights, float32)
            loss = cast(_reduced(losses, weights, reduction), given)
            add_loss(loss, loss_collection)
            return loss


def _reduced(losses: Any, weights: Any, reduction: str) -> Any:
    weighed = multiply(losses, weights)
    if reduction == Reduction.NONE:
        return weighed
    total = reduce_sum(weighed)
    if reduction == Reduction.MEAN:
        share = multiply(ones_like(losses), weights, name="mul")
        return _safe_mean(total, reduce_sum(share))
    if reduction == Reduction.SUM_BY_NONZERO_WEIGHTS:
        return _safe_mean(total, num_present(losses, weights))
    if reduction == Reduction.SUM_OVER_BATCH_SIZE:
        return _safe_mean(total, _num_elements(losses))
    return total


def _safe_mean(losses: Any, count: Any) -> Any:
    return div_no_nan(reduce_sum(losses), count, name="value")


def _num_elements(losses: Any) -> Any:
    with home.choose((losses,)).scope("num_elements") as scope:
        return cast(size(losses, name=scope or None), losses.dtype.base_dtype)


def num_present(losses: Any, weights: Any, per_batch: bool = False) -> Any:
    """How many elements have a weight that is not 0: in all, or row by row."""
    here = home.choose((losses, weights))
    with here.scope("num_present") as scope:
        weights = cast(weights, float32)
        present = where(equal(weights, 0.0), zeros_like(weights), ones_like(weights))
        present = broadcast_weights(present, losses)
        if per_batch:
            axes = range_(1, rank(present))
            return reduce_sum(present, axis=axes, keepdims=True, name=scope or None)
        return reduce_sum(present, name=scope or None)


# ---- collections -----------------------------------------------------------------


def add_loss(loss: Any, loss_collection: Any = GraphKeys.LOSSES) -> None:
    """Adds ``loss`` to a collection of the graph; None means to none.

    Source: tf.compat.v1.losses.add_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     tf.losses.add_loss(tf.constant(1.0))
    ...     len(tf.losses.get_losses())
    1
    """
    if loss_collection:
        get_default_graph().add_to_collection(loss_collection, loss)


def get_losses(
    scope: str | None = None, loss_collection: Any = GraphKeys.LOSSES
) -> list[Any]:
    """Returns the collected losses, optionally those whose names begin with ``scope``.

    Source: tf.compat.v1.losses.get_losses.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     _ = tf.losses.mean_squared_error([1.0], [3.0])
    ...     print([loss.name for loss in tf.losses.get_losses()])
    ['mean_squared_error/value:0']
    """
    return get_default_graph().get_collection(loss_collection, scope)


def get_regularization_losses(scope: str | None = None) -> list[Any]:
    """Returns the losses that regularizers of variables collected.

    Source: tf.compat.v1.losses.get_regularization_losses.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     _ = tf.get_variable("w", [2], regularizer=tf.nn.l2_loss)
    ...     print([loss.name for loss in tf.losses.get_regularization_losses()])
    ['w/Regularizer/L2Loss:0']
    """
    return get_losses(scope, GraphKeys.REGULARIZATION_LOSSES)


def get_regularization_loss(
    scope: str | None = None, name: str = "total_regularization_loss"
) -> Any:
    """Returns the sum of the regularization losses, 0 where there is none.

    Source: tf.compat.v1.losses.get_regularization_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.losses.get_regularization_loss())
    np.float32(0.0)
    """
    losses = get_regularization_losses(scope)
    if losses:
        return add_n(losses, name=name)
    return get_default_graph().convert(0.0)


def get_total_loss(
    add_regularization_losses: bool = True,
    name: str = "total_loss",
    scope: str | None = None,
) -> Any:
    """Returns the sum of the collected losses, regularization losses among them.

    Raises ``ValueError`` where there is none. Source:
    tf.compat.v1.losses.get_total_loss.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     loss = tf.losses.mean_squared_error([1.0], [3.0])
    ...     sess.run(tf.losses.get_total_loss())
    np.float32(4.0)
    """
    losses = get_losses(scope)
    if add_regularization_losses:
        losses += get_regularization_losses(scope)
    return add_n(losses, name=name)
