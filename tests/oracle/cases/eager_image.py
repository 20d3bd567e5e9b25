"""``tf.image``: pictures turned, cut, coloured and resized."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_image", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.image.flip_left_right(tf.reshape(tf.range(12), [2, 3, 2]))

tf.image.flip_up_down(tf.reshape(tf.range(12), [1, 2, 3, 2]))

tf.image.transpose(tf.reshape(tf.range(12), [2, 3, 2]))

[tf.image.rot90(tf.reshape(tf.range(6), [2, 3, 1]), k) for k in range(5)]

tf.image.rgb_to_grayscale(tf.reshape(tf.range(12.0), [2, 2, 3]))

tf.image.rgb_to_grayscale(tf.cast(tf.reshape(tf.range(12), [2, 2, 3]) * 20, tf.uint8))

tf.image.grayscale_to_rgb(tf.reshape(tf.range(4.0), [2, 2, 1]))

tf.image.adjust_brightness(tf.constant([[[0.1, 0.9]]]), 0.2)

tf.image.adjust_brightness(tf.constant([[[10, 250]]], tf.uint8), 0.1)

tf.image.adjust_contrast(tf.reshape(tf.range(12.0), [2, 2, 3]), 2.0)

tf.image.adjust_contrast(tf.cast(tf.reshape(tf.range(12), [2, 2, 3]) * 20, tf.uint8), 0.5)

tf.image.per_image_standardization(tf.reshape(tf.range(12.0), [2, 2, 3]))

tf.image.per_image_standardization(tf.ones([2, 2, 2, 3]))

tf.image.per_image_standardization(tf.cast(tf.reshape(tf.range(12), [2, 2, 3]), tf.uint8))

tf.image.convert_image_dtype(tf.constant([0, 128, 255], tf.uint8), tf.float32)

tf.image.convert_image_dtype(tf.constant([0.0, 0.5, 1.0]), tf.uint8)

tf.image.convert_image_dtype(tf.constant([0.0, 0.5, 1.5, -1.0]), tf.uint8, saturate=True)

tf.image.convert_image_dtype(tf.constant([0, 128, 255], tf.uint8), tf.int16)

tf.image.convert_image_dtype(tf.constant([0, 128, 32767], tf.int16), tf.uint8)

tf.image.central_crop(tf.reshape(tf.range(64), [8, 8, 1]), 0.5)

tf.image.central_crop(tf.reshape(tf.range(25), [5, 5, 1]), 0.5)

tf.image.crop_to_bounding_box(tf.reshape(tf.range(16), [4, 4, 1]), 1, 1, 2, 3)

tf.image.pad_to_bounding_box(tf.ones([2, 2, 1]), 1, 0, 4, 3)

tf.image.resize(tf.reshape(tf.range(16.0), [4, 4, 1]), [2, 2])

tf.image.resize(tf.reshape(tf.range(16.0), [4, 4, 1]), [7, 5])

tf.image.resize(tf.reshape(tf.range(32), [2, 4, 4, 1]), (3, 6))

tf.image.resize(tf.reshape(tf.range(16), [4, 4, 1]), [7, 5], method='nearest')

tf.image.resize(tf.reshape(tf.range(16), [4, 4, 1]), [2, 3], method=tf.image.ResizeMethod.NEAREST_NEIGHBOR)

tf.image.resize(tf.reshape(tf.range(24.0), [4, 6, 1]), [2, 2], preserve_aspect_ratio=True)

x = tf.Variable(tf.reshape(tf.range(16.0), [4, 4, 1]))
with tf.GradientTape() as t:
    y = tf.image.resize(x, [3, 5])
t.gradient(y, x)

tf.image.resize(tf.ones([4, 4, 1]), [8, 8]).shape.as_list()
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    ("tf.image.flip_up_down([[1]])", "(shape (1, 1)) must"),
    (
        "tf.image.grayscale_to_rgb(tf.zeros([2, 2, 2]))",
        "Last dimension of a grayscale image should be size 1.",
    ),
    (
        "tf.image.central_crop(tf.zeros([8, 8, 1]), 1.5)",
        "central_fraction must be within (0, 1]",
    ),
    (
        "tf.image.crop_to_bounding_box(tf.zeros([4, 4, 1]), 3, 1, 2, 3)",
        "height must be >= target + offset",
    ),
    (
        "tf.image.pad_to_bounding_box(tf.ones([2, 2, 1]), 1, 0, 2, 3)",
        "height must be <= target - offset",
    ),
    (
        "tf.image.resize(tf.zeros([4, 4]), [2, 2])",
        "'images' must have either 3 or 4 dimensions.",
    ),
    (
        "tf.image.resize(tf.zeros([4, 4, 1]), 2)",
        "'size' must be a 1-D Tensor of 2 elements: new_height, new_width",
    ),
]

TOPIC.table(VALUES.split("\n\n"), execute, rtol=1e-5, atol=1e-6)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
