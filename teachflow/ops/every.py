"""Every op that computes: importing this module declares them all.

Graphs find ops by their types, wherever a node comes from, so they import it. Those
that read or write files (``input``, ``output``) are declared by what offers them.
"""

from teachflow.ops.arrays import (
    batching,
    broadcasting,
    bundles,
    edits,
    partition,
    repeating,
    retyping,
    segment_means,
    sets,
    sorting,
    sparse,
    sparse_tensor,
    uniques,
)
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
    bell_values,
    bells,
    bits,
    careful,
    clipping,
    counting,
    fourier,
    gamma_values,
    gammas,
    linspace,
    sums,
)
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
from teachflow.ops.strings import characters, hashing, strings, text_of, texts
