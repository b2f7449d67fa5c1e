"""A case from end to end, the summary, and the page of the docs."""

import json
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

import simulator
from simulator.backtests.backtest import backtest, fingerprint
from simulator.backtests.cases import read_cases
from simulator.backtests.delays import DAILY, PLAN
from simulator.backtests.docs_page import docs_page
from simulator.backtests.forecasts import FIRST, forecast
from simulator.backtests.histories import Sample, portions
from simulator.backtests.measures import CountedDays, measures_of
from simulator.backtests.records import IN_FORCE
from simulator.backtests.result import Backtest
from simulator.backtests.summary import misses, tally
from simulator.engine.simulate import traces
from simulator.errors import EventDataError, ScenarioError
from simulator.scenario.load import load
from simulator.scenario.shipped import folder
from simulator.scenario.vary import vary

DOCS = Path(__file__).parents[2] / "docs"
HAPPENED = folder() / "happened"


@cache
def poland() -> Backtest:
    return backtest("poland-2025", replications=40, uncertain=0)


@cache
def stored() -> dict:
    found: dict = json.loads((DOCS / "backtests.json").read_text(encoding="utf-8"))
    return found


def test_a_case_is_tested_from_end_to_end():
    table = poland().table.set_index("what")
    assert table.loc["drones, as reported the next day", "verdict"] == "in 50 %"
    assert table.loc["drones, as reported the next day", ["median", "crps"]].tolist() == [19, 0]
    later = table.loc["drones, as reported later"]
    assert later[["verdict", "crps"]].tolist() == ["miss: more", 3]
    assert later["log"] < -np.log(41)
    decided = table.loc["Eastern Sentry announced"]
    assert 60 < decided["low90"] <= decided["median"] <= decided["high90"] < 70
    assert decided["crps"] < decided["crps_poisson"] < decided["crps_last"]


def test_it_is_the_same_on_both_engines_and_each_time():
    again = backtest("poland-2025", replications=40, engine="simpy", uncertain=0)
    assert again.record() == poland().record()


def test_more_histories_begin_with_the_same_ones():
    (case,) = read_cases(HAPPENED, ["debaltseve-2015"])
    ticks: list[int] = []
    few, _ = forecast(case, Sample(3, 0, "simpy"), lambda: ticks.append(1))
    more, _ = forecast(case, Sample(5, 0, "simpy"), lambda: None)
    assert [one.first for one in few] == [one.first for one in more]
    assert len(ticks) == 3


def test_progress_counts_every_history():
    told: list[tuple[int, int, str]] = []
    backtest("poland-2025", replications=4, progress=lambda *one: told.append(one))
    assert [one[:2] for one in told] == [(done, 8) for done in range(9)]  # drawn, and in force


def test_misses_are_listed_in_words():
    said = misses(poland().record())
    assert said[0] == (
        "Drones over Poland 2025, drones, as reported later: 21 to 23 happened, more than the "
        "90 % band (19; held out)."
    )
    assert len(said) == sum(one.startswith("miss") for one in poland().table["verdict"])


def test_the_summary_counts_hits_by_how_the_figure_was_known():
    first = poland().tallies[0]
    assert (first.in_sample, first.figures, first.in90) == ("no", 1, 0)
    assert "Held out: 0 of 1 figures lie in the 50 % band and 0 in the 90 % band" in (
        poland().paragraph
    )
    assert "A sample of 6 figures from 1 case is small" in poland().paragraph


def test_a_tally_counts_only_the_baselines_that_there_are():
    some = {"verdict": "in 90 %", "crps": 2.0, "crps_last": 3.0, "crps_poisson": None}
    other = {"verdict": "miss: more", "crps": 2.0, "crps_last": 1.0, "crps_poisson": 4.0}
    found = tally("no", [some, other])
    assert (found.in50, found.in90) == (0, 1)
    assert (found.better_than_last, found.with_last) == (1, 2)
    assert (found.better_than_poisson, found.with_poisson) == (1, 1)


def test_it_is_a_public_call_and_shows_itself_in_a_notebook():
    assert simulator.backtest is backtest
    assert "Drones over Poland 2025" in poland()._repr_html_()
    assert poland().days_table.empty


def test_pictures_are_drawn_of_what_there_is():
    assert len(poland().plot.forecasts().axes) == 1
    with pytest.raises(EventDataError, match="response times"):
        poland().plot.reactions()


def test_bad_numbers_are_refused_in_words():
    with pytest.raises(ScenarioError, match="0 is not a whole number of 1 or more"):
        backtest("poland-2025", replications=0)
    with pytest.raises(EventDataError, match="there is no case 'warsaw'"):
        backtest("warsaw")


# The page of the docs: `escalation backtest --write docs/backtests.md` writes both files anew.


def test_the_page_says_what_its_figures_say():
    assert (DOCS / "backtests.md").read_text(encoding="utf-8") == docs_page(stored())


def test_the_page_is_of_the_scenarios_and_figures_as_they_are():
    plans = [load(folder() / name) for name in (PLAN, DAILY)]
    assert stored()["inputs"] == fingerprint(read_cases(HAPPENED), plans, HAPPENED)


@pytest.mark.parametrize("case", read_cases(HAPPENED), ids=lambda case: case.name)
def test_the_page_is_of_the_model_as_it_is(case):
    """The first histories give the figures that they gave when the page was written."""
    told = [one for one in stored()["forecasts"] if one["case"] == case.name]
    sample = Sample(stored()["replications"], stored()["seed"], "file", stored()["sets"])
    for key, way in {"first": sample, f"first{IN_FORCE}": sample.in_force}.items():
        (portion, *_) = islice(portions(case.scenario, way), 1)
        counted = CountedDays(case.days, case.zero)
        measures = measures_of(replace(case, scenario=portion.scenario), counted)
        found = [
            [measure(rows, counted.of(rows)) for measure in measures]
            for rows in traces(portion.parameters, portion.replications[:FIRST])
        ]
        firsts = [one[key] for one in told]
        assert [list(one) for one in zip(*found, strict=True)] == [
            pytest.approx(one, rel=1e-5) for one in firsts
        ]


def test_the_readme_gives_the_hits_of_the_page():
    held = next(one for one in stored()["tallies"] if one["in_sample"] == "no")
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    told = f"{held['figures']} figures held out, {held['in50']} lie in the 50 % band"
    assert told in " ".join(readme.split())


def test_the_hash_of_what_is_played_does_not_depend_on_words():
    """An edit of a source's text does not make the page stale; one of a number does."""
    cases = read_cases(HAPPENED, ["poland-2025"])
    (case,) = cases
    said = replace(case, scenario=vary(case.scenario, "question", "Why?"))
    changed = replace(case, scenario=vary(case.scenario, "plan.stand_down", "9 days"))
    asked = fingerprint(cases, [], HAPPENED)
    assert fingerprint([said], [], HAPPENED) == asked
    assert fingerprint([changed], [], HAPPENED) != asked
