"""Monitoring: what is reported when, how often it is right, and a queue that obeys its theory."""

from collections import Counter
from math import factorial
from typing import Any

import numpy as np
import pytest
from scipy import stats

from simulator.minutes import DAY, HOUR
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.monitoring import course
from simulator.model.parameters import Array
from simulator.scenario.load import load
from tests.histories import Played, play

LUCK = 0.001
SATURDAY = 5 * DAY


def reported(minutes: list[int], **report: Any) -> list[int]:
    """When acts of these minutes (from Monday 00:00) are reported."""
    at = [f"{minute} min" for minute in minutes]
    scenario = {
        "horizon": "30 days",
        "violations": {"a": {"kind": "drone", "at": at}},
        "monitoring": {"report": report},
    }
    return play(scenario).minutes("report")


def test_the_daily_report_closes_at_19_30_and_takes_no_act_of_that_minute() -> None:
    close = 19 * HOUR + 30
    assert reported([0, close - 1, close], daily="19:30") == [close, close, close + DAY]


def test_a_report_that_falls_on_sunday_comes_on_monday_at_the_same_time() -> None:
    close = 19 * HOUR + 30
    acts = [SATURDAY + close - 1, SATURDAY + close]
    when = reported(acts, daily="19:30", **{"except": ["Sunday"]})
    assert when == [SATURDAY + close, SATURDAY + close + 2 * DAY]


def test_the_day_that_counts_is_that_of_the_report_and_not_that_of_the_close() -> None:
    close = 19 * HOUR + 30
    report = {"daily": "19:30", "issued": "14 h", "except": ["Sunday"]}
    # Closed on Saturday, due on Sunday at 9:30: out on Monday. Closed on Sunday: due on Monday.
    assert reported([SATURDAY], **report) == [SATURDAY + close + 14 * HOUR + DAY]
    assert reported([SATURDAY + DAY], **report) == [SATURDAY + DAY + close + 14 * HOUR]


def test_the_calendar_of_a_ceasefire_that_starts_on_sunday_at_noon() -> None:
    scenario = {
        "starts": "Sunday 12:00",
        "horizon": "3 days",
        "violations": {"a": {"kind": "drone", "at": ["449 min", "450 min"]}},
        "monitoring": {"report": {"daily": "19:30", "except": ["Sunday"]}},
    }
    assert play(scenario).minutes("report") == [450 + DAY, 450 + DAY]


def test_reports_are_14_to_48_h_late_in_the_week_and_up_to_72_h_at_the_weekend() -> None:
    issued = {"uniform": ["14 h", "24 h"]}
    acts = list(range(0, 28 * DAY, 30))
    when = reported(acts, daily="19:30", issued=issued, **{"except": ["Sunday"]})
    seen = acts[: len(when)]
    delays = (np.sort(when) - np.array(seen)) / HOUR
    weekend = np.array([(minute - 19.5 * HOUR) // DAY % 7 == 4 for minute in seen])
    assert delays[~weekend].min() >= 14
    assert delays[~weekend].max() <= 48
    assert 60 < delays[weekend].max() <= 72
    assert delays[weekend].min() >= 38


def test_all_acts_of_a_day_are_in_one_report() -> None:
    issued = {"uniform": ["14 h", "24 h"]}
    when = reported([0, 100, 1000, 2000], daily="19:30", issued=issued)
    assert when[0] == when[1] == when[2] < when[3]


# How often


def watched(monitoring: dict[str, Any], patterns: dict[str, Any], days: int = 400) -> Played:
    return play({"horizon": f"{days} days", "violations": patterns, "monitoring": monitoring})


def shares(history: Played, pattern: int = 0) -> tuple[int, dict[str, int]]:
    """How many verdicts there were on a pattern, and how many of each."""
    rows = history.rows[history.rows["what"] == terms.VERDICT]
    found = rows["object"][rows["subject"] == pattern]
    return len(found), {name: int((found == v).sum()) for v, name in enumerate(terms.VERDICTS)}


def likely(count: int, of: int, share: float) -> bool:
    return bool(stats.binomtest(count, of, share).pvalue > LUCK)


def test_acts_are_seen_as_often_as_their_kind_is() -> None:
    patterns = {kind: {"kind": kind, "rate": "5 per day"} for kind in ("drone", "artillery")}
    history = watched({"seen": {"drone": "80 %", "artillery": "30 %"}}, patterns)
    for kind, share in (("drone", 0.8), ("artillery", 0.3)):
        acts, reports = history.minutes("violation", kind), history.minutes("report", kind)
        assert likely(len(reports), len(acts), share)


def test_a_kind_that_seen_does_not_name_is_always_seen() -> None:
    history = watched({"seen": {"drone": 0}}, {"a": {"kind": "missile", "rate": "1 per day"}}, 9)
    assert history.minutes("violation") == history.minutes("report") != []


def test_hostile_acts_and_others_are_confirmed_each_at_its_own_rate() -> None:
    patterns = {
        cause: {"kind": "drone", "rate": "5 per day", "cause": cause}
        for cause in ("hostile", "exercise", "false report")
    }
    history = watched({"confirm": {"hostile": "85 %", "other": "25 %"}}, patterns)
    for i, share in enumerate((0.85, 0.25, 0.25)):
        verdicts, found = shares(history, i)
        assert likely(verdicts - found["dismissed"], verdicts, share)


def test_a_confirmed_hostile_act_is_attributed_rightly_wrongly_or_not_at_all() -> None:
    pattern = {"a": {"kind": "drone", "rate": "5 per day"}}
    attribute = {"right": "75 %", "wrong": "5 %"}
    verdicts, found = shares(watched({"attribute": attribute}, pattern))
    assert likely(found["adversary"], verdicts, 0.75)
    assert likely(found["other side"], verdicts, 0.05)
    assert likely(found["unresolved"], verdicts, 0.20)


def test_a_false_flag_is_blamed_like_a_hostile_act_and_an_accident_on_either_side() -> None:
    patterns = {
        cause: {"kind": "drone", "rate": "5 per day", "cause": cause}
        for cause in ("false flag", "accident")
    }
    monitoring = {"confirm": {"other": 1}, "attribute": {"right": "75 %"}}
    history = watched(monitoring, patterns)
    assert likely(shares(history, 0)[1]["adversary"], shares(history, 0)[0], 0.75)
    assert likely(shares(history, 1)[1]["adversary"], shares(history, 1)[0], 0.50)
    assert shares(history, 1)[1]["unresolved"] == 0


def test_claims_come_at_once_unverified_and_inflated() -> None:
    monitoring = {"claims": {"inflation": 1.7}, "seen": 0, "teams": 1, "verify": "9 days"}
    history = watched(monitoring, {"a": {"kind": "drone", "rate": "5 per day"}})
    acts = len(history.minutes("violation"))
    verdicts, found = shares(history)
    assert found["adversary"] == verdicts
    assert likely(verdicts - acts, acts, 0.7)
    assert set(history.minutes("verdict")) == set(history.minutes("violation"))
    assert history.minutes("report") == []


def test_a_claim_of_half_the_acts_is_possible_too() -> None:
    history = watched({"claims": {"inflation": 0.5}}, {"a": {"kind": "drone", "rate": "5 per day"}})
    assert likely(shares(history)[0], len(history.minutes("violation")), 0.5)


RIVALS = {
    "acts": {"kind": "drone", "rate": "5 per day"},
    "inventions": {"kind": "drone", "rate": "5 per day", "cause": "false report"},
}


def claimed(pattern: str, **claims: Any) -> tuple[int, Counter[str]]:
    """Acts of a pattern, and what became of the claims of them."""
    history = watched({"claims": claims}, RIVALS)
    acts = len(history.minutes("violation", pattern))
    said = [line.split(" ", 2)[2] for line in history.lines("verdict")]
    return acts, Counter(
        line.removeprefix(f"{pattern} ") for line in said if line.startswith(f"{pattern} ")
    )


def test_of_two_rival_counts_the_higher_counts_or_only_what_both_say() -> None:
    acts, verdicts = claimed("acts", inflation=3, rival=2)
    assert verdicts == {"adversary": 3 * acts}
    acts, verdicts = claimed("acts", inflation=1, rival=2)
    assert verdicts == {"adversary": 2 * acts}
    acts, verdicts = claimed("acts", inflation=3, rival=2, counts="both")
    assert verdicts == {"adversary": 2 * acts, "unresolved": acts}


def test_what_a_party_concedes_of_its_own_acts_is_drawn_act_by_act() -> None:
    acts, verdicts = claimed("acts", inflation=1, rival=0.3, counts="both")
    assert likely(verdicts["adversary"], acts, 0.3)
    assert verdicts["unresolved"] == acts - verdicts["adversary"]
    _, without = claimed("acts", inflation=1, rival=0, counts="both")
    assert without == {"unresolved": acts}


def test_two_counts_of_one_act_have_luck_of_their_own() -> None:
    acts, verdicts = claimed("acts", inflation=0.5, rival=0.5, counts="both")
    assert likely(verdicts["adversary"], acts, 0.25)
    assert likely(verdicts["adversary"] + verdicts["unresolved"], acts, 0.75)


def test_no_other_party_concedes_what_one_has_made_up() -> None:
    inventions, verdicts = claimed("inventions", inflation=1, rival=3, counts="both")
    assert verdicts == {"unresolved": inventions}
    inventions, verdicts = claimed("inventions", inflation=1, rival=3)
    assert verdicts == {"adversary": inventions}


def test_a_rival_that_agrees_changes_nothing_in_the_one_partys_luck() -> None:
    alone = watched({"claims": {"inflation": 1.7}}, RIVALS).lines("verdict")
    assert watched({"claims": {"inflation": 1.7, "rival": 0}}, RIVALS).lines("verdict") == alone


# The queue by hand


def queue(*acts: tuple[int, str], **monitoring: Any) -> list[str]:
    """The verdicts on acts (minute, kind) that are reported at once; a team works for an hour."""
    patterns = {
        f"{kind} {minute}": {"kind": kind, "at": [f"{minute} min"]} for minute, kind in acts
    }
    scenario = {
        "horizon": "2 days",
        "violations": patterns,
        "monitoring": {"teams": 1, "verify": "60 min"} | monitoring,
    }
    return [line.replace("verdict ", "") for line in play(scenario).lines("verdict")]


def test_one_team_takes_three_reports_in_order() -> None:
    assert queue((0, "artillery"), (10, "artillery"), (20, "missile"), order="in order") == [
        "60 artillery 0 adversary",
        "120 artillery 10 adversary waited 50",
        "180 missile 20 adversary waited 100",
    ]


def test_one_team_takes_the_most_severe_report_that_waits_but_drops_none_for_it() -> None:
    assert queue((0, "artillery"), (10, "artillery"), (20, "missile")) == [
        "60 artillery 0 adversary",
        "120 missile 20 adversary waited 40",
        "180 artillery 10 adversary waited 110",
    ]


def test_two_teams_work_side_by_side() -> None:
    assert queue((0, "drone"), (10, "drone"), (20, "drone"), teams=2) == [
        "60 drone 0 adversary",
        "70 drone 10 adversary",
        "120 drone 20 adversary waited 40",
    ]


def test_a_report_of_the_minute_in_which_a_team_is_free_again_is_there_to_be_taken() -> None:
    assert queue((0, "artillery"), (10, "artillery"), (60, "missile"))[1] == (
        "120 missile 60 adversary"
    )


def test_kinds_of_the_same_severity_wait_in_order() -> None:
    assert queue((0, "drone"), (10, "air_strike"), (20, "missile"))[1:] == [
        "120 air_strike 10 adversary waited 50",
        "180 missile 20 adversary waited 100",
    ]


def test_false_reports_and_exercises_use_up_teams() -> None:
    scenario = {
        "horizon": "1 day",
        "violations": {
            "rumour": {"kind": "drone", "cause": "false report", "at": ["0 h"]},
            "drill": {"kind": "drone", "cause": "exercise", "at": ["1 min"]},
            "raid": {"kind": "drone", "at": ["2 min"]},
        },
        "monitoring": {"teams": 1, "verify": "60 min"},
    }
    assert play(scenario).lines("verdict") == [
        "60 verdict rumour dismissed",
        "120 verdict drill dismissed waited 59",
        "180 verdict raid adversary waited 118",
    ]


# What is drawn for one act


def courses(**changes: Any) -> Array:
    """(acts, 3) minutes until the report, minutes of work, verdict; -1 of an act not seen."""
    monitoring = {
        "seen": {"drone": 0.5},
        "report": {"uniform": ["0 min", "1000 min"]},
        "verify": {"uniform": ["0 min", "1000 min"]},
        "confirm": {"hostile": 0.5},
        "attribute": {"right": 0.5, "wrong": 0.5},
    }
    pattern = {"a": {"kind": "drone", "rate": "1 per day"}}
    scenario = {"name": "c", "violations": pattern, "monitoring": monitoring | changes}
    p = encode(load(scenario), 6)
    found = np.array([course(p, 0, 0, act, 0) for act in range(8000)])
    found[found[:, 0] == terms.NEVER] = -1
    return found


def test_seeing_delay_work_confirmation_and_blame_of_an_act_are_independent() -> None:
    found = courses()
    seen = found[found[:, 0] >= 0]
    assert likely(len(seen), len(found), 0.5)
    chance = 4.0 / len(seen) ** 0.5
    confirmed = seen[:, 2] != terms.DISMISSED
    columns = np.column_stack([seen[:, :2], confirmed, np.roll(seen[:, 0], 1)])
    assert np.abs(np.corrcoef(columns.T) - np.eye(4)).max() < chance
    late, slow = (seen[:, n] > np.median(seen[:, n]) for n in (0, 1))
    blamed = seen[:, 2] == terms.ADVERSARY
    for half in (late, ~late, slow, ~slow):
        assert likely(int((confirmed & half).sum()), int(half.sum()), 0.5)
        assert likely(int((blamed & half).sum()), int((confirmed & half).sum()), 0.5)


def test_what_raises_one_chance_leaves_the_rest_of_an_act_as_it_was() -> None:
    base, surer, sharper = (
        courses(),
        courses(confirm={"hostile": 0.9}),
        courses(seen={"drone": 0.9}),
    )
    seen = base[:, 0] >= 0
    assert (sharper[seen] == base[seen]).all()
    assert (sharper[:, 0] >= 0).sum() > 1.5 * seen.sum()
    assert (surer[:, :2] == base[:, :2]).all()
    confirmed = seen & (base[:, 2] != terms.DISMISSED)
    assert (surer[confirmed] == base[confirmed]).all()
    assert (surer[seen, 2] != terms.DISMISSED).sum() > 1.5 * confirmed.sum()


# The queue in theory. Works of 1000 minutes make the rounding to whole minutes negligible.


def erlang_c(teams: int, load: float) -> float:
    """The probability that a report waits (Erlang 1917); `load` is arrivals per mean work."""
    last = load**teams / factorial(teams) * teams / (teams - load)
    return last / (sum(load**k / factorial(k) for k in range(teams)) + last)


def waits(teams: int, patterns: dict[str, str], days: int, order: str) -> tuple[Any, Any]:
    """Minutes waited by the reports, in the order of their verdicts, and their patterns."""
    history = play(
        {
            "horizon": f"{days} days",
            "violations": {
                kind: {"kind": kind, "rate": f"{rate} per day"} for kind, rate in patterns.items()
            },
            "monitoring": {
                "teams": teams,
                "order": order,
                "verify": {"exponential": {"mean": "1000 min"}},
                "attribute": {"right": 0},
            },
        }
    )
    rows = history.rows[history.rows["what"] == terms.VERDICT]
    return rows["value"], rows["subject"]


def interval(found: Any, batches: int = 20) -> tuple[float, float]:
    """A 99 % interval of the mean of a correlated series, by batch means."""
    means = [batch.mean() for batch in np.array_split(found, batches)]
    half = float(stats.t.ppf(0.995, batches - 1) * np.std(means, ddof=1) / batches**0.5)
    return float(np.mean(means)) - half, float(np.mean(means)) + half


@pytest.mark.parametrize(
    ("teams", "busy", "days"), [(1, 0.6, 14000), (2, 0.7, 7000), (5, 0.7, 7000)]
)
def test_waits_agree_with_erlang_c(teams: int, busy: float, days: int) -> None:
    load = teams * busy
    found, _ = waits(teams, {"drone": str(load * 1.44)}, days, "in order")
    likely_wait = erlang_c(teams, load)
    mean = likely_wait * 1000 / (teams - load)
    low, high = interval(found)
    assert low < mean < high
    assert high - low < 0.5 * mean
    low, high = interval(found > 0)
    assert low < likely_wait < high
    assert high - low < 0.25 * likely_wait


def test_waits_of_severe_and_other_reports_agree_with_cobham() -> None:
    # Cobham (1954): W1 = W0 / (1 - r1), W2 = W0 / ((1 - r1)(1 - r)), with W0 = r mean works.
    severe, other = 0.3, 0.3
    rates = {"missile": str(severe * 1.44), "drone": str(other * 1.44)}
    found, subjects = waits(1, rates, 20000, "severe first")
    first = (severe + other) * 1000 / (1 - severe)
    for pattern, mean in enumerate((first, first / (1 - severe - other))):
        low, high = interval(found[subjects == pattern])
        assert low < mean < high
        assert high - low < 0.5 * mean
