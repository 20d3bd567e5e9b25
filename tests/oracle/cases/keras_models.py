"""tf.keras models: in a row, of symbolic tensors, of one's own; as text and as tables."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_models", "eager")
TOPICS = [TOPIC]

START = """
K, L = tf.keras, tf.keras.layers
K.backend.clear_session()
K.utils.set_random_seed(1)
x = np.arange(6, dtype="float32").reshape(2, 3) / 6

class Own(K.Model):
    def __init__(self):
        super().__init__()
        self.d = L.Dense(2)
        self.e = [L.Dense(3), L.Dense(1)]
    def call(self, x, training=False):
        return self.e[1](self.e[0](self.d(x)))

def table(model, **more):
    lines = []
    model.summary(line_length=76, print_fn=lines.append, **more)
    return lines

"""

# A title, then source text whose last line is the answer.
SNIPPETS = {
    # In a row.
    "sequential": "m = K.Sequential([L.Dense(4, activation='tanh'), L.Dense(1)])\nbefore = [m.weights, m.built, repr(m)]\n[before, m(x), m.built, [w.path for w in m.weights], m.get_weights(), m.count_params()]",
    "sequential with an input": "m = K.Sequential([L.Input((3,)), L.Dense(2), L.Dense(1)])\n[[w.path for w in m.weights], m.input_shape, m.output_shape, [repr(l) for l in m.layers], repr(m.inputs), repr(m.outputs), m(x)]",
    "sequential with input_shape": "m = K.Sequential()\nm.add(L.Dense(2, input_shape=(3,)))\nm.add(L.Dense(1))\n[len(m.weights), m.output_shape, [l.name for l in m.layers]]",
    "sequential by build": "m = K.Sequential([L.Dense(2), L.Dense(1)])\nm.build((None, 3))\n[[w.path for w in m.weights], m.output_shape]",
    "pop": "m = K.Sequential([L.Input((3,)), L.Dense(2), L.Dense(1)])\np = m.pop()\n[repr(p), m.output_shape, len(m.layers), m.name]",
    "dropout in a row": "m = K.Sequential([L.Dense(2), L.Dropout(0.5)])\n[m(x, training=True), m(x), [v.path for v in m.variables], len(m.weights)]",
    "get_layer": "m = K.Sequential([L.Input((3,)), L.Dense(2, name='h'), L.Dense(1)])\n[repr(m.get_layer('h')), repr(m.get_layer(index=1)), repr(m.layers[0].output)]",
    "adapted": "n = L.Normalization(axis=-1)\nn.adapt(np.array([[1.0, 2.0], [3.0, 5.0]]))\nm = K.Sequential([n, L.Dense(1)])\n[m(np.array([[1.0, 2.0]])).shape.as_list(), n.mean.numpy(), [v.path for v in m.variables]]",
    "configuration of a row": "m = K.Sequential([L.Input((3,)), L.Dense(2)])\n[m.get_config(), m.to_json()]",
    "a row from text": "m = K.models.model_from_json(K.Sequential([L.Input((3,)), L.Dense(2, activation='relu')]).to_json())\n[[l.name for l in m.layers], m.layers[0].activation.__name__, m.output_shape, m.name]",
    # Of symbolic tensors.
    "symbolic tensors": "i = K.Input((3,))\n[repr(t) for t in (i, K.Input((2,), name='n'), K.Input((2,), batch_size=4), K.Input((2,), dtype='int32'), L.Dense(2)(i), i + 1)]",
    "operations on symbolic tensors": "i = K.Input((3,))\n[[t.shape, t.dtype] for t in (K.ops.mean(i, axis=1), K.ops.sum(i), K.ops.concatenate([i, i], 1), K.ops.reshape(i, (-1, 1)), K.ops.matmul(i, np.ones((3, 2), 'float32')), i / 2, -i, 1 - i, i**2, K.ops.expand_dims(i, 1), K.ops.relu(i), K.ops.argmax(i, -1), i > 0, i[:, :1])]",
    "functional": "i = K.Input((3,))\nm = K.Model(i, L.Dense(2)(i))\n[m.name, repr(m.inputs), repr(m.outputs), m.input_shape, m.output_shape, [repr(l) for l in m.layers], [w.path for w in m.weights], m(x)]",
    "inputs and outputs in lists": "i, j = K.Input((3,), name='a'), K.Input((2,), name='b')\no = L.Concatenate()([L.Dense(2, name='d')(i), j])\nm = K.Model([i, j], [o, L.Dense(1, name='z')(o)])\n[m([x, np.ones((2, 2))]), [w.path for w in m.weights], m.input_shape, m.output_shape, m.output_names, table(m)]",
    "inputs and outputs in dicts": "i, j = K.Input((3,), name='a'), K.Input((2,), name='b')\nm = K.Model({'a': i, 'b': j}, {'s': L.Dense(1)(i), 't': L.Dense(2)(j)})\nm({'a': x, 'b': np.ones((2, 2))})",
    "a shared layer": "i = K.Input((3,))\nd = L.Dense(3)\nm = K.Model(i, d(d(i)))\n[m(x), len(m.weights), [repr(l) for l in m.layers], table(m)]",
    "a model in a model": "i = K.Input((3,))\ninner = K.Sequential([L.Input((3,)), L.Dense(2)], name='inner')\nm = K.Model(i, L.Dense(1)(inner(i)))\n[m(x), [w.path for w in m.weights], table(m), table(m, expand_nested=True)]",
    "operators in a model": "i = K.Input((3,))\nm = K.Model(i, L.Dense(2)(i) * 2 + i[:, :2])\n[m(x), table(m), [o.name for o in m.operations]]",
    "a part of a model": "i = K.Input((3,))\nm = K.Model(i, L.Dense(2)(L.Dense(4, name='h')(i)))\np = K.Model(m.input, m.get_layer('h').output)\np(x)",
    "all outputs of a row": "m = K.Sequential([L.Input((3,)), L.Dense(2, name='h'), L.Dense(1)])\nf = K.Model(inputs=m.inputs, outputs=[l.output for l in m.layers])\nf(x)",
    "ranks that differ by one": "i = K.Input((4, 4))\nm = K.Model(i, L.Flatten()(i))\nm(np.ones((2, 4, 4, 1))).shape.as_list()",
    "configuration of a functional": "i = K.Input((3,))\nm = K.Model(i, L.Dense(2)(i))\nm.get_config()",
    "a functional from text": "i = K.Input((3,))\nd = L.Dense(3)\nm = K.models.model_from_json(K.Model(i, L.Add()([d(i), i])).to_json())\n[[l.name for l in m.layers], m.output_shape, m.count_params()]",
    "a clone": "i = K.Input((3,))\nm = K.Model(i, L.Dense(2, activation='relu')(i))\nn = K.models.clone_model(m)\nn.set_weights(m.get_weights())\n[n.name, [w.path for w in n.weights], n(x) - m(x)]",
    "layers of one's own in a functional": "class Twice(L.Layer):\n    def call(self, x):\n        return tf.concat([x, x], 1)\ni = K.Input((3,))\no = Twice()(i)\n[o.shape, K.Model(i, L.Dense(1)(o))(x)]",
    # Of one's own.
    "a model of one's own": "m = Own()\nbefore = [m.built, m.weights]\n[before, m(x), m.built, [repr(l) for l in m.layers], [w.path for w in m.weights], m.count_params()]",
    "freezing a part": "m = Own()\ny = m(x)\nm.d.trainable = False\none = [len(m.trainable_weights), len(m.non_trainable_weights)]\nm.trainable = False\n[one, len(m.trainable_weights), [l.trainable for l in m.layers]]",
    "five steps by hand": "m = K.Sequential([L.Dense(4, activation='tanh'), L.Dense(1)])\ny = tf.constant([[1.0], [2.0]])\nlosses = []\nfor _ in range(5):\n    with tf.GradientTape() as t:\n        loss = tf.reduce_mean((m(x) - y) ** 2)\n    for v, g in zip(m.trainable_variables, t.gradient(loss, m.trainable_variables)):\n        v.assign_sub(0.1 * g)\n    losses.append(loss)\n[losses, m.get_weights()]",
    "training in a function": "m = K.Sequential([L.Dense(2), L.BatchNormalization(), L.Dropout(0.5)])\ny = m(tf.ones((2, 3)))\nstep = tf.function(lambda x: m(x, training=True), autograph=False)\n[step(tf.ones((4, 3))), step(tf.ones((4, 3))), m.layers[1].moving_mean.numpy(), m.layers[2].seed_generator.state.numpy()]",
    # Tables.
    "table": "m = K.Sequential([L.Input((3,)), L.Dense(2), L.Dropout(0.5), L.BatchNormalization()])\n[table(m), table(m, show_trainable=True)]",
    "table before build": "[table(K.Sequential([L.Dense(2)])), table(Own()), table(K.Sequential(name='none'))]",
    "table of one's own": "m = Own()\ny = m(x)\ntable(m)",
    "table of a large model": "table(K.Sequential([L.Input((784,)), L.Dense(512, name='a_long_name_for_a_layer_that_is_wide'), L.Dense(512)]))",
}
for title, text in SNIPPETS.items():
    TOPIC.add(
        title,
        lambda tf, np, text=text: execute(tf, np, START + text),
        rtol=2e-5,
        atol=2e-5,
    )

# A title, then source text, then what TensorFlow's words must have in them.
MISTAKES = {
    "no layer": (
        "K.Sequential([1])",
        "Only instances of `keras.Layer` can be added to a Sequential model.",
    ),
    "a name twice": (
        "m = K.Sequential([L.Dense(2, name='a')])\nm.add(L.Dense(2, name='a'))",
        "All layers added to a Sequential model should have unique names.",
    ),
    "no such layer": (
        "m = K.Sequential([L.Input((3,)), L.Dense(2, name='d')])\nm.get_layer('x')",
        "No such layer: x. Existing layers are: ['d'].",
    ),
    "no such index": (
        "m = K.Sequential([L.Input((3,)), L.Dense(2)])\nm.get_layer(index=7)",
        "Was asked to retrieve layer at index 7 but model only has 1 layers.",
    ),
    "shape before build": (
        "K.Sequential([L.Dense(2)]).input_shape",
        "has no defined input shape yet.",
    ),
    "another length": (
        "m = K.Sequential([L.Input((3,)), L.Dense(2)])\nm(np.ones((1, 4)))",
        "expected axis -1 of input shape to have value 3, but received input with shape (1, 4)",
    ),
    "another build": (
        "m = K.Sequential([L.Input((3,)), L.Dense(2)])\nm.build((None, 4))",
        "has already been configured to use input shape (None, 3). You cannot build it with input_shape (None, 4)",
    ),
    "no layers": (
        "K.Sequential().build((2, 3))",
        "cannot be built because it has no layers",
    ),
    "TensorFlow on a symbolic tensor": (
        "tf.square(K.Input((3,)))",
        "A KerasTensor cannot be used as input to a TensorFlow function.",
    ),
    "NumPy on a symbolic tensor": (
        "np.array(K.Input((3,)))",
        "You cannot convert it to a NumPy array.",
    ),
    "a symbolic tensor as a condition": (
        "bool(K.Input((3,)))",
        "A symbolic KerasTensor cannot be used as a boolean.",
    ),
    "an input without a shape": ("K.Input()", "You must pass a `shape` argument."),
    "a shape that is none": ("K.Input(3)", "Cannot convert '3' to a shape."),
    "an output from elsewhere": (
        "i, j = K.Input((3,)), K.Input((3,))\nK.Model(i, L.Dense(2)(j))",
        "not connected to `inputs`",
    ),
    "an input missing": (
        "i, j = K.Input((3,)), K.Input((3,))\nK.Model(i, L.Add()([i, j]))",
        "`inputs`",
    ),
    "names twice in a functional": (
        "i = K.Input((3,))\nK.Model(i, L.Dense(2, name='q')(L.Dense(2, name='q')(i)))",
        'The name "q" is used 2 times in the model. All operation names should be unique.',
    ),
    "outputs that are none": (
        "K.Model(inputs=K.Input((2,)), outputs=3)",
        "All `outputs` values must be KerasTensors.",
    ),
    "too few axes": (
        "i = K.Input((3,))\nm = K.Model(i, L.Dense(2)(i))\nm(np.ones((3,)))",
        "Expected shape (None, 3), but input has incompatible shape (3,)",
    ),
    "no call": (
        "class A(K.Model):\n    pass\nA()(x)",
        "Model A does not have a `call()` method implemented.",
    ),
    "parameters before build": (
        "Own().count_params()",
        "You tried to call `count_params`",
    ),
    "layers after build": (
        "m = Own()\nm(x)\nm.e.append(L.Dense(7))",
        "You cannot add new elements of state",
    ),
    "weights elsewhere": (
        "m = K.Sequential([L.Input((3,)), L.Dense(2)])\nm.save_weights('foo')",
        "The filename must end in `.weights.h5`",
    ),
}
for title, (text, fragment) in MISTAKES.items():
    TOPIC.mistake(title, text, fragment, begin=START)
