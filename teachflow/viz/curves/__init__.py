"""Curves of event files: plain data, charts, and what shows them."""
