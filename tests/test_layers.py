"""The house stands: imports go down only, and importing is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fresh import loaded_by

ROOT = Path(__file__).resolve().parent.parent

# From the bottom to the top.  What shares a floor does not import each other.
FLOORS = (
    ("teachflow._version", "teachflow.texts"),
    ("teachflow.core",),
    ("teachflow.formats",),
    ("teachflow.pipeline",),
    ("teachflow.ops",),
    ("teachflow.backward",),
    ("teachflow.forward",),
    ("teachflow.graph_def",),  # below the graphs, which offer what it writes
    ("teachflow.variables",),
    ("teachflow.graph", "teachflow.eager"),
    ("teachflow.functions",),  # Python functions that are traced to graphs
    ("teachflow.checkpoints", "teachflow.training", "teachflow.summaries"),
    ("teachflow.input", "teachflow.models"),
    ("teachflow.datasets",),
    ("teachflow.platform",),
    (
        "teachflow.compat.errors",  # what both faces share
        "teachflow.compat.installing",
        "teachflow.compat.missing",
    ),
    ("teachflow.compat",),
    ("teachflow.compat.v1", "teachflow.compat.v2"),
    ("teachflow.keras",),  # written in the eager face's own words
    ("teachflow",),
    ("teachflow.viz",),
    ("teachflow.teaching",),  # errors that teach, with pictures
    ("teachflow.checks", "teachflow.widgets"),
    ("teachflow_magics",),
    ("teachflow.__main__",),  # `python -m teachflow`, which installs the kernel
)
LEVEL = {room: level for level, rooms in enumerate(FLOORS) for room in rooms}
# `import teachflow` is the eager face, which knows nothing of the other one.
APART = ("teachflow", "teachflow.compat.v1")
# The one door upward: `%load_ext teachflow` ends in the notebook's floor.
DOORS = {
    ("teachflow", "load_ipython_extension", "teachflow_magics"),
    ("teachflow", "unload_ipython_extension", "teachflow_magics"),
}


def room_of(module: str) -> str | None:
    """The room that a module lives in; None for what is not the project's."""
    parts = module.split(".")
    if parts[0] not in {"teachflow", "teachflow_magics"}:
        return None
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    room = next((name for name in names if name in LEVEL), None)
    if room == "teachflow" and module != "teachflow":
        return module  # a module on no floor: the caller says so
    return room


def imports(
    tree: ast.AST, package: str, names: set[str]
) -> Iterator[tuple[int, str, str]]:
    """Every import of the project: line, module, and the function that it stands in."""

    def visit(node: ast.AST, function: str) -> Iterator[tuple[int, str, str]]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            function = node.name
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = [*parents, node.module or ""] if node.level else [node.module or ""]
            source = ".".join(part for part in base if part)
            # `from teachflow import ops` means the module, where there is one.
            found = [
                inner if (inner := f"{source}.{alias.name}") in names else source
                for alias in node.names
            ]
        else:
            found = []
        for module in found:
            if room_of(module):
                yield node.lineno, module, function
        for child in ast.iter_child_nodes(node):
            yield from visit(child, function)

    yield from visit(tree, "")


def module_name(path: Path, root: Path) -> str:
    parts = list(path.relative_to(root).with_suffix("").parts)
    parts = parts[1:] if parts[0] == "magics" else parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def faults(root: Path) -> list[str]:
    """Every import under ``root`` that breaks the house's rules."""
    paths = sorted(root.glob("teachflow/**/*.py")) + sorted(root.glob("magics/**/*.py"))
    modules = {module_name(path, root): path for path in paths}
    names = set(modules)
    names |= {name.rpartition(".")[0] for name in names}
    found = []
    for module, path in modules.items():
        here = room_of(module)
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        if here not in LEVEL:
            found.append(f"{module} is on no floor: add it to FLOORS in {__file__}")
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, target, function in imports(tree, package, names):
            there = room_of(target)
            if (here, function, there) in DOORS:
                continue
            where = f"{path.relative_to(root)}:{line} imports {target}"
            if function:
                found.append(f"{where} inside {function}(): import at the top")
            if there != here and LEVEL.get(there, 99) >= LEVEL[here]:
                found.append(f"{where}, which is not below it")
            if (here, there) == APART:
                found.append(f"{where}: the faces do not import each other")
    return found


def test_imports_go_down_only():
    assert faults(ROOT) == []


@pytest.mark.parametrize(
    ("path", "line", "complaint"),
    [
        ("teachflow/graph/bad.py", "import teachflow.viz", "not below"),
        ("teachflow/graph/bad.py", "from teachflow import eager", "not below"),
        ("teachflow/eager/bad.py", "from ..graph import Graph", "not below"),
        ("teachflow/compat/v1/bad.py", "from teachflow import constant", "not below"),
        ("teachflow/compat/v1/bad.py", "import teachflow.compat.v2", "not below"),
        ("teachflow/__init__.py", "import teachflow.compat.v1", "the faces"),
        ("teachflow/viz/bad.py", "from teachflow_magics import magics", "not below"),
        ("teachflow/ops/bad.py", "if 1:\n    import teachflow.training", "not below"),
        ("teachflow/attic.py", "import numpy", "on no floor"),
        (
            "teachflow/training/bad.py",
            "def f():\n    from teachflow.core import shapes",
            "inside f()",
        ),
        (
            "teachflow/viz/bad.py",
            "def load_ipython_extension(shell):\n    import teachflow_magics",
            "inside load_ipython_extension()",
        ),
    ],
)
def test_a_planted_import_is_found(tmp_path, path, line, complaint):
    for package in ("graph", "eager", "viz", "training", "core", "ops"):
        (tmp_path / "teachflow" / package).mkdir(parents=True)
        (tmp_path / "teachflow" / package / "__init__.py").touch()
    (tmp_path / "teachflow/__init__.py").write_text(
        "from teachflow.graph import Graph\n"
        "def load_ipython_extension(shell):\n    import teachflow_magics\n"
    )
    assert faults(tmp_path) == []
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text(line + "\n")
    (found,) = (fault for fault in faults(tmp_path) if complaint in fault)
    assert Path(path).stem in found


@pytest.mark.parametrize("module", ["teachflow", "teachflow.compat.v1"])
def test_importing_loads_numpy_and_nothing_heavier(module):
    # numpy first: what it brings along is not ours.  pass: what the site brings along.
    expected = loaded_by("import numpy") | {"teachflow"}
    assert loaded_by(f"import {module}") - expected == set()


def test_importing_does_not_load_the_upper_floors():
    show = "import sys; print(*[name for name in sys.modules if name[:5] == 'teach'])"
    done = subprocess.run(
        [sys.executable, "-c", f"import teachflow, teachflow.compat.v1; {show}"],
        check=True,
        capture_output=True,
        text=True,
    )
    rooms = {room_of(name) for name in done.stdout.split()}
    above = {room for room in rooms if LEVEL.get(room, 99) > LEVEL["teachflow"]}
    assert above == set()
