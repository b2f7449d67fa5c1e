import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.checks.observed import observed
from simulator.errors import EventDataError, ScenarioError

from . import made

DONBAS = Path(__file__).parents[2] / "scenarios" / "data" / "osce_smm_donbas_2020_2021.csv"
FITTED = (
    "rate: 191 per day, overdispersion: 0.916, level: {wander: {sd: 1.16, memory: 80 days 18 h}}"
)

MIXED = {
    "name": "mixed",
    "question": "what?",
    "horizon": "9 days",
    "violations": {
        "a": {"kind": "drone", "rate": "5 per day"},
        "b": {"kind": "artillery", "rate": "5 per day"},
    },
}


def donbas(words: str, **options: object) -> simulator.Checks:
    scenario = simulator.vary(made.scenario(words), "violations.acts.kind", "artillery")
    return simulator.check_events(scenario, DONBAS, histories=100, **options)  # type: ignore[arg-type]


def test_over_dispersed_days_on_a_drifting_level_look_like_donbas() -> None:
    found = donbas(FITTED)
    assert found.failed == ()
    told = found.table.set_index("check")["observed"]
    assert told["zero share"] == pytest.approx(9 / 244, abs=1e-6)
    assert 0.31 < told["busiest tenth"] < 0.47
    assert told["memory"] == pytest.approx(0.12, abs=0.005)


def test_a_steady_poisson_does_not() -> None:
    assert {"zero share", "busiest tenth", "variance to mean", "counts", "ranks of the counts"} <= {
        *donbas("rate: 161 per day").failed
    }


def test_days_without_a_report_are_not_taken_for_quiet() -> None:
    scenario = made.scenario("rate: 8 per day")
    days = tuple(day for day in range(100) if day % 7 < 4)
    found = simulator.check_events(scenario, made.reported(scenario, days=days), histories=60)
    assert found.totals.shape == (61, len(days))
    assert found.failed == ()
    assert found.table.set_index("check").loc["zero share", "observed"] == 0.0


def test_periods_are_filled_by_the_acts_that_fall_in_them() -> None:
    scenario = made.scenario("rate: 8 per day")
    window, seen, left_out = observed(made.reported(scenario), None, False)
    again = window.seen(np.array([5, 1439, 1440, 4 * 1440]), np.zeros(4))
    assert (left_out, again.totals[:5].tolist()) == (0, [2, 1, 0, 0, 1])
    assert seen.totals.sum() > 700


RIGHT = (
    "rate: 6 per day, overdispersion: 1, size: {poisson: {mean: 5}}",
    "rate: 4 per day, hours: night, echo: {share: 0.4, memory: 3 h}",
    "gaps: {lognormal: {median: 4 h, p90: 12 h}}",
)


def test_checks_of_the_law_that_made_the_events_fail_about_as_often_as_they_should() -> None:
    failed, count = 0, 0
    for words in RIGHT:
        scenario = made.scenario(words, days=60)
        for seed in range(1, 31):
            series = made.timed(scenario, seed, missing=(20, 26))
            found = simulator.check_events(scenario, series, histories=79)
            failed, count = failed + len(found.failed), count + len(found.checks)
    assert 0.02 < failed / count < 0.09


def test_each_wrong_pattern_fails_the_check_that_is_about_it() -> None:
    series = made.timed(made.scenario(RIGHT[1]), seed=2)
    for words, failing in {
        "rate: 6.7 per day, echo: {share: 0.01}": {"hours"},
        "rate: 6.7 per day, hours: night": {"gaps", "rescaled waits"},
        "rate: 4 per day, hours: night, echo: {share: 0.4, memory: 3 h}, size: 3": {"sizes"},
        "rate: 9 per day, hours: night, echo: {share: 0.4, memory: 3 h}": {"acts a day", "counts"},
    }.items():
        found = simulator.check_events(made.scenario(words), series, histories=79)
        assert failing <= {*found.failed}, words


def test_the_same_seed_gives_the_same_and_counts_leave_out_what_only_timed_acts_tell() -> None:
    scenario = made.scenario("rate: 5 per day")
    series = made.timed(scenario)
    one, again, other = (
        simulator.check_events(scenario, series, form="counts", histories=40, seed=seed)
        for seed in (3, 3, 4)
    )
    assert one.record() == again.record() != other.record()
    assert "gaps" not in set(one.table["check"])
    assert "gaps" in set(simulator.check_events(scenario, series, histories=40).table["check"])


def test_the_one_kind_that_pattern_and_events_share_need_not_be_named() -> None:
    scenario = made.scenario("rate: 5 per day")
    series = made.timed(scenario)
    series.records["kind"][::2] = 1
    mixed = replace(series, kinds=("drone", "artillery"))
    found, named = (
        simulator.check_events(scenario, mixed, kind=kind, histories=40) for kind in (None, "drone")
    )
    assert found.record() == named.record()
    assert found.totals[0].sum() == np.sum(series.records["kind"] == 0)
    with pytest.raises(EventDataError, match="choose one with --kind: drone, artillery"):
        simulator.check_events(MIXED, mixed, histories=40)


def test_a_truce_puts_minute_0_there_and_leaves_out_what_was_before() -> None:
    scenario = made.scenario("rate: 5 per day")
    found = simulator.check_events(scenario, made.timed(scenario), truce="2020-02-01", histories=40)
    assert found.totals.shape[1] == 69
    assert found.scenario.horizon == 69 * made.DAY
    assert "31 counted periods" in found.text + " ".join(found.notes)


def test_hours_and_days_are_those_of_the_place_in_summer_too() -> None:
    morning = ", ".join("1" if hour == 5 else "0" for hour in range(24))
    scenario = made.scenario(f"rate: 9 per day, hours: [{morning}]", days=200)
    series = made.timed(scenario, zone="Europe/Berlin")
    found = simulator.check_events(scenario, series, histories=60)
    assert np.flatnonzero(found.bins["hours"][0]).tolist() == [5]
    assert found.totals.shape[1] == 200
    assert found.failed == ()


def test_what_cannot_be_checked_is_refused() -> None:
    scenario = made.scenario("rate: 5 per day")
    series = made.timed(scenario)
    with pytest.raises(
        ScenarioError, match="there is no pattern of kind 'drone'; there are artillery"
    ):
        simulator.check_events(
            simulator.vary(scenario, "violations.acts.kind", "artillery"), series
        )
    with pytest.raises(ScenarioError, match="it responds to a plan and a rule"):
        simulator.check_events(made.scenario("rate: 5 per day, stays_under: {}"), series)
    with pytest.raises(ScenarioError, match="20 histories are too few"):
        simulator.check_events(scenario, series, histories=20)
    with pytest.raises(EventDataError, match="write counts or timed"):
        simulator.check_events(scenario, series, form="hourly")
    with pytest.raises(EventDataError, match="9 counted periods"):
        simulator.check_events(scenario, series, truce="2020-04-01")


def test_the_files_hold_what_the_table_does(tmp_path: Path) -> None:
    scenario = made.scenario("rate: 5 per day")
    found = simulator.check_events(scenario, made.timed(scenario), histories=40)
    paths = found.write(tmp_path / "out")
    assert sorted(path.name for path in paths) == [
        "checks.csv", "checks.json", "checks.png", "ranks.png",
    ]  # fmt: skip
    assert all(path.stat().st_size > 100 for path in paths)
    record = json.loads((tmp_path / "out" / "checks.json").read_text())
    assert [one["check"] for one in record["checks"]] == found.table["check"].tolist()
    assert record["expected_to_fail_by_chance"] == pytest.approx(0.05 * len(found.checks))
