"""The ground floor: what every op, home and face is made of."""
