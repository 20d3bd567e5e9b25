"""Tapes and accumulators: what they record, are asked, and explain."""
