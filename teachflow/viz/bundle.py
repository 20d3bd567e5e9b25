"""What a notebook gets of a picture: an image inside HTML with its text behind it.

A notebook may be opened untrusted, without a kernel, in the dark or in a terminal; so
the image needs no script and no style sheet, and the keys of the bundle never change.
"""

from __future__ import annotations

import base64
import html


def mime_bundle(svg: str, text: str, alt: str, summary: str) -> dict[str, str]:
    """Returns the MIME bundle of a picture that ``text`` tells in words.

    >>> sorted(mime_bundle("<svg/>", "a graph", "a graph", "Graph"))
    ['image/svg+xml', 'text/html', 'text/plain']
    """
    data = base64.b64encode(svg.encode()).decode()
    return {
        "text/html": (
            f'<img alt="{html.escape(alt)}" style="max-width:100%" '
            f'src="data:image/svg+xml;base64,{data}">'
            f"<details><summary>{html.escape(summary)} (as text)</summary>"
            f"<pre>{html.escape(text)}</pre></details>"
        ),
        "image/svg+xml": svg,
        "text/plain": text,
    }
