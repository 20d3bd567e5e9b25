"""The layout process: warm, and no trouble of its own reaches the caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from teachflow.viz.layout import worker as module
from teachflow.viz.layout.worker import Worker, WorkerError

pytest.importorskip("pygraphviz")
SOURCE = "digraph { a -> b }"
posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")


@pytest.fixture
def worker():
    own = Worker()
    yield own
    own.close()


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Runs another text as the worker's process."""

    def plant(text):
        path = tmp_path / "planted.py"
        path.write_text(text)
        monkeypatch.setattr(module, "__file__", str(path))

    return plant


def test_it_stays_warm(worker):
    assert worker.pid is None
    worker.draw(SOURCE, "svg", 10)
    first = worker.pid
    worker.draw(SOURCE, "svg", 10)
    assert worker.pid == first is not None


@posix
@pytest.mark.parametrize("number", ["SIGKILL", "SIGSEGV"])
def test_after_it_was_killed_the_next_picture_comes(worker, number):
    worker.draw(SOURCE, "svg", 10)
    first = worker.pid
    os.kill(first, getattr(signal, number))
    while worker._process is not None and worker._process.poll() is None:
        time.sleep(0.01)
    assert b"</svg>" in worker.draw(SOURCE, "svg", 10)
    assert worker.pid != first


@posix
def test_an_interrupt_of_the_kernels_group_does_not_end_it(worker):
    worker.draw(SOURCE, "svg", 10)
    first = worker.pid
    os.kill(first, signal.SIGINT)
    worker.draw(SOURCE, "svg", 10)
    assert worker.pid == first


def test_one_that_hangs_is_killed_and_replaced(worker, planted, monkeypatch):
    planted("import time\ntime.sleep(60)\n")
    start = time.monotonic()
    with pytest.raises(WorkerError, match=r"longer than 0\.3 s"):
        worker.draw(SOURCE, "svg", 0.3)
    assert time.monotonic() - start < 5
    assert worker.pid is None
    monkeypatch.undo()
    assert b"</svg>" in worker.draw(SOURCE, "svg", 10)


@pytest.mark.parametrize("life", ["", "import os; os._exit(3)", "print('+hello')"])
def test_one_that_ends_or_babbles_is_an_error_and_not_a_hang(worker, planted, life):
    planted(life)
    with pytest.raises(WorkerError, match=r"ended by itself|longer than"):
        worker.draw(SOURCE, "svg", 2)


def test_engine_errors_come_with_words_and_the_process_lives_on(worker):
    worker.draw(SOURCE, "svg", 10)
    first = worker.pid
    with pytest.raises(WorkerError, match="syntax error"):
        worker.draw("digraph {", "svg", 10)
    with pytest.raises(WorkerError):
        worker.draw(SOURCE, "no such format", 10)
    assert b"</svg>" in worker.draw(SOURCE, "svg", 10)
    assert worker.pid == first


def test_threads_get_their_own_answers(worker):
    answers = {}

    def ask(name):
        answers[name] = worker.draw(f"digraph {{ {name} }}", "svg", 20).decode()

    threads = [threading.Thread(target=ask, args=(f"n{i}",)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    for name, answer in answers.items():
        assert f">{name}</text>" in answer


def test_an_interrupt_in_the_middle_leaves_no_answer_behind(worker, monkeypatch):
    worker.draw(SOURCE, "svg", 10)
    first = worker.pid

    def interrupt(_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(module, "_receive", interrupt)
        with pytest.raises(KeyboardInterrupt):
            worker.draw("digraph { old }", "svg", 10)
    assert b">new<" in worker.draw("digraph { new }", "svg", 10)
    assert worker.pid != first


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_kernel_starts_its_own(tmp_path):
    code = f"""
import os, sys, warnings
from teachflow.viz.layout.worker import Worker
# Python 3.12 warns whoever forks where threads run, and NumPy has some.
warnings.filterwarnings("ignore", "This process", DeprecationWarning)
worker = Worker()
worker.draw({SOURCE!r}, "svg", 10)
first = worker.pid
child = os.fork()
if child == 0:
    good = b"</svg>" in worker.draw({SOURCE!r}, "svg", 10) and worker.pid != first
    worker.close()
    os._exit(0 if good else 1)
_, status = os.waitpid(child, 0)
worker.draw({SOURCE!r}, "svg", 10)
print(status, worker.pid == first)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.split() == [b"0", b"True"]
    assert done.stderr == b""


def test_it_ends_with_its_owner():
    code = f"""
from teachflow.viz.layout.worker import Worker
worker = Worker()
worker.draw({SOURCE!r}, "svg", 10)
print(worker.pid)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr == b""
    deadline = time.monotonic() + 5
    while _lives(int(done.stdout)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not _lives(int(done.stdout))


def _lives(pid):
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OSError):
        return False
    return True


def test_its_process_imports_neither_numpy_nor_teachflow():
    code = f"""
import runpy, sys, importlib
runpy.run_path({module.__file__!r})
importlib.import_module("pygraphviz")
print([name for name in ("numpy", "teachflow") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, check=True
    )
    assert done.stdout.strip() == b"[]"
