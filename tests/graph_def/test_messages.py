"""Messages of graphs: what is written, to memory and to files, and read again."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from google.protobuf import text_format

import teachflow.compat.v1 as tf
from teachflow.graph_def.loadable import check_loadable, own_nodes


def small() -> tf.Graph:
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, [None, 2], name="x")
        w = tf.Variable([[1.0], [2.0]], name="w")
        tf.matmul(x, w, name="y")
    return graph


def test_the_message_of_a_node():
    node = small().get_operation_by_name("y").node_def
    assert (node.name, node.op, list(node.input)) == ("y", "MatMul", ["x", "w/read"])
    assert node.attr["T"].type == tf.float32.as_datatype_enum
    assert node.attr["transpose_a"].b is False


def test_a_graph_tells_its_versions_and_its_shapes_if_asked():
    graph = small()
    assert graph.graph_def_versions.producer == 2474
    plain, shaped = graph.as_graph_def(), graph.as_graph_def(add_shapes=True)
    assert plain.versions == graph.graph_def_versions
    with tf.Session(graph=graph) as sess:
        assert sess.graph_def == plain
    assert "_output_shapes" not in plain.node[0].attr
    (shape,) = shaped.node[0].attr["_output_shapes"].list.shape
    assert [dim.size for dim in shape.dim] == [-1, 2]


def test_shapes_that_were_found_out_come_along():
    with tf.Graph().as_default() as graph:
        x = tf.placeholder(tf.float32, name="x")
        tf.identity(x, name="y").set_shape([3])
    with tf.Graph().as_default():
        (y,) = tf.import_graph_def(
            graph.as_graph_def(add_shapes=True), return_elements=["y:0"]
        )
    assert y.shape.as_list() == [3]


def test_messages_print_as_text_and_parse_again():
    written = small().as_graph_def()
    assert 'op: "MatMul"' in str(written)
    assert text_format.Parse(str(written), tf.GraphDef()) == written


def test_a_graph_in_a_file(tmp_path):
    graph = small()
    place = tmp_path / "a" / "b"
    path = tf.train.write_graph(graph, str(place), "graph.pbtxt")
    assert path == os.path.join(str(place), "graph.pbtxt")
    text = (place / "graph.pbtxt").read_text()
    assert text_format.Parse(text, tf.GraphDef()) == graph.as_graph_def()
    path = tf.train.write_graph(graph.as_graph_def(), place, "graph.pb", as_text=False)
    with tf.gfile.GFile(path, "rb") as file:
        message = tf.GraphDef()
        message.ParseFromString(file.read())
    assert message == graph.as_graph_def()
    assert sorted(os.listdir(place)) == ["graph.pb", "graph.pbtxt"]


def test_a_meta_graph_in_a_file_binary_or_as_text(tmp_path):
    with small().as_default() as graph:
        tf.add_to_collection("outputs", graph.get_tensor_by_name("y:0"))
        for as_text in (False, True):
            path = str(tmp_path / f"text-{as_text}")
            tf.train.export_meta_graph(path, as_text=as_text)
            with tf.Graph().as_default() as again:
                tf.train.import_meta_graph(path)
            (y,) = again.get_collection("outputs")
            assert y.name == "y:0"
            assert y.graph is again


def test_a_file_that_holds_no_meta_graph(tmp_path):
    path = tmp_path / "broken.meta"
    with pytest.raises(OSError, match=r"File does not exist.*broken\.meta"):
        tf.train.import_meta_graph(str(path))
    path.write_bytes(b"\xff\xfe not a message")
    with pytest.raises(OSError, match=r"Cannot parse file .*broken\.meta"):
        tf.train.import_meta_graph(str(path))


def test_what_no_message_can_hold_is_left_out_of_a_meta_graph():
    with small().as_default():
        tf.add_to_collection("odd", object())
        tf.add_to_collection("mixed", 1)
        tf.add_to_collection("mixed", "one")
        tf.add_to_collection("empty", [])
        meta = tf.train.export_meta_graph()
    assert sorted(meta.collection_def) == ["trainable_variables", "variables"]


def test_objects_that_cannot_be_read_are_not_taken_for_bytes():
    meta = tf.MetaGraphDef()
    meta.collection_def["queue_runners"].bytes_list.value.append(b"runner")
    meta.collection_def["words"].bytes_list.value.append(b"kept")
    with tf.Graph().as_default() as graph:
        tf.train.import_meta_graph(meta)
        assert graph.get_all_collection_keys() == ["words"]


def test_a_message_that_a_part_is_taken_of_stays_as_it_is():
    with tf.Graph().as_default() as graph:
        tf.identity(tf.constant(2.0, name="x"), name="y")
    message = graph.as_graph_def()
    before = message.SerializeToString(deterministic=True)
    part = tf.graph_util.extract_sub_graph(message, ["y"])
    assert message.SerializeToString(deterministic=True) == before
    assert part == message


def test_a_part_of_a_graph_is_bound_to_another_one():
    with tf.Graph().as_default():
        outside = tf.constant([[3.0, 4.0]], name="outside")
        with tf.name_scope("part"):
            w = tf.Variable([[1.0], [2.0]], name="w")
            tf.matmul(outside, w, name="y")
        meta = tf.train.export_meta_graph(export_scope="part")
    with tf.Graph().as_default() as graph, tf.Session() as sess:
        with pytest.raises(ValueError, match=r"unbound inputs: \$unbound_inputs_out"):
            tf.train.import_meta_graph(meta)
        one = tf.constant([[1.0, 1.0]])
        tf.train.import_meta_graph(
            meta, import_scope="there", input_map={"$unbound_inputs_outside": one}
        )
        (found,) = tf.global_variables()
        assert found.name == "there/w:0"
        sess.run(found.initializer)
        assert sess.run(graph.get_tensor_by_name("there/y:0")).tolist() == [[3.0]]


def test_variables_by_their_definitions():
    with small().as_default() as graph:
        (w,) = tf.global_variables()
        definition = w.to_proto()
        assert definition.variable_name == "w:0"
        assert w.to_proto(export_scope="elsewhere") is None
        same = tf.Variable(variable_def=definition)
        assert (same.op, same.initializer) == (w.op, w.initializer)
        assert tf.global_variables() == [w]
        with pytest.raises(ValueError, match="mutually exclusive"):
            tf.Variable(1.0, variable_def=definition)
        definition.snapshot_name = "nowhere:0"
        with pytest.raises(KeyError, match="nowhere"):
            tf.Variable(variable_def=definition)
        with pytest.raises(TypeError, match="must be a VariableDef"):
            tf.Variable(variable_def="w")
    assert graph.get_operation_by_name("w") is w.op


def test_own_ops_are_named_and_come_back():
    with small().as_default() as graph:
        assert own_nodes(graph) == {}
        check_loadable(graph)
        y = graph.get_tensor_by_name("y:0")
        (b,) = tf.gradients(tf.reduce_sum(tf.add(y, [1.0])), [y])
    helpers = own_nodes(graph)
    assert helpers
    assert {graph.get_operation_by_name(name).type for name in helpers} <= {
        reason.split()[0] for reason in helpers.values()
    }
    name = next(iter(helpers))
    with pytest.raises(ValueError, match=rf"TensorFlow cannot load .*'{name}'"):
        check_loadable(graph.as_graph_def())
    feeds = {"x:0": [[1.0, 1.0], [2.0, 0.0]]}
    with tf.Graph().as_default() as again:
        tf.import_graph_def(graph.as_graph_def(), name="")
    values = []
    for where in (graph, again):
        with tf.Session(graph=where) as sess:
            sess.run("w/Assign")
            values.append(sess.run(b.name, feeds))
    np.testing.assert_array_equal(*values)


def test_an_import_that_names_unknown_ops_adds_nothing():
    message = text_format.Parse(
        'node { name: "a" op: "NoOp" } node { name: "b" op: "Quantum" }', tf.GraphDef()
    )
    with tf.Graph().as_default() as graph:
        with pytest.raises(tf.errors.NotFoundError, match=r"Quantum \(node 'b'\)"):
            tf.import_graph_def(message)
        assert graph.get_operations() == []


def test_an_attribute_that_would_change_the_result_is_refused():
    with tf.Graph().as_default() as graph:
        tf.cast(tf.constant([1.5]), tf.float16, name="half")
    message = graph.as_graph_def()
    message.node[-1].attr["Truncate"].b = True
    with (
        tf.Graph().as_default(),
        pytest.raises(ValueError, match=r"'half' .*Truncate=True; here it can only be"),
    ):
        tf.import_graph_def(message)


def test_a_dtype_that_there_is_not_here():
    message = text_format.Parse(
        'node { name: "x" op: "Placeholder" '
        'attr { key: "dtype" value { type: DT_BFLOAT16 } } }',
        tf.GraphDef(),
    )
    with (
        tf.Graph().as_default(),
        pytest.raises(ValueError, match=r"'dtype' of the node 'x' \(Placeholder\)"),
    ):
        tf.import_graph_def(message)


def test_functions_are_written_by_name_alone():
    with tf.Graph().as_default() as graph:
        numbers = tf.data.Dataset.from_tensor_slices([1, 2]).map(lambda x: x * 2)
        tf.data.make_one_shot_iterator(numbers).get_next()
    message = graph.as_graph_def(add_shapes=True)
    (node,) = [node for node in message.node if node.op == "MapDataset"]
    assert node.attr["f"].func.name
    assert own_nodes(message)[node.name] == "f is a Python function"
    with (
        tf.Graph().as_default(),
        pytest.raises(ValueError, match=r"'f' of the node 'MapDataset'.*stands for"),
    ):
        tf.import_graph_def(message)


def test_constants_of_a_message_cannot_be_written_to():
    with tf.Graph().as_default() as graph:
        tf.constant([1.0, 2.0], name="c")
    with tf.Graph().as_default(), tf.Session() as sess:
        (c,) = tf.import_graph_def(graph.as_graph_def(), return_elements=["c:0"])
        assert not c.op.get_attr("value").flags.writeable
        value = sess.run(c)
        value[0] = 5.0
        assert sess.run(c).tolist() == [1.0, 2.0]


@pytest.mark.parametrize("value", [np.arange(6).reshape(2, 3), np.float16(1), b"x"])
def test_arrays_come_back_from_messages(value):
    back = tf.make_ndarray(tf.make_tensor_proto(value))
    assert back.shape == np.shape(value)
    assert np.array_equal(back, value)


def test_a_message_that_does_not_fill_its_shape():
    proto = tf.make_tensor_proto([1.0, 2.0, 3.0])
    proto.tensor_shape.dim[0].size = 2
    with pytest.raises(ValueError, match="reshape"):
        tf.make_ndarray(proto)
    proto = tf.make_tensor_proto([True, False])
    proto.tensor_shape.dim[0].size = 1
    with pytest.raises(ValueError, match="2 elements for 1 places"):
        tf.make_ndarray(proto)
    proto.dtype = 14  # bfloat16
    with pytest.raises(TypeError, match="Unsupported tensor type"):
        tf.make_ndarray(proto)


def test_messages_load_late_and_without_a_word():
    program = (
        "import sys, teachflow.compat.v1 as tf; "
        "graph = tf.get_default_graph(); tf.constant(1); "
        "assert not [m for m in sys.modules if m.startswith(('google', 'tensorb'))]; "
        "graph.as_graph_def(); "
        "assert not [m for m in sys.modules if m.startswith('tensorflow')]"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_without_the_extra_the_error_names_it():
    program = (
        "import sys; sys.modules['tensorboard'] = None\n"
        "import teachflow.compat.v1 as tf\n"
        "try: tf.get_default_graph().as_graph_def()\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "pip install 'teachflow[tensorboard]'" in done.stdout
    assert done.stderr == ""
