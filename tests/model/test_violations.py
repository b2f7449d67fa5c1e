"""Violations: when acts come, how many, how large, and that nothing else reshuffles them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.minutes import DAY
from simulator.model import terms, violations
from simulator.model.encode import encode
from simulator.model.encode_violations import levels
from simulator.model.parameters import Array
from simulator.scenario.load import load
from simulator.scenario.schema.violations import Level
from tests.histories import Played, play

UNSEEN: dict[str, Any] = {"monitoring": {"seen": 0}}
LUCK = 0.001
"""A test at a fixed seed fails if its data would be rarer than this under what it states."""


def war(horizon: str, pattern: dict[str, Any], **more: Any) -> Played:
    """One pattern of drones that nobody sees."""
    patterns = {"a": {"kind": "drone"} | pattern}
    return play({"horizon": horizon, "violations": patterns} | UNSEEN | more)


def minutes(history: Played, pattern: int = 0) -> Array:
    rows = history.rows
    return rows["minute"][(rows["what"] == terms.VIOLATION) & (rows["subject"] == pattern)]


def sizes(history: Played) -> list[float]:
    return history.values("violation")


def daily_counts(history: Played, days: int) -> Array:
    return np.bincount(minutes(history) // DAY, minlength=days)


def goodness(counts: Array, law: Any) -> float:
    """The chi-square p-value of counts 0, 1, 2, ... against a law of whole numbers."""
    top = int(law.ppf(0.99))
    low = int(law.ppf(0.01))
    seen = np.bincount(np.clip(counts, low, top), minlength=top + 1)[low:]
    expected = law.pmf(np.arange(low, top + 1))
    expected[0], expected[-1] = law.cdf(low), law.sf(top - 1)
    enough = expected * len(counts) >= 5
    folded = [*seen[enough], seen[~enough].sum()]
    wanted = np.array([*expected[enough], expected[~enough].sum()]) * len(counts)
    if wanted[-1] == 0:
        folded, wanted = folded[:-1], wanted[:-1]
    return float(stats.chisquare(folded, wanted).pvalue)


def test_daily_counts_of_a_steady_rate_are_poisson() -> None:
    counts = daily_counts(war("1000 days", {"rate": "6 per day"}), 1000)
    assert goodness(counts, stats.poisson(6)) > LUCK


def test_daily_counts_of_an_overdispersed_rate_are_negative_binomial() -> None:
    history = war("1500 days", {"rate": "6 per day", "overdispersion": 0.8})
    counts = daily_counts(history, 1500)
    assert goodness(counts, stats.nbinom(0.8, 0.8 / 6.8)) > LUCK
    assert goodness(counts, stats.poisson(6)) < LUCK


def test_gaps_of_a_steady_rate_are_exponential() -> None:
    gaps = np.diff(minutes(war("1000 days", {"rate": "6 per day"})))
    assert stats.kstest(gaps, stats.expon(scale=240).cdf).pvalue > LUCK


def test_acts_of_the_night_come_from_18_to_6_and_keep_the_daily_mean() -> None:
    history = war("1000 days", {"rate": "6 per day", "hours": "night"}, starts="Monday 09:00")
    hours = (minutes(history) + 9 * 60) // 60 % 24
    assert set(hours) == {18, 19, 20, 21, 22, 23, 0, 1, 2, 3, 4, 5}
    assert stats.chisquare(np.bincount(hours)[18:]).pvalue > LUCK
    assert abs(len(hours) - 6000) < 4 * 6000**0.5


def test_hours_weigh_as_written_and_not_in_all() -> None:
    weights = [0] * 22 + [1, 3]
    hours = minutes(war("1000 days", {"rate": "4 per day", "hours": weights})) // 60 % 24
    counts = np.bincount(hours, minlength=24)
    assert counts[:22].sum() == 0
    assert stats.chisquare(counts[22:], [counts.sum() / 4, counts.sum() * 3 / 4]).pvalue > LUCK


def test_within_an_hour_each_minute_is_as_likely() -> None:
    within = minutes(war("1000 days", {"rate": "12 per day"})) % 60
    assert stats.chisquare(np.bincount(within, minlength=60)).pvalue > LUCK


# The level


@pytest.mark.parametrize(
    ("level", "minute", "factor"),
    [
        ({"steps": [{"start": "10 days", "factor": 20}]}, 10 * DAY - 1, 1),
        ({"steps": [{"start": "10 days", "factor": 20}]}, 10 * DAY, 20),
        ({"linear": {"to": 3, "over": "10 days"}}, 5 * DAY, 2),
        ({"linear": {"to": 3, "over": "10 days"}}, 20 * DAY, 3),
        ({"exponential": {"to": 16, "over": "4 days"}}, DAY, 2),
        ({"exponential": {"to": 16, "over": "4 days"}}, 8 * DAY, 16),
        ({"exponential": {"to": 16, "over": "4 days"}}, -60, 1),
        ({"truce": {"collapse": "12 h", "floor": "1 %", "erosion": "90 days"}}, 0, 1),
        (
            {"truce": {"collapse": "12 h", "floor": "1 %", "erosion": "90 days"}},
            720,
            0.99 * np.exp(-1) + 0.01 * np.exp(1 / 180),
        ),
        (
            {"truce": {"collapse": "12 h", "floor": "1 %", "erosion": "90 days"}},
            90 * DAY,
            0.01 * np.e,
        ),
        ({"truce": {"collapse": "12 h", "floor": "1 %", "erosion": "90 days"}}, 900 * DAY, 1),
        ({"truce": {"collapse": "1 min", "floor": "1 %", "erosion": "1 min"}}, 9 * DAY, 1),
        ({"truce": {"collapse": "1 min", "floor": 0, "erosion": "1 min"}}, 9 * DAY, 0),
        (
            {"linear": {"to": 3, "over": "10 days"}, "steps": [{"start": "0 h", "factor": 5}]},
            5 * DAY,
            10,
        ),
    ],
)
def test_the_level_by_hand(level: dict[str, Any], minute: int, factor: float) -> None:
    assert levels(Level.model_validate(level), np.array([minute])) == pytest.approx(
        [factor], rel=1e-9
    )


def test_a_burst_raises_the_count_of_its_days_alone() -> None:
    steps = [{"start": "10 days", "factor": 20}, {"start": "12 days", "factor": 1}]
    total = np.zeros(20)
    for replication in range(40):
        pattern = {"kind": "drone", "rate": "2 per day", "level": {"steps": steps}}
        scenario = {"horizon": "20 days", "violations": {"a": pattern}} | UNSEEN
        total += daily_counts(play(scenario, replication), 20)
    assert abs(total[10:12].sum() - 3200) < 4 * 3200**0.5
    assert abs(total.sum() - total[10:12].sum() - 1440) < 4 * 1440**0.5


def wandering_days(sd: float, memory: str, days: int) -> tuple[Array, Array]:
    """The log-level and the factor of each day."""
    level = {"wander": {"sd": sd, "memory": memory}}
    pattern = {"kind": "drone", "rate": "1 per day", "level": level}
    p = encode(load({"name": "w", "horizon": "1 day", "violations": {"a": pattern}}), 1)
    cursors = violations.new_cursors(p)
    logs, factors = np.zeros(days), np.zeros(days)
    for day in range(days):
        cursors[0]["day"] = day
        of_level, of_day = violations.luck_of_day(p, 0, cursors, 0)
        violations.step_log_level(p, cursors, 0, of_level)
        logs[day] = cursors[0]["log_level"]
        factors[day] = violations.day_multiplier(p, cursors, 0, of_day)
    return logs, factors


def test_the_wandering_level_forgets_as_its_memory_says_and_has_a_mean_factor_of_1() -> None:
    logs, factors = wandering_days(0.8, "4 days", 60_000)
    lag_one = np.corrcoef(logs[:-1], logs[1:])[0, 1]
    assert lag_one == pytest.approx(np.exp(-1 / 4), abs=0.02)
    assert np.corrcoef(logs[:-8], logs[8:])[0, 1] == pytest.approx(np.exp(-2), abs=0.03)
    assert logs.std() == pytest.approx(1.0, abs=0.03)
    assert factors.mean() == pytest.approx(1.0, abs=0.05)
    assert np.log(factors).std() == pytest.approx(0.8, abs=0.02)


# Luck


def test_the_random_numbers_of_the_acts_of_a_day_are_independent() -> None:
    cursors, p = erratic()
    found = np.zeros((5000, 6))
    for day, index in np.ndindex(found.shape):
        cursors[0]["day"], cursors[0]["index"] = day, index
        found[day, index] = violations.luck_of_gap(p, 0, cursors, 0)
    assert stats.kstest(found.ravel(), stats.uniform.cdf).pvalue > LUCK
    assert largest_correlation(found) < 4.0 / len(found) ** 0.5


def test_the_random_numbers_of_a_days_level_and_of_its_mixing_are_independent() -> None:
    cursors, p = erratic()
    found = np.zeros((5000, 2))
    for day in range(len(found)):
        cursors[0]["day"] = day
        found[day] = violations.luck_of_day(p, 0, cursors, 0)
    assert min(stats.kstest(one, stats.uniform.cdf).pvalue for one in found.T) > LUCK
    assert largest_correlation(found) < 4.0 / len(found) ** 0.5


def test_the_minutes_and_addresses_of_followers_are_independent() -> None:
    _, p = erratic(salvo={"acts": 3, "within": "1000 min"}, echo={"share": 0.5, "memory": "9 h"})
    for purpose in (terms.IN_SALVO, terms.AS_ECHO):
        pairs = [
            violations.follower(p, 0, 0, purpose, act, k) for act in range(900) for k in (0, 1)
        ]
        found = np.array(pairs, float).reshape(900, 4)
        assert largest_correlation(found) < 4.0 / len(found) ** 0.5


def follower(p: Any, purpose: int, act: int, k: int) -> tuple[int, int]:
    """Its address, and minutes from the act."""
    return violations.follower(p, 0, 0, purpose, act, k)


def erratic(**more: Any) -> tuple[Array, Any]:
    """Cursors and parameters of a pattern whose days are both wandering and mixed."""
    level = {"wander": {"sd": 0.5, "memory": "4 days"}}
    pattern = {"kind": "drone", "rate": "9 per day", "level": level, "overdispersion": 2} | more
    p = encode(load({"name": "e", "horizon": "9 days", "violations": {"a": pattern}}), 4)
    return violations.new_cursors(p), p


def largest_correlation(columns: Array) -> float:
    """Between any two columns, without its sign."""
    found = np.corrcoef(columns.T)
    return float(np.abs(found - np.eye(len(found))).max())


# Other sources


def test_renewal_gaps_follow_one_another_from_the_start_of_the_pattern() -> None:
    history = war("1 day", {"gaps": "7 h", "starts": "60 min"})
    assert list(minutes(history)) == [480, 900, 1320]


def test_renewal_gaps_have_the_law_that_is_written() -> None:
    history = war("2000 days", {"gaps": {"weibull": {"shape": 2, "scale": "12 h"}}})
    gaps = np.diff(minutes(history))
    assert stats.kstest(gaps, stats.weibull_min(2, scale=720).cdf).pvalue > LUCK


def test_a_gap_of_nothing_is_a_minute() -> None:
    assert list(minutes(war("3 min", {"gaps": "0 min"}))) == [1, 2]


def test_scripted_acts_come_in_the_order_of_time() -> None:
    history = war("1 day", {"at": ["5 h", "0 h", "5 h", "1439 min"]})
    assert list(minutes(history)) == [0, 300, 300, 1439]


def test_twenty_strikes_within_6_h_come_every_18_minutes() -> None:
    history = war("1 day", {"at": {"count": 20, "within": "6 h", "start": "60 min"}})
    assert list(minutes(history)) == list(range(60, 420, 18))


def test_a_pattern_has_its_first_minute_and_not_its_last() -> None:
    at = ["59 min", "60 min", "119 min", "120 min"]
    history = war("1 day", {"at": at, "starts": "60 min", "ends": "2 h"})
    assert list(minutes(history)) == [60, 119]


def test_a_rate_starts_and_ends_within_its_hours() -> None:
    found = minutes(war("9 days", {"rate": "960 per day", "starts": "59 min", "ends": "150 min"}))
    assert 59 <= min(found) < 65
    assert 145 < max(found) < 150


def test_saved_up_waves_release_what_was_saved_since_the_last() -> None:
    history = war("10 days", {"gaps": "36 h", "saves": "60 per day"})
    assert list(minutes(history)) == [2160, 4320, 6480, 8640, 10800, 12960]
    assert sizes(history) == [90.0] * 6


def test_one_act_in_five_is_a_mass_attack() -> None:
    mass = {"share": "20 %", "size": 500}
    found = sizes(war("1000 days", {"rate": "2 per day", "size": 5, "mass": mass}))
    assert set(found) == {5.0, 500.0}
    assert stats.binomtest(found.count(500.0), len(found), 0.2).pvalue > LUCK


def test_a_replayed_table_gives_its_times_sizes_and_counts(tmp_path: Path) -> None:
    (tmp_path / "acts.csv").write_text(
        "when,until,acts,kind,weight\n"
        "2024-12-31T23:00:00Z,2025-01-01T00:00:00Z,9,drone,1\n"
        "2025-01-01T00:10:00Z,2025-01-01T00:11:00Z,1,drone,7\n"
        "2025-01-01T02:00:00Z,2025-01-01T03:00:00Z,3,drone,2\n"
        "2025-01-01T04:00:00Z,2025-01-01T05:00:00Z,5,tank,2\n"
    )
    events = {"file": "acts.csv", "zero": "2025-01-01T00:00:00Z", "start": "when", "end": "until"}
    events |= {"count": "acts", "size": "weight", "where": {"kind": ["drone"]}}
    mapping = {"horizon": "1 day", "violations": {"a": {"kind": "drone", "events": events}}}
    history = play(mapping | UNSEEN, folder=tmp_path)
    assert list(minutes(history)) == [10, 120, 140, 160]
    assert sizes(history) == [7.0, 2.0, 2.0, 2.0]


# Followers


def test_a_salvo_adds_its_mean_and_stays_within_its_time() -> None:
    salvo = {"acts": {"poisson": {"mean": 3}}, "within": "2 h"}
    history = war("1000 days", {"gaps": "1 day", "salvo": salvo})
    found = minutes(history)
    assert max(found % DAY) < 120
    further = np.bincount(found // DAY, minlength=1000)[1:] - 1
    assert goodness(further, stats.poisson(3)) > LUCK
    assert stats.kstest((found % DAY)[found % DAY > 0], stats.uniform(0, 120).cdf).pvalue > LUCK


def test_followers_know_the_act_that_they_follow() -> None:
    history = war("2 days", {"at": ["60 min"], "salvo": {"acts": 3, "within": "2 h"}})
    acts = history.rows[history.rows["what"] == terms.VIOLATION]
    head = int(np.flatnonzero(history.rows["what"] == terms.VIOLATION)[0])
    assert list(acts["cause"]) == [-1, head, head, head]
    assert acts["minute"][0] == 60


def test_a_branching_share_of_one_half_doubles_the_acts() -> None:
    # Each own act founds a family of mean 1 / (1 - s) and variance s / (1 - s)^3 (Borel-Tanner).
    echo = {"share": "50 %", "memory": "2 h"}
    families = 2999
    found = minutes(war("3000 days", {"gaps": "1 day", "echo": echo}))
    spread = (families * 0.5 / 0.5**3) ** 0.5
    assert abs(len(found) - families * 2) < 4 * spread


def test_echoes_come_after_an_exponential_time() -> None:
    echo = {"share": "10 %", "memory": "10 h"}
    history = war("9000 days", {"gaps": "3 days", "echo": echo})
    rows = history.rows
    bred = rows[(rows["what"] == terms.VIOLATION) & (rows["cause"] >= 0)]
    waits = bred["minute"] - rows["minute"][bred["cause"]]
    assert stats.kstest(waits, stats.expon(scale=600).cdf).pvalue > LUCK


# Posture and rule


def test_a_hostile_pattern_rests_in_restraint_and_an_accident_does_not() -> None:
    history = play(
        {
            "horizon": "4 h",
            "violations": {
                "hostile": {"kind": "drone", "gaps": "60 min"},
                "accident": {"kind": "drone", "cause": "accident", "gaps": "60 min"},
            },
            "adversary": {"posture": "restraint"},
        }
        | UNSEEN
    )
    assert [line.split()[2] for line in history.lines("violation")] == ["accident"] * 3


def test_an_order_to_stop_leaves_of_a_kind_what_does_not_comply() -> None:
    kinds = {"small_arms": {"severity": 0.2, "compliance": "60 %"}}
    pattern = {"kind": "small_arms", "rate": "10 per day"}
    calm = {"kinds": kinds, "adversary": {"posture": "restraint"}}
    history = war("400 days", pattern, **calm)
    whole = war("400 days", pattern, kinds=kinds)
    assert set(minutes(history)) <= set(minutes(whole))
    assert stats.binomtest(len(minutes(history)), len(minutes(whole)), 0.4).pvalue > LUCK


def test_the_acts_of_a_pattern_are_the_same_whatever_the_postures_were_before() -> None:
    pattern = {"rate": "20 per day", "overdispersion": 0.8, "size": {"geometric": {"mean": 9}}}
    always = war("20 days", pattern)
    moves = [{"at": "3 days", "to": "restraint"}, {"at": "111 h", "to": "assault"}]
    moves += [{"at": "9 days", "to": "restraint"}, {"at": "10 days", "to": "harassment"}]
    sometimes = war("20 days", pattern, adversary={"moves": moves})

    def active(line: str) -> bool:
        minute = int(line.split()[0])
        # An act of the minute in which the posture changes still sees the posture before.
        return not (3 * DAY < minute <= 111 * 60 or 9 * DAY < minute <= 10 * DAY)

    assert sometimes.lines("violation") == [w for w in always.lines("violation") if active(w)]


def test_an_act_of_the_minute_in_which_the_posture_changes_sees_the_posture_before() -> None:
    moves = [{"at": "60 min", "to": "harassment"}, {"at": "120 min", "to": "restraint"}]
    history = war(
        "1 day",
        {"at": ["60 min", "61 min", "120 min", "121 min"]},
        adversary={"posture": "restraint", "moves": moves},
    )
    assert list(minutes(history)) == [61, 120]


def test_another_pattern_guarantor_or_plan_does_not_change_the_acts_of_a_pattern() -> None:
    echo = {"share": "30 %", "memory": "5 h"}
    own = {"kind": "drone", "rate": "5 per day", "hours": "night", "echo": echo}
    alone = war("60 days", own)
    full = play(
        {
            "horizon": "60 days",
            "violations": {"b": {"kind": "artillery", "rate": "9 per day"}, "a": own},
            "guarantors": {"x": {"honours": 0.5}, "y": {}},
            "plan": {"phases": [{"name": "p", "owed_by": ["x", "y"], "by": "24 h"}]},
        }
    )
    assert list(minutes(full, 1)) == list(minutes(alone))


def test_another_seed_or_replication_is_another_war() -> None:
    scenario = {"horizon": "9 days", "violations": {"a": {"kind": "drone", "rate": "9 per day"}}}
    told = {tuple(minutes(play(scenario, r, seed))) for r in range(3) for seed in range(3)}
    assert len(told) == 9


PROMPT = {
    "plan": {"phases": [{"name": "p", "by": "24 h", "owed_by": "x"}]},
    "guarantors": {"x": {"decides": "30 h"}},
}


def test_probe_and_pause_is_quiet_before_a_deadline_and_not_in_its_minute() -> None:
    history = play(
        {
            "horizon": "2 days",
            "violations": {
                "first": {"kind": "drone", "at": ["0 h"]},
                "probe": {
                    "kind": "drone",
                    "at": ["1079 min", "1080 min", "1439 min", "1440 min"],
                    "pauses": {"before_deadline": "6 h"},
                },
            },
        }
        | PROMPT
    )
    assert history.minutes("violation", "probe") == [1079, 1440]


def test_salami_that_knows_the_rule_never_breaks_it_and_one_that_errs_does() -> None:
    def salami(belief: float) -> Played:
        under = {"belief": belief, "margin": 1}
        return play(
            {
                "horizon": "20 days",
                "violations": {"s": {"kind": "drone", "rate": "48 per day", "stays_under": under}},
                "threshold": {"of": "drone", "at_least": 5, "within": "24 h"},
            }
        )

    knows, errs = salami(1), salami(2)
    assert knows.lines("breach") == []
    assert 4 * 18 <= len(minutes(knows)) <= 4 * 20
    assert len(errs.lines("breach")) > 0
