"""Parts of the eager face that are imported when they are first asked for."""

from __future__ import annotations

from typing import Final

PARTS: Final[dict[str, str]] = {
    "autodiff": "teachflow.compat.v2.autodiff",
    "config": "teachflow.compat.v2.config",
    "autograph": "teachflow.compat.v2.autograph",
    "data": "teachflow.compat.v2.data",
    "summary": "teachflow.compat.v2.summary",
    "train": "teachflow.compat.v2.train",
    "image": "teachflow.compat.v2.image",
    "experimental": "teachflow.compat.v2.experimental",
    "initializers": "teachflow.keras.initializers",
    "io": "teachflow.compat.v2.io",
    "keras": "teachflow.keras",
    "losses": "teachflow.keras.losses",
    "metrics": "teachflow.keras.metrics",
    "nest": "teachflow.compat.v2.nest",
    "optimizers": "teachflow.keras.optimizers",
    "sets": "teachflow.compat.v2.sets",
    "signal": "teachflow.compat.v2.signal",
    "sparse": "teachflow.compat.v2.sparse",
    "sysconfig": "teachflow.compat.v2.sysconfig",
    "test": "teachflow.compat.v2.test",
    "types": "teachflow.compat.v2.types",
    "version": "teachflow.compat.v2.version",
}
"""The name of a part to the module that it is."""
