"""``tf.signal``: Fourier transforms."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home
from teachflow.ops.math import fourier as _fourier

fft = at_home(_fourier.fft)
fft2d = at_home(_fourier.fft2d)
fftshift = at_home(_fourier.fftshift)
ifft = at_home(_fourier.ifft)
ifft2d = at_home(_fourier.ifft2d)
ifftshift = at_home(_fourier.ifftshift)
irfft = at_home(_fourier.irfft)
rfft = at_home(_fourier.rfft)

__getattr__ = _looking_up(__name__)
