"""``tf.layers``: what a network is stacked from, with variables of its own."""
