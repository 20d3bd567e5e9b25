"""Keras's metrics: results after several batches, weights, data, errors."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_metrics", "eager")
TOPICS = [TOPIC]

HEADER = """
tf.keras.backend.clear_session()
M = tf.keras.metrics
a = f32([[0.0, 1.0, 0.0], [0.2, 0.3, 0.5]])
b = f32([[0.1, 0.7, 0.2], [0.6, 0.1, 0.3]])
c = f32([[0, 1, 0], [0, 0, 1]])
n = i64([1, 0])
y = f32([0, 1, 1, 0, 1, 0])
p = f32([0.1, 0.4, 0.9, 0.35, 0.5, 0.8])
w = f32([0.5, 2.0])
v = f32([1, 2, 0, 1, 3, 1])
def twice(metric, true, pred, weight=None):
    metric.update_state(true, pred)
    first = tf.convert_to_tensor(metric.result())
    metric.update_state(true[::-1], pred, sample_weight=weight)
    both = tf.convert_to_tensor(metric.result())
    metric.reset_state()
    return [first, both, tf.convert_to_tensor(metric.result()), metric.name]
"""

ROWS = """
M.binary_accuracy(a, b)
M.binary_accuracy(y, p, threshold=0.3)
M.categorical_accuracy(c, b)
M.sparse_categorical_accuracy(n, b)
M.sparse_categorical_accuracy(n[:, None], b)
M.top_k_categorical_accuracy(c, b, k=2)
M.sparse_top_k_categorical_accuracy(n, b, k=1)
M.pearson_correlation(a, b)
M.concordance_correlation(a, b)
M.mse(a, b)
M.mae(a, b)
M.mape(a, b)
M.msle(a, b)
M.huber(a, b)
M.logcosh(a, b)
M.kld(a, b)
M.hinge(a, b)
M.poisson(a, b)
M.binary_crossentropy(a, b)
M.categorical_crossentropy(a, b)
M.sparse_categorical_crossentropy(n, b)
twice(M.MeanSquaredError(), a, b, w)
twice(M.MeanAbsoluteError(), a, b, w)
twice(M.MeanAbsolutePercentageError(), a, b, w)
twice(M.MeanSquaredLogarithmicError(), a, b, w)
twice(M.RootMeanSquaredError(), a, b, w)
twice(M.CosineSimilarity(), a, b, w)
twice(M.LogCoshError(), a, b, w)
twice(M.Hinge(), a, b, w)
twice(M.SquaredHinge(), a, b, w)
twice(M.CategoricalHinge(), a, b, w)
twice(M.KLDivergence(), a, b, w)
twice(M.Poisson(), a, b, w)
twice(M.BinaryCrossentropy(), a, b, w)
twice(M.CategoricalCrossentropy(), a, b, w)
twice(M.SparseCategoricalCrossentropy(), n, b, w)
twice(M.Accuracy(), n, i64([1, 1]), w)
twice(M.BinaryAccuracy(threshold=0.4), y, p, v)
twice(M.CategoricalAccuracy(), c, b, w)
twice(M.SparseCategoricalAccuracy(), n, b, w)
twice(M.TopKCategoricalAccuracy(k=2), c, b, w)
twice(M.SparseTopKCategoricalAccuracy(k=2), n, b, w)
twice(M.Precision(), y, p, v)
twice(M.Precision(thresholds=[0.3, 0.6]), y, p, v)
twice(M.Precision(top_k=2), c, b)
twice(M.Precision(class_id=1), c, b)
twice(M.Recall(), y, p, v)
twice(M.Recall(thresholds=[0.0, 0.5, 1.0]), y, p, v)
twice(M.Recall(top_k=1, class_id=2), c, b)
twice(M.TruePositives(), y, p, v)
twice(M.TrueNegatives(), y, p, v)
twice(M.FalsePositives(thresholds=[0.3, 0.6]), y, p, v)
twice(M.FalseNegatives(), y, p, v)
twice(M.AUC(), y, p, v)
twice(M.AUC(num_thresholds=5), y, p, v)
twice(M.AUC(curve="PR"), y, p, v)
twice(M.AUC(curve="PR", summation_method="majoring"), y, p)
twice(M.AUC(summation_method="minoring"), y, p)
twice(M.AUC(curve="PRGAIN"), y, p)
twice(M.AUC(thresholds=[0.2, 0.7]), y, p)
twice(M.AUC(from_logits=True), y, 4 * p - 2)
twice(M.AUC(multi_label=True, num_labels=3), c, b)
twice(M.AUC(multi_label=True, label_weights=[1.0, 2.0, 3.0]), c, b)
twice(M.PrecisionAtRecall(0.6), y, p, v)
twice(M.RecallAtPrecision(0.6), y, p, v)
twice(M.SensitivityAtSpecificity(0.5), y, p, v)
twice(M.SpecificityAtSensitivity(0.5), y, p, v)
twice(M.F1Score(), c, b, w)[:3]
twice(M.F1Score(average="macro", threshold=0.3), c, b, w)
twice(M.FBetaScore(average="weighted", beta=2.0), c, b, w)
twice(M.FBetaScore(average="micro", beta=0.5, threshold=0.5), c, b)
twice(M.MeanIoU(num_classes=3), i64([0, 1, 2, 2]), i64([0, 2, 2, 1]))
twice(M.IoU(num_classes=3, target_class_ids=[0, 2]), i64([0, 1, 2, 2]), i64([0, 2, 2, 1]))
twice(M.BinaryIoU(threshold=0.3), y, p)
twice(M.OneHotIoU(num_classes=3, target_class_ids=[1]), c, b)
twice(M.OneHotMeanIoU(num_classes=3), c, b)
twice(M.R2Score(), a, b, w)[:2]
twice(M.R2Score(class_aggregation=None), f32([[1.0], [2.0], [4.0]]), f32([[1.5], [2.0], [3.0]]))[:2]
twice(M.PearsonCorrelation(), a, b)
twice(M.ConcordanceCorrelation(), a, b)
twice(M.MeanMetricWrapper(tf.keras.losses.mae, name="gap"), a, b, w)
[M.Mean()([1.0, 3.0]), M.Mean()([1.0, 3.0], sample_weight=[1.0, 3.0]), M.Mean()(f32([[1, 3], [5, 5]])), M.Mean()(2), M.Mean().result()]
[M.Sum()([1.0, 3.0]), M.Sum()([1.0, 3.0], sample_weight=[1.0, 3.0]), M.Sum()(f32([[1, 3], [5, 5]])), M.Sum().result()]
[repr(M.Mean()), str(M.MeanSquaredError(name="e")), [v.path for v in M.Mean(name="m").variables], M.Mean(dtype="float64").dtype]
[repr(M.Mean(name="m").variables), [v.path for v in M.AUC(name="auc").variables]]
[M.BinaryAccuracy(threshold=0.4).get_config(), M.Mean().get_config(), M.TopKCategoricalAccuracy(3).get_config()]
M.serialize(M.MeanSquaredError())
[M.deserialize(M.serialize(M.MeanSquaredError(name="e"))).name, type(M.get("mse")).__name__, type(M.get("accuracy")).__name__, type(M.get("AUC")).__name__, M.get(None) is None]
[M.get("top_k_categorical_accuracy").k, M.get(tf.keras.losses.mse) is tf.keras.losses.mse]
"""

SUBCLASS = """
# a metric of one's own
class Largest(M.Metric):
    def __init__(self, name="largest", **kwargs):
        super().__init__(name=name, **kwargs)
        self.value = self.add_weight(name="value", initializer="zeros")
        self.inner = M.Mean(name="inner")
    def update_state(self, y_true, y_pred, sample_weight=None):
        self.value.assign(tf.maximum(self.value, tf.reduce_max(y_pred)))
        self.inner.update_state(y_pred)
    def result(self):
        return self.value + self.inner.result()
m = Largest()
first = m(a, b)
m.update_state(a, 2 * b)
[first, m.result(), [v.path for v in m.variables], m.reset_state(), m.result(), m.dtype]
"""

MISTAKES = """
M.get("foo") ## Could not interpret metric identifier: foo
M.Precision(thresholds=[0.5, 1.5]) ## Threshold values must be in [0, 1]|1.5
M.AUC(curve="x") ## Invalid AUC curve value: "x"
M.AUC(num_thresholds=1) ## must be an integer > 1|num_thresholds=1
M.BinaryAccuracy(threshold=0.5).reset_states() ## reset_states
M.PrecisionAtRecall(1.5) ## must be in the range [0, 1]|recall=1.5
M.F1Score(average="x") ## Invalid `average` argument value
M.FBetaScore(beta=1) ## Invalid `beta` argument value
M.F1Score()(y, p) ## expects 2D inputs|(6,)
M.IoU(2, [2]) ## out of range|[0, 2)
M.R2Score(class_aggregation="x") ## Invalid value for argument `class_aggregation`
M.Metric().update_state(1) ##
"""


def enter() -> None:
    """The rows as cases."""
    near = {"rtol": 2e-6, "atol": 1e-6}
    for row in ROWS.strip().split("\n"):
        TOPIC.add(row, lambda tf, np, row=row: execute(tf, np, HEADER + row), **near)
    title, _, text = SUBCLASS.strip().partition("\n")
    TOPIC.add(title, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near)
    for row in MISTAKES.strip().split("\n"):
        text, _, words = row.partition(" ##")
        fragments = [word.strip() for word in words.split("|") if word.strip()]
        TOPIC.mistake(text, text, *fragments, begin=HEADER)


enter()
