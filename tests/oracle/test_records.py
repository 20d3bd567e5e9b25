"""TeachFlow's answers, held to the recorded answers of TensorFlow.

No TensorFlow here: the records are in the repository. A case that fails names the
question (its id is the source text), and each place where the answers part.
"""

from __future__ import annotations

import functools
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import teachflow
import teachflow.compat.v1
from tests.oracle.cases import topics
from tests.oracle.compare import differences
from tests.oracle.harness import Case, encode

RECORDS = Path(__file__).resolve().parent / "records"
TOPICS = topics()
FACES = {"graph": teachflow.compat.v1, "eager": teachflow}
CASES = [
    pytest.param(topic, case, id=f"{topic.name}: {case.name}")
    for topic in TOPICS.values()
    if not topic.recorded_only
    for case in topic.cases.values()
]


@functools.cache
def recorded(topic: str) -> Any:
    """The record of one topic."""
    return json.loads((RECORDS / f"{topic}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("topic", "case"), CASES)
def test_answer_is_tensorflows(topic: Any, case: Case) -> None:
    tf = FACES[topic.face]
    if topic.face == "graph":
        tf.reset_default_graph()
    answer = json.loads(json.dumps(encode(case.ask(tf, np))))
    found = differences(
        recorded(topic.name)["cases"][case.name], answer, case.rtol, case.atol
    )
    assert not found, f"{case.name}\n" + "\n".join(found[:30])


def test_every_topic_has_its_record_and_every_record_its_topic() -> None:
    assert {path.stem for path in RECORDS.glob("*.json")} == set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS.values(), ids=TOPICS)
def test_record_holds_the_topics_cases(topic: Any) -> None:
    data = recorded(topic.name)
    assert data["face"] == topic.face
    assert list(data["cases"]) == sorted(topic.cases)
