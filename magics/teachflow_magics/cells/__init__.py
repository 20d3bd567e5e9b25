"""Cells and their nodes, the session, and the tables that show them."""
