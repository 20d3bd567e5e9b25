"""What stands beside a widget, and speaks for it where Jupyter finds no widget.

A notebook that is opened again, trusted but without its widgets' state, shows Jupyter's
"Error displaying widget: model not found" above the picture. Storing the state is no
cure: JupyterLab drops it as soon as such a notebook is saved. So the picture brings a
rule along that puts in the message's place the line which an untrusted notebook shows
anyway. The rule fits nothing but a widget's output with bare words in it, right before
the picture; where a page is built in another way, or drops style sheets, everything is
as it was.
"""

from __future__ import annotations

import html

_DEAD = ".jp-OutputArea-child:has(> .jupyter-widgets):not(:has(> .jupyter-widgets > *))"
_PICTURE = "* > * > .teachflow-beside"
_RULE = (
    f"{_DEAD}:has(+ {_PICTURE}){{display:none}}"
    f"{_DEAD} + {_PICTURE}::before{{display:block;content:attr(data-said)}}"
)


def beside_widget(inside: str, said: str) -> str:
    """HTML that shows the line ``said`` in place of a widget that cannot live.

    It has to be all the HTML of the output that follows the widget's.

    >>> beside_widget("<img>", 'Run "this"').partition("<style>")[0]
    '<div class="teachflow-beside" data-said="Run &quot;this&quot;">'
    """
    return (
        f'<div class="teachflow-beside" data-said="{html.escape(said)}">'
        f"<style>{_RULE}</style>{inside}</div>"
    )
