"""Rows in groups: reduced by number, dealt out and stitched together again."""
