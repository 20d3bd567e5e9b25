"""``tf.graph_util``: graphs cut, frozen and read."""

from __future__ import annotations

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.graph_def import importing as _importing
from teachflow.graph_def.freezing import (
    convert_variables_to_constants,
    extract_sub_graph,
    remove_training_nodes,
)
from teachflow.graph_def.loadable import check_loadable, own_nodes
from teachflow.graph_def.lowering import lower_helpers

import_graph_def = at_home(_importing.import_graph_def)

__getattr__ = _looking_up(__name__)
