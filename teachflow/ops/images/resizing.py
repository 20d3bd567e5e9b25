"""Pictures of another size: the nearest pixel, or a mean of the four around.

What goes where is known before running: rows and columns are gathered and mixed, so
gradients are those of gathering. Source: TensorFlow's resize_bilinear_op.cc and
resize_nearest_neighbor_op.cc, with centers of pixels at a half.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.core.operand import Operand
from teachflow.ops.arrays.gather import gather
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.math.cast import cast


class ResizeMethod:
    """The ways to resize; here are BILINEAR and NEAREST_NEIGHBOR.

    Source: tf.image.ResizeMethod.

    >>> import teachflow as tf
    >>> tf.image.ResizeMethod.BILINEAR
    'bilinear'
    """

    BILINEAR = "bilinear"
    NEAREST_NEIGHBOR = "nearest"
    BICUBIC = "bicubic"
    AREA = "area"
    LANCZOS3 = "lanczos3"
    LANCZOS5 = "lanczos5"
    GAUSSIAN = "gaussian"
    MITCHELLCUBIC = "mitchellcubic"


def batch_of(here: home.Home, images: Any) -> tuple[Any, bool]:
    """Pictures with an axis for the batch, and whether it was added.

    Raises ``ValueError`` for another number of axes and for lengths that are not known.
    """
    images = here.convert(images, None, "images")
    rank = images.shape.rank
    if rank not in (3, 4):
        raise ValueError("'images' must have either 3 or 4 dimensions.")
    if rank == 3:
        images = expand_dims(images, 0)
    if None in images.shape.as_list()[1:3]:
        raise ValueError(
            f"The height and width of the pictures must be known here; got shape "
            f"{images.shape}."
        )
    return images, rank == 3


def _wanted(size: Any) -> tuple[int, int]:
    value = size.static_value() if isinstance(size, Operand) else np.asarray(size)
    if value is None or value.shape != (2,):
        raise ValueError(
            "'size' must be a 1-D Tensor of 2 elements: new_height, new_width; "
            f"got {size!r}"
        )
    return int(value[0]), int(value[1])


def _centers(count: int, length: int) -> Any:
    scale = np.float32(length) / np.float32(count)
    return (np.arange(count, dtype=np.float32) + np.float32(0.5)) * scale


def _mixed(images: Any, axis: int, count: int) -> Any:
    """The pictures with ``count`` rows or columns, each between two of the given."""
    length = images.shape.as_list()[axis]
    places = _centers(count, length) - np.float32(0.5)
    below = np.floor(places)
    lower = np.maximum(below, 0).astype(np.int32)
    upper = np.minimum(np.ceil(places), length - 1).astype(np.int32)
    shape = [-1 if i == axis else 1 for i in range(4)]
    share = (places - below).reshape(shape)
    first, second = (gather(images, rows, axis=axis) for rows in (lower, upper))
    return first + (second - first) * share


@composite
def resize(
    images: Any,
    size: Any,
    method: str = ResizeMethod.BILINEAR,
    preserve_aspect_ratio: bool = False,
    antialias: bool = False,
    name: str | None = None,
) -> Any:
    """Returns the pictures in ``size``, [height, width].

    ``images`` is [batch, height, width, channels] or one picture without the batch.
    "bilinear" gives float32, "nearest" keeps the dtype. With ``preserve_aspect_ratio``
    the picture gets the greatest size of its own proportions. Raises
    ``NotImplementedError`` for other methods and for ``antialias``, ``ValueError`` for
    other shapes. Source: tf.image.resize.

    >>> import teachflow as tf
    >>> tf.image.resize(tf.constant([[[0.0], [4.0]]]), [1, 4])[0, :, 0].numpy()
    array([0., 1., 3., 4.], dtype=float32)
    """
    here = home.choose((images, size))
    with here.scope(name or "resize"):
        images, alone = batch_of(here, images)
        height, width = _wanted(size)
        tall, wide = images.shape.as_list()[1:3]
        if preserve_aspect_ratio:
            scale = min(height / tall, width / wide)
            height, width = round(tall * scale), round(wide * scale)
        if method == ResizeMethod.NEAREST_NEIGHBOR:
            for axis, count, length in ((1, height, tall), (2, width, wide)):
                rows = np.floor(_centers(count, length)).astype(np.int32)
                images = gather(images, np.minimum(rows, length - 1), axis=axis)
        elif method == ResizeMethod.BILINEAR:
            if antialias and (height < tall or width < wide):
                raise NotImplementedError(
                    "antialias=True is not there: blur the pictures before."
                )
            images = cast(images, dt.float32)
            images = _mixed(_mixed(images, 2, width), 1, height)
        else:
            raise NotImplementedError(
                f"method={method!r} is not there: use 'bilinear' or 'nearest'."
            )
        return squeeze(images, [0]) if alone else images


def crop_sizes(length: int, fraction: float) -> tuple[int, int]:
    """Where the middle ``fraction`` of a length begins, and how long it is."""
    start = int((length - length * fraction) / 2)
    return start, length - 2 * start
