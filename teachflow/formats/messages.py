"""The protocol buffers of checkpoints, described here and built by ``protobuf``.

The ``tensorboard`` package ships TensorFlow's messages for graphs and events but not
those of checkpoints, so they are declared below, by field name, number and type. They
live in a pool of their own: a process that loads TensorFlow too meets no duplicates.
Enumerations are plain numbers here, which is how they are written in a file.
"""

from __future__ import annotations

import functools
from typing import Any

_MESSAGES: dict[str, tuple[tuple[str, int, str], ...]] = {
    "VersionDef": (
        ("producer", 1, "int32"),
        ("min_consumer", 2, "int32"),
        ("bad_consumers", 3, "repeated int32"),
    ),
    "TensorShapeProto": (
        ("dim", 2, "repeated Dim"),
        ("unknown_rank", 3, "bool"),
    ),
    "Dim": (
        ("size", 1, "int64"),
        ("name", 2, "string"),
    ),
    "TensorSliceProto": (("extent", 1, "repeated Extent"),),
    "Extent": (
        ("start", 1, "int64"),
        ("length", 2, "int64"),
    ),
    "BundleHeaderProto": (
        ("num_shards", 1, "int32"),
        ("endianness", 2, "int32"),
        ("version", 3, "VersionDef"),
    ),
    "BundleEntryProto": (
        ("dtype", 1, "int32"),
        ("shape", 2, "TensorShapeProto"),
        ("shard_id", 3, "int32"),
        ("offset", 4, "int64"),
        ("size", 5, "int64"),
        ("crc32c", 6, "fixed32"),
        ("slices", 7, "repeated TensorSliceProto"),
    ),
    "CheckpointState": (
        ("model_checkpoint_path", 1, "string"),
        ("all_model_checkpoint_paths", 2, "repeated string"),
        ("all_model_checkpoint_timestamps", 3, "repeated double"),
        ("last_preserved_timestamp", 4, "double"),
    ),
}


@functools.cache
def _classes() -> dict[str, Any]:
    try:
        from google.protobuf import (  # noqa: PLC0415 (an extra)
            descriptor_pb2,
            descriptor_pool,
            message_factory,
        )
    except ImportError as error:
        raise ImportError(
            "Checkpoints are TensorFlow's protocol buffers, which need the packages "
            "protobuf and google-crc32c: pip install 'teachflow[tensorboard]'"
        ) from error
    file = descriptor_pb2.FileDescriptorProto(
        name="teachflow/checkpoints.proto", package="tensorflow", syntax="proto3"
    )
    field_type = descriptor_pb2.FieldDescriptorProto
    for name, fields in _MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, text in fields:
            kind = text.removeprefix("repeated ")
            made = message.field.add(name=field, number=number)
            made.label = (
                field_type.LABEL_OPTIONAL if kind == text else field_type.LABEL_REPEATED
            )
            if kind in _MESSAGES:
                made.type = field_type.TYPE_MESSAGE
                made.type_name = f".tensorflow.{kind}"
            else:
                made.type = field_type.Type.Value(f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(
            pool.FindMessageTypeByName(f"tensorflow.{name}")
        )
        for name in _MESSAGES
    }


def message(name: str) -> Any:
    r"""The class of the message ``name``, such as ``BundleEntryProto``.

    Raises ``ImportError`` naming what to install where ``protobuf`` is missing.

    >>> message("BundleHeaderProto")(num_shards=1).SerializeToString()
    b'\x08\x01'
    """
    return _classes()[name]


def parsed(name: str, data: bytes) -> Any:
    """The message ``name`` that ``data`` holds; ``ValueError`` where it holds none."""
    return decoded(message(name), data)


def decoded(kind: Any, data: bytes) -> Any:
    """``data`` as a message of the class ``kind``; ``ValueError`` where it is none."""
    from google.protobuf.message import DecodeError  # noqa: PLC0415 (an extra)

    try:
        return kind.FromString(data)
    except DecodeError as error:
        raise ValueError(f"no {kind.DESCRIPTOR.name}: {error}") from None


def text(proto: Any) -> str:
    """``proto`` in protocol buffers' text format."""
    from google.protobuf import text_format  # noqa: PLC0415 (an extra)

    written: str = text_format.MessageToString(proto)
    return written


def parsed_text(name: str, written: str) -> Any:
    """The message ``name`` that the text holds; ``ValueError`` where it holds none."""
    made = message(name)()  # says what to install
    from google.protobuf import text_format  # noqa: PLC0415 (an extra)

    try:
        return text_format.Parse(written, made)
    except text_format.ParseError as error:
        raise ValueError(f"no {name}: {error}") from None
