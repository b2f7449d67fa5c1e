"""Playing until something is known precisely: where it stops, and that nothing else decides it."""

import json
import shlex

import numpy as np
import pytest

from simulator.cli import main
from simulator.errors import EscalationError, ScenarioError
from simulator.play import execute, until as precision
from simulator.play.blocks import cut
from simulator.store.read import read_histories, read_manifest
from simulator.study.compare import compare
from simulator.study.run import run
from simulator.tables import anytime

TINY = {
    "name": "Tiny",
    "horizon": "2 d",
    "violations": {"drones": {"kind": "drone", "rate": "4 per day"}},
    "threshold": {"of": "drone", "at_least": 2},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": ["home"]}]},
    "guarantors": {"home": {"honours": "70 %"}},
}
CALMER = TINY | {
    "name": "Calmer",
    "violations": {"drones": {"kind": "drone", "rate": "3 per day"}},
}
THREATENED = TINY | {
    "adversary": {"red_line": {"provokes": "10 %"}},
    "ground": {"rate": "100 km2 per day"},
}
"""An assault could come, if troops did."""
SEED = 7
UNTIL = "breaches ± 5"


@pytest.fixture(scope="module")
def reached():
    """Played here in one go until it was reached."""
    return run(TINY, seed=SEED, workers=1, until=UNTIL, engine="simpy")


def equal(run, other):
    """Whether two runs hold the same bytes and came to the same."""
    same = [table.tobytes() for table in run.block] == [table.tobytes() for table in other.block]
    return same and run.precision == other.precision


def tables(folder):
    """The bytes of every file in a folder of results that is not a part."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if "parts" not in path.parts
    }


def breaches(run, look):
    """The mean and its interval at a look."""
    values = run.block.outcomes["breaches_per_30_days"]
    return anytime.mean(values, anytime.spent(look))


# Where it stops


def test_it_stops_at_the_first_look_that_is_narrow_enough(reached):
    (found,) = reached.precision.found
    looks = reached.precision.looks
    assert reached.replications == 64 * 2 ** (looks - 1) == found.histories
    assert found.estimate == breaches(reached, looks)
    assert found.reached
    before = run(TINY, reached.replications // 2, SEED)
    value, _, high = breaches(before, looks - 1)
    assert high - value > 5 >= found.width


def test_what_is_played_is_what_so_many_replications_are(reached):
    plain = run(TINY, reached.replications, SEED)
    assert plain.precision is None
    assert plain.block.outcomes.tobytes() == reached.block.outcomes.tobytes()
    assert reached.table.equals(plain.table)


def test_of_several_outcomes_the_last_to_be_reached_decides():
    asked = ["breaches ± 10", "first: in time ± 12 %"]
    first, second, both = (run(TINY, seed=SEED, until=until) for until in (*asked, asked))
    assert first.replications < second.replications == both.replications
    assert [found.reached for found in both.precision.found] == [True, True]


def test_the_maximum_ends_it_at_any_number_and_says_so():
    ended = run(TINY, 100, SEED, until=UNTIL)
    assert (ended.replications, ended.precision.reached, ended.precision.looks) == (100, False, 2)
    needed = ended.precision.needed
    assert needed == pytest.approx(100 * (ended.precision.found[0].width / 5) ** 2)
    assert run(TINY, 5, SEED, until=UNTIL).replications == 5


def test_a_share_of_the_value_and_a_quantile_are_reached_too():
    played = run(TINY, seed=SEED, until=["breaches ± 8 % of value", "median hours_to_breach ± 3 h"])
    mean, median = played.precision.found
    assert mean.width <= 0.08 * mean.estimate.value == mean.wanted
    hours = played.block.outcomes["hours_to_breach"]
    hours = np.sort(hours[~np.isnan(hours)])
    assert median.histories == len(hours) < played.replications
    assert median.estimate.low <= median.estimate.value <= median.estimate.high
    assert {median.estimate.low, median.estimate.high} <= set(hours)
    assert median.width <= 3


def test_of_two_scenarios_the_paired_differences_are_to_be_so_precise():
    both = compare(TINY, CALMER, seed=SEED, until=["breaches ± 4", "first: lapsed ± 20 %"])
    mean, share = both.precision.found
    row = both.row("breaches", "Calmer")
    assert (mean.arm, mean.histories) == ("Calmer", both.replications)
    assert mean.estimate.value == row.difference.value < 0
    assert mean.estimate.low < row.difference.low
    assert share.estimate.value == both.row("first: lapsed", "Calmer").difference.value
    assert (mean.width <= 4, share.width <= 0.2, both.precision.reached) == (True, True, True)
    assert both.record()["until"]["found"][0]["arm"] == "Calmer"


# Nothing else decides it


def test_two_workers_and_another_engine_stop_at_the_same_bytes(reached):
    assert equal(run(TINY, seed=SEED, workers=1, until=UNTIL, engine="file"), reached)
    asked = {"seed": SEED, "until": "breaches ± 6.5", "engine": "simpy"}
    two, one = run(TINY, **asked, workers=2), run(TINY, **asked, workers=1)
    assert equal(two, one)
    assert one.precision.looks == 2


def test_blocks_of_any_size_stop_at_the_same_bytes(reached, monkeypatch):
    monkeypatch.setattr(execute, "LOOK", 0.0)
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 23))
    assert equal(run(TINY, seed=SEED, until=UNTIL), reached)


@pytest.mark.parametrize("stop", [41, 64, 168])
def test_what_was_stopped_goes_on_to_the_same_files(reached, tmp_path, monkeypatch, stop):
    run(TINY, seed=SEED, until=UNTIL, out=tmp_path / "whole")
    monkeypatch.setattr(execute, "LOOK", 0.0)
    monkeypatch.setattr(execute, "cut", lambda task, _: cut(task, 40))

    def interrupt(done, total, note):
        if done >= stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(TINY, seed=SEED, until=UNTIL, out=tmp_path / "out", progress=interrupt)
    found = []
    went_on = run(
        TINY, seed=SEED, until=UNTIL, out=tmp_path / "out",
        progress=lambda done, total, note: found.append((done, total)),
    )  # fmt: skip
    assert found[0][0] >= 41
    assert equal(went_on, reached)
    assert tables(tmp_path / "out") == tables(tmp_path / "whole")


def test_histories_that_a_folder_holds_beyond_the_stop_are_not_counted(reached, tmp_path):
    run(TINY, 3 * reached.replications, SEED, out=tmp_path)
    calls = []
    again = run(
        TINY, seed=SEED, until=UNTIL, out=tmp_path, progress=lambda *call: calls.append(call)
    )
    assert equal(again, reached)
    assert (
        read_histories(tmp_path, read_manifest(tmp_path))["Tiny"].replications
        == reached.replications
    )
    assert all(done == total for done, total, _ in calls)


def test_the_manifest_says_what_was_asked_and_how_to_ask_it_again(reached, tmp_path, monkeypatch):
    run(TINY, 5000, SEED, out=tmp_path, until="breaches +- 5")
    told = json.loads((tmp_path / "manifest.json").read_text())
    assert told["replications"] == reached.replications
    assert (told["until"]["reached"], told["until"]["most"]) == (True, 5000)
    (found,) = told["until"]["found"]
    assert (found["asked"], found["value"]) == (UNTIL, reached.precision.found[0].estimate.value)
    monkeypatch.chdir(tmp_path)
    assert main([*shlex.split(told["again"])[1:], "--quiet"]) == 0
    again = json.loads((tmp_path / "again" / "manifest.json").read_text())
    assert again["until"] == told["until"]


def test_progress_tells_how_near_it_is_at_each_look():
    calls = []
    run(TINY, 200, SEED, until=UNTIL, progress=lambda *call: calls.append(call))
    assert [done for done, _, _ in calls] == sorted(done for done, _, _ in calls)
    notes = [(total, note) for _, total, note in calls if "histories" in note]
    assert [total for total, _ in notes] == [64, 128, 200]
    assert [note.split(" ± ")[0] for _, note in notes] == [
        "64 histories; breaches", "128 histories; breaches", "200 histories; breaches",
    ]  # fmt: skip
    widths = [float(note.split()[4]) for _, note in notes]
    assert widths == sorted(widths, reverse=True)
    assert notes[-1][1].endswith(" (target ± 5)")


# What cannot be known


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("false breaches ± 1", "'false breaches' is 0 in each of 100 histories."),
        ("area ± 1", "no history so far has the outcome 'area lost in all"),
    ],
)
def test_what_never_varies_or_never_is_ends_with_what_would_do(until, said):
    with pytest.raises(ScenarioError) as caught:
        run(THREATENED, 100, SEED, until=["breaches ± 0.01", until])
    assert str(caught.value).startswith(f"until: {said}")


def test_it_is_given_up_long_before_the_maximum(monkeypatch):
    monkeypatch.setattr(precision, "ENOUGH", 256)
    calls = []
    with pytest.raises(ScenarioError, match="in each of 256 histories"):
        run(TINY, seed=SEED, until="false breaches ± 1", progress=lambda *call: calls.append(call))
    assert calls[-1][:2] == (256, 256)
    with pytest.raises(ScenarioError, match="differs by 0 in each of 256 pairs"):
        compare(TINY, TINY | {"name": "Same"}, seed=SEED, until="breaches ± 1")


def test_a_share_that_is_always_no_is_known_the_better_the_more_histories():
    played = run(THREATENED, seed=SEED, until="assault ± 5 %")
    (found,) = played.precision.found
    assert found.estimate[:2] == (0.0, 0.0)
    assert 0 < found.estimate.high <= 0.05
    assert played.replications == 128


def test_a_quantile_among_equal_values_is_known():
    (found,) = run(TINY, seed=SEED, until="p90 false_breaches ± 1").precision.found
    assert (*found.estimate, found.histories) == (0.0, 0.0, 0.0, 64)


@pytest.mark.parametrize(
    "numbers", [{"replications": 0}, {"seed": -1}, {"workers": 0}, {"engine": "warp"}]
)
def test_numbers_are_refused_as_they_are_without_until(tmp_path, numbers):
    said = []
    for until in (UNTIL, None):
        with pytest.raises(ScenarioError) as caught:
            run(TINY, **numbers, until=until, out=tmp_path / "out")
        said.append(str(caught.value))
    assert said[0] == said[1]
    assert not (tmp_path / "out").exists()


def test_a_history_that_fails_ends_it_at_the_next_look(monkeypatch, tmp_path):
    from simulator.play import blocks

    real = blocks.simulate

    def simulate(p, replications):
        if 5 in replications:
            raise ValueError("odd")
        return real(p, replications)

    monkeypatch.setattr(blocks, "simulate", simulate)
    with pytest.raises(EscalationError, match="replication 5: ValueError: odd"):
        run(TINY, seed=SEED, until=UNTIL, out=tmp_path)


# In a notebook


def test_a_run_shows_what_was_asked_and_what_came_of_it(reached):
    html = reached._repr_html_()
    assert f"Reached at {reached.replications:,} histories; 100,000 were allowed." in html
    assert "target ± 5" in html
    assert "100 histories came first" in run(TINY, 100, SEED, until=UNTIL)._repr_html_()
