"""Graphs as TensorFlow's messages: what is written of a graph, and read again."""
