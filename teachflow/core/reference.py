"""References: what stands for a tensor or a variable in dictionaries and sets.

``==`` of tensors compares elements, so they cannot be keys. A reference is equal to
another one of the same object.
"""

from __future__ import annotations

from typing import Any


class Reference:
    """Stands for one object, by identity; what ``tensor.ref()`` returns.

    >>> first, second = Reference([1]), Reference([1])
    >>> first == second, first == Reference(first.deref()), first
    (False, True, <Reference wrapping [1]>)
    """

    __slots__ = ("__weakref__", "_object")

    def __init__(self, wrapped: Any) -> None:
        self._object = wrapped

    def deref(self) -> Any:
        """The object itself."""
        return self._object

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Reference):
            raise TypeError(
                "Cannot compare wrapped object with unwrapped object: compare "
                "a.ref() == b.ref(), or a is b."
            )
        return self._object is other._object

    def __hash__(self) -> int:
        return id(self._object)

    def __repr__(self) -> str:
        return f"<Reference wrapping {self._object!r}>"
