"""What a notebook gets of a picture: an image inside HTML with its text behind it.

A notebook may be opened untrusted, without a kernel, in the dark or in a terminal; so
the image needs no script and no style sheet, and the keys of the bundle never change.
"""

from __future__ import annotations

import base64
import html
import re

from teachflow.texts import text as said

_SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')


def mime_bundle(
    svg: str, text: str, alt: str, summary: str, scale: float = 1.0
) -> dict[str, str]:
    """Returns the MIME bundle of a picture that ``text`` tells in words.

    ``scale`` is how much larger than its own size the image is shown. The size stands
    in the HTML, so that a page does not jump while it loads and no small picture is
    blown up.

    >>> sorted(mime_bundle("<svg/>", "a graph", "a graph", "Graph"))
    ['image/svg+xml', 'text/html', 'text/plain']
    """
    data = base64.b64encode(svg.encode()).decode()
    as_text = said("graph.as_text", summary=summary)
    larger = "" if scale == 1 else f' style="font-size:{scale:.0%}"'
    return {
        "text/html": (
            f'<img alt="{html.escape(alt)}" {_size(svg, scale)}'
            f'style="max-width:100%;height:auto" '
            f'src="data:image/svg+xml;base64,{data}">'
            f"<details{larger}><summary>{html.escape(as_text)}</summary>"
            f"<pre>{html.escape(text)}</pre></details>"
        ),
        "image/svg+xml": svg,
        "text/plain": text,
    }


def _size(svg: str, scale: float) -> str:
    """The attributes that give an image its size; none where it has none."""
    match = _SIZE.match(svg)
    if match is None:
        return ""
    width, height = (max(1, round(float(side) * scale)) for side in match.groups())
    return f'width="{width}" height="{height}" '
