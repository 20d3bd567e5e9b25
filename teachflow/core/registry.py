"""The table of ops, and the one way to declare an op: ``@op``.

An op is one block: kernel, types, shape rule, gradient and documentation together::

    @op("Mul", "T, T -> T", shape=rules.broadcast, T=NUMBERS)
    def multiply(x, y):
        '''Elementwise product, with broadcasting: ``z = x * y``.'''
        return np.multiply(x, y)

    @multiply.vjp
    def _(call, g):
        x, y = call.inputs
        return g * y, g * x

    multiply.jvp_multilinear(0, 1)

The body is the kernel: it gets and returns NumPy values. Positional parameters are
tensors, named as TensorFlow names the op's inputs; keyword-only parameters are
attributes; a keyword-only ``cell`` asks for a place that outlives the run. The type
line reads like TensorFlow's op definitions: a name such as ``T`` is a type variable,
``N*T`` a list, ``[Tin]`` a list whose items may differ in dtype, ``ref T`` a variable's
place, a dtype's name itself. An output type that no input binds is an attribute of that
name (for ``[Tout]``: a tuple of dtypes).

Forward mode needs a rule too. ``@f.jvp`` registers ``rule(call, *tangents)``, which
gets a tangent for each input and returns one for each output (None is a zero). Mostly
mathematics says it in a word (numbers count the parameters):

* ``f.jvp_linear(0)``: f is linear in these inputs together, and no other moves it: the
  tangent is f of the tangents;
* ``f.jvp_multilinear(0, 1)``: linear in each of these inputs alone, like a product: the
  sum of f with one input after the other replaced by its tangent;
* ``f.jvp_symmetric()``: symmetric Jacobians, as of all elementwise functions: tangents
  go through the gradient rule just as cotangents do (conjugated before and after);
* ``f.jvp_summed(total)``: each element of the first input moves one output only: the
  sum, taken by the op ``total``, of slope times tangent;
* ``f.jvp_transposed()``: the gradient rule is linear in the cotangent; transposed once
  more, it carries tangents. Right for all, and the dearest.

What ``@op`` returns is the public function: called with tensors, it makes the op happen
at home (see ``core.home``).
"""

from __future__ import annotations

import contextlib
import functools
import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, cast

from teachflow.core import dtypes, home
from teachflow.core.dtypes import DType

Rule = Callable[..., Any]


class _Ops(dict[str, "OpDef"]):
    """Ops by type: one that is not declared yet is, when it is first asked for."""

    declare_all: Callable[[], object]  # ``teachflow.ops`` says how

    def __missing__(self, type_: str) -> OpDef:
        with whole_modules():
            self.declare_all()
        if type_ not in self:
            raise KeyError(type_)
        return self[type_]


OPS = _Ops()
"""Every op by its type, TensorFlow's name of it; listed are those declared so far."""


def find(type_: str) -> OpDef | None:
    """The op of that type; None where there is none."""
    try:
        return OPS[type_]
    except KeyError:
        return None


@contextlib.contextmanager
def whole_modules() -> Iterator[None]:
    """While it imports: what is broken off there, as by an interrupt, is forgotten.

    Ops of half a module lack their rules or what their kernels call; modules of half a
    package would keep Python from importing the rest of it. Who asks next gets all.
    """
    try:
        yield
    except BaseException:
        for module in [name for name in sys.modules if name.startswith(_ROOT)]:
            if module.rpartition(".")[0] not in sys.modules:
                del sys.modules[module]
        for type_, op in list(OPS.items()):
            if op.kernel.__module__ not in sys.modules:
                del OPS[type_]
        raise


_ROOT = __name__.partition(".")[0] + "."


@dataclass(frozen=True, slots=True)
class Arg:
    """One input or output of an op: its name and what is known of its type."""

    name: str
    type: str  # a type variable, or the name of a dtype
    is_list: bool = False
    is_ref: bool = False
    count: str = ""  # the attribute that holds a list's length, where an output has one
    is_mixed: bool = False  # a list whose items have a dtype each

    @property
    def fixed(self) -> DType | None:
        """The dtype where the declaration fixes it, None for a type variable."""
        return _FIXED.get(self.type)


_FIXED: dict[str, DType] = {
    dtype.name: dtype for dtype in (*dtypes.ALL, *dtypes.HANDLES)
}


@dataclass(frozen=True, slots=True)
class Forward:
    """A forward-mode rule said in a word; ``teachflow.forward`` knows how to apply it.

    ``form`` is "linear", "multilinear", "symmetric", "summed" or "transposed"; the
    first two hold of the ``inputs``, and ``by`` is the op that sums. "custom" is for
    ops that hand their inputs on: an output moves as its input does; if that does not
    move, the gradient rule is transposed.
    """

    form: str
    inputs: tuple[int, ...] = ()
    by: OpDef | None = None


TRANSPOSED = Forward("transposed")
CUSTOM = Forward("custom")


@dataclass(frozen=True, slots=True, eq=False)
class OpDef:
    """What is declared of one op; ``OPS`` holds one per type."""

    type: str
    inputs: tuple[Arg, ...]
    outputs: tuple[Arg, ...]
    attrs: dict[str, Any]  # name -> default; ``inspect.Parameter.empty`` where required
    kernel: Callable[..., Any]
    shape: Rule
    allowed: dict[str, tuple[DType, ...]]
    default_name: str
    broadcasts: bool
    differentiable: bool
    needs_cell: bool
    stateful: bool
    rules: dict[str, Any] = field(default_factory=dict)
    quick: dict[int, DType] | None = None
    """What ran before: the dtypes that decide, as one number, to the output's dtype.

    They are the inputs', and the output's where it is an attribute. None where more
    than that decides how the op happens.
    """

    @property
    def single(self) -> bool:
        """Whether there is exactly one output, and that is no list."""
        return len(self.outputs) == 1 and not self.outputs[0].is_list

    @property
    def vjp(self) -> Rule | None:
        """The reverse-mode rule, or None where none was written."""
        rule: Rule | None = self.rules.get("vjp")
        return rule

    @property
    def jvp(self) -> Rule | Forward | None:
        """The forward-mode rule, or None where none was written."""
        rule: Rule | Forward | None = self.rules.get("jvp")
        return rule

    @property
    def name(self) -> str:
        """The op's type, as TensorFlow's ``OpDef`` calls it."""
        return self.type

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.kernel.__doc__

    def __repr__(self) -> str:
        return f"<OpDef {self.type}>"


class PublicOp(Protocol):
    """What ``@op`` returns: the function users call, and where its rules are added."""

    op: OpDef

    def __call__(self, *args: Any, **attrs: Any) -> Any:
        """Makes the op happen at home."""

    def vjp(self, rule: Rule) -> Rule:
        """Registers ``rule(call, *cotangents)``: a cotangent or None for each input."""

    def jvp(self, rule: Rule) -> Rule:
        """Registers ``rule(call, *tangents)``: a tangent or None for each output."""

    def jvp_linear(self, *inputs: int) -> None:
        """Declares the op linear in these inputs together, and still in all others."""

    def jvp_multilinear(self, *inputs: int) -> None:
        """Declares the op linear in each of these inputs, and still in all others."""

    def jvp_symmetric(self) -> None:
        """Declares every Jacobian symmetric, as that of an elementwise function."""

    def jvp_summed(self, by: PublicOp) -> None:
        """Declares that each element of the first input moves one output only."""

    def jvp_transposed(self) -> None:
        """Declares that the gradient rule, transposed, is to carry tangents."""


class Call:
    """One application of an op: what graph nodes and tape records have in common.

    ``inputs`` and ``outputs`` are flat (lists are spliced in, as in TensorFlow); a node
    has its outputs in a list. ``attrs`` holds the keyword-only parameters by name.
    """

    __slots__ = ("attrs", "inputs", "opdef", "outputs")

    def __init__(
        self,
        opdef: OpDef,
        inputs: tuple[Any, ...],
        attrs: dict[str, Any],
        outputs: Sequence[Any] = (),
    ) -> None:
        self.opdef = opdef
        self.inputs = inputs
        self.attrs = attrs
        self.outputs = outputs

    @property
    def output(self) -> Any:
        """The only output."""
        return self.outputs[0]

    @property
    def name(self) -> str:
        """The op's type; graph nodes give their own name instead."""
        return self.opdef.type


@functools.cache  # most lines are like others: importing is quicker
def _parse(text: str, names: tuple[str, ...]) -> tuple[Arg, ...]:
    args = []
    for position, token in enumerate(part.strip() for part in text.split(",")):
        if not token:
            continue
        is_ref = token.startswith("ref ")
        token = token.removeprefix("ref ")
        name = names[position] if position < len(names) else f"output_{position}"
        if token.startswith("["):
            args.append(Arg(name, token[1:-1], is_list=True, is_mixed=True))
            continue
        count, star, kind = token.rpartition("*")
        args.append(Arg(name, kind, bool(star), is_ref, count))
    return tuple(args)


def op(
    type_: str,
    types: str,
    *,
    shape: Rule,
    name: str | None = None,
    differentiable: bool = True,
    stateful: bool = False,
    **allowed: tuple[DType, ...],
) -> Callable[[Callable[..., Any]], PublicOp]:
    """Returns the decorator that registers a kernel as the op ``type_``.

    ``types`` is the type line, ``shape`` a rule ``call -> shape`` (or one shape per
    output), ``name`` the default node name where it is not the type itself.
    ``differentiable=False`` says that no gradient flows, on purpose. Each further
    keyword names a type variable and gives the dtypes that it may stand for.
    """

    def declare(kernel: Callable[..., Any]) -> PublicOp:
        # Read off the code: inspect.signature would be half of the time of an import.
        code = kernel.__code__
        count = code.co_argcount
        positional = code.co_varnames[:count]
        defaults = kernel.__kwdefaults__ or {}
        attrs = {
            attribute: defaults.get(attribute, inspect.Parameter.empty)
            for attribute in code.co_varnames[count : count + code.co_kwonlyargcount]
        }
        needs_cell = attrs.pop("cell", None) is not None
        left, _, right = types.partition("->")
        definition = OpDef(
            type=type_,
            inputs=_parse(left, positional),
            outputs=_parse(right, ()),
            attrs=attrs,
            kernel=kernel,
            shape=shape,
            allowed=allowed,
            default_name=name or type_,
            broadcasts=getattr(shape, "unbroadcast", False),
            differentiable=differentiable,
            needs_cell=needs_cell,
            stateful=stateful or needs_cell,
        )
        if _is_plain(definition):
            object.__setattr__(definition, "quick", {})
        known = OPS.get(type_)  # by the same code, where an import was broken off
        if known is not None and known.kernel.__code__ != code:
            raise ValueError(f"The op {type_!r} is declared twice.")
        if len(definition.inputs) != len(positional):
            raise ValueError(
                f"{type_}: {len(positional)} parameters, but the type line "
                f"{types!r} has {len(definition.inputs)} inputs."
            )
        OPS[type_] = definition
        return _public(definition)

    return declare


def _is_plain(op: OpDef) -> bool:
    """Whether the op only computes: one output, of a dtype that is known before."""
    if op.stateful or not op.single or op.outputs[0].is_ref:
        return False
    if any(arg.is_list or arg.is_ref for arg in op.inputs):
        return False
    out = op.outputs[0]
    said = {*(arg.type for arg in op.inputs), *op.attrs}
    return out.fixed is not None or out.type in said


def takes_none(rule: Rule) -> Rule:
    """Marks a gradient rule that wants None for an output whose cotangent is zero."""
    rule.takes_none = True  # type: ignore[attr-defined]
    return rule


def _jvp(rules: dict[str, Any], rule: Rule) -> Rule:
    rules["jvp"] = rule
    return rule


def _linear(rules: dict[str, Any], *inputs: int) -> None:
    rules["jvp"] = Forward("linear", inputs)


def _multilinear(rules: dict[str, Any], *inputs: int) -> None:
    rules["jvp"] = Forward("multilinear", inputs)


def _symmetric(rules: dict[str, Any]) -> None:
    rules["jvp"] = Forward("symmetric")


def _summed(rules: dict[str, Any], by: PublicOp) -> None:
    rules["jvp"] = Forward("summed", by=by.op)


def _transposed(rules: dict[str, Any]) -> None:
    rules["jvp"] = TRANSPOSED


_FORWARD: dict[str, Callable[..., Any]] = {
    "jvp": _jvp,
    "jvp_linear": _linear,
    "jvp_multilinear": _multilinear,
    "jvp_symmetric": _symmetric,
    "jvp_summed": _summed,
    "jvp_transposed": _transposed,
}


def _public(definition: OpDef) -> PublicOp:
    """The function users call: tensors by position or name, attributes by name."""
    kernel, count = definition.kernel, len(definition.inputs)
    # To users every parameter may be positional, the name last, as in TensorFlow.
    names = tuple(arg.name for arg in definition.inputs)
    defaults = definition.attrs
    empty, kind = inspect.Parameter.empty, inspect.Parameter.POSITIONAL_OR_KEYWORD
    order = [*((key, empty) for key in names), *defaults.items()]
    order.sort(key=lambda item: item[1] is not empty)
    signature = inspect.Signature(
        [
            inspect.Parameter(key, kind, default=default)
            for key, default in [*order, ("name", None)]
        ]
    )
    keywords = frozenset(defaults)

    def call(*args: Any, name: str | None = None, **attrs: Any) -> Any:
        if len(args) != count or attrs.keys() != keywords:
            if name is not None:
                attrs["name"] = name
            bound = signature.bind(*args, **attrs)
            bound.apply_defaults()
            given = bound.arguments
            name = given["name"]
            args = tuple([given[key] for key in names])
            attrs = {key: given[key] for key in defaults}
        return home.choose(args).apply(definition, args, attrs, name)

    def vjp(rule: Rule) -> Rule:
        """Registers ``rule(call, *cotangents)``: a cotangent or None for each input."""
        definition.rules["vjp"] = rule
        return rule

    call.__name__ = call.__qualname__ = kernel.__name__
    call.__doc__ = kernel.__doc__
    call.__module__ = kernel.__module__
    call.__signature__ = signature  # type: ignore[attr-defined]
    call.vjp = vjp  # type: ignore[attr-defined]
    for key, declare in _FORWARD.items():
        setattr(call, key, functools.partial(declare, definition.rules))
    call.op = definition  # type: ignore[attr-defined]
    return cast(PublicOp, call)
