"""Responses to a rule: what an adversary who has read it may do, in the words of a scenario."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from simulator.minutes import DAY, HOUR
from simulator.scenario.quantities import format_duration, format_rate
from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.monitoring import Calendar
from simulator.scenario.schema.rule import Clause, CusumClause, Rule
from simulator.scenario.schema.violations import Pattern
from simulator.tables.wording import listed, spoken

BELIEFS = (1.0, 0.5, 1.5, 2.0, 3.0, 5.0)
"""Limits that it stays one act below, as multiples of the true one: more than 1 counts on acts that
monitors miss."""
SLOWER = (1, 4, 16)
"""What it divides its attempts by where it does not heed the rule."""
PAUSES = (0, 6 * HOUR, DAY, 3 * DAY)
"""How long before a deadline it goes quiet where it does not heed the rule."""
QUIET = (0, 3 * DAY)
"""The same where it stays under the rule; three days silence it for all of an early episode."""
MOST_KINDS = 3
"""Up to so many kinds every choice of them is tried; of more each one, all, and all but one."""
ALWAYS, NIGHT = "", "at night only"
AFTER_CLOSE = 6
"""Hours after a mission's period closes, in which an act waits longest for its report."""


class Timing(NamedTuple):
    """When it acts, by the clock and the calendar."""

    words: str
    pattern: Mapping[str, Any]
    """The words of a pattern that say so."""


class Response(NamedTuple):
    """A way to act under a rule that is known."""

    kinds: tuple[str, ...]
    attempts: float
    """Acts a day of each kind that are tried."""
    belief: float | None
    """As in `stays_under`, with a margin of 1; None: it does not heed the rule."""
    quiet: int
    """Minutes without an act before each deadline."""
    timing: Timing

    @property
    def patterns(self) -> dict[str, Pattern]:
        """The same as patterns of a scenario, by name."""
        return {
            f"{spoken(kind)} under the rule": Pattern.model_validate(self._pattern(kind))
            for kind in self.kinds
        }

    def _pattern(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {"kind": kind, "rate": format_rate(self.attempts)}
        if self.belief is not None:
            found["stays_under"] = {"belief": self.belief, "margin": 1}
        if self.quiet:
            found["pauses"] = {"before_deadline": format_duration(self.quiet)}
        return {**found, **self.timing.pattern}

    @property
    def words(self) -> str:
        """'artillery and drone, up to 48 a day each, 1 below 1.5 times the limit'."""
        kinds = listed([spoken(kind) for kind in self.kinds])
        each = " each" if len(self.kinds) > 1 else ""
        said = [kinds, f"up to {self.attempts:g} a day{each}"]
        if self.belief is None:
            said.append("whatever the rule says")
        else:
            times = "the limit" if self.belief == 1 else f"{self.belief:g} times the limit"
            said.append(f"always 1 below {times}")
        if self.quiet:
            said.append(f"quiet for {format_duration(self.quiet)} before each deadline")
        return ", ".join([*said, *([self.timing.words] if self.timing.words else [])])


def responses(
    scenario: Scenario, rule: Rule, kinds: Sequence[str], attempts: float
) -> list[Response]:
    """Every response that is tried against a rule, each once."""
    timings = list(_timings(scenario, rule))
    found = []
    for of in _choices(kinds):
        heeding = BELIEFS if len(uncounted(rule, of)) < len(of) else ()
        for timing in timings:
            found += [Response(of, attempts, b, q, timing) for b in heeding for q in QUIET]
            found += [Response(of, attempts / n, None, q, timing) for n in SLOWER for q in PAUSES]
    return found


def _choices(kinds: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The kinds that may be used together, fewest first, as the first of equals is told."""
    count = len(kinds)
    sizes = range(1, count + 1) if count <= MOST_KINDS else sorted({1, count - 1, count})
    for size in sizes:
        yield from combinations(kinds, size)


def _timings(scenario: Scenario, rule: Rule) -> Iterator[Timing]:
    """Always, at night, just after a mission's period closes, and around a rule of days running."""
    yield Timing(ALWAYS, {})
    yield Timing(NIGHT, {"hours": "night"})
    report = scenario.monitoring.report
    if isinstance(report, Calendar) and scenario.monitoring.claims is None:
        first = -(-report.daily // HOUR)
        open_for = {(first + hour) % 24 for hour in range(AFTER_CLOSE)}
        weights = [1 if hour in open_for else 0 for hour in range(24)]
        words = f"only in the {AFTER_CLOSE} h after the daily report closes"
        yield Timing(words, {"hours": weights})
    running = {clause.days for clause in clauses_of(rule) if isinstance(clause, Clause)}
    for days in sorted(running - {1}):
        yield Timing(f"{days - 1} of {days} days", {"level": {"steps": _on_off(scenario, days)}})


def _on_off(scenario: Scenario, days: int) -> list[dict[str, Any]]:
    """Acts on all calendar days but each last of so many."""
    midnight = -(scenario.starts % DAY)
    steps = []
    for day in range(0, scenario.horizon // DAY + 2, days):
        off, on = midnight + (day + days - 1) * DAY, midnight + (day + days) * DAY
        steps += [(off, 0), (on, 1)]
    return [
        {"start": format_duration(minute), "factor": factor}
        for minute, factor in steps
        if 0 < minute < scenario.horizon
    ]


def uncounted(rule: Rule, kinds: Iterable[str]) -> list[str]:
    """Those of the kinds that no clause of the rule counts: nothing but strength limits them."""
    clauses = clauses_of(rule)
    counted = [one.cusum.of if isinstance(one, CusumClause) else one.of for one in clauses]
    return [kind for kind in kinds if all(of and kind not in of for of in counted)]
