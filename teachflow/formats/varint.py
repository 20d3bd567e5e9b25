"""Numbers in as many bytes as they need: seven bits each, the least ones first."""

from __future__ import annotations


def encode(number: int) -> bytes:
    r"""Returns ``number`` (not negative) as a varint.

    >>> encode(300)
    b'\xac\x02'
    """
    if number < 0x80:
        return bytes((number,))
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def decode(data: bytes, position: int, limit: int = 64) -> tuple[int, int]:
    r"""Returns the number at ``position`` of ``data`` and the position after it.

    Raises ``ValueError`` where it is cut off, has more than ``limit`` bits, or takes
    more bytes than it needs (nobody writes that, so something was altered).

    >>> decode(b"..\xac\x02", 2)
    (300, 4)
    """
    number = shift = 0
    while position < len(data):
        byte = data[position]
        position += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            if number >> limit or (shift and not byte):
                break
            return number, position
        shift += 7
        if shift >= limit:
            break
    raise ValueError(f"no number of at most {limit} bits before byte {position}")
