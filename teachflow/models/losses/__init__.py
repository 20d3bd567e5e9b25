"""``tf.losses``: losses that are weighed, reduced, and collected in the graph."""
