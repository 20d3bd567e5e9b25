"""The ops of networks on eager values, where no graph is open."""

from __future__ import annotations

import numpy as np

import teachflow
from tests.layers.test_networks import wave


def test_convolution_of_an_image_by_hand():
    x, kernel = wave(1, 5, 5, 2), wave(3, 3, 2, 1)
    by_hand = [
        [(x[0, i : i + 3, j : j + 3] * kernel[..., 0]).sum() for j in range(3)]
        for i in range(3)
    ]
    found = teachflow.nn.conv2d(x, kernel, strides=1, padding="VALID")
    np.testing.assert_allclose(found.numpy()[0, :, :, 0], by_hand, rtol=1e-4)


def test_the_eager_face_has_the_same_networks_ops():
    with teachflow.GradientTape() as tape:
        x = teachflow.constant(wave(1, 4, 4, 2))
        tape.watch(x)
        y = teachflow.nn.conv2d(x, wave(3, 3, 2, 3), 1, "SAME")
        y = teachflow.nn.max_pool(teachflow.nn.relu(y), 2, 2, "VALID")
        loss = teachflow.reduce_sum(y)
    assert y.shape == (1, 2, 2, 3)
    assert np.any(tape.gradient(loss, x).numpy())
    values, indices = teachflow.math.top_k([1.0, 3.0, 2.0], k=2)
    assert (values.numpy().tolist(), indices.numpy().tolist()) == ([3.0, 2.0], [1, 2])
