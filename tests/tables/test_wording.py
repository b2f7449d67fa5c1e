"""Moments and numbers as a person says them."""

import pytest

from simulator.tables.wording import counted, hours, length, listed, moment, percent, short


@pytest.mark.parametrize(
    ("minute", "starts", "said"),
    [
        (0, 0, "day 1, Monday 00:00"),
        (2 * 1440 + 61, 0, "day 3, Wednesday 01:01"),
        (0, 6 * 1440 + 18 * 60, "day 1, Sunday 18:00"),
        (6 * 60, 6 * 1440 + 18 * 60, "day 2, Monday 00:00"),
    ],
)
def test_a_moment_has_its_day_weekday_and_time(minute, starts, said):
    assert moment(minute, starts) == said


def test_rare_is_not_never_and_nearly_all_is_not_all():
    assert percent(0.004) == "0.4 %"
    assert percent(0.996) == "99.6 %"
    assert percent(0.42) == "42 %"
    assert (percent(0.0), percent(1.0)) == ("0 %", "100 %")


def test_hours_have_a_decimal_below_ten():
    assert (hours(0.42), hours(72.4)) == ("0.4 h", "72 h")


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(90 * 1440, "90 days"), (1440, "1 day"), (36 * 60, "36 h"), (1, "1 min"), (90, "90 min")],
)
def test_how_long_a_history_is_needs_no_decimals(minutes, said):
    assert length(minutes) == said


def test_one_act_is_not_1_acts():
    assert [counted(n, "act", "acts") for n in (0, 1, 1000)] == ["0 acts", "1 act", "1,000 acts"]


def test_a_list_is_read_aloud():
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert listed(["a"]) == "a"
    assert listed([]) == ""


def test_a_long_name_keeps_its_beginning_and_its_end():
    names = [
        f"the national response of the ground forces in the {place}" for place in ("north", "south")
    ]
    assert [len(short(name)) <= 36 for name in names] == [True, True]
    assert short(names[0]) != short(names[1])
    assert short("coalition") == "coalition"
