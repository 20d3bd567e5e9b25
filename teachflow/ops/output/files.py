"""Checkpoints: writing tensors into a bundle of files, and reading them back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from teachflow.core import shape_rules as rules
from teachflow.core.errors import (
    DataLossError,
    InvalidArgumentError,
    NotFoundError,
    UnimplementedError,
)
from teachflow.core.explaining.facts import told
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape
from teachflow.formats.bundle import open_bundle
from teachflow.formats.bundle_writer import remove_bundle, write_bundle

_NAMED = 8  # names in an error, of what may be hundreds


def _texts(values: Any) -> list[str]:
    return [item.decode() for item in np.asarray(values, object).reshape(-1).tolist()]


def _named(type_: str, prefix: Any, names: Any, slices: Any, count: int) -> Any:
    """The prefix and the names as text; slices are not for us."""
    names, slices = _texts(names), _texts(slices)
    if not len(names) == len(slices) == count:
        raise InvalidArgumentError(
            None,
            None,
            f"{type_} got {len(names)} names and {len(slices)} slices for {count} "
            f"tensors: give one of each for every tensor.",
        )
    for name, where in zip(names, slices, strict=True):
        if where:
            raise UnimplementedError(
                None, None, f"{type_}: {name!r} is asked for in slices ({where!r})."
            )
    return _texts(prefix)[0], names


@op(
    "SaveV2",
    "string, string, string, [dtypes] ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def save_v2(
    prefix: Any, tensor_names: Any, shape_and_slices: Any, tensors: Any, *, dtypes: Any
) -> None:
    """Writes tensors as a checkpoint: ``prefix.index`` and ``prefix.data-…``.

    Source: tf.raw_ops.SaveV2.
    """
    count = len(dtypes)
    path, names = _named("SaveV2", prefix, tensor_names, shape_and_slices, count)
    write_bundle(path, list(zip(names, dtypes, tensors, strict=True)))


def _unknown_each(call: Any) -> tuple[TensorShape, ...]:
    return tuple([rules.UNKNOWN for _ in call.attrs["dtypes"]])


@op(
    "RestoreV2",
    "string, string, string -> [dtypes]",
    shape=_unknown_each,
    stateful=True,
    differentiable=False,
)
def restore_v2(
    prefix: Any, tensor_names: Any, shape_and_slices: Any, *, dtypes: Any
) -> list[Any]:
    """Reads tensors out of a checkpoint, checking that nothing was altered.

    Source: tf.raw_ops.RestoreV2.
    """
    count = len(dtypes)
    path, names = _named("RestoreV2", prefix, tensor_names, shape_and_slices, count)
    values = _read(path, list(zip(names, dtypes, strict=True)))
    return [np.array(v, object) if type(v) is bytes else v for v in values]


def _read(path: str, wanted: list[tuple[str, Any]]) -> list[Any]:
    """The tensors of one checkpoint, even while another one is written over it."""
    bundle = open_bundle(path)
    missing = sorted(
        {name for name, _ in wanted} - {*bundle.entries, *bundle.unreadable}
    )
    if missing:
        raise told(
            NotFoundError(None, None, _not_found(missing, path, bundle.entries)),
            "not in checkpoint",
            names=missing,
            path=path,
            held=tuple(bundle.entries),
        )
    try:
        return [bundle.read(name, dtype) for name, dtype in wanted]
    except (DataLossError, NotFoundError):
        if open_bundle(path) == bundle:
            raise
        return _read(path, wanted)  # the files were replaced meanwhile


def _not_found(missing: list[str], path: str, held: Iterable[str]) -> str:
    """What is missing, and what is there: the nearest names first."""
    import difflib  # noqa: PLC0415 (late: importing TeachFlow is quick)

    near = difflib.get_close_matches(missing[0], list(held), _NAMED, 0.0)
    more = f" (nor are {', '.join(missing[1:_NAMED])})" if missing[1:] else ""
    return (
        f"Key {missing[0]} not found in checkpoint {path}{more}. It holds "
        f"{', '.join(near) or 'nothing'}{' ...' if len(near) == _NAMED else ''}: "
        f"tf.train.list_variables names them all."
    )


@op(
    "MergeV2Checkpoints",
    "string, string ->",
    shape=rules.nothing,
    stateful=True,
    differentiable=False,
)
def merge_v2_checkpoints(
    checkpoint_prefixes: Any,
    destination_prefix: Any,
    *,
    delete_old_dirs: bool = True,
    allow_missing_files: bool = False,
) -> None:
    """Puts checkpoints together to one, and removes them.

    Source: tf.raw_ops.MergeV2Checkpoints.
    """
    prefixes = _texts(checkpoint_prefixes)
    tensors = []
    for prefix in prefixes:
        bundle = open_bundle(prefix)
        tensors += [
            (name, entry.dtype, bundle.read(name))
            for name, entry in bundle.entries.items()
        ]
    write_bundle(_texts(destination_prefix)[0], tensors)
    for prefix in prefixes:
        remove_bundle(prefix, with_directory=delete_old_dirs)


@op(
    "ShardedFilename",
    "string, int32, int32 -> string",
    shape=rules.scalar,
    differentiable=False,
)
def sharded_filename(basename: Any, shard: Any, num_shards: Any) -> Any:
    """The name of one file of several: ``name-00000-of-00002``.

    Source: tf.raw_ops.ShardedFilename.
    """
    name = f"{_texts(basename)[0]}-{int(shard):05d}-of-{int(num_shards):05d}"
    return np.array(name.encode(), object)


@op("StaticRegexFullMatch", "string -> bool", shape=rules.same, differentiable=False)
def static_regex_full_match(input: Any, *, pattern: Any) -> Any:
    """Whether each string as a whole is of the pattern.

    Source: tf.raw_ops.StaticRegexFullMatch.
    """
    wanted = re.compile(pattern if isinstance(pattern, bytes) else pattern.encode())
    matches = np.frompyfunc(lambda item: bool(wanted.fullmatch(item)), 1, 1)(input)
    return np.asarray(matches, np.bool_)[()]
