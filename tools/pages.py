"""A page that is made from the code: written, or only compared with what is there."""

from __future__ import annotations

import argparse
from pathlib import Path


def write(page: Path, made: str, asked: argparse.Namespace) -> int:
    """Writes ``made`` to ``page``, or says that the page is not current."""
    if asked.check:
        current = page.exists() and page.read_text(encoding="utf-8") == made
        if not current:
            print(f"docs/{page.name} is not current: run python tools/{page.stem}.py")
        return not current
    page.write_text(made, encoding="utf-8")
    print(f"{page.name}: {made.count(chr(10))} lines")
    return 0


def options(page: Path, arguments: list[str]) -> argparse.Namespace:
    """What was asked; ``--help`` ends the program before anything is written."""
    about = f"Writes docs/{page.name} from the code."
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the page is current"
    )
    return parser.parse_args(arguments)
