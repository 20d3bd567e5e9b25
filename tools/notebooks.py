"""Re-executes the notebooks and stores their outputs in one normal form.

Running it twice changes nothing: what Jupyter makes up anew each time (widget ids,
execution times, its own version) is left out or numbered in order of appearance. The
notebooks run in the environment's own kernel, away from the user's Jupyter settings.

    python tools/notebooks.py               every notebook of lessons and exercises
    python tools/notebooks.py FILE ...      these
    python tools/notebooks.py --check       writes nothing, fails where one would change
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("notebooks", "exercises")
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
TIMEOUT = 120


def isolate(home: str) -> None:
    """Points IPython and Jupyter at empty folders; pictures come from one engine."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        os.environ[name] = str(Path(home, name.lower()))
    os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(home, "runtime"))
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    os.environ["TEACHFLOW_LAYOUT"] = "embedded"  # which any machine has, unlike dot


def execute(text: str, folder: Path) -> Any:
    """The notebook with the outputs of a fresh run; its own outputs play no part.

    Raises ``CellExecutionError`` where a cell fails that is not tagged
    ``raises-exception``.
    """
    import nbclient  # noqa: PLC0415 - reads the folders that isolate() has set
    import nbformat  # noqa: PLC0415

    notebook = nbformat.reads(text, as_version=4)
    notebook.metadata.pop("widgets", None)
    nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=TIMEOUT,
        record_timing=False,
        store_widget_state=True,
        resources={"metadata": {"path": str(folder)}},
    ).execute()
    return notebook


def cell_ids(cells: list[Any]) -> list[str]:
    """Readable ids for the cells: nbgrader's grade id, an id given by hand, or a count.

    An id of Jupyter's making (eight hexadecimal digits or more) says nothing and would
    differ from one editor to the next.
    """
    ids: list[str] = []
    for position, cell in enumerate(cells, start=1):
        wanted = cell.metadata.get("nbgrader", {}).get("grade_id") or cell.get("id", "")
        made_up = not wanted or re.fullmatch(r"[0-9a-f-]{8,}", wanted)
        if made_up or wanted in ids:
            wanted = f"cell-{position:02}"
        ids.append(wanted)
    return ids


def normalise(notebook: Any) -> None:
    """Leaves in the notebook only what the lesson says."""
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata["language_info"] = {"name": "python"}
    for cell, name in zip(notebook.cells, cell_ids(notebook.cells), strict=True):
        cell["id"] = name
        cell.metadata.pop("execution", None)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for count, cell in enumerate((c for c in code if c.source.strip()), start=1):
        cell.execution_count = count
        cell.outputs = join_streams(cell.outputs)
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = count
            elif output.output_type == "error":
                output.evalue = without_machine(output.evalue)
                output.traceback = [without_machine(line) for line in output.traceback]


def without_machine(text: str) -> str:
    """An error's text with paths as seen from the project, and without addresses."""
    root = str(ROOT)
    home = str(Path.home())
    forms = [root + os.sep, sys.base_prefix + os.sep]
    if root.startswith(home + os.sep):
        forms.append("~" + root.removeprefix(home) + os.sep)
    for form in forms:
        text = text.replace(form, "")
    return re.sub(r"\b0x[0-9a-f]{6,}", "0x" + 12 * "0", text)


def join_streams(outputs: list[Any]) -> list[Any]:
    """Neighbouring pieces of one stream as one: where it was cut is chance."""
    joined: list[Any] = []
    for output in outputs:
        last = joined[-1] if joined else None
        if (
            last is not None
            and output.output_type == last.output_type == "stream"
            and output.name == last.name
        ):
            last.text += output.text
        else:
            joined.append(output)
    return joined


def number_widgets(text: str) -> str:
    """Widget models numbered in the order in which the notebook mentions them.

    The ids are random, and the stored models come in the order of the random ids; an
    id may stand in any output, in any model, and inside a longer string.
    """
    notebook = json.loads(text)
    stored = notebook["metadata"].get("widgets", {}).get(WIDGET_STATE)
    if stored is None:
        return text
    models = stored["state"]
    seen: dict[str, None] = {}
    known = re.compile("|".join(map(re.escape, models)) or "$^")

    def visit(value: Any) -> None:
        for found in known.findall(json.dumps(value, sort_keys=True)):
            if found not in seen:
                seen[found] = None
                visit(models[found])

    def spelled(model: str, path: tuple[str, ...] = ()) -> str:
        """What a model says, with the models that it mentions written out in place."""

        def written(match: re.Match[str]) -> str:
            other = match[0]
            if other in seen:
                return str(places[other])
            return "" if other in path else spelled(other, (*path, model))

        return known.sub(written, json.dumps(models[model], sort_keys=True))

    visit(notebook["cells"])
    places = {model: place for place, model in enumerate(seen)}
    # Then the models that no output leads to, such as a link between two others: each
    # after whatever mentions it, in the order of what they say.
    rest = [model for model in models if model not in seen]
    mentioned = {name for model in rest for name in known.findall(str(models[model]))}
    roots = [model for model in rest if model not in mentioned]
    for model in [*sorted(roots, key=spelled), *sorted(rest, key=spelled)]:
        if model not in seen:
            seen[model] = None
            visit(models[model])
    stored["state"] = {model: models[model] for model in seen}
    numbers = {model: f"{number:032x}" for number, model in enumerate(seen, start=1)}
    return known.sub(lambda match: numbers[match[0]], json.dumps(notebook))


def renewed(path: Path) -> str:
    """The text that ``path`` should hold: executed anew and normalised."""
    import nbformat  # noqa: PLC0415 - as in execute()

    notebook = execute(path.read_text(encoding="utf-8"), path.parent)
    normalise(notebook)
    text = number_widgets(nbformat.writes(notebook))
    plain = nbformat.from_dict(json.loads(text))
    nbformat.validate(plain)
    return nbformat.writes(plain, indent=1, sort_keys=True).rstrip("\n") + "\n"


def lessons() -> list[Path]:
    """Every notebook of the project."""
    return [
        path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.ipynb"))
    ]


def main(arguments: list[str] | None = None) -> int:
    """Renews or checks the notebooks; returns 1 where a check found a change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="default: all notebooks")
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(arguments)
    changed = []
    with tempfile.TemporaryDirectory() as home:
        isolate(home)
        for path in options.files or lessons():
            text = renewed(path)
            same = text == path.read_text(encoding="utf-8")
            print(f"{'unchanged' if same else 'changed':10}{path}", flush=True)
            if not same:
                changed.append(path)
                if not options.check:
                    path.write_text(text, encoding="utf-8")
    if options.check and changed:
        names = ", ".join(path.name for path in changed)
        print(f"Out of date: {names}. Run `make notebooks` and look at the difference.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
