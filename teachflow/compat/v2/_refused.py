"""What the eager face leaves out on purpose, and what to do instead."""

from __future__ import annotations

from typing import Final

_RAGGED = (
    "Ragged tensors are not there. Pad the rows to one length instead "
    "(tf.keras.utils.pad_sequences) and mask what was padded (tf.sequence_mask)."
)
_ONE_MACHINE = "TeachFlow computes in one process on one CPU, and distributes nothing."
_QUANTIZED = "Quantized types are not there. Use tf.float32, or tf.float16."
_NUMPY = "The array is one call away: tf.constant(x).numpy(), and NumPy itself."
_OPERATORS = (
    "Linear operators without a matrix are not there. Build the matrix, with "
    "tf.linalg.diag and its kin, and use tf.linalg.matmul and tf.linalg.solve."
)
_DEVICE_CODE = "Kernels are NumPy's: there is no library or compiler of ops to load."

REFUSED: Final[dict[str, str]] = {
    "Ragged": _RAGGED,
    "bfloat16": "NumPy has no bfloat16. Use tf.float16 or tf.float32.",
    "distribute": _ONE_MACHINE,
    "dtensor": _ONE_MACHINE,
    "lite": "Models for phones are not there. TeachFlow runs where Python does.",
    "load_library": _DEVICE_CODE,
    "load_op_library": _DEVICE_CODE,
    "mlir": _DEVICE_CODE,
    "qint": _QUANTIZED,
    "quant": _QUANTIZED,
    "quint": _QUANTIZED,
    "ragged": _RAGGED,
    "raw_ops": "Raw ops are not offered by name. Use the functions that wrap them.",
    "saved_model": (
        "SavedModel files are not there. Keep the values with tf.train.Checkpoint or "
        "model.save_weights, and build the model anew from its code."
    ),
    "tpu": _ONE_MACHINE,
    "xla": _DEVICE_CODE,
}
"""Beginnings of names at the top of the face, each with a sentence or two."""

LINALG: Final[dict[str, str]] = {"LinearOperator": _OPERATORS}
DTYPES: Final[dict[str, str]] = {
    key: REFUSED[key] for key in ("bfloat16", "qint", "quint")
} | {"QUANTIZED_DTYPES": _QUANTIZED}
EXPERIMENTAL: Final[dict[str, str]] = {
    "DynamicRaggedShape": _RAGGED,
    "RowPartition": _RAGGED,
    "StructuredTensor": _RAGGED,
    "dtensor": _ONE_MACHINE,
    "numpy": _NUMPY,
}
SYSCONFIG: Final[dict[str, str]] = {"get_": _DEVICE_CODE}
