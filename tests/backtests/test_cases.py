"""The files of what happened: what is shipped, and faults that are named."""

import csv
from pathlib import Path

import numpy as np
import pytest

from simulator.backtests.cases import read_cases, read_observations, read_responses
from simulator.backtests.measures import CountedDays, measures_of
from simulator.errors import EventDataError
from simulator.scenario.shipped import folder

HAPPENED = folder() / "happened"
HEADER = (
    "case,what,measure,of,from_hour,to_hour,low,high,in_sample,last,mean,counted_by,source,note"
)


def written(place: Path, *rows: str) -> Path:
    """A folder with one case, on a scenario of ours, and these observations."""
    (place / "small.yaml").write_text(
        "name: Small\nviolations:\n  fire: {kind: artillery, rate: 6 per day}\n"
        "plan:\n  phases:\n    - {name: first, owed_by: x}\n"
    )
    (place / "cases.csv").write_text(
        "case,title,scenario,change,why,days,zero\nsmall,Small,small.yaml,,,,\n"
    )
    (place / "observations.csv").write_text("\n".join([HEADER, *rows, ""]))
    return place


def test_the_cases_are_those_that_were_asked_for_and_every_measure_finds_its_names():
    found = read_cases(HAPPENED)
    assert [case.name for case in found] == [
        "debaltseve-2015", "july-2020-truce", "easter-2025", "may-2025", "february-2022",
        "poland-2025",
    ]  # fmt: skip
    for case in found:
        days = CountedDays(case.days, case.zero)
        assert len(measures_of(case, days)) == len(case.observations) > 1


def test_every_figure_has_a_source_and_some_are_held_out_in_every_case():
    seen = read_observations(HAPPENED)
    assert [one.what for one in seen if not (one.source and one.counted_by)] == []
    assert {one.case for one in seen if one.in_sample == "no"} == {one.case for one in seen}


def test_no_figure_stands_there_twice():
    names = [(one.case, one.what) for one in read_observations(HAPPENED)]
    assert len(set(names)) == len(names)


def test_changes_of_a_case_are_in_its_scenario():
    (case,) = read_cases(HAPPENED, ["february-2022"])
    foreign = [one for one in case.scenario.guarantors.values() if not one.home]
    assert len(foreign) == 6
    assert all(one.honours == 0 for one in foreign)


def test_all_25_response_times_are_there():
    assert len(read_responses(HAPPENED)) == 25


def test_the_medians_are_those_of_the_counted_days():
    (case,) = read_cases(HAPPENED, ["july-2020-truce"])
    days = CountedDays(case.days, case.zero)
    medians = [one for one in case.observations if one.measure == "median of days"]
    chosen = [days.ending_in(one.start, one.end) for one in medians]
    assert [float(np.median(days.counts[some])) for some in chosen] == [one.low for one in medians]
    assert sum(map(len, chosen)) == len(days.counts) == 244


def test_what_is_shipped_says_what_the_development_data_say(event_data):
    """The response times are the recorded ones, with two columns more."""
    with (event_data / "response_latency_cases.csv").open(encoding="utf-8", newline="") as file:
        recorded = list(csv.DictReader(file))
    with (HAPPENED / "responses.csv").open(encoding="utf-8", newline="") as file:
        shipped = list(csv.DictReader(file))
    assert [{key: row[key] for key in recorded[0]} for row in shipped] == recorded


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("small,x,acts,,0,24,many,3,no,,,,,", "low 'many' is not a number"),
        ("small,x,acts,,24,24,3,3,no,,,,,", "from_hour '24' must come before to_hour"),
        ("small,x,acts,,0,24,4,3,no,,,,,", "low '4' and high '3' are not a range"),
        ("small,x,axts,,0,24,3,3,no,,,,,", "measure 'axts' is none of: acts,"),
        ("small,x,acts,,0,24,3,3,maybe,,,,,", "in_sample 'maybe' is none of: yes, part, no"),
        ("small,x,hours to start,first,,,3,3,no,,0,,,", "mean '0' must be more than 0 hours"),
        ("small,x,acts", "line 2 does not have 14 cells"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, row, said):
    with pytest.raises(EventDataError) as caught:
        read_observations(written(tmp_path, row))
    assert said in str(caught.value)
    assert "observations.csv" in str(caught.value)


def test_all_faults_of_a_file_are_named_at_once(tmp_path):
    rows = ["small,x,acts,,0,24,a,3,no,,,,,", "small,y,acts,,0,24,3,b,no,,,,,"]
    with pytest.raises(EventDataError) as caught:
        read_observations(written(tmp_path, *rows))
    assert [problem.line for problem in caught.value.problems] == [2, 3]


def test_a_case_that_is_not_there_is_named_with_those_that_are(tmp_path):
    with pytest.raises(EventDataError, match=r"no case 'smal'; .*has: small\."):
        read_cases(written(tmp_path), ["smal"])
    with pytest.raises(EventDataError, match="no case 'other' is known"):
        read_cases(written(tmp_path, "other,x,acts,,0,24,3,3,no,,,,,"))


def test_a_folder_without_the_files_is_told(tmp_path):
    with pytest.raises(EventDataError, match=r"cases\.csv: cannot be read: No such file"):
        read_cases(tmp_path)


def test_a_name_that_the_scenario_has_not_is_told(tmp_path):
    (case,) = read_cases(written(tmp_path, "small,x,hours to start,second,,,3,3,no,,,,,"))
    with pytest.raises(EventDataError, match="'second' is none of the names: first"):
        measures_of(case, CountedDays(None, ""))
