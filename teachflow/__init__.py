"""TeachFlow: TensorFlow's two languages on NumPy, small enough to see.

``import teachflow as tf`` is the eager face; ``import teachflow.compat.v1 as tf``
builds graphs. In a notebook, ``%load_ext teachflow`` brings the magics.
"""

from __future__ import annotations

from typing import Any

import numpy  # noqa: F401, ICN001 (first: the garbage collector then has less to do)

from teachflow.compat.missing import listing as _listing
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2 import *  # noqa: F403 (the eager face is what this package is)
from teachflow.compat.v2 import __version__
from teachflow.compat.v2._later import LATER as _LATER
from teachflow.compat.v2._refused import REFUSED as _REFUSED

__getattr__ = _looking_up(__name__, _LATER, _REFUSED)
__dir__ = _listing(__name__)


def load_ipython_extension(shell: Any) -> None:
    """Hands ``%load_ext teachflow`` over to the notebook face."""
    from teachflow_magics import load_ipython_extension as load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Hands ``%unload_ext teachflow`` over to the notebook face."""
    from teachflow_magics import unload_ipython_extension as unload

    unload(shell)


_OTHERS = {"Any", "annotations", "numpy"}
__all__ = ["__version__", "load_ipython_extension", "unload_ipython_extension"]
__all__ += [name for name in __dir__() if name[0] != "_" and name not in _OTHERS]
