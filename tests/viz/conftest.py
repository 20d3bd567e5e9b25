"""Fixtures: which layout engines this machine has."""

from __future__ import annotations

import importlib.util
import shutil

import pytest


@pytest.fixture
def has_engine():
    """A function that skips the test where an engine is not installed."""

    def require(name):
        if name == "dot" and shutil.which("dot") is None:
            pytest.skip("Graphviz's dot is not installed")
        if name == "embedded" and importlib.util.find_spec("pygraphviz") is None:
            pytest.skip("pygraphviz is not installed")

    return require
