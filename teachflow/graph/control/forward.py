"""The forward derivative of a loop: the same loop, with the tangents as variables more.

To the forward pass a loop is one call, as it is to the reverse pass. Each round moves
the tangents of its variables along with them, so nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from teachflow.forward import carry
from teachflow.graph.control.reverse import LOOP, LoopCall, shaped, zeros
from teachflow.graph.operation import Tensor

NEXT = "NextIteration"


def _advance(call: LoopCall, *tangents: Any) -> list[Any]:
    """The tangents of what leaves the loop."""
    context = call.context
    given = {
        id(tensor): tangent
        for tensor, tangent in zip(call.inputs, tangents, strict=True)
        if tangent is not None
    }
    first, constants = call.sources(set(given))
    variables = call.spread(first, constants)
    initial = [
        shaped(
            given[id(v.initial)] if id(v.initial) in given else zeros(v.initial),
            v.merged.shape,
        )
        for v in variables
    ]
    # What hands on to the next round is the context's business.
    calls = [inner for inner in call.round() if not inner.opdef.type.endswith(NEXT)]

    def change(nows: Sequence[Tensor]) -> list[Tensor]:
        still = [context.take(given[id(t.op.inputs[0])]) for t in constants]
        found = carry(
            context.graph,
            calls,
            [*(variable.now for variable in variables), *constants],
            [*nows, *still],
            [variable.result for variable in variables],
        )
        return [
            shaped(zeros(v.now) if tangent is None else tangent, v.merged.shape)
            for v, tangent in zip(variables, found, strict=True)
        ]

    added = context.add_variables(initial, change)
    known = dict(zip(variables, added, strict=True))
    return [known[v].exit if v in known else None for v in call.variables]


LOOP.rules["jvp"] = _advance
