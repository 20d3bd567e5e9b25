"""What ``feed_dict`` may hold, and how its values become arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from teachflow.core import dtypes
from teachflow.core.convert import to_array
from teachflow.core.explaining.facts import facts_of, retold, told
from teachflow.core.operand import Operand
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor


def resolve_feeds(graph: Graph, feed_dict: Any) -> tuple[Tensor, ...]:
    """The tensors that the keys of ``feed_dict`` are or name.

    Raises ``TypeError`` for a key that is no tensor of ``graph`` and ``ValueError`` for
    one that may not be fed.
    """
    if not feed_dict:
        return ()
    if not isinstance(feed_dict, Mapping):
        raise told(
            TypeError(
                "feed_dict maps tensors to values, but it is a "
                f"{type(feed_dict).__name__}: {feed_dict!r}. Write {{x: value}}."
            ),
            "feed key",
            key=feed_dict,
            graph=graph,
        )
    found = []
    for key in feed_dict:
        try:
            tensor = graph.as_graph_element(key, allow_operation=False)
        except (TypeError, ValueError, KeyError) as error:
            raise _about_key(
                TypeError(f"Cannot interpret feed_dict key as Tensor: {error.args[0]}"),
                error,
                key,
                graph,
            ) from None
        if isinstance(tensor, Operation) or not graph.is_feedable(tensor):
            raise ValueError(f"Tensor {tensor.name} may not be fed.")
        found.append(tensor)
    return tuple(found)


def _about_key(error: TypeError, cause: Exception, key: Any, graph: Graph) -> TypeError:
    """The error with the facts of its cause, or with its own: a key that is none."""
    if facts_of(cause) is not None:
        return retold(error, cause)
    return told(error, "feed key", key=key, graph=graph)


def taken_apart(feed_dict: Any) -> Any:
    """``feed_dict`` with the tensors that sparse ones are made of as keys."""
    if not isinstance(feed_dict, Mapping):
        return feed_dict
    found: dict[Any, Any] = {}
    for key, value in feed_dict.items():
        if hasattr(key, "parts"):
            found.update(zip(key.parts()[0], value, strict=True))
        else:
            found[key] = value
    return found


def feed_value(tensor: Tensor, value: Any) -> Any:
    """``value`` as an array of the tensor's dtype, its shape checked.

    The result may be ``value`` itself: whoever hands it out copies it.
    """
    wanted = tensor._dtype._numpy_dtype
    if type(value) is np.ndarray and value.dtype is wanted and wanted.kind != "O":
        array = value
    else:
        array = _convert(tensor, value, wanted)
    dims = tensor._shape._dims
    if dims is not None and dims != array.shape and not _fits(dims, array.shape):
        raise told(
            ValueError(
                f"Cannot feed value of shape {array.shape} for Tensor {tensor.name}, "
                f"which has shape {tensor.shape}. Give it an array that fits: each ? "
                "is any length, every other number must agree."
            ),
            "feed shape",
            tensor=tensor,
            shape=array.shape,
        )
    return array


def _fits(dims: tuple[int | None, ...], shape: tuple[int, ...]) -> bool:
    if len(dims) != len(shape):
        return False
    for dim, length in zip(dims, shape):  # noqa: B905 (as long as each other)
        if dim is not None and dim != length:
            return False
    return True


def _convert(tensor: Tensor, value: Any, wanted: np.dtype[Any]) -> Any:
    if isinstance(value, Operand) and value.home.symbolic:
        raise told(
            TypeError(
                "The value of a feed cannot be a tf.Tensor object. Acceptable feed "
                "values include Python scalars, strings, lists, numpy ndarrays, or "
                f"TensorHandles. For reference, the tensor object was {value} which "
                f"was passed to the argument `feed_dict` with key {tensor}. Run it "
                "first, and feed its value."
            ),
            "feed tensor",
            tensor=tensor,
            value=value,
        )
    if tensor.dtype.base_dtype is dtypes.string:
        return to_array(value, dtypes.string)
    if isinstance(value, int) and not _holds(wanted, value):
        raise told(
            TypeError(
                f"Type of feed value {value} with type {type(value)} is not compatible "
                f"with Tensor type {wanted.type}. Try explicitly setting the type of "
                "the feed tensor to a larger type (e.g. int64)."
            ),
            "feed value",
            tensor=tensor,
            value=value,
        )
    try:
        if wanted.kind != "c" and np.iscomplexobj(value):
            value = np.real(value)  # as NumPy would, but without its warning
        return np.asarray(value, dtype=wanted)
    except (ValueError, TypeError) as error:
        raise told(
            type(error)(
                f"Cannot feed {value!r} for Tensor {tensor.name} of "
                f"{tensor.dtype.name}: {error}"
            ),
            "feed value",
            tensor=tensor,
            value=value,
        ) from None


def _holds(wanted: np.dtype[Any], value: int) -> bool:
    """Whether an array of the dtype can hold the very number."""
    try:
        return bool(wanted.type(value) == value)
    except OverflowError:
        return False
