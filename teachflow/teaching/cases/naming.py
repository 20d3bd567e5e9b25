"""Names of the API: misspelt ones, and those of the other face."""

from __future__ import annotations

import importlib
from typing import Any

from teachflow.compat.missing import API
from teachflow.teaching.lesson import Told
from teachflow.teaching.trouble import Trouble
from teachflow.texts import text

_V1 = "teachflow.compat.v1"


def no_such_name(trouble: Trouble) -> Told:
    """A name that the face does not have: the nearest, or where it is."""
    face, name = str(trouble.fact("face")), str(trouble.fact("name"))
    near = [str(each) for each in trouble.fact("near")]
    asked = f"{face}.{name}".replace("tf.", f"{trouble.tf}.", 1)
    if trouble.fact("eager") and not near and _in_graph_face(face, name):
        return Told(
            text("errors.other_face.what", name=asked),
            text("errors.other_face.why", name=asked),
            (f"import {_V1} as {trouble.tf}",),
        )
    if near:
        return Told(
            text("errors.no_such_name.what", name=asked),
            text("errors.no_such_name.why"),
            tuple(each.replace("tf.", f"{trouble.tf}.", 1) for each in near),
        )
    return Told(
        text("errors.no_such_name.what", name=asked),
        text("errors.no_such_name.list", where=API),
        (f"dir({face.replace('tf', trouble.tf, 1)})",),
    )


def _in_graph_face(face: str, name: str) -> bool:
    """Whether the face that builds graphs has the name, there or at its top."""
    found: Any = importlib.import_module(_V1)
    for part in face.split(".")[1:]:
        found = getattr(found, part, None)
    return found is not None and name in dir(found)


CASES = {"no such name": no_such_name}
