"""Numbers one by one and their sums: arithmetic, functions, comparisons, reductions."""
