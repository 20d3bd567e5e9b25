"""``Picture``: what a notebook, a terminal and a file get of a diagram.

A notebook may be opened on a machine with no layout engine, so there is always the text
tree, and making the bundle never raises.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import Any

from teachflow.viz import svg as svg_text
from teachflow.viz.bundle import mime_bundle
from teachflow.viz.diagram import Diagram
from teachflow.viz.dot import to_dot
from teachflow.viz.legend import legend_of
from teachflow.viz.render import LayoutFailed, render
from teachflow.viz.text import alt_text, heading, to_text

_PNG_DPI = 144


class Picture:
    """A drawn graph; the value of a notebook cell, or something to ``save``.

    >>> from teachflow.viz.diagram import Box
    >>> Picture(Diagram(Box(), ()))
    <Picture: Empty graph: no operation yet>
    """

    def __init__(
        self, diagram: Diagram, *, direction: str = "TB", engine: str | None = None
    ) -> None:
        self.diagram = diagram
        self.direction = direction
        self.engine = engine

    @cached_property
    def text(self) -> str:
        """The graph as an indented text tree."""
        return to_text(self.diagram)

    @property
    def dot(self) -> str:
        """The graph in Graphviz's language.

        Raises ``ImportError`` where the package graphviz is not installed.
        """
        return to_dot(self.diagram, direction=self.direction)

    @property
    def svg(self) -> str:
        """The picture as one ``<svg>`` element; of the text where nothing can draw."""
        return self._drawn[0]

    @property
    def problem(self) -> str | None:
        """Why the picture is only text, or None when it was drawn."""
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple[str, str | None]:
        try:
            return self._layout(), None
        except Exception as error:  # noqa: BLE001 (the text is still there)
            lines = [*self.text.splitlines(), "", str(error)]
            return svg_text.text_sheet(lines), str(error)

    def _layout(self) -> str:
        diagram = self.diagram
        if not diagram.total:
            return svg_text.text_sheet([heading(diagram)])
        if diagram.too_many:
            raise LayoutFailed(
                f"{len(diagram.nodes)} nodes are too many for a picture: put parts of "
                f"the graph into name scopes, or ask for one part with scope= or for "
                f"one tensor."
            )
        source = self.dot
        prefix = "g" + hashlib.sha256(source.encode()).hexdigest()[:8]
        legend = legend_of(diagram, (*arrow_notes(diagram), *diagram.notes))
        return svg_text.clean(render(source, "svg", self.engine), prefix, legend)

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """HTML with the image and the text tree, the SVG, and the text."""
        try:
            picture, text = self.svg, self.text
            alt, summary = alt_text(self.diagram), heading(self.diagram)
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            summary = alt = "Graph"
            text = f"The graph could not be shown: {error}"
            picture = svg_text.text_sheet(text.splitlines())
        return mime_bundle(picture, text, alt, summary)

    def __repr__(self) -> str:
        return f"<Picture: {heading(self.diagram)}>"

    def save(self, path: str | Path) -> Path:
        """Writes the picture; the suffix says how: .svg, .png, .dot or .txt.

        Returns the path. Raises ``ValueError`` for another suffix and ``LayoutError``
        where no engine can draw the picture.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        if suffix == ".svg":
            if self.problem is not None:
                raise LayoutFailed(f"'{path}' was not written. {self.problem}")
            content = self.svg.encode()
        elif suffix == ".png":
            source = to_dot(self.diagram, direction=self.direction, dpi=_PNG_DPI)
            content = render(source, "png", self.engine)
        elif suffix == ".dot":
            content = self.dot.encode()
        elif suffix == ".txt":
            content = f"{self.text}\n".encode()
        else:
            raise ValueError(
                f"'{path}': a picture can be saved as .svg, .png, .dot or .txt, "
                f"not as '{suffix}'."
            )
        path.write_bytes(content)
        return path


def arrow_notes(diagram: Diagram) -> tuple[str, ...]:
    """The sentence on what arrows carry, none where no arrow carries a tensor.

    >>> from teachflow.viz.diagram import Box, Edge
    >>> arrow_notes(Diagram(Box(), (Edge("b:0", "a", "b"),), "int32"))
    ('every arrow carries an int32 scalar',)
    """
    dtype = diagram.dtype
    marks = [edge.label for edge in diagram.edges if edge.kind != "control"]
    marked = any(marks)
    mixed = any(mark.startswith(_DTYPES) for mark in marks)
    if not marks or not dtype:
        return ()
    if all(marks):
        rest = " unless it says otherwise" if mixed else ", of the shape shown"
        return (f"every arrow carries {dtype}{rest}",)
    if not marked:
        article = "an" if dtype.startswith("i") else "a"
        return (f"every arrow carries {article} {dtype} scalar",)
    rest = "unless they say otherwise" if mixed else "of the shape shown"
    return (f"unmarked arrows carry {dtype} scalars, marked ones {dtype} {rest}",)


_DTYPES = ("float", "int", "uint", "complex", "bool", "string", "bfloat", "half")
