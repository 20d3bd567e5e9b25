"""What runs, in which order, and what is seen of it."""
