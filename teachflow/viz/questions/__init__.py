"""Questions that a picture of a graph answers; each is a file, and data its answer."""
