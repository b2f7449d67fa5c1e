"""Watched rules over real counts: the same days as a count made straight from the file."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from simulator.results.watched import watched_days
from simulator.study.run import run

SCENARIOS = Path(__file__).parents[2] / "scenarios"


def counted() -> Counter[str]:
    """Violations of both regions by day of the reporting period's end, one-day periods only."""
    days: Counter[str] = Counter()
    with (SCENARIOS / "data" / "osce_smm_donbas_2020_2021.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["n_days"] == "1":
                days[row["period_end_utc"][:10]] += int(row["violations"])
    return days


def test_each_rule_is_met_on_as_many_days_of_donbas_as_the_file_says() -> None:
    table = watched_days(run(SCENARIOS / "replay-donbas-2020.yaml", replications=1))
    days = counted()
    least = {"one drone": 1, "five drones": 5, "one strike": 1, "twenty strikes": 20}
    told = table.set_index("rule")
    assert set(told["days"]) == {len(days)}
    for name, n in least.items():
        assert told.loc[name, "met"] == sum(count >= n for count in days.values())
    assert told.loc["the threshold", "met"] == told.loc["twenty strikes", "met"]
    assert set(told["false"]) == {0.0}


def test_without_a_replay_every_day_has_data_and_days_are_a_mean_over_histories() -> None:
    scenario = {
        "name": "Two days in ten",
        "horizon": "10 days",
        "violations": {"acts": {"kind": "drone", "at": ["30 h", "31 h", "80 h"]}},
        "monitoring": {"seen": "50 %"},
        "watch": {"two": {"at_least": 2}},
    }
    table = watched_days(run(scenario, replications=400)).set_index("rule")
    assert set(table["days"]) == {10}
    # Day 1 has two acts and day 3 one, each seen half of the time: 0.75 + 0.5 days on average.
    assert table.loc["the threshold", "met"] == pytest.approx(1.25, abs=0.1)
    assert table.loc["two", "met"] == pytest.approx(0.25, abs=0.07)
