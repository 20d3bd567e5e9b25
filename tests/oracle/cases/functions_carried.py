"""The eager face: functions of iterators and datasets, tensors that got out."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("functions_carried", "eager")
TOPICS = [TOPIC]

_TWO = "it = iter(tf.data.Dataset.range(5))\nf = tf.function(lambda i: (next(i), i.get_next()), autograph=False)\n"

SNIPPETS = {
    "next goes on": f"{_TWO}[f(it), next(it), f(it)]",
    "captured": "it = iter(tf.data.Dataset.range(9))\nf = tf.function(lambda: next(it) * 10, autograph=False)\n[f(), f(), next(it), f()]",
    "structure": "it = iter(tf.data.Dataset.from_tensor_slices({'x': [1.0, 2.0], 'y': [True, False]}).batch(2))\n"
    "f = tf.function(lambda i: next(i), autograph=False)\nf(it)",
    "one trace for iterators": "D = tf.data.Dataset\nf = tf.function(lambda i: next(i), autograph=False)\n"
    "[f(iter(D.range(3))), f(iter(D.range(4, 9))), f.experimental_get_tracing_count(), f(iter(D.range(3).batch(2))), f.experimental_get_tracing_count()]",
    "one trace for datasets": "D = tf.data.Dataset\nf = tf.function(lambda d: d.reduce(tf.constant(0, tf.int64), lambda s, x: s + x), autograph=False)\n"
    "[f(D.range(3)), f(D.range(4, 9)), f.experimental_get_tracing_count()]",
    "optional": "it = iter(tf.data.Dataset.range(1))\nf = tf.function(lambda i: i.get_next_as_optional().has_value(), autograph=False)\n[f(it), f(it)]",
    "input_signature of a method": "class M(tf.Module):\n    @tf.function(input_signature=[tf.TensorSpec(None)], autograph=False)\n"
    "    def double(self, x):\n        return 2.0 * x\nm = M()\n[m.double(1.0), m.double([1.0, 2.0]), m.double.experimental_get_tracing_count()]",
    "joined strings": "f = tf.function(lambda a: (a + a, (a + a)[tf.newaxis]), autograph=False)\nf(tf.constant('ab'))",
    "the variable's class": "type(tf.Variable(1.0)).__name__",
}
for _title, _text in SNIPPETS.items():
    TOPIC.add(_title, lambda tf, np, text=_text: execute(tf, np, text))

MISTAKES = {
    "the end": (
        f"{_TWO}[f(it), f(it), f(it)]",
        ("End of sequence", "IteratorGetNext"),
    ),
    "out of scope": (
        (
            "kept = []\ntf.function(lambda a: kept.append(a + 1), autograph=False)(tf.constant(1))\n"
            "tf.function(lambda b: b + kept[0], autograph=False)(tf.constant(2))"
        ),
        ("is out of scope and cannot be used here",),
    ),
    "another literal": (
        (
            "f = tf.function(lambda a, b: a ** b, autograph=False)\n"
            "f.get_concrete_function(a=tf.TensorSpec([], tf.float32), b=2)(tf.constant(1.0), b=3)"
        ),
        ("Can not cast 3 to Literal[2]", "got unexpected keyword arguments: b."),
    ),
    "new variables in a later call": (
        (
            "made = []\ndef f(n):\n    if n > len(made):\n        made.append(tf.Variable(1.0))\n    return n\n"
            "f = tf.function(f, autograph=False)\nf(1)\nf(2)"
        ),
        ("tf.function only supports singleton tf.Variables",),
    ),
    "new variables where the first call made none": (
        (
            "made = []\ndef f(n):\n    if n > 1:\n        made.append(tf.Variable(1.0))\n    return n\n"
            "f = tf.function(f, autograph=False)\nf(1)\nf(2)"
        ),
        ("Creating variables on a non-first call",),
    ),
}
for _title, (_text, _fragments) in MISTAKES.items():
    TOPIC.mistake(_title, _text, *_fragments)
