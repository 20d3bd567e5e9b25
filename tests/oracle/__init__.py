"""Real TensorFlow as the oracle: cases, their records, and the tests against them."""
