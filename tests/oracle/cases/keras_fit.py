"""Keras's training: losses of fit, evaluate and predict, callbacks, steps of one's own."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_fit", "eager")
TOPICS = [TOPIC]

HEADER = """
tf.keras.backend.clear_session()
import contextlib, io, re, warnings
K = tf.keras
K.utils.set_random_seed(0)
rng = np.random.RandomState(1)
x = rng.normal(size=(20, 3)).astype("float32")
y = (x @ np.array([[1.0], [-2.0], [0.5]]) + 0.3).astype("float32")
labels = (y[:, 0] > 0).astype("int64")
three = rng.randint(0, 3, size=20)
onehot = np.eye(3, dtype="float32")[three]
def model(units=1, activation=None, compiled=True, **options):
    made = K.Sequential([K.Input((3,)), K.layers.Dense(4, activation="tanh"), K.layers.Dense(units, activation=activation)])
    if compiled:
        options = {"optimizer": K.optimizers.SGD(0.1), "loss": "mse", **options}
        made.compile(**options)
    return made
def fit(made, *args, **options):
    options = {"epochs": 3, "batch_size": 6, "verbose": 0, **options}
    return made.fit(*args, **options).history
def shown(call):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        call()
    text = re.sub("[\\x08]+|\\x1b\\\\[[0-9]+m", "", out.getvalue())
    text = re.sub("[0-9]+(s|ms|us)/(step|sample)", "T/step", text)
    text = re.sub(" [0-9]+s( -)? ", " Ts ", text)
    lines = [line.split("\\r")[-1].rstrip() for line in text.split("\\n")]
    return lines
"""

ROWS = """
fit(model(), x, y, shuffle=False)
fit(model(), x, y)
fit(model(), x, y, batch_size=None)
fit(model(), x, y, shuffle="batch")
fit(model(run_eagerly=True), x, y, shuffle=False)
fit(model(optimizer="adam"), x, y, shuffle=False)
fit(model(optimizer="rmsprop"), x, y, shuffle=False)
fit(model(optimizer=K.optimizers.SGD(0.1, momentum=0.9)), x, y)
fit(model(metrics=["mae", "mse"]), x, y)
fit(model(metrics=["mae"], weighted_metrics=["mae", "mse"]), x, y, sample_weight=np.linspace(0.1, 2, 20))
fit(model(loss="mae", metrics=[K.metrics.RootMeanSquaredError()]), x, y)
fit(model(activation="sigmoid", loss="binary_crossentropy", metrics=["accuracy"]), x, labels[:, None])
fit(model(loss=K.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy", K.metrics.AUC(name="auc", from_logits=True)]), x, labels[:, None])
fit(model(3, "softmax", loss="sparse_categorical_crossentropy", metrics=["accuracy"]), x, three)
fit(model(3, loss=K.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["acc"]), x, three)
fit(model(3, "softmax", loss="categorical_crossentropy", metrics=["accuracy", "categorical_accuracy"]), x, onehot)
fit(model(3, "softmax", loss="crossentropy"), x, onehot)
fit(model(3, "softmax", loss="sparse_categorical_crossentropy"), x, three, class_weight={0: 0.5, 1: 2.0})
fit(model(), x, y, sample_weight=np.linspace(0, 1, 20))
fit(model(), x, y, validation_split=0.25)
fit(model(metrics=["mae"]), x, y, validation_data=(x[:5], y[:5]))
fit(model(), x, y, validation_data=(x[:5], y[:5], np.linspace(0, 1, 5)), validation_freq=2)
fit(model(), x, y, initial_epoch=1)
fit(model(), x, y, steps_per_epoch=2)
fit(model(), x, y[:, 0], shuffle=False)
fit(model(), x.astype("float64"), y.astype("float64"))
fit(model(), tf.constant(x), tf.constant(y))
fit(model(loss=lambda t, p: tf.reduce_mean(tf.abs(t - p) ** 3, axis=-1)), x, y)
fit(model(loss=None) if False else model(loss="mse", loss_weights=[0.5]), x, y)
[w.path for w in model().weights] if False else [m.name for m in model(metrics=["mae"]).metrics]
fit(model(), tf.data.Dataset.from_tensor_slices((x, y)).batch(6), batch_size=None)
fit(model(), tf.data.Dataset.from_tensor_slices((x, y)).batch(6).repeat(), batch_size=None, steps_per_epoch=4)
fit(model(), ((x[k : k + 4], y[k : k + 4]) for k in range(0, 20, 4)), batch_size=None, epochs=1)
"""

LONGER = [
    "# weights after fit\nm = model()\nfit(m, x, y)\nm.get_weights()",
    "# evaluate\nm = model(metrics=['mae'])\nfit(m, x, y)\n[m.evaluate(x, y, verbose=0), m.evaluate(x, y, verbose=0, return_dict=True, batch_size=7), m.evaluate(x, y, verbose=0, sample_weight=np.linspace(0, 1, 20)), model().evaluate(x, y, verbose=0)]",
    "# predict\nm = model(2, loss='mse')\n[m.predict(x, verbose=0), m.predict(x, batch_size=7, verbose=0).dtype.name, m.predict(x, steps=2, verbose=0).shape, m.predict_on_batch(x[:2])]",
    "# on batches\nm = model(metrics=['mae'])\n[m.train_on_batch(x, y), m.train_on_batch(x, y, return_dict=True), m.test_on_batch(x, y), m.train_on_batch(x, y, sample_weight=np.linspace(0, 1, 20))]",
    "# dropout\nm = K.Sequential([K.Input((3,)), K.layers.Dense(8, activation='relu'), K.layers.Dropout(0.5, seed=3), K.layers.Dense(1)])\nm.compile('sgd', 'mse')\n[fit(m, x, y), m.evaluate(x, y, verbose=0)]",
    "# batch normalization\nm = K.Sequential([K.Input((3,)), K.layers.Dense(4), K.layers.BatchNormalization(), K.layers.Dense(1)])\nm.compile('sgd', 'mse')\n[fit(m, x, y), m.evaluate(x, y, verbose=0)]",
    "# regularization adds to the loss\nm = K.Sequential([K.Input((3,)), K.layers.Dense(2, kernel_regularizer='l2'), K.layers.Dense(1)])\nm.compile('sgd', 'mse', metrics=['mse'])\nfit(m, x, y)",
    "# two outputs\ni = K.Input((3,))\nh = K.layers.Dense(4, activation='tanh')(i)\nm = K.Model(i, [K.layers.Dense(1, name='first')(h), K.layers.Dense(1, name='second')(h)])\nm.compile('sgd', ['mse', 'mae'], loss_weights=[1.0, 0.5], metrics=[['mae'], ['mse']])\n[fit(m, x, [y, -y], batch_size=5), m.evaluate(x, [y, -y], verbose=0, return_dict=True), [p.shape for p in m.predict(x, verbose=0)]]",
    "# two outputs by name\ni = K.Input((3,))\nh = K.layers.Dense(4, activation='tanh')(i)\nm = K.Model(i, {'first': K.layers.Dense(1, name='first')(h), 'second': K.layers.Dense(1, name='second')(h)})\nm.compile('sgd', {'first': 'mse', 'second': 'mae'}, metrics={'second': ['mse']})\nfit(m, x, {'first': y, 'second': -y}, batch_size=5)",
    "# two outputs, a last batch that is smaller\ni = K.Input((3,))\nh = K.layers.Dense(4, activation='tanh')(i)\nm = K.Model(i, [K.layers.Dense(1, name='first')(h), K.layers.Dense(1, name='second')(h)])\nm.compile('sgd', ['mse', 'mae'])\n[fit(m, x, [y, -y]), m.metrics_names]",
    "# embeddings\nm = K.Sequential([K.layers.Embedding(10, 4, mask_zero=True), K.layers.GlobalAveragePooling1D(), K.layers.Dense(1)])\nm.compile('adam', 'mse')\nfit(m, rng.randint(0, 10, (20, 6)), y)",
    "# images\nm = K.Sequential([K.layers.Conv2D(4, 3, activation='relu'), K.layers.MaxPooling2D(), K.layers.Flatten(), K.layers.Dropout(0.2), K.layers.Dense(3, activation='softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])\nfit(m, rng.rand(20, 8, 8, 1).astype('float32'), three, validation_split=0.2)",
    "# a step by hand inside tf.function\nm = model(compiled=False)\no, loss, seen = K.optimizers.Adam(0.1), K.losses.MeanSquaredError(), K.metrics.Mean()\n@tf.function\ndef step(x, y):\n    with tf.GradientTape() as tape:\n        value = loss(y, m(x, training=True))\n    o.apply_gradients(zip(tape.gradient(value, m.trainable_variables), m.trainable_variables))\n    seen.update_state(value)\n    return value\n[[step(x, y) for _ in range(3)], seen.result(), m.get_weights()]",
    "# a loop by hand\nm = model(compiled=False)\no, loss, seen = K.optimizers.RMSprop(0.1), K.losses.MeanSquaredError(), K.metrics.MeanAbsoluteError()\nfor _ in range(3):\n    with tf.GradientTape() as tape:\n        out = m(x, training=True)\n        value = loss(y, out)\n    o.apply_gradients(zip(tape.gradient(value, m.trainable_weights), m.trainable_weights))\n    seen.update_state(y, out)\n[value, seen.result(), m.get_weights()]",
    "# two inputs\ni, j = K.Input((3,), name='i'), K.Input((3,), name='j')\nm = K.Model([i, j], K.layers.Dense(1)(K.layers.concatenate([i, j])))\nm.compile('sgd', 'mse')\n[fit(m, [x, 2 * x], y), fit(m, {'i': x, 'j': 2 * x}, y)]",
    "# a model of one's own\nclass Mine(K.Model):\n    def __init__(self):\n        super().__init__()\n        self.hidden = K.layers.Dense(4, activation='relu')\n        self.last = K.layers.Dense(1)\n    def call(self, x, training=False):\n        return self.last(self.hidden(x))\nm = Mine()\nm.compile('adam', 'mse', metrics=['mae'])\n[fit(m, x, y), m.evaluate(x, y, verbose=0), m.predict(x[:2], verbose=0)]",
    "# train_step of one's own\nclass Mine(K.Model):\n    def __init__(self):\n        super().__init__()\n        self.last = K.layers.Dense(1)\n        self.loss_tracker = K.metrics.Mean(name='loss')\n        self.mae = K.metrics.MeanAbsoluteError(name='mae')\n    def call(self, x):\n        return self.last(x)\n    def train_step(self, data):\n        x, y = data\n        with tf.GradientTape() as tape:\n            y_pred = self(x, training=True)\n            loss = K.losses.MeanSquaredError()(y, y_pred)\n        gradients = tape.gradient(loss, self.trainable_variables)\n        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))\n        self.loss_tracker.update_state(loss)\n        self.mae.update_state(y, y_pred)\n        return {'loss': self.loss_tracker.result(), 'mae': self.mae.result()}\n    @property\n    def metrics(self):\n        return [self.loss_tracker, self.mae]\nm = Mine()\nm.compile(optimizer=K.optimizers.SGD(0.1))\nfit(m, x, y)",
    "# train_step with compute_loss\nclass Mine(K.Model):\n    def __init__(self):\n        super().__init__()\n        self.last = K.layers.Dense(1)\n    def call(self, x, training=False):\n        return self.last(x)\n    def train_step(self, data):\n        x, y = data\n        with tf.GradientTape() as tape:\n            y_pred = self(x, training=True)\n            loss = self.compute_loss(y=y, y_pred=y_pred)\n        gradients = tape.gradient(loss, self.trainable_variables)\n        self.optimizer.apply(gradients, self.trainable_variables)\n        for metric in self.metrics:\n            if metric.name == 'loss':\n                metric.update_state(loss)\n            else:\n                metric.update_state(y, y_pred)\n        return {m.name: m.result() for m in self.metrics}\nm = Mine()\nm.compile(optimizer=K.optimizers.SGD(0.1), loss='mse', metrics=['mae'])\n[{k: v for k, v in fit(m, x, y).items() if k == 'loss'}, m.evaluate(x, y, verbose=0)]",
    "# test_step and predict_step of one's own\nclass Mine(K.Model):\n    def __init__(self):\n        super().__init__()\n        self.last = K.layers.Dense(1)\n    def call(self, x):\n        return self.last(x)\n    def test_step(self, data):\n        return {'size': tf.reduce_sum(data[0] * 0 + 1)}\n    def predict_step(self, data):\n        return 2 * self(data)\nm = Mine()\nm.compile('sgd', 'mse')\n[m.evaluate(x, y, verbose=0, return_dict=True), m.predict(x[:2], verbose=0) / m(x[:2]).numpy()]",
    "# EarlyStopping\nm = model(optimizer=K.optimizers.SGD(0.35))\ns = K.callbacks.EarlyStopping(monitor='val_loss', patience=2, restore_best_weights=True)\n[fit(m, x, y, epochs=12, validation_split=0.3, callbacks=[s]), s.stopped_epoch, s.best_epoch, m.get_weights()[0]]",
    "# EarlyStopping by accuracy\nm = model(3, 'softmax', loss='sparse_categorical_crossentropy', metrics=['accuracy'])\ns = K.callbacks.EarlyStopping(monitor='accuracy', patience=1, min_delta=0.5)\nlen(fit(m, x, three, epochs=9, callbacks=[s])['loss'])",
    "# ReduceLROnPlateau\nm = model(optimizer=K.optimizers.SGD(0.9))\ns = K.callbacks.ReduceLROnPlateau(monitor='loss', factor=0.5, patience=1, min_delta=0.2)\n[fit(m, x, y, epochs=6, callbacks=[s])]",
    "# LearningRateScheduler\nm = model()\nfit(m, x, y, callbacks=[K.callbacks.LearningRateScheduler(lambda epoch, rate: rate * 0.5)])",
    "# TerminateOnNaN\nm = model(optimizer=K.optimizers.SGD(1e30))\nshown(lambda: fit(m, x, y, epochs=9, callbacks=[K.callbacks.TerminateOnNaN()]))",
    "# callbacks are called\nseen = []\nclass Told(K.callbacks.Callback):\n    pass\nfor turn in ['on_train_begin', 'on_train_end', 'on_test_begin', 'on_test_end', 'on_predict_begin', 'on_predict_end']:\n    setattr(Told, turn, lambda self, logs=None, turn=turn: seen.append([turn, sorted(logs or {})]))\nfor turn in ['on_epoch_begin', 'on_epoch_end', 'on_train_batch_begin', 'on_train_batch_end', 'on_test_batch_begin', 'on_test_batch_end', 'on_predict_batch_begin', 'on_predict_batch_end', 'on_batch_begin']:\n    setattr(Told, turn, lambda self, number, logs=None, turn=turn: seen.append([turn, number, sorted(logs or {})]))\nm = model(metrics=['mae'], run_eagerly=True)\nt = Told()\nfit(m, x, y, epochs=2, batch_size=10, validation_split=0.25, callbacks=[t])\nm.predict(x, verbose=0, callbacks=[t])\n[seen, t.params]",
    "# LambdaCallback\nseen = []\nfit(model(), x, y, callbacks=[K.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: seen.append([epoch, logs]))])\nseen",
    "# a callback stops training\nclass Stop(K.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None):\n        self.model.stop_training = epoch >= 1\nfit(model(), x, y, callbacks=Stop())",
    "# history\nm = model()\nh = m.fit(x, y, epochs=2, verbose=0)\n[h.history, h.epoch, h.params, m.history is h]",
    "# verbose 2\nshown(lambda: fit(model(metrics=['mae']), x, y, epochs=2, verbose=2, validation_split=0.2))",
    "# verbose 1\nshown(lambda: fit(model(metrics=['mae']), x, y, epochs=2, verbose=1))",
    "# verbose auto, one epoch\nshown(lambda: model().fit(x, y))",
    "# evaluate and predict show bars\nm = model()\n[shown(lambda: m.evaluate(x, y)), shown(lambda: m.evaluate(x, y, verbose=2)), shown(lambda: m.predict(x)), shown(lambda: m.predict(x, verbose=2))]",
    "# a bar of one's own\nb = K.utils.Progbar(25)\nc = K.utils.Progbar(None, stateful_metrics=['a'])\nd = K.utils.Progbar(3, width=10, unit_name='sample', interval=0)\n[shown(lambda: [b.update(k, [('loss', 1.0 / k)]) for k in range(1, 26)]), shown(lambda: [d.add(1, [('a', 0.0001 * k)]) for k in range(3)])]",
    "# frozen layers\nm = model(compiled=False)\nm.layers[0].trainable = False\nm.compile(K.optimizers.SGD(0.1), 'mse')\nbefore = m.layers[0].get_weights()\nfit(m, x, y)\n[np.array_equal(before[0], m.layers[0].get_weights()[0]), len(m.trainable_weights)]",
    "# seeds\nK.utils.set_random_seed(7)\n[np.random.rand(), tf.random.uniform([2]), __import__('random').random()]",
    "# utils\n[K.utils.to_categorical([0, 2, 1]), K.utils.to_categorical([[1], [0]], 3), K.utils.normalize(f32([[3, 4]])), K.utils.pad_sequences([[1], [2, 3, 4]], maxlen=2), K.utils.pad_sequences([[1], [2, 3]], padding='post', value=9), K.utils.unpack_x_y_sample_weight((1, 2)), K.utils.pack_x_y_sample_weight(1, 2, 3)]",
]

MISTAKES = """
model(compiled=False).fit(x, y) ## You must call `compile()` before using the model.
model(compiled=False).evaluate(x, y) ## You must call `compile()` before using the model.
fit(model(), x, y[:3]) ## Data cardinality is ambiguous|'x' sizes: 20|'y' sizes: 3
fit(model(), [1.0, 2.0], [3.0, 4.0]) ## Unrecognized data type: x=[1.0, 2.0]
fit(model(), "abc") ## Unrecognized data type: x=abc
fit(model(loss=None), x, y) ## No loss to compute. Provide a `loss` argument in `compile()`.
fit(model(loss="foo"), x, y) ## Could not interpret loss identifier: foo
model(optimizer="foo") ## Could not interpret optimizer identifier: foo
fit(model(metrics=["foo"]), x, y) ## Could not interpret metric identifier: foo
model(metrics="mae") ## Expected `metrics` argument to be a list, tuple, or dict|metrics=mae
fit(model(), x, y, class_weight={0: 1.0}, sample_weight=np.ones(20)) ## `class_weight` and `sample_weight` at the same time
fit(model(), x, y, validation_split=0.01) ## not sufficient to split it into a validation and training set|validation_split=0.01
fit(model(), x, y, validation_split=0.2, validation_freq="x") ## Expected `validation_freq` to be a list or int
fit(model(), tf.data.Dataset.from_tensor_slices((x, y)).batch(6), y) ## `y` should not be passed
model().evaluate(x, y, foo=1) ## Arguments not recognized: {'foo': 1}
fit(model(), x, y, validation_split=0.2, callbacks=[K.callbacks.EarlyStopping(monitor="foo")]) ## monitor=foo|Pass `mode='max'`
K.callbacks.ReduceLROnPlateau(factor=2.0) ## does not support a factor >= 1.0|factor=2.0
K.callbacks.ModelCheckpoint("a", save_weights_only=True) ## must end in `.weights.h5`|filepath=a
K.callbacks.ModelCheckpoint("a") ## must end in `.keras`|filepath=a
fit(model(), x, y, callbacks=[K.callbacks.LearningRateScheduler(lambda epoch: "x")]) ## should be a float. Got: x
K.utils.set_random_seed("x") ## Expected `seed` argument to be an integer
K.utils.pad_sequences([[1]], padding="x") ## Padding type "x" not understood
"""


def enter() -> None:
    """The rows as cases."""
    near = {"rtol": 1e-4, "atol": 1e-5}
    for text in ROWS.strip().split("\n"):
        TOPIC.add(
            text, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    for row in LONGER:
        title, _, text = row.partition("\n")
        TOPIC.add(
            title, lambda tf, np, text=text: execute(tf, np, HEADER + text), **near
        )
    for row in MISTAKES.strip().split("\n"):
        text, _, words = row.partition(" ## ")
        TOPIC.mistake(text, text, *words.split("|"), begin=HEADER)


enter()
