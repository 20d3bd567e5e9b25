"""Pipelines: sequences of elements of NumPy values that can be gone through anew."""
