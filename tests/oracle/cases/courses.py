"""Small programs as courses have them, of Keras, datasets, checkpoints and summaries."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("courses", "eager")
TOPICS = [TOPIC]

HEADER = """
import os, tempfile, warnings
warnings.simplefilter("ignore")
K = tf.keras
K.backend.clear_session()
K.utils.set_random_seed(0)
D = tf.data.Dataset
x = np.arange(20, dtype="float32").reshape(10, 2) / 10
y = x.sum(1) * 2
def model(**options):
    made = K.Sequential([K.Input((2,)), K.layers.Dense(1, kernel_initializer="ones")])
    made.compile(**{"optimizer": K.optimizers.SGD(0.1), "loss": "mse", **options})
    return made
def fit(made, *args, **options):
    return made.fit(*args, **{"verbose": 0, "shuffle": False, **options}).history
def again(made, **options):
    made.compile(**options)
    return fit(made, x, y)
def batches(count):
    for number in range(count):
        yield np.ones((1, 2)), np.full((1, 1), 10.0**number)
def wrong(count):
    for number in range(count):
        yield np.ones((1, 2))
still = lambda: model(optimizer=K.optimizers.SGD(0.0))
powers = 10.0 ** np.arange(4, dtype="float32").reshape(4, 1)
ten = lambda: D.from_tensor_slices((np.ones((4, 2), "float32"), powers)).batch(1)
class Own(K.layers.Layer):
    def __init__(self, units=3, **kw):
        super().__init__(**kw)
        self.units = units
class Named(K.layers.Layer):
    def __init__(self, units=3, **kwargs):
        super().__init__(**kwargs)
        self.units = units
told = []
note = K.callbacks.LambdaCallback(on_epoch_end=lambda e, l: told.append((e, sorted(l))))
layer = K.layers.Layer()
def orders():
    numbers = iter(D.range(10).shuffle(4, seed=2).batch(2))
    checkpoint = tf.train.Checkpoint(numbers=numbers)
    next(numbers)
    path = checkpoint.save(os.path.join(tempfile.mkdtemp(), "numbers"))
    first = next(numbers)
    checkpoint.restore(path)
    return first, next(numbers)
def late_slots():
    one, weight = K.optimizers.SGD(0.1, momentum=0.9), tf.Variable([1.0])
    one.apply_gradients([(tf.constant([1.0]), weight)])
    path = tf.train.Checkpoint(o=one, v=weight).save(os.path.join(tempfile.mkdtemp(), "o"))
    two, other = K.optimizers.SGD(0.5, momentum=0.9), tf.Variable([5.0])
    status = tf.train.Checkpoint(o=two, v=other).restore(path)
    two.build([other])
    status.assert_consumed()
    return [variable.numpy() for variable in two.variables], other.numpy()
def closed():
    writer = tf.summary.create_file_writer(tempfile.mkdtemp())
    writer.close()
    with writer.as_default():
        pass
"""

ROWS = """
again(model(metrics=["mae", "mape"]), optimizer="sgd", loss="mae")
again(model(metrics=["mae"]), optimizer="sgd")
again(model(metrics=["mae"]), optimizer="sgd", loss="mse", metrics=[])
fit(still(), ten(), validation_data=ten(), validation_steps=1, epochs=2)
fit(still(), ten(), validation_data=ten(), validation_steps=3, epochs=3)
fit(still(), ten().repeat(), steps_per_epoch=3, validation_data=ten().repeat(), validation_steps=3, epochs=3)
fit(still(), x, y, epochs=2, callbacks=[note]) and told
Own(4).get_config()
Named(4, name="n").get_config()
layer.add_weight((2, 3), "ones").numpy()
layer.add_weight((2,), "ones", "float64").numpy()
K.layers.Embedding(5, 2, mask_zero=True)(np.array([[1, 2, 0]]))._keras_mask
K.layers.Masking()(tf.constant([[[1.0, 2.0], [0.0, 0.0]]]))._keras_mask
K.layers.deserialize(K.layers.serialize(K.layers.Dense(3, name="hi"))).units
K.initializers.Zeros()(3)
K.initializers.Ones()(3)
list(D.range(2).map(lambda n: n / 0))
orders()
late_slots()
"""

MISTAKES = """
fit(still(), batches(0)) ## must yield at least one batch. Received an empty generator
fit(still(), wrong(2)) ## must return a tuple, either (input,) or (inputs, targets)
layer.add_weight("kernel", shape=(2, 2)) ## `name` must be passed as a keyword argument|name='kernel'
layer.add_weight((2,), shape=(2,)) ## `shape` was passed both positionally and as a keyword argument
layer.add_weight((2,), "ones", initializer="zeros") ## `initializer` was passed both positionally and as a keyword argument
layer.add_weight((2,), "ones", "float32", True) ## takes at most 3 positional arguments but 4 were given
layer.add_weight(shape=3) ## Cannot convert '3' to a shape
K.metrics.Mean().add_weight("a", initializer="zeros") ## Cannot convert 'a' to a shape
K.Input(tensor=tf.ones(3)) ## must be a KerasTensor
model().load_weights("nowhere.weights.h5") ## No such file or directory
D.from_generator(lambda: iter([1]), output_types=tf.int32, output_signature=tf.TensorSpec((), tf.int32)) ## The `output_types` argument can not be used together with the `output_signature` argument
closed() ## is already closed
"""


def enter() -> None:
    """The rows as cases."""
    near = {"rtol": 1e-4, "atol": 1e-5}
    for text in ROWS.strip().split("\n"):
        TOPIC.add(
            text, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    for row in MISTAKES.strip().split("\n"):
        text, _, words = row.partition(" ## ")
        TOPIC.mistake(text, text, *words.split("|"), begin=HEADER)


enter()
