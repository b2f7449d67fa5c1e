"""The figure of a history for each measure, on a trace written by hand."""

import numpy as np
import pytest

from simulator.backtests.cases import Case, Observation
from simulator.backtests.measures import CountedDays, measures_of
from simulator.engine.trace import as_rows
from simulator.minutes import HOUR
from simulator.model import terms
from simulator.scenario.load import load

SCENARIO = load(
    {
        "name": "By hand",
        "horizon": "10 days",
        "violations": {
            "fire": {"kind": "artillery", "at": ["1 h"]},
            "drones": {"kind": "drone", "at": ["1 h"]},
            "rumours": {"kind": "drone", "cause": "false report", "at": ["1 h"]},
        },
        "plan": {"phases": [{"name": "first", "owed_by": "a"}]},
        "guarantors": {"a": {}, "b": {"brings": {"air": {"arrives": "3 h"}}}},
    }
)
FIRE, DRONES, RUMOURS = range(3)


def row(
    minute: int, what: int, subject: int, object_: int = 0, cause: int = -1, value: float = 0.0
):
    return (minute, what, subject, object_, -1, cause, value)


def history() -> np.ndarray:
    """Two shells, two drones and a rumour; kinds by name, so that artillery is looked up."""
    from simulator.model.encode import names_of

    kinds = names_of(SCENARIO).kinds
    artillery, drone = kinds.index("artillery"), kinds.index("drone")
    return as_rows(
        [
            row(0, terms.POSTURE, 2, 2),
            row(0, terms.FRONT, 0, value=24.0),
            row(1 * HOUR, terms.VIOLATION, FIRE, artillery),  # row 2
            row(1 * HOUR, terms.VERDICT, FIRE, terms.ADVERSARY, cause=2),
            row(1 * HOUR, terms.VERDICT, FIRE, terms.ADVERSARY, cause=2),
            row(2 * HOUR, terms.VIOLATION, DRONES, drone),  # row 5
            row(3 * HOUR, terms.VIOLATION, RUMOURS, drone),
            row(5 * HOUR, terms.REPORT, DRONES, drone, cause=5),  # row 7
            row(6 * HOUR, terms.VIOLATION, FIRE, artillery),
            row(6 * HOUR, terms.VIOLATION, DRONES, drone),
            row(8 * HOUR, terms.VERDICT, DRONES, terms.UNRESOLVED, cause=7),
            row(9 * HOUR, terms.BREACH, 0),
            row(11 * HOUR, terms.DECISION, 1, 1),
            row(14 * HOUR, terms.ARRIVAL, 1, terms.AIR),
            row(15 * HOUR, terms.START, 0, terms.MET),
            row(20 * HOUR, terms.POSTURE, 1, 2),
        ]
    )


def found(measure: str, of: str = "", start: int = 0, end: int = 24) -> float:
    one = Observation(
        "x", "x", measure, of, start * HOUR, end * HOUR, 1, 1, "no", None, None, "", "", ""
    )
    case = Case("x", "X", SCENARIO, (), "", None, "", (one,))
    (measured,) = measures_of(case, CountedDays(None, ""))
    return measured(history(), np.empty(0))


@pytest.mark.parametrize(
    ("measure", "of", "start", "end", "figure"),
    [
        ("acts", "", 0, 24, 4),  # the rumour did not happen
        ("acts", "artillery", 0, 24, 2),
        ("acts", "", 2, 6, 1),  # the window's end is not in it
        ("acts", "artillery drone", 6, 7, 2),
        ("reported acts", "", 0, 24, 1),
        ("reported acts", "", 3, 24, 0),  # the act was at hour 2, the report at hour 5
        ("claimed acts", "artillery", 0, 24, 2),  # one act, claimed twice
        ("claimed acts", "drone", 0, 24, 0),  # unresolved
        ("km2", "", 0, 24, 24),
        ("km2", "", 6, 12, 6),
        ("breach", "", 0, 9, 0),
        ("breach", "", 0, 10, 1),
        ("hours to start", "first", 0, 0, 15),
        ("hours to decision", "b", 0, 0, 11),
        ("hours to decision", "a", 0, 0, 240),  # never, which is told as the horizon
        ("hours to arrival", "b", 0, 0, 14),
        ("hours to posture", "harassment", 0, 0, 20),
    ],
)
def test_a_measure_reads_this_figure_from_the_trace(measure, of, start, end, figure):
    assert found(measure, of, start, end) == figure


def test_days_are_counted_between_their_own_minutes(tmp_path):
    (tmp_path / "days.csv").write_text(
        "period_start_utc,period_end_utc,n_days,violations\n"
        "2020-01-01T00:00Z,2020-01-01T02:00Z,1,7\n"
        "2020-01-01T00:00Z,2020-01-01T02:00Z,1,2\n"
        "2020-01-01T02:00Z,2020-01-01T09:00Z,1,5\n"
        "2020-01-02T00:00Z,2020-01-04T00:00Z,2,9\n"
    )
    days = CountedDays(tmp_path / "days.csv", "2020-01-01T00:00Z")
    assert days.windows.tolist() == [[0, 120], [120, 540]]
    assert days.counts.tolist() == [9, 5]
    assert days.of(history()).tolist() == [1, 4]
    assert days.ending_in(0, 120).tolist() == [0]
    assert days.ending_in(120, 540).tolist() == [1]
