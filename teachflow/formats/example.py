"""``Example``: what a TFRecord usually holds, features by name. Its message classes.

The package ``tensorboard`` does not ship them, so they are declared here, field by
field, and made by the ``protobuf`` package when they are first asked for. They live in
a pool of their own and do not get in the way of another library's.
Source: tf.train.Example.
"""

from __future__ import annotations

import functools
from typing import Any

NAMES = frozenset(
    {
        "BytesList",
        "Example",
        "Feature",
        "FeatureList",
        "FeatureLists",
        "Features",
        "FloatList",
        "Int64List",
        "SequenceExample",
    }
)
"""The message classes that there are, as in ``tf.train``."""

# Each field: message, name, number, type (another message, or a type of protobuf's),
# and whether it is one of several ("repeated"), one of a choice, or a map.
_FIELDS = """
BytesList value 1 bytes repeated
FloatList value 1 float repeated
Int64List value 1 int64 repeated
Feature bytes_list 1 BytesList choice
Feature float_list 2 FloatList choice
Feature int64_list 3 Int64List choice
Features feature 1 Feature map
FeatureList feature 1 Feature repeated
FeatureLists feature_list 1 FeatureList map
Example features 1 Features single
SequenceExample context 1 Features single
SequenceExample feature_lists 2 FeatureLists single
"""


@functools.cache
def message_class(name: str) -> Any:
    """The message class ``name``; ``ImportError`` where ``protobuf`` is missing.

    >>> feature = message_class("Feature")()
    >>> feature.int64_list.value.append(3)
    >>> message_class("Feature").FromString(feature.SerializeToString()) == feature
    True
    """
    try:
        from google.protobuf import message_factory  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise ImportError(
            "tf.train.Example and its parts need the package protobuf, which comes "
            "with tensorboard: pip install 'teachflow[tensorboard]'"
        ) from error
    found = _pool().FindMessageTypeByName(f"tensorflow.{name}")
    return message_factory.GetMessageClass(found)


@functools.cache
def _pool() -> Any:
    """The declarations of all messages."""
    from google.protobuf import (  # noqa: PLC0415 (an extra)
        descriptor_pb2,
        descriptor_pool,
    )

    kinds: Any = descriptor_pb2.FieldDescriptorProto
    file = descriptor_pb2.FileDescriptorProto(
        name="teachflow/example.proto", package="tensorflow", syntax="proto3"
    )
    messages: dict[str, Any] = {}
    for row in _FIELDS.split("\n")[1:-1]:
        message, name, number, type_, how = row.split()
        if message not in messages:
            messages[message] = file.message_type.add(name=message)
        owner = messages[message]
        field = owner.field.add(name=name, number=int(number))
        many = how in ("repeated", "map")
        field.label = kinds.LABEL_REPEATED if many else kinds.LABEL_OPTIONAL
        if how == "map":
            entry = owner.nested_type.add(name=f"{name.title().replace('_', '')}Entry")
            entry.options.map_entry = True
            entry.field.add(
                name="key",
                number=1,
                label=kinds.LABEL_OPTIONAL,
                type=kinds.TYPE_STRING,
            )
            value = entry.field.add(name="value", number=2, label=kinds.LABEL_OPTIONAL)
            value.type, value.type_name = kinds.TYPE_MESSAGE, f".tensorflow.{type_}"
            field.type = kinds.TYPE_MESSAGE
            field.type_name = f".tensorflow.{message}.{entry.name}"
        elif type_ in NAMES:
            field.type, field.type_name = kinds.TYPE_MESSAGE, f".tensorflow.{type_}"
        else:
            field.type = getattr(kinds, f"TYPE_{type_.upper()}")
        if how == "choice":
            if not owner.oneof_decl:
                owner.oneof_decl.add(name="kind")
            field.oneof_index = 0
    pool: Any = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return pool
