"""Taking nodes out of a graph as if they had never been made.

What is taken out goes with all that was built upon it, so what stays is whole. Names,
numbers, collections, shared variables and sessions forget it; building the same again
gives the same names and op seeds: both are always the smallest that are free.

What others had built upon it will be built again, too, and perhaps not in the order of
the first time. So names and numbers that their makers lose stay reserved for them: a
maker that began later does not get them meanwhile, so it gets those that it had. One
that began earlier does: if it builds more than the last time, all is as if it had done
so from the start. What is reserved stays so until its maker has built to its end, which
``let_go`` says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from teachflow.core.operand import Operand
from teachflow.graph.graph import Graph
from teachflow.graph.operation import Operation, Tensor
from teachflow.graph.owning.making import Maker
from teachflow.graph.owning.taken import TakenAway
from teachflow.graph.sharing.shared_scope import SCOPES_KEY
from teachflow.graph.sharing.variable_store import STORE_KEY

_FACT = (
    "It was taken out of its graph, or what it is built on was: build it again before "
    "you use it."
)
_FACTS_KEPT = 5000  # names, of which most come again


@dataclass(frozen=True)
class Removed:
    """What went: the operations asked for, and those that were built upon them."""

    asked: tuple[Operation, ...] = ()
    dependents: tuple[Operation, ...] = ()

    @property
    def operations(self) -> tuple[Operation, ...]:
        """All of them."""
        return self.asked + self.dependents


def remove(
    graph: Graph,
    operations: Iterable[Operation],
    fact: str = _FACT,
    keep_values: bool = True,
    maker: Maker | None = None,
    comes_again: bool = False,
) -> Removed:
    """Takes ``operations``, and what was built upon them, out of ``graph``.

    What is built upon an operation takes one of its outputs in, waits for it or is
    named under its name, at once or through others. With a ``maker`` all else that it
    has made goes too: names, numbers, scopes, items of collections; its names and
    numbers stay reserved for it if it ``comes_again``. ``fact`` is what the error says
    where something that went is used again. Sessions keep the values of variables for
    those that are built again with the same name, shape and dtype, unless
    ``keep_values`` is False. Returns what went, in the order of its making; operations
    that are not in the graph are passed over.

    >>> import teachflow.compat.v1 as tf
    >>> with tf.Graph().as_default() as graph:
    ...     x = tf.constant(1, name="x")
    ...     y = tf.negative(x, name="y")
    >>> [op.name for op in remove(graph, [x.op]).dependents], graph.get_operations()
    (['y'], [])
    >>> y.op.removed is None
    False
    """
    with graph._lock:
        graph.hand_over(None)
        asked = {node for node in operations if node.graph is graph}
        gone = _built_upon(graph, asked)
        upon = gone - asked
        removed = Removed(
            tuple(node for node in graph._operations if node in asked),
            tuple(node for node in graph._operations if node in upon),
        )
        for session in list(graph.sessions):
            session.forget(removed.operations, keep_values)
        _take_out(graph, removed.operations, gone, fact)
        left = {node.maker for node in graph._operations}
        makers = {node.maker for node in removed.dependents} - left | {maker}
        makers.discard(None)
        _free_numbers(graph, removed.operations, makers)
        _free_names(graph, removed.operations, makers)
        _free_scopes(graph, makers)
        if maker is not None and not comes_again:
            graph.reserved.let_go(maker)
        for node in removed.operations:
            tensor = f"Tensor {node.outputs[0]}" if node.outputs else None
            node.graph = TakenAway(tensor or f"Operation {node!r}", fact)  # type: ignore[assignment]
        _tidy_contexts(graph)
        _tidy_collections(graph, maker)
    return removed


def made_by(graph: Graph, maker: Maker) -> list[Operation]:
    """The operations of ``graph`` that ``maker`` has made."""
    return [node for node in graph._operations if node.maker is maker]


def let_go(graph: Graph, maker: Maker) -> None:
    """No name or number in ``graph`` is reserved for ``maker`` any more.

    >>> import teachflow.compat.v1 as tf
    >>> from teachflow.graph.owning.making import making
    >>> with tf.Graph().as_default() as graph:
    ...     first, second = Maker(), Maker()
    ...     for maker in (first, second):
    ...         with making(maker):
    ...             x = tf.constant(1, name="x")
    ...     mine = made_by(graph, first)
    ...     removed = remove(graph, mine, maker=first, comes_again=True)
    ...     with making(second):
    ...         print(tf.constant(1, name="x").name)
    ...     let_go(graph, first)
    ...     with making(second):
    ...         print(tf.constant(1, name="x").name)
    x_2:0
    x:0
    """
    with graph._lock:
        graph.reserved.let_go(maker)


def _built_upon(graph: Graph, asked: Iterable[Operation]) -> set[Operation]:
    """``asked``, and what takes in or waits for any of it, at once or through others.

    What is named under an operation's name (``mul/y``, ``x/Momentum``) was made for it
    and counts, too.
    """
    waiting: dict[Operation, list[Operation]] = {}
    for node in graph._operations:
        for other in node.control_inputs:
            waiting.setdefault(other, []).append(node)
        for scope in _scopes(node.name):
            around = graph._by_name.get(scope)
            if around is not None:
                waiting.setdefault(around, []).append(node)
    found = set(asked)
    pending = list(found)
    while pending:
        node = pending.pop()
        users = list(waiting.get(node, ()))
        for tensor in node.outputs:
            users += tensor._consumers
        new = [user for user in users if user not in found and user.graph is graph]
        found.update(new)
        pending += new
    return found


def _take_out(
    graph: Graph, removed: tuple[Operation, ...], gone: set[Operation], fact: str
) -> None:
    graph._operations[:] = [node for node in graph._operations if node not in gone]
    outputs = {tensor for node in removed for tensor in node.outputs}
    sources = {tensor for node in removed for tensor in node.inputs} - outputs
    for tensor in sources:
        tensor._consumers[:] = [user for user in tensor._consumers if user not in gone]
    if len(graph.facts) > _FACTS_KEPT:
        graph.facts.clear()
    for node in removed:
        graph._by_name.pop(node.name, None)  # one that was interrupted has none
        graph.facts[node.name] = fact
    graph._unfeedable -= outputs
    graph._unfetchable -= gone
    graph.flow = None


def _free_numbers(
    graph: Graph, removed: tuple[Operation, ...], makers: set[Any]
) -> None:
    """Frees the op seeds that the nodes had, and all numbers of the makers."""
    seeds = {_op_seed(node) for node in removed if "seed2" in node.attrs}
    if seeds:
        seeds -= {_op_seed(node) for node in graph._operations}

    def goes(kind: str, number: int, made: Maker | None) -> bool:
        return made in makers or (kind == "seed" and (number, made) in seeds)

    graph.numbers.release(goes)


def _op_seed(node: Operation) -> tuple[Any, Maker | None]:
    return node.attrs.get("seed2"), node.maker


def _free_names(graph: Graph, removed: tuple[Operation, ...], makers: set[Any]) -> None:
    """Frees the nodes' names, scopes that they leave empty, and all of the makers."""
    names = graph.names
    freed = {node.name for node in removed}
    scopes: set[str] = set()
    for node in removed:
        for scope in _scopes(node.name.lower()):
            if names.maker(scope) is node.maker:
                scopes.add(scope)
    for node in graph._operations if scopes else ():
        scopes.difference_update(_scopes(node.name.lower()))
    names.release(freed | scopes)
    names.release(names.made_by(makers))


def _free_scopes(graph: Graph, makers: set[Any]) -> None:
    """Frees the variable scopes that the makers opened."""
    for scopes in graph._collections.get(SCOPES_KEY, ()):
        for maker in makers:
            scopes.forget(maker)


def _scopes(name: str) -> list[str]:
    """The scopes around a name.

    >>> _scopes("a/b/c")
    ['a', 'a/b']
    """
    parts = name.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


# ---- what holds on to nodes ------------------------------------------------------


def _tidy_contexts(graph: Graph) -> None:
    """Branches and loops that stay forget what went: the gradients' variables."""
    for name, context in list(graph.loops.items()):
        pivot = getattr(context, "pivot", None)
        if pivot is not None and pivot.removed:
            del graph.loops[name]
    contexts = set(graph.loops.values())
    for node in graph._operations:
        context = node._context
        while context is not None and context not in contexts:
            contexts.add(context)
            context = context.outer
    for context in contexts:
        for name, value in list(vars(context).items()):
            if _gone(value):
                setattr(context, name, None)  # a gradient counts the rounds
            _scrub(value)


def _scrub(holder: Any) -> None:
    """Takes what was removed out of a set, list or dict."""
    if isinstance(holder, dict):
        for key, value in list(holder.items()):
            if is_removed(key) or is_removed(value):
                del holder[key]
    elif isinstance(holder, set):
        holder.difference_update([item for item in holder if is_removed(item)])
    elif isinstance(holder, list):
        holder[:] = [item for item in holder if not is_removed(item)]


def _tidy_collections(graph: Graph, maker: Maker | None) -> None:
    collections = graph._collections
    belongings = graph.belongings
    for key, item in belongings.forget(maker):
        items = collections.get(key, [])
        for position in range(len(items) - 1, -1, -1):
            if items[position] is item:
                del items[position]
                break
    for key, items in list(collections.items()):
        if key == STORE_KEY:
            items[0].forget_removed()
        elif key != SCOPES_KEY:
            items[:] = [item for item in items if not is_removed(item)]
            if not items and maker is not None and belongings.keys.get(key) is maker:
                del collections[key]
    belongings.prune(collections)


def is_removed(item: Any) -> bool:
    """Whether ``item`` is, or holds, something that was taken out of its graph.

    It may hold it as an attribute, or in a list, tuple or dict that is one: variables,
    queue runners, savers.
    """
    return _gone(item) or any(_gone(part) for part in _parts(item))


def _gone(item: Any) -> bool:
    if isinstance(item, Operand) and not isinstance(item, Tensor):
        item = getattr(item, "op", None)
    if isinstance(item, Tensor):
        item = item.op
    return isinstance(item, Operation) and item.removed is not None


def _parts(item: Any) -> Iterable[Any]:
    if isinstance(item, (str, bytes, Operand, Operation, type)):
        return
    for part in vars(item).values() if hasattr(item, "__dict__") else ():
        if isinstance(part, (list, tuple)):
            yield from part
        elif isinstance(part, dict):
            yield from part.values()
        else:
            yield part
