"""Random numbers: TensorFlow's own, bit for bit."""
