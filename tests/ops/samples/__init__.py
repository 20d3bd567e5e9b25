"""The sample table: the modules here hold rows, which together name every op."""

from __future__ import annotations

import importlib
import pkgutil

from tests.ops.sample import Sample, StateSample

SAMPLES: list[Sample | StateSample] = []
for _module in sorted(info.name for info in pkgutil.iter_modules(__path__)):
    SAMPLES += importlib.import_module(f"{__name__}.{_module}").SAMPLES
