"""Every op: importing this module declares them all.

Graphs find ops by their types, wherever a node comes from. The first type that nobody
declared before brings this module in.
"""

from teachflow.ops.arrays import batching, bundles, repeating, retyping
from teachflow.ops.arrays.groups import partition, segment_means
from teachflow.ops.arrays.ordering import edits, sets, sorting, uniques
from teachflow.ops.arrays.sparse import making, tensor
from teachflow.ops.control import (
    assertions,
    calling,
    control,
    custom,
    lists,
    numerics,
    printing,
    python_call,
    stacks,
    tensor_array_rules,
    tensor_arrays,
)
from teachflow.ops.input import (
    dataset_functions,
    datasets,
    decoding,
    examples,
    folding,
    iterators,
    journeys,
    queues,
    readers,
)
from teachflow.ops.linalg import (
    decompositions,
    diagonals,
    einsum,
    exponential,
    factors,
    general,
    linalg,
    norms,
    products,
    solving,
    sparse_products,
    triangles,
)
from teachflow.ops.math import (
    bits,
    careful,
    clipping,
    counting,
    fourier,
    linspace,
    sums,
)
from teachflow.ops.math.special import bells, gammas
from teachflow.ops.nn import (
    activations,
    blocks,
    confusion,
    conv,
    convolution,
    convolving,
    depthwise,
    dropout,
    embedding,
    losses,
    moments,
    nn,
    normalization,
    pool,
    pooling,
    ranking,
    softmax,
    squeezable,
    weights,
    windows,
)
from teachflow.ops.output import files, recorded, summary_ops
from teachflow.ops.random import (
    binomials,
    categories,
    cropping,
    gamma_draws,
    generators,
    poissons,
    random,
    shuffling,
    stateless,
)
from teachflow.ops.state import adaptive, sparse_training, training
from teachflow.ops.strings import (
    characters,
    encodings,
    hashing,
    strings,
    text_of,
    texts,
)
