"""What an object keeps in its attributes: variables, layers, metrics, seeds.

Lists and dicts that are attributes are kept as kinds of list and dict that tell when
something is put in, so that ``self.blocks.append(layer)`` counts too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Found = Callable[[Any], None]


class TrackedList(list[Any]):
    """A list that tells what is put into it."""

    def __init__(self, values: Iterable[Any] = (), found: Found | None = None) -> None:
        self._found = found
        super().__init__(self._seen(value) for value in values)

    def _seen(self, value: Any) -> Any:
        return value if self._found is None else track(value, self._found)

    def append(self, value: Any) -> None:
        """Puts ``value`` at the end."""
        super().append(self._seen(value))

    def insert(self, index: Any, value: Any) -> None:
        """Puts ``value`` before ``index``."""
        super().insert(index, self._seen(value))

    def extend(self, values: Iterable[Any]) -> None:
        """Puts all ``values`` at the end."""
        super().extend([self._seen(value) for value in values])

    def __iadd__(self, values: Iterable[Any]) -> Any:  # type: ignore[misc]
        self.extend(values)
        return self

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, self._seen(value))

    def __reduce__(self) -> Any:
        return (list, (list(self),))


class TrackedDict(dict[Any, Any]):
    """A dict that tells what is put into it."""

    def __init__(self, values: Any = (), found: Found | None = None) -> None:
        self._found = found
        super().__init__()
        self.update(values)

    def __setitem__(self, key: Any, value: Any) -> None:
        if self._found is not None:
            value = track(value, self._found)
        super().__setitem__(key, value)

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Puts all items in."""
        for key, value in dict(*args, **kwargs).items():
            self[key] = value

    def setdefault(self, key: Any, default: Any = None) -> Any:
        """The value of ``key``, put in where there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def __reduce__(self) -> Any:
        return (dict, (dict(self),))


def track(value: Any, found: Found) -> Any:
    """``value``, told to ``found``; lists and dicts in the kinds that go on telling."""
    if type(value) in (list, TrackedList):
        return TrackedList(value, found)
    if type(value) in (dict, TrackedDict):
        return TrackedDict(value, found)
    if isinstance(value, tuple):
        if hasattr(value, "_fields"):
            return type(value)(*(track(item, found) for item in value))
        return tuple(track(item, found) for item in value)
    if not isinstance(value, (str, int, float, bool, type(None))):
        found(value)
    return value
