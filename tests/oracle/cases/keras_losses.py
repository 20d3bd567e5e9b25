"""Keras's losses: values, gradients, reductions, weights, data, errors."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_losses", "eager")
TOPICS = [TOPIC]

HEADER = """
tf.keras.backend.clear_session()
K = tf.keras.losses
a = f32([[0.0, 1.0, 0.0], [0.2, 0.3, 0.5]])
b = f32([[0.1, 0.7, 0.2], [0.6, 0.1, 0.3]])
z = f32([[0.5, -1.0, 2.0], [0.0, 3.0, -2.0]])
n = i64([2, 0])
w = f32([0.5, 2.0])
def slope(loss, true, pred, **more):
    pred = tf.constant(pred)
    with tf.GradientTape() as tape:
        tape.watch(pred)
        value = loss(true, pred, **more)
    return [value, tape.gradient(value, pred)]
"""

FUNCTIONS = """
K.mse(a, b)
K.MSE(a, b)
K.mae(a, b)
K.mape(a, b)
K.msle(a, b)
K.cosine_similarity(a, b)
K.cosine_similarity(a, b, axis=0)
K.huber(a, z)
K.huber(a, z, delta=0.3)
K.logcosh(a, z)
K.hinge(a, z)
K.hinge(np.sign(z), z)
K.squared_hinge(f32([[0, 1, 1], [1, 0, 0]]), z)
K.categorical_hinge(a, z)
K.kld(a, b)
K.poisson(a, b)
K.binary_crossentropy(a, b)
K.binary_crossentropy(a, z, from_logits=True)
K.binary_crossentropy(a, b, label_smoothing=0.1)
K.binary_crossentropy(f32([[0, 1]]), f32([[0, 1]]))
K.binary_focal_crossentropy(a, b)
K.binary_focal_crossentropy(a, z, from_logits=True, apply_class_balancing=True, gamma=1.5)
K.categorical_crossentropy(a, b)
K.categorical_crossentropy(a, 2 * b)
K.categorical_crossentropy(a, z, from_logits=True)
K.categorical_crossentropy(a, b, label_smoothing=0.2)
K.categorical_crossentropy(a, b, axis=0)
K.categorical_focal_crossentropy(a, b, alpha=0.3)
K.sparse_categorical_crossentropy(n, b)
K.sparse_categorical_crossentropy(n, z, from_logits=True)
K.sparse_categorical_crossentropy(n[:, None], b)
K.sparse_categorical_crossentropy(n, z, from_logits=True, ignore_class=2)
K.categorical_generalized_cross_entropy(n, b, q=0.7)
K.dice(a, b)
K.dice(a, b, axis=1)
K.tversky(a, b, alpha=0.3, beta=0.7)
K.circle(i64([0, 1, 0]), f32([[1, 0], [0, 1], [0.6, 0.8]]))
K.mse(f64([[1.0, 2.0]]), f64([[2.0, 4.0]]))
K.mse([[1.0, 2.0]], [[2.0, 4.0]])
K.mse(f32([1.0, 2.0]), f32([[2.0], [4.0]]))
"""

CLASSES = """
K.MeanSquaredError()(a, b)
K.MeanSquaredError()(a, b, sample_weight=w)
K.MeanSquaredError(reduction="sum")(a, b)
K.MeanSquaredError(reduction="sum")(a, b, sample_weight=w)
K.MeanSquaredError(reduction="none")(a, b)
K.MeanSquaredError(reduction=None)(a, b, sample_weight=w)
K.MeanSquaredError(reduction="mean_with_sample_weight")(a, b, sample_weight=w)
K.MeanSquaredError(reduction=K.Reduction.SUM_OVER_BATCH_SIZE)(a, b)
K.MeanSquaredError(dtype="float64")(a, b)
K.MeanSquaredError()(f32([1.0, 2.0]), f32([[2.0], [4.0]]))
K.MeanSquaredError()([[0.0], [1.0]], [[1.0], [4.0]])
K.MeanAbsoluteError()(a, b, sample_weight=0.5)
K.MeanAbsolutePercentageError()(a, b)
K.MeanSquaredLogarithmicError()(a, b)
K.CosineSimilarity(axis=0)(a, b)
K.Huber(0.3)(a, z)
K.LogCosh()(a, z)
K.Hinge()(a, z)
K.SquaredHinge()(a, z)
K.CategoricalHinge()(a, z)
K.KLDivergence()(a, b)
K.Poisson()(a, b)
K.Dice()(a, b)
K.Tversky()(a, b)
K.Circle()(i64([0, 1, 0]), f32([[1, 0], [0, 1], [0.6, 0.8]]))
K.BinaryCrossentropy()(a, b)
K.BinaryCrossentropy(from_logits=True, label_smoothing=0.1)(a, z, sample_weight=w)
K.BinaryCrossentropy()(i64([0, 1]), f32([0.5, 0.3]))
K.BinaryFocalCrossentropy(gamma=3.0)(a, b)
K.CategoricalCrossentropy()(a, b, sample_weight=w)
K.CategoricalCrossentropy(from_logits=True)(a, z)
K.CategoricalFocalCrossentropy()(a, b)
K.SparseCategoricalCrossentropy()(n, b, sample_weight=w)
K.SparseCategoricalCrossentropy(from_logits=True)(n[:, None], z)
K.SparseCategoricalCrossentropy(from_logits=True, ignore_class=2)(n, z)
K.CategoricalGeneralizedCrossEntropy(0.7)(n, b)
slope(K.MeanSquaredError(), a, b)
slope(K.Huber(), a, z)
slope(K.LogCosh(), a, z)
slope(K.CosineSimilarity(), a, b)
slope(K.KLDivergence(), a, b)
slope(K.Poisson(), a, b)
slope(K.Hinge(), a, z)
slope(K.BinaryCrossentropy(), a, b)
slope(K.BinaryCrossentropy(from_logits=True), a, z, sample_weight=w)
slope(K.CategoricalCrossentropy(), a, b)
slope(K.CategoricalCrossentropy(from_logits=True), a, z)
slope(K.SparseCategoricalCrossentropy(), n, b)
slope(K.SparseCategoricalCrossentropy(from_logits=True), n, z)
slope(K.SparseCategoricalCrossentropy(), n, f32([[0, 0, 1], [1, 0, 0]]))
[tf.keras.activations.softmax(tf.constant([[60.0, -60.0]])), K.categorical_crossentropy(f32([[0, 1]]), tf.keras.activations.softmax(tf.constant([[60.0, -60.0]])))]
[K.MeanSquaredError().name, K.Huber().name, K.BinaryCrossentropy(name="b").name, K.Hinge().reduction, K.Hinge().dtype]
K.BinaryCrossentropy(label_smoothing=0.1).get_config()
K.SparseCategoricalCrossentropy(from_logits=True).get_config()
K.serialize(K.MeanSquaredError())
K.serialize(K.mse)
K.deserialize(K.serialize(K.Huber(0.3))).get_config()
[K.get("mse") is K.mse, K.get("MeanSquaredError").name, K.get(None) is None]
K.get({"class_name": "Huber", "config": {"name": "h"}}).name
"""

SUBCLASS = """
# a loss of one's own
class Cubed(K.Loss):
    def call(self, y_true, y_pred):
        return tf.reduce_mean(tf.abs(y_true - y_pred) ** 3, axis=-1)
[Cubed()(a, b), Cubed(reduction="sum")(a, b, sample_weight=w), Cubed().name]
"""

# TensorFlow's message has a set in it, whose order is another each time.
REDUCTION = """
# a reduction that there is not
try:
    K.MeanSquaredError(reduction="x")
except ValueError as error:
    said = str(error)
[said.startswith("Invalid value for argument `reduction`."), said.endswith("reduction=x")]
"""

MISTAKES = """
K.get("foo") ## Could not interpret loss identifier: foo
K.BinaryCrossentropy()(f32([1, 5, 3]), f32([[0.5], [0.9]])) ## same
K.categorical_crossentropy(a, b[:1]) ## must have the same shape|(2, 3)|(1, 3)
K.categorical_crossentropy(a, b, axis=True) ## `axis` must be of type `int`
K.SparseCategoricalCrossentropy()(i64([1, 2, 0]), b) ## same shape up until the last dimension|(3,)|(2, 3)
K.SparseCategoricalCrossentropy()(i64([1, 5]), b) ## outside the valid range of [0, 3)
K.CategoricalGeneralizedCrossEntropy(1.5) ## q must be in the interval (0, 1)
"""


def enter() -> None:
    """The rows as cases."""
    near = {"rtol": 2e-6, "atol": 1e-6}
    for table in (FUNCTIONS, CLASSES):
        for row in table.strip().split("\n"):
            TOPIC.add(
                row, lambda tf, np, row=row: execute(tf, np, HEADER + row), **near
            )
    for longer in (SUBCLASS, REDUCTION):
        title, _, text = longer.strip().partition("\n")
        TOPIC.add(
            title, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    for row in MISTAKES.strip().split("\n"):
        text, _, words = row.partition(" ## ")
        TOPIC.mistake(text, text, *words.split("|"), begin=HEADER)


enter()
