from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import simulator
from simulator.data.read import read
from simulator.data.series import RECORD, Series
from simulator.errors import EventDataError
from simulator.fits.counts import families
from simulator.fits.counts.families import FAMILIES
from simulator.fits.counts.tally import tally
from simulator.fits.family import compare
from simulator.fits.fit_events import fit_events
from simulator.fits.result import EventFit
from simulator.fits.timed import families as timed, rates, regions
from simulator.fits.timed.acts import acts_of
from simulator.minutes import DAY
from simulator.scenario.sources import unsourced

QUICK = FAMILIES[:2]
"""Families that are fitted in no time."""
OSCE = "scenarios/data/osce_smm_donbas_2020_2021.csv"


def counted(totals: list[int], kinds: tuple[str, ...] = ("artillery",)) -> Series:
    """One region, a day each from 1 January 2024 in Kyiv, of the first kind."""
    records = np.zeros(len(totals), RECORD)
    records["start"] = 28_401_000 + DAY * np.arange(len(totals))
    records["end"] = records["start"] + DAY
    records["total"] = totals
    records["line"] = 2 + np.arange(len(totals))
    covered = np.array([[records["start"][0], records["end"][-1]]])
    return Series(records, kinds, ("north",), "Europe/Kyiv", covered, "A mission's reports", True)


def acts(minutes: list[int], munitions: list[float]) -> Series:
    """Timed acts in the same place, all days of them covered."""
    records = np.zeros(len(minutes), RECORD)
    records["start"] = 28_401_000 + np.array(minutes)
    records["end"] = records["start"] + 1
    records["total"] = 1
    records["munitions"] = munitions
    records["line"] = 2 + np.arange(len(minutes))
    days = -(-max(minutes) // DAY)
    covered = np.array([[28_401_000, 28_401_000 + days * DAY]])
    return Series(
        records, ("drone",), ("north",), "Europe/Kyiv", covered, "A mission's reports", False
    )


@pytest.fixture(autouse=True, scope="module")
def quick() -> Iterator[None]:
    """Every fit tries the quick families alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(families, "FAMILIES", QUICK)
        patch.setattr(timed, "FAMILIES", timed.FAMILIES[:2])
        yield


@pytest.fixture(scope="module")
def scattered(quick: None) -> EventFit:
    """Forty days that scatter."""
    luck = np.random.Generator(np.random.Philox(2))
    return fit_events(counted(luck.poisson(20.0 * luck.gamma(0.8, 1.25, 40)).tolist()))


def test_the_table_compares_every_family_with_a_steady_rate(scattered: EventFit):
    table = scattered.table.set_index("family")
    assert set(table.index) == {family.name for family in QUICK}
    assert table.loc["steady", ["to_steady", "to_steady_error"]].tolist() == [0.0, 0.0]
    assert table["score"].is_monotonic_decreasing
    assert table["chosen"].sum() == 1
    assert scattered.chosen.family == "over-dispersed days"


def test_the_scenario_holds_the_chosen_pattern_and_its_source(scattered: EventFit):
    scenario = scattered.scenario
    pattern = scenario.violations["fitted artillery"]
    assert pattern.overdispersion == pytest.approx(
        scattered.chosen.parameters["overdispersion"].value, rel=0.01
    )
    assert scenario.horizon == 40 * DAY
    assert scenario.starts == 0
    assert unsourced(scenario) == []
    assert scenario.sources[0].by == "A mission's reports"
    assert scenario.sources[0].sure == "low"
    assert "better than a steady rate" in scenario.limits


def test_the_scenario_runs(scattered: EventFit):
    run = simulator.run(scattered.scenario, replications=2)
    assert run.replications == 2
    assert len(run.rows(0)) > 40


def test_a_kind_that_the_model_lacks_is_declared_with_an_assumed_weight():
    about = fit_events(counted([3, 5, 4, 2] * 10, ("flare",))).scenario
    assert about.kinds["flare"].severity == 1
    assert unsourced(about) == []


def test_the_same_data_give_the_same_fit():
    data = counted([3, 5, 4, 2, 8] * 5)
    assert fit_events(data).yaml == fit_events(data).yaml


def test_the_counts_of_donbas_are_scattered_days_on_a_drifting_level():
    series = read(OSCE).series
    far_behind = {"drifting level", "truce erosion"}  # and slow to fit
    others = [family for family in FAMILIES if family.name not in far_behind]
    fits = compare(others, tally(series).periods)
    assert fits.chosen.family == "over-dispersed days on a drifting level"
    assert 0.3 < fits.chosen.parameters["overdispersion"].value < 1.5
    ahead = fits.better_by(fits.chosen.family, "steady")
    assert ahead.value - 2.0 * ahead.error > 1.0


def test_timed_acts_are_fitted_by_the_minute_and_counted_by_day_on_demand():
    series = acts(list(range(100, 30 * DAY, 700)), [0.0] * 62)
    by_minute, by_day = fit_events(series), fit_events(series, form="counts")
    assert (by_minute.about.form, by_day.about.form) == ("timed", "counts")
    assert by_minute.about.days == by_day.about.days == 30.0
    for fitted in (by_minute, by_day):
        steady = fitted.fits.named("steady")
        assert steady.values["rate"] == pytest.approx(62 / 30, rel=1e-3)
        assert fitted.scenario.horizon == 30 * DAY


def test_the_munitions_of_acts_are_fitted_where_they_are_told():
    fitted = fit_events(acts(list(range(100, 30 * DAY, 700)), [2.0, 5.0] * 31))
    assert fitted.sizes is not None
    pattern = fitted.scenario.violations["fitted drone"]
    assert pattern.size.model_fields_set == set(fitted.sizes.chosen.pattern["size"])
    assert f"sizes as {fitted.sizes.chosen.family}" in fitted.scenario.sources[0].says


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "artilery"}, "no acts of kind 'artilery'; did you mean 'artillery'?"),
        ({"kind": "drone"}, "no acts of kind 'drone'; there are artillery."),
        ({"region": "nort"}, "no region 'nort'; did you mean 'north'?"),
        ({"form": "timed"}, "cannot be fitted as timed acts"),
        ({"form": "both"}, "'both' is not a way to fit events; write counts or timed."),
        ({"truce": "2030-01-01"}, "the truce of 2030-01-01 is after the end of the data."),
        ({"truce": "yesterday"}, "'yesterday' is not a day or a moment; write one such as 2024"),
    ],
)
def test_what_is_not_there_is_told(asked: dict[str, str], message: str):
    with pytest.raises(EventDataError, match=".") as raised:
        fit_events(counted([1] * 30), **asked)
    assert message in str(raised.value)


@pytest.mark.parametrize(
    ("totals", "message"),
    [
        ([4] * 19, "19 counted periods; a fit needs at least 20."),
        ([0] * 30, "every period counts 0"),
    ],
)
def test_what_cannot_be_fitted_is_told(totals: list[int], message: str):
    with pytest.raises(EventDataError) as raised:
        fit_events(counted(totals))
    assert message in str(raised.value)


def test_a_handful_of_timed_acts_is_too_few():
    with pytest.raises(EventDataError, match="there are 5 acts; a fit needs at least 20."):
        fit_events(acts([1, 2, 3, 4, 50 * DAY], [0.0] * 5))


def test_several_kinds_want_a_choice():
    with pytest.raises(EventDataError, match="2 kinds; choose one with --kind: drone, missile"):
        fit_events(counted([1] * 30, ("drone", "missile")))


def test_days_without_data_are_counted_in_the_warnings():
    whole = counted([2, 3, 4, 5] * 10)
    kept = whole.records[::2]
    covered = np.column_stack([kept["start"], kept["end"]])
    half = replace(whole, records=kept, covered=covered)
    warnings = fit_events(half).warnings
    assert warnings[0] == "20 of 39 days have data; the others are not counted as quiet."


def test_one_raid_that_two_regions_report_is_told() -> None:
    minutes = sorted(start + late for start in range(100, 30 * DAY, 1403) for late in (0, 1))
    whole = acts(minutes, [0.0] * len(minutes))
    whole.records["region"][1::2] = 1
    both = replace(whole, regions=("north", "south"))
    told = fit_events(both).warnings[0]
    assert told.startswith("50 % of the acts come within a minute of one in another region")
    assert "--region north, which has most" in told
    assert "fitted separately" not in told  # 31 acts tell nothing of echoes
    alone = fit_events(both, region="south").warnings
    assert not any("another region" in one for one in alone)


def test_where_raids_are_reported_by_several_the_busy_regions_are_fitted_by_themselves() -> None:
    luck = np.random.default_rng(8)
    level = np.exp(np.cumsum(luck.normal(0.0, 0.3, 90)))
    raids = np.concatenate(
        [DAY * day + luck.integers(0, DAY, luck.poisson(4.0 * level[day] / level.mean()))
         for day in range(90)]
    )  # fmt: skip
    minutes = np.sort(np.repeat(raids, 2))
    whole = acts(minutes.tolist(), [0.0] * len(minutes))
    whole.records["region"][1::2] = 1
    both = replace(whole, regions=("north", "south"))
    told = regions.warnings(both)[0]
    north = acts_of(both.only(regions=["north"]))
    alone, in_drift = (one.fit(north)["echo share"] for one in (rates.ECHO, rates.ECHO_IN_DRIFT))
    assert (
        f"In north and south, fitted separately, an act seems to trigger {alone:.2f} others" in told
    )
    assert f"and {in_drift:.2f} with a wandering level" in told
    assert alone > 0.5 > 0.2 > in_drift
