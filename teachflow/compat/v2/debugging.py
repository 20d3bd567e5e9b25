"""``tf.debugging``: assertions, and watching for numbers that are none."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2 import _assertions
from teachflow.compat.v2._assertions import (
    assert_equal,
    assert_greater,
    assert_greater_equal,
    assert_integer,
    assert_less,
    assert_less_equal,
    assert_near,
    assert_negative,
    assert_non_negative,
    assert_non_positive,
    assert_none_equal,
    assert_positive,
    assert_rank,
    assert_rank_at_least,
    assert_rank_in,
    assert_scalar,
    assert_shapes,
    assert_type,
)
from teachflow.compat.v2._face import at_home
from teachflow.eager.numerics import disable_check_numerics, enable_check_numerics
from teachflow.eager.placing import (
    get_log_device_placement,
    set_log_device_placement,
)
from teachflow.graph.kinds import (
    assert_proper_iterable,
    assert_same_float_dtype,
    is_numeric_tensor,
)
from teachflow.ops.control import numerics as _numerics

Assert = _assertions.assert_
assert_all_finite = at_home(_numerics.assert_all_finite)
check_numerics = at_home(_numerics.check_numerics)

__getattr__ = _looking_up(__name__)
