"""Prints each case's time and its ratio to NumPy by hand, TensorFlow and PyTorch.

Everything is measured in turn, several rounds in one run, and the medians of the ratios
of each round are shown: a machine that slows down slows all of them. Pictures have
nothing beside them, so of those the least is shown. TensorFlow and PyTorch take part
where ``.venv-oracle`` has them, this Python does, or the Python that
``BENCHMARK_PYTHON`` names.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import teachflow as tf2
import teachflow.compat.v1 as tf1
from benchmarks.cases import CASES
from benchmarks.eager_cases import EAGER_CASES
from benchmarks.measure import seconds_per_call
from benchmarks.pictures import ENGINE, PICTURES
from teachflow.viz.layout.render import LayoutUnavailable, available_engines

ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent


class Worker:
    """Another library's process, or nothing where it is not installed."""

    def __init__(self, kind: str) -> None:
        self.process: subprocess.Popen[str] | None = None
        library = "torch" if kind == "torch" else "tensorflow"
        python = next(
            (path for path in _pythons() if _has(path, library)),
            None,
        )
        if python is None:
            return
        self.process = subprocess.Popen(
            [python, "-m", "benchmarks.worker", kind],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        if self._pipe(self.process.stdout).readline().strip() != "ready":
            self.process = None

    @staticmethod
    def _pipe(pipe: IO[str] | None) -> IO[str]:
        if pipe is None:
            raise RuntimeError("The worker has no pipe.")
        return pipe

    def seconds(self, name: str) -> float | None:
        """Seconds per call of the case there, or None without it."""
        if self.process is None:
            return None
        print(name, file=self._pipe(self.process.stdin), flush=True)
        return float(self._pipe(self.process.stdout).readline())

    def close(self) -> None:
        """Ends the worker."""
        if self.process is not None:
            self._pipe(self.process.stdin).close()
            self._pipe(self.process.stdout).close()
            self.process.wait()


def _pythons() -> list[str]:
    named = os.environ.get("BENCHMARK_PYTHON")
    oracle = [str(path) for path in ROOT.glob(".venv-oracle/*/python")]
    return [*([named] if named else []), *oracle, sys.executable]


def _has(python: str, library: str) -> bool:
    look = f"import importlib.util as u, sys; sys.exit(not u.find_spec({library!r}))"
    return subprocess.run([python, "-c", look], check=False).returncode == 0


def import_costs() -> dict[str, float]:
    """Median seconds to start Python and import NumPy, and to import each face."""

    def once(module: str) -> float:
        command = [sys.executable, "-c", f"import {module}"]
        return seconds_per_call(lambda: subprocess.run(command, check=True), 1)

    modules = ("numpy", "teachflow", "teachflow.compat.v1")
    rounds = [[once(module) for module in modules] for _ in range(ROUNDS)]
    times = zip(*rounds, strict=True)
    return dict(zip(modules, map(statistics.median, times), strict=True))


def show(
    name: str,
    ours: Callable[[], Any],
    by_hand: Callable[[], Any],
    others: list[Worker],
    repetitions: int,
) -> None:
    """Measures one case in all libraries and prints its row."""
    times: list[float] = []
    ratios: list[list[float]] = [[] for _ in range(1 + len(others))]
    for _ in range(ROUNDS):
        mine = seconds_per_call(ours, repetitions)
        times.append(mine)
        ratios[0].append(mine / seconds_per_call(by_hand, repetitions))
        for column, other in zip(ratios[1:], others, strict=True):
            theirs = other.seconds(name)
            if theirs is not None:
                column.append(mine / theirs)
    cells = [f"{statistics.median(c):>14.3f}" if c else f"{'-':>14}" for c in ratios]
    print(f"{name:<24}{statistics.median(times) * 1e6:>9.1f} us{''.join(cells)}")


def show_pictures() -> None:
    """The rows of pictures; of text alone nothing could be learnt."""
    try:
        available_engines(ENGINE)
    except LayoutUnavailable as error:
        print(f"pictures: not measured. {error}")
        return
    print(f"{'pictures':<24}{'TeachFlow':>12}")
    for name, prepared in PICTURES.items():
        work = prepared()
        work()  # the engine is warm
        seconds = min(seconds_per_call(work, 1) for _ in range(ROUNDS))
        print(f"{name:<24}{seconds * 1e3:>9.0f} ms")


def main() -> None:
    """Measures all cases and prints the tables."""
    title = f"{'TeachFlow':>12}{'/ NumPy':>14}{'/ TensorFlow':>14}"
    graph, eager, torch = Worker("graph"), Worker("eager"), Worker("torch")
    print(f"{'graphs':<24}{title}")
    for name, (with_face, numpy, repetitions) in CASES.items():
        show(name, with_face(tf1), numpy(), [graph], repetitions)
    print(f"{'eager':<24}{title}{'/ PyTorch':>14}")
    for name, (with_face, numpy, _, repetitions) in EAGER_CASES.items():
        show(name, with_face(tf2), numpy(), [eager, torch], repetitions)
    show_pictures()
    for worker in (graph, eager, torch):
        worker.close()
    costs = import_costs()
    numpy_only = costs.pop("numpy")
    for module, seconds in costs.items():
        print(
            f"import {module} costs {(seconds - numpy_only) * 1e3:.0f} ms more than "
            f"import numpy ({numpy_only * 1e3:.0f} ms)"
        )


if __name__ == "__main__":
    main()
