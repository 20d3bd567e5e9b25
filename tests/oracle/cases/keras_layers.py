"""tf.keras.layers: what each gives, its gradients and variables, and its errors."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("keras_layers", "eager")
TOPICS = [TOPIC]

START = """
K, L = tf.keras, tf.keras.layers
K.backend.clear_session()
K.utils.set_random_seed(3)

def drawn(*shape):
    return (np.random.RandomState(sum(shape)).rand(*shape) * 2 - 1).astype("float32")

def asked(layer, x, **more):
    x = [tf.constant(part) for part in x] if isinstance(x, list) else tf.constant(x)
    with tf.GradientTape() as tape:
        y = layer(x, **more)
        outputs = list(y) if isinstance(y, (list, tuple)) else [y]
        loss = sum(tf.reduce_sum(part * part) for part in outputs)
    found = tape.gradient(loss, layer.trainable_variables)
    return [
        layer.name,
        [[v.path, v.shape.as_list(), v.numpy()] for v in layer.variables],
        outputs,
        [tf.convert_to_tensor(part) for part in found],
    ]

"""

# The call of `asked` that makes the answer: a layer and its input.
LAYERS = {
    "Dense": "L.Dense(3, activation='relu'), drawn(2, 4)",
    "Dense of rank 3": "L.Dense(3, activation='softmax', use_bias=False), drawn(2, 4, 5)",
    "Dense of integers": "L.Dense(2), np.array([[1, 2, 3]])",
    "Conv2D same": "L.Conv2D(2, 3, strides=2, padding='same', activation='tanh'), drawn(1, 5, 5, 2)",
    "Conv2D dilated": "L.Conv2D(2, (2, 3), dilation_rate=2), drawn(1, 7, 7, 2)",
    "Conv2DTranspose same": "L.Conv2DTranspose(2, 3, strides=2, padding='same'), drawn(1, 3, 3, 2)",
    "Conv2DTranspose": "L.Conv2DTranspose(2, 3, strides=2), drawn(1, 3, 3, 2)",
    "Conv1D causal": "L.Conv1D(2, 3, padding='causal'), drawn(1, 6, 2)",
    "Conv1D same": "L.Conv1D(2, 3, strides=2, padding='same'), drawn(1, 6, 2)",
    "DepthwiseConv2D": "L.DepthwiseConv2D(3, depth_multiplier=2), drawn(1, 5, 5, 2)",
    "SeparableConv2D": "L.SeparableConv2D(3, 3), drawn(1, 5, 5, 2)",
    "MaxPooling2D": "L.MaxPooling2D(), drawn(1, 5, 5, 2)",
    "MaxPooling2D same": "L.MaxPooling2D(3, 2, 'same'), drawn(1, 5, 5, 2)",
    "AveragePooling2D": "L.AveragePooling2D(2, 1, 'same'), drawn(1, 5, 5, 2)",
    "MaxPooling1D": "L.MaxPooling1D(), drawn(1, 5, 2)",
    "AveragePooling1D": "L.AveragePooling1D(2), drawn(1, 5, 2)",
    "GlobalAveragePooling2D": "L.GlobalAveragePooling2D(keepdims=True), drawn(1, 5, 5, 2)",
    "GlobalMaxPooling2D": "L.GlobalMaxPooling2D(), drawn(1, 5, 5, 2)",
    "GlobalAveragePooling1D": "L.GlobalAveragePooling1D(), drawn(1, 5, 2)",
    "GlobalMaxPooling1D": "L.GlobalMaxPooling1D(), drawn(1, 5, 2)",
    "BatchNormalization": "L.BatchNormalization(), drawn(4, 3)",
    "BatchNormalization in training": "L.BatchNormalization(), drawn(4, 3), training=True",
    "BatchNormalization of axis 1": "L.BatchNormalization(axis=1, momentum=0.5), drawn(2, 3, 2, 2), training=True",
    "LayerNormalization": "L.LayerNormalization(), drawn(4, 3)",
    "LayerNormalization of two axes": "L.LayerNormalization(axis=[1, 2]), drawn(2, 4, 3)",
    "UnitNormalization": "L.UnitNormalization(), drawn(4, 3)",
    "Dropout": "L.Dropout(0.4), drawn(4, 3), training=True",
    "Dropout not in training": "L.Dropout(0.4), drawn(4, 3)",
    "Dropout of rows": "L.Dropout(0.4, seed=7, noise_shape=(4, 1)), drawn(4, 3), training=True",
    "SpatialDropout1D": "L.SpatialDropout1D(0.5), drawn(2, 3, 4), training=True",
    "GaussianNoise": "L.GaussianNoise(0.4), drawn(4, 3), training=True",
    "AlphaDropout": "L.AlphaDropout(0.4), drawn(4, 3), training=True",
    "GaussianDropout": "L.GaussianDropout(0.4), drawn(4, 3), training=True",
    "PReLU": "L.PReLU(alpha_initializer='ones'), drawn(2, 3)",
    "ELU": "L.ELU(0.5), drawn(2, 3)",
    "LeakyReLU": "L.LeakyReLU(), drawn(2, 3)",
    "ReLU": "L.ReLU(0.5, 0.1, 0.2), drawn(2, 3)",
    "Softmax": "L.Softmax(), drawn(2, 3)",
    "Activation": "L.Activation('gelu'), drawn(2, 3)",
    "Flatten": "L.Flatten(), drawn(2, 3, 4)",
    "Reshape": "L.Reshape((2, -1)), drawn(2, 6)",
    "Permute": "L.Permute((2, 1)), drawn(2, 3, 4)",
    "RepeatVector": "L.RepeatVector(2), drawn(2, 3)",
    "ZeroPadding2D": "L.ZeroPadding2D(((1, 0), (2, 1))), drawn(1, 2, 2, 1)",
    "UpSampling2D": "L.UpSampling2D((2, 1)), drawn(1, 2, 2, 1)",
    "Cropping2D": "L.Cropping2D(1), drawn(1, 4, 4, 1)",
    "Add": "L.Add(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Subtract": "L.Subtract(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Multiply": "L.Multiply(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Average": "L.Average(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Maximum": "L.Maximum(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Minimum": "L.Minimum(), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Concatenate": "L.Concatenate(1), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Dot": "L.Dot(1), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Dot of rank 3": "L.Dot((2, 1)), [drawn(2, 3, 4), drawn(2, 4, 5)]",
    "Dot normalized": "L.Dot(1, normalize=True), [drawn(2, 3), drawn(3, 3)[:2]]",
    "Embedding": "L.Embedding(5, 3), np.array([[1, 2, 2]])",
    "Rescaling": "L.Rescaling(0.5, 1.0), drawn(2, 2)",
    "SimpleRNN": "L.SimpleRNN(3), drawn(2, 4, 2)",
    "LSTM": "L.LSTM(3, return_sequences=True, return_state=True), drawn(2, 4, 2)",
    "GRU": "L.GRU(3), drawn(2, 4, 2)",
    "GRU that resets before": "L.GRU(3, reset_after=False, go_backwards=True), drawn(2, 4, 2)",
    "RNN of a cell": "L.RNN(L.LSTMCell(3)), drawn(2, 4, 2)",
    "Bidirectional": "L.Bidirectional(L.LSTM(2, return_sequences=True)), drawn(2, 4, 2)",
    "Bidirectional, summed": "L.Bidirectional(L.GRU(2), merge_mode='sum'), drawn(2, 4, 2)",
    "TimeDistributed": "L.TimeDistributed(L.Dense(2)), drawn(2, 4, 3)",
    "LSTM with dropout": "L.LSTM(2, dropout=0.5, recurrent_dropout=0.5), drawn(2, 4, 2), training=True",
    "GRU with dropout": "L.GRU(2, dropout=0.5), drawn(2, 4, 2), training=True",
    "SimpleRNN with dropout": "L.SimpleRNN(2, dropout=0.5), drawn(2, 4, 2), training=True",
}
for title, call in LAYERS.items():
    TOPIC.add(
        title,
        lambda tf, np, call=call: execute(tf, np, f"{START}asked({call})"),
        rtol=2e-5,
        atol=2e-5,
    )

# A title, then source text whose last line is the answer.
SNIPPETS = {
    "before and after build": "d = L.Dense(2)\nbefore = [d.weights, d.built, repr(d), d.path]\nd.build((None, 3))\n[before, d.built, repr(d), d.kernel.shape.as_list(), d.bias.numpy(), d.kernel.name, d.path, d.dtype, d.count_params()]",
    "names": "[x().name for x in (L.Flatten, L.MaxPooling2D, L.ReLU, L.PReLU, L.ELU, L.LeakyReLU, L.BatchNormalization, L.GlobalAveragePooling2D, L.Flatten, lambda: L.LSTM(2), lambda: L.Conv2D(2, 2), lambda: L.Dense(2, name='own'), lambda: L.Dense(2))]",
    "configurations": "[x.get_config() for x in (L.Dense(3), L.Dropout(0.5), L.Flatten(), L.InputLayer((3,), name='i'), L.Layer(name='q'), L.Activation('relu'), L.BatchNormalization(), L.Embedding(3, 2), L.Concatenate(), L.Rescaling(2.0), L.ReLU())]",
    "from_config": "d = L.Dense.from_config(L.Dense(3, activation='tanh', name='own', kernel_regularizer='l2').get_config())\n[d.name, d.units, d.activation.__name__, d.kernel_regularizer.get_config()]",
    "a variable": "v = K.Variable([1.0, 2.0], name='v')\n[repr(v), v + 1, v * v, v[0], v.assign([3.0, 4.0]), v.assign_add([1.0, 1.0]), v.numpy(), v.shape.as_list(), v.name, v.path, v.trainable, tf.reduce_sum(v), -v, v > 4]",
    "a variable of an initializer": "v = K.Variable('zeros', shape=(2,), dtype='float32')\nrepr(v)",
    "a layer of one's own": "class Scaled(L.Layer):\n    def __init__(self, units):\n        super().__init__()\n        self.units = units\n    def build(self, shape):\n        self.w = self.add_weight(shape=(shape[-1], self.units), initializer='random_normal', name='w')\n        self.b = self.add_weight(shape=(self.units,), initializer='zeros', trainable=False)\n    def call(self, x):\n        return tf.matmul(x, self.w) + self.b\nd = Scaled(4)\nbefore = len(d.weights)\ny = d(np.ones((2, 3), 'float32'))\n[before, [w.path for w in d.weights], y, d.get_config(), len(d.trainable_weights), len(d.non_trainable_weights), d.count_params()]",
    "layers in a layer": "class Two(L.Layer):\n    def __init__(self):\n        super().__init__()\n        self.first = L.Dense(2)\n        self.rest = [L.Dense(3), {'last': L.Dense(1)}]\n    def call(self, x):\n        return self.rest[1]['last'](self.rest[0](tf.nn.relu(self.first(x))))\nd = Two()\ny = d(np.ones((2, 3), 'float32'))\n[y, [w.path for w in d.weights], d.built, d.first.built]",
    "add_loss": "class Costly(L.Layer):\n    def call(self, x):\n        self.add_loss(tf.reduce_sum(x))\n        return x\nd = Costly()\ny = d(np.ones(3, 'float32'))\ny = d(np.ones(2, 'float32'))\nd.losses",
    "regularizers": "d = L.Dense(2, kernel_regularizer='l2', activity_regularizer='l1', kernel_initializer='ones')\ny = d(np.ones((2, 3), 'float32'))\nd.losses",
    "training from outside": "class Asks(L.Layer):\n    def call(self, x, training=None):\n        return x * (2.0 if training else 1.0)\nclass Outer(L.Layer):\n    def __init__(self):\n        super().__init__()\n        self.inner = Asks()\n    def call(self, x):\n        return self.inner(x)\n[Outer()(tf.ones(1), training=True), Outer()(tf.ones(1)), Asks()(tf.ones(1), training=True)]",
    "trainable": "d = L.Dense(2)\nd.build((None, 3))\nd.trainable = False\n[len(d.trainable_weights), len(d.non_trainable_weights), d.kernel.trainable]",
    "weights by hand": "d = L.Dense(2)\nd.build((None, 3))\nd.set_weights([np.ones((3, 2)), np.array([1.0, 2.0])])\n[d(tf.ones((1, 3))), d.get_weights()]",
    "Normalization": "n = L.Normalization()\nn.adapt(np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 7.0]]))\n[n(np.array([[1.0, 2.0]])), [v.path for v in n.variables], n.mean.numpy(), n.variance.numpy(), n.get_config()]",
    "Normalization of all": "n = L.Normalization(axis=None)\nn.adapt(np.arange(5.0))\n[n(np.array([1.0, 2.0], 'float32')), n.mean.numpy()]",
    "Normalization inverted": "n = L.Normalization(mean=3.0, variance=4.0, invert=True)\nn(np.array([[1.0], [2.0]], 'float32'))",
    "masks": "m = K.Sequential([L.Embedding(5, 2, mask_zero=True), L.LSTM(2)])\nm(np.array([[1, 2, 0], [3, 0, 0]]))",
    "Masking": "m = K.Sequential([L.Masking(), L.SimpleRNN(2, return_sequences=True)])\nm(np.array([[[1.0, 2.0], [0.0, 0.0], [1.0, 1.0]]], 'float32'))",
    "in a function": "f = tf.function(L.Dense(2, kernel_initializer='ones'), autograph=False)\nf(tf.ones((2, 3)))",
    "symbolic shapes": "i = K.Input((8, 8, 3))\n[x(i).shape for x in (L.Conv2D(4, 3), L.MaxPooling2D(), L.Flatten(), L.GlobalMaxPooling2D(), L.Conv2DTranspose(2, 3, 2), L.BatchNormalization(), L.UpSampling2D(), L.ZeroPadding2D(2), L.SeparableConv2D(4, 3), L.Reshape((64, 3)), L.Permute((3, 1, 2)))]",
    "symbolic sequences": "i = K.Input((None, 3))\no = L.LSTM(4, return_sequences=True)(i)\n[o.shape, L.Dense(2)(o).shape, L.GlobalAveragePooling1D()(o).shape]",
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
    "too few axes": (
        "L.Dense(3)(np.ones((2,)))",
        "expected min_ndim=2, found ndim=1. Full shape received: (2,)",
    ),
    "a list of numbers": (
        "L.Dense(3)([[1.0, 2.0]])",
        "Only input tensors may be passed as positional arguments.",
    ),
    "another length": (
        "d = L.Dense(3)\nd(np.ones((2, 3)))\nd(np.ones((2, 4)))",
        "expected axis -1 of input shape to have value 3, but received input with shape (2, 4)",
    ),
    "no units": (
        "L.Dense(0)",
        "Received an invalid value for `units`, expected a positive integer. Received: units=0",
    ),
    "an unknown argument": (
        "L.Dense(3, foo=1)",
        "Unrecognized keyword arguments passed to Dense: {'foo': 1}",
    ),
    "parameters before build": (
        "L.Dense(3).count_params()",
        "You tried to call `count_params` on layer",
    ),
    "kernel before build": (
        "L.Dense(3).kernel",
        "You must build the layer before accessing `kernel`.",
    ),
    "input before a call": (
        "L.Dense(3).input",
        "has never been called and thus has no defined input",
    ),
    "images that are none": (
        "L.Conv2D(3, 2)(np.ones((2, 3)))",
        "expected min_ndim=4, found ndim=2",
    ),
    "images too small": (
        "L.Conv2D(2, 3)(np.ones((1, 2, 2, 1)))",
        "Computed output size would be zero or negative",
    ),
    "a kernel of three": (
        "L.Conv2D(2, (1, 2, 3))",
        "The `kernel_size` argument must be a tuple of 2 integers. Received kernel_size=(1, 2, 3)",
    ),
    "too few weights": (
        "L.Dense(3).set_weights([1])",
        "with a weight list of length 1, but the layer was expecting 0 weights",
    ),
    "no call": (
        "L.Layer()(np.ones(3))",
        "Layer Layer does not have a `call` method implemented.",
    ),
    "no super": (
        "class A(L.Layer):\n    def __init__(self):\n        self.u = 1\nA()(np.ones(3))",
        "In layer 'A', you forgot to call `super().__init__()`",
    ),
    "layers after build": (
        "class A(L.Layer):\n    def build(self, shape):\n        pass\n    def call(self, x):\n        self.k = L.Dense(2)\n        return self.k(x)\nA()(np.ones((1, 3), 'float32'))",
        "You cannot add new elements of state (variables or sub-layers) to a layer that is already built.",
    ),
    "one input to join": (
        "L.Concatenate()(np.ones((2, 3)))",
        "A `Concatenate` layer should be called on a list of at least 1 input.",
    ),
    "shapes that do not join": (
        "L.Concatenate()([np.ones((2, 3)), np.ones((3, 3))])",
        "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis.",
    ),
    "shapes that do not add": (
        "L.Add()([np.ones((2, 3)), np.ones((2, 4))])",
        "Inputs have incompatible shapes. Received shapes (3,) and (4,)",
    ),
    "another size": (
        "L.Reshape((5,))(np.ones((2, 3)))",
        "The total size of the tensor must be unchanged. Received: input_shape=(3,), target_shape=(5,)",
    ),
    "a rate of two": (
        "L.Dropout(2)",
        "Invalid value received for argument `rate`. Expected a float value between 0 and 1. Received: rate=2",
    ),
    "an unknown activation": (
        "L.Activation('foo')",
        "Could not interpret activation function identifier: foo",
    ),
    "an unknown initializer": (
        "L.Dense(2, kernel_initializer='foo')",
        "Could not interpret initializer identifier: foo",
    ),
    "a name with a slash": (
        "K.Variable([1.0], name='a/b')",
        "Argument `name` must be a string and cannot contain character `/`.",
    ),
    "a value of another shape": (
        "v = K.Variable([1.0, 2.0])\nv.assign([1.0])",
        "The shape of the target variable and the shape of the target value in `variable.assign(value)` must match.",
    ),
    "an initializer without a shape": (
        "K.Variable(K.initializers.Ones())",
        "When creating a Variable from an initializer, the `shape` argument should be specified.",
    ),
    "nothing between the layers": (
        "L.Embedding(3, 2)(np.array([5]))",
        "indices[0] = 5 is not in [0, 3)",
    ),
}
for title, (text, fragment) in MISTAKES.items():
    TOPIC.mistake(title, text, fragment, begin=START)
