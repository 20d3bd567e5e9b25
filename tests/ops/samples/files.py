"""Rows of the ops on checkpoints."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from tests.ops.sample import Sample, StateSample, strings

_NAMES, _WHOLE = ["w", "s"], ["", ""]
_VALUES = [np.float32([[1, 2]]), strings(b"a", b"", b"\xff")]
_KINDS = (dt.float32, dt.string)


def _saved(graph: Any, session: Any, prefix: str) -> None:
    inputs = prefix, _NAMES, _WHOLE, _VALUES
    session.run(graph.apply(OPS["SaveV2"], inputs, {"dtypes": _KINDS}, None))


def _restored(graph: Any, session: Any, prefix: str) -> Any:
    inputs = prefix, _NAMES, _WHOLE
    tensors = graph.apply(OPS["RestoreV2"], inputs, {"dtypes": _KINDS}, None)
    return session.run(tensors)


def _there_and_back(graph: Any, session: Any) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        prefix = f"{folder}/model"
        _saved(graph, session, prefix)
        return _restored(graph, session, prefix)


def _merged(graph: Any, session: Any) -> Any:
    """The values after merging, and the files that are left."""
    with tempfile.TemporaryDirectory() as folder:
        _saved(graph, session, f"{folder}/part/model")
        inputs = [f"{folder}/part/model"], f"{folder}/all"
        attrs = {"delete_old_dirs": True, "allow_missing_files": False}
        session.run(graph.apply(OPS["MergeV2Checkpoints"], inputs, attrs, None))
        left = sorted(path.name for path in Path(folder).iterdir())
        return [*_restored(graph, session, f"{folder}/all"), *left]


SAMPLES: list[Sample | StateSample] = [
    StateSample("SaveV2", _there_and_back, _VALUES),
    StateSample("RestoreV2", _there_and_back, _VALUES),
    StateSample(
        "MergeV2Checkpoints",
        _merged,
        [*_VALUES, "all.data-00000-of-00001", "all.index"],
    ),
    Sample(
        "ShardedFilename",
        (np.array(b"run/model", object), np.int32(1), np.int32(12)),
        expected=np.array(b"run/model-00001-of-00012", object),
    ),
    Sample(
        "StaticRegexFullMatch",
        (strings(b"abc", b"ab", b"abcd"),),
        {"pattern": "a.c"},
        expected=np.array([True, False, False]),
    ),
]
