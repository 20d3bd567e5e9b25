"""Rewriting a function with ``diastatic-malt``, and what the result is called with.

The extra is imported when the first function is converted. What it writes is compiled
here, without files, and stands in ``linecache``, so that tracebacks and
``inspect.getsource`` show it.
"""

from __future__ import annotations

import ast
import functools
import importlib
import importlib.util
import inspect
import itertools
import linecache
import sys
import threading
import types
import weakref
from collections.abc import Callable
from typing import Any

from teachflow.core.log import get_logger
from teachflow.functions.autograph import (
    blame,
    branching,
    lists,
    looping,
    names,
    status,
)
from teachflow.functions.autograph.builtins import OVERLOADS
from teachflow.functions.autograph.verbosity import set_loop_options

_NEEDS = (
    "AutoGraph needs diastatic-malt, which is not installed: "
    "pip install 'teachflow[autograph]'."
)
_LEFT_ALONE = frozenset(
    {
        "IPython", "PIL", "abc", "collections", "contextlib", "copy", "functools",
        "inspect", "itertools", "keras", "logging", "malt", "math", "matplotlib",
        "numpy", "operator", "pandas", "pdb", "random", "re", "scipy", "teachflow",
        "teachflow_magics", "tensorflow", "threading", "time", "typing", "unittest",
        "urllib", "weakref",
    }
)  # fmt: skip
_DIRECTIVE = "teachflow_set_loop_options"
_numbers = itertools.count()


def _named(node: ast.expr, space: dict[str, Any]) -> Any:
    """What a name, or an attribute of a module, stands for; None for all else."""
    if isinstance(node, ast.Name):
        return space.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _named(node.value, space)
        return getattr(owner, node.attr, None) if inspect.ismodule(owner) else None
    return None


def available() -> bool:
    """Whether the extra is installed."""
    return importlib.util.find_spec("malt") is not None


@functools.cache
def _transpiler() -> Any:
    """The one rewriter, with the functions of this package as its operators."""
    try:
        api = importlib.import_module("malt.impl.api")
    except ImportError as error:
        raise ImportError(_NEEDS) from error
    transpiler = importlib.import_module("malt.pyct.transpiler")
    converter = importlib.import_module("malt.core.converter")
    origin_info = importlib.import_module("malt.pyct.origin_info")
    parser = importlib.import_module("malt.pyct.parser")
    directives = importlib.import_module("malt.lang.directives")

    class Transpiler(api.PyToPy):  # type: ignore[misc, name-defined]
        """Rewrites functions; each code object once."""

        def __init__(self) -> None:
            super().__init__()
            self.known: weakref.WeakKeyDictionary[Any, tuple[Any, Any]] = (
                weakref.WeakKeyDictionary()
            )
            self.lock = threading.RLock()
            self.names = _operators(converter)
            self.options = converter.ConversionOptions
            self.context = converter.ProgramContext
            self.unspecified = directives.UNSPECIFIED

        def transform_ast(self, node: Any, context: Any) -> Any:
            """Our directive stands for the library's, which it knows by identity."""
            space = context.info.namespace
            for each in ast.walk(node):
                if isinstance(each, ast.Call) and _named(each.func, space) is (
                    set_loop_options
                ):
                    space[_DIRECTIVE] = directives.set_loop_options
                    name = ast.Name(_DIRECTIVE, ctx=ast.Load())
                    each.func = ast.copy_location(name, each.func)
            return super().transform_ast(node, context)

        def get_transformed_name(self, node: Any) -> str:
            """As TensorFlow calls what it converts."""
            base = transpiler.GenericTranspiler.get_transformed_name(self, node)
            return f"tf__{base}"

        def converted(self, function: Any) -> Any:
            """A function that is ``function`` rewritten, with its own closure."""
            code = function.__code__
            with self.lock:
                made = self.known.get(code)
                if made is None:
                    made = self.known[code] = self._rewritten(function)
            return self._instance(function, *made)

        def _rewritten(self, function: Any) -> tuple[Any, Any]:
            options = self.options(
                recursive=True, user_requested=True, optional_features=None
            )
            nodes, context = transpiler.GenericTranspiler.transform_function(
                self, function, self.context(options=options)
            )
            name = context.info.name
            if isinstance(nodes, ast.Lambda):
                nodes = ast.Assign([ast.Name(name, ctx=ast.Store())], nodes)
            else:
                nodes.name = name
            module = _wrapped(
                nodes, name, function.__code__.co_freevars, context.info.future_features
            )
            source = parser.unparse(module.body, indentation="    ")
            filename = f"<autograph {next(_numbers)}: {function.__qualname__}>"
            entry = len(source), None, source.splitlines(True), filename
            linecache.cache[filename] = entry
            space: dict[str, Any] = {}
            exec(compile(source, filename, "exec"), space)
            origins = origin_info.create_source_map(module.body, source, filename)
            blame.ORIGINS[filename] = origins
            return space["outer_factory"](), origins

        def _instance(self, function: Any, factory: Any, origins: Any) -> Any:
            """The factory's function, with the closure and defaults of ``function``."""
            cells = dict(
                zip(
                    function.__code__.co_freevars,
                    function.__closure__ or (),
                    strict=True,
                )
            )
            code = factory.__code__
            closure = tuple([cells[name] for name in code.co_freevars])
            bound = types.FunctionType(
                code, function.__globals__, function.__name__, (), closure
            )
            made = bound(self.names)
            made.__defaults__ = function.__defaults__
            made.__kwdefaults__ = function.__kwdefaults__
            made.ag_source_map = origins
            return made

    return Transpiler()


def _wrapped(
    nodes: Any, name: str, free: tuple[str, ...], features: tuple[str, ...]
) -> Any:
    """``nodes`` in functions that give them the names they are closed over."""
    future = f"from __future__ import {', '.join(features)}\n" if features else ""
    closed = "".join(f"    {each} = None\n" for each in free)
    module = ast.parse(
        f"{future}def outer_factory():\n{closed}"
        f"    def inner_factory(ag__):\n        return {name}\n"
        f"    return inner_factory\n"
    )
    outer: Any = module.body[-1]
    inner = outer.body[-2]
    inner.body.insert(0, nodes)
    return module


def _operators(converter: Any) -> types.SimpleNamespace:
    """What converted code finds under the name ``ag__``."""
    found = types.SimpleNamespace(
        ConversionOptions=converter.ConversionOptions,
        Feature=converter.Feature,
        STD=converter.STANDARD_OPTIONS,
        FunctionScope=names.FunctionScope,
        with_function_scope=names.with_function_scope,
        autograph_artifact=lambda function, extras=None: status.artifact(function),
        converted_call=converted_call,
        Undefined=names.Undefined,
        UndefinedReturnValue=names.UndefinedReturnValue,
        ld=names.ld,
        ldu=names.ldu,
    )
    for module, public in (
        (branching, ("if_stmt", "if_exp", "and_", "or_", "not_", "eq", "not_eq")),
        (looping, ("for_stmt", "while_stmt")),
        (lists, ("get_item", "set_item", "new_list", "list_append", "list_pop")),
    ):
        for name in public:
            setattr(found, name, getattr(module, name))
    return found


def converted(function: Callable[..., Any]) -> Callable[..., Any]:
    """``function``, whose statements on tensors become nodes.

    It is rewritten when it is called first.
    """

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        with status.conversion(True), blame.shown():
            return converted_call(function, args, kwargs)

    return call


def converted_call(
    f: Any, args: tuple[Any, ...], kwargs: dict[str, Any] | None, scope: Any = None
) -> Any:
    """Calls ``f`` from converted code; what the user wrote is converted too."""
    keywords = kwargs or {}
    overload = _overload(f)
    if overload is not None:
        return overload(*args, **keywords)
    if f is super and not args:
        return _super(scope)
    if isinstance(f, functools.partial):
        return converted_call(
            f.func, (*f.args, *args), {**f.keywords, **keywords}, scope
        )
    target = _target(f)
    if target is None or not status.status.enabled:
        return f(*args, **keywords)
    function, first = target
    try:
        made = _transpiler().converted(function)
    except ImportError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever keeps it from being rewritten)
        _tell(function, error)
        return f(*args, **keywords)
    try:
        return made(*first, *args, **keywords)
    except Exception as error:
        blame.note(error, made.ag_source_map)
        raise


def _overload(f: Any) -> Callable[..., Any] | None:
    try:
        return OVERLOADS.get(f)
    except TypeError:
        return None


def _target(f: Any) -> tuple[Any, tuple[Any, ...]] | None:
    """The function to convert and what it is bound to; None to leave ``f`` alone."""
    if status.is_artifact(f) or inspect.isclass(f):
        return None
    first: tuple[Any, ...] = ()
    if inspect.ismethod(f):
        function, first = f.__func__, (f.__self__,)
    elif inspect.isfunction(f):
        function = f
    else:
        call = getattr(type(f), "__call__", None)  # noqa: B004 (the function itself)
        if not inspect.isfunction(call):
            return None
        function, first = call, (f,)
    if status.is_artifact(function) or not inspect.isfunction(function):
        return None
    if hasattr(function, "__wrapped__") and not _is_users(function.__wrapped__):
        return None
    if not _is_users(function) or inspect.isgeneratorfunction(function):
        return None
    return function, first


def _is_users(function: Any) -> bool:
    """Whether a function is the user's own, not a library's."""
    code = getattr(function, "__code__", None)
    if code is not None and code.co_filename.startswith("<doctest "):
        return True  # an example, whichever module it is in
    module = getattr(function, "__module__", None) or ""
    room = module.partition(".")[0]
    return room not in _LEFT_ALONE and room not in sys.stdlib_module_names


def _super(scope: Any) -> Any:
    """``super()`` of the method that the converted code was."""
    frame: Any = sys._getframe(2)
    own: dict[str, Any] = {}
    while frame is not None:  # the outermost frame that the scope is known in
        if frame.f_locals.get(scope.name) is scope:
            own, code = frame.f_locals, frame.f_code
        frame = frame.f_back
    return super(own["__class__"], own[code.co_varnames[0]])


_told: weakref.WeakSet[Any] = weakref.WeakSet()


def _tell(function: Any, error: Exception) -> None:
    """Says once that a function runs as it is."""
    if function.__code__ in _told:
        return
    _told.add(function.__code__)
    get_logger().warning(
        "AutoGraph could not transform %s and will run it as-is.\nCause: %s\n"
        "To silence this warning, decorate the function with "
        "@tf.autograph.experimental.do_not_convert",
        function,
        error,
    )


def to_graph(
    entity: Callable[..., Any],
    recursive: bool = True,
    experimental_optional_features: Any = None,
) -> Any:
    """Returns ``entity`` rewritten: its statements ask what their values are.

    Raises ``ImportError`` where the extra ``teachflow[autograph]`` is not installed.
    Unlike TensorFlow, ``recursive`` and ``experimental_optional_features`` change
    nothing: what ``entity`` calls is rewritten where ``tf.function`` traces it.
    Source: tf.autograph.to_graph.

    >>> import teachflow as tf
    >>> def double(x):
    ...     if x > 0:
    ...         x = x * 2
    ...     return x
    >>> tf.autograph.to_graph(double)(tf.constant(3)).numpy()
    np.int32(6)
    """
    function = getattr(entity, "python_function", entity)
    if not hasattr(function, "__code__"):
        raise ValueError(
            "Cannot apply autograph to a function that doesn't expose a __code__ "
            "object. If this is a @tf.function, try passing f.python_function instead."
        )
    target = function.__func__ if inspect.ismethod(function) else function
    return status.artifact(_transpiler().converted(target))


def to_code(
    entity: Callable[..., Any],
    recursive: bool = True,
    experimental_optional_features: Any = None,
) -> str:
    """Returns the source that ``entity`` is rewritten to.

    Raises ``ImportError`` where the extra ``teachflow[autograph]`` is not installed.
    Unlike TensorFlow, ``recursive`` and ``experimental_optional_features`` change
    nothing: what ``entity`` calls is rewritten where ``tf.function`` traces it.
    Source: tf.autograph.to_code.

    >>> import teachflow as tf
    >>> def double(x):
    ...     if x > 0:
    ...         x = x * 2
    ...     return x
    >>> "ag__.if_stmt(" in tf.autograph.to_code(double)
    True
    """
    return inspect.cleandoc("\n" + inspect.getsource(to_graph(entity)))
