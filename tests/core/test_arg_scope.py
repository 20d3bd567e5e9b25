"""Argument scopes: what they set, what they leave, what they refuse."""

from __future__ import annotations

import pytest

from teachflow.compat.v1.contrib.framework import (
    add_arg_scope,
    arg_scope,
    arg_scoped_arguments,
    current_arg_scope,
    has_arg_scope,
)


@add_arg_scope
def layer(size, activation="none", rate=0.5):
    """What it was called with."""
    return size, activation, rate


@add_arg_scope
def pool(size, rate=1):
    return size, rate


def test_scopes_set_defaults_and_nest():
    with arg_scope([layer], activation="relu"):
        with arg_scope([layer, pool], rate=0.25) as inner:
            assert layer(1) == (1, "relu", 0.25)
            assert layer(1, activation="tanh") == (1, "tanh", 0.25)
            assert pool(2) == (2, 0.25)
        assert layer(1) == (1, "relu", 0.5)
        assert pool(2) == (2, 1)
    assert layer(1) == (1, "none", 0.5)
    with arg_scope(inner):
        assert layer(3) == (3, "relu", 0.25)
    assert current_arg_scope() == {}


def test_a_scope_ends_where_its_block_fails():
    with pytest.raises(RuntimeError), arg_scope([layer], rate=0.0):
        raise RuntimeError
    assert layer(1) == (1, "none", 0.5)


def test_marked_functions_are_known():
    assert has_arg_scope(layer)
    assert not has_arg_scope(len)
    assert arg_scoped_arguments(layer) == ("activation", "rate")
    assert layer.__doc__ == "What it was called with."


def test_what_is_refused():
    with pytest.raises(ValueError, match="len is not decorated with @add_arg_scope"):
        arg_scope([len], rate=1).__enter__()
    with pytest.raises(TypeError, match="list_ops_or_scope must either be"):
        arg_scope(layer, rate=1).__enter__()
    with pytest.raises(ValueError, match="kwargs must be empty"):
        arg_scope({}, rate=1).__enter__()
