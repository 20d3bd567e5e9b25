"""Random programs as data: how they are drawn, and how any ``tf`` runs them.

A program is a JSON value: its inputs (kind, dtype, numbers) and its steps (op, the
positions of its arguments, attributes). It can be stored, and run by both engines.
"""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import strategies as st

from tests.programs.ops import OPS, Value

KINDS = ("placeholder", "open placeholder", "variable", "constant")
_NUMBERS = st.integers(-12, 12).map(lambda n: n / 8 + 0.03)


@st.composite
def programs(draw: Any, most: int = 10) -> dict[str, Any]:
    """A program of one to three inputs and up to ``most`` steps."""
    values: list[Value] = []
    inputs = []
    for _ in range(draw(st.integers(1, 3))):
        shape = draw(st.lists(st.integers(1, 3), max_size=3))
        size = int(np.prod(shape, dtype=int))
        dtype = draw(st.sampled_from(["float64", "float64", "float32", "int32"]))
        numbers = draw(st.lists(_NUMBERS, min_size=size, max_size=size))
        kind = draw(st.sampled_from(KINDS))
        inputs.append({"kind": kind, "dtype": dtype, "shape": shape, "values": numbers})
        values.append(Value(tuple(shape), dtype))
    steps = []
    for _ in range(draw(st.integers(1, most))):
        fitting = _fitting(values)
        name = draw(st.sampled_from(sorted(fitting)))
        op, args = OPS[name], draw(st.sampled_from(fitting[name]))
        chosen = [values[place] for place in args]
        attrs = op.attrs(draw, *chosen)
        steps.append({"op": name, "args": list(args), "attrs": attrs})
        values.append(op.result(*chosen, **attrs))
    return {"inputs": inputs, "steps": steps}


def nudged(program: dict[str, Any]) -> dict[str, Any]:
    """The same program on inputs that differ from its own by a rounding error."""
    inputs = []
    for given in program["inputs"]:
        values = given["values"]
        if given["dtype"] != "int32":
            by = 1e-6 if given["dtype"] == "float32" else 1e-13
            values = [v * (1 + by * (-1) ** i) + by for i, v in enumerate(values)]
        inputs.append({**given, "values": values})
    return {**program, "inputs": inputs}


def _fitting(values: list[Value]) -> dict[str, list[tuple[int, ...]]]:
    """For every op that can be applied, the positions of arguments, newest first."""
    newest = range(len(values) - 1, -1, -1)
    found = {
        name: [
            places
            for places in itertools.product(newest, repeat=op.count)
            if op.fits(*[values[place] for place in places])
        ]
        for name, op in OPS.items()
    }
    return {name: places for name, places in found.items() if places}


def array_of(given: dict[str, Any]) -> Any:
    """The numbers of an input, as they are given."""
    return np.array(given["values"], given["dtype"]).reshape(given["shape"])


def made_of(tf: Any, program: dict[str, Any], sources: Any) -> list[Any]:
    """What the steps make of the inputs, a tensor for each step."""
    tensors = list(sources)
    for step in program["steps"]:
        args = [tensors[place] for place in step["args"]]
        tensors.append(OPS[step["op"]].call(tf, *args, **step["attrs"]))
    return tensors[len(sources) :]


def targets(tf: Any, made: list[Any]) -> list[Any]:
    """The sum of each tensor that floats: what is differentiated."""
    floats = [t for t in made if t.dtype.base_dtype.is_floating]
    return [tf.reduce_sum(tf.cast(t, tf.float64)) for t in floats]


def run(tf: Any, program: dict[str, Any]) -> dict[str, Any]:
    """What the graph face makes of a program: shapes, dtypes, values, gradients.

    Static shapes, that is.

    The gradients are of the sum of everything that floats, with respect to the inputs.
    """
    graph = tf.Graph()
    with graph.as_default(), tf.Session(graph=graph) as session:
        sources, feeds = [], {}
        for position, given in enumerate(program["inputs"]):
            array = array_of(given)
            name = f"input_{position}"
            if given["kind"] == "constant":
                sources.append(tf.constant(array, name=name))
            elif given["kind"] == "variable":
                sources.append(tf.Variable(array, name=name))
            else:
                known = given["kind"] == "placeholder"
                shape = given["shape"] if known else [None] * array.ndim
                sources.append(tf.placeholder(given["dtype"], shape, name=name))
                feeds[sources[-1]] = array
        made = made_of(tf, program, sources)
        session.run(tf.global_variables_initializer())
        answer = {
            "shapes": [str(tensor.get_shape()) for tensor in made],
            "dtypes": [tensor.dtype.base_dtype.name for tensor in made],
            "values": session.run(made, feeds),
        }
        sums = targets(tf, made)
        found = tf.gradients(sums, sources) if sums else [None] * len(sources)
        # TensorFlow gives what gather sends back as slices: they are compared in full.
        known = {
            i: tf.convert_to_tensor(g) for i, g in enumerate(found) if g is not None
        }
        values = session.run(known, feeds)
        answer["gradients"] = [values.get(i) for i in range(len(sources))]
        return answer
