"""TensorFlow's older languages."""
