"""Who made what in a graph, and taking it out again as if it had never been."""
