"""What a rule gives away, against counts by hand and plain runs."""

from typing import Any

import numpy as np
import pytest

from simulator import grey_zone, load_text, run
from simulator.errors import ScenarioError
from simulator.greyzone.day_to_day import answered_by, day_to_day
from simulator.greyzone.search import search_seed
from simulator.play.execute import LARGEST_SEED

SEEN_AT_ONCE: dict[str, Any] = {
    "name": "Seen at once",
    "horizon": "10 days",
    "violations": {
        "probes": {"kind": "drone", "rate": "1 per day"},
        "shells": {"kind": "artillery", "rate": "1 per day"},
        "attack": {"kind": "drone", "rate": "9 per day", "during": "assault"},
    },
    "threshold": {"of": "drone", "at_least": 3, "within": "24 h"},
    "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
}
QUICK: dict[str, Any] = {"rules": [], "attempts": 24, "replications": 40, "seed": 3}


@pytest.fixture(scope="module")
def found():
    return grey_zone(SEEN_AT_ONCE, workers=1, **QUICK)


def mean_of(found, adversary: str, outcome: str = "grey-zone harm") -> float:
    rows = found.table[(found.table.adversary == adversary) & (found.table.outcome == outcome)]
    return float(rows["value"].iloc[0])


def test_where_all_is_seen_the_best_is_to_stay_one_below_the_limit():
    """Two drones of severity 2 in 24 h are at most 120 in 30 days; a breach would cost 72 h."""
    told = grey_zone(SEEN_AT_ONCE, kinds=["drone"], **QUICK)
    (one,) = told.given
    assert (one.found.response.kinds, one.found.response.belief) == (("drone",), 1.0)
    assert 108 < mean_of(told, "best response") <= 120 + 2 * 2 * 30 / 10
    assert mean_of(told, "best response", "breaches") == 0


def test_only_strength_limits_what_no_clause_counts(found):
    (one,) = found.given
    assert one.ignored == ("artillery",)
    assert one.found.response.kinds == ("drone", "artillery")
    shells = 24 * 30  # of severity 1; the drones that stay under the limit come on top
    scatter = np.sqrt(24 * 10 / 40) / 10 * 30
    assert shells + 108 - 4 * scatter < mean_of(found, "best response") < shells + 132 + 4 * scatter
    assert "(no clause counts artillery)" in " ".join(found.text.split())


def test_both_adversaries_are_plain_runs_on_the_luck_of_the_seed_to_the_bit(found):
    (one,) = found.given
    plain = run(SEEN_AT_ONCE, 40, 3, rows=False).block.outcomes
    np.testing.assert_array_equal(one.as_written[0], plain["grey_zone_harm"])
    np.testing.assert_array_equal(one.as_written[1], plain["breaches_per_30_days"])
    again = load_text(found.responses["as written"].yaml)
    plain = run(again, 40, 3, rows=False).block.outcomes
    np.testing.assert_array_equal(one.answered[0], plain["grey_zone_harm"])
    np.testing.assert_allclose(one.answered[3], plain["severity"] * 30 / 10)


def test_the_figures_are_not_those_of_the_search(found):
    (one,) = found.given
    assert one.found.searched != mean_of(found, "best response")
    assert [search_seed(seed) for seed in (0, 3, LARGEST_SEED)] == [1, 4, 0]
    assert "of seed 4; the figures are of seed 3" in " ".join(found.text.split())


def test_an_adversary_that_can_do_no_more_keeps_to_its_own_pattern():
    told = grey_zone(SEEN_AT_ONCE, **(QUICK | {"attempts": 0.01}))
    (one,) = told.given
    assert one.found.response is None
    np.testing.assert_array_equal(one.as_written, one.answered)
    assert "gains the adversary nothing beyond chance" in told.headline
    assert "nothing that was tried does more" in " ".join(told.text.split())
    assert "nothing beyond chance" in told.plot.curve().texts[0].get_text()


def test_what_it_does_only_in_an_assault_stays_and_all_other_fire_is_replaced():
    told = grey_zone(SEEN_AT_ONCE, **(QUICK | {"attempts": 48.0, "kinds": ["missile"]}))
    assert list(day_to_day(told.scenario)) == ["probes", "shells"]
    names = list(answered_by(told.scenario, told.given[0].found.response).violations)
    assert names == ["attack", "missile under the rule"]


def test_the_same_is_found_with_one_worker_and_with_two(found):
    two = grey_zone(SEEN_AT_ONCE, workers=2, **QUICK)
    assert two.table.equals(found.table)
    assert two.text == found.text


@pytest.mark.parametrize(
    ("changes", "asked", "said"),
    [
        ({}, {"kinds": ["dron"]}, "did you mean 'drone'"),
        ({}, {"kinds": []}, "name at least one kind"),
        ({}, {"attempts": 0.0}, "0 is not a number of acts a day above 0"),
        ({}, {"attempts": float("nan")}, "nan is not a number of acts a day"),
        ({}, {"rules": ["one-dron"]}, "did you mean 'one-drone'"),
        ({}, {"replications": 1}, "whole number of 2 or more"),
        ({"violations": {"a": {"kind": "drone", "rate": "1 per day", "during": "assault"}}}, {},
         "no hostile pattern goes on short of 'assault'"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_what_would_do(changes, asked, said):
    with pytest.raises(ScenarioError, match=said):
        grey_zone(SEEN_AT_ONCE | changes, **(QUICK | asked))


def test_rules_whose_harm_is_the_same_within_chance_are_not_ranked():
    shells = {"kind": "artillery", "rate": "1 per day"}
    told = grey_zone(
        SEEN_AT_ONCE | {"violations": {"shells": shells}},
        **(QUICK | {"rules": ["one-drone"], "attempts": 5.0}),
    )
    assert "'as written' and 'One drone' leave least, and cannot be told apart" in told.headline
