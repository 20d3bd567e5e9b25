"""``tf.function``: Python functions traced to graphs, and run as those."""
