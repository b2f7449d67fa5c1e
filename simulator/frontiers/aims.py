"""What a rule is judged by on a frontier: false breaches, hours to an answer, and harm."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from simulator.curves.aims import looks_at_the_rule
from simulator.engine.simulate import traces
from simulator.engine.tally import Block
from simulator.minutes import DAY, HOUR
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.scenario.schema import Scenario
from simulator.tables.shown import MONTHLY


class Aim(NamedTuple):
    """Something that a rule should keep low."""

    name: str
    unit: str
    meaning: str


FALSE = Aim("false breaches", MONTHLY, "per 30 days")
ANSWER = Aim(
    "hours to an answer", "h",
    "from the first hostile act to the first start of any phase, on average; a history without an "
    "answer counts to its end, one answered before any hostile act not at all",
)  # fmt: skip
BORNE = Aim("severity before an answer", "severity", "of the hostile acts until then")
GREY = Aim(
    "grey-zone harm", f"severity {MONTHLY}",
    "severity of the hostile acts while no episode is open, per 30 days, if the adversary has read "
    "the rule: it tries 48 acts a day in each of its kinds, keeps one below the limit, and goes "
    "quiet for 72 h before each deadline",
)  # fmt: skip
SHORT = 5 * DAY
"""How much of a history is looked through for its first hostile act before all of it is."""


def first_hostile(scenario: Scenario, seed: int, count: int, engine: str) -> Array:
    """The hour of the first hostile act of each history; NaN where there is none.

    It is the same under all rules, as nothing is answered before it. Where a pattern looks at the
    rule it is not, and hours count from the beginning instead: 0.
    """
    if looks_at_the_rule(scenario):
        return np.zeros(count)
    found = np.full(count, np.nan)
    for horizon in dict.fromkeys((min(SHORT, scenario.horizon), scenario.horizon)):
        left = [int(place) for place in np.flatnonzero(np.isnan(found))]
        p = encode(scenario.model_copy(update={"horizon": horizon}), seed, engine)
        for replication, rows in zip(left, traces(p, left), strict=True):
            acts = rows[rows["what"] == terms.VIOLATION]
            hostile = acts[p.patterns["hostile"][acts["subject"]] != 0]
            if len(hostile):
                found[replication] = hostile["minute"][0] / HOUR
    return found


def values_of(scenario: Scenario, since: Array) -> Callable[[Block], Array]:
    """What takes (FALSE, ANSWER, BORNE) by replication, (3, replications), from a block.

    `since`: `first_hostile`. A history without an answer counts to its end; one that is answered
    before the first hostile act has no hours.
    """

    def values(block: Block) -> Array:
        numbers = block.outcomes["replication"]
        first = since[numbers]
        answer = np.full(len(numbers), scenario.horizon / HOUR)
        started = block.phases[~np.isnan(block.phases["started"])]
        at = np.searchsorted(numbers, started["replication"])
        np.minimum.at(answer, at, started["clock"] + started["started"])
        hours = np.where(answer >= first, answer - first, np.nan)
        hours[block.outcomes["signed"] == 0.0] = np.nan
        columns = (
            block.outcomes[name] for name in ("false_breaches_per_30_days", "severity_unanswered")
        )
        false, borne = columns
        return np.array([false, hours, borne])

    return values
