"""What a notebook gets of a picture: an image inside HTML with its text behind it.

A notebook may be opened untrusted, without a kernel, in the dark or in a terminal; so
the image needs no script and no style sheet, and the keys of the bundle never change.
"""

from __future__ import annotations

import base64
import html
import re

from teachflow.texts import text as said

_FITS = 900
"""Pictures of at most so many CSS pixels shrink to any page and stay readable."""

_READ = 0.65
"""How far a wider one may shrink, in shares of its width; then the page scrolls it. Its
words are 13 to 14 pixels high, and under 9 nobody reads them from the last row."""

_PRINTED = "<style>@media print{.teachflow-wide{min-width:0!important}}</style>"
"""Paper cannot scroll. Where style sheets are left out, it cuts the picture off."""

_SIZE = re.compile(r'<svg [^>]*?\bwidth="([\d.]+)" height="([\d.]+)"')


def mime_bundle(
    svg: str, text: str, alt: str, summary: str, scale: float = 1.0
) -> dict[str, str]:
    """Returns the MIME bundle of a picture that ``text`` tells in words.

    ``scale`` is how much larger than its own size the image is shown. The size stands
    in the HTML, so that a page does not jump while it loads and no small picture is
    blown up. What is wider than the page shrinks as long as it can be read.

    >>> sorted(mime_bundle("<svg/>", "a graph", "a graph", "Graph"))
    ['image/svg+xml', 'text/html', 'text/plain']
    """
    data = base64.b64encode(svg.encode()).decode()
    as_text = said("graph.as_text", summary=summary)
    larger = "" if scale == 1 else f' style="font-size:{scale:.0%}"'
    return {
        "text/html": (
            f"{_image(svg, data, alt, scale)}"
            f"<details{larger}><summary>{html.escape(as_text)}</summary>"
            f"<pre>{html.escape(text)}</pre></details>"
        ),
        "image/svg+xml": svg,
        "text/plain": text,
    }


def _image(svg: str, data: str, alt: str, scale: float) -> str:
    """The image in HTML; of a wide one in a box that scrolls."""
    size, fitting, width = "", "max-width:100%;height:auto", 0
    if match := _SIZE.match(svg):
        width, height = (max(1, round(float(side) * scale)) for side in match.groups())
        size = f'width="{width}" height="{height}" '
    wide = width > _FITS
    if wide:
        size = f'class="teachflow-wide" {size}'
        fitting = f"{fitting};min-width:{round(width * _READ)}px"
    image = (
        f'<img alt="{html.escape(alt)}" {size}style="{fitting}" '
        f'src="data:image/svg+xml;base64,{data}">'
    )
    return f'<div style="overflow-x:auto">{image}</div>{_PRINTED}' if wide else image
