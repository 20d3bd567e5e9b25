"""Numbers on a picture: readable ticks, and the way from data to pixels."""

from __future__ import annotations

import math
from dataclasses import dataclass

MINUS = "\N{MINUS SIGN}"


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``most``, in steps of 1, 2 or 5.

    >>> ticks(-0.3, 4.2)
    [0.0, 1.0, 2.0, 3.0, 4.0]
    """
    rough = (high - low) / most
    if not rough > 0 or not math.isfinite(rough):
        return [low]
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= rough * (1 - 1e-9))
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(k * step, 12) + 0.0 for k in range(first, last + 1)]


def shown(value: float, digits: int = 4) -> str:
    """A number for reading: so many digits, powers of ten only where they are shorter.

    >>> shown(2.0), shown(-0.123456), shown(1234567.0), shown(2e-7)
    ('2', '-0.1235', '1.235e6', '2e-7')
    """
    if value == 0:
        return "0"
    size = abs(value)
    if not math.isfinite(value):
        return str(value)
    if 1e-3 <= size < 1e5:
        text = f"{value:.{digits}g}"
        return f"{value:.0f}" if "e" in text else text
    mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(power)}"


def printed(value: float, digits: int = 4) -> str:
    """``shown`` with a typographic minus, for pictures."""
    return shown(value, digits).replace("-", MINUS)


@dataclass(frozen=True)
class Scale:
    """Data from ``low`` to ``high`` onto pixels from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where ``value`` is drawn."""
        part = (value - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)
