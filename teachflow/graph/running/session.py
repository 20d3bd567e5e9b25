"""``Session``: owns the variables' values, and runs parts of a graph.

``run`` is: understand the fetches (once per kind of call), compile a plan (once), feed,
execute, hand out. What is kept between runs are the cells and the compiled programs.
"""

from __future__ import annotations

import functools
import threading
import weakref
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any, Self

import numpy as np

from teachflow.core import home, waiting
from teachflow.core.cell import Cell
from teachflow.core.explaining.facts import told
from teachflow.graph import build
from teachflow.graph.defaults import get_default_graph
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.owning.making import undo_with
from teachflow.graph.running import observe, trace
from teachflow.graph.running.default import DefaultSession, leave
from teachflow.graph.running.execute import Program
from teachflow.graph.running.feeds import feed_value, resolve_feeds, taken_apart
from teachflow.graph.running.fetches import Fetches, parse_fetches
from teachflow.graph.running.keeping import Kept, claimed, put_aside
from teachflow.graph.running.plan import compile_plan

_KINDS_KEPT = 2000  # of calls; each holds a plan, and a loop may make new ones for ever


class _Prepared:
    """All that one kind of ``run`` call needs, ready to use."""

    __slots__ = ("feeds", "fetches", "program")

    def __init__(self, program: Program, fetches: Fetches, feeds: tuple[Tensor, ...]):
        self.program = program
        self.fetches = fetches
        self.feeds = feeds


class BaseSession:
    """What ``Session`` and ``InteractiveSession`` share."""

    def __init__(
        self, target: str = "", graph: Graph | None = None, config: Any = None
    ):
        if graph is not None and not isinstance(graph, Graph):
            raise TypeError(
                "Argument `graph` must be a tf.Graph, but got "
                f"{type(graph).__name__!r}."
            )
        if not isinstance(target, (str, bytes)):
            raise TypeError(
                f'Argument `target` must be a string, but got "{type(target).__name__}"'
            )
        if config is not None and type(config).__name__ != "ConfigProto":
            raise TypeError(
                f"Argument `config` must be a tf.ConfigProto, but got "
                f'"{type(config).__name__}"'
            )
        self.graph = graph or get_default_graph()
        self._cells: dict[str, Cell] = {}
        self._aside: dict[str, Kept] = {}
        self.graph.sessions.add(self)
        self._prepared: dict[Any, _Prepared] = {}
        self._lock = threading.Lock()
        self._closed = False
        self._timeout_in_ms = getattr(config, "operation_timeout_in_ms", 0)

    @property
    def graph_def(self) -> Any:
        """The graph's nodes as a ``GraphDef``, as ``graph.as_graph_def()`` gives it."""
        return self.graph.as_graph_def()

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    @property
    def sess_str(self) -> str:
        """Empty: there is no server to connect to."""
        return ""

    def close(self) -> None:
        """Forgets every variable's value; running again raises ``RuntimeError``.

        What waits at a queue in another thread ends with ``CancelledError``.
        """
        self._closed = True
        for cell in list(self._cells.values()):
            _cancel(cell.value)
        self._cells.clear()
        self._aside.clear()
        self._prepared.clear()

    def cell(self, name: str) -> Cell:
        """The place of the node called ``name`` in this session."""
        cell = self._cells.get(name)
        if cell is None:
            with self._lock:
                value = claimed(self._aside, self.graph, name) if self._aside else None
                cell = self._cells.setdefault(name, Cell(name, value))
        return cell

    def forget(self, nodes: Iterable[Operation], keep_values: bool = True) -> None:
        """What the session remembers of nodes that are taken out of the graph goes.

        The values of variables are put aside (unless ``keep_values`` is False) for
        variables that are built again with the same name, shape and dtype. What waits
        at a queue in another thread ends with ``CancelledError``.
        """
        with self._lock:
            self._prepared.clear()
            for node in nodes:
                cell = self._cells.pop(node.name, None)
                value = None if cell is None else cell.value
                if node.type == "VariableV2":
                    put_aside(self._aside, node, value if keep_values else None)
                    if not keep_values:
                        self._aside.pop(node.name, None)
                else:
                    _cancel(value)

    def kept_values(self) -> dict[str, Kept]:
        """The variables' values with what they fit, also those put aside."""
        found = dict(self._aside)
        for name, value in self.variable_values().items():
            put_aside(found, self.graph._by_name[name], value)
        return found

    def keep_values(self, values: Mapping[str, Kept]) -> None:
        """Puts values aside for variables that are built later and fit them."""
        self._aside.update(values)

    def variable_values(self) -> dict[str, Any]:
        """The values of all initialised variables by name, read-only.

        A variable that this session has not initialised is not in it.
        """
        values = {}
        for name in list(self._aside):
            if name in self.graph._by_name:
                self.cell(name)
        for name, cell in list(self._cells.items()):
            node = self.graph._by_name.get(name)
            if (
                node is not None
                and node.type == "VariableV2"
                and cell.value is not None
            ):
                values[name] = cell.value
        return values

    def run(
        self,
        fetches: Any,
        feed_dict: Any = None,
        options: Any = None,
        run_metadata: Any = None,
    ) -> Any:
        """Computes ``fetches``; every node they share is computed once.

        ``fetches`` is a tensor, operation, variable or name, or a list, tuple, dict or
        namedtuple of such, nested at will; the result has the same structure, with
        NumPy values for tensors and None for operations. ``feed_dict`` maps tensors (or
        their names) to the values that take their place in this run. ``run_metadata``
        (a ``tf.RunMetadata``) is filled with what ``options`` (a ``tf.RunOptions``) ask
        for, such as the time that each node took.

        Raises ``RuntimeError`` (closed), ``TypeError`` and ``ValueError`` (what cannot
        be fetched or fed) and ``tf.errors.OpError`` (a node failed).
        Source: tf.compat.v1.Session.run.

        >>> import teachflow.compat.v1 as tf
        >>> with tf.Graph().as_default(), tf.Session() as sess:
        ...     x = tf.placeholder(tf.float32, shape=(None,), name="x")
        ...     y = 2 * x + 1
        ...     sess.run({"y": y}, feed_dict={x: [1, 2]})
        {'y': array([3., 5.], dtype=float32)}
        """
        if self._closed:
            raise told(
                RuntimeError(
                    "Attempted to use a closed Session. Its variables are gone: make a "
                    "new tf.Session() and run the initializers in it."
                ),
                "closed session",
                session=self,
            )
        if options is not None and not hasattr(options, "timeout_in_ms"):
            raise TypeError(f"options must be a tf.RunOptions, not {options!r}.")
        limit = getattr(options, "timeout_in_ms", 0) or self._timeout_in_ms
        if limit and not waiting.limited():
            with waiting.deadline(limit / 1000):
                return self.run(fetches, feed_dict, options, run_metadata)
        if run_metadata is not None:
            with trace.measured(self.graph, options, run_metadata):
                return self.run(fetches, feed_dict)
        prepared = self._prepare(fetches, feed_dict)
        program, observers = prepared.program, observe.active()
        with np.errstate(all="ignore"):
            fed = []
            if prepared.feeds:
                if len(prepared.feeds) != len(feed_dict):
                    feed_dict = taken_apart(feed_dict)
                pairs = zip(prepared.feeds, feed_dict.values(), strict=True)
                fed = [feed_value(tensor, value) for tensor, value in pairs]
            if observers:
                values = program.run_observed(fed, observers)
            else:
                values = program.run(fed)
        return prepared.fetches.present(values, fed)

    def _prepare(self, fetches: Any, feed_dict: Any) -> _Prepared:
        if feed_dict and not isinstance(feed_dict, Mapping):
            resolve_feeds(self.graph, feed_dict)  # which says what is wrong
        feeds = tuple(feed_dict) if feed_dict else ()
        key: Any
        if type(fetches) is list:
            key = (list, tuple(fetches), feeds)
            nested = any(isinstance(item, tuple) for item in fetches)
        else:
            key = (fetches, feeds)
            nested = isinstance(fetches, tuple)
        if nested:  # a namedtuple equals a tuple, so a key could not tell them apart
            return self._compile(fetches, feed_dict)
        try:
            prepared = self._prepared.get(key)
        except TypeError:  # lists or dicts inside: understand them anew
            return self._compile(fetches, feed_dict)
        if prepared is None:
            prepared = self._compile(fetches, feed_dict)
            self._keep(key, prepared)
        return prepared

    def _keep(self, key: Any, prepared: _Prepared) -> None:
        """Remembers what a kind of call needs; the oldest kinds are forgotten."""
        if len(self._prepared) >= _KINDS_KEPT:
            with self._lock:
                for old in list(self._prepared)[: _KINDS_KEPT // 2]:
                    self._prepared.pop(old, None)
        self._prepared[key] = prepared

    def _compile(self, fetches: Any, feed_dict: Any) -> _Prepared:
        if not self.graph.version:
            raise told(
                RuntimeError(
                    "The Session graph is empty. Add operations to the graph before "
                    "calling run()."
                ),
                "empty graph",
                session=self,
            )
        parsed = parse_fetches(self.graph, fetches)
        feeds = resolve_feeds(self.graph, taken_apart(feed_dict))
        key = (parsed.elements, feeds, None)
        known = self._prepared.get(key)
        if known is not None:
            parsed = parsed.at(known.program.plan.fetches)
            return _Prepared(known.program, parsed, feeds)
        plan = compile_plan(self.graph, parsed.elements, feeds)
        prepared = _Prepared(Program(plan, self.cell), parsed.at(plan.fetches), feeds)
        self._keep(key, prepared)
        return prepared

    def make_callable(
        self, fetches: Any, feed_list: Any = None, accept_options: bool = False
    ) -> Callable[..., Any]:
        """Returns a function of the values of ``feed_list`` that runs ``fetches``.

        With ``accept_options`` it takes ``options`` and ``run_metadata`` too, by name.
        """
        feeds = list(feed_list or ())

        def call(*values: Any, **measuring: Any) -> Any:
            if measuring and not accept_options:
                raise TypeError(
                    f"This callable takes values only, not {', '.join(measuring)}: "
                    f"make it with accept_options=True."
                )
            if len(values) != len(feeds):
                raise ValueError(
                    f"Expected {len(feeds)} feed values, got {len(values)}: one for "
                    f"each of {[getattr(feed, 'name', feed) for feed in feeds]}."
                )
            fed = dict(zip(feeds, values, strict=True))
            return self.run(fetches, fed, **measuring)

        return call

    def list_devices(self) -> list[str]:
        """The one device that there is."""
        return ["/job:localhost/replica:0/task:0/device:CPU:0"]

    def as_default(self) -> DefaultSession:
        """A scope in which ``eval()`` and ``Operation.run()`` use this session."""
        return DefaultSession(self)


def _cancel(value: Any) -> None:
    """Ends what waits at a queue."""
    cancel = getattr(value, "cancel", None)
    if cancel is not None:
        cancel()


class Session(BaseSession):
    """Runs parts of a graph and keeps the variables between runs.

    ``graph`` is the default graph where it is not given. As a ``with`` block it is the
    default session, its graph the default graph, and it is closed at the end. Unlike
    TensorFlow, ``target`` and ``config`` change nothing: there is one device and no
    server. Source: tf.compat.v1.Session.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     f = tf.constant(20) + 22
    ...     with tf.Session() as sess:
    ...         print(f.eval())
    42
    """

    def __enter__(self) -> Self:
        home.push(self.graph)
        build.sessions.stack.append(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        leave(self)
        home.remove(self.graph)
        self.close()

    @staticmethod
    def reset(target: str, containers: Any = None, config: Any = None) -> None:
        """Does nothing: there are no containers on a server."""


class InteractiveSession(BaseSession):
    """A session that makes itself the default one until it is closed.

    Source: tf.compat.v1.InteractiveSession.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default():
    ...     sess = tf.InteractiveSession()
    ...     print((tf.constant(20) + 22).eval())
    ...     sess.close()
    42
    """

    def __init__(
        self, target: str = "", graph: Graph | None = None, config: Any = None
    ):
        super().__init__(target, graph, config)
        self._explicit_graph = graph
        if graph is not None:
            home.push(graph)
        build.sessions.stack.append(self)
        undo_with(functools.partial(_stop_being_default, weakref.ref(self)))

    def close(self) -> None:
        """Closes the session and stops being the default one."""
        self._stop_being_default()
        super().close()

    def _stop_being_default(self) -> None:
        if leave(self) and self._explicit_graph is not None:
            home.remove(self._explicit_graph)


def _stop_being_default(there: weakref.ref[InteractiveSession]) -> None:
    """What is left of a session whose cell runs again: who refers to it may use it."""
    session = there()
    if session is not None:
        session._stop_being_default()


__all__ = [
    "BaseSession",
    "InteractiveSession",
    "Session",
]
