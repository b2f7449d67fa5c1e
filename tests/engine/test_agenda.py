"""The agenda: what is due comes in the model's order, however far off it is."""

import heapq
from typing import Any

from hypothesis import given, settings, strategies as st

from simulator.engine.compiled.agenda import event, take_first, until
from simulator.engine.compiled.state import PAGES, new_state, reset
from simulator.model.encode import encode
from simulator.model.expected import expected_acts
from simulator.scenario.load import load_mapping

CENTURY = 100 * 365 * 1440
MINUTES = st.one_of(st.integers(0, 3), st.integers(0, 9 * PAGES), st.integers(0, CENTURY - 1))


def state(room: int = 4096, **patterns: Any) -> Any:
    """A state before its first event, as plain rows."""
    scenario = load_mapping({"name": "n", "horizon": "36500 days", "violations": patterns})
    p = encode(scenario).plain()
    acts = float(expected_acts(encode(scenario)).sum())
    s = new_state(encode(scenario), room, acts).plain()
    reset(p, s, 0)
    return s


def put(s: Any, minute: int, rank: int, subject: int, tie: int = 0, number: int = 0) -> None:
    until(s, minute, rank, subject, tie, event(0, subject, number, 0, -1))


@settings(max_examples=60, deadline=None)
@given(
    width=st.sampled_from([0, 3, 10]),
    steps=st.lists(
        st.tuples(MINUTES, st.integers(0, 8), st.integers(0, 3), st.integers(0, 2), st.booleans())
    ),
)
def test_events_put_in_at_any_time_come_by_minute_rank_subject_tie_and_order_of_entry(
    width: int, steps: list[tuple[int, int, int, int, bool]]
) -> None:
    s = state()
    at = s.at[0]
    at.width = width
    waiting: list[tuple[int, int, int, int, int]] = []
    come, expected = [], []
    for number, (after, rank, subject, tie, takes) in enumerate(steps):
        minute = at.now + after
        put(s, minute, rank, subject, tie, number)
        if minute < CENTURY:
            heapq.heappush(waiting, (minute, rank, subject, tie, number))
        if takes and waiting:
            come.append((take_first(s).act, at.now))
            expected.append(heapq.heappop(waiting))
    while waiting:
        come.append((take_first(s).act, at.now))
        expected.append(heapq.heappop(waiting))
    assert come == [(number, minute) for minute, *_, number in expected]
    assert at.due == at.later == 0


def test_places_of_events_that_have_come_are_used_again() -> None:
    s = state(room=64)
    for minute in range(1000):
        put(s, 50 + minute, 0, 0)
        if minute >= 30:
            take_first(s)
    assert s.at[0].places <= 32
    assert not s.at[0].full


def test_an_agenda_without_room_says_so() -> None:
    s = state(room=8)
    for minute in range(8):
        put(s, minute, 0, 0)
    assert s.at[0].full


def test_a_stretch_is_about_as_long_as_the_time_from_act_to_act() -> None:
    busy, quiet = (
        state(a={"kind": "drone", "rate": rate}) for rate in ("10000 per day", "1 per week")
    )
    assert [int(s.at[0].width) for s in (busy, quiet)] == [0, 13]


def test_simultaneous_events_of_one_subject_come_by_tie_and_then_by_order_of_entry() -> None:
    s = state()
    for number, tie in enumerate((2, 0, 1, 0)):
        put(s, 5, 3, 1, tie, number)
    assert [take_first(s).act for _ in range(4)] == [1, 3, 2, 0]
