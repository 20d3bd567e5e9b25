"""``tf.nest``: nested structures taken apart, put together, mapped and compared.

Whatever is a sequence (no text) or a mapping holds others, everything else is an atom.
``nest`` is the engine's own, quicker way with lists, tuples and dicts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any


def is_nested(seq: Any) -> bool:
    """Whether ``seq`` holds others: a list, a tuple, a dict or their like.

    Text, arrays, tensors and sets are atoms. Source: tf.nest.is_nested.

    >>> import teachflow as tf
    >>> tf.nest.is_nested([1, 2]), tf.nest.is_nested("ab")
    (True, False)
    """
    kind = type(seq)
    if kind in (list, tuple, dict):
        return True
    if isinstance(seq, (str, bytes, bytearray)):
        return False
    return isinstance(seq, (Sequence, Mapping)) or hasattr(kind, "__attrs_attrs__")


def _items(structure: Any) -> list[tuple[Any, Any]]:
    """Key and value of each part, mappings by sorted key."""
    if isinstance(structure, Mapping):
        return [(key, structure[key]) for key in sorted(structure)]
    fields = getattr(type(structure), "__attrs_attrs__", None)
    if fields is not None:
        return [(field.name, getattr(structure, field.name)) for field in fields]
    return list(enumerate(structure))


def _like(structure: Any, parts: list[Any]) -> Any:
    """``parts``, in the order of ``_items``, as a structure of the same type."""
    kind = type(structure)
    if isinstance(structure, Mapping):
        found = dict(zip(sorted(structure), parts, strict=True))
        pairs = [(key, found[key]) for key in structure]
        if isinstance(structure, defaultdict):
            return kind(structure.default_factory, pairs)
        return kind(pairs)
    if hasattr(kind, "_fields") or hasattr(kind, "__attrs_attrs__"):
        return kind(*parts)
    return parts if isinstance(structure, range) else kind(parts)


def _atoms(structure: Any) -> Iterator[Any]:
    if not is_nested(structure):
        yield structure
        return
    for _, part in _items(structure):
        yield from _atoms(part)


def flatten(structure: Any, expand_composites: bool = False) -> list[Any]:
    """Returns the atoms of ``structure`` in order, mappings by sorted key.

    Raises ``TypeError`` where keys cannot be sorted. Unlike TensorFlow,
    ``expand_composites`` changes nothing. Source: tf.nest.flatten.

    >>> import teachflow as tf
    >>> tf.nest.flatten([1, (2, {"b": 4, "a": 3})])
    [1, 2, 3, 4]
    """
    return list(_atoms(structure))


def _packed(structure: Any, atoms: Iterator[Any]) -> Any:
    if not is_nested(structure):
        return next(atoms)
    return _like(structure, [_packed(part, atoms) for _, part in _items(structure)])


def pack_sequence_as(
    structure: Any, flat_sequence: Any, expand_composites: bool = False
) -> Any:
    """Returns the items of ``flat_sequence`` nested as ``structure`` is.

    They are in the order of ``flatten``. Raises ``TypeError`` where ``flat_sequence``
    is no sequence and ``ValueError`` where it has not as many items as ``structure``
    has atoms. Unlike TensorFlow, ``expand_composites`` changes nothing.
    Source: tf.nest.pack_sequence_as.

    >>> import teachflow as tf
    >>> tf.nest.pack_sequence_as({"b": 0, "a": [0, 0]}, [1, 2, 3])
    {'b': 3, 'a': [1, 2]}
    """
    if not is_nested(flat_sequence):
        raise TypeError(
            f"Attempted to pack value:\n  {flat_sequence}\ninto a structure, but found "
            f"incompatible type `{type(flat_sequence)}` instead. Give a list of atoms."
        )
    if not is_nested(structure):
        if len(flat_sequence) != 1:
            raise ValueError(
                f"The target structure is of type `{type(structure)}`\n  {structure}\n"
                f"However the input is a sequence ({type(flat_sequence)}) of length "
                f"{len(flat_sequence)}.\n  {flat_sequence}\nnest cannot guarantee that "
                "it is safe to map one to the other."
            )
        return flat_sequence[0]
    count = sum(1 for _ in _atoms(structure))
    if count != len(flat_sequence):
        raise ValueError(
            f"Could not pack sequence. Structure had {count} atoms, but flat_sequence "
            f"had {len(flat_sequence)} items.  Structure: {structure}, flat_sequence: "
            f"{flat_sequence}."
        )
    return _packed(structure, iter(flat_sequence))


def _shown(value: Any) -> str:
    return f"type={type(value).__name__} str={value!s}"


def _dots(structure: Any) -> Any:
    """The structure with a dot for each atom, as text."""

    class Dot:
        def __repr__(self) -> str:
            return "."

    return _packed(structure, iter(Dot, None))


def _same_type(one: Any, other: Any) -> bool:
    kinds = type(one), type(other)
    if kinds[0] is kinds[1]:
        return True
    fields = [getattr(kind, "_fields", None) for kind in kinds]
    if fields[0] is not None and fields[0] == fields[1]:
        return kinds[0].__name__ == kinds[1].__name__
    return isinstance(one, Mapping) and isinstance(other, Mapping)


def _difference(one: Any, other: Any, check_types: bool) -> Exception | None:
    """What is different in two structures, or None."""
    nested = is_nested(one), is_nested(other)
    if nested == (False, False):
        return None
    if nested[0] is not nested[1]:
        inner, atom = (one, other) if nested[0] else (other, one)
        return ValueError(
            f'Substructure "{_shown(inner)}" is a sequence, while substructure '
            f'"{_shown(atom)}" is not'
        )
    if check_types and not _same_type(one, other):
        return TypeError(
            "The two namedtuples don't have the same sequence type. First structure "
            f"{_shown(one)} has type {type(one).__name__}, while second structure "
            f"{_shown(other)} has type {type(other).__name__}"
        )
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if set(one) != set(other):
            return ValueError(
                "The two dictionaries don't have the same set of keys. First structure "
                f"has keys {_shown(list(one))}, while second structure has keys "
                f"{_shown(list(other))}"
            )
    elif len(one) != len(other):
        return ValueError(
            "The two structures don't have the same number of elements. First "
            f"structure: {_shown(one)}. Second structure: {_shown(other)}"
        )
    pairs = zip(_items(one), _items(other), strict=True)
    for (_, left), (_, right) in pairs:
        found = _difference(left, right, check_types)
        if found is not None:
            return found
    return None


def assert_same_structure(
    nest1: Any,
    nest2: Any,
    check_types: bool = True,
    expand_composites: bool = False,
) -> None:
    """Raises an error where ``nest1`` and ``nest2`` are not nested alike.

    ``TypeError`` where a list meets a tuple and the like (not without ``check_types``),
    ``ValueError`` for other keys, another length or an atom where the other is nested.
    Unlike TensorFlow, ``expand_composites`` changes nothing.
    Source: tf.nest.assert_same_structure.

    >>> import teachflow as tf
    >>> tf.nest.assert_same_structure([1, (2,)], [3, (4,)])
    """
    found = _difference(nest1, nest2, check_types)
    if found is not None:
        raise type(found)(
            "The two structures don't have the same nested structure.\n\n"
            f"First structure: {_shown(nest1)}\n\nSecond structure: {_shown(nest2)}\n\n"
            f"More specifically: {found}\nEntire first structure:\n{_dots(nest1)}\n"
            f"Entire second structure:\n{_dots(nest2)}"
        )


def map_structure(func: Callable[..., Any], *structure: Any, **kwargs: Any) -> Any:
    """Returns ``func`` of the atoms of the structures, nested as they are.

    All structures are nested alike (``assert_same_structure``; ``check_types=False``
    lets lists meet tuples); the result is of the first one's types. Raises
    ``TypeError`` where ``func`` is no function. Unlike TensorFlow, the keyword
    ``expand_composites`` changes nothing. Source: tf.nest.map_structure.

    >>> import teachflow as tf
    >>> tf.nest.map_structure(lambda x, y: x + y, {"a": [1, 2]}, {"a": [10, 20]})
    {'a': [11, 22]}
    """
    if not callable(func):
        raise TypeError(f"func must be callable, got: {func}")
    if not structure:
        raise ValueError("Must provide at least one structure")
    check_types = kwargs.pop("check_types", True)
    kwargs.pop("expand_composites", False)
    if kwargs:
        raise ValueError(
            "Only valid keyword arguments are `check_types` and `expand_composites`, "
            f"not: `{'`, `'.join(kwargs)}`"
        )
    for other in structure[1:]:
        assert_same_structure(structure[0], other, check_types=check_types)
    flat = zip(*[flatten(one) for one in structure], strict=True)
    return _packed(structure[0], iter([func(*atoms) for atoms in flat]))
