"""The ops: importing this package declares all of them."""

from teachflow.ops import arithmetic as arithmetic
from teachflow.ops import array as array
from teachflow.ops import cast as cast
from teachflow.ops import complex as complex
from teachflow.ops import create as create
from teachflow.ops import elementary as elementary
from teachflow.ops import gather as gather
from teachflow.ops import indexing as indexing
from teachflow.ops import joining as joining
from teachflow.ops import lengths as lengths
from teachflow.ops import logic as logic
from teachflow.ops import losses as losses
from teachflow.ops import mask as mask
from teachflow.ops import math as math
from teachflow.ops import matmul as matmul
from teachflow.ops import nn as nn
from teachflow.ops import random as random
from teachflow.ops import reduce as reduce
from teachflow.ops import reductions as reductions
from teachflow.ops import reshaping as reshaping
from teachflow.ops import selecting as selecting
from teachflow.ops import shaping as shaping
from teachflow.ops import slicing as slicing
from teachflow.ops import state as state
from teachflow.ops import strings as strings
from teachflow.ops import training as training
