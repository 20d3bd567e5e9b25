"""Labels and rows as arrays: one-hot, unit length, padded sequences."""

from __future__ import annotations

from typing import Any

import numpy as np

import teachflow.compat.v2 as tf
from teachflow.keras.losses.regression import normalized


def to_categorical(x: Any, num_classes: int | None = None) -> Any:
    """Class numbers as rows with a one: an array of one axis more, float64.

    Of a tensor a tensor. Source: tf.keras.utils.to_categorical.

    >>> import teachflow as tf
    >>> tf.keras.utils.to_categorical([0, 2])
    array([[1., 0., 0.],
           [0., 0., 1.]])
    """
    if tf.is_tensor(x):
        if len(x.shape) > 1 and x.shape[-1] == 1:
            x = tf.squeeze(x, axis=-1)
        return tf.one_hot(tf.cast(x, "int32"), num_classes)
    labels = np.array(x, dtype="int64")
    if labels.ndim > 1 and labels.shape[-1] == 1:
        labels = labels[..., 0]
    count = num_classes or int(np.max(labels)) + 1
    return np.eye(count)[labels]


def normalize(x: Any, axis: int = -1, order: int = 2) -> Any:
    """``x`` divided by its norms along ``axis``. Source: tf.keras.utils.normalize.

    >>> import numpy as np
    >>> import teachflow as tf
    >>> tf.keras.utils.normalize(np.array([[3.0, 4.0]]))
    array([[0.6, 0.8]])
    """
    if tf.is_tensor(x) and order == 2:
        return normalized(x, axis)
    x = np.asarray(x)
    norms = np.atleast_1d(np.linalg.norm(x, order, axis))
    norms[norms == 0] = 1
    return x / np.expand_dims(norms, axis)


def pad_sequences(
    sequences: Any,
    maxlen: int | None = None,
    dtype: Any = "int32",
    padding: str = "pre",
    truncating: str = "pre",
    value: Any = 0.0,
) -> Any:
    """Sequences as one array: filled up with ``value``, or cut, to ``maxlen`` items.

    ``padding`` and ``truncating`` say at which end: "pre" or "post".
    Source: tf.keras.utils.pad_sequences.

    >>> import teachflow as tf
    >>> tf.keras.utils.pad_sequences([[1], [2, 3]])
    array([[0, 1],
           [2, 3]], dtype=int32)
    """
    if not hasattr(sequences, "__len__"):
        raise ValueError("`sequences` must be iterable.")
    for which, word in (("Truncating", truncating), ("Padding", padding)):
        if word not in ("pre", "post"):
            raise ValueError(f'{which} type "{word}" not understood')
    rows = [np.asarray(sequence, dtype=dtype) for sequence in sequences]
    length = max((len(row) for row in rows), default=0) if maxlen is None else maxlen
    inner = next((row.shape[1:] for row in rows if len(row)), ())
    padded = np.full((len(rows), length, *inner), value, dtype=dtype)
    for place, row in enumerate(rows):
        if not len(row) or not length:
            continue
        row = row[-length:] if truncating == "pre" else row[:length]
        if padding == "pre":
            padded[place, -len(row) :] = row
        else:
            padded[place, : len(row)] = row
    return padded
