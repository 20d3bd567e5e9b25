"""A name that is not there: the error says so and proposes the nearest."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import teachflow
import teachflow.compat.v1 as tf
from teachflow.compat import v1, v2


@pytest.mark.parametrize(
    ("module", "name", "proposal"),
    [
        (tf, "reduce_meen", "tf.reduce_mean"),
        (tf, "Sesion", "tf.Session"),
        (tf, "session", "tf.Session"),
        (tf, "placehoder", "tf.placeholder"),
        (tf, "AdamOptimizer", "tf.train.AdamOptimizer"),
        (tf.train, "AdamOptimiser", "tf.train.AdamOptimizer"),
        (tf.train, "placeholder", "tf.placeholder"),
        (tf.nn, "reLU", "tf.nn.relu"),
        (teachflow, "GradientTap", "tf.GradientTape"),
        (teachflow.nn, "softmx", "tf.nn.softmax"),
    ],
)
def test_the_nearest_name_is_proposed(module, name, proposal):
    with pytest.raises(AttributeError, match="TeachFlow has no tf") as caught:
        getattr(module, name)
    assert proposal in str(caught.value)
    assert "docs/api.md" in str(caught.value)


def test_what_is_like_nothing_gets_no_proposal():
    with pytest.raises(AttributeError) as caught:
        tf.xyzzy_plugh  # noqa: B018
    assert "Did you mean" not in str(caught.value)
    assert not hasattr(tf, "xyzzy_plugh")


@pytest.mark.parametrize("face", [v1, v2])
def test_every_part_of_a_face_answers_so(face):
    for found in pkgutil.iter_modules(face.__path__, face.__name__ + "."):
        if found.name.rpartition(".")[2].startswith("_"):
            continue
        module = importlib.import_module(found.name)
        with pytest.raises(AttributeError, match="TeachFlow has no tf"):
            module.xyzzy_plugh  # noqa: B018
