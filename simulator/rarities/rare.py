"""Counts what hardly ever happens: a probability of one in a million, with its interval."""

from collections.abc import Sequence
from typing import Unpack, cast

from simulator.discovery.condition import Condition, condition
from simulator.errors import Problem, ScenarioError
from simulator.model.encode import encode
from simulator.play.cost import refuse_what_is_too_costly
from simulator.play.engines import chosen_engine
from simulator.play.execute import LARGEST_SEED, silent, whole, workers_of
from simulator.play.how import Sampled, in_full, parted
from simulator.rarities.find import find, most_played
from simulator.rarities.played import Asked, after
from simulator.rarities.result import Rare
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.study.compare import named_apart
from simulator.tables.measures import outcome_units

MOST = 20_000
"""Histories that are played for the count itself, where nothing else is said."""


def rare(scenario: Given | Sequence[Given], outcome: str, **sample: Unpack[Sampled]) -> Rare:
    """Estimate the probability of what hardly ever happens, down to one in a million and below.

    The luck of a history can be looked at before it is played, at a ten-thousandth of the cost. So
    millions are looked at, and those are played whose luck may lead to the outcome: with a known
    probability each, by which they are weighted.

    Parameters
    ----------
    scenario
        As in `run`; or several, in a list, of which each is counted on the same luck.
    outcome
        What happens in a history, as in "direct clash", "coalition late or lapsed", "false breaches
        >= 3" or several with "and" between them. The probability is of all histories: one in which
        the outcome does not apply is one in which it does not happen.
    replications
        Histories to play at most for the count, 20,000 by default. Up to 23,000 more, of which
        2,000 are plain, show whether the outcome is rare and what leads to it.
    seed, workers, engine, progress, anyway
        As in `run`.

    Returns
    -------
    Rare
        The probability with a 95 % interval; how many histories plain simulation would need; which
        luck the outcome depends on; replications in which it happens.

    Raises
    ------
    ScenarioError
        The scenario has mistakes, `outcome` is not understood, or an argument is not valid.
    TooCostly, EscalationError
        As `run`.
    """
    several = isinstance(scenario, Sequence) and not isinstance(scenario, str)
    given = cast("Sequence[Given]", scenario if several else [scenario])
    if not given:
        raise ValueError("name at least one scenario")
    arms = named_apart([load(one) for one in given])
    count, number, options = parted(sample, MOST)
    how = in_full(options)
    most = whole("replications", count, 1)
    seed = whole("seed", number, 0, LARGEST_SEED)
    workers, report = workers_of(how), how["progress"] or silent
    engine = chosen_engine(how["engine"], arms.values())
    conditions = {arm: _asked(outcome, one) for arm, one in arms.items()}
    parameters = {arm: encode(one, seed, engine) for arm, one in arms.items()}
    if not how["anyway"]:
        refuse_what_is_too_costly(arms, parameters, most_played(most))
    found = {}
    for place, (arm, one) in enumerate(arms.items()):
        asked = Asked(one, parameters[arm], conditions[arm], workers, report)
        total = most_played(most)
        found[arm] = find(after(asked, place * total, len(arms) * total), most)
    return Rare(found, outcome, seed)


def _asked(outcome: str, scenario: Scenario) -> Condition:
    """The condition in a text; `ScenarioError` where it is none of the scenario."""
    try:
        return condition(outcome, outcome_units(scenario))
    except ScenarioError as fault:
        problems = [Problem("rare", *one[1:]) for one in fault.problems]
        raise ScenarioError(problems) from None
