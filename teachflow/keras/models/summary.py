"""The table that ``model.summary()`` prints: the same text as Keras's, no colours."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from teachflow.core import dtypes as dt
from teachflow.keras.layers.layer import Layer
from teachflow.keras.layers.state import count_params
from teachflow.keras.tree import flatten, map_shapes, map_structure

_UNITS = ("B", "KB", "MB", "GB", "TB", "PB")


def print_summary(
    model: Any,
    line_length: int | None = None,
    positions: Any = None,
    print_fn: Callable[..., Any] | None = None,
    expand_nested: bool = False,
    show_trainable: bool = False,
    layer_range: Any = None,
) -> None:
    """Prints the table of ``model``; ``print_fn`` gets all of it at once."""
    nodes = _relevant_nodes(model)
    sequential = nodes is None or _in_a_row(model, nodes)
    header = ["Layer (type)", "Output Shape", "Param #"]
    if sequential:
        length, positions = 88, positions or [0.45, 0.80, 1.0]
    else:
        length, positions = 108, positions or [0.3, 0.56, 0.74, 1.0]
        header.append("Connected to")
    align = ["<", "<", ">", "<"][: len(header)]
    if show_trainable:
        length += 12
        positions = [position * 0.90 for position in positions] + [1.0]
        header.append("Trainable")
        align.append("^")
    if line_length is None:
        line_length = min(length, _terminal_width() - 4)
    widths = _widths(positions, line_length)

    def rows(layer: Any, level: int = 0) -> Iterable[list[str]]:
        prefix = "   " * level + "└ " if level else ""
        fields = [
            f"{prefix}{layer.name} ({type(layer).__name__})",
            _shown_shape(layer),
            _shown_count(layer),
        ]
        if not sequential:
            fields.append(_connections(layer, nodes or []))
        if show_trainable:
            has = bool(getattr(layer, "weights", []))
            fields.append(("Y" if layer.trainable else "N") if has else "-")
        yield fields
        if expand_nested:
            for inner in getattr(layer, "layers", []):
                yield from rows(inner, level + 1)

    layers = model.layers if nodes is None else model._operations
    shown = [row for layer in _within(layers, layer_range) for row in rows(layer)]
    lines = [f'Model: "{model.name}"', *_table(header, shown, align, widths)]
    text = "\n".join([*lines, *_totals(model)])
    if print_fn is None:
        print(text)  # noqa: T201 (what it is for)
    else:
        print_fn(text + "\n")


def _terminal_width() -> int:
    try:
        return int(os.environ["COLUMNS"]) or 80
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size().columns or 80
    except OSError:
        return 80


def _relevant_nodes(model: Any) -> list[Any] | None:
    """The calls that a functional model is made of; None for the other kinds."""
    by_depth = getattr(model, "_nodes_by_depth", None)
    if by_depth is None:
        return None
    return [node for nodes in by_depth.values() for node in nodes]


def _in_a_row(model: Any, nodes: list[Any]) -> bool:
    """Whether each layer has one input and is called once."""
    for at_depth in model._nodes_by_depth.values():
        if len(at_depth) > 1 or len(at_depth[0].input_tensors) > 1:
            return False
    known = {id(node) for node in nodes}
    return all(
        sum(id(node) in known for node in layer._inbound_nodes) <= 1
        for layer in model.layers
    )


def _widths(positions: list[float], line_length: int) -> list[int]:
    """The columns' widths with their padding, so that the table is as long as asked."""
    ends = [int(position * line_length) for position in positions]
    widths = [end - start for start, end in zip([0, *ends], ends, strict=False)]
    if any(width < 4 for width in widths):
        raise ValueError("Insufficient console width to print summary.")
    widths = [width + 2 for width in widths]
    excess = sum(widths) - (line_length - len(widths) - 1)
    for index in range(len(widths)):
        part = round(excess / (len(widths) - index))
        widths[index] -= part
        excess -= part
    return widths


def _shown_shape(layer: Any) -> str:
    shapes: Any
    if layer._inbound_nodes:
        outputs = layer._inbound_nodes[-1].output_tensors
        shapes = map_structure(lambda tensor: _shape_text(tensor.shape), outputs)
    elif not getattr(layer, "_build_shapes", None):
        return "?"
    else:
        try:
            if hasattr(layer, "output_shape"):
                shapes = _shape_text(layer.output_shape)
            else:
                found = layer.compute_output_shape(**layer._build_shapes)
                shapes = map_shapes(_shape_text, found)
        except NotImplementedError:
            return "?"
    flat = flatten(shapes)
    return str(flat[0]) if len(flat) == 1 else str(shapes).replace("'", "")


def _shape_text(shape: Any) -> str:
    return f"({', '.join(str(length) for length in shape)})"


def _shown_count(layer: Any) -> str:
    if not isinstance(layer, Layer):
        return "0"
    return f"{layer.count_params():,}" if layer.built else "0 (unbuilt)"


def _connections(layer: Any, nodes: list[Any]) -> str:
    known = {id(node) for node in nodes}
    found = [
        f"{source.operation.name}[{source.node_index}][{source.tensor_index}]"
        for node in layer._inbound_nodes
        if id(node) in known
        for source in (tensor._keras_history for tensor in node.input_tensors)
    ]
    return ", ".join(found) or "-"


def _within(layers: list[Any], layer_range: Any) -> list[Any]:
    """The layers from the first name (or pattern) to the second."""
    if layer_range is None:
        return layers
    if len(layer_range) != 2 or not all(isinstance(x, str) for x in layer_range):
        raise ValueError(
            "layer_range must be a list or tuple of length 2 of strings. Received: "
            f"layer_range = {layer_range}"
        )
    hits = [
        [index for index, layer in enumerate(layers) if re.match(pattern, layer.name)]
        for pattern in layer_range
    ]
    if not all(hits):
        raise ValueError(
            f"Passed layer_names do not match the layer names in the model. Received: "
            f"{layer_range}"
        )
    low, high = min(hits[0]), max(hits[1])
    return layers[min(low, high) : max(low, high) + 1]


def _table(
    header: list[str], rows: list[list[str]], align: list[str], widths: list[int]
) -> list[str]:
    def rule(left: str, line: str, cross: str, right: str) -> str:
        return left + cross.join(line * width for width in widths) + right

    def cells(row: list[str], bar: str) -> list[str]:
        parts = [
            _wrapped(text, width - 2) for text, width in zip(row, widths, strict=True)
        ]
        height = max(len(part) for part in parts)
        lines = []
        for index in range(height):
            texts = [part[index] if index < len(part) else "" for part in parts]
            padded = [
                f" {text:{side}{width - 2}} "
                for text, side, width in zip(texts, align, widths, strict=True)
            ]
            lines.append(bar + bar.join(padded) + bar)
        return lines

    lines = [rule("┏", "━", "┳", "┓"), *cells(header, "┃"), rule("┡", "━", "╇", "┩")]
    for index, row in enumerate(rows):
        if index:
            lines.append(rule("├", "─", "┼", "┤"))
        lines += cells(row, "│")
    return [*lines, rule("└", "─", "┴", "┘")]


def _wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width``, cut between words where it can be."""
    lines = [""]
    for word in re.findall(r"\s*\S+\s*", text):
        if len(lines[-1]) + len(word.rstrip()) <= width:
            lines[-1] += word
            continue
        lines.append(word)
    found = [line.rstrip() for line in lines if line] or [""]
    return [x if len(x) <= width else f"{x[: width - 1]}…" for x in found]


def _totals(model: Any) -> list[str]:
    parts = [
        ("Trainable", model.trainable_weights),
        ("Non-trainable", model.non_trainable_weights),
    ]
    optimizer = getattr(model, "optimizer", None)
    if getattr(model, "compiled", False) and getattr(optimizer, "built", False):
        parts.append(("Optimizer", optimizer.variables))  # type: ignore[union-attr]
    sizes = [(word, count_params(w), _memory(w)) for word, w in parts]
    total = sum(count for _, count, _ in sizes), sum(size for _, _, size in sizes)
    return [
        f" {word} params: {count:,} ({_readable(size)})"
        for word, count, size in [("Total", *total), *sizes]
    ]


def _memory(weights: Iterable[Any]) -> float:
    unique = {id(weight): weight for weight in weights}.values()
    sizes = (w.shape.num_elements() * dt.as_dtype(w.dtype).size for w in unique)
    return float(sum(sizes))


def _readable(size: float) -> str:
    for unit in _UNITS[:-1]:
        if size < 1024:
            return f"{size:.2f} {unit}"
        size /= 1024
    return f"{size:.2f} {_UNITS[-1]}"
