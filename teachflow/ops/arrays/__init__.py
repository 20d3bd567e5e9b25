"""Elements in their places: making arrays, shapes, parts, indices, order."""
