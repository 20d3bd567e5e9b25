"""``InputSpec``: what a layer wants of its inputs, and the errors where it is not."""

from __future__ import annotations

from typing import Any

from teachflow.core.explaining.facts import told
from teachflow.keras.config import standardize_dtype
from teachflow.keras.keras_tensor import standardize_shape
from teachflow.keras.tree import flatten


class InputSpec:
    """Number of axes, lengths and dtype that an input must have.

    Source: tf.keras.layers.InputSpec.

    >>> import teachflow as tf
    >>> tf.keras.layers.InputSpec(min_ndim=2, axes={-1: 3})
    InputSpec(min_ndim=2, axes={-1: 3})
    """

    def __init__(
        self,
        dtype: Any = None,
        shape: Any = None,
        ndim: int | None = None,
        max_ndim: int | None = None,
        min_ndim: int | None = None,
        axes: dict[int, int | None] | None = None,
        allow_last_axis_squeeze: bool = False,
        name: str | None = None,
        optional: bool = False,
    ) -> None:
        self.dtype = None if dtype is None else standardize_dtype(dtype)
        self.shape = None if shape is None else standardize_shape(shape)
        self.ndim = ndim if self.shape is None else len(self.shape)
        self.max_ndim = max_ndim
        self.min_ndim = min_ndim
        self.axes = {int(axis): length for axis, length in (axes or {}).items()}
        self.allow_last_axis_squeeze = allow_last_axis_squeeze
        self.name = name
        self.optional = optional

    def __repr__(self) -> str:
        shown = [
            f"{key}={getattr(self, key)}"
            for key in ("dtype", "shape", "ndim", "max_ndim", "min_ndim", "axes")
            if getattr(self, key)
        ]
        return f"InputSpec({', '.join(shown)})"


def assert_input_compatibility(input_spec: Any, inputs: Any, layer_name: str) -> None:
    """Raises ``ValueError`` where ``inputs`` are not what the specs ask for."""
    specs = flatten(input_spec)
    if isinstance(inputs, dict):
        names = [spec.name for spec in specs]
        if all(names):
            for name in names:
                if name not in inputs:
                    raise ValueError(
                        f'Missing data for input "{name}". You passed a data '
                        f"dictionary with keys {list(inputs.keys())}. Expected the "
                        f"following keys: {names}"
                    )
            inputs = [inputs[name] for name in names]
    given = flatten(inputs)
    if len(given) != len(specs):
        raise ValueError(
            f'Layer "{layer_name}" expects {len(specs)} input(s), but it received '
            f"{len(given)} input tensors. Inputs received: {given}"
        )
    for index, (value, spec) in enumerate(zip(given, specs, strict=True)):
        if spec is None or (value is None and spec.optional):
            continue
        if not hasattr(value, "shape"):
            raise ValueError(
                f"Inputs to a layer should be tensors. Got '{value}' (of type "
                f"{type(value)}) as input for layer '{layer_name}'."
            )
        _check(spec, value, f"Input {index} with name '{spec.name}' of ", layer_name)


def _check(spec: InputSpec, value: Any, which: str, layer_name: str) -> None:
    shape = standardize_shape(value.shape)
    rank = len(shape)

    def refused(words: str, **wanted: Any) -> ValueError:
        words = f"layer '{layer_name}' is incompatible with the layer: expected {words}"
        facts = {"layer": layer_name, "shape": shape, **wanted}
        return told(ValueError(which + words), "layer input", **facts)

    squeezes = spec.allow_last_axis_squeeze
    if spec.ndim is not None and not squeezes and rank != spec.ndim:
        words = f"ndim={spec.ndim}, found ndim={rank}. Full shape received: {shape}"
        raise refused(words, ndim=spec.ndim)
    if spec.max_ndim is not None and rank > spec.max_ndim:
        words = f"max_ndim={spec.max_ndim}, found ndim={rank}"
        raise refused(words)
    if spec.min_ndim is not None and rank < spec.min_ndim:
        words = f"min_ndim={spec.min_ndim}, found ndim={rank}. "
        words += f"Full shape received: {shape}"
        raise refused(words, least=spec.min_ndim)
    if spec.dtype is not None:
        dtype = standardize_dtype(value.dtype)
        if dtype != spec.dtype:
            raise refused(f"dtype={spec.dtype}, found dtype={dtype}")
    for axis, length in spec.axes.items():
        if length is not None and shape[axis] not in (length, None):
            words = f"axis {axis} of input shape to have value {length}, but "
            words += f"received input with shape {shape}"
            raise refused(words, axis=axis, length=length)
    if spec.shape is None:
        return
    wanted = spec.shape
    if squeezes:
        shape = shape[:-1] if shape and shape[-1] == 1 else shape
        wanted = wanted[:-1] if wanted and wanted[-1] == 1 else wanted
    for expected, length in zip(wanted, shape, strict=False):
        if None not in (expected, length) and expected != length:
            words = f"shape={spec.shape}, found shape={shape}"
            raise refused(words, wanted=spec.shape)
