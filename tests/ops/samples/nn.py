"""Rows of activations, softmax, cross entropies, biases."""

from __future__ import annotations

import numpy as np

from tests.ops.sample import Sample, StateSample, ints, positives, reals

_ACTIVATIONS = ("Relu", "Relu6", "LeakyRelu", "Elu", "Selu", "Softplus", "Softsign")
_GRADIENTS = ("ReluGrad", "Relu6Grad", "LeakyReluGrad")
_LABELS = positives(4, 3) / positives(4, 3).sum(1, keepdims=True)
f = np.float32

SAMPLES: list[Sample | StateSample] = [
    *[Sample(op, (reals(2, 3, scale=2.0),)) for op in _ACTIVATIONS],
    *[
        Sample(op, (f([-1000, -1, 0, 1, 7, 1000]),), note="far out")
        for op in _ACTIVATIONS
    ],
    Sample("LeakyRelu", (reals(2, 3),), {"alpha": 0.01}),
    Sample("Relu", (ints(5),)),
    Sample("Relu", (f([-2, 0, 3]),), expected=f([0, 0, 3])),
    *[Sample(op, (reals(2, 3), reals(2, 3, seed=1))) for op in _GRADIENTS],
    *[Sample(op, (reals(2, 3),)) for op in ("Softmax", "LogSoftmax")],
    *[Sample(op, (reals(2, 2, 3),)) for op in ("Softmax", "LogSoftmax")],
    Sample("Softmax", (f([1000, 0]),), expected=f([1, 0])),
    Sample("LogSoftmax", (f([1000, 0]),), expected=f([0, -1000])),
    Sample("SoftmaxCrossEntropyWithLogits", (reals(4, 3, scale=3.0), _LABELS)),
    Sample(
        "SoftmaxCrossEntropyWithLogits",
        (f([[1000, 0]]), f([[1, 0]])),
        expected=(f([0]), f([[0, 0]])),
        note="far out",
    ),
    *[
        Sample(
            "SparseSoftmaxCrossEntropyWithLogits",
            (reals(4, 3, scale=3.0), kind([0, 2, 1, 1])),
        )
        for kind in (np.int32, np.int64)
    ],
    Sample("AddColumn", (reals(3),)),
    Sample("BiasAdd", (reals(2, 3), reals(3, seed=1))),
    Sample("BiasAdd", (reals(2, 3, 4), reals(3, seed=1)), {"data_format": "NCHW"}),
    Sample("BiasAddGrad", (reals(2, 3),)),
    Sample("BiasAddGrad", (reals(2, 3, 4),), {"data_format": "NCHW"}),
    Sample("L2Loss", (reals(2, 3),)),
    Sample("L2Loss", (f([1, 3]),), expected=f(5)),
]
