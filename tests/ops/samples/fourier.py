"""Rows of the Fourier transforms."""

from __future__ import annotations

from tests.ops.sample import Sample, StateSample, complexes

SAMPLES: list[Sample | StateSample] = [
    Sample("FFT", (complexes(2, 4),)),
    Sample("IFFT", (complexes(2, 5),)),
    Sample("FFT2D", (complexes(2, 3, 4),)),
    Sample("IFFT2D", (complexes(3, 4),)),
]
