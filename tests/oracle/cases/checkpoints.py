"""Checkpoints: the saver's nodes and files, and what each library reads of the other's.

Every case happens in an empty directory of its own. ``files()`` lists what is in it.
"""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

import base64
import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.oracle.harness import Topic, execute, nodes, outcome

NODES = Topic("checkpoints_nodes", "graph")
FILES = Topic("checkpoints", "graph")
ERRORS = Topic("checkpoints_errors", "graph")
TOPICS = [NODES, FILES, ERRORS]
ROOT = Path(__file__).resolve().parents[3]

MODEL = """
a = tf.Variable(3, name="a")
b = tf.Variable([1.5, -2.0], name="b")
"""
HELPERS = """
import os
from pathlib import Path
def files():
    return sorted(name for name in os.listdir(".") if not name.endswith(".meta"))
def state(name="checkpoint"):
    return Path(name).read_text()
def proto(message):
    return str(message).strip().split("\\n")
"""


def in_own_directory(tf: Any, np: Any, text: str) -> Any:
    """Runs source text in an empty directory; the value of its last line."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return execute(tf, np, text)


def added(tf: Any, np: Any, text: str) -> Any:
    """The nodes, and what the saver says of them."""
    found = execute(tf, np, MODEL + text.replace("; ", "\n") + "\n(s,)")[0]
    return [nodes(tf), str(found.saver_def).strip().split("\n")]


def run(tf: Any, np: Any, text: str) -> Any:
    """The row's last value, with a saver and a session at hand."""
    begin = "s = tf.train.Saver()\nsess = tf.Session()\n"
    begin += "sess.run([a.initializer, b.initializer])\n"
    rows = text.replace("; ", "\n")
    return in_own_directory(tf, np, HELPERS + MODEL + begin + rows)


NODES.table(
    """
s = tf.train.Saver()
s = tf.train.Saver([b])
s = tf.train.Saver({"x/y": a, "x": b})
s = tf.train.Saver([b, a], reshape=True)
s = tf.train.Saver(name="mine", filename="mine.ckpt")
s = tf.train.Saver(sharded=True)
s = tf.train.Saver(sharded=True, reshape=True, name="mine")
s = tf.train.Saver(); t = tf.train.Saver([b])
s = tf.train.Saver(defer_build=True); s.build(); s.build()
s = tf.train.Saver([a.op.outputs[0]])
s = tf.train.Saver([[a], (b,)])
c = tf.Variable(["x", "y"], name="c"); s = tf.train.Saver()
c = tf.Variable(tf.placeholder(tf.float32, name="p"), validate_shape=False, name="c"); s = tf.train.Saver(); t = tf.train.Saver([c], reshape=True)
""".strip().split("\n"),
    added,
)


# Each row ends in what the answer is; ``s`` is a saver of all, ``sess`` a session.
FILES.table(
    """
[s.save(sess, "./m"), files(), state()]
[s.save(sess, "m"), files(), state()]
[s.save(sess, "./m", global_step=7), files(), state()]
[s.save(sess, "./m", global_step=a), s.save(sess, "./m", global_step="a:0"), s.last_checkpoints]
s = tf.train.Saver(pad_step_number=True); [s.save(sess, "./m", global_step=7), files()]
s = tf.train.Saver(max_to_keep=2); [s.save(sess, "./m", global_step=i) for i in range(5)] + [files(), state(), s.last_checkpoints, sorted(os.listdir("."))]
s = tf.train.Saver(max_to_keep=None); [s.save(sess, "./m", global_step=i) for i in range(3)] + [files(), state(), s.last_checkpoints]
s = tf.train.Saver(max_to_keep=0); [s.save(sess, "./m", global_step=i) for i in range(3)] + [files(), state()]
s = tf.train.Saver(max_to_keep=1, keep_checkpoint_every_n_hours=0); [s.save(sess, "./m", global_step=i) for i in range(3)] + [files(), state()]
[s.save(sess, "./m") for i in range(3)] + [files(), state(), s.last_checkpoints]
[s.save(sess, "new/m"), os.listdir("new") != [], state("new/checkpoint")]
s = tf.train.Saver(save_relative_paths=True); [s.save(sess, os.path.abspath("m")) == os.path.abspath("m"), state()]
[s.save(sess, "./m", latest_filename="last"), files(), state("last"), tf.train.latest_checkpoint("."), tf.train.latest_checkpoint(".", "last")]
[s.save(sess, "./m", write_meta_graph=False), sorted(os.listdir("."))]
[s.save(sess, "./m", meta_graph_suffix="graph"), sorted(os.listdir("."))]
[s.save(sess, "./m", write_state=False), files(), s.last_checkpoints]
[s.save(sess, "./m", 5, "last"), files()]
[s.save(sess, b"./bytes"), files()]
s = tf.train.Saver(sharded=True); [s.save(sess, "./m"), files(), state()]
[s.save(sess, "new/"), sorted(os.listdir("new"))[0], state("new/checkpoint"), tf.train.latest_checkpoint("new")]
[s.save(sess, "new/", 3), state("new/checkpoint"), tf.train.latest_checkpoint("new/")]
[s.save(sess, "a b/c d.ckpt", "a:0"), sorted(os.listdir("a b"))[1:3], tf.train.latest_checkpoint("a b")]
[s.save(sess, os.path.abspath("m"), 1) == os.path.abspath("m-1"), state().replace(os.getcwd(), "HERE")]
[s.save(sess, "./m", np.int64(5)), s.save(sess, "./m", True), s.save(sess, "./m", a), s.save(sess, "./m", -1)]
[s.save(sess, "m.ckpt-3"), files(), tf.train.latest_checkpoint(".")]
[s.save(sess, "./m-00001-of-00002", meta_graph_suffix="meta"), sorted(os.listdir("."))]
s.save(sess, "./m"); [tf.train.latest_checkpoint(""), tf.train.checkpoint_exists("m*"), tf.train.checkpoint_exists("./m.index")]
s.save(sess, "./m", 1); t = tf.train.Saver(); t.save(sess, "./n", 2); [state(), t.last_checkpoints, files()]
s.save(sess, "./m"); sess.run([a.assign(0), b.assign([0.0, 0.0])]); s.restore(sess, "./m"); sess.run([a, b])
s.save(sess, "./m"); new = tf.Session(); s.restore(new, "./m"); new.run([a, b])
t = tf.train.Saver({"x": b}); t.save(sess, "./m"); sess.run(b.assign([0.0, 0.0])); t.restore(sess, "./m"); [sess.run(b), tf.train.list_variables("./m")]
t = tf.train.Saver({"b": b, "x": a}); t.save(sess, "./m"); tf.train.list_variables("m")
s.save(sess, "./m"); c = tf.Variable([[0.0], [0.0]], name="c"); tf.train.Saver({"b": c}, reshape=True).restore(sess, "./m"); sess.run(c)
s = tf.train.Saver(sharded=True); s.save(sess, "./m"); sess.run(b.assign([0.0, 0.0])); s.restore(sess, "m"); sess.run(b)
c = tf.Variable(b"x", name="c"); sess.run(c.initializer); t = tf.train.Saver([c]); t.save(sess, "./m"); sess.run(c.assign("y")); t.restore(sess, "./m"); sess.run(c)
s.save(sess, "./m"); r = tf.train.NewCheckpointReader("./m"); [sorted(r.get_variable_to_shape_map().items()), sorted((k, v.name) for k, v in r.get_variable_to_dtype_map().items()), r.has_tensor("a"), r.has_tensor("c"), r.get_tensor("a"), r.get_tensor("b"), r.debug_string()]
s.save(sess, "./m"); [tf.train.load_variable(".", "b"), tf.train.load_variable("./m", "b:0"), tf.train.load_checkpoint(".").has_tensor("a")]
s.save(sess, "./m"); [tf.train.checkpoint_exists("./m"), tf.train.checkpoint_exists("./n"), len(tf.train.get_checkpoint_mtimes(["./n", "./m"]))]
s.save(sess, "./m"); tf.train.remove_checkpoint("./m"); [sorted(os.listdir(".")), tf.train.latest_checkpoint(".")]
[s.save(sess, "./m", i) for i in range(2)]; proto(tf.train.get_checkpoint_state("."))
[s.save(sess, "./m", i) for i in range(2)]; t = tf.train.Saver(max_to_keep=2); t.recover_last_checkpoints(["./m-0", "./gone", "./m-1"]); [t.last_checkpoints, t.save(sess, "./m", 2), files(), t.last_checkpoints]
s.set_last_checkpoints(["x", "y"]); s.last_checkpoints
s.set_last_checkpoints_with_time([("x", 1.0)]); s.last_checkpoints
[tf.train.latest_checkpoint("."), tf.train.latest_checkpoint("nowhere"), tf.train.get_checkpoint_state("nowhere")]
tf.train.update_checkpoint_state(".", "./m-2", ["./m-1", "./m-2"]); [state(), proto(tf.train.get_checkpoint_state(".")), tf.train.latest_checkpoint(".")]
tf.train.update_checkpoint_state(".", "/abs/m-2", ["m-1"], all_model_checkpoint_timestamps=[1.5, 2.5], last_preserved_timestamp=0.25); state()
[proto(tf.train.generate_checkpoint_state_proto(*row)) for row in [("/d", "m"), ("d", "d/m"), ("d", "d/m", ["d/l"]), ("d", "/abs/m", ["d/l", "/abs/m"]), ("", "m"), (".", "./m")]]
[proto(s.to_proto()), proto(s.to_proto("save")), s.to_proto("other")]
t = tf.train.Saver.from_proto(s.as_saver_def()); sess.run(b.assign([5.0, 6.0])); t.save(sess, "./m"); sess.run(b.assign([0.0, 0.0])); t.restore(sess, "./m"); [sess.run(b), len(tf.get_default_graph().get_operations())]
[tf.train.Saver([], allow_empty=True).save(sess, "./m", write_meta_graph=False), files()]
s.save(sess, "./m"); w = tf.get_variable("w", [2]); tf.train.init_from_checkpoint("./m", {"b": "w"}); [nodes(tf)[-8:], w.initial_value.name, dims(w.initial_value), sess.run(tf.global_variables_initializer()), sess.run(w)]
s.save(sess, "./m"); w = tf.get_variable("layer/b", [2]); tf.train.init_from_checkpoint(".", {"/": "layer/"}); sess.run(tf.global_variables_initializer()); sess.run(w)
Path("checkpoint").write_text("not: { a state"); tf.train.latest_checkpoint(".")
""".strip().split("\n"),
    run,
)


# As in ``mistakes``: the last line fails, ``##`` and fragments of the message follow.
ROWS = """
tf.train.Saver([]) ## No variables to save
tf.train.Saver({}) ## No variables to save
tf.train.Saver(3) ## Variables to save should be passed in a dict or a list. Got 3
tf.train.Saver(a) ## Variables to save should be passed in a dict or a list
tf.train.Saver([tf.constant(1)]) ## Variable to save is not a Variable: Tensor("Const:0"
tf.train.Saver({"a": tf.constant(1)}) ## Not a variable: Tensor("Const:0"
tf.train.Saver({1: a}) ## Name is not a string: 1
tf.train.Saver([a, a]) ## At least two variables have the same name: a
tf.train.Saver({"x": a, "y": a}) ## The same saveable will be restored with two names: y
tf.train.Saver([a], defer_build=True) ## build cannot be deferred
tf.train.Saver(defer_build=True).save(sess, "./x") ## `build()` should be called before save
s.restore(sess, "./x") ## The passed save_path is not a valid checkpoint: ./x
s.restore(sess, None) ## Can't load save_path when it is None.
s.save(None, "./x") ## 'sess' must be a Session; None
s.save(sess, "./x", latest_filename="a/b") ## 'latest_filename' must not contain path components
s.save(sess, "checkpoint") ## 'latest_filename' collides with 'save_path': 'checkpoint' and 'checkpoint'
s.save(sess, "no/such/x") ## Parent directory of no/such/x doesn't exist, can't save.
s.save(sess, "./x", global_step=1.5) ##
s.save(tf.Session(), "./x") ## Attempting to use uninitialized value
sess.close(); s.save(sess, "./x") ## Attempted to use a closed Session
sess.close(); s.save(tf.Session(), "./x") ## uninitialized
c = tf.Variable(1, name="c"); tf.train.Saver([a, c]).save(sess, "./x") ## Attempting to use uninitialized value c
s.save(sess, "./x"); c = tf.Variable(1, name="c"); tf.train.Saver().restore(sess, "./x") ## Restoring from checkpoint failed. This is most likely due to a Variable name or other graph key that is missing from the checkpoint. Please ensure that you have not altered the graph expected based on the checkpoint. Original error: && Key c not found in checkpoint && {{node save_1/RestoreV2}}
s.save(sess, "./x"); tf.train.Saver({"a": b}).restore(sess, "./x") ## most likely due to a mismatch between the current graph and the graph from the checkpoint && tensor_name = a; expected dtype float does not equal original dtype int32
s.save(sess, "./x"); c = tf.Variable([1.0], name="c"); tf.train.Saver({"b": c}).restore(sess, "./x") ## Assign requires shapes of both tensors to match. lhs shape= [1] rhs shape= [2]
s.save(sess, "./x"); c = tf.Variable([1.0], name="c"); tf.train.Saver({"b": c}, reshape=True).restore(sess, "./x") ##
s.save(sess, "./x"); s.restore(sess, "./x.index") ##
s.save(sess, "./x"); s.restore(sess, "./x.data-00000-of-00001") ## too short to be an sstable
s.save(sess, "./x"); s.restore(sess, ".") ## Unable to open table file . && Is a directory
s.save(sess, "./x"); s.restore(sess, "./x.meta") ## not an sstable (bad magic number)
s.save(sess, "./x"); os.remove("x.data-00000-of-00001"); s.restore(sess, "./x") ## x.data-00000-of-00001; No such file or directory
s.save(sess, "./x"); cut("x.index", -1); s.restore(sess, "./x") ##
s.save(sess, "./x"); flip("x.index", 10); s.restore(sess, "./x") ##
s.save(sess, "./x"); flip("x.data-00000-of-00001", 1); s.restore(sess, "./x") ## Checksum does not match
tf.train.load_checkpoint(".") ## Couldn't find 'checkpoint' file or checkpoints in given directory .
tf.train.load_checkpoint("./x") ## Failed to find any matching files for ./x
tf.train.list_variables("./x") ## Failed to find any matching files for ./x
tf.train.NewCheckpointReader("./x") ## Unsuccessful TensorSliceReader constructor: Failed to find any matching files for ./x
s.save(sess, "./x"); tf.train.load_variable("./x", "c") ## Key c not found in checkpoint
s.save(sess, "./x"); tf.train.init_from_checkpoint("./x", {"c": a}) ## Tensor c is not found in ./x checkpoint
s.save(sess, "./x"); tf.train.init_from_checkpoint("./x", {"b": a}) ## Shape of variable a:0 && doesn't match with shape of tensor b ([2]) from checkpoint reader.
s.save(sess, "./x"); tf.train.init_from_checkpoint("./x", {"b": "c"}) ## Assignment map with scope only name  should map to scope only b. Should be 'scope/': 'other_scope/'.
s.save(sess, "./x"); w = tf.get_variable("w", [2]); tf.train.init_from_checkpoint("./x", {"/": "/"}) ## Tensor w && is not found in ./x checkpoint
tf.train.import_meta_graph("./x.meta") ##
tf.train.get_checkpoint_state(empty()) ## Invalid checkpoint state loaded from .
tf.train.update_checkpoint_state(".", "./checkpoint") ##
tf.train.generate_checkpoint_state_proto("d", "m", ["l"], [1.0]) ## must match checkpoint paths
tf.train.Saver(saver_def=tf.train.SaverDef()) ## saver_def must specify the save_tensor_name
tf.train.Saver(saver_def=3) ##
tf.reset_default_graph(); tf.constant(1); s.save(tf.Session(), "./x") ## Cannot interpret feed_dict key as Tensor: The name 'save/Const:0' refers to a Tensor which does not exist.
s.save(sess, "./x"); tf.reset_default_graph(); tf.constant(1); s.restore(tf.Session(), "./x") ## Cannot interpret feed_dict key as Tensor: The name 'save/Const:0'
""".strip().split("\n")
SPOIL = """
def cut(name, length):
    Path(name).write_bytes(Path(name).read_bytes()[:length])
def flip(name, position):
    data = bytearray(Path(name).read_bytes())
    data[position] ^= 1
    Path(name).write_bytes(data)
def empty():
    Path("checkpoint").touch()
    return "."
"""


def fail(tf: Any, np: Any, row: str) -> Any:
    """The error of the row's last line."""
    text, _, words = row.partition(" ## ")
    fragments = [part for part in words.split(" && ") if part]
    return outcome(lambda: run(tf, np, SPOIL.strip() + "; " + text), *fragments)


for _row in ROWS:
    ERRORS.add(
        _row.partition(" ##")[0],
        lambda tf, np, row=_row: fail(tf, np, row.removesuffix(" ##")),
    )


# --- the files themselves -------------------------------------------------------------

KINDS = """
values = [("s", np.array([b"", b"x" * 300, b"\\xff\\0"], object)), ("one", np.array(b"text", object))]
for name in "float16 float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64 complex64 complex128 bool".split():
    values += [(name, np.array([[0, 1, 2], [3, 100, 5]]).astype(name)), (name + "/one", np.array(7).astype(name))]
values += [("empty", np.zeros([0, 3], np.float32))]
variables = [tf.Variable(value, name=name) for name, value in values]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
"""
LONG = """
names = ["scope_%03d/%s" % (n * 37 % 1000, chr(97 + n % 26) * (n % 97)) for n in range(300)]
variables = [tf.Variable(np.float32(n), name=name) for n, name in enumerate(names)]
sess = tf.Session()
sess.run(tf.global_variables_initializer())
"""


@FILES.case("every byte of index and elements, every dtype")
def every_byte(tf: Any, np: Any) -> Any:
    """The files that are written are the same, byte for byte."""
    return written(tf, np, KINDS)


@FILES.case("every byte of index and elements, 300 variables")
def many_bytes(tf: Any, np: Any) -> Any:
    """The same for keys that share beginnings."""
    return written(tf, np, LONG)


def written(tf: Any, np: Any, text: str) -> Any:
    """The files that a saver writes, in base64."""
    save = 'tf.train.Saver().save(sess, "./m", write_meta_graph=False)\n'
    ends = "('.index', '.data-00000-of-00001')"
    read = f"[Path('m' + end).read_bytes() for end in {ends}]"
    found = in_own_directory(tf, np, HELPERS + text + save + read)
    return [base64.b64encode(data).decode() for data in found]


# A program that saves with TeachFlow, whoever asks: TensorFlow restores what it wrote.
WRITER = """
import numpy as np
import teachflow.compat.v1 as tf
{text}
saver = tf.train.Saver()
for _ in range({times}):
    saver.save(sess, "./m", write_meta_graph={meta})
"""


def saved_by_teachflow(text: str, times: int = 1, meta: bool = False) -> None:
    """Saves into the current directory as ``./m`` with TeachFlow, in its own process."""
    program = WRITER.format(text=text, times=times, meta=meta)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)


def restored(tf: Any, np: Any, text: str, times: int = 1) -> Any:
    """What the variables hold after restoring TeachFlow's files."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        saved_by_teachflow(text, times)
        read = 'tf.train.Saver().restore(sess, "./m")\n[sess.run(v) for v in variables]'
        zeros = "sess.run([v.assign(tf.zeros_like(v)) for v in variables[2:]])\n"
        return execute(tf, np, text + zeros + read)


@FILES.case("restores what TeachFlow saved, every dtype")
def restore_ours(tf: Any, np: Any) -> Any:
    """Values of every dtype."""
    return restored(tf, np, KINDS)


@FILES.case("restores what TeachFlow saved over its former files")
def restore_ours_again(tf: Any, np: Any) -> Any:
    """A checkpoint that replaced another."""
    return restored(tf, np, KINDS, times=3)


@FILES.case("restores where the elements are the first of two shards")
def restore_detour(tf: Any, np: Any) -> Any:
    """What a kill between two renamings leaves, and what stays where no links are."""
    refuse = "import os\ndef refuse(*args):\n    raise OSError\nos.link = refuse\n"
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        saved_by_teachflow(refuse + MODEL + BEGIN, times=2)
        listed = sorted(os.listdir("."))
        read = 'tf.train.Saver().restore(sess, "./m")\nsess.run([a, b])'
        return [listed, execute(tf, np, MODEL + "sess = tf.Session()\n" + read)]


BEGIN = "sess = tf.Session()\nsess.run(tf.global_variables_initializer())\n"
LINEAR = """
x = tf.placeholder(tf.float32, [None, 2], name="x")
w = tf.Variable([[1.0], [2.0]], name="w")
b = tf.Variable(0.5, name="b")
y = tf.add(tf.matmul(x, w), b, name="y")
tf.add_to_collection("outputs", y)
"""

IMPORT = """
saver = tf.train.import_meta_graph("./m.meta"{scope})
sess = tf.Session()
saver.restore(sess, "./m")
y = tf.get_collection("outputs")[0]
value = sess.run(y, {{"{prefix}x:0": [[10.0, 100.0]]}})
names = [v.name for v in tf.global_variables()]
steps = [op.name for op in tf.get_default_graph().get_operations()]
sess.run(tf.trainable_variables()[0].assign([[2.0], [3.0]]))
saver.save(sess, "./again", write_meta_graph=False)
[y.name, value, names, steps, tf.train.load_variable("./again", "w"), sess.run(y, {{"{prefix}x:0": [[1.0, 1.0]]}})]
"""


@FILES.case("imports the graph that TeachFlow saved")
def import_ours(tf: Any, np: Any) -> Any:
    """Nodes, collections, saver: enough to restore, compute, change and save again."""
    return imported(tf, np, IMPORT.format(scope="", prefix=""))


@FILES.case("imports the graph that TeachFlow saved, in a scope")
def import_ours_in_a_scope(tf: Any, np: Any) -> Any:
    """The same under a name scope."""
    scope = ', import_scope="inner"'
    return imported(tf, np, IMPORT.format(scope=scope, prefix="inner/"))


@FILES.case("imports the graph that TeachFlow saved with the sharded saver")
def import_ours_sharded(tf: Any, np: Any) -> Any:
    """Files put together by the nodes of a sharded saver."""
    text = IMPORT.format(scope="", prefix="")
    return imported(
        tf, np, text, "tf.train.Saver = lambda s=tf.train.Saver: s(sharded=True)\n"
    )


def imported(tf: Any, np: Any, text: str, before: str = "") -> Any:
    """What a program finds that imports TeachFlow's files."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        saved_by_teachflow(before + LINEAR + BEGIN, meta=True)
        return execute(tf, np, text.strip())
