"""TensorFlow's two languages, each a face on the same functions."""
