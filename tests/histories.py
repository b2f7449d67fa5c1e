"""Small histories for tests: a scenario as a mapping, played once, its rows told in words."""

from pathlib import Path
from typing import Any, NamedTuple

from simulator.engine.simulate import simulate, trace
from simulator.model import terms
from simulator.model.encode import encode, names_of
from simulator.model.parameters import Array, Names, Parameters
from simulator.scenario.load import load_mapping


class Played(NamedTuple):
    """One history: its parameters, the names behind its numbers, and its rows."""

    p: Parameters
    names: Names
    rows: Array
    replication: int

    def lines(self, *events: str) -> list[str]:
        """The rows in words, `MINUTE EVENT ...`; only those of the named events, if any are."""
        known = set(events) <= set(terms.EVENTS)
        assert known, f"no such event among {events}"
        return [
            f"{row['minute']} {in_words(row, self.names)}"
            for row in self.rows
            if not events or terms.EVENTS[row["what"]] in events
        ]

    def minutes(self, event: str, subject: str | None = None) -> list[int]:
        """The minutes of an event, of one pattern, phase, guarantor or posture if it is named."""
        said = [line.split(" ", 1) for line in self.lines(event)]
        wanted = event if subject is None else f"{event} {subject}"
        return [int(minute) for minute, rest in said if f"{rest} ".startswith(f"{wanted} ")]

    def values(self, event: str) -> list[float]:
        """The values of the rows of an event."""
        return [float(v) for v in self.rows["value"][self.rows["what"] == code(event)]]

    @property
    def outcome(self) -> dict[str, float]:
        """The outcomes of the replication by name."""
        (row,) = simulate(self.p, [self.replication]).outcomes
        return {name: float(row[name]) for name in row.dtype.names}

    @property
    def phases(self) -> list[dict[str, Any]]:
        """The outcomes of its phases by name, the phase and its state in words."""
        table = simulate(self.p, [self.replication]).phases
        told = [{name: row[name].item() for name in row.dtype.names} for row in table]
        return [
            record
            | {"phase": self.names.phases[record["phase"]], "state": terms.STATES[record["state"]]}
            for record in told
        ]


def play(
    mapping: dict[str, Any], replication: int = 0, seed: int = 0, folder: Path | None = None
) -> Played:
    """Play one replication of a scenario; it needs no name."""
    scenario = load_mapping({"name": "a test"} | mapping, folder=folder)
    p = encode(scenario, seed)
    return Played(p, names_of(scenario), trace(p, replication), replication)


def code(event: str) -> int:
    """The number of an event."""
    return terms.EVENTS.index(event)


def in_words(row: Any, names: Names) -> str:
    """What a row says, without its minute, episode and cause."""
    subject, object_, value = int(row["subject"]), int(row["object"]), float(row["value"])
    event = terms.EVENTS[row["what"]]
    match int(row["what"]):
        case terms.VIOLATION:
            return f"{event} {names.patterns[subject]} {names.kinds[object_]} x{value:g}"
        case terms.REPORT:
            return f"{event} {names.patterns[subject]} {names.kinds[object_]}"
        case terms.VERDICT:
            waited = f" waited {value:g}" if value else ""
            return f"{event} {names.patterns[subject]} {terms.VERDICTS[object_]}{waited}"
        case terms.BREACH:
            return f"{event} {subject} clock {value:g}{' false' if object_ else ''}"
        case terms.CALLED:
            due = "no deadline" if value >= terms.NEVER else f"due {value:g}"
            return f"{event} {names.phases[subject]} {due}"
        case terms.DEADLINE_MOVED:
            return f"{event} {names.phases[subject]} to {value:g}"
        case terms.ASKED:
            needed = "" if object_ == subject else f" needed by {names.guarantors[object_]}"
            return f"{event} {names.guarantors[subject]}{needed}"
        case terms.START:
            return f"{event} {names.phases[subject]} {terms.STATES[object_]}"
        case terms.WARNING | terms.DEADLINE | terms.LAPSED:
            return f"{event} {names.phases[subject]}"
        case terms.DECISION:
            return f"{event} {names.guarantors[subject]} {'comes' if object_ else 'declines'}"
        case terms.ARRIVAL:
            troops = f" {value:g}" if value else ""
            return f"{event} {names.guarantors[subject]} {terms.MEANS[object_]}{troops}"
        case terms.POSTURE:
            by = f" ({names.moves[int(value) - 1]})" if value else ""
            return f"{event} {names.postures[subject]} from {names.postures[object_]}{by}"
        case terms.FRONT:
            return f"{event} {value:g}"
        case terms.STAND_DOWN:
            return f"{event} {subject}"
        case _:
            return event
