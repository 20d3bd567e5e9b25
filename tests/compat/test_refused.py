"""What the eager face leaves out, it says by name, and what to do instead."""

from __future__ import annotations

import pytest

import teachflow as tf
from teachflow.compat.v2 import _refused


@pytest.mark.parametrize(
    ("module", "name", "word"),
    [
        (tf, "ragged", "Ragged tensors are not there"),
        (tf, "RaggedTensor", "sequence_mask"),
        (tf, "RaggedTensorSpec", "Ragged tensors are not there"),
        (tf, "saved_model", "tf.train.Checkpoint"),
        (tf, "bfloat16", "tf.float16"),
        (tf, "distribute", "one CPU"),
        (tf, "raw_ops", "functions that wrap them"),
        (tf, "load_op_library", "NumPy"),
        (tf.linalg, "LinearOperatorDiag", "tf.linalg.diag"),
        (tf.dtypes, "qint8", "tf.float32"),
        (tf.experimental, "numpy", "NumPy itself"),
        (tf.sysconfig, "get_include", "no library"),
    ],
)
def test_a_refusal_names_what_is_missing_and_the_way_round(module, name, word):
    with pytest.raises(AttributeError, match=word) as caught:
        getattr(module, name)
    assert name in str(caught.value)
    assert "docs/api.md" in str(caught.value)
    assert not hasattr(module, name)


def test_nothing_is_refused_that_is_there():
    tables = {
        tf: _refused.REFUSED,
        tf.linalg: _refused.LINALG,
        tf.dtypes: _refused.DTYPES,
        tf.experimental: _refused.EXPERIMENTAL,
    }
    for module, table in tables.items():
        assert not set(table) & set(vars(module))


def test_other_names_still_get_the_nearest():
    with pytest.raises(AttributeError, match=r"tf\.linalg\.inv"):
        tf.linalg.invv  # noqa: B018
