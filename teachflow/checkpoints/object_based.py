"""Checkpoints of objects: what ``tf.train.Checkpoint`` writes, for savers that go by
names.

Such a file names a tensor by the way from object to object that leads to it. It also
holds that net of objects, which tells for each tensor its variable's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from teachflow.checkpoints.saveables import all_saveable_objects, saved_places
from teachflow.core.errors import DataLossError, NotFoundError
from teachflow.core.messages import messages
from teachflow.formats.bundle import open_bundle
from teachflow.formats.messages import decoded
from teachflow.graph.operation import Tensor

NET = "_CHECKPOINTABLE_OBJECT_GRAPH"
"""The name of the tensor that holds the net of objects."""


def keys_by_name(prefix: str) -> dict[str, str] | None:
    """The tensor's name in the file for each variable's name; None for other files."""
    try:
        graph = net_of(prefix)
    except NotFoundError:
        return None
    return {
        attribute.full_name: attribute.checkpoint_key
        for node in graph.nodes
        for attribute in node.attributes
    }


def net_of(prefix: str) -> Any:
    """The message that tells which objects a checkpoint holds.

    Raises ``NotFoundError`` where it has none and ``DataLossError`` for a broken one.
    """
    data = open_bundle(prefix).read(NET)
    try:
        return decoded(messages("trackable_object_graph").TrackableObjectGraph, data)
    except ValueError as error:
        raise DataLossError(
            None, None, f"{prefix} holds objects, but not their net: {error}"
        ) from None


def places_by_key(var_list: Any, keys: Mapping[str, str]) -> dict[str, Tensor]:
    """The variables to restore by the names of their tensors in the file.

    Raises ``NotFoundError`` that lists the variables which are not in it.
    """
    places = dict(
        saved_places(all_saveable_objects() if var_list is None else var_list)
    )
    missing = sorted(places.keys() - keys.keys())
    if missing:
        extra = sorted(keys.keys() - places.keys())
        raise NotFoundError(
            None,
            None,
            f"\n\nExisting variables not in the checkpoint: {', '.join(missing)}\n\n"
            f"Variables names when this checkpoint was written which don't exist now: "
            f"{', '.join(extra)}\n\n({len(places) - len(missing)} variable name(s) did "
            f"match)\n\nCould not find some variables in the checkpoint (see names "
            f"above). It was saved by objects (tf.train.Checkpoint) and is restored by "
            f"names: give Saver those that it has, or a dict with their old names.",
        )
    return {keys[name]: place for name, place in places.items()}
