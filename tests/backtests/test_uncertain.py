"""Back-tests over sets of what nobody knows: against a law in closed form, and without leaks."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from simulator.backtests.backtest import backtest
from simulator.backtests.coverage import DRAWN, PLAIN
from simulator.backtests.histories import Sample, portions
from simulator.backtests.levels import P90, first_steps, levels
from simulator.backtests.result import Backtest
from simulator.cli import main
from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.scenario.quantities import parse_duration, parse_rate

MEDIAN, SPREAD = 50.0, 0.6
RATE = "violations.fire.rate"
SCENARIO = f"""
name: A level that nobody knows
question: How much fire on the first day?
horizon: 2 days
violations:
  fire: {{kind: artillery, rate: {MEDIAN:g} per day}}
threshold: {{at_least: 1000}}
plan: {{phases: [{{name: answer, by: 24 h, owed_by: us}}]}}
guarantors: {{us: {{home: true}}}}
uncertain:
  {RATE}: {{lognormal: {{median: 50 per day, p90: {MEDIAN * np.exp(P90 * SPREAD):.4f} per day}}}}
"""
CASES = "case,title,scenario,change,why,days,zero\nlevel,A level,level.yaml,,,,\n"
HEADER = (
    "case,what,measure,of,from_hour,to_hour,low,high,in_sample,last,mean,counted_by,source,note\n"
)


def happened(place: Path, low: float) -> Path:
    """A folder with one case of one figure, held out."""
    place.mkdir(exist_ok=True)
    (place / "level.yaml").write_text(SCENARIO, encoding="utf-8")
    (place / "cases.csv").write_text(CASES, encoding="utf-8")
    row = f"level,fire,acts,,0,24,{low:g},{low:g},no,40,40,us,here,\n"
    (place / "observations.csv").write_text(HEADER + row, encoding="utf-8")
    return place


def law() -> tuple[np.ndarray, np.ndarray]:
    """The counts, and how likely each is: Poisson at a lognormal rate (by quadrature)."""
    at = stats.norm.ppf((np.arange(4000) + 0.5) / 4000)
    counts = np.arange(1500)
    rates = MEDIAN * np.exp(SPREAD * at)
    return counts, np.mean(stats.poisson.pmf(counts[:, None], rates), axis=1)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory) -> dict:
    place = happened(tmp_path_factory.mktemp("level"), 90)
    found = backtest(
        "level", replications=3000, seed=5, uncertain=1000, engine="file", happened=place
    )
    record: dict = found.record()["forecasts"][0]
    return record


def test_a_level_drawn_lognormal_with_poisson_noise_has_the_bands_of_that_law(drawn):
    counts, chance = law()
    below = np.cumsum(chance)
    for key, level in {"low90": 0.05, "low50": 0.25, "median": 0.5, "high50": 0.75}.items():
        assert drawn[key] == pytest.approx(np.searchsorted(below, level), rel=0.05)
    held = chance[int(drawn["low90"]) : int(drawn["high90"]) + 1].sum()
    assert held == pytest.approx(0.9, abs=0.02)
    plain = chance[int(drawn["low90_in_force"]) : int(drawn["high90_in_force"]) + 1].sum()
    assert plain < 0.4  # the band of chance alone holds far less of it than it says


def test_its_crps_is_that_of_the_law(drawn):
    counts, chance = law()
    below = np.cumsum(chance)
    closed = np.sum((below - (counts >= 90)) ** 2)
    assert drawn["crps"] == pytest.approx(closed, rel=0.04)
    assert drawn["crps_in_force"] == pytest.approx(
        np.sum((stats.poisson.cdf(counts, MEDIAN) - (counts >= 90)) ** 2), rel=0.04
    )


def test_another_truth_does_not_change_the_forecast(tmp_path):
    keys = ("low90", "low50", "median", "high50", "high90", "low90_in_force", "high90_in_force")
    found = [
        backtest(
            "level", replications=20, uncertain=10, happened=happened(tmp_path / str(low), low)
        )
        for low in (3, 300)
    ]
    one, other = (each.record()["forecasts"][0] for each in found)
    assert [one[key] for key in keys] == [other[key] for key in keys]
    assert one["verdict"] != other["verdict"]


def test_the_histories_are_spread_evenly_and_each_once():
    scenario = load("easter-2025")
    found = list(portions(scenario, Sample(23, 0, "simpy", sets=10)))
    assert [len(one.replications) for one in found] == [3, 3, 3, 2, 2, 2, 2, 2, 2, 2]
    assert [one.replications.start for one in found] == [100_000 * number for number in range(10)]
    rates = {one.scenario.violations["assaults"].rate for one in found}
    assert len(rates) == 10
    (plain,) = portions(scenario, Sample(23, 0, "simpy"))
    assert plain.replications == range(23)


def test_the_values_in_force_are_played_as_if_nothing_were_drawn():
    with_sets = backtest("poland-2025", replications=12, uncertain=4).table
    without = backtest("poland-2025", replications=12, uncertain=0).table
    assert with_sets["median_in_force"].tolist() == without["median"].tolist()
    assert with_sets["crps_in_force"].tolist() == without["crps"].tolist()
    assert "median_in_force" not in without


def test_both_engines_draw_the_same():
    one = backtest("debaltseve-2015", replications=8, uncertain=4, engine="simpy")
    other = backtest("debaltseve-2015", replications=8, uncertain=4, engine="file")
    assert one.record() == other.record()


@cache
def truces() -> Backtest:
    return backtest("debaltseve-2015", "easter-2025", "may-2025", replications=20, uncertain=10)


def test_the_table_of_coverage_counts_what_the_figures_say():
    table, figures = truces().coverage_table, truces().table
    for sample in ("no", "part", "yes"):
        ours = figures[figures["in_sample"] == sample]
        rows = table[table["in_sample"] == sample].set_index("forecast")
        for way, suffix in {DRAWN: "", PLAIN: "_in_force"}.items():
            assert rows.loc[way, "in90"] == ours[f"verdict{suffix}"].str.startswith("in").sum()
            sized = ours[ours["unit"] != "yes or no"]
            ends = (sized[f"high90{suffix}"] + 1) / (sized[f"low90{suffix}"] + 1)
            assert rows.loc[way, "width"] == pytest.approx(stats.gmean(ends), rel=1e-4)
            score = sized[f"relative{suffix}"].mean()
            assert rows.loc[way, "score"] == pytest.approx(score, rel=1e-4)


def test_text_page_and_record_give_the_same_coverage(tmp_path):
    record = truces().record()
    first = record["coverage"][0]
    shown = f"{first['in50']} of {first['figures']} figures lie in the 50 % band"
    assert shown in truces().paragraph
    page, _ = truces().write_page(tmp_path / "page.md")
    row = f"| held out | drawn | {first['figures']} | {first['in50']} | {first['in90']} |"
    assert row in page.read_text(encoding="utf-8")
    lines = map(str.split, truces().text.splitlines())
    line = next(line for line in lines if line[:3] == ["held", "out", "drawn"])
    assert line[3:6] == [str(first[key]) for key in ("figures", "in50", "in90")]


def test_a_case_takes_the_spread_of_its_level_from_the_others_only():
    told = truces().record()["forecasts"]
    before = {row["case"]: row for row in levels(told)}
    changed = [
        one | {"low": 9000, "high": 9000}
        if one["case"] == "may-2025" and one["in_sample"] == "no" and one["unit"] == "acts"
        else one
        for one in told
    ]
    after = {row["case"]: row for row in levels(changed)}
    assert after["may-2025"]["spread"] == before["may-2025"]["spread"]
    assert after["may-2025"]["error"] > before["may-2025"]["error"]
    assert after["easter-2025"]["spread"] > before["easter-2025"]["spread"]


def test_the_spread_of_a_level_is_the_root_mean_square_of_the_other_cases_errors():
    def one(case: str, happened: float, median: float, in_sample: str = "no") -> dict:
        ends = {"low": happened, "high": happened, "median": median}
        return {"case": case, "unit": "acts", "in_sample": in_sample, **ends}

    told = [one("a", 9, 99), one("b", 99, 9), one("b", 9, 9), one("c", 9, 9), one("c", 0, 9, "yes")]
    spread = {row["case"]: row["spread"] for row in levels(told)}
    log10 = np.log(10)
    assert spread == {
        "a": pytest.approx(np.sqrt((log10**2 / 2 + 0) / 2)),
        "b": pytest.approx(np.sqrt((log10**2 + 0) / 2)),
        "c": pytest.approx(np.sqrt((log10**2 + log10**2 / 2) / 2)),
    }


def stored() -> dict:
    page = Path(__file__).parents[2] / "docs" / "backtests.json"
    found: dict = json.loads(page.read_text(encoding="utf-8"))
    return found


RATES = {
    "debaltseve-2015": ("violations.attacks.rate",),
    "easter-2025": ("violations.shelling.rate", "violations.assaults.rate"),
    "may-2025": ("violations.shelling.rate", "violations.air strikes.rate"),
    "july-2020-truce": ("violations.explosions.rate", "violations.bursts and shots.rate"),
    "poland-2025": ("violations.incursions.at.count",),
}


@pytest.mark.parametrize("case", RATES)
def test_shipped_ranges_of_levels_are_as_wide_as_the_other_cases_say(case):
    """To 4 %, as the errors of the other cases are of medians of so many histories."""
    spread = next(one["spread"] for one in levels(stored()["forecasts"]) if one["case"] == case)
    for path in RATES[case]:
        said = load(case).uncertain[path]
        low, high = (parse_rate(end) if isinstance(end, str) else end for end in said.ends)
        sd = np.log(high / low) / (P90 if said.lognormal else np.sqrt(12))
        assert sd == pytest.approx(spread, rel=0.04), path


def test_shipped_first_steps_are_as_the_other_cases_say():
    rows = first_steps(stored()["forecasts"])
    assert {row["case"] for row in rows} == {"debaltseve-2015", "easter-2025", "may-2025"}
    for row in rows:
        said = load(row["case"]).uncertain["guarantors.ukraine.decides.government"]
        hours = [parse_duration(end) / 60 for end in said.ends]
        assert hours == pytest.approx([row["median"], row["p90"]], rel=0.005)


def test_bad_numbers_of_sets_are_refused_in_words():
    with pytest.raises(ScenarioError, match="one set shows nothing of what is not known"):
        backtest("poland-2025", uncertain=1)
    with pytest.raises(ScenarioError, match="600 sets need a history each, and there are 500"):
        backtest("poland-2025", uncertain=600)
    with pytest.raises(ScenarioError, match="'-3'|-3 is not a whole number"):
        backtest("poland-2025", uncertain=-3)


def test_a_value_that_is_not_allowed_names_its_set_and_path(tmp_path):
    place = happened(tmp_path / "wild", 9)
    wild = SCENARIO + "  together: {lognormal: {median: 50 %, p90: 90 %}}\n"
    (place / "level.yaml").write_text(wild, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"uncertain set \d+.* together"):
        backtest("level", replications=100, uncertain=100, happened=place)


def test_the_command_takes_the_number_of_sets(capsys, tmp_path):
    assert main(["backtest", "poland-2025", "-n", "6", "--uncertain", "3", "--json", "-q"]) == 0
    assert json.loads(capsys.readouterr().out)["sets"] == 3
    assert main(["backtest", "poland-2025", "-n", "6", "--uncertain", "1"]) == 2
    assert "write a number from 2 to 6, or 0 to draw none" in capsys.readouterr().err
    assert main(["backtest", "poland-2025", "-n", "6", "--out", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "coverage.csv").exists()
