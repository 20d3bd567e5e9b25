"""From files and queues into a graph."""
