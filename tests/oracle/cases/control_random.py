"""Random programs of conditions and loops, nested at will: values and gradients.

A program follows from its number alone. Left out are those whose gradients TensorFlow
itself cannot run ("Retval[1] does not have value", "Stack is empty"): TeachFlow can.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.oracle.harness import Topic

TOPIC = Topic("control_random", "graph")
TOPICS = [TOPIC]
NUMBERS = (0, 6, 10, 15, 16, 19, 20, 23, 27, 30, 33, 36, 39, 41, 44, 50, 52, 55, 61, 64)
NUMBERS += (66, 69, 74, 77, 81, 84, 90, 97, 103, 110, 119, 128, 185, 194, 214, 217)
Expression = Callable[[], Any]


class Program:
    """One program: what its number makes of three scalars and a truth."""

    def __init__(self, tf: Any, number: int) -> None:
        self.tf = tf
        self.random = random.Random(number)
        self.x = tf.placeholder(tf.float32, [], name="x")
        self.w = tf.Variable(0.7, name="w")
        self.p = tf.placeholder(tf.bool, [], name="p")
        known = [self.x, self.w, tf.constant(0.4)]
        self.result = tf.identity(self.make(self.random, known, 5))

    def make(self, r: random.Random, known: list[Any], depth: int) -> Any:
        """A scalar, ``depth`` levels deep at most, of what is ``known``."""
        tf, kind = self.tf, r.random()
        if depth <= 0 or kind < 0.2:
            return r.choice(known)
        if kind < 0.3:
            return r.choice(known) + r.randint(1, 3) * 0.25
        if kind < 0.4:
            return tf.sin(self.make(r, known, depth - 1))
        if kind < 0.5:
            left = self.make(r, known, depth - 1)
            return left * self.make(r, known, depth - 1) * 0.5
        if kind < 0.58:
            left = self.make(r, known, depth - 1)
            return tf.tanh(left - self.make(r, known, depth - 1))
        if kind < 0.78:
            return self.choose(r, known, depth)
        if kind < 0.93:
            return self.repeat(r, known, depth)
        return self.rows(r, known, depth)

    def later(self, r: random.Random, known: list[Any], depth: int) -> Expression:
        """A function that makes one expression, whenever it is called."""
        seed = r.random()
        return lambda: self.make(random.Random(seed), known, depth)

    def choose(self, r: random.Random, known: list[Any], depth: int) -> Any:
        """A condition, of one result or of two."""
        tf, pred = self.tf, self.p
        if r.random() < 0.6:
            left = self.make(r, known, depth - 2)
            pred = left > self.make(r, known, depth - 2)
        yes, no = (self.later(r, known, depth - 1) for _ in range(2))
        if r.random() < 0.7:
            return tf.cond(pred, yes, no)
        more = self.later(r, known, depth - 2)
        a, b = tf.cond(pred, lambda: [yes(), more()], lambda: [more(), no()])
        return a + b

    def repeat(self, r: random.Random, known: list[Any], depth: int) -> Any:
        """A loop of one or two variables besides its counter."""
        rounds, seed, limit = r.randint(0, 3), r.random(), r.choice([None, None, 2])
        start = [self.make(r, known, depth - 2), r.choice(known)][: r.randint(1, 2)]

        def body(i: Any, *now: Any) -> list[Any]:
            inner = random.Random(seed)
            after = [self.make(inner, [*known, *now], depth - 1) for _ in now]
            if inner.random() < 0.3:
                after.reverse()
            return [i + 1, *after]

        result = self.tf.while_loop(
            lambda i, *_: i < rounds, body, [0, *start], maximum_iterations=limit
        )
        return result[-1]

    def rows(self, r: random.Random, known: list[Any], depth: int) -> Any:
        """Something done to each of three numbers, or a walk over them."""
        tf, seed = self.tf, r.random()
        v = tf.stack([known[0], self.make(r, known, depth - 2), known[-1]])
        if r.random() < 0.5:
            each = lambda a: self.make(random.Random(seed), [*known, a], depth - 2)  # noqa: E731
            return tf.reduce_sum(tf.map_fn(each, v))
        step = self.later(r, known, depth - 3)
        return tf.scan(lambda a, b: tf.sin(a) * b + step(), v)[-1]


def answer(tf: Any, number: int) -> Any:
    """Value and gradients of one program at four points; None where there is none."""
    program = Program(tf, number)
    slopes = tf.gradients(program.result, [program.x, program.w])
    there = [slope for slope in slopes if slope is not None]
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        points = [(x, p) for x in (0.3, -1.2) for p in (True, False)]
        found = [
            session.run([program.result, *there], {program.x: x, program.p: p})
            for x, p in points
        ]
    return [[slope is None for slope in slopes], found]


def can_be_answered(number: int) -> None:
    """Enters one program."""
    TOPIC.add(
        f"program {number}", lambda tf, np: answer(tf, number), rtol=1e-4, atol=1e-5
    )


for _number in NUMBERS:
    can_be_answered(_number)
