"""``tf.train``: optimizers, learning rates and the global step."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.train import schedules as _schedules
from teachflow.train.adaptive import (
    AdadeltaOptimizer,
    AdagradOptimizer,
    AdamOptimizer,
    FtrlOptimizer,
    RMSPropOptimizer,
)
from teachflow.train.descent import GradientDescentOptimizer, MomentumOptimizer
from teachflow.train.optimizer import Optimizer
from teachflow.train.proximal import (
    AdagradDAOptimizer,
    ProximalAdagradOptimizer,
    ProximalGradientDescentOptimizer,
)
from teachflow.train.step import (
    create_global_step,
    get_global_step,
    get_or_create_global_step,
)

cosine_decay = at_home(_schedules.cosine_decay)
exponential_decay = at_home(_schedules.exponential_decay)
inverse_time_decay = at_home(_schedules.inverse_time_decay)
linear_cosine_decay = at_home(_schedules.linear_cosine_decay)
natural_exp_decay = at_home(_schedules.natural_exp_decay)
noisy_linear_cosine_decay = at_home(_schedules.noisy_linear_cosine_decay)
polynomial_decay = at_home(_schedules.polynomial_decay)
