"""Programs that fail, run as a learner's file would be, and their lessons."""

from __future__ import annotations

import contextlib
import itertools
import linecache
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
import pytest

import teachflow
import teachflow.compat.v1 as graph_face
from teachflow.teaching import Lesson, explain
from tests.oracle.cases.lessons import program

_NUMBERS = itertools.count(1)


def failing(code: str, face: str) -> BaseException:
    """The error that the program ends in."""
    return ended(code, face)[0]


def ended(
    code: str, face: str
) -> tuple[BaseException, dict[str, Any], AbstractContextManager[Any]]:
    """The error that the program ends in, its names, and the graph that it built."""
    file = f"<lesson {next(_NUMBERS)}>"
    code = program(code) + "\n"
    linecache.cache[file] = (len(code), None, code.splitlines(True), file)
    tf = graph_face if face == "graph" else teachflow
    names: dict[str, Any] = {"__name__": "__main__", "tf": tf, "np": np}
    graph = graph_face.Graph() if face == "graph" else None
    with graph.as_default() if graph else contextlib.nullcontext():
        try:
            exec(compile(code, file, "exec"), names)
        except Exception as error:  # noqa: BLE001 (the class is what is asked)
            inside = error.__traceback__.tb_next if error.__traceback__ else None
            home = graph.as_default() if graph else contextlib.nullcontext()
            return error.with_traceback(inside), names, home
    raise AssertionError("the program ended without an error")


def lesson_of(code: str, face: str) -> Lesson:
    """The lesson that the program ends in."""
    lesson = explain(failing(code, face), naming=lambda file: "the lesson")
    assert lesson is not None
    return lesson


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Texts in English, whatever the machine speaks."""
    before = teachflow.texts.chosen_language()
    teachflow.texts.set_language("en")
    yield
    teachflow.texts.set_language(before)
