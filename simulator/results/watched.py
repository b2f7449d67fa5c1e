"""Watched rules: on how many days each would have been met, though it set nothing off."""

from typing import TYPE_CHECKING

from simulator.minutes import DAY
from simulator.results.thresholds import clauses_of_rule, counted_acts, days_of
from simulator.scenario.replay import read_periods
from simulator.scenario.schema import Scenario
from simulator.tables.histories import Histories

if TYPE_CHECKING:
    import pandas as pd


def watched_days(run: Histories) -> "pd.DataFrame":
    """For the scenario's own threshold and each rule that it watches: days, met, false.

    `met` and `false` are days in a history on average: on which the rule is met, and on which acts
    that are not hostile meet it by themselves; `days`: the days that have data. Histories are
    played again.
    """
    import pandas as pd

    scenario = run.scenario
    rules = {"the threshold": scenario.threshold, **scenario.watch}
    clauses = {name: clauses_of_rule(rule, scenario) for name, rule in rules.items()}
    totals = {name: [0, 0] for name in rules}
    for replication in range(run.replications):
        acts = counted_acts(run.rows(replication), run.parameters)
        for name, total in totals.items():
            found = days_of(acts, run.parameters, clauses[name])
            total[0] += found.met
            total[1] += found.false
    days = covered_days(scenario)
    means = [[total / run.replications for total in both] for both in totals.values()]
    table = pd.DataFrame(means, columns=["met", "false"])
    table.insert(0, "rule", list(totals))
    table.insert(1, "days", days)
    return table


def covered_days(scenario: Scenario) -> int:
    """The days that have data: those of the replayed periods, or else all days of the horizon."""
    offset = scenario.starts % DAY
    replays = [pattern for pattern in scenario.violations.values() if pattern.events is not None]
    if not replays:
        return (scenario.horizon - 1 + offset) // DAY + 1
    covered: set[int] = set()
    for pattern in replays:
        assert pattern.events is not None
        latest = min(scenario.horizon, pattern.ends or scenario.horizon)
        for period in read_periods(pattern.events, scenario.folder):
            start, end = max(period.start, pattern.starts), min(period.end, latest)
            if start < end:
                first, last = start + offset, end - 1 + offset
                covered |= {*range(first // DAY, last // DAY + 1)}
    return len(covered)
