"""``Options``: wishes about speed, which are kept and change nothing.

Source: tf.data.Options.
"""

from __future__ import annotations

from typing import Any


class Options:
    """Holds whatever attributes are set, at any depth.

    Unlike TensorFlow, they are kept and change nothing. Source: tf.data.Options.

    >>> options = Options()
    >>> options.experimental_optimization.map_fusion = True
    >>> options.experimental_optimization.map_fusion
    True
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        part = Options()
        setattr(self, name, part)
        return part
