"""Operating curves over sets of uncertain values: against runs, by hand, and what is beaten."""

from typing import Any

import numpy as np
import pytest

from simulator import curve, run, vary
from simulator.curves.aims import BORNE, BREACHED, FALSE, HOURS
from simulator.curves.findings import beaten, bends
from simulator.curves.paragraph import headline
from simulator.curves.played import Curve, Mark, Point
from simulator.curves.result import OperatingCurve
from simulator.errors import ScenarioError
from simulator.scenario.load import load
from simulator.scenario.schema.rule import Clause
from simulator.tables.measures import Measure
from simulator.uncertain.levels import levels
from tests.plots.conftest import WAR
from tests.plots.layout import faults

from .test_curve import by_hand
from .test_findings import curve_of

UNSURE = WAR | {
    "uncertain": {
        "violations.strikes.size.poisson.mean": {"uniform": [2, 30]},
        "monitoring.teams": {"one_of": [1, 3, 9]},
    }
}
QUICK: dict[str, Any] = {"uncertain": 12, "replications": 4, "seed": 5}
SETS, HISTORIES = 100, 10
X = levels(0, "x", SETS)


@pytest.fixture(scope="module")
def found() -> OperatingCurve:
    return curve(UNSURE, "count=1,4,20", of=["artillery", "all"], rules=["one-drone"], **QUICK)


@pytest.mark.parametrize("place", [(0, 0), (0, 2), (1, 1)])
def test_a_rule_has_the_levels_of_its_scenario_run_over_the_same_sets(
    found: OperatingCurve, place: tuple[int, int]
) -> None:
    family, at = place
    point = found.curves[family].points[at]
    alone = run(vary(UNSURE, "threshold", point.rule), 4, 5, uncertain=12).table
    row = alone.set_index("outcome")
    for aim in (FALSE, BORNE):
        told = point.told(aim.outcome).record()
        for one, other in {"value": "value", "low": "chance_low", "high": "chance_high"}.items():
            np.testing.assert_equal(told[one], row.loc[aim.outcome, other])
        for column in ("sets_low", "sets_high", "ignorance", "histories"):
            np.testing.assert_equal(told[column], row.loc[aim.outcome, column])


def test_a_named_rule_that_is_also_of_a_family_is_played_once(found: OperatingCurve) -> None:
    told: list[tuple[int, int, str]] = []
    curve(
        UNSURE, "count=1,2", of=["drone"], rules=["one-drone"],
        progress=lambda *now: told.append(now), **QUICK,
    )  # fmt: skip
    assert told[-1][:2] == (3 * 12 * 4,) * 2  # one and two drones, and the rule as written


def test_neither_workers_nor_engine_change_a_curve() -> None:
    asked: dict[str, Any] = {"along": "count=1,9", "of": ["all"], "rules": []} | QUICK
    one = curve(UNSURE, **asked, workers=1)
    assert curve(UNSURE, **asked, workers=3, engine="simpy").record() == one.record()


def test_hours_to_a_breach_are_those_by_hand_in_every_set() -> None:
    unsure = by_hand(uncertain={"together": {"uniform": ["0 %", "50 %"]}})
    told = curve(unsure, "count=2,3,9", of=["drone"], rules=[], **QUICK)
    for point, hours, share in zip(told.curves[0].points, (0, 10, 90), (1, 1, 0), strict=True):
        np.testing.assert_array_equal(point.values[HOURS.outcome].values, np.full((12, 4), hours))
        assert point.mean(BREACHED.outcome) == share


def point(n: int, false: float, hours: float, share: float = 1.0) -> Point:
    """A rule with these means, the false breaches only in this share of the sets; in the others
    there are as many more than 10."""
    rng = np.random.default_rng(n)
    luck = np.random.default_rng(0).standard_normal((SETS, HISTORIES))
    fewer = np.where(share > X, false, 20 - false)[:, None]
    values = {}
    for aim, mean in ((FALSE, fewer), (HOURS, hours), (BORNE, 10.0)):
        own = 0.1 * rng.standard_normal((SETS, HISTORIES))
        values[aim.outcome] = Measure(aim.outcome, aim.unit, mean + luck + own)
    return Point(Clause(at_least=n), f"at least {n}", values)


def test_a_rule_is_beaten_by_one_that_is_better_in_most_sets_and_the_share_is_said() -> None:
    bad = Mark("Bad", point(9, 10.0, 99.0))
    (one,) = beaten([bad], [Curve(curve_of(point(3, 5.0, 50.0)).family, (point(3, 5, 50, 0.9),))])
    assert one.holds == pytest.approx(np.mean(X < 0.9), abs=0.001)
    assert one.false.estimate.value == pytest.approx(-4, abs=0.3)
    assert "h to a breach, so in 89 % of the sets." in headline([one], load(UNSURE))


def test_a_rule_is_not_beaten_by_one_that_is_better_in_too_few_sets() -> None:
    bad, other = Mark("Bad", point(9, 10.0, 99.0)), point(3, 2.0, 50.0, 0.7)
    assert other.mean(FALSE.outcome) < 8
    assert beaten([bad, Mark("Other", other)], []) == []


def test_a_family_bends_and_settles_over_sets_as_its_values_say() -> None:
    rules = [(1, 8, 30), (2, 2, 60), (3, 0.5, 120), (4, 0, 500), (5, 0, 900), (6, 0, 2000)]
    (told,) = bends([curve_of(*(point(*one) for one in rules))])
    assert told.knee == (2, 2, 2)
    assert told.settled == 3
    assert told.lost.holds == 1


def test_the_page_has_bands_and_the_record_both_levels(found: OperatingCurve) -> None:
    said = " ".join(found.text.split())
    assert "8 rules under each of 12 sets of 2 uncertain values, 4 histories of 6 days" in said
    assert "Brackets hold the band in which the expectations of 90 % of the sets lie" in said
    assert "kept at one figure" not in said
    assert {"low", "high", "sets_low", "sets_high", "ignorance"} <= set(found.table)
    record = found.record()
    assert record["uncertain_sets"] == 12
    assert record["uncertain"]["monitoring.teams"] == "1 or 3 or 9"


def test_the_picture_has_the_bands_of_every_rule(found: OperatingCurve) -> None:
    figure = found.plot.curve()
    assert faults(figure) == []
    said = " ".join(" ".join(text.get_text().split()) for text in figure.texts)
    assert "broad ones: 90 % of the sets" in said
    widths = [width for lines in figure.axes[0].collections for width in lines.get_linewidths()]
    assert {1.0, 4.0} <= set(widths)
    borne = found.table[found.table["outcome"] == BORNE.outcome]
    assert figure.axes[-1].get_ylim()[1] >= borne["sets_high"].max()


def test_a_rule_that_is_drawn_cannot_be_varied_too() -> None:
    drawn = WAR | {"uncertain": {"threshold.at_least": {"uniform": [5, 15]}}}
    with pytest.raises(ScenarioError, match="threshold: is uncertain too .'threshold.at_least'."):
        curve(drawn, "count=1,9", **QUICK)
    with pytest.raises(ScenarioError, match="declares nothing uncertain"):
        curve(WAR, "count=1,9", **QUICK)
