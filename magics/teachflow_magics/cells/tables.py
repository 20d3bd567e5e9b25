"""A small table as what a magic or its twin gives: text for terminals, HTML besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from teachflow.viz.reprs import sheet


@dataclass(frozen=True)
class Table:
    """Rows under their titles; the first of a row is its own title.

    >>> Table("Two", ("n", "square"), (("1", "1"), ("2", "4")))
    Two
    n  square
    1  1
    2  4
    """

    head: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()

    def __str__(self) -> str:
        lines = sheet.columns_text([self.titles, *self.rows]) if self.rows else ""
        return "\n".join(filter(None, [self.head, lines]))

    def __repr__(self) -> str:
        return str(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        body = sheet.table(self.rows, self.titles) if self.rows else ""
        return {"text/plain": str(self), "text/html": sheet.head(self.head) + body}
