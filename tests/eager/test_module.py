"""Modules find their variables, by attribute and breadth first, each once."""

from __future__ import annotations

import copy

import pytest

import teachflow as tf
from teachflow.eager.children import children, leaves


def names(variables):
    return [variable.name for variable in variables]


def test_attributes_come_sorted_and_submodules_last():
    top = tf.Module(name="top")
    top.z = tf.Variable(1.0, name="z")
    top.inner = tf.Module(name="inner")
    top.inner.a = tf.Variable(2.0, name="inner_a", trainable=False)
    top.b = [{"y": tf.Variable(3.0, name="y"), "x": (tf.Variable(4.0, name="x"),)}]
    assert names(top.variables) == ["x:0", "y:0", "z:0", "inner_a:0"]
    assert names(top.trainable_variables) == ["x:0", "y:0", "z:0"]
    assert names(top.non_trainable_variables) == ["inner_a:0"]
    assert top.submodules == (top.inner,)


def test_what_changes_is_found_anew():
    module = tf.Module()
    module.parts = []
    assert module.variables == ()
    module.parts.append(tf.Variable(1.0, name="late"))
    assert names(module.variables) == ["late:0"]
    module.again = module.parts[0]
    assert names(module.variables) == ["late:0"]
    del module.parts, module.again
    assert module.variables == ()


def test_rings_end():
    first, second = tf.Module(name="first"), tf.Module(name="second")
    first.other, second.other = second, first
    assert first.submodules == (second,)
    assert second.submodules == (first,)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("HTTPServer", "http_server"),
        ("MyLayer", "my_layer"),
        ("Big2D", "big2_d"),
        ("_P", "_p"),
    ],
)
def test_a_class_gives_its_name(written, said):
    assert type(written, (tf.Module,), {})().name == said


def test_bad_names_are_refused():
    for name in ("a b", "1a", "a/b", ""):
        with pytest.raises(ValueError, match="is not a valid module name"):
            tf.Module(name=name)


def test_without_the_base_class_there_is_no_name():
    class Forgetful(tf.Module):
        def __init__(self):
            self.v = tf.Variable(1.0)

    assert len(Forgetful().variables) == 1
    with pytest.raises(AttributeError, match="_name"):
        _ = Forgetful().name


def test_keys_that_cannot_be_sorted_are_named():
    module = tf.Module()
    module.table = {1: tf.Variable(1.0), "a": tf.Variable(2.0)}
    with pytest.raises(ValueError, match="Error processing property 'table'"):
        _ = module.variables


def test_scopes_name_variables_and_can_be_entered_again():
    class Outer(tf.Module):
        def __init__(self):
            super().__init__()
            with self.name_scope:
                self.inner = Inner()

        @tf.Module.with_name_scope
        def late(self):
            return tf.Variable(1.0, name="late").name

    class Inner(tf.Module):
        def __init__(self):
            super().__init__()
            with self.name_scope:
                self.w = tf.Variable(1.0, name="w")

    outer = Outer()
    assert names(outer.variables) == ["outer/inner/w:0"]
    assert outer.late() == outer.late() == "outer/late:0"
    assert outer.inner.name_scope.name == "outer/inner/"
    assert tf.Variable(1.0).name == "Variable:0"


def test_a_scope_in_a_graph_names_nodes():
    with tf.Graph().as_default():
        with tf.name_scope("a"):
            inside = tf.constant(1)
        assert inside.name == "a/Const:0"
        module = tf.Module(name="m")
        with module.name_scope:
            assert tf.constant(1).name == "m/Const:0"


def test_an_error_leaves_no_scope_open():
    with pytest.raises(ZeroDivisionError), tf.name_scope("a"):
        _ = 1 / 0
    assert tf.Variable(1.0, name="v").name == "v:0"


def test_copies_have_variables_of_their_own():
    module = tf.Module()
    module.v = tf.Variable([1.0, 2.0])
    other = copy.deepcopy(module)
    other.v.assign([5.0, 6.0])
    assert module.v.numpy().tolist() == [1.0, 2.0]
    assert other.v.numpy().tolist() == [5.0, 6.0]
    assert other.name == module.name


def test_children_and_leaves():
    module = tf.Module()
    module.b, module.a = [1, {"k": 2}], 3
    kept = children(module)
    assert [name for name in kept if not name.startswith("_")] == ["a", "b"]
    assert list(leaves(kept["b"])) == [((0,), 1), ((1, "k"), 2)]
