"""Tests of the ops: every declaration keeps its word."""
