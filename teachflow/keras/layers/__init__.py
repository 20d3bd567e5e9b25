"""``tf.keras.layers``: functions with variables, and how they are put together."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.layers.activating import (
    ELU,
    Activation,
    LeakyReLU,
    PReLU,
    ReLU,
    Softmax,
)
from teachflow.keras.layers.adapting import Normalization, Rescaling
from teachflow.keras.layers.cells import GRUCell, LSTMCell, SimpleRNNCell
from teachflow.keras.layers.convolution import (
    Conv1D,
    Conv2D,
    Conv2DTranspose,
    Convolution1D,
    Convolution2D,
    Convolution2DTranspose,
)
from teachflow.keras.layers.dense import Dense
from teachflow.keras.layers.input_layer import Input, InputLayer
from teachflow.keras.layers.input_spec import InputSpec
from teachflow.keras.layers.layer import Layer
from teachflow.keras.layers.merged import (
    add,
    average,
    concatenate,
    dot,
    maximum,
    minimum,
    multiply,
    subtract,
)
from teachflow.keras.layers.merging import (
    Add,
    Average,
    Concatenate,
    Dot,
    Maximum,
    Minimum,
    Multiply,
    Subtract,
)
from teachflow.keras.layers.noise import (
    ActivityRegularization,
    AlphaDropout,
    Dropout,
    GaussianDropout,
    GaussianNoise,
    SpatialDropout1D,
    SpatialDropout2D,
)
from teachflow.keras.layers.normalization import (
    BatchNormalization,
    LayerNormalization,
    UnitNormalization,
)
from teachflow.keras.layers.plain import Embedding, Identity, Lambda, Masking
from teachflow.keras.layers.pooling import (
    AveragePooling1D,
    AveragePooling2D,
    AvgPool1D,
    AvgPool2D,
    GlobalAveragePooling1D,
    GlobalAveragePooling2D,
    GlobalAvgPool1D,
    GlobalAvgPool2D,
    GlobalMaxPool1D,
    GlobalMaxPool2D,
    GlobalMaxPooling1D,
    GlobalMaxPooling2D,
    MaxPool1D,
    MaxPool2D,
    MaxPooling1D,
    MaxPooling2D,
)
from teachflow.keras.layers.recurrent import GRU, LSTM, RNN, SimpleRNN
from teachflow.keras.layers.separable import (
    DepthwiseConv2D,
    SeparableConv2D,
    SeparableConvolution2D,
)
from teachflow.keras.layers.shaping import (
    Cropping2D,
    Flatten,
    Permute,
    RepeatVector,
    Reshape,
    UpSampling2D,
    ZeroPadding1D,
    ZeroPadding2D,
)
from teachflow.keras.layers.wrappers import Bidirectional, TimeDistributed
from teachflow.keras.saving import deserialize_keras_object as _deserialize
from teachflow.keras.saving import serialize_keras_object as _serialize
from teachflow.keras.saving.serialization import offer as _offer

_offer(
    *(
        value
        for value in list(globals().values())
        if isinstance(value, type) and issubclass(value, Layer) and value is not Layer
    )
)

__all__ = [
    "ELU",
    "GRU",
    "LSTM",
    "RNN",
    "Activation",
    "ActivityRegularization",
    "Add",
    "AlphaDropout",
    "Average",
    "AveragePooling1D",
    "AveragePooling2D",
    "AvgPool1D",
    "AvgPool2D",
    "BatchNormalization",
    "Bidirectional",
    "Concatenate",
    "Conv1D",
    "Conv2D",
    "Conv2DTranspose",
    "Convolution1D",
    "Convolution2D",
    "Convolution2DTranspose",
    "Cropping2D",
    "Dense",
    "DepthwiseConv2D",
    "Dot",
    "Dropout",
    "Embedding",
    "Flatten",
    "GRUCell",
    "GaussianDropout",
    "GaussianNoise",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalAvgPool1D",
    "GlobalAvgPool2D",
    "GlobalMaxPool1D",
    "GlobalMaxPool2D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "Identity",
    "Input",
    "InputLayer",
    "InputSpec",
    "LSTMCell",
    "Lambda",
    "Layer",
    "LayerNormalization",
    "LeakyReLU",
    "Masking",
    "MaxPool1D",
    "MaxPool2D",
    "MaxPooling1D",
    "MaxPooling2D",
    "Maximum",
    "Minimum",
    "Multiply",
    "Normalization",
    "PReLU",
    "Permute",
    "ReLU",
    "RepeatVector",
    "Rescaling",
    "Reshape",
    "SeparableConv2D",
    "SeparableConvolution2D",
    "SimpleRNN",
    "SimpleRNNCell",
    "Softmax",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "Subtract",
    "TimeDistributed",
    "UnitNormalization",
    "UpSampling2D",
    "ZeroPadding1D",
    "ZeroPadding2D",
    "add",
    "average",
    "concatenate",
    "deserialize",
    "dot",
    "maximum",
    "minimum",
    "multiply",
    "serialize",
    "subtract",
]


def serialize(layer: _Any) -> _Any:
    """``layer`` as plain data. Source: tf.keras.layers.serialize.

    >>> import teachflow as tf
    >>> tf.keras.layers.serialize(tf.keras.layers.Dense(2))["class_name"]
    'Dense'
    """
    return _serialize(layer)


def deserialize(config: _Any, custom_objects: _Any = None) -> _Any:
    """The layer that plain data describe. Source: tf.keras.layers.deserialize.

    >>> import teachflow as tf
    >>> data = tf.keras.layers.serialize(tf.keras.layers.Dense(2))
    >>> tf.keras.layers.deserialize(data).units
    2
    """
    return _deserialize(config, custom_objects=custom_objects)


__getattr__ = _looking_up(__name__)
