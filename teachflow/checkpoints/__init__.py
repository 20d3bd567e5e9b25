"""Checkpoints: variables' values on a disk, in TensorFlow's files."""
