"""Which tensors of a graph are about an array rather than values.

An array (``tf.TensorArray``) is changed by writing. What goes through a part of a run
again makes its arrays anew, and so must not start from the handles of that run.
"""

from __future__ import annotations

from teachflow.graph.operation import Tensor

_HANDING_ON = frozenset({"Enter", "Exit", "Identity", "Merge", "Switch"})
_WRITING = frozenset(
    {
        "TensorArrayGradV3",
        "TensorArrayScatterV3",
        "TensorArraySplitV3",
        "TensorArrayV3",
        "TensorArrayWriteV3",
    }
)


def is_of_array(tensor: Tensor) -> bool:
    """Whether ``tensor`` is the handle or the flow of an array."""
    while tensor.op.type in _HANDING_ON:
        tensor = tensor.op.inputs[0]
    return tensor.op.type in _WRITING
