"""How fast lessons run, as ratios measured in one go: ``python -m benchmarks``."""
