"""Rows of the ops that read files and take apart what is in them."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core.registry import OPS
from teachflow.core.shapes import TensorShape
from teachflow.formats.example import message_class
from teachflow.formats.record_writer import TFRecordWriter
from tests.ops.sample import Sample, StateSample, complexes, reals, strings

SPARSE = (np.int64([[0, 1], [1, 0]]), np.int64([2, 3]), np.array([1.5, 2.5]))


def _apply(graph: Any, type_: str, *inputs: Any, **attrs: Any) -> Any:
    return graph.apply(OPS[type_], inputs, {**OPS[type_].attrs, **attrs}, None)


def _read(type_: str, **attrs: Any) -> Any:
    """What a reader gives of one file: two records, and its counts after each."""

    def run(graph: Any, session: Any) -> Any:
        kinds = {"component_types": (dt.string,), "shapes": (TensorShape([]),)}
        queue = _apply(graph, "FIFOQueueV2", **kinds)
        reader = _apply(graph, type_, **attrs)
        record = _apply(graph, "ReaderReadV2", reader, queue)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "file")
            if type_ == "TFRecordReaderV2":
                with TFRecordWriter(path) as writer:
                    writer.write(b"a")
                    writer.write(b"bc")
            else:
                path.write_bytes(b"ab\ncd")
            names = np.array([str(path).encode()] * 2, object)
            session.run(_apply(graph, "QueueEnqueueManyV2", queue, [names]))
            found = [session.run(record) for _ in range(2)]
        counts = [
            session.run(_apply(graph, count, reader))
            for count in ("ReaderNumRecordsProducedV2", "ReaderNumWorkUnitsCompletedV2")
        ]
        session.run(_apply(graph, "ReaderResetV2", reader))
        produced = _apply(graph, "ReaderNumRecordsProducedV2", reader)
        head = len(str(path))
        pairs = [[key[head:], value[-5:]] for key, value in found]
        return [*pairs, counts, session.run(produced)]

    return run


def _up_to(graph: Any, session: Any) -> Any:
    kinds = {"component_types": (dt.string,), "shapes": (TensorShape([]),)}
    queue = _apply(graph, "FIFOQueueV2", **kinds)
    reader = _apply(graph, "IdentityReaderV2")
    names = np.array([b"x", b"y"], object)
    session.run(_apply(graph, "QueueEnqueueManyV2", queue, [names]))
    keys, values = _apply(graph, "ReaderReadUpToV2", reader, queue, 5)
    return [item.tolist() for item in session.run([keys, values])]


def _files(graph: Any, session: Any) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder, "deep", "a.txt"))
        session.run(_apply(graph, "WriteFile", path, "text"))
        found = session.run(_apply(graph, "MatchingFiles", f"{folder}/*/?.txt"))
        return [
            session.run(_apply(graph, "ReadFile", path)),
            [name == path.encode() for name in found],
        ]


def _example(graph: Any, session: Any) -> Any:
    value = message_class("Example")()
    value.features.feature["n"].int64_list.value.append(7)
    value.features.feature["s"].bytes_list.value.extend([b"x", b"y"])
    outputs = _apply(
        graph,
        "ParseExampleV2",
        strings(value.SerializeToString(), b""),
        strings(),
        strings(b"s"),
        strings(b"n"),
        strings(),
        [np.int64([5])],
        num_sparse=1,
        sparse_types=(dt.string,),
        dense_shapes=(TensorShape([]),),
    )
    return [array.tolist() for array in session.run(outputs)]


LINES = [[b":1", b"ab"], [b":2", b"cd"], [2, 0], 0]

SAMPLES = [
    StateSample("TextLineReaderV2", _read("TextLineReaderV2"), LINES),
    StateSample(
        "WholeFileReaderV2",
        _read("WholeFileReaderV2"),
        [[b"", b"ab\ncd"], [b"", b"ab\ncd"], [2, 2], 0],
    ),
    StateSample(
        "TFRecordReaderV2",
        _read("TFRecordReaderV2"),
        [[b":0", b"a"], [b":17", b"bc"], [2, 0], 0],
    ),
    StateSample(
        "FixedLengthRecordReaderV2",
        _read("FixedLengthRecordReaderV2", record_bytes=2, hop_bytes=1),
        [[b":0", b"ab"], [b":1", b"b\n"], [2, 0], 0],
    ),
    StateSample(
        "IdentityReaderV2",
        _read("IdentityReaderV2"),
        [[b"", b"/file"], [b"", b"/file"], [2, 2], 0],
    ),
    StateSample("ReaderReadV2", _read("TextLineReaderV2"), LINES),
    StateSample("ReaderReadUpToV2", _up_to, [[b"x"], [b"x"]]),
    StateSample("ReaderNumRecordsProducedV2", _read("TextLineReaderV2"), LINES),
    StateSample("ReaderNumWorkUnitsCompletedV2", _read("TextLineReaderV2"), LINES),
    StateSample("ReaderResetV2", _read("TextLineReaderV2"), LINES),
    StateSample("ReadFile", _files, [b"text", [True]]),
    StateSample("WriteFile", _files, [b"text", [True]]),
    StateSample("MatchingFiles", _files, [b"text", [True]]),
    StateSample(
        "ParseExampleV2", _example, [[[0, 0], [0, 1]], [b"x", b"y"], [2, 2], [7, 5]]
    ),
    Sample(
        "DecodeCSV",
        (strings(b'1,"a, b"', b",c"), [np.int32([7]), strings(b"")]),
        expected=(np.int32([1, 7]), strings(b"a, b", b"c")),
    ),
    Sample(
        "DecodeRaw",
        (strings(b"\x01\x00", b"\x00\x01"),),
        {"out_type": dt.int16},
        expected=np.int16([[1], [256]]),
    ),
    Sample(
        "StringSplit",
        (strings(b"a b", b"", b"c"), np.array(b" ", object)),
        expected=(
            np.int64([[0, 0], [0, 1], [2, 0]]),
            strings(b"a", b"b", b"c"),
            np.int64([3, 2]),
        ),
    ),
    Sample(
        "StringSplitV2",
        (strings(b"a::b::c"), np.array(b"::", object)),
        {"maxsplit": 1},
        expected=(np.int64([[0, 0], [0, 1]]), strings(b"a", b"b::c"), np.int64([1, 2])),
    ),
    Sample(
        "SparseTensorDenseMatMul",
        (SPARSE[0], SPARSE[2], SPARSE[1], reals(3, 2)),
        fixed=(0, 2),
    ),
    Sample(
        "SparseTensorDenseMatMul",
        (SPARSE[0], SPARSE[2] + 1j, SPARSE[1], complexes(4, 2)),
        {"adjoint_a": True, "adjoint_b": True},
        fixed=(0, 2),
    ),
    Sample(
        "SparseToDense",
        (*SPARSE, np.array(-1.0)),
        fixed=(0, 1),
        expected=np.array([[-1, 1.5, -1], [2.5, -1, -1]]),
    ),
]
