"""The embedded layout engine, in a process of our own: both ends of one pipe.

Graphviz is C code: it can crash or hang, and it writes to stderr. In a process of its
own it can do neither to the learner's kernel. The process starts at the first picture,
stays warm, is killed when it is too slow, and ends with the kernel. It runs this very
file by its path, so that it imports neither NumPy nor teachflow.

A message is a length (4 bytes) and so many bytes. Request: ``format``, newline, DOT.
Answer: one byte, ``+`` with the picture or ``-`` with an error text.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import os
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from typing import IO


class WorkerError(Exception):
    """The engine in the worker refused, crashed or was too slow."""


class TooSlow(WorkerError):  # noqa: N818 (says which WorkerError)
    """The engine was ended because it took longer than so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"longer than {seconds:g} s")
        self.seconds = seconds


class Ended(WorkerError):  # noqa: N818 (says which WorkerError)
    """The engine ended by itself, with that ``code``."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"ended by itself: {code}")
        self.code = code


class Worker:
    """One lazily started layout process; ``draw`` may be called from any thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    @property
    def pid(self) -> int | None:
        """The process's number, or None while there is none."""
        process = self._process
        return None if process is None else process.pid

    def draw(self, source: str, format: str, timeout: float) -> bytes:
        """The picture of a DOT text.

        Raises ``WorkerError`` with the engine's own words, or with what became of it.
        """
        with self._lock:
            process = self._running()
            too_slow = threading.Event()

            def give_up() -> None:
                too_slow.set()
                process.kill()

            timer = threading.Timer(timeout, give_up)
            timer.daemon = True
            timer.start()
            try:
                assert process.stdin is not None
                assert process.stdout is not None
                _send(process.stdin, f"{format}\n{source}".encode())
                answer = _receive(process.stdout)
            except OSError:
                answer = None
            except BaseException:
                self._stop()  # an interrupt in the middle: nobody reads that answer
                raise
            finally:
                timer.cancel()
            if answer is None or too_slow.is_set():
                self._stop()
                if too_slow.is_set():
                    raise TooSlow(timeout)
                raise Ended(process.returncode)
        if answer[:1] != b"+":
            raise WorkerError(answer[1:].decode("utf-8", "replace").strip())
        return answer[1:]

    def close(self) -> None:
        """Ends the process, if there is one."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-W", "ignore", os.path.abspath(__file__)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # its reader is gone: nothing lost
                    pipe.close()

    def _forget(self) -> None:
        """In a forked child: the process is the parent's; start one of our own."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None:
            process.returncode = 0  # not ours to wait for
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(struct.pack(">I", len(message)) + message)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes | None:
    """The next message; None when the other end is gone."""
    head = pipe.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    body = pipe.read(length)
    return body if len(body) == length else None


def serve() -> None:
    """The worker's life: answers requests until the pipe is closed."""
    # The kernel's interrupt goes to its whole process group; it is not meant for us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with tempfile.TemporaryFile() as said:
        for stream in (1, 2):  # whatever C code prints must not get into the answers
            os.dup2(said.fileno(), stream)
        while (request := _receive(requests)) is not None:
            said.seek(0)
            said.truncate()
            _send(answers, _answer(request, said))


def _answer(request: bytes, said: IO[bytes]) -> bytes:
    format, _, source = request.decode().partition("\n")
    try:
        pygraphviz = importlib.import_module("pygraphviz")
        graph = pygraphviz.AGraph(string=source)
        try:
            picture: bytes = graph.draw(format=format, prog="dot")
        finally:
            graph.close()
        return b"+" + picture
    except Exception as error:  # noqa: BLE001 (the other end decides)
        said.seek(0)
        return f"-{type(error).__name__}: {error}\n".encode() + said.read(2000)


if __name__ == "__main__":
    serve()
