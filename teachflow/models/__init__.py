"""Composites only: layers, losses and metrics in TensorFlow 1's terms."""
