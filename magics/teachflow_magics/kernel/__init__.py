"""The Jupyter kernel "TeachFlow": Python's own, with the extension loaded at once.

``spec`` says how Jupyter starts it, ``__main__`` is what it starts, ``command`` is what
``python -m teachflow install`` does.
"""
