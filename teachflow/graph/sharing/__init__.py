"""Sharing: variable scopes, the store of shared variables, and what they begin with."""
