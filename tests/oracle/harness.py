"""What a case is, and how an answer of either library becomes plain data.

A case is a plain function ``case(tf, np)`` that uses public names only and returns an
answer. The same function runs under TensorFlow (``record.py``) and under TeachFlow
(``test_records.py``); here both answers become JSON-able data by the same ``encode``,
so that a record never depends on which library made it. Numbers keep dtype, shape and
every bit: a float is written with the shortest digits that read back to itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

RTOL = {"float16": 1e-3, "float32": 1e-6, "float64": 1e-12}
RTOL |= {"complex64": RTOL["float32"], "complex128": RTOL["float64"]}


@dataclass(frozen=True)
class Case:
    """One question. ``rtol`` (for every float in the answer) overrides the default of
    the dtype, 0 asks for the same bits; ``atol`` is for answers near zero."""

    name: str
    ask: Callable[[Any, Any], Any]
    rtol: float | None = None
    atol: float = 0.0


@dataclass
class Topic:
    """The cases of one record file; ``face`` is "graph" (compat.v1) or "eager".

    A ``recorded_only`` topic has a test of its own instead of an answer of TeachFlow.
    """

    name: str
    face: str
    recorded_only: bool = False
    cases: dict[str, Case] = field(default_factory=dict)

    def add(
        self,
        name: str,
        ask: Callable[[Any, Any], Any],
        *,
        rtol: Any = None,
        atol: Any = 0,
    ) -> None:
        """Enters one case; two cases of one name would hide each other."""
        if name in self.cases:
            raise ValueError(f"topic {self.name}: two cases are called {name!r}")
        self.cases[name] = Case(name, ask, rtol, float(atol))

    def case(self, name: str, **options: Any) -> Callable[[Any], Any]:
        """The decorator form of ``add``."""

        def enter(ask: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
            self.add(name, ask, **options)
            return ask

        return enter

    def mistake(self, name: str, text: str, *fragments: str, begin: str = "") -> None:
        """One case that fails: as TensorFlow, with these fragments of its message."""
        self.add(
            f"error: {name}",
            lambda tf, np: outcome(
                lambda: [execute(tf, np, begin + text)] and "no error", *fragments
            ),
        )

    def table(
        self, rows: Iterable[str], judge: Callable[..., Any], **options: Any
    ) -> None:
        """One case per row of source text: ``judge(tf, np, text)`` answers it.

        The text is the case's name too, so that the record can be read alone; a first
        line ``# title`` names a longer one.
        """
        for text in rows:
            text = text.strip("\n")
            first, _, _ = text.partition("\n")
            name = first.removeprefix("# ") if first.startswith("# ") else text
            self.add(name, lambda tf, np, text=text: judge(tf, np, text), **options)


# --- reading source text ------------------------------------------------------------


def names(tf: Any, np: Any) -> dict[str, Any]:
    """The names that a row of source text may use besides Python's own."""

    def array(dtype: Any) -> Callable[[Any], Any]:
        return lambda value: np.array(value, dtype)

    short = {"f16": "float16", "f32": "float32", "f64": "float64", "c64": "complex64"}
    short |= {
        f"{kind[0]}{bits}": f"{kind}{bits}"
        for kind in ("int", "uint")
        for bits in (8, 16, 32, 64)
    }
    known: dict[str, Any] = {key: array(name) for key, name in short.items()}
    known |= {"c128": array("complex128"), "b1": array("bool"), "tf": tf, "np": np}
    known |= {"text": array(object), "outcome": outcome, "nodes": nodes, "dims": dims}
    return known


def execute(tf: Any, np: Any, text: str) -> Any:
    """Runs source text; the value of its last line, if that is an expression."""
    known = names(tf, np)
    *before, last = text.rstrip().split("\n")
    try:
        final = compile(last, "<case>", "eval")
    except SyntaxError:
        exec(compile(text, "<case>", "exec"), known)
        return None
    exec(compile("\n".join(before), "<case>", "exec"), known)
    return eval(final, known)


def run_value(tf: Any, np: Any, text: str) -> Any:
    """Graph face: the value of the row's last line, in a fresh session."""
    fetched = execute(tf, np, text)
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        return session.run(fetched)


def graph_nodes(tf: Any, np: Any, text: str) -> Any:
    """Graph face: the nodes that the row's source text adds to an empty graph."""
    execute(tf, np, text)
    return nodes(tf)


# --- what the answers hold ----------------------------------------------------------


def nodes(tf: Any, graph: Any = None) -> list[Any]:
    """Every node in creation order: name, op type, inputs, outputs, constant value.

    Inputs are written as in a NodeDef: ``x`` for ``x:0``, ``x:1``, ``^x`` for a control
    input (these sorted, for their order means nothing). Outputs are "dtype shape".
    """
    graph = graph or tf.get_default_graph()
    answer = []
    constants = {}
    for op in graph.get_operations():
        inputs = [tensor.name.removesuffix(":0") for tensor in op.inputs]
        inputs += sorted("^" + control.name for control in op.control_inputs)
        outputs = [f"{out.dtype.name} {out.get_shape()}" for out in op.outputs]
        answer.append([op.name, op.type, inputs, outputs])
        if op.control_inputs:
            continue  # running such a constant would run more than the constant
        if op.type == "Const" and (op.outputs[0].get_shape().num_elements() or 0) <= 12:
            constants[op.name] = op.outputs[0]
    with tf.Session(graph=graph) as session:
        values = session.run(constants)
    for node in answer:
        if node[0] in values:
            node.append(plain(values[node[0]]))
    return answer


def plain(value: Any) -> Any:
    """An array as nested lists of plain Python values, without its dtype."""
    return _digits(np.asarray(value))


def dims(tensor: Any) -> list[Any]:
    """What a tensor says of itself before anything runs."""
    shape = tensor.get_shape()
    rank = shape.ndims
    return [tensor.dtype.name, str(shape), None if rank is None else shape.as_list()]


def outcome(fn: Callable[[], Any], *fragments: str) -> Any:
    """What ``fn`` returns, or the error that it raises, as data.

    ``fragments`` are the parts of TensorFlow's message that TeachFlow's must have too;
    recording fails when TensorFlow's own message lacks one.
    """
    try:
        value = fn()
    except Exception as error:  # noqa: BLE001  # the class is the answer
        return Failure(type(error).__name__, clean(str(error)), fragments)
    return value


@dataclass(frozen=True)
class Failure:
    """An error as an answer."""

    kind: str
    message: str
    fragments: tuple[str, ...]


def clean(message: str) -> str:
    """A message without what differs between two runs: stacks, addresses, paths."""
    message = re.sub(r"(?s)^Graph execution error:.*?\nNode: '[^']*'\n", "", message)
    message = re.split(
        r"\n+Original stack trace|\n+Errors may have originated from an input", message
    )[0]
    message = re.sub(r"\{\{function_node [^}]*\}\} ?", "", message)
    message = re.sub(r" ?\(defined at [^)]*\)", "", message)
    message = re.sub(r"0x[0-9a-f]{6,}", "0x…", message)
    # A message of protocol buffers as text: a mark and blanks that differ on purpose.
    message = re.sub(r"goo\.gle/debug\w+\s+", "", message)
    message = re.sub(r"(?<![\w/])/(?:[\w.+-]+/)+[\w.+-]+", "…", message)
    return message.strip()


# --- plain data ---------------------------------------------------------------------


def encode(value: Any) -> Any:
    """The answer as JSON-able data; types that a test may tell apart stay apart."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Failure):
        data: dict[str, Any] = {"error": value.kind, "message": value.message}
        return data | ({"fragments": list(value.fragments)} if value.fragments else {})
    if isinstance(value, bytes):
        return {"bytes": value.decode("latin-1")}
    if isinstance(value, np.generic):
        return {"scalar": _digits(np.asarray(value)), "dtype": value.dtype.name}
    if isinstance(value, float | complex):
        return _digits(np.asarray(value))
    if isinstance(value, np.ndarray):
        dtype = "string" if value.dtype == object else value.dtype.name
        return {"array": _digits(value), "dtype": dtype, "shape": list(value.shape)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        fields = {
            name: encode(item) for name, item in zip(value._fields, value, strict=True)
        }
        return {"namedtuple": type(value).__name__, "fields": fields}
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if isinstance(value, list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    if hasattr(value, "numpy"):  # an eager tensor or variable
        return {"tensor": encode(np.asarray(value.numpy())), "of": value.dtype.name}
    raise TypeError(
        f"a case returned {value!r}: its type {type(value)} has no encoding"
    )


def _digits(array: Any) -> Any:
    """Nested lists whose leaves read back to the very same value."""
    if array.ndim:
        return [_digits(np.asarray(row, array.dtype)) for row in array]
    value = array.item()
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if isinstance(value, complex):
        part = np.float32 if array.dtype == np.complex64 else np.float64
        return [
            _digits(np.asarray(part(value.real))),
            _digits(np.asarray(part(value.imag))),
        ]
    if isinstance(value, float):
        if not np.isfinite(value):
            return str(value)
        # str of a NumPy float is the shortest text that reads back to it
        return float(str(array[()]))
    return value
