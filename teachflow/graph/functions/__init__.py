"""Graphs of functions: what they take from outside, how they run and go backward."""

from teachflow.graph.functions import forward as forward  # declares its rules
