"""``%tensorflow_version``: what ``import tensorflow`` means in a notebook."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from IPython.core.error import UsageError
from teachflow_magics import (
    load_ipython_extension,
    tensorflow_version,
    unload_ipython_extension,
)

from teachflow.compat.installing import (
    install_as_tensorflow,
    installed_version,
    uninstall_as_tensorflow,
)
from tests.magics.conftest import Notebook


@pytest.mark.parametrize(
    ("line", "said", "has"),
    [
        ("1.x", "TensorFlow 1.x", "Session"),
        ("2.x", "TensorFlow 2.x", "GradientTape"),
        ("'1.15'  # the book's", "TensorFlow 1.x", "placeholder"),
        ("2", "TensorFlow 2.x", "GradientTape"),
    ],
)
def test_a_line_says_which(
    notebook: Notebook,
    capsys: pytest.CaptureFixture[str],
    line: str,
    said: str,
    has: str,
) -> None:
    notebook.run(f"%tensorflow_version {line}")
    out, err = capsys.readouterr()
    assert out.count("\n") == 1
    assert said in out
    assert err == ""
    notebook.run(f"import tensorflow as tf\ntf.{has}")


def test_switching_in_one_notebook(
    notebook: Notebook, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook.run("%tensorflow_version 1.x")
    notebook.run("import tensorflow as tf\nx = tf.placeholder('float32')")
    notebook.run("%tensorflow_version 2.x")
    assert notebook.run("float(tf.constant(2.0))") == 2.0
    notebook.run("import tensorflow as tf\nt = tf.GradientTape()")
    capsys.readouterr()
    notebook.run("%tensorflow_version")
    assert "2.x" in capsys.readouterr().out


@pytest.mark.parametrize("line", ["3.x", "1.x 2.x", "latest", "--force 1.x"])
def test_anything_else_is_refused(notebook: Notebook, line: str) -> None:
    error = notebook.fail(f"%tensorflow_version {line}")
    assert isinstance(error, UsageError)
    assert "\n" not in str(error)
    assert installed_version() is None


def test_unloading_gives_back_what_was(bare: Any) -> None:
    for before in (None, 2):
        uninstall_as_tensorflow()
        if before:
            install_as_tensorflow(before)
        load_ipython_extension(bare)
        bare.run_cell("%tensorflow_version 1.x")
        assert installed_version() == 1
        unload_ipython_extension(bare)
        assert installed_version() == before
    uninstall_as_tensorflow()
    assert tensorflow_version() is None


def test_the_real_tensorflow_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tensorflow.py").write_text("real = True\n")
    code = (
        "import tensorflow; from teachflow_magics import tensorflow_version\n"
        "try: tensorflow_version('1.x')\n"
        "except RuntimeError as error: print(error)\n"
        "import tensorflow; assert tensorflow.real"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    )
    assert "real TensorFlow has been imported" in done.stdout
    assert done.stderr == ""
