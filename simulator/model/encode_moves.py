"""The adversary's moves as arrays: what triggers each, and where it leads."""

from typing import Any

import numpy as np

from simulator.model import parameters as p, terms
from simulator.model.draws import stream
from simulator.model.parameters import Array
from simulator.model.remembered import remembered
from simulator.model.tables import Distributions, bits, rows
from simulator.scenario.schema.adversary import Adversary


@remembered
def encode_moves(
    adversary: Adversary, phases: tuple[str, ...], at: tuple[int, int]
) -> tuple[Array, Array, Distributions]:
    """The adversary's moves; the red line is one more, at the arrival of foreign troops."""
    distributions, postures = Distributions(*at), adversary.postures
    everywhere = (1 << len(postures)) - 1
    table: list[dict[str, Any]] = []
    targets: list[list[float]] = []
    line = adversary.red_line
    if line.is_drawn:
        table.append(
            {"stream": stream(terms.RED_LINE), "origin": everywhere, "trigger": terms.ON_TROOPS}
            | {"phase": -1, "after": -1}
        )
        between = [0.0] * (len(postures) - 2)
        targets.append([line.deters, *between, line.provokes])
    for m, move in enumerate(adversary.moves):
        trigger, phase = _trigger(move, phases)
        table.append(
            {
                "stream": stream(f"move {m}"),
                "origin": bits(postures.index(o) for o in move.origin) or everywhere,
                "trigger": trigger,
                "phase": phase,
                "at": move.at or 0,
                "after": distributions.row(move.after) if move.after else -1,
            }
        )
        targets.append([move.targets.get(posture, 0.0) for posture in postures])
    shape = (len(table), len(postures))
    return rows(p.MOVE, table), np.array(targets, float).reshape(shape), distributions


def _trigger(move: Any, phases: tuple[str, ...]) -> tuple[int, int]:
    """What triggers a move, and the number of the phase it speaks of (-1: none)."""
    if move.at is not None:
        return terms.AT, -1
    if move.after is not None:
        return terms.AFTER, -1
    if move.on in terms.TRIGGERS:
        return terms.TRIGGERS[move.on], -1
    for words, trigger in terms.PHASE_TRIGGERS.items():
        if move.on.endswith(f" {words}"):
            return trigger, phases.index(move.on.removesuffix(f" {words}"))
    raise ValueError(f"no such reaction: {move.on}")
