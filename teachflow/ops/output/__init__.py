"""Out of a graph into files: checkpoints and summaries."""
