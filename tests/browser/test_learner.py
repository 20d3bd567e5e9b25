"""A learner at work in JupyterLab: cells edited, run again, deleted, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from . import matrix
from .lab import READY, Notebook, Server, opened

CELLS = (
    matrix.SETUP,
    'x = tf.Variable(3, name="x")\nf = x * x + 2',
    'g = tf.add(f, 1, name="g")',
    "tf.global_variables_initializer().run()\nprint(f.eval())",
    "print([op.name for op in tf.get_default_graph().get_operations()])",
)
NAMES = CELLS.index(CELLS[-1])
NAME = "learner.ipynb"
PANEL = "window.jupyterapp.shell.currentWidget"
# The command is done when its cell is, whether that has failed or not.
RUN = """() => {
    window.ran = false;
    const end = () => { window.ran = true };
    window.jupyterapp.commands.execute('notebook:run-cell').then(end, end);
}"""


class Hands:
    """What a learner does with the cell at a position."""

    def __init__(self, notebook: Notebook) -> None:
        self.page = notebook.page

    def command(self, name: str, position: int) -> None:
        """Selects a cell and does what the menu's entry of that name does."""
        self.page.evaluate(f"{PANEL}.content.activeCellIndex = {position}")
        self.page.evaluate(f"void window.jupyterapp.commands.execute('{name}')")

    def run(self, position: int) -> str:
        """Runs one cell; returns what it printed, or its error."""
        self.page.evaluate(f"{PANEL}.content.activeCellIndex = {position}")
        self.page.evaluate(RUN)
        self.page.wait_for_function("window.ran", timeout=20_000)
        texts = []
        for output in self._cell(position)["outputs"]:
            if output["output_type"] == "error":
                texts.append(f"{output['ename']}: {output['evalue']}")
            else:
                assert output.get("name") != "stderr", output
                texts.append(output.get("text", ""))
        return "".join("".join(text) for text in texts)

    def edit(self, position: int, source: str) -> None:
        """Writes another text into a cell."""
        self.page.evaluate(
            f"""([at, source]) =>
                {PANEL}.content.model.cells.get(at).sharedModel.setSource(source)""",
            [position, source],
        )

    def count(self, cells: int) -> None:
        """Waits until there are so many cells."""
        self.page.wait_for_function(
            f"n => {PANEL}.content.widgets.length === n", arg=cells, timeout=10_000
        )

    def restart(self) -> None:
        """Restarts the kernel."""
        self.page.evaluate(f"void {PANEL}.sessionContext.session.kernel.restart()")
        self.page.wait_for_function(
            f"() => {PANEL}.sessionContext.kernelDisplayStatus !== 'idle'"
        )
        self.page.wait_for_function(READY)

    def _cell(self, position: int) -> dict[str, Any]:
        cells = f"{PANEL}.content.model.sharedModel.toJSON().cells"
        found: dict[str, Any] = self.page.evaluate(f"{cells}[{position}]")
        return found


@pytest.fixture
def hands(lab: Server, tmp_path: Path) -> Iterator[Hands]:
    matrix.write_notebook(lab.folder / NAME, CELLS)
    with opened(lab, NAME, tmp_path / "failed.png") as notebook:
        yield Hands(notebook)
        assert notebook.complaints == []


def test_a_learners_hour(hands: Hands) -> None:
    for position in range(len(CELLS) - 1):
        said = hands.run(position)
    assert said == "11\n"
    first = hands.run(NAMES)
    assert "'g'" in first

    # The same cell again: what was built upon it goes too, and it says so.
    assert "g" in hands.run(1)
    assert "'g'" not in hands.run(NAMES)
    assert "Error" not in hands.run(2)
    assert hands.run(NAMES).count("'x'") == 1
    assert hands.run(3) == "11\n"

    # Another text in it: the names are the same, the result is not.
    hands.edit(1, 'x = tf.Variable(4, name="x")\nf = x * x + 2')
    hands.run(1)
    hands.run(2)
    assert hands.run(3) == "18\n"
    assert "x_1" not in hands.run(NAMES)

    # A tensor of a cell that was run again is told of by its name.
    hands.edit(2, "old = f")
    hands.run(2)
    hands.run(1)
    hands.edit(2, "old.eval()")
    said = hands.run(2)
    assert "Error" in said
    assert "again" in said

    # A cell that is deleted takes its nodes along when the next one runs.
    hands.edit(2, 'h = tf.constant(1, name="h")')
    hands.run(2)
    assert "'h'" in hands.run(NAMES)
    hands.command("notebook:delete-cell", 2)
    hands.count(len(CELLS) - 1)
    assert "'h'" not in hands.run(NAMES - 1)

    # Brought back and run, it is there once more, under its name.
    hands.command("notebook:undo-cell-action", 1)
    hands.count(len(CELLS))
    assert "Error" not in hands.run(2)
    assert hands.run(NAMES).count("'h'") == 1

    # A new kernel knows nothing and says so; from the top everything works.
    hands.restart()
    assert hands.run(3).startswith("NameError")
    for position in range(len(CELLS) - 1):
        said = hands.run(position)
    assert said == "18\n"
