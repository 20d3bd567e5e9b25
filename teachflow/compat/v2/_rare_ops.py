"""The ops of the eager face that are imported when the first of them is asked for."""

from __future__ import annotations

from teachflow.compat.v2._face import at_home
from teachflow.ops.arrays import batching as _batching
from teachflow.ops.arrays import broadcasting as _broadcasting
from teachflow.ops.arrays import bundles as _bundles
from teachflow.ops.arrays import repeating as _repeating
from teachflow.ops.arrays import retyping as _retyping
from teachflow.ops.arrays.groups import partition as _partition
from teachflow.ops.arrays.ordering import edits as _edits
from teachflow.ops.arrays.ordering import sorting as _sorting
from teachflow.ops.arrays.ordering import uniques as _uniques
from teachflow.ops.control import printing as _printing
from teachflow.ops.linalg import arguments as _linalg_2
from teachflow.ops.linalg import diagonals as _diagonals
from teachflow.ops.linalg import einsum as _einsum
from teachflow.ops.linalg import general as _general
from teachflow.ops.linalg import products as _products
from teachflow.ops.math import clipping as _clipping
from teachflow.ops.math import counting as _counting
from teachflow.ops.math import linspace as _linspace
from teachflow.ops.strings import strings as _strings

argsort = at_home(_sorting.argsort)
as_string = at_home(_strings.as_string)
batch_to_space = at_home(_batching.batch_to_space)
bitcast = at_home(_retyping.bitcast)
broadcast_dynamic_shape = at_home(_broadcasting.broadcast_dynamic_shape)
broadcast_static_shape = _broadcasting.broadcast_static_shape
clip_by_global_norm = at_home(_clipping.clip_by_global_norm)
clip_by_norm = at_home(_clipping.clip_by_norm)
dynamic_partition = at_home(_partition.dynamic_partition)
dynamic_stitch = at_home(_partition.dynamic_stitch)
edit_distance = at_home(_edits.edit_distance)
eig = at_home(_general.eig)
eigvals = at_home(_general.eigvals)
einsum = at_home(_einsum.einsum)
ensure_shape = at_home(_retyping.ensure_shape)
eye = at_home(_diagonals.eye)
guarantee_const = at_home(_retyping.guarantee_const)
histogram_fixed_width = at_home(_counting.histogram_fixed_width)
histogram_fixed_width_bins = at_home(_counting.histogram_fixed_width_bins)
identity_n = at_home(_bundles.identity_n)
linspace = at_home(_linspace.linspace)
matrix_square_root = at_home(_general.sqrtm)
norm = at_home(_linalg_2.norm)
parallel_stack = at_home(_retyping.parallel_stack)
print = at_home(_printing.print_all)
repeat = at_home(_repeating.repeat)
required_space_to_batch_paddings = at_home(_batching.required_space_to_batch_paddings)
roll = at_home(_repeating.roll)
saturate_cast = at_home(_retyping.saturate_cast)
searchsorted = at_home(_sorting.searchsorted)
sequence_mask = at_home(_repeating.sequence_mask)
shape_n = at_home(_bundles.shape_n)
sort = at_home(_sorting.sort)
space_to_batch = at_home(_batching.space_to_batch)
space_to_batch_nd = at_home(_batching.space_to_batch_nd)
tensordot = at_home(_products.tensordot)
timestamp = at_home(_retyping.timestamp)
unique = at_home(_uniques.unique)
unique_with_counts = at_home(_uniques.unique_with_counts)
unravel_index = at_home(_retyping.unravel_index)
