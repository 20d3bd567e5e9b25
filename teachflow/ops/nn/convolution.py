"""``tf.nn.conv2d`` and its kin: convolutions with TensorFlow's ways to say them."""

from __future__ import annotations

from typing import Any

from teachflow.core import home
from teachflow.core.home import composite
from teachflow.ops.arrays.reshaping import expand_dims, squeeze
from teachflow.ops.nn import conv
from teachflow.ops.nn import windows as win


def _one_of(name: str, value: Any, older: str, old: Any) -> Any:
    """An argument that has two names."""
    if value is not None and old is not None:
        raise ValueError(f"Cannot specify both '{name}' and '{older}'.")
    return old if value is None else value


def _attrs(
    strides: Any, padding: Any, cudnn: bool, data_format: Any, dilations: Any
) -> dict[str, Any]:
    form = data_format or "NHWC"
    word, pads = win.explicit(padding, form)
    if not isinstance(word, str):
        raise TypeError(f"Expected string for argument 'padding' not {padding!r}.")
    return {
        "strides": win.four(strides, "strides", form),
        "padding": word,
        "use_cudnn_on_gpu": cudnn,
        "explicit_paddings": pads,
        "data_format": form,
        "dilations": win.four(dilations, "dilations", form),
    }


@composite
def conv2d(
    input: Any,
    filter: Any = None,
    strides: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
    name: str | None = None,
    filters: Any = None,
) -> Any:
    """Returns the filter laid on every window of the images: products, summed.

    ``input`` is [batch, height, width, channels], ``filter`` (or ``filters``) [height,
    width, channels, filters], of one floating dtype. With ``padding`` "SAME" there are
    ``ceil(height / stride)`` windows, zeros around; with "VALID" only those that lie
    inside; or [before, after] for each axis. ``strides`` and ``dilations`` are one, two
    or four numbers. Raises ``ValueError`` where shapes do not meet,
    ``UnimplementedError`` for "NCHW". Unlike TensorFlow, it knows no groups: the input
    has the channels that the filter takes. Source: tf.compat.v1.nn.conv2d.

    >>> import teachflow as tf
    >>> image = tf.reshape(tf.range(9.0), [1, 3, 3, 1])
    >>> blur = tf.ones([2, 2, 1, 1]) / 4
    >>> tf.nn.conv2d(image, blur, strides=1, padding="VALID")[0, :, :, 0].numpy()
    array([[2., 3.],
           [5., 6.]], dtype=float32)
    """
    kernel = _one_of("filters", filters, "filter", filter)
    attrs = _attrs(strides, padding, use_cudnn_on_gpu, data_format, dilations)
    return conv.conv2d_op(input, kernel, **attrs, name=name)


def conv2d_v2(
    input: Any,
    filters: Any,
    strides: Any,
    padding: Any,
    data_format: str = "NHWC",
    dilations: Any = None,
    name: str | None = None,
) -> Any:
    """Returns the filters laid on every window of the images: products, summed.

    ``input`` is [batch, height, width, channels], ``filters`` [height, width, channels,
    filters], of one floating dtype. With ``padding`` "SAME" there are
    ``ceil(height / stride)`` windows, zeros around; with "VALID" only those that lie
    inside; or [before, after] for each axis. ``strides`` and ``dilations`` are one, two
    or four numbers. Raises ``ValueError`` where shapes do not meet,
    ``UnimplementedError`` for "NCHW". Unlike TensorFlow, it knows no groups: the input
    has the channels that the filters take. Source: tf.nn.conv2d.

    >>> import teachflow as tf
    >>> x, w = tf.ones([1, 3, 3, 1]), tf.ones([2, 2, 1, 5])
    >>> tf.nn.conv2d(x, w, 1, "SAME").shape
    TensorShape([1, 3, 3, 5])
    """
    return conv2d(
        input, filters, strides, padding, True, data_format, dilations, name=name
    )


@composite
def conv2d_backprop_input(
    input_sizes: Any,
    filter: Any = None,
    out_backprop: Any = None,
    strides: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
    name: str | None = None,
    filters: Any = None,
) -> Any:
    """Returns the gradient of ``conv2d`` by its images, which have ``input_sizes``.

    Source: tf.compat.v1.nn.conv2d_backprop_input.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     g = tf.nn.conv2d_backprop_input([1, 2, 2, 1], tf.ones([2, 2, 1, 1]),
    ...                                     tf.ones([1, 1, 1, 1]), 1, "VALID")
    ...     print(sess.run(g)[0, :, :, 0])
    [[1. 1.]
     [1. 1.]]
    """
    kernel = _one_of("filters", filters, "filter", filter)
    attrs = _attrs(strides, padding, use_cudnn_on_gpu, data_format, dilations)
    return conv.conv2d_backprop_input_op(
        input_sizes, kernel, out_backprop, **attrs, name=name
    )


@composite
def conv2d_backprop_filter(
    input: Any,
    filter_sizes: Any,
    out_backprop: Any,
    strides: Any,
    padding: Any,
    use_cudnn_on_gpu: bool = True,
    data_format: str = "NHWC",
    dilations: Any = (1, 1, 1, 1),
    name: str | None = None,
) -> Any:
    """Returns the gradient of ``conv2d`` by its filter, which has ``filter_sizes``.

    Source: tf.compat.v1.nn.conv2d_backprop_filter.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     g = tf.nn.conv2d_backprop_filter(tf.ones([1, 3, 3, 1]), [2, 2, 1, 1],
    ...                                      tf.ones([1, 2, 2, 1]), [1, 1], "VALID")
    ...     print(sess.run(g)[:, :, 0, 0])
    [[4. 4.]
     [4. 4.]]
    """
    attrs = _attrs(strides, padding, use_cudnn_on_gpu, data_format, dilations)
    return conv.conv2d_backprop_filter_op(
        input, filter_sizes, out_backprop, **attrs, name=name
    )


@composite
def conv2d_transpose(
    value: Any = None,
    filter: Any = None,
    output_shape: Any = None,
    strides: Any = None,
    padding: Any = "SAME",
    data_format: str | None = "NHWC",
    name: str | None = None,
    input: Any = None,
    filters: Any = None,
    dilations: Any = None,
) -> Any:
    """Returns the convolution turned round: images of ``output_shape``.

    It is the gradient of ``conv2d`` by its images, so ``filter`` is [height, width,
    output channels, input channels]. Source: tf.compat.v1.nn.conv2d_transpose.

    >>> import teachflow as tf
    >>> x, w = tf.ones([1, 2, 2, 1]), tf.ones([2, 2, 3, 1])
    >>> tf.nn.conv2d_transpose(x, w, [1, 4, 4, 3], 2).shape
    TensorShape([1, 4, 4, 3])
    """
    value = _one_of("input", input, "value", value)
    kernel = _one_of("filters", filters, "filter", filter)
    attrs = _attrs(strides, padding, True, data_format, dilations)
    here = home.choose((value, kernel, output_shape))
    with here.scope(name or "conv2d_transpose") as scope:
        return conv.conv2d_backprop_input_op(
            output_shape, kernel, value, **attrs, name=scope or None
        )


@composite
def conv1d(
    value: Any = None,
    filters: Any = None,
    stride: Any = None,
    padding: Any = None,
    use_cudnn_on_gpu: bool | None = None,
    data_format: str | None = None,
    name: str | None = None,
    input: Any = None,
    dilations: Any = None,
) -> Any:
    """Returns the convolution of sequences [batch, width, channels].

    ``filters`` is [width, channels, filters]; the rest as in ``conv2d``.
    Source: tf.compat.v1.nn.conv1d.

    >>> import teachflow as tf
    >>> x = tf.constant([[[1.0], [2.0], [4.0]]])
    >>> tf.nn.conv1d(x, tf.ones([2, 1, 1]), 1, "VALID").numpy()
    array([[[3.],
            [6.]]], dtype=float32)
    """
    value = _one_of("input", input, "value", value)
    form = data_format or "NWC"
    if form not in ("NWC", "NHWC"):
        raise ValueError(
            f"`data_format` must be 'NWC': channels first is not there on a CPU. "
            f"Received: data_format={data_format}"
        )
    here = home.choose((value, filters))
    with here.scope(name or "conv1d") as scope:
        value = expand_dims(value, -3)
        filters = expand_dims(filters, 0)
        steps = [1, _only(stride, "stride")]
        holes = [1, _only(1 if dilations is None else dilations, "dilations")]
        attrs = _attrs(steps, padding, use_cudnn_on_gpu is not False, "NHWC", holes)
        found = conv.conv2d_op(value, filters, **attrs, name=scope or None)
        return squeeze(found, [-3])


def _only(value: Any, name: str) -> int:
    """The width's entry, of one number or three."""
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    if len(values) not in (1, 3):
        raise ValueError(
            f"{name} should be of length 1, 1 or 3. Received: {name}={value} of length "
            f"{len(values)}"
        )
    return int(values[len(values) // 2])
