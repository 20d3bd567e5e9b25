"""``tf.nn``: activations and losses of neural networks."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.math import elementary as _elementary
from teachflow.ops.math import trigonometry as _trigonometry
from teachflow.ops.nn import activations as _activations
from teachflow.ops.nn import arguments as _arguments
from teachflow.ops.nn import convolution as _convolution
from teachflow.ops.nn import convolving as _convolving
from teachflow.ops.nn import dropout as _dropout
from teachflow.ops.nn import embedding as _embedding
from teachflow.ops.nn import losses as _losses
from teachflow.ops.nn import moments as _moments
from teachflow.ops.nn import nn as _nn
from teachflow.ops.nn import normalization as _normalization
from teachflow.ops.nn import pooling as _pooling
from teachflow.ops.nn import ranking as _ranking

atrous_conv2d = at_home(_convolving.atrous_conv2d)
avg_pool = at_home(_arguments.avg_pool)
avg_pool1d = at_home(_pooling.avg_pool1d)
avg_pool2d = at_home(_arguments.avg_pool2d)
batch_normalization = at_home(_moments.batch_normalization)
bias_add = at_home(_activations.bias_add)
conv1d_transpose = at_home(_convolving.conv1d_transpose)
conv1d = at_home(_arguments.conv1d)
conv2d = at_home(_convolution.conv2d_v2)
conv2d_transpose = at_home(_arguments.conv2d_transpose)
convolution = at_home(_convolving.convolution)
crelu = at_home(_arguments.crelu)
depth_to_space = at_home(_arguments.depth_to_space)
depthwise_conv2d = at_home(_arguments.depthwise_conv2d)
dropout = at_home(_dropout.dropout_v2)
elu = at_home(_nn.elu)
embedding_lookup = at_home(_embedding.embedding_lookup_v2)
gelu = at_home(_activations.gelu)
in_top_k = at_home(_ranking.in_top_k_v2)
l2_loss = at_home(_nn.l2_loss)
l2_normalize = at_home(_moments.l2_normalize)
leaky_relu = at_home(_activations.leaky_relu)
local_response_normalization = at_home(_normalization.local_response_normalization)
log_poisson_loss = at_home(_losses.log_poisson_loss)
log_softmax = at_home(_arguments.log_softmax)
lrn = at_home(_normalization.local_response_normalization)
max_pool = at_home(_arguments.max_pool)
max_pool1d = at_home(_pooling.max_pool1d)
max_pool_with_argmax = at_home(_arguments.max_pool_with_argmax)
max_pool2d = at_home(_pooling.max_pool2d)
moments = at_home(_moments.moments_v2)
normalize_moments = at_home(_moments.normalize_moments)
relu = at_home(_nn.relu)
relu6 = at_home(_nn.relu6)
selu = at_home(_nn.selu)
separable_conv2d = at_home(_arguments.separable_conv2d)
sigmoid = at_home(_elementary.sigmoid)
sigmoid_cross_entropy_with_logits = at_home(_losses.sigmoid_cross_entropy_with_logits)
silu = at_home(_activations.swish)
softmax = at_home(_arguments.softmax)
softmax_cross_entropy_with_logits = at_home(
    _arguments.softmax_cross_entropy_with_logits
)
softplus = at_home(_nn.softplus)
softsign = at_home(_nn.softsign)
space_to_depth = at_home(_arguments.space_to_depth)
sparse_softmax_cross_entropy_with_logits = at_home(
    _arguments.sparse_softmax_cross_entropy_with_logits
)
sufficient_statistics = at_home(_arguments.sufficient_statistics)
swish = at_home(_activations.swish)
tanh = at_home(_trigonometry.tanh)

top_k = at_home(_ranking.top_k)
weighted_cross_entropy_with_logits = at_home(
    _arguments.weighted_cross_entropy_with_logits
)
weighted_moments = at_home(_arguments.weighted_moments)
zero_fraction = at_home(_activations.zero_fraction)

__getattr__ = _looking_up(__name__)
