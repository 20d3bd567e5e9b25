"""Asks real TensorFlow every case and writes its answers: ``records/<topic>.json``.

Needs NumPy and TensorFlow, not TeachFlow. One process answers the graph face
(``tensorflow.compat.v1`` with reference variables, a fresh default graph a case), a
second one the eager face, for TensorFlow switches between them once per process only.
Recording twice gives the same bytes: an answer that agrees with its record within
the case's tolerance leaves the record as it is.

    python tests/oracle/record.py                  every topic
    python tests/oracle/record.py nodes values     these topics
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RECORDS = HERE / "records"
WIDTH = 96

sys.path.insert(0, str(HERE.parents[1]))
cases = importlib.import_module("tests.oracle.cases")
compare = importlib.import_module("tests.oracle.compare")
harness = importlib.import_module("tests.oracle.harness")


def tensorflow(face: str) -> Any:
    """TensorFlow as the face wants it, without its chatter."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    # The graph face's tf.layers are Keras 2's; the eager face's tf.keras is Keras 3.
    os.environ.setdefault("TF_USE_LEGACY_KERAS", "0" if face == "eager" else "1")
    warnings.filterwarnings("ignore")
    if face == "eager":
        tf = importlib.import_module("tensorflow")
    else:
        tf = importlib.import_module("tensorflow.compat.v1")
        tf.disable_v2_behavior()
    tf.get_logger().setLevel("ERROR")
    return tf


def answer(tf: Any, topic: Any) -> dict[str, Any]:
    """TensorFlow's answers to the cases of one topic."""
    import numpy as np

    answers = {}
    for name, case in sorted(topic.cases.items()):
        if topic.face == "graph":
            tf.reset_default_graph()
        try:
            data = harness.encode(case.ask(tf, np))
            check_fragments(data)
        except Exception as error:
            raise RuntimeError(
                f"{topic.name}: case {name!r} failed: {error}"
            ) from error
        answers[name] = data
    return answers


def check_fragments(data: Any) -> None:
    """A fragment that TensorFlow's own message lacks would ask for the impossible."""
    if isinstance(data, dict) and "error" in data:
        for fragment in data.get("fragments", ()):
            if fragment not in data["message"]:
                raise ValueError(f"{fragment!r} is not in: {data['message']}")
    elif isinstance(data, dict):
        for item in data.values():
            check_fragments(item)
    elif isinstance(data, list):
        for item in data:
            check_fragments(item)


def errors_in(data: Any) -> list[Any]:
    """Every error in an answer, in order."""
    if isinstance(data, dict) and "error" in data:
        return [data]
    if not isinstance(data, dict | list):
        return []
    items = data.values() if isinstance(data, dict) else data
    return [error for item in items for error in errors_in(item)]


def gist(error: dict[str, Any]) -> tuple[Any, ...]:
    """An error without what changes from run to run: numbers, and which node was first.

    TensorFlow counts queues and functions through a process, and of several nodes that
    fail at once it names any.
    """
    which = r"(uninitialized value |placeholder tensor |\{\{node )[^\s}]+"
    text = re.sub(which, r"\1x", error["message"])
    return error["error"], re.sub(r"\d+", "0", text), error.get("fragments")


def keep_old(old: Any, new: Any, case: Any) -> Any:
    """The old answer where the new one agrees within the case's own tolerance.

    Processors round differently; a record changes when TensorFlow's answer has.
    """
    agrees = compare.differences(old, new, case.rtol, case.atol) == []
    same = list(map(gist, errors_in(old))) == list(map(gist, errors_in(new)))
    return old if agrees and same else new


def text_of(data: Any, margin: int = 0) -> str:
    """JSON, on one line where that fits, else one item a line: made to be read."""
    line = json.dumps(data, ensure_ascii=False)
    flat = isinstance(data, list) and not any(isinstance(item, dict) for item in data)
    if len(line) + margin <= WIDTH or (flat and margin >= 6 and len(line) < 2 * WIDTH):
        return line
    if not data or not isinstance(data, dict | list):
        return line
    inner = " " * (margin + 2)
    if isinstance(data, dict):
        rows = [
            f"{inner}{json.dumps(key, ensure_ascii=False)}: {text_of(item, margin + 2)}"
            for key, item in data.items()
        ]
        return "{\n" + ",\n".join(rows) + "\n" + " " * margin + "}"
    rows = [inner + text_of(item, margin + 2) for item in data]
    return "[\n" + ",\n".join(rows) + "\n" + " " * margin + "]"


def record(face: str, wanted: list[str]) -> None:
    """Writes the records of one face; says how many cases each topic has."""
    tf = tensorflow(face)
    for name, topic in sorted(cases.topics().items()):
        if topic.face != face or (wanted and name not in wanted):
            continue
        path = RECORDS / f"{name}.json"
        old = (
            json.loads(path.read_text(encoding="utf-8"))["cases"]
            if path.exists()
            else {}
        )
        answers = {
            key: keep_old(old[key], new, topic.cases[key]) if key in old else new
            for key, new in answer(tf, topic).items()
        }
        data = {"tensorflow": tf.__version__, "face": face, "cases": answers}
        path.write_text(text_of(data) + "\n", encoding="utf-8")
        print(f"{name}: {len(topic.cases)} cases", flush=True)


def main(arguments: list[str]) -> int:
    """Runs each face in a process of its own; drops records that have no topic."""
    if arguments[:1] in (["--graph"], ["--eager"]):
        record(arguments[0].removeprefix("--"), arguments[1:])
        return 0
    known = cases.topics()
    unknown = set(arguments) - set(known)
    if unknown:
        print(
            f"no topic is called {', '.join(sorted(unknown))}; there are: "
            f"{', '.join(sorted(known))}",
            file=sys.stderr,
        )
        return 2
    RECORDS.mkdir(exist_ok=True)
    for path in RECORDS.glob("*.json"):
        if path.stem not in known:
            path.unlink()
    for face in ("graph", "eager"):
        if any(
            topic.face == face and (not arguments or name in arguments)
            for name, topic in known.items()
        ):
            command = [sys.executable, __file__, f"--{face}", *arguments]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            print(done.stdout, end="")
            if done.returncode:
                print(done.stderr[-6000:], file=sys.stderr)
                return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
