"""A grey zone in words: its table, the responses found, and what may be quoted of it."""

from collections.abc import Sequence

from simulator.greyzone.played import Asked, Given
from simulator.greyzone.responses import BELIEFS
from simulator.greyzone.rows import HARM_AT, given_away, harm, outcome_of
from simulator.greyzone.search import ROUNDS, cost
from simulator.results.reading import severities
from simulator.scenario.schema import Scenario
from simulator.tables.amounts import difference, number, with_interval
from simulator.tables.knee import differs, paired
from simulator.tables.page import Grid, Items
from simulator.tables.wording import counted, listed, spoken

HEADS = (
    "rule",
    "false breaches",
    "harm, own pattern",
    "harm, best response",
    "given away",
    "severity in all, best response",
)
DEFINED = (
    "Grey-zone harm is the severity of the hostile acts that occur while no episode of the plan is "
    "open (before a breach, or after the plan has stood down), seen or not, per 30 days of the "
    "whole history."
)
READING = (
    f"All columns are per 30 days. {DEFINED} Own pattern: what the scenario has the adversary do, "
    "and the false breaches beside it. Best response: the one found, below. Given away: by "
    "how much that is more, by pairs of histories on the same luck. Acts within episodes are no "
    "grey-zone harm, so a rule that is breached all the time has little of it; severity in all "
    "counts every hostile act. Brackets hold 95 % intervals."
)
NOT_SHOWN = (
    "The harm is what the best of these responses does; a cleverer adversary may do more. Not "
    "shown: acts that no rule counts, such as sabotage, and what it costs the adversary to act."
)


def grid(given: Sequence[Given]) -> Grid:
    """A row for each rule."""
    rows = [
        [
            one.name,
            with_interval("", *outcome_of(one.as_written, "false breaches")),
            with_interval("", *harm(one.as_written)),
            with_interval("", *harm(one.answered)),
            difference("", *given_away(one)),
            with_interval("", *outcome_of(one.answered, "severity of all hostile acts")),
        ]
        for one in given
    ]
    return Grid(HEADS, rows, values=True)


def responses(given: Sequence[Given]) -> Items:
    """The best response to each rule."""
    return Items("The best response found:", [f"{one.name}: {_response(one)}" for one in given])


def _response(one: Given) -> str:
    if one.found.response is None:
        return "the pattern as written; nothing that was tried does more."
    free = listed([spoken(kind) for kind in one.ignored])
    said = f"{one.found.response.words}{f' (no clause counts {free})' if free else ''}."
    return said if differs(given_away(one)) else f"{said} It does no more than the own pattern."


def headline(given: Sequence[Given], scenario: Scenario) -> str:
    """Which rule gives away most and least to somebody who has read it: to be quoted."""
    told = [one for one in given if differs(given_away(one))]
    if not told:
        return f"In '{scenario.name}', reading the rule gains the adversary nothing beyond chance."
    ranked = sorted(told, key=lambda one: -given_away(one).value)
    most = ranked[0]
    said = [
        f"In '{scenario.name}', an adversary who has read '{most.name}' does "
        f"{with_interval('', *harm(most.answered))} of grey-zone harm per 30 days instead of "
        f"{with_interval('', *harm(most.as_written))}."
    ]
    if len(given) > 1:
        said.append(_least(given))
    return " ".join(said)


def _least(given: Sequence[Given]) -> str:
    """Which rule leaves least harm once read, or that two cannot be told apart."""
    least, second = sorted(given, key=lambda one: harm(one.answered).value)[:2]
    apart = paired(least.answered[HARM_AT], second.answered[HARM_AT], False)
    if not differs(apart):
        return f"'{least.name}' and '{second.name}' leave least, and cannot be told apart."
    false = number(outcome_of(least.as_written, "false breaches").value, 2)
    return (
        f"Of {len(given)} rules '{least.name}' leaves least, "
        f"{with_interval('', *harm(least.answered))}, with {false} false breaches per 30 days."
    )


def details(given: Sequence[Given], asked: Asked, seeds: tuple[int, int]) -> str:
    """What was searched, on which luck, and what none of it shows. `seeds`: told, and searched."""
    scenario = asked.scenario
    return " ".join([_budget(given, asked, seeds), severities([scenario]), NOT_SHOWN])


def _budget(given: Sequence[Given], asked: Asked, seeds: tuple[int, int]) -> str:
    """How much was tried."""
    tried = sorted({one.found.tried for one in given})
    span = f"{tried[0]}" if len(tried) == 1 else f"{tried[0]} to {tried[-1]}"
    rounds = listed([f"{one.histories}" for one in ROUNDS])
    kept = listed([f"{one.kept}" for one in ROUNDS[:-1]])
    times = listed([f"{belief:g}" for belief in sorted(BELIEFS)])
    total = sum(cost(one.found.tried - 1) for one in given)
    return (
        f"The search tried {span} responses to each rule, on {rounds} histories each (the best "
        f"{kept} went on), {counted(total, 'history', 'histories')} in all, of seed {seeds[1]}; "
        f"the figures are of seed {seeds[0]}, which the search has not seen, since the winner of a "
        "search looks better than it is. A response acts in one or several of these "
        f"kinds: {listed([spoken(kind) for kind in asked.kinds])}; tries up to {asked.attempts:g} "
        f"acts a day in each; stays below a multiple of the limit ({times}) or does not heed it; "
        "goes quiet before deadlines; and acts always, at night, or when reports are slowest. What "
        "the adversary does only in its gravest posture, and its moves, stay."
    )
