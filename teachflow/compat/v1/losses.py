"""``tf.losses``: losses that are weighed, reduced and collected."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.models.losses import elementwise as _elementwise
from teachflow.models.losses import entropy as _entropy
from teachflow.models.losses import reduction as _reduction
from teachflow.models.losses.reduction import Reduction

absolute_difference = at_home(_elementwise.absolute_difference)
add_loss = at_home(_reduction.add_loss)
compute_weighted_loss = at_home(_reduction.compute_weighted_loss)
cosine_distance = at_home(_elementwise.cosine_distance)
get_losses = at_home(_reduction.get_losses)
get_regularization_loss = at_home(_reduction.get_regularization_loss)
get_regularization_losses = at_home(_reduction.get_regularization_losses)
get_total_loss = at_home(_reduction.get_total_loss)
hinge_loss = at_home(_elementwise.hinge_loss)
huber_loss = at_home(_elementwise.huber_loss)
log_loss = at_home(_elementwise.log_loss)
mean_pairwise_squared_error = at_home(_elementwise.mean_pairwise_squared_error)
mean_squared_error = at_home(_elementwise.mean_squared_error)
sigmoid_cross_entropy = at_home(_entropy.sigmoid_cross_entropy)
softmax_cross_entropy = at_home(_entropy.softmax_cross_entropy)
sparse_softmax_cross_entropy = at_home(_entropy.sparse_softmax_cross_entropy)

__all__ = [
    "Reduction",
    "absolute_difference",
    "add_loss",
    "compute_weighted_loss",
    "cosine_distance",
    "get_losses",
    "get_regularization_loss",
    "get_regularization_losses",
    "get_total_loss",
    "hinge_loss",
    "huber_loss",
    "log_loss",
    "mean_pairwise_squared_error",
    "mean_squared_error",
    "sigmoid_cross_entropy",
    "softmax_cross_entropy",
    "sparse_softmax_cross_entropy",
]

__getattr__ = _looking_up(__name__)
