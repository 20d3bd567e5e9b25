"""``tf.flags``: named values that a script's command line may change.

A thin skin on Python's own ``argparse``. Unlike TensorFlow's, flags may be defined anew
in a notebook, whose cells run more than once, and arguments that nobody defined (a
kernel is started with some) are left to the program.
"""

from __future__ import annotations

import argparse
import builtins
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn


class Error(Exception):
    """Something is wrong with a flag: its name, its value, or that it is missing."""


class DuplicateFlagError(Error):
    """Two places define a flag of one name."""


class IllegalFlagValueError(Error):
    """A value that the flag cannot have."""


class UnrecognizedFlagError(Error, AttributeError):
    """A flag that nobody has defined."""


class _Parser(argparse.ArgumentParser):
    """Python's parser with our exceptions instead of leaving the process."""

    def error(self, message: str) -> NoReturn:
        raise IllegalFlagValueError(message)


class FlagValues:
    """The values of all flags, as attributes.

    Unlike TensorFlow, a flag may be defined anew in a notebook, and arguments that no
    flag is defined for are left to the program. Source: tf.compat.v1.flags.FLAGS.

    >>> flags = FlagValues()
    >>> flags.define("rate", 0.5, "learning rate", float)
    >>> flags.rate
    0.5
    >>> flags(["prog", "--rate=0.25", "more"]), flags.rate
    (['prog', 'more'], 0.25)
    """

    def __init__(self) -> None:
        self.__dict__["_parsers"] = {}
        self.__dict__["_where"] = {}
        self.__dict__["_values"] = {}

    def define(
        self,
        name: str,
        default: Any,
        help_text: str | None,
        convert: Callable[[str], Any],
        **options: Any,
    ) -> None:
        """Adds a flag; ``DuplicateFlagError`` where another place has defined it."""
        caller = sys._getframe(2)
        place = (caller.f_code.co_filename, caller.f_lineno)
        known = self._where.get(name)
        if known not in (None, place) and not hasattr(builtins, "get_ipython"):
            raise DuplicateFlagError(
                f"The flag '{name}' is defined twice. First from {known[0]}, line "
                f"{known[1]}; second from {place[0]}, line {place[1]}. "
                f"Description from first occurrence: {self._parsers[name].description}"
            )
        parser = _Parser(description=help_text, add_help=False, allow_abbrev=False)
        if convert is _truth:
            parser.add_argument(
                f"--{name}", dest="value", nargs="?", const=True, type=_truth, **options
            )
            parser.add_argument(
                f"--no{name}", dest="value", action="store_const", const=False
            )
        else:
            parser.add_argument(f"--{name}", dest="value", type=convert, **options)
        self._parsers[name], self._where[name] = parser, place
        self._values[name] = default

    def __call__(
        self, argv: Sequence[str] | None = None, known_only: bool = True
    ) -> list[str]:
        """Takes the flags' values out of ``argv``; returns what is left.

        The first argument is the program's name. Raises ``IllegalFlagValueError`` for a
        value of another type.
        """
        program, *left = sys.argv if argv is None else argv
        for name, parser in self._parsers.items():
            try:
                found, left = parser.parse_known_args(left)
            except IllegalFlagValueError as error:
                raise IllegalFlagValueError(f"flag --{name}: {error}") from None
            if found.value is not None:
                self._values[name] = found.value
        if not known_only and (unknown := [a for a in left if a.startswith("--")]):
            raise UnrecognizedFlagError(f"Unknown command line flag {unknown[0]!r}")
        return [program, *left]

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise UnrecognizedFlagError(
                f"Unknown command line flag '{name}'. Defined are: "
                f"{', '.join(sorted(self._values)) or 'none'}."
            ) from None

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self._values:
            raise UnrecognizedFlagError(f"Unknown command line flag '{name}'")
        self._values[name] = value

    def __delattr__(self, name: str) -> None:
        for table in (self._values, self._parsers, self._where):
            if table.pop(name, None) is None and table is self._parsers:
                raise UnrecognizedFlagError(f"Unknown command line flag '{name}'")

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def flag_values_dict(self) -> dict[str, Any]:
        """Name to value of every flag."""
        return dict(self._values)

    def mark_as_parsed(self) -> None:
        """Nothing: values may be read before the command line is."""

    def __repr__(self) -> str:
        return f"<FLAGS {self._values}>"


FLAGS = FlagValues()


def _truth(text: str) -> bool:
    known = {"true": True, "t": True, "1": True, "false": False, "f": False, "0": False}
    if text.lower() not in known:
        raise argparse.ArgumentTypeError(f"{text!r} is neither true nor false")
    return known[text.lower()]


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(",")] if text else []


def DEFINE_string(  # noqa: N802 (TensorFlow's name, as those below)
    name: str, default: str | None, help: str | None = None, **args: Any
) -> None:
    """Defines a flag that is text.

    Unlike TensorFlow, further options such as ``short_name`` change nothing. Source:
    tf.compat.v1.flags.DEFINE_string.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_string("run", "first", "Its name.")
    >>> tf.flags.FLAGS.run
    'first'
    >>> del tf.flags.FLAGS.run
    """
    FLAGS.define(name, default, help, str)


def DEFINE_integer(  # noqa: N802
    name: str, default: int | None, help: str | None = None, **args: Any
) -> None:
    """Defines a flag that is an integer.

    Unlike TensorFlow, further options such as ``lower_bound`` change nothing. Source:
    tf.compat.v1.flags.DEFINE_integer.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_integer("steps", 10, "How many.")
    >>> tf.flags.FLAGS.steps
    10
    >>> del tf.flags.FLAGS.steps
    """
    FLAGS.define(name, default, help, int)


def DEFINE_float(  # noqa: N802
    name: str, default: float | None, help: str | None = None, **args: Any
) -> None:
    """Defines a flag that is a number.

    Unlike TensorFlow, further options such as ``lower_bound`` change nothing. Source:
    tf.compat.v1.flags.DEFINE_float.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_float("rate", 0.5, "How fast.")
    >>> tf.flags.FLAGS.rate
    0.5
    >>> del tf.flags.FLAGS.rate
    """
    FLAGS.define(name, default, help, float)


def DEFINE_boolean(  # noqa: N802
    name: str, default: bool | None, help: str | None = None, **args: Any
) -> None:
    """Defines a flag that is true or false: ``--name``, ``--noname``, ``--name=f``.

    Unlike TensorFlow, further options change nothing. Source:
    tf.compat.v1.flags.DEFINE_boolean.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_boolean("loud", True, "Whether it talks.")
    >>> tf.flags.FLAGS.loud
    True
    >>> del tf.flags.FLAGS.loud
    """
    FLAGS.define(name, default, help, _truth)


DEFINE_bool = DEFINE_boolean


def DEFINE_enum(  # noqa: N802
    name: str,
    default: str | None,
    enum_values: Sequence[str],
    help: str | None = None,
    **args: Any,
) -> None:
    """Defines a flag that is one of ``enum_values``.

    Unlike TensorFlow, further options such as ``case_sensitive`` change nothing.
    Source: tf.compat.v1.flags.DEFINE_enum.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_enum("mode", "train", ["train", "test"])
    >>> tf.flags.FLAGS.mode
    'train'
    >>> del tf.flags.FLAGS.mode
    """
    FLAGS.define(name, default, help, str, choices=list(enum_values))


def DEFINE_list(  # noqa: N802
    name: str, default: Any, help: str | None = None, **args: Any
) -> None:
    """Defines a flag that is a list of texts with commas between them.

    Unlike TensorFlow, further options change nothing. Source:
    tf.compat.v1.flags.DEFINE_list.

    >>> import teachflow.compat.v1 as tf
    >>> tf.flags.DEFINE_list("layers", "8,4")
    >>> tf.flags.FLAGS.layers
    ['8', '4']
    >>> del tf.flags.FLAGS.layers
    """
    start = _items(default) if isinstance(default, str) else default
    FLAGS.define(name, start, help, _items)


def mark_flag_as_required(name: str) -> None:
    """Raises ``IllegalFlagValueError`` where the flag has no value.

    Source: tf.compat.v1.flags.mark_flag_as_required.
    """
    if FLAGS[name] is None:
        raise IllegalFlagValueError(f"Flag --{name} must have a value other than None.")
