"""``tf.strings`` as TensorFlow 2 calls it."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("eager_strings", "eager")
TOPICS = [TOPIC]

# Rows stand between empty lines; the last line of each is the answer.
VALUES = r"""
tf.strings.split('a b  c')

tf.strings.split('a,b,,c', sep=',')

tf.strings.split('a,b,,c', ',', 1)

tf.strings.split('')

tf.strings.bytes_split('héy')

tf.strings.unicode_decode('héy€', 'UTF-8')

tf.strings.unicode_decode(b'a\xffb', 'UTF-8')

tf.strings.unicode_decode(b'a\xffb', 'UTF-8', errors='ignore')

tf.strings.unicode_decode(b'a\xe2\x82b', 'UTF-8')

tf.strings.unicode_decode(b'a\xe2\x28\xa1b', 'UTF-8')

tf.strings.unicode_decode(b'\xf0\x9f\x98', 'UTF-8', replacement_char=63)

tf.strings.unicode_decode('a\tb', 'UTF-8', replace_control_characters=True)

tf.strings.unicode_decode_with_offsets('a€😀b', 'UTF-8')

tf.strings.unicode_encode([104, 233, 8364], 'UTF-8')

tf.strings.unicode_encode([[104, 233], [97, 98]], 'UTF-16-BE')

tf.strings.unicode_encode([104, 0xD800, 98], 'UTF-8')

tf.strings.unicode_encode([104, 0x110000, 98], 'UTF-8', errors='ignore')

tf.strings.unicode_split('hé€', 'UTF-8')

tf.strings.unicode_transcode(['ab', 'é'], 'UTF-8', 'UTF-16-BE')

tf.strings.unicode_transcode(tf.strings.unicode_transcode('é€', 'UTF-8', 'UTF-16-BE'), 'UTF-16-BE', 'UTF-8')

tf.strings.unicode_transcode(b'\xe9', 'ISO-8859-1', 'UTF-8')

tf.strings.length(['héy', 'ab'])

tf.strings.length(['héy', 'ab'], 'UTF8_CHAR')

tf.strings.substr('hello', 1, 3)

tf.strings.substr('héllo', 1, 3, 'UTF8_CHAR')

tf.strings.substr(['hello', 'world'], [1, 2], [2, 2])

tf.strings.substr('hello', -3, 2)

tf.strings.upper('abcé')

tf.strings.upper('abcé', encoding='utf-8')

tf.strings.lower('ABC')

tf.strings.strip([' a ', '\tb\n'])

tf.strings.join(['a', 'b'])

tf.strings.join([['a', 'b'], ['c', 'd']], separator='-')

tf.strings.join(['a', tf.constant(['b', 'c'])], ' ')

tf.strings.reduce_join([['a', 'b'], ['c', 'd']], 0)

tf.strings.reduce_join([['a', 'b'], ['c', 'd']], axis=-1, separator=' ', keepdims=True)

tf.strings.reduce_join([['a', 'b'], ['c', 'd']])

tf.strings.regex_replace('hello world', 'o', '0')

tf.strings.regex_replace('hello world', '(l+)', r'<\1>', replace_global=False)

tf.strings.regex_full_match(['abc', 'abd'], 'ab[c]')

tf.strings.to_number(['1.5', '2'])

tf.strings.to_number('7', tf.int32)

tf.strings.to_number(input='1e3', out_type=tf.float64)

tf.strings.as_string([1.5, 2.25])

tf.strings.as_string(tf.constant([1, 2]))

tf.strings.as_string(True)

tf.strings.as_string(3.14159, precision=2)

tf.strings.as_string(3.14159, precision=2, width=8, fill='0')

tf.strings.as_string([1.0, 100000.0], shortest=True)

tf.strings.as_string(12345.678, scientific=True)

tf.strings.format('x {} y {}', (tf.constant([1, 2]), tf.constant(3.5)))

tf.strings.format('x {}', tf.range(10))

tf.strings.to_hash_bucket_fast(['a', 'b'], 10)

tf.strings.to_hash_bucket(['a', 'b'], 10)

tf.constant('a') + tf.constant('b')

tf.constant(['a', 'b']) == 'a'

@tf.function
def f(s):
    return tf.strings.join([s, '!']), tf.strings.length(s)
f(tf.constant('ab'))
"""

# A row, and words of TensorFlow's that the error has too.
ERRORS = [
    (
        "tf.strings.unicode_decode(b'a\\xffb', 'UTF-8', errors='strict')",
        "Invalid formatting on input string",
    ),
    (
        "tf.strings.unicode_decode('a', 'UTF-9')",
        "Could not create converter for input encoding: UTF-9",
    ),
    (
        "tf.strings.unicode_decode('a', 'UTF-8', errors='foo')",
        'Value for attr \'errors\' of "foo" is not in the list of allowed values: "strict", "replace", "ignore"',
    ),
    (
        "tf.strings.unicode_encode([104, 0x110000, 98], 'UTF-8', errors='strict')",
        "Code point is out of range for Unicode, or",
    ),
    (
        "tf.strings.unicode_encode([104], 'UTF-7')",
        'Value for attr \'output_encoding\' of "UTF-7" is not in the list of allowed values: "UTF-8", "UTF-16-BE", "UTF-32-BE"',
    ),
    ("tf.strings.length(3)", "Cannot convert 3 to EagerTensor of dtype string"),
    (
        "tf.strings.substr('hello', 9, 2)",
        "pos 9 out of range for string b'hello' at index 0",
    ),
    ("tf.strings.join(['a', 1])", "Cannot convert 1 to EagerTensor of dtype string"),
    ("tf.strings.regex_replace('a', '(', 'b')", "Invalid pattern: (, error: missing )"),
    (
        "tf.strings.to_number('7.5', tf.int64)",
        "StringToNumberOp could not correctly convert string: 7.5",
    ),
    (
        "tf.strings.to_number('x')",
        "StringToNumberOp could not correctly convert string: x",
    ),
    (
        "tf.strings.format('{} {}', tf.constant(1))",
        "The template expects 2 tensors, but the inputs only has 1. Please ensure the number of placeholders in template matches ",
    ),
    (
        "tf.constant('a') < tf.constant('b')",
        "Value for attr 'T' of string is not in the list of allowed values:",
    ),
    ("tf.strings.lower(5)", "Cannot convert 5 to EagerTensor of dtype string"),
]

TOPIC.table(VALUES.split("\n\n"), execute, rtol=1e-5, atol=1e-6)
for text, words in ERRORS:
    TOPIC.mistake(text, text, *filter(None, [words]))
