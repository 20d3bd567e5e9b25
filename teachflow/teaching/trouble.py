"""``Trouble``: an error with the learner's frames, and the names they gave to things.

Whatever a lesson wants to call by the learner's own name (``x`` rather than
``Placeholder_1:0``) is looked up in the frames that the error came through.
"""

from __future__ import annotations

import ast
import json
import linecache
import os
import re
import sysconfig
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import CodeType, FrameType, ModuleType, TracebackType
from typing import Any

import numpy as np

from teachflow.core.explaining.facts import Facts, facts_of
from teachflow.core.operand import Operand
from teachflow.functions.autograph.blame import Place, origin_of, place_of

OURS = ("teachflow", "teachflow_magics")
_GRAPH_FACE = "teachflow.compat.v1"
_FACES = (_GRAPH_FACE, "teachflow", "teachflow.compat.v2")
_HIDDEN = ("In", "Out", "exit", "quit")
# A user's packages, a distribution's and those below a virtual environment are
# elsewhere than this Python's; and code keeps the name that its link had.
_PACKAGES = re.compile(r"[\\/](site|dist)-packages[\\/]")
_STDLIB = Path(sysconfig.get_path("stdlib"))
_PYTHONS = (str(_STDLIB), str(_STDLIB.resolve()))


@dataclass(frozen=True)
class Step:
    """One frame on the way to the error, and where in it that way went on.

    ``origin`` is where the line comes from, if AutoGraph wrote it: for a learner that
    is the place.
    """

    frame: FrameType
    line: int
    instruction: int
    origin: Any = None

    @property
    def package(self) -> str:
        """The package that the code belongs to; ``__main__`` for a learner's."""
        name = self.frame.f_globals.get("__name__") or ""
        return str(name).partition(".")[0]

    @property
    def file(self) -> str:
        """The file of the code."""
        if self.origin is not None:
            return str(self.origin.loc.filename)
        return self.frame.f_code.co_filename

    @property
    def code(self) -> str:
        """The line of the program."""
        linecache.checkcache(self.file)
        return linecache.getline(self.file, self.line).strip()

    @property
    def is_learners(self) -> bool:
        """Whether the code is neither the engine's nor a library's."""
        if self.package in OURS or self.file.startswith("<frozen"):
            return False
        return not (self.file.startswith(_PYTHONS) or _PACKAGES.search(self.file))

    def expression(self) -> str:
        """The part of the line that failed, as it is written; empty if unknown."""
        if self.origin is not None:
            return _value_of(self.code)
        place = _position(self.frame.f_code, self.instruction)
        if place is None:
            return ""
        first, last, start, end = place
        lines = [
            linecache.getline(self.file, line).rstrip("\n")
            for line in range(first, last + 1)
        ]
        if not lines or not lines[0]:
            return ""
        raw = [line.encode() for line in lines]
        raw[-1] = raw[-1][:end]
        raw[0] = raw[0][start:]
        return b"\n".join(raw).decode("utf-8", "replace")

    def names(self) -> Iterator[tuple[str, Any]]:
        """What the code can see by name, but for modules: its own names first.

        A face that is asked for what it does not have looks for it in all of its parts,
        which then are imported.
        """
        return (pair for pair in self._seen() if not isinstance(pair[1], ModuleType))

    def modules(self) -> Iterator[tuple[str, ModuleType]]:
        """The modules that the code can see by name."""
        for name, value in self._seen():
            if isinstance(value, ModuleType):
                yield name, value

    def _seen(self) -> Iterator[tuple[str, Any]]:
        seen = set()
        for table in (self.frame.f_locals, self.frame.f_globals):
            for name, value in list(table.items()):
                if name not in seen and not name.startswith("_"):
                    seen.add(name)
                    if name not in _HIDDEN:
                        yield name, value


def _step(frame: FrameType, line: int, instruction: int) -> Step:
    origin = origin_of(frame.f_code.co_filename, line)
    if origin is not None:
        line = origin.loc.lineno
    return Step(frame, line, instruction, origin)


def _value_of(line: str) -> str:
    """What a line computes: what it returns, assigns or decides by.

    >>> _value_of("y = f(x)"), _value_of("if x > 0:"), _value_of("return -x")
    ('f(x)', 'x > 0', '-x')
    """
    try:
        statement = ast.parse(f"{line} pass" if line.endswith(":") else line).body[0]
    except (SyntaxError, IndexError):
        return line
    for name in ("test", "iter", "value"):
        found = getattr(statement, name, None)
        if isinstance(found, ast.expr):
            return ast.unparse(found)
    return line


def _position(code: CodeType, instruction: int) -> tuple[int, int, int, int] | None:
    places = list(code.co_positions())
    if instruction < 0 or instruction // 2 >= len(places):
        return None
    first, last, start, end = places[instruction // 2]
    if first is None or last is None or start is None or end is None:
        return None
    return first, last, start, end


_MOST_PARTS = 1000


def _parts(holder: Any) -> Iterator[tuple[str, Any]]:
    """What something holds, with what is typed after its name to get it."""
    if type(holder) in (list, tuple):
        yield from ((f"[{at}]", held) for at, held in enumerate(holder[:_MOST_PARTS]))
    elif type(holder) is dict:
        for key, held in list(holder.items())[:_MOST_PARTS]:
            if isinstance(key, (str, int)):
                yield f"[{json.dumps(key)}]", held
    elif not isinstance(holder, (ModuleType, type, Operand)):
        for key, held in list(getattr(holder, "__dict__", {}).items()):
            if isinstance(key, str) and not key.startswith("_"):
                yield f".{key}", held
        for at, held in enumerate(_trainable(holder)):
            yield f".trainable_variables[{at}]", held


def _is_read_from(variable: Any, value: Any) -> bool:
    """Whether the value is what an eager variable holds."""
    array = getattr(value, "array", None)
    if not isinstance(array, np.ndarray):
        return False
    return getattr(getattr(variable, "cell", None), "value", None) is array


def _trainable(holder: Any) -> Sequence[Any]:
    """The variables of a layer or model of ours; a stranger's object is not asked."""
    ours = (kind.__module__.partition(".")[0] in OURS for kind in type(holder).__mro__)
    if not any(ours) or not hasattr(type(holder), "trainable_variables"):
        return ()
    try:
        found = holder.trainable_variables
    except Exception:  # noqa: BLE001 (one that is not built, say)
        return ()
    return found if isinstance(found, (list, tuple)) else ()


class Trouble:
    """What is known of one error."""

    def __init__(
        self,
        error: BaseException,
        trace: TracebackType | None = None,
        naming: Callable[[str], str] = os.path.basename,
    ):
        self.error = error
        self.trace = trace or error.__traceback__
        self.naming = naming

    @cached_property
    def facts(self) -> Facts | None:
        """What the engine told about it."""
        return facts_of(self.error)

    def fact(self, name: str) -> Any:
        """One of the facts, None where there is none of that name."""
        return None if self.facts is None else self.facts.values.get(name)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """All frames, the innermost last."""
        found, trace = [], self.trace
        while trace is not None:
            found.append(_step(trace.tb_frame, trace.tb_lineno, trace.tb_lasti))
            trace = trace.tb_next
        return tuple(found)

    @cached_property
    def learners(self) -> tuple[Step, ...]:
        """The learner's own frames, the innermost last."""
        return tuple(step for step in self.steps if step.is_learners)

    @property
    def places(self) -> tuple[Step | Place, ...]:
        """The learner's innermost line, and the one that led there, if it is another.

        A comprehension has a frame of its own, on the same line. A function that was
        traced runs without frames; there the innermost is the line that made the node.
        """
        traced = place_of(getattr(self.error, "op", None))
        if traced is not None:
            return (traced, *self.learners[:1])
        if not self.learners:
            return ()
        inner, outer = self.learners[-1], self.learners[0]
        same = (inner.file, inner.line) == (outer.file, outer.line)
        return (inner,) if same else (inner, outer)

    @property
    def from_engine(self) -> bool:
        """Whether the innermost frame is the engine's."""
        return bool(self.steps) and self.steps[-1].package in OURS

    @property
    def at_learners(self) -> Step | None:
        """The learner's frame, where it is the innermost: Python itself raised."""
        return self.steps[-1] if self.steps and self.steps[-1].is_learners else None

    # ---- the learner's names -----------------------------------------------------

    def name_where(self, fits: Callable[[Any], bool]) -> str | None:
        """The first name, from the innermost frame outwards, whose value fits."""
        for step in reversed(self.learners):
            for name, value in step.names():
                try:
                    if fits(value):
                        return name
                except Exception:  # noqa: BLE001 (a stranger's object)
                    continue
        return None

    def named(self, name: str) -> Any:
        """What the learner's innermost code means by a name; None for no value."""
        for step in self.learners[-1:]:
            for table in (step.frame.f_locals, step.frame.f_globals):
                if name in table:
                    return table[name]
        return None

    def name_of(self, value: Any) -> str | None:
        """The learner's name for this very object, None where it has none."""
        if value is None or isinstance(value, (bool, int, str)):
            return None
        op = getattr(value, "op", None)
        found = self.name_where(lambda other: other is value)
        if found is None:
            found = self.name_where(lambda other: _is_read_from(other, value))
        if found is None and op is not None:  # a variable, or another of its tensors
            return self.name_where(lambda other: getattr(other, "op", None) is op)
        return found

    def code_of(self, value: Any) -> str | None:
        """What the learner can type for this very object: a name, or a part of one.

        ``ws[2]``, ``self.w`` or ``model.trainable_variables[0]``; None where nothing
        that they have a name for holds it.
        """
        found = self.name_of(value)
        if found is not None or value is None or isinstance(value, (bool, int, str)):
            return found
        for step in reversed(self.learners):
            for name, holder in step.names():
                for part, held in _parts(holder):
                    if held is value or _is_read_from(held, value):
                        return f"{name}{part}"
        return None

    def read_from(self, value: Any) -> Any:
        """The learner's variable that an eager value was read from; None for none."""
        for step in reversed(self.learners):
            for _, holder in step.names():
                for held in (holder, *(held for _, held in _parts(holder))):
                    if _is_read_from(held, value):
                        return held
        return None

    def called(self, value: Any) -> str:
        """The learner's code for a tensor or variable, else its own name, as text."""
        found = self.code_of(value)
        if found is not None:
            return found
        own = getattr(value, "name", None) if hasattr(value, "dtype") else None
        try:
            own = own if isinstance(own, str) and own else None
        except Exception:  # noqa: BLE001
            own = None
        return own.removesuffix(":0") if own else ""

    @cached_property
    def tf(self) -> str:
        """How the learner calls the face."""
        return self._module(_FACES) or "tf"

    @cached_property
    def face(self) -> ModuleType | None:
        """The face that the learner uses."""
        found = self.named(self.tf)
        return found if isinstance(found, ModuleType) else None

    @cached_property
    def np(self) -> str:
        """How the learner calls NumPy."""
        return self._module(("numpy",)) or "np"

    @property
    def in_graphs(self) -> bool:
        """Whether the learner's face is the one that builds graphs."""
        return self._module((_GRAPH_FACE,)) is not None

    def _module(self, names: tuple[str, ...]) -> str | None:
        for step in reversed(self.learners):
            for name, module in step.modules():
                if module.__name__ in names:
                    return name
        return None
