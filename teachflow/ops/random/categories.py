"""Draws from categories of given log-odds.

They follow TensorFlow's CPU kernel bit for bit; of many rows at once TensorFlow draws
on several threads, and its numbers depend on the machine.

Source: TensorFlow's multinomial_op.cc.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from teachflow.core import dtypes as dt
from teachflow.core import home
from teachflow.core import shape_rules as rules
from teachflow.core.cell import Cell
from teachflow.core.dtypes import INDEX, REALS
from teachflow.core.errors import InvalidArgumentError
from teachflow.core.home import composite
from teachflow.core.randomness import philox
from teachflow.core.registry import op
from teachflow.core.shapes import TensorShape, bracketed
from teachflow.ops.random.random import draw
from teachflow.ops.random.stateless import stream_of

# ---- categories ------------------------------------------------------------------


def _drawn(call: Any) -> TensorShape:
    logits, count = call.inputs[0].shape, call.inputs[1].static_value()
    rules.check_rank(logits, 2)
    rows = logits.known_dims[0] if logits.rank else None
    return TensorShape([rows, None if count is None else int(count)])


def _categories(state: Any, logits: Any, count: int) -> tuple[Any, Any]:
    """``count`` categories for each row of ``logits``, and the next state."""
    if logits.ndim != 2:
        raise InvalidArgumentError(
            None,
            None,
            f"logits should be a matrix, got shape {bracketed(logits.shape)}",
        )
    if count < 0:
        raise InvalidArgumentError(
            None, None, f"num_samples should be nonnegative, got {count}"
        )
    rows, classes = logits.shape
    if not classes:
        raise InvalidArgumentError(
            None, None, "num_classes should be positive, got 0: give some log-odds."
        )
    units, _ = philox.uniform(state, rows * count, np.float64)
    finite = np.isfinite(logits)
    wide = np.where(finite, logits, -np.inf).astype(np.float64)
    sums = np.cumsum(np.exp(wide - wide.max(1, keepdims=True)), 1)
    found = [
        np.searchsorted(row, row[-1] * unit, "right")
        for row, unit in zip(sums, units.reshape(rows, count), strict=True)
    ]
    reserved = rows * ((count + 3) // 4 * 4) * 2  # doubles: two words each
    return np.reshape(found, (rows, count)), state.skip(256 * reserved)


@op(
    "Multinomial",
    "T, int32 -> output_dtype",
    shape=_drawn,
    T=REALS,
    output_dtype=INDEX,
    differentiable=False,
)
def multinomial_op(
    logits: Any,
    num_samples: Any,
    *,
    seed: int = 0,
    seed2: int = 0,
    output_dtype: Any = dt.int64,
    cell: Cell,
) -> Any:
    """Categories drawn for each row of log-odds."""
    found = draw(cell, seed, seed2, _categories, logits, int(num_samples))
    return found.astype(output_dtype.numpy_dtype)


def _categorical(
    logits: Any, num_samples: Any, dtype: Any, seed: Any, scope_name: str
) -> Any:
    here = home.choose((logits, num_samples))
    with here.scope(scope_name):
        logits = here.convert(logits, None, "logits")
        seed1, seed2 = here.op_seeds(seed)
        kind = dt.int64 if dtype is None else dt.as_dtype(dtype)
        return multinomial_op(
            logits, num_samples, seed=seed1, seed2=seed2, output_dtype=kind
        )


@composite
def multinomial(
    logits: Any,
    num_samples: Any,
    seed: int | None = None,
    name: str | None = None,
    output_dtype: Any = None,
) -> Any:
    """Returns ``num_samples`` categories drawn for each row of the log-odds ``logits``.

    The result has shape [rows, num_samples] and dtype int64 (or ``output_dtype``).
    Unlike TensorFlow, the numbers for great batches do not depend on the machine.
    Source: tf.compat.v1.multinomial.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default(), tf.Session() as sess:
    ...     print(sess.run(tf.multinomial([[0.0, 0.0, 9.0]], 5, seed=1)))
    [[2 2 2 2 2]]
    """
    return _categorical(logits, num_samples, output_dtype, seed, name or "multinomial")


@composite
def categorical(
    logits: Any,
    num_samples: Any,
    dtype: Any = None,
    seed: int | None = None,
    name: str | None = None,
) -> Any:
    """Returns ``num_samples`` categories drawn for each row of the log-odds ``logits``.

    The result has shape [rows, num_samples] and dtype int64 (or ``dtype``).
    Source: tf.random.categorical.

    >>> import teachflow as tf
    >>> tf.random.categorical([[0.0, 0.0, 90.0]], 5).numpy()
    array([[2, 2, 2, 2, 2]])
    """
    return _categorical(logits, num_samples, dtype, seed, name or "categorical")


@op(
    "StatelessMultinomial",
    "T, int32, Tseed -> output_dtype",
    shape=_drawn,
    T=REALS,
    Tseed=INDEX,
    output_dtype=INDEX,
    differentiable=False,
)
def stateless_multinomial_op(
    logits: Any, num_samples: Any, seed: Any, *, output_dtype: Any = dt.int64
) -> Any:
    """Categories drawn for each row of log-odds, decided by the seed alone."""
    state = stream_of(seed)
    found, _ = _categories(state, logits, int(num_samples))
    return found.astype(output_dtype.numpy_dtype)


@composite
def stateless_categorical(
    logits: Any,
    num_samples: Any,
    seed: Any,
    dtype: Any = dt.int64,
    name: str | None = None,
) -> Any:
    """Returns categories drawn for each row of log-odds, decided by ``seed`` alone.

    Source: tf.random.stateless_categorical.

    >>> import teachflow as tf
    >>> tf.random.stateless_categorical([[0.0, 90.0]], 3, seed=[1, 2]).numpy()
    array([[1, 1, 1]])
    """
    here = home.choose((logits, num_samples, seed))
    with here.scope(name or "stateless_categorical"):
        logits = here.convert(logits, None, "logits")
        return stateless_multinomial_op(
            logits, num_samples, seed, output_dtype=dt.as_dtype(dtype)
        )
