"""Matrices and products along axes."""
