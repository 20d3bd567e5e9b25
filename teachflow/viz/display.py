"""``Picture``: what a notebook, a terminal and a file get of a diagram.

A notebook may be opened on a machine with no layout engine, so there is always the text
tree, and making the bundle never raises.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from teachflow.texts import text
from teachflow.viz.bundle import mime_bundle
from teachflow.viz.diagram import Diagram
from teachflow.viz.drawing import svg as svg_text
from teachflow.viz.drawing.dot import to_dot
from teachflow.viz.drawing.hubs import referred
from teachflow.viz.drawing.legend import caption, legend_of, samples
from teachflow.viz.drawing.text import alt_text, heading, to_text
from teachflow.viz.layout.render import LayoutFailed, render
from teachflow.viz.settings import settings

_PNG_DPI = 144


class Picture:
    """A drawn graph; the value of a notebook cell, or something to ``save``.

    ``direction``, ``engine`` and ``scale`` (how much larger a notebook shows it) are
    those of ``settings`` where they are not given.

    >>> from teachflow.viz.diagram import Box
    >>> Picture(Diagram(Box(), ()))
    <Picture: Empty graph: no operation yet>
    """

    def __init__(
        self,
        diagram: Diagram,
        *,
        direction: str | None = None,
        engine: str | None = None,
        scale: float | None = None,
    ) -> None:
        usual = settings()
        self.diagram = diagram
        self.direction = direction or usual.direction
        self.engine = engine or usual.engine
        self.scale = usual.scale if scale is None else scale

    @cached_property
    def text(self) -> str:
        """The graph as an indented text tree."""
        return to_text(self.diagram)

    @property
    def dot(self) -> str:
        """The graph in Graphviz's language.

        Raises ``ImportError`` where the package graphviz is not installed.
        """
        return to_dot(self._referred, direction=self.direction)

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

    @cached_property
    def _referred(self) -> Diagram:
        """What is laid out: the diagram with references for arrows too long to draw."""
        return referred(self.diagram)

    @property
    def _notes(self) -> tuple[str, ...]:
        return (*arrow_notes(self.diagram), *self.diagram.notes)

    def _layout(self) -> str:
        diagram = self.diagram
        if not diagram.total:
            return svg_text.text_sheet([heading(diagram)])
        if diagram.too_many:
            raise LayoutFailed(text("graph.too_many", count=len(diagram.nodes)))
        prefix = "g" + hashlib.sha256(self.dot.encode()).hexdigest()[:8]
        legend = legend_of(self._referred, self._notes)
        return svg_text.clean(self._rendered("svg", {}), prefix, legend)

    def _rendered(self, format: str, options: Mapping[str, Any]) -> bytes:
        """The engine's picture; of a plainer source where no engine manages this one.

        Graphviz gives up on some graphs for how boxes and layers lie to each other.
        """
        diagram, direction = self._referred, self.direction
        try:
            source = to_dot(diagram, direction=direction, **options)
            return render(source, format, self.engine)
        except LayoutFailed:
            plain = to_dot(diagram, direction=direction, arranged=False, **options)
            return render(plain, format, self.engine)

    @property
    def _with_legend(self) -> dict[str, Any]:
        """The options that put the legend into the source; else we draw it."""
        legend = legend_of(self._referred, self._notes)
        return {"caption": caption(legend), "samples": samples(legend)}

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> dict[str, str]:
        """HTML with the image and the text tree, the SVG, and the text."""
        try:
            picture, tree = self.svg, self.text
            alt, summary = alt_text(self.diagram), heading(self.diagram)
        except Exception as error:  # noqa: BLE001 (a repr never raises)
            summary = alt = text("graph.name")
            tree = text("graph.not_shown", error=error)
            picture = svg_text.text_sheet(tree.splitlines())
        return mime_bundle(picture, tree, alt, summary, self.scale)

    def __repr__(self) -> str:
        return f"<Picture: {heading(self.diagram)}>"

    def save(self, path: str | Path) -> Path:
        """Writes the picture with its legend, as .svg, .png, .dot or .txt.

        Returns the path. Raises ``ValueError`` for another suffix and ``LayoutError``
        where no engine can draw the picture.
        """
        path = Path(path)
        suffix = path.suffix.lower()
        problem = self.problem if suffix == ".svg" else None
        if suffix == ".png" and self.diagram.too_many:  # no engine is to hang for it
            problem = text("graph.too_many", count=len(self.diagram.nodes))
        if problem is not None:
            raise LayoutFailed(text("layout.not_written", path=path, problem=problem))
        if suffix == ".svg":
            content = self.svg.encode()
        elif suffix == ".png":
            content = self._rendered("png", {"dpi": _PNG_DPI, **self._with_legend})
        elif suffix == ".dot":
            diagram, legend = self._referred, self._with_legend
            content = to_dot(diagram, direction=self.direction, **legend).encode()
        elif suffix == ".txt":
            content = f"{self.text}\n".encode()
        else:
            raise ValueError(text("layout.suffix", path=path, suffix=suffix))
        path.write_bytes(content)
        return path


def arrow_notes(diagram: Diagram) -> tuple[str, ...]:
    """The sentence on what arrows carry, none where no arrow carries a tensor.

    >>> from teachflow.viz.diagram import Box, Edge
    >>> arrow_notes(Diagram(Box(), (Edge("b:0", "a", "b"),), "int32"))
    ('every arrow carries an int32 scalar',)
    """
    dtype = diagram.dtype
    marks = [edge.label for edge in diagram.edges if edge.kind in _CARRY]
    if not marks or not dtype:
        return ()
    mixed = "mixed" if any(mark.startswith(_DTYPES) for mark in marks) else "alike"
    if all(marks):
        return (text(f"notes.arrows.marked_{mixed}", dtype=dtype),)
    if any(marks):
        return (text(f"notes.arrows.some_{mixed}", dtype=dtype),)
    article = "vowel" if dtype[0] in "aeio" else "plain"
    return (text(f"notes.arrows.{article}", dtype=dtype),)


# What carries a tensor whose shape an arrow says; the other kinds say something else.
_CARRY = ("data", "write", "next", "cotangent", "applied")
_DTYPES = ("float", "int", "uint", "complex", "bool", "string", "bfloat", "half")
