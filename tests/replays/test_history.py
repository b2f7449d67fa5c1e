"""Real events as one history: what a day is, which days have data, when the acts are."""

import numpy as np
import pytest

from simulator.clock import to_local
from simulator.data.series import Series
from simulator.errors import EventDataError
from simulator.replays.history import History, history_of
from tests.replays.series import daily, made, minute

KINDS = ("artillery", "drone", "missile")


def history(series: Series, spread_long: bool = False) -> History:
    return history_of(series, KINDS, np.array([1.0, 2.0, 5.0]), spread_long)


def known(found: History) -> dict[str, bool]:
    return dict(zip(found.dates().astype(str).tolist(), found.data.tolist(), strict=True))


def test_a_timed_act_is_on_the_calendar_day_of_the_place() -> None:
    series = made(
        [("2024-01-01 21:30", "drone"), ("2024-01-01 22:30", "missile")], zone="Europe/Kyiv"
    )
    found = history(series)
    assert known(found) == {"2024-01-01": True, "2024-01-02": True}
    assert found.acts["minute"].tolist() == [23 * 60 + 30, 24 * 60 + 30]
    assert found.acts["kind"].tolist() == [1, 2]
    assert found.acts["severity"].tolist() == [2.0, 5.0]
    assert not found.by_day
    assert str(found.moments(np.array([1470]))[0]) == "2024-01-02T00:30"


def test_a_mission_s_day_ends_when_its_period_closes_summer_and_winter() -> None:
    # 19:30 in Kyiv is 16:30 UTC in summer and 17:30 UTC in winter.
    summer = daily({"2020-10-23": 4, "2020-10-24": 2})
    change = [("2020-10-24 16:30", "2020-10-25 17:30", 25, "artillery")]
    winter = daily({"2020-10-26": 3}, close="17:30")
    found = history(made([*summer, *change, *winter], zone="Europe/Kyiv"))
    assert (found.closes, found.by_day, found.spread) == (19 * 60 + 30, True, 34)
    assert [*known(found)] == ["2020-10-23", "2020-10-24", "2020-10-25", "2020-10-26"]
    assert np.bincount(found.acts["minute"] // 1440).tolist() == [4, 2, 25, 3]
    assert found.acts["minute"][:4].tolist() == [0, 360, 720, 1080]
    assert str(found.moments(np.array([0]))[0]) == "2020-10-22T19:30"


def test_a_day_without_a_count_has_no_data_and_one_with_a_count_of_zero_has() -> None:
    found = history(made(daily({"2024-01-01": 0, "2024-01-03": 5})))
    assert known(found) == {"2024-01-01": True, "2024-01-02": False, "2024-01-03": True}
    assert len(found.acts) == 5


def test_covered_days_without_an_act_have_data() -> None:
    covered = [("2024-01-01 00:00", "2024-01-04 00:00"), ("2024-01-05 00:00", "2024-01-06 00:00")]
    found = history(made([("2024-01-02 10:00", "drone")], covered))
    assert list(known(found).values()) == [True, True, True, False, True]


LONG = [
    *daily({"2024-01-01": 6}),
    ("2024-01-01 16:30", "2024-01-03 16:30", 10, "artillery"),
    *daily({"2024-01-04": 2}),
]


def test_a_count_of_more_than_a_day_is_left_out_with_its_days() -> None:
    found = history(made(LONG, [("2023-12-31 16:30", "2024-01-04 16:30")]))
    assert list(known(found).values()) == [True, False, False, True]
    assert (len(found.acts), found.long_periods, found.long_acts) == (8, 1, 10)


def test_or_it_is_spread_evenly_over_them() -> None:
    found = history(made(LONG), spread_long=True)
    assert all(found.data)
    assert np.bincount(found.acts["minute"] // 1440).tolist() == [6, 5, 5, 2]


def test_counts_that_close_at_all_hours_do_not_move_the_day() -> None:
    records = [
        ("2024-01-01 20:00", "2024-01-02 04:00", 8, "drone"),
        ("2024-01-03 01:00", "2024-01-03 05:00", 4, "drone"),
    ]
    found = history(made(records))
    assert (found.closes, found.by_day) == (0, False)
    assert np.bincount(found.acts["minute"] // 1440).tolist() == [4, 4, 4]


def test_a_few_acts_of_which_only_the_day_is_known_do_not_take_the_hours_from_the_others() -> None:
    timed = [(f"2024-01-01 1{hour}:00", "drone") for hour in range(5)]
    found = history(made([*timed, ("2024-01-02 00:00", "2024-01-03 00:00", 1, "drone")]))
    assert not found.by_day


def test_munitions_that_are_not_told_are_one_each() -> None:
    told, untold = (
        history(made([("2024-01-01 10:00", "drone")], munitions=size)) for size in (7.0, 0.0)
    )
    assert (told.acts["munitions"].tolist(), told.unsized) == ([7.0], 0)
    assert (untold.acts["munitions"].tolist(), untold.unsized) == ([1.0], 1)


def test_what_the_clock_shows_in_summer_and_in_winter() -> None:
    utc = np.array(
        [minute("2024-03-31 00:59"), minute("2024-03-31 01:00"), minute("1969-07-01 00:00")]
    )
    shown = to_local(utc, "Europe/Kyiv") - utc
    assert shown.tolist() == [120, 180, 180]


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([], "events: there is no day with data."),
        (
            [("2024-01-01 00:00", "2024-01-04 00:00", 9, "drone")],
            "events: every count is of more than a day, so no day has data of its own. Spread them "
            "evenly: --long-periods spread.",
        ),
        (
            [("1024-01-01 00:00", "drone"), ("2024-01-01 00:00", "drone")],
            "events: the events span 1,000 years, and at most 100 can be replayed. "
            "Is a date wrong?",
        ),
        (
            [("2024-01-01 00:00", "2024-01-02 00:00", 6_000_000, "drone")],
            "events: more than 5,000,000 acts; keep a part of them.",
        ),
    ],
)  # fmt: skip
def test_events_without_days_of_their_own_are_refused(records: list, message: str) -> None:
    with pytest.raises(EventDataError) as caught:
        history(made(records))
    assert str(caught.value) == message
