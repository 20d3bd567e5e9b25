"""Elements in their order: sorted, the extremes, and lists taken as sets."""
