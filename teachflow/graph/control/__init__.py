"""Control flow of the graph face: conditions, loops, and what is built of them."""

from teachflow.graph.control import gradient as gradient  # declares its rules
