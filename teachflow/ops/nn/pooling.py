"""``tf.nn.max_pool`` and its kin: poolings with TensorFlow's ways to say them."""

from __future__ import annotations

from typing import Any, NamedTuple

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.nn import pool as ops
from teachflow.ops.nn import windows as win


def _value(value: Any, input: Any) -> Any:
    if value is not None and input is not None:
        raise ValueError("Cannot specify both 'input' and 'value'.")
    return input if value is None else value


def _attrs(ksize: Any, strides: Any, padding: Any, data_format: Any) -> dict[str, Any]:
    form = data_format or "NHWC"
    lengths = win.four(ksize, "ksize", form)
    if 0 in lengths:
        raise ValueError(f"`ksize` cannot be zero. Received: ksize={list(lengths)}")
    word, _ = win.explicit(padding, form)
    return {
        "ksize": lengths,
        "strides": win.four(strides, "strides", form),
        "padding": word,
        "data_format": form,
    }


@composite
def max_pool(
    value: Any = None,
    ksize: Any = None,
    strides: Any = None,
    padding: Any = None,
    data_format: str = "NHWC",
    name: str | None = None,
    input: Any = None,
) -> Any:
    """Returns the greatest of each window of ``ksize`` on images.

    ``value`` is [batch, height, width, channels]; ``ksize`` and ``strides`` are one,
    two or four numbers; ``padding`` is "SAME", "VALID" or [before, after] for each
    axis. The gradient goes to the first of equals. Unlike TensorFlow, it does not pool
    along channels. Source: tf.compat.v1.nn.max_pool.

    >>> import teachflow as tf
    >>> image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
    >>> tf.nn.max_pool(image, 2, 2, "VALID")[0, :, :, 0].numpy()
    array([[ 5.,  7.],
           [13., 15.]], dtype=float32)
    """
    return _max_pool(_value(value, input), ksize, strides, padding, data_format, name)


def _max_pool(
    value: Any, ksize: Any, strides: Any, padding: Any, form: Any, name: str | None
) -> Any:
    here = home.choose((value,))
    with here.scope(name or "MaxPool") as scope:
        value = here.convert(value, None, "input")
        attrs = _attrs(ksize, strides, padding, form)
        _, pads = win.explicit(padding, attrs["data_format"])
        return ops.max_pool_op(
            value, explicit_paddings=pads, **attrs, name=scope or None
        )


@composite
def max_pool2d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    name: str | None = None,
) -> Any:
    """Returns ``max_pool`` under TensorFlow 2's name of it.

    Source: tf.nn.max_pool2d.

    >>> import teachflow as tf
    >>> tf.nn.max_pool2d(tf.ones([1, 4, 4, 3]), 2, 2, "SAME").shape
    TensorShape([1, 2, 2, 3])
    """
    name = name or "MaxPool2d"
    return _max_pool(input, ksize, strides, padding, data_format, name)


@composite
def avg_pool(
    value: Any = None,
    ksize: Any = None,
    strides: Any = None,
    padding: Any = None,
    data_format: str = "NHWC",
    name: str | None = None,
    input: Any = None,
) -> Any:
    """Returns the mean of each window of ``ksize`` on images, padding left out.

    Arguments are those of ``max_pool``, without explicit padding.
    Source: tf.compat.v1.nn.avg_pool.

    >>> import teachflow as tf
    >>> image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
    >>> tf.nn.avg_pool(image, 2, 2, "VALID")[0, :, :, 0].numpy()
    array([[ 2.5,  4.5],
           [10.5, 12.5]], dtype=float32)
    """
    value = _value(value, input)
    here = home.choose((value,))
    with here.scope(name or "AvgPool") as scope:
        value = here.convert(value, None, "value")
        attrs = _attrs(ksize, strides, padding, data_format)
        return ops.avg_pool_op(value, **attrs, name=scope or None)


def _one_axis(
    op: Any, default: str, value: Any, sizes: Any, padding: Any, form: Any, name: Any
) -> Any:
    if form not in (None, "NWC", "NHWC"):
        raise ValueError(
            f"`data_format` must be 'NWC': channels first is not there on a CPU. "
            f"Received: data_format={form}"
        )
    pair = []
    for key, given in zip(("ksize", "strides"), sizes, strict=True):
        values = list(given) if isinstance(given, (list, tuple)) else [given]
        if len(values) not in (1, 3):
            raise ValueError(
                f"{key} should be of length 1, 1 or 3. Received: {key}={given} of "
                f"length {len(values)}"
            )
        pair.append((1, 1, int(values[len(values) // 2]), 1))
    here = home.choose((value,))
    with here.scope(name or default) as scope:
        value = expand_dims(value, 1)
        pooled = op(
            value, ksize=pair[0], strides=pair[1], padding=padding, name=scope or None
        )
        return squeeze(pooled, [1])


@composite
def max_pool1d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NWC",
    name: str | None = None,
) -> Any:
    """Returns the greatest of each window on sequences [batch, width, channels].

    Source: tf.nn.max_pool1d.

    >>> import teachflow as tf
    >>> tf.nn.max_pool1d(tf.constant([[[1.0], [3.0]]]), 2, 2, "VALID").numpy()
    array([[[3.]]], dtype=float32)
    """
    sizes = ksize, strides
    return _one_axis(
        ops.max_pool_op, "MaxPool1d", input, sizes, padding, data_format, name
    )


@composite
def avg_pool1d(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NWC",
    name: str | None = None,
) -> Any:
    """Returns the mean of each window on sequences [batch, width, channels].

    Source: tf.nn.avg_pool1d.

    >>> import teachflow as tf
    >>> tf.nn.avg_pool1d(tf.constant([[[1.0], [3.0]]]), 2, 2, "VALID").numpy()
    array([[[2.]]], dtype=float32)
    """
    sizes = ksize, strides
    return _one_axis(
        ops.avg_pool_op, "AvgPool1D", input, sizes, padding, data_format, name
    )


class MaxPoolWithArgmax(NamedTuple):
    """What ``max_pool_with_argmax`` gives."""

    output: Any
    argmax: Any


@composite
def max_pool_with_argmax(
    input: Any,
    ksize: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    Targmax: Any = None,
    name: str | None = None,
    output_dtype: Any = None,
    include_batch_in_index: bool = False,
) -> Any:
    """Returns the greatest of each window, and its place in the flattened image.

    The place is ``(row * width + column) * channels + channel``, of dtype ``Targmax``
    (int64). Source: tf.compat.v1.nn.max_pool_with_argmax.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
    ...     size = [1, 2, 2, 1]
    ...     found = tf.nn.max_pool_with_argmax(image, size, size, "SAME")
    ...     sess.run(found.argmax).ravel()
    array([ 5,  7, 13, 15])
    """
    if data_format != "NHWC":
        raise ValueError(
            f"`data_format` values other than 'NHWC' are not supported. Received: "
            f"data_format={data_format}"
        )
    kind = Targmax if output_dtype is None else output_dtype
    found = ops.max_pool_with_argmax_op(
        input,
        ksize=win.four(ksize, "ksize"),
        strides=win.four(strides, "strides"),
        padding=padding,
        Targmax=dt.as_dtype(dt.int64 if kind is None else kind),
        include_batch_in_index=include_batch_in_index,
        name=name,
    )
    return MaxPoolWithArgmax(*found)
