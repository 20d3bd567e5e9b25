"""Printing while a graph runs.

Everything is printed where Python's ``print`` prints, so that a notebook shows it below
the cell; TensorFlow writes to the standard error stream.
"""

from __future__ import annotations

import sys
from typing import Any

from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.home import composite
from teachflow.core.nest import flatten, nested_like
from teachflow.core.operand import Operand
from teachflow.core.registry import op
from teachflow.ops.strings.text_of import ends, first

_STREAMS = ("stdout", "stderr", "log(info)", "log(warning)", "log(error)")
_FILE = "file://"


@op("Print", "T, [U] -> T", shape=rules.same)
def print_op(
    input: Any,
    data: Any,
    *,
    message: str = "",
    first_n: int = -1,
    summarize: int = 3,
    cell: Cell,
) -> Any:
    """The input; on the way ``data`` is printed."""
    count = cell.value or 0
    if first_n < 0 or count < first_n:
        cell.value = count + 1
        texts = [first(value, summarize) for value in data]
        sys.stdout.write(f"{message}{''.join(texts)}\n")
    return input


@print_op.vjp
def _(call: Any, g: Any) -> Any:
    return g, *[None] * (len(call.inputs) - 1)


print_op.jvp_symmetric()


@op("StringFormat", "[T] -> string", shape=rules.scalar, differentiable=False)
def string_format_op(
    inputs: Any, *, template: str = "%s", placeholder: str = "%s", summarize: int = 3
) -> Any:
    """The template with the inputs in their places."""
    between = template.split(placeholder)
    texts = [ends(value, summarize) for value in inputs]
    whole = between[0]
    for text, after in zip(texts, between[1:], strict=True):
        whole += text + after
    return whole.encode()


@op("PrintV2", "string ->", shape=rules.nothing, stateful=True, differentiable=False)
def print_v2_op(input: Any, *, output_stream: str = "stderr", end: str = "\n") -> None:
    """Prints a string, or adds it to a file."""
    item = input if isinstance(input, bytes) else input.item()
    text = item.decode() + end
    if output_stream.startswith(_FILE):
        path = output_stream.removeprefix(_FILE)
        with open(path, "a", encoding="utf-8") as file:
            file.write(text)
    else:
        sys.stdout.write(text)


@composite
def print_tensors(
    input_: Any,
    data: Any,
    message: str | None = None,
    first_n: int | None = None,
    summarize: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns ``input_``, whose node prints the tensors in the list ``data`` when run.

    ``message`` comes first; only the first ``first_n`` times are printed (always, if
    None), and the first ``summarize`` items of each tensor (3). The gradient passes
    through. Unlike TensorFlow, it prints to standard output, where notebooks show it,
    not to standard error. Source: tf.compat.v1.Print.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     x = tf.constant([1.0, 2.0, 3.0, 4.0])
    ...     y = tf.Print(tf.reduce_sum(x), [x, "added"], "now: ")
    ...     total = sess.run(y)
    now: [1 2 3...][added]
    """
    return print_op(
        input_,
        data,
        message=message or "",
        first_n=-1 if first_n is None else first_n,
        summarize=3 if summarize is None else summarize,
        name=name,
    )


@composite
def string_format(
    template: str,
    inputs: Any,
    placeholder: str = "{}",
    summarize: int = 3,
    name: str | None = None,
) -> Any:
    """Returns a string tensor: ``template`` with the tensors in its placeholders.

    Of each axis the first and the last ``summarize`` items are written (all, if -1).
    Raises ``ValueError`` where there are more or fewer placeholders than tensors.
    Source: tf.strings.format.

    >>> import teachflow as tf
    >>> tf.strings.format("x is {}", tf.constant([1, 2])).numpy()
    b'x is [1 2]'
    """
    tensors = list(inputs) if isinstance(inputs, (list, tuple)) else [inputs]
    places = template.count(placeholder)
    if places != len(tensors):
        raise ValueError(
            f"The template expects {places} tensors, but the inputs only has "
            f"{len(tensors)}. Please ensure the number of placeholders in template "
            f"matches inputs length."
        )
    return string_format_op(
        tensors,
        template=template,
        placeholder=placeholder,
        summarize=summarize,
        name=name,
    )


@composite
def print_all(*inputs: Any, **options: Any) -> Any:
    """Prints tensors, strings and whatever else, nested lists and dicts too.

    In a graph it returns an operation that prints when it is run. ``sep`` and ``end``
    are as Python's; ``summarize`` is how many items to write at both ends of each axis
    (3; all, if -1). ``output_stream`` is a stream or ``"file://<path>"``, to which is
    added. Unlike TensorFlow, all streams print where Python does, by default to
    standard output. Source: tf.print.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     sess.run(tf.print("x:", tf.range(10), {"y": tf.constant(1.5)}))
    x: [0 1 2 ... 7 8 9] {'y': 1.5}
    """
    stream = _stream(options.pop("output_stream", "stderr"))
    name = options.pop("name", None)
    sep, end = options.pop("sep", " "), options.pop("end", "\n")
    summarize = options.pop("summarize", 3)
    if options:
        raise ValueError(f"Unrecognized keyword arguments for tf.print: {options}")
    tensors = [leaf for leaf in flatten(list(inputs)) if isinstance(leaf, Operand)]
    if len(inputs) == 1 and isinstance(inputs[0], Operand) and _is_text(inputs[0]):
        text = inputs[0]
    else:
        place = _placeholder(inputs)
        template = sep.join(_template(item, place) for item in inputs)
        text = string_format(
            template.replace(f"'{place}'", place),
            tensors,
            place,
            summarize,
            f"{name}_format" if name else None,
        )
    return print_v2_op(text, output_stream=stream, end=end, name=name)


def _is_text(tensor: Operand) -> bool:
    return tensor.dtype.name == "string" and tensor.shape.rank == 0


def _placeholder(inputs: Any) -> str:
    """A placeholder that occurs in none of what is printed as it is."""
    said = repr(
        [leaf for leaf in flatten(list(inputs)) if not isinstance(leaf, Operand)]
    )
    place = "{}"
    while place in said:
        place = f"{{{place}}}"
    return place


def _template(item: Any, place: str) -> str:
    """What stands for one argument: itself, with ``place`` where there are tensors."""
    if isinstance(item, str):
        return item
    leaves = [place if isinstance(x, Operand) else x for x in flatten(item)]
    import pprint  # noqa: PLC0415 (late: importing TeachFlow is quick)

    return pprint.pformat(nested_like(item, iter(leaves)))


def _stream(given: Any) -> str:
    if given is sys.stdout or given is sys.stderr:
        return "stdout" if given is sys.stdout else "stderr"
    if isinstance(given, str) and (given in _STREAMS or given.startswith(_FILE)):
        return given
    level = getattr(given, "__name__", "")
    if f"log({level})" in _STREAMS:
        return f"log({level})"
    raise ValueError(
        f"Unsupported output stream, logging level, or file: {given!r}. Supported "
        f"streams are sys.stdout, sys.stderr, tf.logging.info, tf.logging.warning, "
        f"tf.logging.error. File needs to be in the form of 'file://<filepath>'."
    )
