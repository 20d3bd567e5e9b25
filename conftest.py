"""For every test and doctest: empty settings, and a default graph of its own.

This file stands at the root, not in ``tests/``, because the doctests of ``teachflow/``
need it as well.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from teachflow.core import home
from teachflow.graph.defaults import reset_default_graph

# The same examples every time: a test that fails here fails everywhere.  No deadline,
# for a machine under load is slow without a fault of ours.
hypothesis.settings.register_profile(
    "project", derandomize=True, deadline=None, database=None
)
hypothesis.settings.load_profile("project")

_folders = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Keeps the user's IPython and Jupyter settings out of the notebooks' kernels."""
    folders = tempfile.TemporaryDirectory(prefix="teachflow-tests-")
    config.stash[_folders] = folders
    for name in (
        "IPYTHONDIR",
        "JUPYTER_CONFIG_DIR",
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
        "MPLCONFIGDIR",
    ):
        os.environ[name] = str(Path(folders.name, name.lower()))
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"


def pytest_collection_finish() -> None:
    """Leaves the tests themselves out of every later garbage collection.

    There are so many of them that each collection took more than a second.
    """
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Removes the folders again."""
    config.stash[_folders].cleanup()


@pytest.fixture(autouse=True)
def fresh_default_graph() -> Iterator[None]:
    """An empty default graph; what a test leaves open is closed after it."""
    reset_default_graph()
    yield
    for scope in reversed(home.open_homes()):
        home.remove(scope)
