"""A branch in which another scenario holds: what that changes in the very minute."""

from typing import Any

import numpy as np

from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.response import Response
from simulator.model import terms
from simulator.model.adversary import NO_MOVE


def change(before: Any, adversary: Adversary, response: Response) -> None:
    """From now on the scenario is another: posture, belief, front and open episode.

    `before`: the world's row (WORLD) until now.
    """
    h = response.history
    row = h.note(terms.CHANGED, 0)
    posture = int(h.p.world[0].posture)
    if posture not in (before.posture, adversary.posture):
        adversary.take(posture, NO_MOVE, row)
    adversary.pace_waits(row)
    if h.episode >= 0:
        change_episode(response, row)
    response.front.review(row)


def change_episode(response: Response, cause: int) -> None:
    """The open episode by another plan: what it now asks for, and by when."""
    h = response.history
    response.set_deadlines(cause)
    for k in range(len(h.p.phases)):
        if response.states[k] == terms.NOT_CALLED and h.p.phases[k].rule < 0:
            response.call(k, cause)
        elif response.states[k] == terms.OPEN:
            change_open(response, k, cause)
    response.review_all(cause)
    h.begin(response.stand_down, h.episode)


def change_open(response: Response, k: int, cause: int) -> None:
    """An open phase by another plan: another deadline, others who owe it, another first hour.

    What was due by the plan before comes too, and finds that there is nothing left to do.
    """
    h = response.history
    if response.deadlines[k] < terms.NEVER:
        h.begin(response.deadline, k, h.episode)
    owing = [int(g) for g in np.flatnonzero(h.p.owed[k])]
    for g in owing:
        response.ask(g, cause)
    for g in owing:
        if response.front.standings[g].answer == terms.AGREED:
            response.order(g, cause)
    if response.starting[k]:
        h.begin(response.start, k, h.episode, response.starting[k] - 1)
