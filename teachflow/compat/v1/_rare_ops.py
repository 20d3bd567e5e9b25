"""``tf``: functions of the graph face that a first lesson does not ask for."""

from __future__ import annotations

from teachflow.compat.v1._face import at_home
from teachflow.graph.hessians import hessians as _hessians
from teachflow.input import py_function as _py_function
from teachflow.ops.arrays import retyping as _retyping
from teachflow.ops.arrays.groups import partition as _partition
from teachflow.ops.arrays.groups import segment_means as _segment_means
from teachflow.ops.arrays.ordering import sorting as _sorting
from teachflow.ops.arrays.ordering import uniques as _uniques
from teachflow.ops.arrays.sparse import making as _sparse
from teachflow.ops.control import printing as _printing
from teachflow.ops.control import python_call as _python_call
from teachflow.ops.input import decoding as _decoding
from teachflow.ops.input import examples as _examples
from teachflow.ops.linalg import einsum as _einsum
from teachflow.ops.linalg import products as _products
from teachflow.ops.linalg import solving as _solving
from teachflow.ops.linalg import sparse_products as _sparse_products
from teachflow.ops.math import clipping as _clipping
from teachflow.ops.math import linspace as _linspace
from teachflow.ops.math import sums as _sums
from teachflow.ops.math.special import gammas as _gammas
from teachflow.ops.nn import blocks as _blocks
from teachflow.ops.nn import confusion as _confusion
from teachflow.ops.random import categories as _categories
from teachflow.ops.random import cropping as _cropping
from teachflow.ops.random import gamma_draws as _gamma_draws
from teachflow.ops.strings import strings as _strings
from teachflow.ops.strings import texts as _texts

accumulate_n = at_home(_sums.accumulate_n)
argsort = at_home(_sorting.argsort)
as_string = at_home(_strings.as_string)
betainc = at_home(_gammas.betainc)
bitcast = at_home(_retyping.bitcast)
clip_by_average_norm = at_home(_clipping.clip_by_average_norm)
clip_by_global_norm = at_home(_clipping.clip_by_global_norm)
clip_by_norm = at_home(_clipping.clip_by_norm)
confusion_matrix = at_home(_confusion.confusion_matrix)
cross = at_home(_products.cross)
decode_base64 = at_home(_texts.decode_base64)
decode_csv = at_home(_decoding.decode_csv)
decode_raw = at_home(_decoding.decode_raw)
depth_to_space = at_home(_blocks.depth_to_space)
digamma = at_home(_gammas.digamma)
dynamic_partition = at_home(_partition.dynamic_partition)
dynamic_stitch = at_home(_partition.dynamic_stitch)
einsum = at_home(_einsum.einsum)
encode_base64 = at_home(_texts.encode_base64)
ensure_shape = at_home(_retyping.ensure_shape)
guarantee_const = at_home(_retyping.guarantee_const)
hessians = at_home(_hessians)
igamma = at_home(_gammas.igamma)
igammac = at_home(_gammas.igammac)
is_non_decreasing = at_home(_sums.is_non_decreasing)
is_strictly_increasing = at_home(_sums.is_strictly_increasing)
lbeta = at_home(_gammas.lbeta)
lgamma = at_home(_gammas.lgamma)
lin_space = at_home(_linspace.linspace)
linspace = at_home(_linspace.linspace)
log_sigmoid = at_home(_sums.log_sigmoid)
matching_files = at_home(_decoding.matching_files)
matrix_solve_ls = at_home(_solving.matrix_solve_ls)
multinomial = at_home(_categories.multinomial)
numpy_function = at_home(_python_call.numpy_function)
parallel_stack = at_home(_retyping.parallel_stack)
parse_example = at_home(_examples.parse_example)
parse_single_example = at_home(_examples.parse_single_example)
polygamma = at_home(_gammas.polygamma)
Print = at_home(_printing.print_tensors)
print = at_home(_printing.print_all)
py_func = at_home(_python_call.py_func)
py_function = at_home(_py_function.py_function)
random_crop = at_home(_cropping.random_crop)
random_gamma = at_home(_gamma_draws.random_gamma)
read_file = at_home(_decoding.read_file)
reduce_join = at_home(_strings.reduce_join)
regex_replace = at_home(_texts.regex_replace)
saturate_cast = at_home(_retyping.saturate_cast)
searchsorted = at_home(_sorting.searchsorted)
setdiff1d = at_home(_uniques.setdiff1d)
sort = at_home(_sorting.sort)
space_to_depth = at_home(_blocks.space_to_depth)
sparse_placeholder = at_home(_sparse.sparse_placeholder)
sparse_tensor_dense_matmul = at_home(_sparse_products.sparse_tensor_dense_matmul)
sparse_tensor_to_dense = at_home(_sparse.sparse_tensor_to_dense)
sparse_to_dense = at_home(_sparse.sparse_to_dense)
string_join = at_home(_strings.string_join)
string_split = at_home(_sparse.string_split)
string_strip = at_home(_texts.string_strip)
string_to_hash_bucket = at_home(_texts.string_to_hash_bucket)
string_to_hash_bucket_fast = at_home(_texts.string_to_hash_bucket_fast)
string_to_number = at_home(_texts.string_to_number)
substr = at_home(_texts.substr)
tensordot = at_home(_products.tensordot)
timestamp = at_home(_retyping.timestamp)
unique = at_home(_uniques.unique)
unique_with_counts = at_home(_uniques.unique_with_counts)
unravel_index = at_home(_retyping.unravel_index)
unsorted_segment_mean = at_home(_segment_means.unsorted_segment_mean)
unsorted_segment_sqrt_n = at_home(_segment_means.unsorted_segment_sqrt_n)
write_file = at_home(_decoding.write_file)
zeta = at_home(_gammas.zeta)
