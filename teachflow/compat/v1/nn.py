"""``tf.nn``: activations and losses of neural networks."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.nn import activations as _activations
from teachflow.ops.nn import blocks as _blocks
from teachflow.ops.nn import convolution as _convolution
from teachflow.ops.nn import depthwise as _depthwise
from teachflow.ops.nn import dropout as _dropout
from teachflow.ops.nn import embedding as _embedding
from teachflow.ops.nn import losses as _losses
from teachflow.ops.nn import moments as _moments
from teachflow.ops.nn import nn as _nn
from teachflow.ops.nn import normalization as _normalization
from teachflow.ops.nn import pooling as _pooling
from teachflow.ops.nn import ranking as _ranking

avg_pool = at_home(_pooling.avg_pool)
avg_pool1d = at_home(_pooling.avg_pool1d)
avg_pool2d = at_home(_pooling.avg_pool)
batch_normalization = at_home(_moments.batch_normalization)
bias_add = at_home(_activations.bias_add)
conv1d = at_home(_convolution.conv1d)
conv2d = at_home(_convolution.conv2d)
conv2d_backprop_filter = at_home(_convolution.conv2d_backprop_filter)
conv2d_backprop_input = at_home(_convolution.conv2d_backprop_input)
conv2d_transpose = at_home(_convolution.conv2d_transpose)
crelu = at_home(_activations.crelu)
depth_to_space = at_home(_blocks.depth_to_space)
depthwise_conv2d = at_home(_depthwise.depthwise_conv2d)
dropout = at_home(_dropout.dropout)
elu = at_home(_nn.elu)
embedding_lookup = at_home(_embedding.embedding_lookup)
fused_batch_norm = at_home(_normalization.fused_batch_norm)
in_top_k = at_home(_ranking.in_top_k)
l2_loss = at_home(_nn.l2_loss)
l2_normalize = at_home(_moments.l2_normalize)
leaky_relu = at_home(_activations.leaky_relu)
local_response_normalization = at_home(_normalization.local_response_normalization)
log_poisson_loss = at_home(_losses.log_poisson_loss)
log_softmax = at_home(_losses.log_softmax)
lrn = at_home(_normalization.local_response_normalization)
max_pool = at_home(_pooling.max_pool)
max_pool1d = at_home(_pooling.max_pool1d)
max_pool2d = at_home(_pooling.max_pool2d)
max_pool_with_argmax = at_home(_pooling.max_pool_with_argmax)
moments = at_home(_moments.moments)
normalize_moments = at_home(_moments.normalize_moments)
relu = at_home(_nn.relu)
relu6 = at_home(_nn.relu6)
relu_layer = at_home(_activations.relu_layer)
selu = at_home(_nn.selu)
separable_conv2d = at_home(_depthwise.separable_conv2d)
sigmoid = at_home(_elementary.sigmoid)
sigmoid_cross_entropy_with_logits = at_home(_losses.sigmoid_cross_entropy_with_logits)
silu = at_home(_activations.swish)
softmax = at_home(_losses.softmax)
softmax_cross_entropy_with_logits = at_home(_losses.softmax_cross_entropy_with_logits)
softmax_cross_entropy_with_logits_v2 = at_home(
    _losses.softmax_cross_entropy_with_logits_v2
)
softplus = at_home(_nn.softplus)
softsign = at_home(_nn.softsign)
space_to_depth = at_home(_blocks.space_to_depth)
sparse_softmax_cross_entropy_with_logits = at_home(
    _losses.sparse_softmax_cross_entropy_with_logits
)
sufficient_statistics = at_home(_moments.sufficient_statistics)
swish = at_home(_activations.swish)
tanh = at_home(_trigonometry.tanh)
top_k = at_home(_ranking.top_k)
weighted_cross_entropy_with_logits = at_home(_losses.weighted_cross_entropy_with_logits)
weighted_moments = at_home(_moments.weighted_moments)
xw_plus_b = at_home(_activations.xw_plus_b)
zero_fraction = at_home(_activations.zero_fraction)

__getattr__ = _looking_up(__name__)
