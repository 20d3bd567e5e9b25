"""``tf.image``: pictures turned, cut, coloured and resized."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.images import images as _images
from teachflow.ops.images import resizing as _resizing
from teachflow.ops.images.resizing import ResizeMethod

adjust_brightness = at_home(_images.adjust_brightness)
adjust_contrast = at_home(_images.adjust_contrast)
central_crop = at_home(_images.central_crop)
convert_image_dtype = at_home(_images.convert_image_dtype)
crop_to_bounding_box = at_home(_images.crop_to_bounding_box)
flip_left_right = at_home(_images.flip_left_right)
flip_up_down = at_home(_images.flip_up_down)
grayscale_to_rgb = at_home(_images.grayscale_to_rgb)
pad_to_bounding_box = at_home(_images.pad_to_bounding_box)
per_image_standardization = at_home(_images.per_image_standardization)
resize = at_home(_resizing.resize)
rgb_to_grayscale = at_home(_images.rgb_to_grayscale)
rot90 = at_home(_images.rot90)
transpose = at_home(_images.transposed)

__getattr__ = _looking_up(__name__)
