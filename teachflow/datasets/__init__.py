"""``tf.data``: datasets, and iterators that go through them."""
