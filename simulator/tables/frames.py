"""Tables in words: what numbers stand for in traces and outcomes, spelled out for people."""

from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.model import terms
from simulator.model.parameters import Array, Names

if TYPE_CHECKING:
    import pandas as pd


VALUES = {
    terms.VIOLATION: "munitions",
    terms.VERDICT: "minutes waited for a team",
    terms.BREACH: "minute of the clock's start",
    terms.CALLED: "minute of the deadline",
    terms.DEADLINE_MOVED: "minute of the deadline",
    terms.ARRIVAL: "troops",
    terms.START: "belief",
    terms.DEADLINE: "belief",
    terms.LAPSED: "belief",
    terms.POSTURE: "number of the move",
    terms.FRONT: "km2 per day",
}
"""What the value of a row is, by its event; events that are not here have none."""


def trace_table(rows: Array, names: Names) -> "pd.DataFrame":
    """A trace in words, a row an event; 'value is' says what its value stands for.

    Columns: minute, hour, event, subject, object, value, episode, cause (the number of a row, or
    -1), value is, move (what moved the adversary's posture, such as 'red line'; empty for the first
    posture and for other events).
    """
    import pandas as pd

    words = [_row_words(row, names) for row in rows]
    return pd.DataFrame(
        {
            "minute": rows["minute"],
            "hour": rows["minute"] / 60,
            "event": [terms.EVENTS[what] for what in rows["what"]],
            "subject": [subject for subject, _ in words],
            "object": [object_ for _, object_ in words],
            "value": rows["value"],
            "episode": rows["episode"],
            "cause": rows["cause"],
            "value is": [VALUES.get(int(what), "") for what in rows["what"]],
            "move": moves_of(rows, names),
        }
    )


def moves_of(rows: Array, names: Names) -> list[str]:
    """By what move each row changed the posture; "" for the first posture, and for other rows."""
    called = ("", *names.moves)
    return [called[int(row["value"])] if row["what"] == terms.POSTURE else "" for row in rows]


def _row_words(row: Any, names: Names) -> tuple[str, str]:
    """Subject and object of a trace row in words."""
    subject, object_ = int(row["subject"]), int(row["object"])
    match int(row["what"]):
        case terms.VIOLATION | terms.REPORT:
            cause = names.causes[subject]
            of = "" if cause == "hostile" else f" ({cause})"
            return names.patterns[subject], f"{names.kinds[object_]}{of}"
        case terms.VERDICT:
            return names.patterns[subject], terms.VERDICTS[object_]
        case terms.BREACH:
            return f"breach {subject}", "false" if object_ else ""
        case terms.CALLED | terms.DEADLINE_MOVED | terms.WARNING | terms.DEADLINE | terms.LAPSED:
            return names.phases[subject], ""
        case terms.START:
            return names.phases[subject], terms.STATES[object_]
        case terms.ASKED:
            needed = "" if object_ == subject else f"needed by {names.guarantors[object_]}"
            return names.guarantors[subject], needed
        case terms.DECISION:
            return names.guarantors[subject], "comes" if object_ else "declines"
        case terms.ARRIVAL:
            return names.guarantors[subject], terms.MEANS[object_]
        case terms.POSTURE:
            return names.postures[subject], names.postures[object_]
        case _:
            return "", ""


def outcome_table(outcomes: Array) -> "pd.DataFrame":
    """One row a replication, one column an outcome (`model.outcomes.OUTCOME`)."""
    import pandas as pd

    return pd.DataFrame({name: outcomes[name] for name in _fields(outcomes)}).set_index(
        "replication"
    )


def phase_table(phases: Array, names: Names) -> "pd.DataFrame":
    """One row for each phase of each episode, with its state in words and its delay in hours."""
    import pandas as pd

    columns: dict[str, Any] = {name: phases[name] for name in _fields(phases)}
    columns["phase"] = [names.phases[k] for k in phases["phase"]]
    columns["state"] = [terms.STATES[state] for state in phases["state"]]
    return pd.DataFrame(columns).set_index("replication")


def answer_table(answers: Array, names: Names) -> "pd.DataFrame":
    """One row for each answer of a guarantor, with the hour at which each means came."""
    import pandas as pd

    columns: dict[str, Any] = {name: answers[name] for name in _fields(answers)}
    columns["guarantor"] = [names.guarantors[g] for g in answers["guarantor"]]
    columns["comes"] = answers["comes"].astype(np.bool_)
    return pd.DataFrame(columns).set_index("replication")


def _fields(table: Array) -> tuple[str, ...]:
    return table.dtype.names or ()
