"""Training: optimizers over the update rules in ``ops.training``."""
