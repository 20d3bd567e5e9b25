"""Strings: letters, parts, patterns, numbers, hashes, base64, joining along axes."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.subject import subject

NODES = """
tf.strings.lower(P(2, dtype=tf.string)); tf.strings.upper("aB", encoding="utf-8", name="u")
tf.string_strip(P(2, dtype=tf.string)); tf.strings.strip(" a ")
tf.substr("abc", 1, 2); tf.strings.substr(P(2, dtype=tf.string), [0, 1], [1, 1], unit="UTF8_CHAR", name="s")
tf.regex_replace("abc", "b", "x"); tf.strings.regex_replace(P(2, dtype=tf.string), "b", "x", replace_global=False)
tf.strings.regex_replace("abc", tf.constant("b"), "x", name="r")
tf.strings.regex_full_match("abc", "a.*"); tf.strings.regex_full_match(P(2, dtype=tf.string), tf.constant("b"), name="f")
tf.string_to_hash_bucket_fast(P(2, dtype=tf.string), 10); tf.string_to_hash_bucket("a", 5, name="h"); tf.strings.to_hash_bucket_fast(["a"], 3); tf.strings.to_hash_bucket(["a"], 3)
tf.reduce_join(P(2, 3, dtype=tf.string), 0)
tf.reduce_join(P(2, 3, dtype=tf.string))
tf.strings.reduce_join(P(2, 3, dtype=tf.string), axis=[1], separator="-", keepdims=True, name="j")
tf.reduce_join([["a"]], reduction_indices=0)
tf.encode_base64(P(2, dtype=tf.string)); tf.decode_base64("YQ"); tf.encode_base64("a", pad=True, name="e")
tf.string_to_number(["1"]); tf.strings.to_number("1", tf.int32, name="n")
tf.as_string(P(2)); tf.as_string(1, name="a")
"""

VALUES = """
tf.strings.lower("Ab Ä")
tf.strings.lower("Ab Ä", encoding="utf-8")
tf.strings.upper(["ab", "Ä ß"])
tf.strings.strip([" a b ", "\\t\\nx", ""])
tf.strings.substr("TeachFlow", 5, 4)
tf.strings.substr(["abc", "defg"], 1, 2)
tf.strings.substr(["abc", "defg"], [0, -2], [2, 9])
tf.strings.substr("aäß", 1, 2, unit="UTF8_CHAR")
tf.strings.substr("abc", [0, 1, 2], [1, 1, 1])
tf.strings.regex_replace("a1b22", "[0-9]+", "#")
tf.strings.regex_replace(["a1b22", "x"], "([0-9])", "<\\\\1>")
tf.strings.regex_replace("a1b22", "[0-9]", "<\\\\0>", replace_global=False)
tf.strings.regex_full_match(["cat", "dog", "cats"], "c.t")
tf.strings.to_number(["1.5", "-2", "1e3", " 4 ", "inf", "nan"])
tf.strings.to_number(["15", "-2"], tf.int32)
tf.strings.to_number("9007199254740993", tf.int64)
tf.strings.to_number("0.1", tf.float64)
tf.strings.to_hash_bucket_fast(["Hello", "TensorFlow", "2.x", "", "a", "abcd", "abcdefghij"], 1000000007)
tf.strings.to_hash_bucket_fast(["x" * n for n in range(1, 140, 7)], 2**40)
tf.strings.to_hash_bucket_fast(["the quick brown fox jumps over the lazy dog " * 5], 2**60)
tf.strings.reduce_join([["a", "b"], ["c", "d"]])
tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=0)
tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=1, separator="-", keepdims=True)
tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=[0, 1])
tf.strings.reduce_join([["a", "b"], ["c", "d"]], axis=[1, 0], separator=" ")
tf.io.encode_base64(["hello", "\\x00\\xff?", ""])
tf.io.encode_base64("hello", pad=True)
tf.io.decode_base64(["aGVsbG8", "aGVsbG8="])
tf.strings.join(["a", ["b", "c"]], separator="-")
tf.strings.length(["abc", "aäß"])
tf.strings.length(["abc", "aäß"], unit="UTF8_CHAR")
tf.strings.as_string(f32([1.5, -2.25, 1e10, np.nan, np.inf]))
tf.strings.as_string(f32([1.5, 2.0]), precision=2)
tf.strings.as_string(f32([1.5, 2.0]), scientific=True)
tf.strings.as_string(f32([1.5, 2.0]), shortest=True)
tf.strings.as_string(f64([0.1, 1/3]), precision=3, width=8, fill="0")
tf.strings.as_string(i32([1, -2]), width=4)
tf.strings.as_string(i32([1, -2]), width=4, fill="0")
tf.strings.as_string(b1([True, False]))
tf.strings.as_string(c64([1 + 2j]))
"""

GRAPH_VALUES = """
tf.string_to_hash_bucket(["a", "abcdefgh", "hello world, again", ""], 1000000)
tf.strings.to_hash_bucket(["a", "b"], 2**50)
tf.string_to_number(["3.25"])
tf.substr("abc", 0, 1)
"""

ERRORS = """
tf.strings.lower(tf.constant(1)) ##
tf.strings.substr("abc", 1.5, 1) ##
tf.strings.substr("abc", 1, tf.constant(1, tf.int64)) ##
tf.string_to_number("1", tf.string) ##
tf.reduce_join([["a"]], axis=0, reduction_indices=0) ##
tf.strings.join([1, 2]) ##
run(tf.string_to_number("abc")) ## StringToNumberOp could not correctly convert string: abc
run(tf.string_to_number("1.5", tf.int32)) ## StringToNumberOp could not correctly convert string: 1.5
run(tf.string_to_number("99999999999", tf.int32)) ## could not correctly convert string
run(tf.string_to_number("1_0")) ## could not correctly convert string
run(tf.strings.substr("abc", 5, 1)) ## pos 5 out of range for string
run(tf.decode_base64("a?")) ## base64
run(tf.strings.regex_replace("a", "(", "b")) ##
"""

TOPICS = subject(
    "texts",
    nodes=NODES,
    values=VALUES,
    graph_values=GRAPH_VALUES,
    errors=ERRORS,
)
