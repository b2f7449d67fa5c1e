"""The atoms: axes of time, rows, and labels that keep out of one another's way."""

import numpy as np
import pytest

from simulator.minutes import DAY, HOUR
from simulator.plots import atoms, style


@pytest.fixture
def ax():
    with style.house():
        return style.axes_in(style.picture("atoms"))


@pytest.mark.parametrize(
    ("first", "last", "unit", "labels"),
    [
        (0, 6 * HOUR, "hours", ["0", "0.5", "1"]),
        (0, 4 * DAY, "hours", ["0", "12", "24"]),
        (DAY, 9 * DAY, "days", ["1", "2", "3"]),
        (0, 90 * DAY, "days", ["0", "10", "20"]),
        (0, 5000 * DAY, "days", ["0", "365", "730"]),
    ],
)
def test_time_is_told_in_hours_up_to_five_days_and_in_days_beyond(ax, first, last, unit, labels):
    atoms.time_axis(ax, first, last)
    assert ax.get_xlabel().startswith(unit)
    assert [label.get_text() for label in ax.get_xticklabels()][:3] == labels
    assert len(ax.get_xticks()) <= 15


@pytest.mark.parametrize("span", [30, 6 * HOUR, 90 * DAY, 3 * 365 * DAY])
def test_bins_are_round_and_not_too_many(span):
    width = atoms.bin_width(0, span)
    assert width in atoms.STEPS
    assert span / width <= 190


def test_durations_are_told_in_the_largest_unit_that_fits():
    assert [atoms.duration_words(m) for m in (10, 60, 720, 1440, 2880, 10080, 20160)] == [
        "10 min", "h", "12 h", "day", "2 days", "week", "2 weeks",
    ]  # fmt: skip


def test_counts_lose_no_act_of_the_window():
    _, count = atoms.counts(np.array([0, 5, 59, 60, 119, 500]), 0, 120, 60)
    assert count.tolist() == [3, 2]


def test_labels_are_moved_apart_and_keep_their_order():
    moved = atoms.spread([0.5, 0.51, 0.5, 0.0], 0.1, 0, 1)
    assert np.all(np.diff(np.sort(moved)) > 0.099)
    assert moved[3] == min(moved)
    assert max(moved) <= 1
    assert min(moved) >= 0


def test_marks_that_look_like_one_are_told_together():
    marks = [(5.0, "warning", "b"), (0.0, "breach", "a"), (90.0, "stand-down", "c")]
    assert atoms.joined(marks, 10) == [(0.0, "breach, warning", "a"), (90.0, "stand-down", "c")]


def test_flags_outside_the_window_or_without_room_are_left_out(ax):
    ax.set_xlim(0, 100)
    atoms.flags(ax, [(x, "a word that is quite long", "k") for x in (-5, 10, 14, 18, 22, 26, 101)])
    assert len(ax.texts) == 2


def test_a_band_has_its_word_only_where_it_fits(ax):
    ax.set_xlim(0, 100)
    atoms.band(ax, 0, 2, "red", ["a long posture"])
    atoms.band(ax, 2, 90, "blue", ["a long posture"])
    assert len(ax.patches) == 2
    assert len(ax.texts) == 1


def test_a_band_has_the_longest_of_its_words_that_fits(ax):
    ax.set_xlim(0, 100)
    words = ["a posture (and the move that led to it)", "a posture"]
    atoms.band(ax, 0, 20, "red", words)
    atoms.band(ax, 20, 90, "blue", words)
    assert [text.get_text() for text in ax.texts] == words[::-1]
