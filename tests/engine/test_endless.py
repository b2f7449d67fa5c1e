"""What cannot be played ends in an error of its replication: never a hang, nor a wrong table."""

import re
from typing import Any

import pytest

from simulator import compare, run
from simulator.engine import compiled, reference
from simulator.engine.compiled import Player, agenda, loop, state
from simulator.engine.compiled.agenda import OWN_ACT, event, until
from simulator.engine.simulate import simulate
from simulator.errors import EscalationError
from simulator.model import expected, terms
from simulator.model.encode import encode
from simulator.model.expected import MOST_NUMBERED, TooManyEvents, expected_acts, most_events
from simulator.model.parameters import FILE, SIMPY
from simulator.play.blocks import Task, attempt
from simulator.scenario.load import load
from simulator.scenario.shipped import shipped
from simulator.wasm import machine
from tests.engine.interpreted import Interpreted

LINE = r"play it again: escalation trace FILE --replication 0 --seed 0"


@pytest.fixture
def short_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Histories are given up after 300 events."""
    for where in (state, reference):
        monkeypatch.setattr(where, "most_events", lambda p, acts: 300)


@pytest.mark.parametrize("engine", [FILE, SIMPY])
def test_a_history_that_goes_on_too_long_is_named_with_its_line(
    short_watch: None, engine: str
) -> None:
    with pytest.raises(EscalationError, match="given up after 300 events") as told:
        run("one-drone", replications=1, engine=engine)
    assert LINE in str(told.value)


def test_a_rule_that_puts_itself_on_the_agenda_for_ever_is_given_up(
    monkeypatch: pytest.MonkeyPatch, short_watch: None
) -> None:
    def again(p: Any, s: Any, i: int, act: int, gap: int) -> None:
        until(s, s.at[0].now, terms.VIOLATION, i, act, event(OWN_ACT, i, act, gap, -1))

    monkeypatch.setattr(compiled, "Machine", Interpreted)
    monkeypatch.setattr(loop, "pattern", again)
    with pytest.raises(TooManyEvents):
        Player(encode(load("one-drone"))).replicate(0)


def test_a_history_stays_far_below_the_events_at_which_it_is_given_up() -> None:
    for name in shipped():
        scenario = load(name)
        if scenario.programs:
            continue
        player = Player(encode(scenario))
        player.replicate(0)
        at = player.s.at[0]
        assert 50 * at["numbered"] < at["most"] < MOST_NUMBERED


def test_an_order_of_events_is_never_given_more_numbers_than_it_has() -> None:
    p = encode(load("one-drone"))
    assert most_events(p, float("inf")) == MOST_NUMBERED == (1 << agenda.AT_TIE) - 1
    assert most_events(p, float(expected_acts(p).sum())) > expected.LEAST_GIVEN_UP


def test_a_trap_of_the_engine_file_is_the_failure_of_one_replication() -> None:
    p = encode(load("one-drone"))
    p.monitoring["delay"] = 10**7  # a distribution far beyond the memory
    played = attempt(p, Task(0, 0, 3))
    assert played.block is None
    assert played.failure is not None
    assert (played.failure.first, played.failure.last) == (0, 1)
    assert "compiled code was stopped" in played.failure.why
    sound = encode(load("one-drone"))
    assert len(simulate(sound, range(2)).outcomes) == 2


def test_a_loop_within_a_rule_that_would_not_end_is_the_failure_of_one_replication() -> None:
    p = encode(load("calendar-reporting"))
    p.monitoring["never_on"] = 127  # every weekday: no scenario can say so
    played = attempt(p, Task(0, 0, 3))
    assert played.block is None
    assert played.failure is not None
    assert (played.failure.first, played.failure.last) == (0, 1)
    assert re.fullmatch(
        r"ValueError: every day .* is a day of rest \(simulator/model/calendar.py:\d+\)",
        played.failure.why,
    )


def test_too_little_memory_is_said_with_the_line_that_plays_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(machine, "MOST", 3 << 20)
    monkeypatch.setattr(machine, "_idle", [])  # those have their memory already
    with pytest.raises(EscalationError, match="needs more than 3 MiB of memory") as told:
        run("one-drone", replications=1)
    assert LINE in str(told.value)


def test_two_scenarios_of_which_one_cannot_be_played_give_no_table(short_watch: None) -> None:
    with pytest.raises(EscalationError, match="given up"):
        compare("ten-lines", "one-drone", replications=2)
