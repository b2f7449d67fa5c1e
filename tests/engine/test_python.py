"""Patterns written in Python: what they see, when they act, and what is said of faulty ones."""

import signal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from simulator.engine.reference import patience
from simulator.engine.simulate import trace
from simulator.errors import EscalationError
from simulator.model import terms
from simulator.model.encode import encode
from simulator.model.parameters import Array
from simulator.scenario.load import load, load_mapping
from simulator.scenario.python import with_python
from simulator.scenario.schema import Scenario
from simulator.scenario.vary import vary

SHIPPED = Path(__file__).parents[2] / "scenarios"
PROBES = SHIPPED / "python" / "probes.py"


def scenario(**changes: Any) -> Scenario:
    """Five days; two acts within a day are a breach, to which the first phase starts in a day."""
    return load_mapping(
        {
            "name": "Python",
            "horizon": "5 days",
            "starts": "Friday 22:00",
            "violations": {
                "fire": {"kind": "artillery", "at": ["1 h", "90 min", "30 h"]} | changes
            },
            "monitoring": {"report": "10 min", "verify": "20 min"},
            "threshold": {"at_least": 2, "within": "24 h"},
            "plan": {"phases": [{"name": "first", "by": "24 h", "owed_by": "x"}]},
            "guarantors": {"x": {"decides": {"government": "5 h"}}},
        }
    )


def acts(rows: Array) -> list[int]:
    return rows["minute"][rows["what"] == terms.VIOLATION].tolist()


@pytest.fixture
def played(tmp_path: Path) -> Any:
    """Plays a body of a function `fire(sight)`, with names of the file before it; its rows."""

    def play(
        body: str, before: str = "", replication: int = 0, seed: int = 7, **changes: Any
    ) -> Array:
        file = tmp_path / "fire.py"
        lines = "".join(f"    {line}\n" for line in body.splitlines())
        file.write_text(f"{before}\ndef fire(sight):\n{lines}")
        written = with_python(scenario(**changes), f"fire={file}:fire")
        return trace(encode(written, seed), replication)

    return play


def test_a_function_that_keeps_to_a_script_tells_the_history_of_the_script(played: Any) -> None:
    rows = played("for wait in (60, 30, 1710):\n    yield wait\n    sight.act()")
    assert np.array_equal(rows, trace(encode(scenario(), seed=7), 0))
    assert acts(rows) == [60, 90, 1800]


def test_it_begins_when_its_pattern_does_and_ends_when_it_says_no_more(played: Any) -> None:
    assert acts(played("sight.act()\nyield 5\nsight.act()", starts="2 h")) == [120, 125]


def test_what_the_pattern_says_of_its_times_is_put_aside_and_its_sizes_and_salvos_are_not(
    played: Any,
) -> None:
    salvo = {"acts": 2, "within": "1 h"}
    rows = played("yield 60\nsight.act()", at=["3 h"], size=4, salvo=salvo)
    assert len(acts(rows)) == 3
    assert acts(rows)[0] == 60
    assert set(rows["value"][rows["what"] == terms.VIOLATION]) == {4.0}


def test_an_act_that_its_posture_does_not_allow_does_not_happen(played: Any) -> None:
    assert acts(played("yield 60\nsight.act()", during="assault")) == []


def test_what_it_saves_grows_from_act_to_act_and_not_from_look_to_look(played: Any) -> None:
    body = "for _ in range(2):\n    yield 720\n    yield 720\n    sight.act()"
    rows = played(body, at=None, gaps="1 day", saves="3 per day")
    assert rows["value"][rows["what"] == terms.VIOLATION].tolist() == [3.0, 3.0]


SEEN = {
    "sight.now == 300": 300,
    "sight.weekday == 5": 120,
    "sight.hour == 6.5": 510,
    "sight.posture == 'harassment'": 0,
    "sight.breaches == 1": 121,
    "sight.phases == {'first': 'open'}": 121,
    "sight.deadlines == {'first': 60 + 1440}": 121,
    "sight.phases == {'first': 'met'}": 421,
}
"""What is true first at which minute: the breach is at 120, and the answer takes five hours."""


@pytest.mark.parametrize("condition", SEEN)
def test_it_sees_the_history_as_it_is(condition: str, tmp_path: Path) -> None:
    file = tmp_path / "eye.py"
    lines = f"def see(sight):\n    while not ({condition}):\n        yield 1\n    sight.act()\n"
    file.write_text(lines + "    yield 1\n")
    fire = {"kind": "artillery", "at": ["60 min", "90 min"]}
    patterns = {"fire": fire, "eye": {"kind": "drone", "at": ["3 h"]}}
    written = with_python(vary(scenario(), "violations", patterns), f"eye={file}:see")
    assert acts_of("eye", written) == [SEEN[condition]]


def test_its_luck_is_its_own_in_each_history_and_the_same_under_every_rule(
    played: Any, tmp_path: Path
) -> None:
    wait = "1 + int(300 * sight.luck()) + int(300 * sight.luck(1))"
    body = f"while True:\n    yield {wait}\n    sight.act()"
    first, again, other = (acts(played(body, replication=r)) for r in (0, 0, 1))
    assert first == again
    assert first != other
    assert len(set(np.diff(first))) > 5
    stricter = vary(scenario(), "threshold.at_least", 1)
    file = tmp_path / "luck.py"
    file.write_text(f"def fire(sight):\n    {body.replace(chr(10), chr(10) + '    ')}\n")
    assert acts_of("fire", with_python(stricter, f"fire={file}:fire")) == acts(played(body, seed=0))


def acts_of(pattern: str, written: Scenario) -> list[int]:
    rows = trace(encode(written), 0)
    number = list(written.violations).index(pattern)
    own = (rows["what"] == terms.VIOLATION) & (rows["subject"] == number)
    return rows["minute"][own].tolist()


def test_nothing_is_left_of_the_history_before(played: Any) -> None:
    body = "count.append(1)\nyield 60 * len(count)\nsight.act()"
    assert acts(played(body, "count = []")) == acts(played(body, "count = []")) == [60]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("yield 0.5", "ValueError: yields 0.5; a wait is a whole number of minutes, 1 or more"),
        ("yield 0", "ValueError: yields 0; a wait is a whole number of minutes, 1 or more"),
        ("return 60", "TypeError: gives 60; it must yield the minutes that it waits"),
        ("yield 60\nyield 60 / 0", ":4: fire: ZeroDivisionError: division by zero"),
        ("yield sight.moon", ":3: fire: AttributeError: 'Sight' object has no attribute 'moon'"),
    ],
)
def test_a_faulty_function_is_named_with_file_and_line(body: str, said: str, played: Any) -> None:
    with pytest.raises(EscalationError, match=r"fire\.py") as caught:
        played(body)
    assert str(caught.value).endswith(said)


def test_a_program_whose_text_is_not_there_is_not_played() -> None:
    written = with_python(load(SHIPPED / "one-drone.yaml"), f"drone probes={PROBES}:probe")
    bare = written.model_copy()
    bare._programs = {name: one._replace(source="") for name, one in written.programs.items()}
    with pytest.raises(EscalationError, match="Name it again with --python"):
        trace(encode(bare), 0)


@pytest.mark.parametrize(
    ("body", "before", "lines"),
    [
        ("while True:\n    pass", "", {3, 4}),
        ("yield 5\nwhile True:\n    try: 1\n    except Exception: pass", "", {4, 5, 6}),
        ("yield 5", "while True: pass", {1}),
    ],
    ids=["before it waits", "after a wait", "before it is defined"],
)
def test_a_function_that_never_waits_again_is_given_up_with_its_line(
    body: str, before: str, lines: set[int], played: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 0.05)
    with pytest.raises(EscalationError) as caught:
        played(body, before)
    place, said = str(caught.value).split(": fire: ")
    assert said == "it neither waited nor ended in 0.05 seconds of a processor"
    assert int(place.rpartition(":")[2]) in lines


def test_the_alarm_of_one_that_waits_is_never_heard(
    played: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    assert acts(played("yield 60\nsight.act()")) == [60]
    assert signal.getsignal(signal.SIGVTALRM) is before
    assert signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0.0
