"""``tf.data``: datasets, gone through with ``for``."""

from __future__ import annotations

from typing import Any as _Any

from teachflow.compat.missing import looking_up as _looking_up
from teachflow.compat.v2._face import at_home as _at_home
from teachflow.compat.v2.data import experimental
from teachflow.datasets import files as _files
from teachflow.datasets import looping as _looping  # declares a loop
from teachflow.datasets.base import BaseDataset as _BaseDataset
from teachflow.datasets.dataset import Dataset as _Dataset
from teachflow.datasets.options import Options
from teachflow.datasets.owned_iterator import NumpyIterator
from teachflow.datasets.owned_iterator import OwnedIterator as Iterator
from teachflow.datasets.structure import DatasetSpec

AUTOTUNE = -1
INFINITE_CARDINALITY = -1
UNKNOWN_CARDINALITY = -2


class _FaceDataset(type):
    """The class of ``Dataset``: every dataset is one, whatever made it."""

    def __instancecheck__(cls, instance: _Any) -> bool:
        return isinstance(instance, _BaseDataset)


class Dataset(_Dataset, metaclass=_FaceDataset):
    """A sequence of elements: tensors, or tuples and dicts of them.

    Made by functions such as ``from_tensor_slices``; its methods make other datasets of
    it, and ``for`` goes through it. Functions of elements are traced once, as by
    ``tf.function``. Unlike TensorFlow, nothing is computed ahead (``prefetch`` and
    parallel calls only give the same elements), ``cache`` keeps elements in memory
    only, ``interleave`` goes through one dataset at a time unless ``cycle_length`` is
    given, and no element is sparse or ragged. Source: tf.data.Dataset.

    >>> import teachflow as tf
    >>> for batch in tf.data.Dataset.range(5).map(lambda x: x * x).batch(3):
    ...     print(batch)
    tf.Tensor([0 1 4], shape=(3,), dtype=int64)
    tf.Tensor([ 9 16], shape=(2,), dtype=int64)
    """

    choose_from_datasets = staticmethod(_at_home(_Dataset.choose_from_datasets))
    counter = staticmethod(_at_home(_Dataset.counter))
    from_generator = staticmethod(_at_home(_Dataset.from_generator))
    from_tensor_slices = staticmethod(_at_home(_Dataset.from_tensor_slices))
    from_tensors = staticmethod(_at_home(_Dataset.from_tensors))
    list_files = staticmethod(_at_home(_Dataset.list_files))
    random = staticmethod(_at_home(_Dataset.random))
    range = staticmethod(_at_home(_Dataset.range))
    sample_from_datasets = staticmethod(_at_home(_Dataset.sample_from_datasets))
    zip = staticmethod(_at_home(_Dataset.zip))


FixedLengthRecordDataset = _at_home(_files.FixedLengthRecordDataset)
TextLineDataset = _at_home(_files.TextLineDataset)
TFRecordDataset = _at_home(_files.TFRecordDataset)

__getattr__ = _looking_up(__name__)
