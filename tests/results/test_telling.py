"""Which history of a run is shown where nobody names one."""

import numpy as np

from simulator.results.telling import typical
from tests.plots.conftest import run_of

RARE = {"violations": {"fire": {"kind": "artillery", "rate": "1 per day", "overdispersion": 0.1}}}


def test_a_typical_history_has_a_breach_and_the_course_of_most_of_those_that_have_one():
    run = run_of(30, threshold={"at_least": 6}, adversary={}, **RARE)
    breached = np.flatnonzero(run.block.outcomes["breaches"] > 0)
    assert 0 < len(breached) < 30
    shown = typical(run)
    courses = [tuple(run.states[r]) for r in breached]
    common = courses.count(tuple(run.states[shown.replication]))
    assert shown.replication in breached
    assert common == max(map(courses.count, courses))
    assert shown.why == (
        f"a typical one of the {len(breached)} of 30 histories with a breach: "
        f"the phases came out so in {common}"
    )


def test_of_like_histories_the_one_whose_breach_comes_at_the_median_time_is_shown():
    run = run_of(9, plan={}, adversary={}, threshold={"at_least": 4}, **RARE)
    outcomes = run.block.outcomes
    times = np.sort(outcomes["hours_to_breach"][outcomes["breaches"] > 0])
    median = times[(len(times) - 1) // 2]
    assert outcomes["hours_to_breach"][typical(run).replication] == median


def test_a_run_without_a_breach_shows_its_first_history_with_a_ceasefire():
    calm = run_of(8, threshold={"at_least": 1000}, adversary={"signs": "50 %"})
    first = int(np.flatnonzero(calm.block.outcomes["signed"])[0])
    assert typical(calm) == (first, "none of 8 histories has a breach")
    never = run_of(3, adversary={"signs": "0 %"})
    assert typical(never) == (0, "no ceasefire was signed in any of 3 histories")


def test_a_timeline_says_which_history_it_shows_and_why():
    run = run_of(4)
    said = run.plot.timeline().texts[1].get_text()
    assert f"replication {typical(run).replication}, seed 0; a typical one of the 4" in said
    assert "replication 3, seed 0\n" in run.plot.timeline(3).texts[1].get_text()
