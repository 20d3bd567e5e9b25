"""``tf.nn``: activations and losses of neural networks."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.ops import elementary as _elementary
from teachflow.ops import losses as _losses
from teachflow.ops import nn as _nn
from teachflow.ops import trigonometry as _trigonometry

bias_add = at_home(_losses.bias_add)
elu = at_home(_nn.elu)
l2_loss = at_home(_nn.l2_loss)
leaky_relu = at_home(_losses.leaky_relu)
log_softmax = at_home(_losses.log_softmax)
relu = at_home(_nn.relu)
relu6 = at_home(_nn.relu6)
selu = at_home(_nn.selu)
sigmoid = at_home(_elementary.sigmoid)
sigmoid_cross_entropy_with_logits = at_home(_losses.sigmoid_cross_entropy_with_logits)
softmax = at_home(_losses.softmax)
softmax_cross_entropy_with_logits = at_home(_losses.softmax_cross_entropy_with_logits)
softmax_cross_entropy_with_logits_v2 = at_home(
    _losses.softmax_cross_entropy_with_logits_v2
)
softplus = at_home(_nn.softplus)
softsign = at_home(_nn.softsign)
sparse_softmax_cross_entropy_with_logits = at_home(
    _losses.sparse_softmax_cross_entropy_with_logits
)
tanh = at_home(_trigonometry.tanh)
xw_plus_b = at_home(_losses.xw_plus_b)
