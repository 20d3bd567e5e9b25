"""What a public docstring must say: where the name comes from, what is left undone."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap

import api as tool
import pytest

import teachflow

OWN = {
    *("RunReport", "check_loadable", "explain_gradient", "explain_traces"),
    *("install_as_tensorflow", "lower_helpers", "observing", "own_nodes"),
    *("uninstall_as_tensorflow", "watch_runs"),
}
"""The names that TensorFlow has not."""

HOOKS = {
    *(("Layer", "build"), ("Layer", "call"), ("Initializer", "build")),
    *(("Filters", "convolved"), ("Callback", "on_batch_begin")),
    ("Callback", "on_batch_end"),
}
"""What a subclass fills in: these take arguments for it."""

CONTRACTS = {"build", "compute_mask", "compute_output_shape"}
"""What every layer is asked in the same way, whatever of it the layer needs."""


def offered():
    """``{"tf.nn.relu": the function}`` of both faces."""
    for face in tool.FACES:
        module = importlib.import_module(face)
        for spoken, part in tool.namespaces(module, "tf"):
            for name, value in tool.offered(part):
                if tool.documented(value):
                    yield f"{face}: {spoken}.{name}", name, value


NAMES = [pytest.param(name, value, id=spoken) for spoken, name, value in offered()]


@pytest.mark.parametrize(("name", "value"), NAMES)
def test_a_docstring_says_where_a_name_comes_from(name, value):
    assert inspect.getdoc(value), f"{name} has no docstring"
    assert bool(tool.source(value)) is (name not in OWN), (
        f"{name}: a line 'Source: tf....' says where it comes from"
    )


def unread(function):
    """The parameters that a function never reads."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    if not isinstance(tree, ast.FunctionDef):
        return []
    given = tree.args.posonlyargs + tree.args.args + tree.args.kwonlyargs
    read = {
        node.id
        for statement in tree.body
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    names = [one.arg for one in given if one.arg not in ("self", "cls")]
    return [name for name in names if name not in read and not name.startswith("_")]


def is_layer(value):
    """Whether ``value`` is a class of Keras's layers."""
    return inspect.isclass(value) and any(
        kind.__qualname__ == "Layer" and kind.__module__.startswith("teachflow.keras.")
        for kind in value.__mro__
    )


def untold(value):
    """The unread parameters that no docstring of the function or class names."""
    own = inspect.getdoc(value) or ""
    if not inspect.isclass(value):
        functions = {(None, value.__name__): inspect.unwrap(value)}
    else:
        functions = {
            (kind.__name__, name): inspect.unwrap(getattr(member, "__func__", member))
            for kind in value.__mro__
            if kind.__module__.startswith("teachflow.")
            for name, member in vars(kind).items()
            if not name.startswith("_") or name == "__init__"
        }
        own += " ".join(kind.__doc__ or "" for kind in value.__mro__)
    for key, function in functions.items():
        if not inspect.isfunction(function) or key in HOOKS:
            continue
        if is_layer(value) and key[1] in CONTRACTS:
            continue
        if function.__code__.co_filename == "<string>":
            continue  # a dataclass wrote it
        told = own + (function.__doc__ or "")
        for name in unread(function):
            if not re.search(rf"\b{name}\b", told):
                yield f"{function.__qualname__}: {name}"


@pytest.mark.parametrize(("name", "value"), NAMES)
def test_an_argument_that_is_not_read_is_told(name, value):
    assert list(untold(value)) == []


def test_a_silent_argument_of_a_layer_is_found():
    class Twice(teachflow.keras.Layer):
        """A layer."""

        def __init__(self, idle=None):
            super().__init__()

        def build(self, input_shape):
            """Needs no shape."""

    Twice.__module__ = "teachflow.twice"
    assert list(untold(Twice)) == [f"{Twice.__init__.__qualname__}: idle"]


def test_a_silent_argument_is_found():
    def function(used, idle, told):
        """``told`` changes nothing."""
        return used

    assert list(untold(function)) == [f"{function.__qualname__}: idle"]
