"""Giving a checkpoint's values to objects, now or as soon as they are there."""

from __future__ import annotations

from typing import Any, Self

from teachflow.checkpoints.following import children, net
from teachflow.core.home import within
from teachflow.core.trackable import WAITING, Trackable
from teachflow.eager.home import EAGER
from teachflow.variables.base import BaseVariable


class Restoration:
    """A checkpoint being given to objects: which of its nodes are whose.

    Source: tf.train.Checkpoint.restore.
    """

    def __init__(self, bundle: Any, graph: Any) -> None:
        self._bundle = bundle
        self._nodes = graph.nodes
        self.matched: dict[int, Any] = {}

    def attach(self, place: int, value: Any) -> None:
        """Gives the node at ``place``, and all that hangs on it, to ``value``."""
        open_ = [(place, value)]
        while open_:
            place, value = open_.pop(0)
            # What hangs on a list may have become more since.
            if place in self.matched and not isinstance(value, list | dict):
                continue
            self.matched[place] = value
            node = self._nodes[place]
            for attribute in node.attributes:
                self._give(value, self._bundle.read(attribute.checkpoint_key))
            named = {child.local_name: child.node_id for child in node.children}
            known = children(value)
            open_ += [(at, known[name]) for name, at in named.items() if name in known]
            if isinstance(value, Trackable):
                self.attach_later(place, value)

    def attach_later(self, place: int, value: Trackable) -> None:
        """Gives what hangs on the node to what ``value`` has not got yet."""
        named = {
            child.local_name: child.node_id for child in self._nodes[place].children
        }

        def tell(name: str, child: Any) -> None:
            if name in named and name in children(value):
                self.attach(named[name], child)

        vars(value).setdefault(WAITING, []).append(tell)

    @staticmethod
    def _give(value: Any, array: Any) -> None:
        if isinstance(value, BaseVariable):
            variable: Any = value
            if not value.shape.is_compatible_with(array.shape):
                raise ValueError(
                    f"Received incompatible tensor with shape {array.shape} when "
                    f"attempting to restore variable with shape {value.shape} and "
                    f"name {variable.name}."
                )
            with within(EAGER):
                variable.load(EAGER.convert(array, value.dtype))
        elif hasattr(value, "restore_state"):
            value.restore_state(array)

    def unmatched_nodes(self) -> list[str]:
        """The names of what the checkpoint holds and nobody took."""
        return [
            attribute.checkpoint_key.split("/.ATTRIBUTES")[0]
            for place, node in enumerate(self._nodes)
            if place not in self.matched
            for attribute in node.attributes
        ]


class LoadStatus:
    """What became of a restored checkpoint; asserts what the caller expects of it.

    Source: tf.train.Checkpoint.restore.
    """

    def __init__(self, restoration: Restoration, root: Any) -> None:
        self._restoration = restoration
        self._root = root

    def assert_consumed(self) -> Self:
        """Raises ``AssertionError`` unless all values found an object, and all objects
        a value.
        """
        left = self._restoration.unmatched_nodes()
        if left:
            raise AssertionError(
                f"Unresolved object in checkpoint: {', '.join(left)}. No Python object "
                f"has taken its value: the program has no such attribute (yet)."
            )
        return self.assert_existing_objects_matched()

    def assert_existing_objects_matched(self) -> Self:
        """Raises ``AssertionError`` where a variable has found no value."""
        known = {id(value) for value in self._restoration.matched.values()}
        missing = [
            value
            for value in net(self._root)[0]
            if isinstance(value, BaseVariable) and id(value) not in known
        ]
        if missing:
            count = len(missing)
            raise AssertionError(
                f"Found {count} Python objects that were not bound to checkpointed "
                f"values, likely due to changes in the Python program. Showing "
                f"{min(10, count)} of {count} unmatched objects: {missing[:10]}"
            )
        return self

    def assert_nontrivial_match(self) -> Self:
        """Raises ``AssertionError`` where nothing but the root has been matched."""
        if len(self._restoration.matched) <= 1:
            raise AssertionError(
                "Nothing except the root object matched a checkpointed value. "
                "Typically this means that the checkpoint does not match the Python "
                "program."
            )
        return self

    def expect_partial(self) -> Self:
        """Says that values without an object are all right."""
        return self

    def initialize_or_restore(self, session: Any = None) -> None:
        """Does nothing: values are given at once. ``session`` changes nothing."""

    run_restore_ops = initialize_or_restore


class NothingToLoad:
    """The status of restoring from None. Source: tf.train.Checkpoint.restore."""

    def assert_consumed(self) -> None:
        """Raises ``AssertionError``: there was no checkpoint."""
        raise AssertionError(
            "No checkpoint specified (save_path=None); nothing is being restored."
        )

    assert_existing_objects_matched = assert_nontrivial_match = assert_consumed

    def expect_partial(self) -> Self:
        """Says that values without an object are all right."""
        return self

    def initialize_or_restore(self, session: Any = None) -> None:
        """Does nothing: variables have their initial values. ``session`` likewise."""

    run_restore_ops = initialize_or_restore
