"""The search for an adversary's best response to a rule, and what it does on fresh luck."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from simulator.engine.tally import Block
from simulator.greyzone.day_to_day import answered_by
from simulator.greyzone.responses import Response
from simulator.model.parameters import Array
from simulator.play.execute import LARGEST_SEED
from simulator.scenario.schema import Scenario
from simulator.study.in_turn import InTurn
from simulator.study.race import Round, histories_of, race

ROUNDS = (Round(6, 30), Round(40, 4), Round(200, 1))
"""Every response on 6 histories, the best 30 on 40, the best 4 of them on 200."""
COLUMNS = ("grey_zone_harm", "breaches_per_30_days", "false_breaches_per_30_days", "severity")
"""What is kept of a history; the first is what the adversary is after. The last is of all hostile
acts in a whole history."""


class Found(NamedTuple):
    """The best response to a rule among those that were tried."""

    response: Response | None
    """None: nothing that was tried does more than the pattern as written."""
    searched: float
    """Its mean harm in the search. It is too high, having been chosen for being high."""
    tried: int


class Fresh(NamedTuple):
    """What a rule comes to on luck that the search has not seen; (COLUMNS, replications) each."""

    as_written: Array
    answered: Array


def search_seed(seed: int) -> int:
    """The seed of the search: another than that of the histories which are reported."""
    return seed + 1 if seed < LARGEST_SEED else 0


def search(ruled: Scenario, tried: Sequence[Response], seed: int, turns: InTurn) -> Found:
    """The response that does most harm in the grey zone; the pattern as written is one of them."""
    options: list[Response | None] = [None, *tried]

    def play(places: Sequence[int], span: range) -> list[Array]:
        scenarios = (answered_by(ruled, options[place]) for place in places)
        return [values[:1] for values in turns.play(scenarios, search_seed(seed), span, columns)]

    (best,) = race(len(options), ROUNDS, play, most_harm)
    return Found(options[best.place], float(np.nanmean(best.values)), len(options))


def most_harm(values: Array, kept: int) -> list[int]:
    """The places of so many with the most harm on average; of equal ones the first."""
    means = np.nan_to_num(np.nanmean(values[:, 0], axis=1), nan=-1.0)
    return [int(place) for place in np.argsort(-means, kind="stable")[:kept]]


def fresh(ruled: Scenario, found: Found, count: int, seed: int, turns: InTurn) -> Fresh:
    """The pattern as written and the response on the same luck, which is not that of the search."""
    both = (ruled, answered_by(ruled, found.response))
    return Fresh(*turns.play(both, seed, range(count), columns))


def columns(block: Block) -> Array:
    """COLUMNS of a block, (columns, replications)."""
    return np.array([block.outcomes[name] for name in COLUMNS])


def cost(tried: int) -> int:
    """How many histories a search among so many responses plays."""
    return histories_of(tried + 1, ROUNDS)
