import shutil
from math import nan

import pytest

from benchmarks import plain_simpy
from benchmarks.agreement import COMPARED, compared
from benchmarks.limit_program import Limit, same_tables
from benchmarks.measure import played
from benchmarks.play import columns
from benchmarks.question import parameters, scenario
from simulator.engine.simulate import simulate

DAYS = 14
PLAYED = 250


@pytest.fixture(scope="module")
def ours():
    block = simulate(parameters(scenario(DAYS)), range(20_000))
    return columns(block.outcomes, block.phases)


def theirs():
    histories = [plain_simpy.replicate(DAYS, seed) for seed in range(PLAYED)]
    return {name: [one[name] for one in histories] for name in COMPARED}


def test_the_plain_script_tells_the_same_story_as_the_simulator(ours):
    assert [one for one in compared(ours, theirs()) if not one.agrees] == []


def test_a_script_of_another_threshold_is_told_apart(ours, monkeypatch):
    monkeypatch.setattr(plain_simpy, "THRESHOLD", ({"drone"}, 5))
    strangers = {one.name for one in compared(ours, theirs()) if not one.agrees}
    assert {"breaches_per_30_days", "episodes", "met_1"} <= strangers


def test_a_mean_is_compared_over_the_histories_where_it_applies():
    plain = dict.fromkeys(COMPARED, [0.0, 1.0])
    ours = plain | {"hours_to_breach": [1.0, nan, 3.0]}
    other = plain | {"hours_to_breach": [nan, 2.5, 2.5]}
    found = next(one for one in compared(ours, other) if one.name == "hours_to_breach")
    assert (found.ours, found.theirs, found.apart) == (2.0, 2.5, 0.5)


def test_what_never_varies_agrees_only_if_it_is_the_same():
    plain = dict.fromkeys(COMPARED, [1.0, 1.0])
    found = compared(plain, plain | {"assault": [1.0, 0.0]})
    assert [one.name for one in found if not one.agrees] == ["assault"]


@pytest.mark.skipif(shutil.which("g++") is None, reason="no g++ to build the limit with")
def test_the_limit_tells_the_same_histories_byte_for_byte(tmp_path):
    limit = Limit.built(tmp_path, effort="-O1")  # compiles sooner
    cost = played(limit.command(DAYS, 200, tables=tmp_path / "limit"))
    block = simulate(parameters(scenario(DAYS)), range(200))
    for name, table in block._asdict().items():
        table.tofile(tmp_path / f"ours.{name}")
    assert same_tables(tmp_path / "ours", tmp_path / "limit")
    assert cost.acts == block.outcomes["violations"].sum() > 0
    block.answers[:-1].tofile(tmp_path / "ours.answers")
    assert not same_tables(tmp_path / "ours", tmp_path / "limit")
    block.answers.tofile(tmp_path / "ours.answers")
    block.outcomes["direct_clash"][-1] += 1
    block.outcomes.tofile(tmp_path / "ours.outcomes")
    assert not same_tables(tmp_path / "ours", tmp_path / "limit")


def test_a_longer_roster_owes_what_the_copied_guarantor_owes():
    p = parameters(scenario(DAYS, guarantors=9))
    assert p.owed.sum(axis=1).tolist() == [1, 7, 8]
