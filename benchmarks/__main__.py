"""Prints each case's time and its ratio to NumPy by hand and to TensorFlow.

Everything is measured in turn, several rounds in one run, and the medians of the ratios
of each round are shown: a machine that slows down slows all of them. TensorFlow takes
part where ``.venv-oracle`` has it or this Python does.
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
from pathlib import Path
from typing import IO

import teachflow.compat.v1 as tf
from benchmarks.cases import CASES
from benchmarks.measure import seconds_per_call

ROUNDS = 7
ROOT = Path(__file__).resolve().parent.parent


class TensorFlow:
    """The worker process, or nothing where TensorFlow is not installed."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[str] | None = None
        python = next(
            (path for path in ROOT.glob(".venv-oracle/*/python") if path.exists()), None
        )
        if python is None and importlib.util.find_spec("tensorflow"):
            python = Path(sys.executable)
        if python is not None:
            self.process = subprocess.Popen(
                [str(python), "-m", "benchmarks.tensorflow_worker"],
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
            raise RuntimeError("The TensorFlow worker has no pipe.")
        return pipe

    def seconds(self, name: str) -> float | None:
        """Seconds per call of the case in TensorFlow, or None without it."""
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


def import_costs() -> tuple[float, float]:
    """Median seconds to start Python and import NumPy, and to import TeachFlow."""

    def once(module: str) -> float:
        command = [sys.executable, "-c", f"import {module}"]
        return seconds_per_call(lambda: subprocess.run(command, check=True), 1)

    pairs = [(once("numpy"), once("teachflow")) for _ in range(ROUNDS)]
    numpy, teachflow = zip(*pairs, strict=True)
    return statistics.median(numpy), statistics.median(teachflow)


def main() -> None:
    """Measures all cases and prints the table."""
    tensorflow = TensorFlow()
    print(f"{'case':<24}{'TeachFlow':>12}{'/ NumPy':>10}{'/ TensorFlow':>14}")
    for name, (with_face, by_hand, repetitions) in CASES.items():
        ours, numpy = with_face(tf), by_hand()
        times, to_numpy, to_tensorflow = [], [], []
        for _ in range(ROUNDS):
            mine = seconds_per_call(ours, repetitions)
            times.append(mine)
            to_numpy.append(mine / seconds_per_call(numpy, repetitions))
            theirs = tensorflow.seconds(name)
            if theirs is not None:
                to_tensorflow.append(mine / theirs)
        shown = f"{statistics.median(to_tensorflow):.3f}" if to_tensorflow else "-"
        print(
            f"{name:<24}{statistics.median(times) * 1e6:>9.1f} us"
            f"{statistics.median(to_numpy):>10.2f}{shown:>14}"
        )
    tensorflow.close()
    numpy_only, teachflow = import_costs()
    print(
        f"import teachflow costs {(teachflow - numpy_only) * 1e3:.0f} ms more than "
        f"import numpy ({numpy_only * 1e3:.0f} ms)"
    )


if __name__ == "__main__":
    main()
