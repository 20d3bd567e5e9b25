"""Special functions: error, gamma, Bessel. Values in NumPy alone, and the ops."""
