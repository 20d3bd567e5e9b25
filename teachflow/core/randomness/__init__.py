"""Random numbers, bit for bit as TensorFlow makes them."""
