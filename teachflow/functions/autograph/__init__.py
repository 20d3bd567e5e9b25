"""AutoGraph: Python's statements on tensors become nodes.

The library ``diastatic-malt`` rewrites a function's source so that each ``if``,
``while``, ``for``, call ... asks a function here what to do. Those look at the values:
on Python's they do what Python does, on tensors of a traced function they build a
condition or a loop of ``graph.control``.
"""
