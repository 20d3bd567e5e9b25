"""Weights in a file: a NumPy archive with an entry for each weight, by its path."""

from __future__ import annotations

import io
import os
from typing import Any

import numpy as np

from teachflow.formats import aside

_HDF5 = b"\x89HDF"


def _checked(filepath: Any) -> str:
    path = os.fspath(filepath)
    if not path.endswith((".weights.h5", ".weights.npz")):
        raise ValueError(
            "The filename must end in `.weights.h5` (or, here, `.weights.npz`). "
            f"Received: filepath={path}"
        )
    return str(path)


def save(model: Any, filepath: Any, overwrite: bool = True) -> None:
    """Writes the weights of ``model``.

    Raises ``ValueError`` for a name with another ending and for a model without
    weights yet, ``FileExistsError`` where ``overwrite`` is False and there is a file.
    """
    path = _checked(filepath)
    if not model.built:
        raise ValueError(
            f"You are saving a model that has not yet been built ('{model.name}'). "
            "Build it first, by calling it on some data or by `build()`."
        )
    if not overwrite and os.path.exists(path):
        raise FileExistsError(f"{path} is there already; pass overwrite=True.")
    buffer = io.BytesIO()
    np.savez(buffer, **{f"{i}": w.numpy() for i, w in enumerate(model.weights)})
    aside.write(path, [buffer.getvalue()])


def load(model: Any, filepath: Any, skip_mismatch: bool = False) -> None:
    """Stores the weights of a file in ``model``.

    Raises ``ValueError`` for a file of TensorFlow's, for another number of weights and
    (without ``skip_mismatch``) for other shapes.
    """
    path = _checked(filepath)
    if not os.path.exists(path):
        raise FileNotFoundError(f"[Errno 2] No such file or directory: {path!r}")
    data = aside.read(path)
    if data.startswith(_HDF5):
        raise ValueError(
            f"{path} is an HDF5 file, which TeachFlow does not read: it writes weights "
            "as NumPy archives, whatever the ending."
        )
    with np.load(io.BytesIO(data)) as archive:
        arrays = [archive[f"{number}"] for number in range(len(archive.files))]
    weights = model.weights
    if len(arrays) != len(weights):
        raise ValueError(
            f"Model '{model.name}' expected {len(weights)} variables, but received "
            f"{len(arrays)} variables during loading from {path}. Expected: "
            f"{[weight.path for weight in weights]}"
        )
    for weight, array in zip(weights, arrays, strict=True):
        if skip_mismatch and tuple(weight.shape) != array.shape:
            continue
        weight.assign(array)
