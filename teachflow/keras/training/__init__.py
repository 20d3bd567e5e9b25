"""``compile``, ``fit`` and their kin: what a model is trained by."""
