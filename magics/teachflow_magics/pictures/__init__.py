"""The magics that draw: graphs, runs, tapes, curves, the explorer."""
