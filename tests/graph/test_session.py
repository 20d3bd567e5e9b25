"""Sessions: structure of fetches, feeding, isolation, defaults, closing."""

from __future__ import annotations

import collections
import threading

import numpy as np
import pytest

import teachflow.compat.v1 as tf

Pair = collections.namedtuple("Pair", "first second")


@pytest.fixture
def graph():
    with tf.Graph().as_default() as graph:
        yield graph


def test_results_have_the_structure_of_the_fetches(graph):
    a, b = tf.constant(1, name="a"), tf.constant([2.0, 3.0], name="b")
    with tf.Session() as sess:
        assert sess.run(a) == 1
        assert sess.run([a]) == [1]
        assert sess.run((a, a)) == (1, 1)
        assert sess.run({"x": a, "y": [a, {"z": a}]}) == {"x": 1, "y": [1, {"z": 1}]}
        assert sess.run(collections.OrderedDict(k=a)) == collections.OrderedDict(k=1)
        pair = sess.run(Pair(a, b))
        assert isinstance(pair, Pair)
        np.testing.assert_array_equal(pair.second, [2.0, 3.0])
        assert sess.run("a:0") == 1
        assert sess.run(["a", a.op]) == [None, None]
        assert sess.run([]) == []


def test_results_are_the_callers_own(graph):
    """What run returns may be changed without changing the graph, state or a feed."""
    c = tf.constant([1.0, 2.0])
    v = tf.Variable([1.0, 2.0])
    x = tf.placeholder(tf.float32, [2])
    flipped = tf.reshape(v, [2, 1])
    fed = np.array([1.0, 2.0], np.float32)
    with tf.Session() as sess:
        sess.run(v.initializer)
        for fetch in (c, v, x, v.value(), flipped, [c, c, tf.identity(c)]):
            got = sess.run(fetch, {x: fed})
            for array in got if isinstance(got, list) else [got]:
                array += 100.0
                np.testing.assert_array_equal(
                    np.ravel(sess.run(v)), [1.0, 2.0], err_msg=str(fetch)
                )
        np.testing.assert_array_equal(sess.run(c), [1.0, 2.0])
        np.testing.assert_array_equal(fed, [1.0, 2.0])
        one, two = sess.run([c, c])
        one += 1
        np.testing.assert_array_equal(two, [1.0, 2.0])


def test_a_fed_array_does_not_become_the_variable(graph):
    v = tf.Variable([1.0, 2.0])
    x = tf.placeholder(tf.float32, [2])
    store = tf.assign(v, x)
    fed = np.array([3.0, 4.0], np.float32)
    with tf.Session() as sess:
        sess.run(store, {x: fed})
        fed[0] = 99.0
        np.testing.assert_array_equal(sess.run(v), [3.0, 4.0])


def test_two_sessions_share_nothing(graph):
    v = tf.Variable(0)
    more = v.assign_add(1)
    with tf.Session() as one, tf.Session() as two:
        one.run(v.initializer)
        two.run(v.initializer)
        one.run(more)
        one.run(more)
        two.run(more)
        assert (one.run(v), two.run(v)) == (2, 1)


def test_threads_with_sessions_of_their_own_do_not_meet(graph):
    v = tf.Variable(0)
    more = v.assign_add(1)
    init = tf.global_variables_initializer()
    results = {}

    def work(number):
        with tf.Session(graph=graph) as sess:
            sess.run(init)
            for _ in range(200 * number):
                sess.run(more)
            results[number] = sess.run(v)

    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2, 3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {1: 200, 2: 400, 3: 600, 4: 800}


def test_a_thread_has_its_own_default_session_and_graph(graph):
    seen = {}
    with tf.Session():

        def work():
            seen["session"] = tf.get_default_session()
            seen["graph"] = tf.get_default_graph()

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
    assert seen["session"] is None
    assert seen["graph"] is not graph


def test_default_sessions_nest(graph):
    one, two = tf.Session(), tf.Session()
    assert tf.get_default_session() is None
    with one.as_default():
        with two.as_default():
            assert tf.get_default_session() is two
        assert tf.get_default_session() is one
    assert tf.get_default_session() is None
    assert not one.closed
    with one:
        pass
    assert one.closed


def test_an_exception_leaves_no_session_and_no_graph_open():
    before = tf.get_default_graph()
    with pytest.raises(ZeroDivisionError), tf.Graph().as_default(), tf.Session():
        raise ZeroDivisionError
    assert tf.get_default_graph() is before
    assert tf.get_default_session() is None


def test_interactive_session_is_default_until_it_is_closed(graph):
    sess = tf.InteractiveSession()
    try:
        assert (tf.constant(20) + 22).eval() == 42
        again = tf.InteractiveSession()  # no warning, and closing one leaves the other
        again.close()
        assert tf.get_default_session() is sess
    finally:
        sess.close()
    assert tf.get_default_session() is None


def test_feeding_by_name_and_feeding_what_is_no_placeholder(graph):
    x = tf.placeholder(tf.float32, (None,), name="x")
    y = tf.square(x, name="y")
    z = y + 1.0
    v = tf.Variable(1.0, name="v")
    with tf.Session() as sess:
        np.testing.assert_array_equal(sess.run(z, {"x:0": [1, 2]}), [2.0, 5.0])
        np.testing.assert_array_equal(sess.run(z, {y: [10.0]}), [11.0])
        assert sess.run(v + 1.0, {v: 5.0}) == 6.0
        assert sess.run(v + 1.0, {v.value(): 7.0}) == 8.0


@pytest.mark.parametrize(
    ("fetch", "error", "words"),
    [
        (None, TypeError, "NoneType"),
        (3, TypeError, "int"),
        ("nowhere", ValueError, "not in the graph"),
        ("nowhere:0", ValueError, "does not exist"),
        (["a:0", None], TypeError, "NoneType"),
        ("a:1", ValueError, "only has 1 outputs"),
    ],
)
def test_what_cannot_be_fetched_says_so(graph, fetch, error, words):
    tf.constant(1, name="a")
    with tf.Session() as sess, pytest.raises(error, match=words):
        sess.run(fetch)


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        ([[1.0, 2.0]], ValueError, r"Cannot feed value of shape \(1, 2\)"),
        ("text", ValueError, "text"),
        (2**40, TypeError, "not compatible"),
    ],
)
def test_what_cannot_be_fed_says_so(graph, value, error, words):
    x = tf.placeholder(tf.int32, (None,), name="x")
    with tf.Session() as sess, pytest.raises(error, match=words):
        sess.run(x, {x: value})


def test_feeding_a_tensor_or_a_stranger_says_so(graph):
    x = tf.placeholder(tf.float32, name="x")
    with tf.Graph().as_default():
        stranger = tf.placeholder(tf.float32, name="stranger")
    with tf.Session() as sess:
        with pytest.raises(TypeError, match=r"cannot be a tf\.Tensor object"):
            sess.run(x, {x: tf.constant(1.0)})
        with pytest.raises(TypeError, match="not an element of this graph"):
            sess.run(x, {stranger: 1.0})
        with pytest.raises(ValueError, match="not an element of this graph"):
            sess.run(stranger)
        with pytest.raises(TypeError, match="feed_dict"):
            sess.run(x, [1.0])


def test_running_a_closed_session_says_so(graph):
    sess = tf.Session()
    sess.close()
    with pytest.raises(RuntimeError, match="closed Session"):
        sess.run(tf.constant(1))


def test_errors_of_a_run_name_the_node(graph):
    x = tf.placeholder(tf.float32, name="x")
    y = tf.placeholder(tf.float32, name="y")
    v = tf.Variable(1.0, name="v")
    total = tf.add(x, y, name="total")
    with tf.Session() as sess:
        with pytest.raises(tf.errors.InvalidArgumentError) as unfed:
            sess.run(total, {x: 1.0})
        assert unfed.value.op is y.op
        assert "placeholder tensor 'y'" in unfed.value.message
        with pytest.raises(tf.errors.InvalidArgumentError) as misfit:
            sess.run(total, {x: [1.0, 2.0], y: [1.0, 2.0, 3.0]})
        assert misfit.value.op is total.op
        assert "Incompatible shapes: [2] vs. [3]" in misfit.value.message
        with pytest.raises(tf.errors.FailedPreconditionError) as empty:
            sess.run(v + 1.0)
        assert "uninitialized value v" in empty.value.message


def test_kinds_of_calls_are_forgotten_in_the_end(graph):
    x = tf.constant(1.0)
    nodes = [x + float(n) for n in range(2500)]
    with tf.Session() as sess:
        for node in nodes:
            sess.run(node)
        assert len(sess._prepared) < 2500
        assert sess.run(nodes[0]) == 1.0


def test_other_mappings_keep_their_kind(graph):
    x = tf.constant(1)
    with tf.Session() as sess:
        got = sess.run(collections.defaultdict(list, a=x))
    assert type(got) is collections.defaultdict
    assert got == {"a": 1}
    assert got["new"] == []


def test_feeding_a_list_says_so_also_the_second_time(graph):
    x = tf.placeholder(tf.float32, name="x")
    with tf.Session() as sess:
        assert sess.run(x, {x: 1.0}) == 1.0
        with pytest.raises(TypeError, match="feed_dict maps tensors to values"):
            sess.run(x, [x])


def test_numbers_too_large_or_not_real_make_no_noise(graph, capfd):
    x = tf.placeholder(tf.int32)
    y = tf.placeholder(tf.float32)
    with tf.Session() as sess:
        sess.run(x, {x: np.array(np.nan)})
        assert sess.run(y, {y: 3 + 4j}) == 3.0
        assert np.isinf(sess.run(tf.constant(1e39)))
        assert np.isinf(sess.run(tf.constant(1.0) + 1e39))
        tf.reshape(tf.zeros([4]), tf.constant([4]) // tf.constant([0]))
    assert capfd.readouterr().err == ""


def test_division_by_zero_makes_no_noise(graph, capfd):
    with tf.Session() as sess:
        assert np.isinf(sess.run(tf.constant(1.0) / tf.constant(0.0)))
    assert capfd.readouterr().err == ""


def test_make_callable(graph):
    x = tf.placeholder(tf.float32)
    with tf.Session() as sess:
        double = sess.make_callable(x * 2.0, [x])
        assert double(4.0) == 8.0
        with pytest.raises(ValueError, match="Expected 1 feed values, got 2"):
            double(1.0, 2.0)
