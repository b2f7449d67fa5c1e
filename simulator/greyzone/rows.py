"""The numbers of a grey zone as tables: a row for each rule, adversary and outcome."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from simulator.greyzone.played import FALSE, HARM, OUTCOMES, Along, Given
from simulator.model.parameters import Array
from simulator.tables.knee import paired
from simulator.tables.rule_words import rule_words
from simulator.tables.summary import Estimate, mean

if TYPE_CHECKING:
    import pandas as pd

OWN, ANSWERED, GIVEN_AWAY = "own pattern", "best response", "given away"
HARM_AT = OUTCOMES.index(HARM)


def harm(values: Array) -> Estimate:
    """The mean harm with its interval."""
    return _mean(values, HARM_AT)


def given_away(one: Given) -> Estimate:
    """By how much the best response does more harm, by pairs of histories."""
    return paired(one.as_written[HARM_AT], one.answered[HARM_AT], False)


def outcome_of(values: Array, name: str) -> Estimate:
    """The mean of the outcome of this name."""
    return _mean(values, [one.name for one in OUTCOMES].index(name))


def _mean(values: Array, at: int) -> Estimate:
    known = values[at]
    return mean(known[known == known])


def table_of(given: Sequence[Given]) -> "pd.DataFrame":
    """rule, words, adversary, outcome, unit, value, low, high, histories, searched, response."""
    import pandas as pd

    return pd.DataFrame([row for one in given for row in _rows(one)])


def _rows(one: Given) -> Iterator[dict[str, Any]]:
    """Each outcome under both adversaries, then the difference in harm."""
    response = one.found.response
    said = response.words if response else OWN
    told: list[tuple[str, str, int, Estimate]] = []
    for adversary, values in ((OWN, one.as_written), (ANSWERED, one.answered)):
        told += [(adversary, w.name, i, _mean(values, i)) for i, w in enumerate(OUTCOMES)]
    told.append((GIVEN_AWAY, HARM.name, HARM_AT, given_away(one)))
    for adversary, outcome, at, estimate in told:
        answered = adversary == ANSWERED
        yield {
            "rule": one.name,
            "words": one.words,
            "adversary": adversary,
            "outcome": outcome,
            "unit": OUTCOMES[at].unit,
            **estimate._asdict(),
            "histories": int((one.as_written[at] == one.as_written[at]).sum()),
            "searched": one.found.searched if answered and outcome == HARM.name else None,
            "response": said if answered else "",
        }


def drawn(given: Sequence[Given], along: Sequence[Along]) -> "pd.DataFrame":
    """The same for `plots.operating_curve`: the families, the rules as written, and answered."""
    import pandas as pd

    rows = []
    for line in along:
        for member, values in zip(line.family.members, line.values, strict=True):
            words = rule_words(member.rule)
            named = {"series": line.family.name, "words": member.words, "name": "", "rule": words}
            rows.append(named | _place(values) | _height(values) | {"read": False})
    for one in given:
        named = {"series": "", "words": "", "name": one.name, "rule": one.words}
        for values, read in ((one.as_written, False), (one.answered, True)):
            rows.append(named | _place(one.as_written) | _height(values) | {"read": read})
    return pd.DataFrame(rows)


def _place(values: Array) -> dict[str, float]:
    """Where a rule stands across: its false breaches under the pattern as written."""
    value, low, high = outcome_of(values, FALSE.name)
    return {"false": value, "false_low": low, "false_high": high}


def _height(values: Array) -> dict[str, Any]:
    """Its harm, upwards."""
    return {"outcome": HARM.name, **harm(values)._asdict()}
