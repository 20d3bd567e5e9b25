"""GraphDefs that do not fit: the class of the error, and what it says."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute, outcome

MISTAKES = Topic("graph_def_errors", "graph")
TOPICS = [MISTAKES]

MESSAGE = """
def message(text):
    from google.protobuf import text_format
    return text_format.Parse(text, tf.GraphDef())
X = 'node { name: "x" op: "Placeholder" attr { key: "dtype" value { type: DT_FLOAT } } }'
T = ' attr { key: "T" value { type: DT_FLOAT } } }'
with tf.Graph().as_default() as graph:
    x = tf.placeholder(tf.float32, [None], name="x")
    z = tf.add(tf.multiply(x, 2.0, name="y"), 1.0, name="z")
good = graph.as_graph_def()
one = np.float32([1.0])
"""
REFUSED = {
    "tf.import_graph_def('graph')": ["Argument `graph_def` must be a GraphDef proto."],
    "tf.import_graph_def(good, input_map=[one])": [
        "Argument `input_map` must be a dictionary. Obtained list"
    ],
    "tf.import_graph_def(good, input_map={3: one})": [
        "All keys for argument `input_map` must be strings. Obtained keys: [3]"
    ],
    "tf.import_graph_def(good, input_map={'q:0': one})": [
        "Attempted to map inputs that were not found in graph_def: [q:0]"
    ],
    "tf.import_graph_def(good, input_map={'x:1': one})": [
        "Attempted to map inputs that were not found in graph_def: [x:1]"
    ],
    "tf.import_graph_def(good, input_map={'x': one}, name='')": [
        "requires a non-empty `name` if `input_map` contains non-Tensor values"
    ],
    "tf.import_graph_def(good, input_map={'x': np.int32([1])})": [
        "Input 0 of node import/y was passed int32 from import/_inputs/Const:0 incompatible with expected float."
    ],
    "tf.import_graph_def(good, input_map={'x:0:1': one})": [
        "Cannot convert 'x:0:1' to a tensor name. Tensor names should not contain more than 1 `:`. Obtained 2"
    ],
    "tf.import_graph_def(good, return_elements=['q'])": [
        "Requested return node 'q' not found in graph def"
    ],
    "tf.import_graph_def(good, return_elements=['q:0'])": [
        "Requested return tensor 'q:0' not found in graph def"
    ],
    "tf.import_graph_def(good, return_elements=['z:1'])": [
        "Invalid return output 1 of node 'z', which has 1 output(s)"
    ],
    "tf.import_graph_def(good, return_elements=[1])": [
        "Argument `return_elements` must be a list of strings. Obtained [1]."
    ],
    'tf.import_graph_def(message(\'node { name: "a" op: "Foo" }\'))': [
        "Op type not registered 'Foo'"
    ],
    'tf.import_graph_def(message(\'node { name: "a" op: "Neg" input: "b"\' + T))': [
        "Node 'a': Unknown input node 'b'"
    ],
    'tf.import_graph_def(message(\'node { name: "a" op: "NoOp" input: "^b" }\'))': [
        "Node 'a': Unknown input node '^b'"
    ],
    'tf.import_graph_def(message(\'node { name: "a" op: "Placeholder" }\'))': [
        "NodeDef missing attr 'dtype' from Op<name=Placeholder"
    ],
    "tf.import_graph_def(message(X + X))": ["Node 'x' is not unique"],
    'tf.import_graph_def(message(X + \'node { name: "a" op: "Neg" input: "x:1"\' + T))': [
        "Connecting to invalid output 1 of source node x which has 1 outputs."
    ],
    'tf.import_graph_def(message(X + \'node { name: "a" op: "Add" input: "x"\' + T))': [
        "NodeDef expected inputs 'float, float' do not match 1 inputs specified"
    ],
    'tf.import_graph_def(message(\'node { name: "a" op: "Neg" input: "a"\' + T))': [
        "in a cycle"
    ],
}
for row, fragments in REFUSED.items():
    MISTAKES.add(
        row,
        lambda tf, np, text=row, words=fragments: outcome(
            lambda: execute(tf, np, MESSAGE + text), *words
        ),
    )
