"""Tests of the engine's floor: types, shapes, streams, the registry."""
