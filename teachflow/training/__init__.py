"""Training: optimizers over the update rules in ``ops.state``."""
