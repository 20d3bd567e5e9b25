"""Layout engines: which there are, and the one in a process of its own."""
