"""temporary"""
from teachflow.core.home import face
from teachflow.core import dtypes as _dt, errors
from teachflow.core.dtypes import *
from teachflow.core.convert import to_array
from teachflow.graph.defaults import get_default_graph, reset_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.session import Session, InteractiveSession, get_default_session
from teachflow.graph.gradients import gradients
from teachflow.graph.observe import watch_runs
from teachflow.core import home as _home
from teachflow import variables as _v
from teachflow.ops import array as _array, math as _math, state as _state
class Variable(metaclass=_v.FaceVariable):
    fallback = staticmethod(get_default_graph)
def _const(value, dtype=None, shape=None, name="Const"):
    return _home.innermost().convert(value, None if dtype is None else _dt.as_dtype(dtype), name)
constant = face(_const, get_default_graph)
placeholder = face(lambda dtype, shape=None, name=None: _array.placeholder_op(dtype=dtype, shape=_array.TensorShape(shape), name=name), get_default_graph)
square = face(_math.square, get_default_graph)
from teachflow.ops import arithmetic as _ar, reduce as _rd, matmul as _mm
add = face(_ar.add, get_default_graph)
reduce_mean=face(_rd.reduce_mean,get_default_graph); reduce_sum=face(_rd.reduce_sum,get_default_graph); matmul=face(_mm.matmul,get_default_graph)
def global_variables_initializer(name="init"):
    return face(_state.group, get_default_graph)(*[v.initializer for v in get_default_graph().get_collection("variables")], name=name)
assign = _state.assign

from teachflow.graph.scopes import *
from teachflow.train.descent import *
class train:
    from teachflow.train.descent import GradientDescentOptimizer, MomentumOptimizer
import teachflow.ops.training
from teachflow.graph.operation import Tensor, Operation
