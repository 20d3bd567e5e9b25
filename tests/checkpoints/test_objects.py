"""tf.train.Checkpoint: what is saved of objects, and who gets it back."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

import teachflow as tf

TENSORFLOWS = Path(__file__).parent / "tensorflows"


class Net(tf.Module):
    """Variables in attributes, lists, tuples and dicts."""

    def __init__(self, factor=1.0):
        super().__init__()
        self.w = tf.Variable(factor * np.float32([1, 2]), name="w")
        self.rest = [tf.Variable(3 * factor), (tf.Variable(4 * factor),)]
        self.named = {"a": tf.Variable(5 * factor)}
        self.inner = None

    def values(self):
        found = [self.w, self.rest[0], self.rest[1][0], self.named["a"]]
        return [value.numpy().tolist() for value in found]


def keys(path):
    return [name for name, _ in tf.train.list_variables(path) if name[0] != "_"]


def test_names_are_the_ways_to_variables(tmp_path):
    checkpoint = tf.train.Checkpoint(step=tf.Variable(7), net=Net())
    path = checkpoint.save(tmp_path / "c")
    assert path == f"{tmp_path}/c-1"
    assert [
        name.removesuffix("/.ATTRIBUTES/VARIABLE_VALUE") for name in keys(path)
    ] == [
        "net/named/a",
        "net/rest/0",
        "net/rest/1/0",
        "net/w",
        "save_counter",
        "step",
    ]


def test_values_come_back_and_share_nothing(tmp_path):
    net = Net()
    path = tf.train.Checkpoint(net=net).save(tmp_path / "c")
    other = Net(0.0)
    tf.train.Checkpoint(net=other).restore(path).assert_consumed()
    assert other.values() == net.values() == [[1.0, 2.0], 3.0, 4.0, 5.0]
    other.w.assign([0, 0])
    assert net.w.numpy().tolist() == [1, 2]


def test_a_root_is_saved_with_what_hangs_on_it(tmp_path):
    path = tf.train.Checkpoint(Net()).write(tmp_path / "deep" / "c")
    assert "w/.ATTRIBUTES/VARIABLE_VALUE" in keys(path)
    other = Net(0.0)
    tf.train.Checkpoint(other).read(path).assert_consumed()
    assert other.values() == Net().values()


def test_variables_that_are_made_later_get_their_values(tmp_path):
    model = tf.train.Checkpoint(net=Net(), extra=tf.Variable(1.5))
    model.net.inner = Net(2.0)
    path = model.save(tmp_path / "c")
    late = tf.train.Checkpoint()
    status = late.restore(path)
    with pytest.raises(AssertionError, match="net/w"):
        status.assert_consumed()
    late.net = Net(0.0)
    assert late.net.values() == Net().values()
    late.net.inner = Net(0.0)
    assert late.net.inner.values() == Net(2.0).values()
    late.extra = tf.Variable(0.0)
    assert float(late.extra) == 1.5
    status.assert_consumed()


def test_a_layer_gets_its_values_when_it_is_built(tmp_path):
    dense = tf.keras.layers.Dense(2)
    dense(tf.ones([1, 3]))
    path = tf.train.Checkpoint(layer=dense).save(tmp_path / "c")
    other = tf.keras.layers.Dense(2)
    tf.train.Checkpoint(layer=other).restore(path)
    other(tf.ones([1, 3]))
    np.testing.assert_array_equal(dense.kernel.numpy(), other.kernel.numpy())


def test_what_an_optimizer_remembers_is_saved(tmp_path):
    def step(w, optimizer):
        with tf.GradientTape() as tape:
            loss = tf.reduce_sum(w * w)
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])

    w, adam = tf.Variable([1.0, -2.0]), tf.keras.optimizers.Adam(0.1)
    step(w, adam)
    path = tf.train.Checkpoint(w=w, optimizer=adam).save(tmp_path / "c")
    for _ in range(3):
        step(w, adam)
    v, again = tf.Variable([0.0, 0.0]), tf.keras.optimizers.Adam(0.1)
    again.build([v])
    tf.train.Checkpoint(w=v, optimizer=again).restore(path)
    for _ in range(3):
        step(v, again)
    np.testing.assert_array_equal(v.numpy(), w.numpy())


def test_an_iterator_goes_on_where_it_was(tmp_path):
    numbers = iter(
        tf.data.Dataset.range(9).shuffle(9, seed=3, reshuffle_each_iteration=False)
    )
    [next(numbers) for _ in range(4)]
    checkpoint = tf.train.Checkpoint(numbers=numbers)
    path = checkpoint.save(tmp_path / "c")
    rest = [int(number) for number in numbers]
    checkpoint.restore(path)
    assert [int(number) for number in numbers] == rest


def test_saving_goes_on_counting(tmp_path):
    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    checkpoint.save(tmp_path / "c")
    again = tf.train.Checkpoint(v=tf.Variable(0.0))
    again.restore(tf.train.latest_checkpoint(tmp_path))
    assert again.save(tmp_path / "c").endswith("c-2")
    assert int(again.save_counter) == 2


def test_tensorflows_own_file():
    layer = [tf.Variable([[0.0], [0.0]]), tf.Variable(0.0)]
    prefix = TENSORFLOWS / "objects"
    tf.train.Checkpoint(layer=layer).read(prefix).assert_nontrivial_match()
    for place, variable in enumerate(layer):
        key = f"layer/{place}/.ATTRIBUTES/VARIABLE_VALUE"
        wanted = tf.train.load_variable(str(prefix), key)
        assert np.any(wanted)
        np.testing.assert_array_equal(variable.numpy(), wanted)


@pytest.mark.parametrize(
    ("act", "error", "words"),
    [
        (lambda path: tf.train.Checkpoint(v=3), ValueError, "v to be a trackable"),
        (
            lambda path: tf.train.Checkpoint().restore(path + "-9"),
            tf.errors.NotFoundError,
            "double-check",
        ),
        (
            lambda path: tf.train.Checkpoint(v=tf.Variable([1.0, 2.0])).restore(path),
            ValueError,
            r"shape \(3,\).*shape \(2,\)",
        ),
        (
            lambda path: (
                tf.train.Checkpoint(v=tf.Variable([1.0] * 3), w=tf.Variable(1.0))
                .restore(path)
                .assert_existing_objects_matched()
            ),
            AssertionError,
            "Found 1 Python objects",
        ),
        (
            lambda path: (
                tf.train.Checkpoint(u=tf.Variable(1.0))
                .restore(path)
                .assert_nontrivial_match()
            ),
            None,
            "",
        ),
        (
            lambda path: tf.train.Checkpoint().restore(None).assert_consumed(),
            AssertionError,
            "No checkpoint specified",
        ),
        (
            lambda path: tf.train.CheckpointManager(tf.train.Checkpoint(), path, 0),
            ValueError,
            "max_to_keep",
        ),
    ],
)
def test_mistakes(tmp_path, act, error, words):
    path = tf.train.Checkpoint(v=tf.Variable([1.0, 2.0, 3.0])).save(tmp_path / "c")
    if error is None:
        act(path)
        return
    with pytest.raises(error, match=words):
        act(path)


def test_a_manager_keeps_the_last(tmp_path):
    value = tf.Variable(0)
    manager = tf.train.CheckpointManager(tf.train.Checkpoint(v=value), tmp_path, 2)
    for number in range(4):
        value.assign(number)
        manager.save()
    names = [os.path.basename(path) for path in manager.checkpoints]
    assert names == ["ckpt-3", "ckpt-4"]
    assert sorted(path.name for path in tmp_path.glob("*.index")) == [
        "ckpt-3.index",
        "ckpt-4.index",
    ]
    fresh = tf.Variable(0)
    again = tf.train.CheckpointManager(tf.train.Checkpoint(v=fresh), tmp_path, 2)
    assert again.restore_or_initialize() == manager.latest_checkpoint
    assert int(fresh) == 3
    again.save()
    assert [os.path.basename(path) for path in again.checkpoints] == [
        "ckpt-4",
        "ckpt-5",
    ]


def test_a_manager_waits_for_its_interval(tmp_path):
    step = tf.Variable(0)
    manager = tf.train.CheckpointManager(
        tf.train.Checkpoint(step=step),
        tmp_path,
        None,
        step_counter=step,
        checkpoint_interval=2,
    )
    saved = []
    for _ in range(5):
        saved.append(manager.save() is not None)
        step.assign_add(1)
    assert saved == [True, False, True, False, True]
    called = []
    empty = tf.train.CheckpointManager(
        tf.train.Checkpoint(step=step),
        tmp_path / "no",
        1,
        init_fn=lambda: called.append(1),
    )
    assert empty.restore_or_initialize() is None
    assert called == [1]


def test_writing_counts_nothing_until_something_was_saved(tmp_path):
    def names(path):
        return [name for name, _ in tf.train.list_variables(path)]

    counter = "save_counter/.ATTRIBUTES/VARIABLE_VALUE"
    checkpoint = tf.train.Checkpoint(v=tf.Variable(1.0))
    path = checkpoint.write(str(tmp_path / "a"))
    assert counter not in names(path)
    checkpoint.save(str(tmp_path / "b"))
    assert counter in names(checkpoint.write(str(tmp_path / "c")))
    restored = tf.train.Checkpoint(v=tf.Variable(1.0))
    restored.restore(path)
    assert counter in names(restored.write(str(tmp_path / "d")))


def test_a_generator_goes_on_where_it_was_saved(tmp_path):
    generator = tf.random.Generator.from_seed(1)
    checkpoint = tf.train.Checkpoint(generator=generator)
    generator.normal([])
    path = checkpoint.write(str(tmp_path / "a"))
    assert tf.train.list_variables(path)[1][0].startswith("generator/_state_var/")
    after = generator.normal([2]).numpy().tolist()
    checkpoint.restore(path)
    assert generator.normal([2]).numpy().tolist() == after
