"""The file ``checkpoint``: which checkpoints a directory holds, and the latest one.

It is a ``CheckpointState`` message in protocol buffers' text format. A reader meets the
old file or the new one.
"""

from __future__ import annotations

import os
from typing import Any

from teachflow.checkpoints.management import checkpoint_exists, path_text
from teachflow.core.errors import OpError
from teachflow.core.log import get_logger
from teachflow.formats import aside
from teachflow.formats.messages import message, parsed_text, text


def _state_path(directory: str, latest_filename: str | None) -> str:
    return os.path.join(directory, latest_filename or "checkpoint")


def generate_checkpoint_state_proto(
    save_dir: Any,
    model_checkpoint_path: str,
    all_model_checkpoint_paths: list[str] | None = None,
    all_model_checkpoint_timestamps: list[float] | None = None,
    last_preserved_timestamp: float | None = None,
) -> Any:
    """Returns the ``CheckpointState`` of a directory.

    Paths are made relative to ``save_dir`` unless one of both is absolute; the latest
    is put last among all if it is not there. Raises ``ValueError`` where there is not
    one time for each path.
    Source: tf.compat.v1.train.generate_checkpoint_state_proto.

    >>> print(generate_checkpoint_state_proto("run", "run/model-2", ["run/model-1"]))
    model_checkpoint_path: "model-2"
    all_model_checkpoint_paths: "model-1"
    all_model_checkpoint_paths: "model-2"
    <BLANKLINE>
    """
    directory = path_text(save_dir)
    paths = list(all_model_checkpoint_paths or ())
    if not paths or paths[-1] != model_checkpoint_path:
        paths.append(model_checkpoint_path)
    times = all_model_checkpoint_timestamps
    if times and len(times) != len(paths):
        raise ValueError(
            f"Checkpoint timestamps, if provided, must match checkpoint paths (got "
            f"paths {paths} and timestamps {times})"
        )
    if not os.path.isabs(directory):
        paths = [_relative(path, directory) for path in paths]
        model_checkpoint_path = _relative(model_checkpoint_path, directory)
    return message("CheckpointState")(
        model_checkpoint_path=model_checkpoint_path,
        all_model_checkpoint_paths=paths,
        all_model_checkpoint_timestamps=times,
        last_preserved_timestamp=last_preserved_timestamp,
    )


def _relative(path: str, directory: str) -> str:
    if os.path.isabs(path):
        return path
    return os.path.relpath(path, directory or ".")


def update_checkpoint_state(
    save_dir: Any,
    model_checkpoint_path: str,
    all_model_checkpoint_paths: list[str] | None = None,
    latest_filename: str | None = None,
    all_model_checkpoint_timestamps: list[float] | None = None,
    last_preserved_timestamp: float | None = None,
) -> None:
    """Writes the file ``checkpoint`` of the directory ``save_dir``.

    Raises ``RuntimeError`` where a checkpoint has the name of that file, and what
    ``generate_checkpoint_state_proto`` raises.
    Source: tf.compat.v1.train.update_checkpoint_state.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     update_checkpoint_state(folder, folder + "/model-1")
    ...     get_checkpoint_state(folder).model_checkpoint_path == folder + "/model-1"
    True
    """
    write_state(
        save_dir,
        model_checkpoint_path,
        list(all_model_checkpoint_paths or ()),
        latest_filename,
        False,
        all_model_checkpoint_timestamps,
        last_preserved_timestamp,
    )


def write_state(
    save_dir: Any,
    model_checkpoint_path: str,
    all_model_checkpoint_paths: list[str],
    latest_filename: str | None = None,
    save_relative_paths: bool = False,
    timestamps: list[float] | None = None,
    last_preserved: float | None = None,
) -> None:
    """``update_checkpoint_state``, which can make absolute paths relative too."""
    directory = path_text(save_dir)
    latest, paths = model_checkpoint_path, all_model_checkpoint_paths
    if save_relative_paths:
        latest, *paths = (
            os.path.relpath(path, directory) if os.path.isabs(path) else path
            for path in (latest, *paths)
        )
    state = generate_checkpoint_state_proto(
        directory, latest, paths, timestamps, last_preserved
    )
    path = _state_path(directory, latest_filename)
    if path == state.model_checkpoint_path:
        raise RuntimeError(
            f"Save path '{model_checkpoint_path}' conflicts with path used for "
            f"checkpoint state.  Please use a different save path."
        )
    aside.write(path, [text(state).encode()])


def get_checkpoint_state(checkpoint_dir: Any, latest_filename: Any = None) -> Any:
    """Returns the ``CheckpointState`` of a directory, or None where there is none.

    Relative paths in it are put behind ``checkpoint_dir``. A file that cannot be read
    counts as none, and is named in the log. Raises ``ValueError`` where it names no
    checkpoint. Source: tf.train.get_checkpoint_state.

    >>> print(get_checkpoint_state("nowhere"))
    None
    """
    directory = path_text(checkpoint_dir)
    path = _state_path(directory, latest_filename)
    if not os.path.exists(path):
        return None
    try:
        state = parsed_text("CheckpointState", aside.read(path).decode())
    except (OpError, ValueError) as error:
        get_logger().warning("%s: %s", type(error).__name__, error)
        get_logger().warning("%s: Checkpoint ignored", path)
        return None
    if not state.model_checkpoint_path:
        raise ValueError(f"Invalid checkpoint state loaded from {directory}")
    paths = state.all_model_checkpoint_paths
    state.model_checkpoint_path = _placed(state.model_checkpoint_path, directory)
    paths[:] = [_placed(item, directory) for item in paths]
    return state


def _placed(path: str, directory: str) -> str:
    return path if os.path.isabs(path) else os.path.join(directory, path)


def latest_checkpoint(checkpoint_dir: Any, latest_filename: Any = None) -> str | None:
    """Returns the prefix of the latest checkpoint of a directory, or None.

    That is what the file ``checkpoint`` there says, if its files are there too. While
    another program saves, they may have been too old a moment later: then the file says
    something else, and that counts. Source: tf.train.latest_checkpoint.

    >>> print(latest_checkpoint("nowhere"))
    None
    """
    said = None
    while (state := get_checkpoint_state(checkpoint_dir, latest_filename)) is not None:
        prefix: str = state.model_checkpoint_path
        if checkpoint_exists(prefix):
            return prefix
        if prefix == said:
            get_logger().error("Couldn't match files for checkpoint %s", prefix)
            break
        said = prefix
    return None
