"""Pictures turned, cut and coloured.

A picture is [height, width, channels], several are [batch, height, width, channels].
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.arranging import pad, reverse, tile
from teachflow.ops.arrays.reshaping import expand_dims, squeeze, transpose
from teachflow.ops.images.resizing import crop_sizes
from teachflow.ops.linalg.products import tensordot
from teachflow.ops.math.arithmetic import clip_by_value
from teachflow.ops.math.cast import cast
from teachflow.ops.math.elementary import rsqrt as _rsqrt
from teachflow.ops.math.order import maximum
from teachflow.ops.math.reduce import reduce_mean, reduce_std

_GRAY = [0.2989, 0.5870, 0.1140]


def _picture(here: home.Home, image: Any) -> Any:
    image = here.convert(image, None, "image")
    if image.shape.rank not in (3, 4):
        raise ValueError(
            f"`image` (shape {image.shape}) must have either 3 or 4 dimensions."
        )
    return image


@composite
def flip_left_right(image: Any) -> Any:
    """Returns the picture, or each of several, mirrored.

    Source: tf.image.flip_left_right.

    >>> import teachflow as tf
    >>> tf.image.flip_left_right([[[1], [2]]])[0, :, 0].numpy()
    array([2, 1], dtype=int32)
    """
    image = _picture(home.choose((image,)), image)
    return reverse(image, [image.shape.rank - 2])


@composite
def flip_up_down(image: Any) -> Any:
    """Returns the picture, or each of several, upside down.

    Source: tf.image.flip_up_down.

    >>> import teachflow as tf
    >>> tf.image.flip_up_down([[[1]], [[2]]])[:, 0, 0].numpy()
    array([2, 1], dtype=int32)
    """
    image = _picture(home.choose((image,)), image)
    return reverse(image, [image.shape.rank - 3])


@composite
def transposed(image: Any, name: str | None = None) -> Any:
    """Returns the picture with rows and columns exchanged.

    Unlike TensorFlow, ``name`` names no node. Source: tf.image.transpose.

    >>> import teachflow as tf
    >>> tf.image.transpose([[[1], [2]]]).shape
    TensorShape([2, 1, 1])
    """
    image = _picture(home.choose((image,)), image)
    return transpose(image, [1, 0, 2] if image.shape.rank == 3 else [0, 2, 1, 3])


@composite
def rot90(image: Any, k: int = 1, name: str | None = None) -> Any:
    """Returns the picture turned ``k`` times by 90 degrees against the clock.

    Unlike TensorFlow, ``name`` names no node. Source: tf.image.rot90.

    >>> import teachflow as tf
    >>> tf.image.rot90([[[1], [2]]])[:, 0, 0].numpy()
    array([2, 1], dtype=int32)
    """
    turns = int(k) % 4
    if turns == 1:
        return flip_up_down(transposed(image))
    if turns == 2:
        return flip_up_down(flip_left_right(image))
    if turns == 3:
        return transposed(flip_up_down(image))
    return _picture(home.choose((image,)), image)


@composite
def convert_image_dtype(
    image: Any, dtype: Any, saturate: bool = False, name: str | None = None
) -> Any:
    """Returns the picture in ``dtype``, its values scaled: floats are in [0, 1].

    Integers use all of their range; ``saturate`` cuts what is outside. Unlike
    TensorFlow, ``name`` names no node. Source: tf.image.convert_image_dtype.

    >>> import teachflow as tf
    >>> pixels = tf.constant([0, 255], tf.uint8)
    >>> tf.image.convert_image_dtype(pixels, tf.float32).numpy()
    array([0., 1.], dtype=float32)
    """
    here = home.choose((image,))
    image, kind = here.convert(image, None, "image"), dt.as_dtype(dtype)
    old = image.dtype.base_dtype
    if kind is old:
        return image
    if old.is_floating and kind.is_floating:
        return cast(image, kind)
    if old.is_integer and kind.is_integer:
        up, down = kind.max, old.max
        if down > up:
            return cast(image // ((down + 1) // (up + 1)), kind)
        return cast(image, kind) * ((up + 1) // (down + 1))
    if kind.is_floating:
        return cast(image, kind) * (1.0 / old.max)
    scaled = image * (kind.max + 0.5)
    if saturate:
        scaled = clip_by_value(scaled, float(kind.min), float(kind.max))
    return cast(scaled, kind)


@composite
def rgb_to_grayscale(images: Any, name: str | None = None) -> Any:
    """Returns pictures of one channel, how bright red, green and blue look.

    Unlike TensorFlow, ``name`` names no node. Source: tf.image.rgb_to_grayscale.

    >>> import teachflow as tf
    >>> tf.image.rgb_to_grayscale([[[1.0, 0.0, 0.0]]]).numpy().round(4)
    array([[[0.2989]]], dtype=float32)
    """
    here = home.choose((images,))
    images = here.convert(images, None, "images")
    old = images.dtype.base_dtype
    floats = convert_image_dtype(images, dt.float32)
    gray = expand_dims(tensordot(floats, np.array(_GRAY, np.float32), [[-1], [-1]]), -1)
    return convert_image_dtype(gray, old)


@composite
def grayscale_to_rgb(images: Any, name: str | None = None) -> Any:
    """Returns pictures of three equal channels.

    Unlike TensorFlow, ``name`` names no node. Raises ``ValueError`` for other than one
    channel. Source: tf.image.grayscale_to_rgb.

    >>> import teachflow as tf
    >>> tf.image.grayscale_to_rgb([[[1.0]]]).shape
    TensorShape([1, 1, 3])
    """
    images = home.choose((images,)).convert(images, None, "images")
    if images.shape.as_list()[-1] != 1:
        raise ValueError(
            f"Last dimension of a grayscale image should be size 1. Got shape "
            f"{images.shape}."
        )
    return tile(images, [1] * (images.shape.rank - 1) + [3])


@composite
def adjust_brightness(image: Any, delta: Any) -> Any:
    """Returns the picture with ``delta`` (of [0, 1]) added to each value.

    Source: tf.image.adjust_brightness.

    >>> import teachflow as tf
    >>> tf.image.adjust_brightness([[[0.25]]], 0.5).numpy()
    array([[[0.75]]], dtype=float32)
    """
    image = home.choose((image, delta)).convert(image, None, "image")
    old = image.dtype.base_dtype
    floats = image if old.is_floating else convert_image_dtype(image, dt.float32)
    brighter = floats + cast(delta, floats.dtype.base_dtype)
    return convert_image_dtype(brighter, old, saturate=True)


@composite
def adjust_contrast(images: Any, contrast_factor: Any) -> Any:
    """Returns pictures whose distance from each channel's mean is multiplied.

    Source: tf.image.adjust_contrast.

    >>> import teachflow as tf
    >>> tf.image.adjust_contrast([[[1.0], [3.0]]], 2.0)[0, :, 0].numpy()
    array([0., 4.], dtype=float32)
    """
    images = home.choose((images, contrast_factor)).convert(images, None, "images")
    old = images.dtype.base_dtype
    floats = images if old.is_floating else convert_image_dtype(images, dt.float32)
    mean = reduce_mean(floats, [-3, -2], keepdims=True)
    return convert_image_dtype((floats - mean) * contrast_factor + mean, old, True)


@composite
def per_image_standardization(image: Any) -> Any:
    """Returns each picture with mean 0 and deviation 1, as float32.

    The deviation is at least one over the root of the number of values. Source:
    tf.image.per_image_standardization.

    >>> import teachflow as tf
    >>> tf.image.per_image_standardization([[[1.0], [3.0]]])[0, :, 0].numpy()
    array([-1.,  1.], dtype=float32)
    """
    image = _picture(home.choose((image,)), image)
    count = int(np.prod(image.shape.as_list()[-3:]))
    floats = cast(image, dt.float32)
    axes = [-1, -2, -3]
    least = _rsqrt(cast(count, dt.float32))
    deviation = maximum(reduce_std(floats, axes, keepdims=True), least)
    return (floats - reduce_mean(floats, axes, keepdims=True)) / deviation


@composite
def crop_to_bounding_box(
    image: Any,
    offset_height: int,
    offset_width: int,
    target_height: int,
    target_width: int,
) -> Any:
    """Returns the part of the picture that begins at the offsets.

    Raises ``ValueError`` where it goes beyond the picture. Source:
    tf.image.crop_to_bounding_box.

    >>> import teachflow as tf
    >>> tf.image.crop_to_bounding_box(tf.zeros([4, 4, 1]), 1, 1, 2, 3).shape
    TensorShape([2, 3, 1])
    """
    image = _picture(home.choose((image,)), image)
    height, width = image.shape.as_list()[-3:-1]
    if offset_height < 0 or offset_width < 0:
        raise ValueError("offset_height and offset_width must be >= 0.")
    if target_height <= 0 or target_width <= 0:
        raise ValueError("target_height and target_width must be > 0.")
    if offset_height + target_height > height or offset_width + target_width > width:
        raise ValueError(
            f"height must be >= target + offset and width must be >= target + offset: "
            f"the picture is {height} x {width}."
        )
    rows = slice(offset_height, offset_height + target_height)
    columns = slice(offset_width, offset_width + target_width)
    return image[..., rows, columns, :]


@composite
def central_crop(image: Any, central_fraction: float) -> Any:
    """Returns the middle of the picture, ``central_fraction`` of both its lengths.

    Raises ``ValueError`` for a fraction outside of (0, 1]. Source:
    tf.image.central_crop.

    >>> import teachflow as tf
    >>> tf.image.central_crop(tf.zeros([4, 8, 1]), 0.5).shape
    TensorShape([2, 4, 1])
    """
    image = _picture(home.choose((image,)), image)
    if not 0 < central_fraction <= 1:
        raise ValueError("central_fraction must be within (0, 1]")
    height, width = image.shape.as_list()[-3:-1]
    top, tall = crop_sizes(height, central_fraction)
    left, wide = crop_sizes(width, central_fraction)
    return crop_to_bounding_box(image, top, left, tall, wide)


@composite
def pad_to_bounding_box(
    image: Any,
    offset_height: int,
    offset_width: int,
    target_height: int,
    target_width: int,
) -> Any:
    """Returns the picture at the offsets in one of zeros.

    Raises ``ValueError`` where it does not fit. Source: tf.image.pad_to_bounding_box.

    >>> import teachflow as tf
    >>> tf.image.pad_to_bounding_box(tf.ones([1, 1, 1]), 1, 0, 3, 2)[:, 0, 0].numpy()
    array([0., 1., 0.], dtype=float32)
    """
    image = _picture(home.choose((image,)), image)
    height, width = image.shape.as_list()[-3:-1]
    below = target_height - offset_height - height
    after = target_width - offset_width - width
    if min(offset_height, offset_width) < 0:
        raise ValueError("offset_height and offset_width must be >= 0")
    if below < 0 or after < 0:
        raise ValueError("height must be <= target - offset, and so must be width")
    alone = image.shape.rank == 3
    if alone:
        image = expand_dims(image, 0)
    edges = [[0, 0], [offset_height, below], [offset_width, after], [0, 0]]
    image = pad(image, edges)
    return squeeze(image, [0]) if alone else image
