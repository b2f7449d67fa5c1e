"""A plan over real events: days met, episodes, phases, and what the notes say of the reading."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from simulator.data.read import read_events
from simulator.engine.compiled import replicate
from simulator.errors import EventDataError, ScenarioError
from simulator.model import terms
from simulator.model.encode import encode
from simulator.replays import play as played
from simulator.replays.play import narrowed, play
from simulator.replays.replay import replay
from simulator.replays.result import Replay
from simulator.scenario.load import load, load_mapping
from tests.replays.series import daily, made

SCENARIOS = Path(__file__).parents[2] / "scenarios"
OSCE = SCENARIOS / "data" / "osce_smm_donbas_2020_2021.csv"
PLAN: dict[str, Any] = {
    "name": "A test",
    "threshold": {"of": "drone", "at_least": 2},
    "plan": {
        "stand_down": "24 h",
        "phases": [
            {"name": "first", "by": "24 h", "owed_by": "home", "warns": True},
            {"name": "second", "when": {"continues": {}}, "by": "24 h", "owed_by": "ally"},
        ],
    },
    "guarantors": {"home": {"home": True, "decides": "2 h"}, "ally": {"decides": "30 h"}},
}
FIRST = [
    ("2024-01-01 10:00", "drone"),
    ("2024-01-01 11:00", "drone"),
    ("2024-01-01 14:00", "drone"),
]
LATER = [("2024-01-05 10:00", "drone"), ("2024-01-05 10:30", "drone")]
WHOLE = [("2024-01-01 00:00", "2024-01-06 00:00")]


def lines(table: pd.DataFrame) -> list[str]:
    """The rows of a table as text, without the name of the rule."""
    rows = table.drop(columns="rule").itertuples(index=False)
    return [" ".join(str(cell).removesuffix(":00") for cell in row) for row in rows]


def met_on(found: Replay, rule: str = "the threshold") -> list[str]:
    days = found.days[(found.days["rule"] == rule) & found.days["met"]]
    return [str(date)[:10] for date in days["date"]]


def test_each_rule_is_met_on_as_many_days_of_donbas_as_the_file_says() -> None:
    days: Counter[str] = Counter()
    with OSCE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["n_days"] == "1":
                days[row["period_end_utc"][:10]] += int(row["violations"])
    least = {"one-drone": 1, "five-drones": 5, "one-strike": 1, "twenty-strikes": 20}
    found = replay(SCENARIOS / "reported-plan.yaml", OSCE, rules=least, replications=1)
    assert list(found.rules["days"]) == [len(days)] * 4 == [244] * 4
    assert list(found.rules["met"]) == [sum(c >= n for c in days.values()) for n in least.values()]
    assert list(found.rules["met"]) == [235, 216, 235, 185]
    assert met_on(found, "Twenty strikes") == sorted(day for day in days if days[day] >= 20)
    assert list(found.rules["busiest_acts"]) == [max(days.values())] * 4
    totals = found.totals.set_index("date")["acts"].dropna()
    assert {str(date)[:10]: count for date, count in totals.items()} == days


def test_a_scenario_that_replays_the_same_file_itself_has_the_same_breaches() -> None:
    scenario = load(SCENARIOS / "replay-donbas-2020.yaml")
    rows = replicate(encode(scenario), 0)
    breaches = rows[rows["what"] == terms.BREACH]
    first = np.unique(breaches["episode"], return_index=True)[1]
    zero = np.datetime64("2020-07-26T19:30", "s")
    found = replay(scenario, OSCE, replications=1)
    ours = found.episodes[found.episodes["rule"] == "the threshold"]
    opened = zero + 60 * breaches["minute"][first].astype("timedelta64[s]")
    assert ours["opened"].tolist() == pd.DatetimeIndex(opened).tolist()
    assert ours["breaches"].sum() == len(breaches) > 1000


def test_episodes_and_phases_come_as_the_plan_says() -> None:
    found = replay(PLAN, made([*FIRST, *LATER], WHOLE))
    assert met_on(found) == ["2024-01-01", "2024-01-05"]
    # The clock starts at 10:00; the ally has not come by 10:00 of the next day, nor by 14:00, when
    # it has been quiet for 24 h. The second episode is not over where the data end.
    assert lines(found.episodes) == [
        f"1 2024-01-01 11:00 2024-01-02 14:00 {27 / 24} 1 quiet",
        f"2 2024-01-05 10:30 NaT {13.5 / 24} 1 open",
    ]
    assert lines(found.phases) == [
        "1 first in time 2024-01-01 11:00 2024-01-01 13:00",
        "1 second never started 2024-01-01 14:00 NaT",
        "2 first in time 2024-01-05 10:30 2024-01-05 12:30",
        "2 second not called NaT NaT",
    ]
    states = ["in_time", "late", "never_started", "lapsed", "open"]
    mean = found.phase_shares[["phase", "called", *states]]
    assert mean.to_numpy().tolist() == [
        ["first", 2.0, 1.0, 0.0, 0.0, 0.0, 0.0],
        ["second", 1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
    ]


def test_a_phase_lapses_when_its_ally_declines() -> None:
    guarantors = PLAN["guarantors"] | {"ally": {"decides": "1 h", "honours": "0 %"}}
    found = replay(PLAN | {"guarantors": guarantors}, made(FIRST, WHOLE))
    assert lines(found.phases)[1] == "1 second lapsed 2024-01-01 14:00 NaT"


def test_quiet_in_days_without_data_is_not_seen() -> None:
    gap = [("2024-01-01 00:00", "2024-01-02 00:00"), ("2024-01-03 00:00", "2024-01-06 00:00")]
    found = replay(PLAN, made([*FIRST, *LATER], gap))
    assert list(found.episodes["ending"]) == ["not seen", "open"]
    assert list(found.rules["not_seen"]) == [1]
    whole = replay(PLAN, made(FIRST, WHOLE))
    told = [
        any("quiet cannot be confirmed" in note for note in one.notes) for one in (found, whole)
    ]
    assert told == [True, False]


def test_all_days_of_the_quiet_must_have_data() -> None:
    gap = [("2024-01-01 00:00", "2024-01-02 00:00"), ("2024-01-03 00:00", "2024-01-06 00:00")]
    longer = PLAN | {"plan": PLAN["plan"] | {"stand_down": "60 h"}}
    assert list(replay(longer, made(FIRST, gap)).episodes["ending"]) == ["not seen"]
    assert list(replay(longer, made(FIRST, WHOLE)).episodes["ending"]) == ["quiet"]


def test_a_government_rests_on_the_sundays_of_the_calendar() -> None:
    resting = {"home": True, "decides": {"government": "2 h", "rests": ["Sunday"]}}
    plan = PLAN | {"guarantors": PLAN["guarantors"] | {"home": resting}}
    plan |= {"plan": PLAN["plan"] | {"stand_down": "48 h"}}
    sunday = [("2024-01-07 10:00", "drone"), ("2024-01-07 11:00", "drone")]
    monday = [("2024-01-08 10:00", "drone"), ("2024-01-08 11:00", "drone")]
    whole = [("2024-01-06 00:00", "2024-01-11 00:00")]
    starts = [replay(plan, made(acts, whole)).phases["started"][0] for acts in (sunday, monday)]
    assert starts == [pd.Timestamp("2024-01-08 13:00"), pd.Timestamp("2024-01-08 13:00")]


def test_without_rules_the_threshold_and_what_is_watched_are_asked() -> None:
    found = replay(PLAN | {"watch": {"three": {"at_least": 3}}}, made([*FIRST, *LATER], WHOLE))
    assert list(found.rules["rule"]) == ["the threshold", "three"]
    assert list(found.rules["met"]) == [2, 1]
    assert list(found.rules["breaches"]) == [2, 1]


def test_a_rule_may_be_a_file_and_a_watched_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("name: Mine\nthreshold: {at_least: 3, within: 4 h}\n")
    plan = PLAN | {"watch": {"pairs": {"at_least": 2}}}
    found = replay(plan, made(FIRST, WHOLE), rules=[path, "pairs", "one-drone"])
    assert list(found.rules["rule"]) == ["Mine", "pairs", "One drone"]
    assert list(found.rules["met"]) == [0, 1, 1]


def test_a_rule_that_names_what_the_file_does_not_have_is_not_0_days() -> None:
    series = made([*FIRST, ("2024-01-02 10:00", "missile")], WHOLE)
    found = replay(PLAN, series, rules=["one-drone", "one-strike"])
    assert found.unread == ("One strike",)
    assert pd.isna(found.rules["met"][1])
    assert set(found.days["rule"]) == {"One drone"}
    assert (
        "'One strike' counts artillery, and the file has only drone and missile: it cannot be "
        "evaluated, which is not the same as 0 days." in found.notes
    )


def test_a_kind_that_the_file_counts_as_zero_is_0_days() -> None:
    counts = [
        ("2024-01-01 00:00", "2024-01-02 00:00", 4, "drone"),
        ("2024-01-01 00:00", "2024-01-02 00:00", 0, "artillery"),
    ]
    found = replay(PLAN, made(counts), rules=["one-drone", "one-strike"])
    assert list(found.rules["met"]) == [1, 0]


def test_a_file_of_one_kind_is_read_as_raw_counts_unless_told_otherwise() -> None:
    series = made(daily({"2024-01-01": 30, "2024-01-02": 4}))
    rules = ["one-drone", "one-strike", "twenty-strikes"]
    found = replay(PLAN, series, rules=rules)
    assert list(found.rules["met"]) == [2, 2, 1]
    assert "On these data One drone and One strike are one and the same rule." in found.notes
    assert (
        "The file has only one kind of act (artillery), so these rules count all its acts, of "
        "whatever kind: One drone (drone), One strike (artillery) and Twenty strikes (artillery)."
    ) in found.notes
    told = replay(PLAN, series, rules=rules, kinds="told")
    assert told.unread == ("One drone",)
    assert list(told.rules["met"].dropna()) == [2, 1]


def test_raw_counts_let_a_phase_continue_and_never_pass_for_a_full_scale_attack() -> None:
    guarantors = {name: {"honours": "100 %", "decides": "1 h"} for name in ("home", "ally")}
    when = {"continues": {"of": "drone"}}, {"full_scale": {"of": "ground_assault"}}
    phases = [
        PLAN["plan"]["phases"][0],
        {"name": "second", "when": when[0], "owed_by": "ally"},
        {"name": "third", "when": when[1], "owed_by": "ally"},
    ]
    plan = PLAN | {"plan": {"phases": phases}, "guarantors": guarantors}
    found = replay(plan, made(daily({"2024-01-01": 30})))
    assert list(found.phase_shares["called"]) == [1, 1, 0]
    assert any(note.startswith("'third' waits for a full-scale attack") for note in found.notes)


def test_all_kinds_can_be_counted_as_one() -> None:
    series = made([*FIRST, ("2024-01-02 20:00", "missile")], WHOLE)
    assert met_on(replay(PLAN, series, rules=["one-strike"], kinds="raw"), "One strike") == [
        "2024-01-01",
        "2024-01-02",
    ]


def test_none_of_the_rules_can_be_asked() -> None:
    series = made([("2024-01-01 10:00", "missile"), ("2024-01-01 10:00", "air_strike")], WHOLE)
    with pytest.raises(EventDataError) as caught:
        replay(PLAN, series, rules=["one-drone", "one-strike"])
    assert str(caught.value) == (
        "a test: the file has only acts of missile and air_strike, and none of drone or "
        "artillery, which 'One drone' and 'One strike' would count. Map its kinds to these, or "
        "count all acts: --kinds raw."
    )


@pytest.mark.parametrize(
    ("monitoring", "met"),
    [
        ({"seen": "0 %"}, 0),
        ({"confirm": {"hostile": "0 %"}}, 0),
        ({"attribute": {"right": "0 %", "wrong": "100 %"}}, 0),
        ({"claims": {"inflation": 2}}, 1),
        ({"report": "3 h"}, 0),
    ],
)
def test_as_it_was_acts_go_through_the_monitoring(monitoring: dict[str, Any], met: int) -> None:
    one_act = made(FIRST[:1], WHOLE)
    found = replay(PLAN | {"monitoring": monitoring}, one_act, monitoring="as-it-was")
    assert list(found.rules["met"]) == [met]
    perfect = replay(PLAN | {"monitoring": monitoring}, one_act)
    assert list(perfect.rules["met"]) == [0]


def test_a_report_that_takes_hours_moves_the_breach_and_not_the_day() -> None:
    late = PLAN | {"monitoring": {"report": "20 h"}}
    found = replay(late, made(FIRST, WHOLE), monitoring="as-it-was")
    assert met_on(found) == ["2024-01-01"]
    assert list(found.episodes["opened"]) == [pd.Timestamp("2024-01-02 07:00")]


def test_the_mission_s_own_day_closes_on_the_place_s_clock() -> None:
    # Counts close at 19:30 in Kyiv, and so does the mission's day: its report comes 15 h later.
    counts = daily({"2020-07-28": 2, "2020-07-29": 0, "2020-07-30": 0})
    monitoring = {"report": {"daily": "19:30", "issued": "15 h"}}
    plan = PLAN | {"monitoring": monitoring}
    found = replay(plan, made(counts, zone="Europe/Kyiv"), monitoring="as-it-was")
    assert list(found.episodes["opened"]) == [pd.Timestamp("2020-07-29 10:30")]


def test_a_window_of_24_h_is_the_day_where_only_days_are_known() -> None:
    series = made(daily({"2024-01-01": 12, "2024-01-02": 12, "2024-01-03": 20}))
    plan = PLAN | {"watch": {"short": {"at_least": 20, "within": "12 h"}}}
    found = replay(plan, series, rules=["twenty-strikes", "short"])
    assert met_on(found, "Twenty strikes") == ["2024-01-03"]
    assert list(found.rules["met"]) == [1, 0]
    assert "'short' looks at 12 h, on acts whose hours are assumed." in found.notes


def test_a_longer_count_can_be_spread() -> None:
    series = made([*daily({"2024-01-01": 1}), ("2024-01-01 16:30", "2024-01-03 16:30", 5, "drone")])
    kept = replay(PLAN, series, rules=["one-drone"], kinds="raw")
    assert list(kept.rules["days"]) == list(kept.rules["met"]) == [1]
    spread = replay(PLAN, series, rules=["one-drone"], kinds="raw", long_periods="spread")
    assert list(spread.rules["days"]) == list(spread.rules["met"]) == [3]


def test_a_kind_that_nobody_declares_is_counted_by_rules_on_all_kinds() -> None:
    series = made([("2024-01-01 10:00", "balloon"), ("2024-01-01 11:00", "drone")], WHOLE)
    plan = PLAN | {"watch": {"any two": {"at_least": 2}}}
    assert list(replay(plan, series).rules["met"]) == [0, 1]


def test_munitions_that_are_not_told_are_spoken_of() -> None:
    plan = PLAN | {"threshold": {"measure": "munitions", "at_least": 5}}
    told = replay(plan, made(FIRST[:1], WHOLE, munitions=6.0))
    untold = replay(plan, made(FIRST[:1], WHOLE))
    assert (list(told.rules["met"]), list(untold.rules["met"])) == ([1], [0])
    assert any("1 acts for which the file gives none" in note for note in untold.notes)
    assert not any("gives none" in note for note in told.notes)


def test_the_adversary_s_moves_do_not_change_what_happened() -> None:
    moves = [{"on": "warning", "from": "harassment", "to": "restraint"}]
    plan = PLAN | {"adversary": {"moves": moves, "signs": "0 %"}}
    series = made([*FIRST, *LATER], WHOLE)
    pd.testing.assert_frame_equal(replay(plan, series).phases, replay(PLAN, series).phases)


def test_the_shares_of_the_phases_are_taken_over_many_histories() -> None:
    """An ally that is there for sure if it honours its promise, in three cases of ten."""
    guarantors = PLAN["guarantors"] | {"ally": {"decides": "1 h", "honours": "30 %"}}
    found = replay(PLAN | {"guarantors": guarantors}, made(FIRST, WHOLE), replications=400)
    ally = found.phase_shares.set_index("phase").loc["second"]
    assert (ally["called"], ally["called_low"], ally["called_high"]) == (1.0, 1.0, 1.0)
    assert abs(ally["in_time"] - 0.3) < 3.0 * (0.3 * 0.7 / 400) ** 0.5
    assert ally["in_time"] + ally["lapsed"] == 1.0
    assert (ally["in_time_low"], ally["in_time_high"]) == (0.0, 1.0)
    first = found.phase_shares.set_index("phase").loc["first"]
    assert (first["in_time"], first["in_time_low"], first["in_time_high"]) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize("monitoring", ["perfect", "as-it-was"])
def test_each_history_is_the_one_that_is_told_by_itself(monitoring: str) -> None:
    guarantors = PLAN["guarantors"] | {"ally": {"decides": "1 h", "honours": "50 %"}}
    plan = PLAN | {"guarantors": guarantors, "monitoring": {"seen": "70 %"}}
    series = made([*FIRST, *LATER], WHOLE)
    many = replay(plan, series, monitoring=monitoring, replications=6).histories
    seen = set()
    for number in range(6):
        one = replay(plan, series, monitoring=monitoring, replication=number, replications=1)
        counted = Counter(zip(one.phases["phase"], one.phases["state"], strict=True))
        seen.add(str(sorted(counted.items())))
        for row in many[many["replication"] == number].to_dict("records"):
            for state in ("in time", "late", "never started", "lapsed", "open"):
                assert row[state.replace(" ", "_")] == counted[row["phase"], state]
    assert len(seen) > 1


def test_luck_belongs_to_seed_and_history() -> None:
    guarantors = {**PLAN["guarantors"], "ally": {"decides": {"uniform": ["1 h", "9 h"]}}}
    plan = PLAN | {"guarantors": guarantors}
    series = made(FIRST, WHOLE)
    starts = {
        replay(plan, series, seed=seed, replication=number).phases["started"][1]
        for seed, number in ((0, 0), (0, 0), (0, 1), (1, 0))
    }
    assert len(starts) == 3


rules = st.sampled_from(
    [
        {"at_least": 3},
        {"of": "missile"},
        {"of": "drone", "at_least": 40},
        {"at_least": 2, "within": "6 h", "days": 2},
        {"any": [{"of": "drone", "at_least": 30}, {"of": "artillery", "at_least": 4}]},
        {"all": [{"of": "drone"}, {"of": "artillery", "at_least": 2, "within": "30 min"}]},
        {"cusum": {"drift": "4 per day", "limit": 5}},
        {"cusum": {"drift": "4 per day", "limit": 500}},
    ]
)
acts = st.lists(st.tuples(st.integers(0, 6 * 1440 - 1), st.integers(0, 1)), max_size=60)


@settings(max_examples=60)
@given(rules, rules, acts)
def test_clauses_that_are_never_met_may_be_made_quick(
    threshold: dict[str, Any], further: dict[str, Any], drawn: list[tuple[int, int]]
) -> None:
    phases = [
        PLAN["plan"]["phases"][0],
        PLAN["plan"]["phases"][1] | {"when": {"continues": further}},
    ]
    kinds = [("drone", 0), ("artillery", 1)]
    violations = {
        kind: {"kind": kind, "at": [f"{at} min" for at, of in sorted(drawn) if of == number] or []}
        for kind, number in kinds
    }
    said = PLAN | {"horizon": "7 days", "threshold": threshold, "violations": violations}
    scenario = load_mapping(said | {"plan": PLAN["plan"] | {"phases": phases}})
    p = encode(scenario, 0)
    whole = play(p, 0).copy()
    counted = played.counted_acts(whole, p)
    assert play(narrowed(p, counted), 0).tolist() == whole.tolist()


def test_a_running_score_over_too_many_acts_is_refused() -> None:
    plan = PLAN | {"threshold": {"cusum": {"drift": "1 per day", "limit": 5}}}
    many = made([("2024-01-01 00:00", "2024-01-02 00:00", 100_001, "drone")])
    with pytest.raises(EventDataError, match="'the threshold', or a phase, keeps a running score"):
        replay(plan, many)


def test_what_is_asked_for_must_be_known() -> None:
    with pytest.raises(ScenarioError) as caught:
        replay(PLAN, made(FIRST), monitoring="perfekt", kinds="all")
    assert str(caught.value).splitlines() == [
        "monitoring: 'perfekt' is not known here; did you mean 'perfect'?",
        "kinds: 'all' is not known here; write auto, raw or told.",
    ]


def test_all_unknown_rules_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        replay(PLAN, made(FIRST), rules=["one-dron", tmp_path / "none.yaml", "nonsense"])
    first, second, third = str(caught.value).splitlines()
    listed = "`escalation scenarios` lists them."
    assert first == f"--rules: there is no scenario 'one-dron'; did you mean 'one-drone'? {listed}"
    assert second == f"{tmp_path}/none.yaml: there is no such file."
    assert third == f"--rules: there is no scenario 'nonsense'. {listed}"


def test_the_files_hold_the_tables(tmp_path: Path) -> None:
    found = replay(PLAN, made([*FIRST, *LATER], WHOLE))
    written = found.write(tmp_path / "new" / "folder")
    names = [path.name for path in written]
    assert sorted(names) == sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
    for name in ("rules", "phase_shares", "days", "episodes", "phases", "histories"):
        frame = getattr(found, name)
        stored = pd.read_parquet(tmp_path / "new" / "folder" / f"{name}.parquet")
        assert list(stored.columns) == list(frame.columns)
        assert len(stored) == len(frame) == len(pd.read_csv(written[names.index(f"{name}.csv")]))
    told = json.loads(written[-1].read_text())
    assert (told["days"], told["days_with_data"], told["acts"]) == (5, 5, 5)
    assert told == json.loads(json.dumps(found.record()))
    assert written[names.index("calendar.png")].read_bytes().startswith(b"\x89PNG")


def test_a_series_without_acts_has_days_on_which_nothing_is_met() -> None:
    found = replay(PLAN, made(daily({"2024-01-01": 0, "2024-01-02": 0})))
    assert list(found.rules["days"]) == [2]
    assert list(found.rules["met"]) == list(found.rules["episodes"]) == [0]
    assert len(found.phases) == 0
    assert list(found.phase_shares["called"]) == [0, 0]
    assert found.plot.calendar()


def test_a_replay_of_real_waves_reads_what_it_can(event_data: Path) -> None:
    waves = event_data / "ua_air_attack_waves_2022_2025.csv"
    found = replay(SCENARIOS / "reported-plan.yaml", waves, rules=["one-drone", "one-strike"])
    assert found.unread == ("One strike",)
    assert 0 < int(found.rules["met"][0]) < int(found.rules["days"][0])
    assert np.all(found.history.data)


def test_a_reading_says_how_many_rows_of_its_file_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "counts.csv").write_text("day,acts\n2024-01-01,3\n2024-01-02,x\n2024-01-03,1\n")
    words = {
        "source": "made up", "zone": "UTC", "start": "day", "count": "acts", "kind": "artillery",
    }  # fmt: skip
    found = replay(PLAN, read_events(tmp_path / "counts.csv", words), kinds="raw")
    assert found.source == "made up"
    assert any(note.startswith("Rows that cannot be used are left out (1)") for note in found.notes)


def test_progress_counts_the_histories_of_every_rule() -> None:
    seen: list[tuple[int, int, str]] = []
    rules = ["one-drone", "five-drones"]
    replay(
        PLAN, made(FIRST), rules, replications=2, progress=lambda *at: seen.append(at), kinds="raw"
    )
    assert seen[-4:] == [(1, 4, ""), (2, 4, ""), (3, 4, ""), (4, 4, "")]


def test_an_argument_that_there_is_not_is_refused() -> None:
    with pytest.raises(TypeError, match="no argument 'kindz'; did you mean 'kinds'?"):
        replay(PLAN, made(FIRST), kindz="raw")  # type: ignore[call-arg]
