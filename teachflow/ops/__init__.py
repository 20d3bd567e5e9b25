"""The ops: importing this package declares those that everything else is made of.

The others are declared by what uses or offers them, so that who does not need them does
not wait for them; ``every`` declares them all, when an op is asked for by a type that
is not declared yet.
"""

import functools
import importlib

from teachflow.core.registry import OPS
from teachflow.ops import conflicts as conflicts
from teachflow.ops.arrays import arranging as arranging
from teachflow.ops.arrays import array as array
from teachflow.ops.arrays import broadcasting as broadcasting
from teachflow.ops.arrays import convert as convert
from teachflow.ops.arrays import create as create
from teachflow.ops.arrays import gather as gather
from teachflow.ops.arrays import indexed_slices as indexed_slices
from teachflow.ops.arrays import joining as joining
from teachflow.ops.arrays import lengths as lengths
from teachflow.ops.arrays import reshaping as reshaping
from teachflow.ops.arrays import scatter as scatter
from teachflow.ops.arrays import selecting as selecting
from teachflow.ops.arrays import shaping as shaping
from teachflow.ops.arrays import stacking as stacking
from teachflow.ops.arrays.groups import segments as segments
from teachflow.ops.arrays.ordering import extremes as extremes
from teachflow.ops.arrays.slicing import indexing as indexing
from teachflow.ops.arrays.slicing import slices as slices
from teachflow.ops.arrays.slicing import strided as strided
from teachflow.ops.linalg import matmul as matmul
from teachflow.ops.math import arithmetic as arithmetic
from teachflow.ops.math import binary as binary
from teachflow.ops.math import cast as cast
from teachflow.ops.math import complex as complex
from teachflow.ops.math import elementary as elementary
from teachflow.ops.math import logic as logic
from teachflow.ops.math import mask as mask
from teachflow.ops.math import math as math
from teachflow.ops.math import order as order
from teachflow.ops.math import reduce as reduce
from teachflow.ops.math import reductions as reductions
from teachflow.ops.math import slopes as slopes
from teachflow.ops.math import trigonometry as trigonometry
from teachflow.ops.state import scatter_places as scatter_places
from teachflow.ops.state import state as state

OPS.declare_all = functools.partial(importlib.import_module, f"{__name__}.every")
