"""What a layer does with masks: finds those of its inputs, passes them on."""

from __future__ import annotations

from typing import Any

from teachflow.keras.layers.call_spec import CallSpec
from teachflow.keras.masking import get_keras_mask, set_keras_mask
from teachflow.keras.tree import flatten, map_structure


class Masked:
    """The part of a layer that knows masks."""

    _takes_mask: bool

    def compute_mask(self, inputs: Any, previous_mask: Any = None) -> Any:
        """The mask of what comes out: by default that of what came in."""
        return previous_mask

    def _settle_mask(self, spec: CallSpec, kwargs: dict[str, Any]) -> Any:
        mask = map_structure(get_keras_mask, spec.first)
        if not self._takes_mask or len(spec.tensors) != 1:
            return kwargs["mask"] if kwargs.get("mask") is not None else mask
        if spec.arguments.get("mask") is None:
            if any(item is not None for item in flatten(mask)):
                kwargs["mask"] = mask
            return mask
        return spec.arguments["mask"]

    def _pass_mask_on(self, inputs: Any, outputs: Any, previous_mask: Any) -> None:
        flat = flatten(outputs)
        if all(get_keras_mask(item) is not None for item in flat):
            return
        masks = self.compute_mask(inputs, previous_mask)
        if masks is None:
            return
        for tensor, mask in zip(flat, flatten(masks), strict=False):
            if mask is not None and get_keras_mask(tensor) is None:
                set_keras_mask(tensor, mask)
