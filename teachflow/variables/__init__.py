"""Variables: one base, two kinds.

A graph variable is four nodes (initial value, place, assignment, read) and holds no
value: each session has its own. An eager variable holds its value in a cell.
``Variable`` in a face makes the one that fits where it is called.
"""

from teachflow.variables.base import BaseVariable
from teachflow.variables.eager import EagerVariable
from teachflow.variables.face import FaceVariable
from teachflow.variables.graph import GraphVariable

__all__ = ["BaseVariable", "EagerVariable", "FaceVariable", "GraphVariable"]
