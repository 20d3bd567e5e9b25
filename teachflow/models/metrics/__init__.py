"""``tf.metrics``: measures that run along with batches; composites, no kernels.

Each returns two tensors: the value so far, and an op that takes in the batch of the run
and gives the new value. What is counted lives in local variables, so a session has to
run ``tf.local_variables_initializer()`` first.
"""
