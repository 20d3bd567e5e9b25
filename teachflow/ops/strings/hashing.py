"""Fingerprints of byte strings: FarmHash's and TensorFlow's older one, bit for bit.

Sources: G. Pike, FarmHash (``farmhashna``); A. Appleby, MurmurHash64A.
"""

from __future__ import annotations

_MASK = 2**64 - 1
_K0, _K1, _K2 = 0xC3A5C85C97CB3127, 0xB492B66FBE98F273, 0x9AE16A3B2F90404F


def _word(data: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(data[at : at + size], "little")


def _turn(value: int, by: int) -> int:
    """``value``, cut to 64 bits, rotated to the right."""
    value &= _MASK
    return (value >> by | value << (64 - by)) & _MASK


def _mix(value: int) -> int:
    value &= _MASK
    return value ^ value >> 47


def _two(u: int, v: int, factor: int) -> int:
    """One word of two."""
    u, v = u & _MASK, v & _MASK
    a = _mix((u ^ v) * factor)
    b = _mix((v ^ a) * factor)
    return b * factor & _MASK


def _four(data: bytes, at: int, a: int, b: int) -> tuple[int, int]:
    """Two words of two and the four at a place."""
    w, x, y, z = (_word(data, at + 8 * i) for i in range(4))
    a += w
    b = _turn(b + a + z, 21)
    c = a
    a += x + y
    b += _turn(a, 44)
    return (a + z) & _MASK, (b + c) & _MASK


def _short(data: bytes) -> int:
    """Up to 16 bytes."""
    size = len(data)
    factor = (_K2 + 2 * size) & _MASK
    if size >= 8:
        a = (_word(data, 0) + _K2) & _MASK
        b = _word(data, size - 8)
        c = _turn(b, 37) * factor + a
        d = (_turn(a, 25) + b) * factor
        return _two(c, d, factor)
    if size >= 4:
        first = size + (_word(data, 0, 4) << 3)
        return _two(first, _word(data, size - 4, 4), factor)
    if size:
        y = data[0] + (data[size >> 1] << 8)
        z = size + (data[-1] << 2)
        return _mix((y * _K2 ^ z * _K0) & _MASK) * _K2 & _MASK
    return _K2


def _middle(data: bytes) -> int:
    """17 to 64 bytes."""
    size = len(data)
    factor = (_K2 + 2 * size) & _MASK
    long = size > 32
    a = _word(data, 0) * (_K2 if long else _K1)
    b = _word(data, 8)
    c = _word(data, size - 8) * factor
    d = _word(data, size - 16) * _K2
    y = _turn(a + b, 43) + _turn(c, 30) + d
    z = _two(y, a + _turn(b + _K2, 18) + c, factor)
    if not long:
        return z
    e = _word(data, 16) * factor
    f = _word(data, 24)
    g = (y + _word(data, size - 32)) * factor
    h = (z + _word(data, size - 24)) * factor
    return _two(_turn(e + f, 43) + _turn(g, 30) + h, e + _turn(f + a, 18) + g, factor)


def fingerprint64(data: bytes) -> int:
    """FarmHash's 64 bits of ``data``.

    >>> fingerprint64(b"hello")
    13009744463427800296
    """
    size = len(data)
    if size <= 16:
        return _short(data)
    if size <= 64:
        return _middle(data)
    x, y = 81, (81 * _K1 + 113) & _MASK
    z = _mix(y * _K2 + 113) * _K2 & _MASK
    v, w = (0, 0), (0, 0)
    x = (x * _K2 + _word(data, 0)) & _MASK

    def block(at: int, factor: int, ninefold: bool) -> None:
        nonlocal x, y, z, v, w
        times = 9 if ninefold else 1
        x = _turn(x + y + v[0] + _word(data, at + 8), 37) * factor & _MASK
        y = _turn(y + v[1] + _word(data, at + 48), 42) * factor & _MASK
        x ^= w[1] * times & _MASK
        y = (y + v[0] * times + _word(data, at + 40)) & _MASK
        z = _turn(z + w[0], 33) * factor & _MASK
        v = _four(data, at, v[1] * factor & _MASK, x + w[0])
        w = _four(data, at + 32, z + w[1], y + _word(data, at + 16))
        z, x = x, z

    for at in range(0, (size - 1) // 64 * 64, 64):
        block(at, _K1, ninefold=False)
    factor = (_K1 + ((z & 0xFF) << 1)) & _MASK
    w = ((w[0] + ((size - 1) & 63)) & _MASK, w[1])
    v = ((v[0] + w[0]) & _MASK, v[1])
    w = ((w[0] + v[0]) & _MASK, w[1])
    block(size - 64, factor, ninefold=True)
    return _two(
        _two(v[0], w[0], factor) + _mix(y) * _K0 + z,
        _two(v[1], w[1], factor) + x,
        factor,
    )


def hash64(data: bytes) -> int:
    """TensorFlow's own 64 bits of ``data``: MurmurHash64A.

    >>> hash64(b"hello") % 10 < 10
    True
    """
    m, size = 0xC6A4A7935BD1E995, len(data)
    h = (0xDECAFCAFFE ^ size * m) & _MASK
    for at in range(0, size // 8 * 8, 8):
        k = _word(data, at) * m & _MASK
        k = (k ^ k >> 47) * m & _MASK
        h = (h ^ k) * m & _MASK
    rest = data[size // 8 * 8 :]
    if rest:
        h = (h ^ int.from_bytes(rest, "little")) * m & _MASK
    h = (h ^ h >> 47) * m & _MASK
    return h ^ h >> 47
