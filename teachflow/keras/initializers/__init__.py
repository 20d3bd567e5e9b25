"""``tf.keras.initializers``: the first values of variables."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.initializers.base import Initializer
from teachflow.keras.initializers.constant import (
    Constant,
    Identity,
    Ones,
    Zeros,
)
from teachflow.keras.initializers.drawn import (
    GlorotNormal,
    GlorotUniform,
    HeNormal,
    HeUniform,
    LecunNormal,
    LecunUniform,
    Orthogonal,
    RandomNormal,
    RandomUniform,
    TruncatedNormal,
    VarianceScaling,
)
from teachflow.keras.initializers.named import NAMES as _NAMES
from teachflow.keras.initializers.named import deserialize, get, serialize

IdentityInitializer = Identity
OrthogonalInitializer = Orthogonal
globals().update(_NAMES)

__getattr__ = _looking_up(__name__)
