"""Event files: written, read, and read by TensorBoard."""
