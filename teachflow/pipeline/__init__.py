"""Elements of NumPy values on their way: datasets as plain iterators, and queues."""
