"""Keras's optimizers: ten steps of each, what they keep, schedules, data, errors."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_optimizers", "eager")
TOPICS = [TOPIC]

HEADER = """
tf.keras.backend.clear_session()
import warnings
O = tf.keras.optimizers
S = O.schedules
def steps(optimizer, count=10, kind=tf.Variable):
    w = kind([[1.0, -2.0], [0.5, 3.0]], name="w")
    b = kind([0.1, -0.2], name="b")
    for k in range(count):
        with tf.GradientTape() as tape:
            y = tf.constant([[1.0, 2.0], [-1.0, 0.5]]) @ w + b
            loss = tf.reduce_mean(tf.square(y - (0.5 + 0.1 * k))) + tf.reduce_sum(tf.sin(w))
        pairs = zip(tape.gradient(loss, [w, b]), [w, b])
        optimizer.apply_gradients(pairs)
    return [np.array(w), np.array(b)] + [np.array(v) for v in optimizer.variables]
def paths(optimizer):
    steps(optimizer, 1)
    return [v.path for v in optimizer.variables]
def rows(optimizer, count=5):
    w = tf.Variable([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    for _ in range(count):
        slices = tf.IndexedSlices(tf.constant([[1.0, 2.0], [0.5, 0.5], [1.0, 1.0]]), tf.constant([0, 2, 2]), tf.constant([3, 2]))
        optimizer.apply_gradients([(slices, w)])
    return w
def rates(schedule, at=(0, 1, 3, 5, 10, 11, 17, 25, 60)):
    return [schedule(step) for step in at] + [schedule(tf.constant(7, tf.int64)), schedule(tf.Variable(4, dtype=tf.int64))]
v = tf.Variable([1.0, 2.0], name="v")
g = tf.constant([0.3, -0.4])
"""

MAKERS = """
O.SGD(0.1)
O.SGD(0.1, momentum=0.9)
O.SGD(0.1, momentum=0.9, nesterov=True)
O.SGD(0.1, weight_decay=0.01)
O.SGD(0.1, clipnorm=0.5)
O.SGD(0.1, clipvalue=0.1)
O.SGD(0.1, global_clipnorm=0.5)
O.SGD(0.1, use_ema=True)
O.SGD(0.1, use_ema=True, ema_momentum=0.5, ema_overwrite_frequency=3)
O.SGD(0.1, gradient_accumulation_steps=3)
O.SGD(0.1, loss_scale_factor=4.0)
O.SGD(S.ExponentialDecay(0.1, 3, 0.5))
O.SGD(lambda: 0.05)
O.Adam(0.1)
O.Adam(0.1, beta_1=0.8, beta_2=0.9, epsilon=1e-3)
O.Adam(0.1, amsgrad=True)
O.Adam(0.1, clipnorm=0.5, weight_decay=0.1)
O.AdamW(0.1)
O.AdamW(0.1, 0.2)
O.RMSprop(0.1)
O.RMSprop(0.1, centered=True)
O.RMSprop(0.1, momentum=0.5, rho=0.8)
O.RMSprop(0.1, momentum=0.5, centered=True, epsilon=1e-3)
O.Adagrad(0.1)
O.Adagrad(0.1, initial_accumulator_value=0.5, epsilon=1e-3)
O.Adadelta(1.0)
O.Adadelta(0.5, rho=0.8, epsilon=1e-3)
O.Adamax(0.1)
O.Nadam(0.1)
O.Ftrl(0.1)
O.Ftrl(0.1, l1_regularization_strength=0.1, l2_regularization_strength=0.2, l2_shrinkage_regularization_strength=0.1, beta=0.3)
O.Ftrl(0.1, learning_rate_power=-0.3)
O.Lion(0.1)
"""

SCHEDULES = """
S.ExponentialDecay(0.1, 10, 0.5)
S.ExponentialDecay(0.1, 10, 0.5, staircase=True)
S.InverseTimeDecay(0.1, 10, 0.5)
S.InverseTimeDecay(0.1, 10, 0.5, staircase=True)
S.PolynomialDecay(0.1, 20)
S.PolynomialDecay(0.1, 20, 0.01, power=2.0)
S.PolynomialDecay(0.1, 10, 0.01, power=0.5, cycle=True)
S.PiecewiseConstantDecay([3, 10], [1.0, 0.5, 0.1])
S.PiecewiseConstantDecay([5], [1.0, 0.5])
S.CosineDecay(0.1, 20)
S.CosineDecay(0.1, 20, alpha=0.2)
S.CosineDecay(0.0, 20, warmup_target=0.1, warmup_steps=5)
S.CosineDecayRestarts(0.1, 7)
S.CosineDecayRestarts(0.1, 7, t_mul=1.0, m_mul=0.8, alpha=0.1)
"""

ROWS = """
steps(O.Adam(0.1), 10, tf.keras.Variable)
steps(O.SGD(0.1, momentum=0.5), 10, tf.keras.Variable)
rows(O.SGD(0.1))
rows(O.SGD(0.1, momentum=0.9))
rows(O.Adam(0.1))
rows(O.RMSprop(0.1))
rows(O.Adagrad(0.1))
rows(O.Adadelta(0.1))
rows(O.Adamax(0.1))
rows(O.Nadam(0.1))
rows(O.SGD(0.1, clipnorm=1.0))
rows(O.SGD(0.1, global_clipnorm=1.0))
rows(O.Adam(0.1, clipvalue=0.6))
[paths(O.SGD(0.1, name="sgd")), paths(O.Adam(0.1, name="adam")), paths(O.RMSprop(momentum=0.5, centered=True, name="r")), paths(O.Ftrl(name="f"))]
[O.SGD(name="a").get_config(), O.Adam(name="a").get_config(), O.Ftrl(name="a").get_config(), O.RMSprop(name="a").get_config()]
[O.Adadelta(name="a").get_config(), O.Adagrad(name="a").get_config(), O.AdamW(name="a").get_config(), O.Lion(name="a").get_config(), O.Nadam(name="a").get_config()]
O.serialize(O.Adam(S.CosineDecay(0.1, 10), name="a"))
[O.deserialize(O.serialize(O.SGD(0.5, momentum=0.5, name="a"))).get_config(), O.SGD.from_config(O.SGD(0.25, name="a").get_config()).get_config()]
O.Adam.from_config(O.Adam(S.ExponentialDecay(0.1, 10, 0.5), name="a").get_config()).get_config()
[S.serialize(S.PiecewiseConstantDecay([3], [1.0, 0.5])), S.deserialize(S.serialize(S.CosineDecay(0.1, 20))).get_config()]
[type(O.get(name)).__name__ for name in ("sgd", "adam", "RMSprop", "Adagrad", "adadelta", "ADAMW", "nadam", "ftrl", "lion", "adamax")] + [O.get(None) is None]
[np.array(O.SGD().learning_rate), np.array(O.Adam().learning_rate), np.array(O.SGD(0.5).iterations), O.SGD(0.5, name="x").name]
repr(O.SGD(0.5, name="x").learning_rate)
repr(O.SGD(0.5, name="x").iterations)
"""

LONGER = [
    "# the learning rate can be set\no = O.SGD(0.5)\no.learning_rate = 0.25\no.apply_gradients([(g, v)])\n[v, np.array(o.learning_rate), np.array(o.iterations)]",
    "# the learning rate's variable can be set\no = O.SGD(0.5)\no.learning_rate.assign(0.125)\no.apply_gradients([(g, v)])\nv",
    "# apply\no = O.SGD(0.5)\no.apply([g], [v])\no.apply([g])\n[v, np.array(o.iterations)]",
    "# build first\no = O.Adam(0.5)\no.build([v])\no.apply([g])\n[v, len(o.variables), o.built]",
    "# a gradient that is None\nu = tf.Variable(1.0)\no = O.SGD(0.5)\nwith warnings.catch_warnings(record=True) as seen:\n    warnings.simplefilter('always')\n    o.apply_gradients([(None, u), (g, v)])\n[u, v, [str(w.message) for w in seen], np.array(o.iterations)]",
    "# a schedule of one's own\nclass Half(S.LearningRateSchedule):\n    def __call__(self, step):\n        return 1.0 / (tf.cast(step, tf.float32) + 2.0)\no = O.SGD(Half())\no.apply_gradients([(g, v)])\no.apply_gradients([(g, v)])\n[v, np.array(o.learning_rate)]",
    "# an optimizer of one's own\nclass Signs(O.Optimizer):\n    def __init__(self, learning_rate=0.1, **kwargs):\n        super().__init__(learning_rate=learning_rate, **kwargs)\n    def build(self, variables):\n        super().build(variables)\n        self.seen = self.add_optimizer_variables(variables, 'seen')\n    def update_step(self, gradient, variable, learning_rate):\n        seen = self.seen[self._get_variable_index(variable)]\n        self.assign_add(seen, tf.abs(gradient))\n        self.assign_sub(variable, tf.sign(gradient) * tf.cast(learning_rate, variable.dtype))\no = Signs(name='signs')\no.apply_gradients([(g, v)])\n[v, [u.path for u in o.variables], np.array(o.variables[-1])]",
    "# a constraint\nw = tf.keras.Variable([1.0, -2.0])\nw.constraint = tf.keras.constraints.NonNeg()\nO.SGD(0.5).apply_gradients([(g, w)])\nnp.array(w)",
    "# without weight decay\nu = tf.Variable([1.0, 2.0], name='bias')\no = O.AdamW(0.1, 0.5)\no.exclude_from_weight_decay(var_names=['bias'])\no.apply_gradients([(g, v), (g, u)])\n[u, v]",
    "# finalize_variable_values\no = O.SGD(0.5, use_ema=True, ema_momentum=0.5)\no.apply_gradients([(g, v)])\no.apply_gradients([(g, v)])\no.finalize_variable_values([v])\nv",
    "# half precision\nh = tf.Variable([1.0, 2.0], dtype=tf.float16)\no = O.Adam(0.5)\no.apply_gradients([(tf.cast(g, tf.float16), h)])\nh",
    "# double precision\nh = tf.Variable([1.0, 2.0], dtype=tf.float64)\no = O.RMSprop(0.5)\no.apply_gradients([(tf.cast(g, tf.float64), h)])\no.apply_gradients([(tf.cast(g, tf.float64), h)])\nh",
]

MISTAKES = """
O.SGD(0.1).minimize(lambda: v, [v]) ## 'SGD' object has no attribute 'minimize'
O.SGD(0.1).lr ## 'SGD' object has no attribute 'lr'
O.SGD(0.1).get_weights() ## has no attribute 'get_weights'
O.SGD(lr=0.1) ## Argument(s) not recognized: {'lr': 0.1}
O.SGD(learning_rate=1) ## Argument `learning_rate` should be float|learning_rate=1
O.SGD(0.1, momentum=1) ## `momentum` must be a float between [0, 1].
O.SGD(0.1, clipnorm=1.0, clipvalue=1.0) ## Only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set
O.SGD(0.1, use_ema=True, ema_momentum=2.0) ## `ema_momentum` must be in the range [0, 1]|2.0
O.SGD(0.1, gradient_accumulation_steps=1) ## `gradient_accumulation_steps` must be an integer >= 2
O.SGD(0.1).apply_gradients([(None, v)]) ## No gradients provided for any variable.
O.SGD(0.1).apply([g]) ## must already be built on a list of variables
O.SGD(0.1).apply_gradients([]) ##
O.AdamW(weight_decay=None) ## Argument `weight_decay` must be a float
O.Lion(beta_1=0.0) ## beta_1=0.0
O.Ftrl(learning_rate_power=1.0) ## `learning_rate_power` needs to be negative or zero
O.Ftrl(l1_regularization_strength=-1.0) ## `l1_regularization_strength` needs to be positive or zero
O.get("foo") ## Could not interpret optimizer identifier: foo
O.legacy.SGD() ## `keras.optimizers.legacy` is not supported in Keras 3
S.ExponentialDecay(0.1, 0, 0.5) ## Argument `decay_steps` must be > 0|decay_steps=0
S.PiecewiseConstantDecay([1, 2], [1.0, 0.5]) ## The length of boundaries should be 1 less than the length of values
S.LearningRateSchedule()(1) ## must override `__call__(self, step)`
S.LearningRateSchedule().get_config() ## must override `get_config()`
"""

BAD = [
    (
        "a variable that was not there",
        "o = O.SGD(0.1)\no.apply_gradients([(g, v)])\no.apply_gradients([(g, tf.Variable(g))])",
        ("Unknown variable",),
    ),
    (
        "a schedule cannot be set",
        "o = O.SGD(S.ExponentialDecay(0.1, 3, 0.5))\no.learning_rate = 0.5",
        ("hence its learning rate is not settable",),
    ),
    (
        "an optimizer without update_step",
        "class Bare(O.Optimizer):\n    pass\nBare(0.1).apply_gradients([(g, v)])",
        (),
    ),
]


def enter() -> None:
    """The rows as cases."""
    near = {"rtol": 1e-6, "atol": 1e-6}
    texts = [f"steps({row})" for row in MAKERS.strip().split("\n")]
    texts += [f"rates({row})" for row in SCHEDULES.strip().split("\n")]
    texts += ROWS.strip().split("\n")
    for text in texts:
        TOPIC.add(
            text, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    for row in LONGER:
        title, _, text = row.partition("\n")
        TOPIC.add(
            title, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    mistakes = [row.partition(" ##") for row in MISTAKES.strip().split("\n")]
    bad = [(text, text, words.split("|")) for text, _, words in mistakes]
    for title, text, words in [*bad, *BAD]:
        fragments = [word.strip() for word in words if word.strip()]
        TOPIC.mistake(title, text, *fragments, begin=HEADER)


enter()
