"""Maps over uncertain sets: against runs and comparisons, and a model with known answers."""

from typing import Any

import numpy as np
import pytest

from simulator import compare, map_out, run, vary
from simulator.errors import EscalationError, ScenarioError
from simulator.maps.found import course, plane
from simulator.maps.places import scales
from simulator.maps.played import Outcome
from simulator.maps.result import Map
from simulator.maps.words import of_course, of_plane, turned
from simulator.play import blocks
from simulator.plots.bands import READING
from simulator.scenario.load import load
from simulator.scenario.ranges import bare
from simulator.tables.amounts import SHARE
from simulator.uncertain.flips import numbers_of
from simulator.uncertain.levels import levels
from simulator.uncertain.sets import Sets
from tests.plots.conftest import WAR as DRAWN
from tests.plots.layout import faults

WAR: dict[str, Any] = {
    "name": "war",
    "horizon": "20 days",
    "violations": {
        "fire": {"kind": "drone", "rate": "4 per day"},
        "raids": {"kind": "drone", "rate": "1 per day"},
    },
    "threshold": {"of": "drone", "at_least": 8},
    "plan": {"phases": [{"name": "answer", "by": "24 h", "owed_by": "home", "warns": True}]},
    "uncertain": {"violations.fire.rate": {"uniform": ["2 per day", "6 per day"]}},
}
QUICK: dict[str, Any] = {"uncertain": 18, "replications": 4, "seed": 5}
AXES = "threshold.at_least=4,12", "plan.phases.answer.by=1 h,24 h"
SETS, HISTORIES = 200, 10
X = levels(0, "x", SETS)


@pytest.fixture(scope="module")
def found() -> Map:
    return map_out(WAR, *AXES, **QUICK)


def at(found: Map, *words: str) -> Any:
    """The rows of a point, by outcome."""
    table = found.table
    for scale, word in zip(found.scales, words, strict=True):
        table = table[table[scale.axis.name] == word]
    return table.set_index("outcome")


@pytest.mark.parametrize("words", [("4", "1 h"), ("12", "24 h")])
def test_a_point_has_the_levels_of_its_scenario_run_over_the_same_sets(
    found: Map, words: tuple[str, str]
) -> None:
    varied = vary(vary(WAR, "threshold.at_least", int(words[0])), "plan.phases.0.by", words[1])
    alone = run(varied, 4, 5, uncertain=18).table.set_index("outcome")
    here = at(found, *words)
    assert list(here.index) == list(alone.index)
    assert (alone["ignorance"] > 0).any()
    columns = {"value": "value", "low": "chance_low", "high": "chance_high"}
    for column in ("sets_low", "sets_high", "ignorance", "histories"):
        columns[column] = column
    for one, other in columns.items():
        np.testing.assert_array_equal(here[one], alone[other])


def test_a_difference_is_that_of_a_comparison_over_the_same_sets(found: Map) -> None:
    varied = vary(vary(WAR, "threshold.at_least", 4), "plan.phases.0.by", "1 h")
    both = compare(WAR, varied, replications=4, seed=5, uncertain=18)
    rows = both.table[both.table["arm"] == varied.name].set_index("outcome")
    here = at(found, "4", "1 h")
    assert (here["higher_in"] > 0).any()
    for one, other in {
        "difference": "difference_value",
        "difference_low": "difference_chance_low",
        "difference_sets_high": "difference_sets_high",
        "surely_higher_in": "surely_higher_in",
    }.items():
        np.testing.assert_array_equal(here[one], rows[other])


def test_neither_workers_nor_engine_change_a_map(found: Map) -> None:
    assert map_out(WAR, *AXES, **(QUICK | {"workers": 3})).record() == found.record()
    assert map_out(WAR, *AXES, **(QUICK | {"engine": "simpy"})).record() == found.record()


def test_ranges_of_one_value_give_the_histories_of_the_plain_map() -> None:
    constant = WAR | {"uncertain": {"violations.fire.rate": {"one_of": ["4 per day", {}]}}}
    plain = map_out(WAR, *AXES, replications=4, seed=5)
    drawn = map_out(constant, *AXES, **(QUICK | {"uncertain": 60}))
    for one, other in zip(plain.outcomes, drawn.outcomes, strict=True):
        assert (one.name, one.unit) == (other.name, other.unit)
        np.testing.assert_array_equal(one.values, other.values[:, 0, :])  # set 0 has this luck
        np.testing.assert_array_equal(one.plan, other.plan[0])
    many = map_out(WAR, *AXES, replications=240, seed=5)
    table, levelled = many.table, drawn.table
    assert (levelled["ignorance"].fillna(0.0) == 0).all()
    assert (levelled["sets_low"].dropna() == levelled["value"][levelled["sets_low"].notna()]).all()
    apart = np.abs(levelled["value"] - table["value"]) / (table["high"] - table["low"])
    assert apart.max() < 1.2  # 240 histories of other luck: within their interval or near it
    np.testing.assert_allclose(
        levelled["high"] - levelled["low"], table["high"] - table["low"], rtol=0.4
    )


def test_the_law_of_total_variance_holds_at_every_point() -> None:
    # Acts per 30 days given the rate r are Poisson of h r over h days, times 30 / h.
    alone = WAR | {"violations": {"fire": WAR["violations"]["fire"]}}
    axis = "horizon=10 days,40 days"
    found = map_out(alone, axis, outcomes=["acts"], uncertain=256, replications=10)
    for i, days in enumerate((10, 40)):
        (told,) = (one.points[i].levels for one in found.outcomes if one.name == "acts")
        assert told.value == pytest.approx(120, abs=1.5)
        assert told.within == pytest.approx(120 * 30 / days, rel=0.08)
        assert told.between == pytest.approx(30**2 * 4**2 / 12, rel=0.08)
        assert told.band.low == pytest.approx(30 * 2.2, abs=6)
        assert told.band.high == pytest.approx(30 * 5.8, abs=6)


def test_what_does_not_depend_on_the_set_is_so_in_every_set() -> None:
    # Raids have a rate of their own: four more a day are 120 more acts in 30 days, in any set.
    found = map_out(WAR, "violations.raids.rate=1 per day,5 per day", outcomes=["acts"], **QUICK)
    (one,) = found.courses
    assert one.change.estimate.value == pytest.approx(120, rel=0.05)
    assert one.change.holds == 1
    assert "so in every set" in found.headline


def made(slopes: list[float], start: float = 0.0, unit: str = "h") -> Outcome:
    """Points whose mean is `start` and a slope times a number, uniform from 0 to 1, less 1/4."""
    rng = np.random.default_rng(1)
    luck = rng.standard_normal((SETS, HISTORIES))
    own = 0.01 * rng.standard_normal((len(slopes), SETS, HISTORIES))
    effect = np.multiply.outer(slopes, X - 0.25)[:, :, None]
    return Outcome("made", unit, 10 + start + luck + effect + own, 10 + luck)


def test_a_course_says_in_how_many_sets_it_goes_that_way_and_what_tells_the_others() -> None:
    scenario = load(WAR)
    (scale,) = scales(["threshold.at_least=1,2,3,4,5,6"], bare(scenario))
    found = course(made([0, 4, 4.4, 4.6, 4.8, 4.8]), scale)
    above = float(np.mean(X > 0.25))
    assert found.change.holds == pytest.approx(above, abs=0.01)
    assert found.knee is not None
    assert found.knee.at == 1
    assert found.bends_in == pytest.approx(above, abs=0.01)
    assert found.settled == 4
    said = of_course(found, scale)
    assert "in 90 % of the sets) from 1 to 6, so in 76 % of the sets; the curve bends at 2" in said
    sets = Sets(scenario, SETS, 0)
    numbers = {path: one._replace(values=X) for path, one in numbers_of({"war": sets}).items()}
    (turn,) = turned(found, scale, numbers)
    assert turn.startswith("The 47 sets in which made is lower at 6 than at 1 differ most in ")
    assert "violations.fire.rate" in turn


def test_a_plane_parts_what_chance_explains_from_what_depends_on_the_set() -> None:
    found = plane(made([0, 0, 4, 0, 0, 4]), (2, 3))
    assert found.differs.tolist() == [False, False, True, False, False, True]
    assert not found.sure.any()
    surely = plane(made([0, 0, 4], start=5), (1, 3))
    assert surely.sure.all()
    across = scales(["threshold.at_least=1,2", "together=0 %,50 %,100 %"], bare(load(WAR)))
    said = of_plane(found, across)
    assert "2 of 6 points differ from the plan beyond chance, 0 of them with one sign in at" in said


def test_shares_are_parted_too() -> None:
    yes = np.ones((1, SETS, HISTORIES))
    found = plane(Outcome("made", SHARE, np.vstack([yes, 0 * yes]), yes[0]), (2, 1))
    assert found.differs.tolist() == [False, True]
    assert found.sure.tolist() == [False, True]


def test_the_page_says_of_each_value_what_is_chance_and_what_nobody_knows() -> None:
    found = map_out(WAR, "threshold.at_least=4,12", outcomes=["acts", "breaches"], **QUICK)
    said = " ".join(found.text.split())
    assert "2 points under each of 18 sets of 1 uncertain value, 4 histories of 20 days" in said
    assert "value (95 %, chance) in 90 % of the sets ignorance" in said
    assert "kept at one figure" not in said
    found.against = True
    said = " ".join(found.text.split())
    assert "minus the plan" in said
    assert "lower 100 %" in said or "higher 100 %" in said
    record = found.record()
    assert record["uncertain_sets"] == 18
    assert record["uncertain"] == {"violations.fire.rate": "2 per day to 6 per day"}


UNSURE = DRAWN | {"uncertain": {"guarantors.a.honours": {"uniform": ["0 %", "100 %"]}}}
FEW: dict[str, Any] = {"uncertain": 8, "replications": 4}


def test_the_curves_have_two_tones() -> None:
    found = map_out(UNSURE, "threshold.at_least=1..20 by 3", **FEW)
    figure = found.plot.curves()
    assert faults(figure) == []
    assert READING in " ".join(" ".join(text.get_text().split()) for text in figure.texts)
    assert len(figure.axes[0].collections) == 2


def test_a_cell_is_hatched_by_chance_and_dotted_where_its_sign_depends_on_the_set() -> None:
    found = map_out(WAR, *AXES, outcomes=["acts"], **QUICK)
    one = made([0, 0, 4, 4])
    found.shown = (one,)
    (ax,) = found.plot.heat().axes
    hatched = [patch.get_hatch() for patch in ax.patches]
    assert hatched == ["////", "////", "...", "..."]
    assert faults(found.plot.heat()) == []
    assert " ?" in found.text
    assert "With a question mark" in found.text


@pytest.mark.parametrize(
    ("axis", "more", "said"),
    [
        ("violations.fire.rate=2 per day", {}, "violations.fire.rate: is uncertain too"),
        ("threshold.at_least=4,8", {"uncertain": 1}, "1 is not a whole number from 2"),
        ("threshold.at_least=4,8", {"replications": 1}, "each set: 1 is not a whole number from 2"),
        ("threshold.at_least=4,0", {}, "threshold.at_least"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axis: str, more: dict[str, Any], said: str) -> None:
    with pytest.raises(ScenarioError, match=said):
        map_out(WAR, axis, **(QUICK | more))
    with pytest.raises(ScenarioError, match="declares nothing uncertain. Add ranges under"):
        map_out(WAR | {"uncertain": {}}, "threshold.at_least=4,8", **QUICK)


def test_a_history_that_fails_is_named_with_the_line_that_plays_it_at_its_point(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(p: Any, replications: Any) -> Any:
        if 200_001 in replications and p.clauses["at_least"][0] == 12:
            raise RuntimeError("out of luck")
        return simulate(p, replications)

    simulate = blocks.simulate
    monkeypatch.setattr(blocks, "simulate", fail)
    with pytest.raises(EscalationError) as caught:
        map_out(WAR, "threshold.at_least=4,12", **QUICK)
    first, second = str(caught.value).splitlines()
    assert first.startswith("threshold.at_least 12, uncertain set 2, replication 200001: ")
    assert "--set threshold.at_least=12 --set violations.fire.rate=" in second.replace("'", "")
