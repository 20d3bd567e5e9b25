"""Summaries that are written as they happen: ``tf.summary.scalar`` and its kin.

They write to the default writer (``recording``) at once, or in a function each time
that it runs. Source: tf.summary.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core.home import composite
from teachflow.eager.home import EAGER
from teachflow.eager.naming import full_name
from teachflow.ops.math.cast import cast
from teachflow.ops.output import recorded
from teachflow.summaries.recording import defaults, should_record_summaries


@composite
def write(
    tag: Any, tensor: Any, step: Any = None, metadata: Any = None, name: Any = None
) -> Any:
    """Writes a tensor as it is; ``metadata`` says which plug-in draws it.

    ``tensor`` may be a function, which is called only where something is written.
    Returns whether it was, as a tensor. Raises ``ValueError`` where no step is known.
    ``name`` names nothing here. Source: tf.summary.write.

    >>> import teachflow as tf
    >>> bool(tf.summary.write("weights", [1.0, 2.0], step=1))
    False
    """
    writer = defaults.writer
    if writer is None or not writer.records:
        return EAGER.convert(False)
    if step is None:
        step = defaults.step
        if step is None:
            raise ValueError(
                "No step set. Please specify one either through the `step` argument or "
                "through tf.summary.experimental.set_step()"
            )
    wanted = should_record_summaries()
    here = home.choose((tensor, step, wanted))

    def record() -> Any:
        value = tensor() if callable(tensor) else tensor
        told = metadata if metadata is not None else b""
        told = told if isinstance(told, bytes) else told.SerializeToString()
        with home.within(here):
            at = cast(here.convert(step), dt.int64)
            recorded.write_summary(writer.handle, at, here.convert(value), tag, told)
        return here.convert(True)

    if wanted.home.symbolic:
        return wanted.home.conditional(wanted, record, lambda: here.convert(False))
    return record() if wanted else wanted


def _tagged(name: str) -> str:
    """``name`` behind the names of the open scopes."""
    here = home.innermost()
    if here is not None and here.symbolic:
        graph: Any = here
        scope = graph.get_name_scope()
        return f"{scope}/{name}" if scope else name
    return full_name(name)


def _metadata(plugin: str, description: str | None, **more: Any) -> Any:
    module = importlib.import_module(f"tensorboard.plugins.{plugin}.metadata")
    return module.create_summary_metadata(
        display_name=None, description=description, **more
    )


def _write(
    name: str,
    value: Callable[[], Any],
    step: Any,
    plugin: str,
    description: str | None,
    **more: Any,
) -> Any:
    if defaults.writer is None:
        return EAGER.convert(False)
    told = _metadata(plugin, description, **more)
    return write(_tagged(name), value, step, told)


def scalar(
    name: str, data: Any, step: Any = None, description: str | None = None
) -> Any:
    """Writes a number for a curve.

    ``data`` is a scalar, else ``ValueError``; ``step`` where it stands on the axis;
    ``description`` a text shown beside. Returns whether it was written, as a tensor.
    Source: tf.summary.scalar.

    >>> import teachflow as tf
    >>> bool(tf.summary.scalar("loss", 0.5, step=1))
    False
    """

    def value() -> Any:
        here = home.choose((data,))
        number = cast(here.convert(data), dt.float32)
        if number.shape.rank not in (None, 0):
            raise ValueError(f"Expected scalar shape, saw shape: {number.shape}.")
        return number

    return _write(name, value, step, "scalar", description)


def histogram(
    name: str,
    data: Any,
    step: Any = None,
    buckets: int | None = None,
    description: str | None = None,
) -> Any:
    """Writes how the values of ``data`` lie, in ``buckets`` (30) equal intervals.

    Otherwise as ``scalar``. Source: tf.summary.histogram.

    >>> import teachflow as tf
    >>> bool(tf.summary.histogram("weights", [1.0, 2.0], step=1))
    False
    """
    count = 30 if buckets is None else buckets

    def value() -> Any:
        here = home.choose((data,))
        return recorded.summary_buckets(here.convert(data), buckets=count)

    return _write(name, value, step, "histogram", description)


def image(
    name: str,
    data: Any,
    step: Any = None,
    max_outputs: int = 3,
    description: str | None = None,
) -> Any:
    """Writes ``max_outputs`` pictures of a batch of shape (n, height, width, channels).

    Floats are from 0 to 1, bytes from 0 to 255. Otherwise as ``scalar``. Source:
    tf.summary.image.

    >>> import teachflow as tf
    >>> bool(tf.summary.image("digits", tf.zeros([1, 8, 8, 1]), step=1))
    False
    """

    def value() -> Any:
        here = home.choose((data,))
        return recorded.summary_images(here.convert(data), max_outputs=max_outputs)

    return _write(name, value, step, "image", description)


def audio(
    name: str,
    data: Any,
    sample_rate: Any,
    step: Any = None,
    max_outputs: int = 3,
    encoding: str | None = None,
    description: str | None = None,
) -> Any:
    """Writes the first ``max_outputs`` sounds of a batch (n, frames, channels).

    float32 from -1 to 1, ``sample_rate`` frames a second; ``encoding`` is "wav".
    Otherwise as ``scalar``. Source: tf.summary.audio.

    >>> import teachflow as tf
    >>> bool(tf.summary.audio("tone", tf.zeros([1, 9, 1]), 8000, step=1))
    False
    """
    if encoding not in (None, "wav"):
        raise ValueError(f"Unknown encoding: {encoding!r}")

    def value() -> Any:
        here = home.choose((data,))
        rate = here.convert(sample_rate, dt.int32)
        tones = here.convert(data, dt.float32)
        return recorded.summary_sounds(tones, rate, max_outputs=max_outputs)

    return _write(name, value, step, "audio", description, encoding=11)


def text(name: str, data: Any, step: Any = None, description: str | None = None) -> Any:
    """Writes strings, which are shown as Markdown. Otherwise as ``scalar``.

    Source: tf.summary.text.

    >>> import teachflow as tf
    >>> bool(tf.summary.text("note", "It *learns*.", step=1))
    False
    """
    return _write(
        name,
        lambda: home.choose((data,)).convert(data, dt.string),
        step,
        "text",
        description,
    )


def graph(graph_data: Any) -> Any:
    """Writes a ``tf.Graph`` (or a ``GraphDef``), which TensorBoard draws.

    Returns whether it was written, as a tensor. Raises ``TypeError`` for anything else.
    Source: tf.summary.graph.

    >>> import teachflow as tf
    >>> bool(tf.summary.graph(tf.Graph()))
    False
    """
    writer = defaults.writer
    if writer is None or not writer.records or writer._file is None:
        return EAGER.convert(False)
    writer._file.add_graph(graph_data, 0)
    return EAGER.convert(True)
