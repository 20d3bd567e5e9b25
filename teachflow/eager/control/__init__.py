"""Choosing and repeating where ops compute at once."""
