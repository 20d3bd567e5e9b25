"""``tf.keras.backend``: Keras 2's functions of tensors, which old files still use."""

from __future__ import annotations

import teachflow.compat.v2 as _tf
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.keras.backend.tensors import (
    all,
    any,
    arange,
    argmax,
    argmin,
    batch_flatten,
    cast,
    cast_to_floatx,
    clip,
    concatenate,
    constant,
    dot,
    flatten,
    l2_normalize,
    max,
    mean,
    min,
    one_hot,
    permute_dimensions,
    prod,
    relu,
    repeat_elements,
    reverse,
    softmax,
    squeeze,
    std,
    sum,
    switch,
    var,
)
from teachflow.keras.backend.variables import (
    batch_get_value,
    batch_set_value,
    count_params,
    dtype,
    eval,
    eye,
    get_value,
    int_shape,
    ndim,
    ones,
    random_normal,
    random_uniform,
    set_value,
    update,
    update_add,
    update_sub,
    variable,
    zeros,
)
from teachflow.keras.config import (
    backend,
    epsilon,
    floatx,
    image_data_format,
    set_epsilon,
    set_floatx,
    set_image_data_format,
    standardize_dtype,
)
from teachflow.keras.keras_tensor import is_keras_tensor
from teachflow.keras.state import clear_session, get_uid

abs = _tf.abs
cos = _tf.cos
elu = _tf.nn.elu
equal = _tf.equal
exp = _tf.exp
expand_dims = _tf.expand_dims
gather = _tf.gather
greater = _tf.greater
greater_equal = _tf.greater_equal
less = _tf.less
less_equal = _tf.less_equal
log = _tf.math.log
maximum = _tf.maximum
minimum = _tf.minimum
not_equal = _tf.not_equal
ones_like = _tf.ones_like
pow = _tf.pow
reshape = _tf.reshape
round = _tf.round
shape = _tf.shape
sigmoid = _tf.sigmoid
sign = _tf.sign
sin = _tf.sin
softplus = _tf.nn.softplus
softsign = _tf.nn.softsign
sqrt = _tf.sqrt
square = _tf.square
stack = _tf.stack
stop_gradient = _tf.stop_gradient
tanh = _tf.tanh
tile = _tf.tile
transpose = _tf.transpose
zeros_like = _tf.zeros_like

__all__ = [
    "abs",
    "all",
    "any",
    "arange",
    "argmax",
    "argmin",
    "backend",
    "batch_flatten",
    "batch_get_value",
    "batch_set_value",
    "cast",
    "cast_to_floatx",
    "clear_session",
    "clip",
    "concatenate",
    "constant",
    "cos",
    "count_params",
    "dot",
    "dtype",
    "elu",
    "epsilon",
    "equal",
    "eval",
    "exp",
    "expand_dims",
    "eye",
    "flatten",
    "floatx",
    "gather",
    "get_uid",
    "get_value",
    "greater",
    "greater_equal",
    "image_data_format",
    "int_shape",
    "is_keras_tensor",
    "l2_normalize",
    "less",
    "less_equal",
    "log",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "ndim",
    "not_equal",
    "one_hot",
    "ones",
    "ones_like",
    "permute_dimensions",
    "pow",
    "prod",
    "random_normal",
    "random_uniform",
    "relu",
    "repeat_elements",
    "reshape",
    "reverse",
    "round",
    "set_epsilon",
    "set_floatx",
    "set_image_data_format",
    "set_value",
    "shape",
    "sigmoid",
    "sign",
    "sin",
    "softmax",
    "softplus",
    "softsign",
    "sqrt",
    "square",
    "squeeze",
    "stack",
    "standardize_dtype",
    "std",
    "stop_gradient",
    "sum",
    "switch",
    "tanh",
    "tile",
    "transpose",
    "update",
    "update_add",
    "update_sub",
    "var",
    "variable",
    "zeros",
    "zeros_like",
]

__getattr__ = _looking_up(__name__)
