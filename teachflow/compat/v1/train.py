"""``tf.train``: optimizers, learning rates and the global step."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.checkpoints import importing as _importing
from teachflow.checkpoints import initialize as _initialize
from teachflow.checkpoints.management import (
    checkpoint_exists,
    get_checkpoint_mtimes,
    remove_checkpoint,
)
from teachflow.checkpoints.reader import (
    NewCheckpointReader,
    list_variables,
    load_checkpoint,
    load_variable,
)
from teachflow.checkpoints.saver import Saver
from teachflow.checkpoints.state import (
    generate_checkpoint_state_proto,
    get_checkpoint_state,
    latest_checkpoint,
    update_checkpoint_state,
)
from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v1._face import at_home
from teachflow.compat.v1._messages import message_class as _message_class
from teachflow.formats.example import NAMES as _EXAMPLE_MESSAGES
from teachflow.formats.example import message_class as _example_class
from teachflow.graph_def import meta_graph as _meta_graph
from teachflow.graph_def.files import write_graph
from teachflow.input import batching as _batching
from teachflow.input import producers as _producers
from teachflow.input.coordinator import Coordinator, LooperThread
from teachflow.input.runner import (
    QueueRunner,
    add_queue_runner,
    start_queue_runners,
)
from teachflow.summaries.event_file import summary_iterator
from teachflow.summaries.writer import FileWriter
from teachflow.training import schedules as _schedules
from teachflow.training import staged as _staged
from teachflow.training.adaptive import (
    AdadeltaOptimizer,
    AdagradOptimizer,
    AdamOptimizer,
    FtrlOptimizer,
    RMSPropOptimizer,
)
from teachflow.training.averages import ExponentialMovingAverage
from teachflow.training.descent import GradientDescentOptimizer, MomentumOptimizer
from teachflow.training.optimizer import Optimizer
from teachflow.training.proximal import (
    AdagradDAOptimizer,
    ProximalAdagradOptimizer,
    ProximalGradientDescentOptimizer,
)
from teachflow.training.step import (
    assert_global_step,
    create_global_step,
    get_global_step,
    get_or_create_global_step,
    global_step,
)

SummaryWriter = FileWriter  # its name in the first versions
batch = at_home(_batching.batch)
batch_join = at_home(_batching.batch_join)
cosine_decay = at_home(_schedules.cosine_decay)
cosine_decay_restarts = at_home(_staged.cosine_decay_restarts)
exponential_decay = at_home(_schedules.exponential_decay)
export_meta_graph = at_home(_meta_graph.export_meta_graph)
import_meta_graph = at_home(_importing.import_meta_graph)
init_from_checkpoint = at_home(_initialize.init_from_checkpoint)
input_producer = at_home(_producers.input_producer)
inverse_time_decay = at_home(_schedules.inverse_time_decay)
limit_epochs = at_home(_producers.limit_epochs)
linear_cosine_decay = at_home(_schedules.linear_cosine_decay)
match_filenames_once = at_home(_producers.match_filenames_once)
maybe_batch = at_home(_batching.maybe_batch)
maybe_batch_join = at_home(_batching.maybe_batch_join)
maybe_shuffle_batch = at_home(_batching.maybe_shuffle_batch)
maybe_shuffle_batch_join = at_home(_batching.maybe_shuffle_batch_join)
natural_exp_decay = at_home(_schedules.natural_exp_decay)
noisy_linear_cosine_decay = at_home(_schedules.noisy_linear_cosine_decay)
piecewise_constant = at_home(_staged.piecewise_constant)
piecewise_constant_decay = piecewise_constant
polynomial_decay = at_home(_schedules.polynomial_decay)
range_input_producer = at_home(_producers.range_input_producer)
shuffle_batch = at_home(_batching.shuffle_batch)
shuffle_batch_join = at_home(_batching.shuffle_batch_join)
slice_input_producer = at_home(_producers.slice_input_producer)
string_input_producer = at_home(_producers.string_input_producer)

_missing = _looking_up(__name__)


def __getattr__(name: str) -> _Any:
    if name in _EXAMPLE_MESSAGES:
        return _example_class(name)
    return _message_class(name) if name == "SaverDef" else _missing(name)
