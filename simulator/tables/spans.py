"""What lasted how long in one trace: acts and what became of them, postures, phases, answers."""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from simulator.minutes import DAY, WEEK
from simulator.model import terms
from simulator.model.parameters import Array, Names
from simulator.scenario.schema import Scenario
from simulator.tables.frames import moves_of

if TYPE_CHECKING:
    import pandas as pd


class Spans(NamedTuple):
    """One history as tables; every time is a minute since the ceasefire took effect."""

    horizon: int
    signed: bool
    """Whether there was a ceasefire; without one everything else is empty."""
    acts: "pd.DataFrame"
    """A row per violation: minute, kind, pattern, hostile, size, reported, judged (NaN: never),
    verdict (a word of `terms.VERDICTS`, or "") and how often it counted."""
    postures: "pd.DataFrame"
    """start, end, posture, rank (0: the mildest) and the move that led to it ("": the first)."""
    phases: "pd.DataFrame"
    """A row per call: episode, phase, called, due (NaN: no deadline), ended (started or lapsed),
    state, started (yes or no), until (the episode's end) and the clock's start."""
    answers: "pd.DataFrame"
    """A row per guarantor asked: guarantor, episode, asked, decided (NaN: not yet), comes,
    until."""
    arrivals: "pd.DataFrame"
    """minute, guarantor, means, since (the decision or call that sent it)."""
    breaches: "pd.DataFrame"
    """minute, false, clock, episode, opens (it began the episode)."""
    episodes: "pd.DataFrame"
    """start, end (the stand-down, or the horizon)."""
    warnings: Array
    """Minutes of diplomatic warnings."""
    red_lines: Array
    """Minutes at which the red line changed the posture."""
    area: "pd.DataFrame"
    """minute and km2 lost until then; straight lines between."""


def spans_of(rows: Array, names: Names, scenario: Scenario) -> Spans:
    """The history in a trace (`engine.trace.ROW`), as tables."""
    horizon = int(scenario.horizon)
    breaches, episodes = breach_table(rows, horizon)
    postures = posture_table(rows, names, horizon)
    return Spans(
        horizon=horizon,
        signed=not np.any(rows["what"] == terms.NOT_SIGNED),
        acts=act_table(rows, names, scenario),
        postures=postures,
        phases=phase_spans(rows, names, horizon),
        answers=answer_spans(rows, names, horizon),
        arrivals=arrival_table(rows, names),
        breaches=breaches,
        episodes=episodes,
        warnings=rows["minute"][rows["what"] == terms.WARNING],
        red_lines=postures["start"][postures["move"] == terms.RED_LINE].to_numpy(),
        area=area_table(rows, scenario),
    )


def origins(rows: Array) -> Array:
    """Of each report and verdict the row of its act; of any other row the row itself."""
    origin = np.arange(len(rows))
    for what in (terms.REPORT, terms.VERDICT):
        chosen = rows["what"] == what
        origin[chosen] = origin[rows["cause"][chosen]]
    return origin


def act_table(rows: Array, names: Names, scenario: Scenario) -> "pd.DataFrame":
    """Violations, and what became of each."""
    import pandas as pd

    acts = rows[rows["what"] == terms.VIOLATION]
    place = np.cumsum(rows["what"] == terms.VIOLATION) - 1
    origin = place[origins(rows)] if len(rows) else place
    reported, judged = np.full(len(acts), np.nan), np.full(len(acts), np.nan)
    verdict, counted = np.full(len(acts), -1), np.zeros(len(acts), int)
    reports = rows["what"] == terms.REPORT
    reported[origin[reports]] = rows["minute"][reports]
    verdicts = rows["what"] == terms.VERDICT
    judged[origin[verdicts]] = rows["minute"][verdicts]
    verdict[origin[verdicts]] = rows["object"][verdicts]
    np.add.at(counted, origin[verdicts & (rows["object"] == terms.ADVERSARY)], 1)
    hostile = np.array([scenario.violations[name].hostile for name in names.patterns], bool)
    words = np.array([*terms.VERDICTS, ""], object)
    return pd.DataFrame(
        {
            "minute": acts["minute"],
            "kind": np.array(names.kinds, object)[acts["object"]],
            "pattern": np.array(names.patterns, object)[acts["subject"]],
            "hostile": hostile[acts["subject"]],
            "size": acts["value"],
            "reported": reported,
            "judged": judged,
            "verdict": words[verdict],
            "counted": counted,
        }
    )


def posture_table(rows: Array, names: Names, horizon: int) -> "pd.DataFrame":
    """The postures that the adversary took, one after another."""
    import pandas as pd

    taken = rows[rows["what"] == terms.POSTURE]
    return pd.DataFrame(
        {
            "start": taken["minute"],
            "end": [*taken["minute"][1:], horizon][: len(taken)],
            "posture": [names.postures[rank] for rank in taken["subject"]],
            "rank": taken["subject"],
            "move": moves_of(taken, names),
        }
    )


def breach_table(rows: Array, horizon: int) -> tuple["pd.DataFrame", "pd.DataFrame"]:
    """The breaches, and the episodes that they opened."""
    import pandas as pd

    breached = rows[rows["what"] == terms.BREACH]
    opened, first = np.unique(breached["episode"], return_index=True)
    opens = np.zeros(len(breached), bool)
    opens[first] = True
    ends = np.full(len(opened), horizon)
    rested = rows[rows["what"] == terms.STAND_DOWN]
    ends[rested["episode"]] = rested["minute"]
    breaches = pd.DataFrame(
        {
            "minute": breached["minute"],
            "false": breached["object"].astype(bool),
            "clock": breached["value"].astype(int),
            "episode": breached["episode"],
            "opens": opens,
        }
    )
    return breaches, pd.DataFrame({"start": breached["minute"][first], "end": ends})


ENDS = (terms.DEADLINE, terms.LAPSED, terms.START)
PHASE_COLUMNS = ("episode", "phase", "called", "due", "ended", "state", "started", "until", "clock")


def phase_spans(rows: Array, names: Names, horizon: int) -> "pd.DataFrame":
    """The calls of phases, each with its deadline and its end."""
    import pandas as pd

    kept = (terms.BREACH, terms.CALLED, terms.DEADLINE_MOVED, *ENDS, terms.STAND_DOWN)
    called: list[dict[str, Any]] = []
    clock = 0
    for row in rows[np.isin(rows["what"], kept)]:
        minute, what, k = int(row["minute"]), int(row["what"]), int(row["subject"])
        ours = [span for span in called if span["episode"] == row["episode"]]
        if what == terms.BREACH:
            clock = int(row["value"])
            for span in ours:
                if span["state"] == "open":
                    span["clock"] = clock
        elif what == terms.CALLED:
            called.append(
                {"k": k, "episode": int(row["episode"]), "phase": names.phases[k]}
                | {"called": minute, "due": _or_never(row["value"]), "state": "open"}
                | {"started": False, "ended": np.nan, "until": horizon, "clock": clock}
            )
        elif what == terms.STAND_DOWN:
            for span in ours:
                span["until"] = minute
        else:
            _change_phase(next(span for span in ours if span["k"] == k), row)
    return pd.DataFrame(called, columns=[*PHASE_COLUMNS])


def _or_never(minute: float) -> float:
    return np.nan if minute >= terms.NEVER else float(minute)


def _change_phase(span: dict[str, Any], row: Any) -> None:
    """A deadline that moved or passed, a lapse or a start of a phase that was called."""
    if row["what"] == terms.DEADLINE_MOVED:
        span["due"] = float(row["value"])
        return
    if row["what"] == terms.DEADLINE:
        span["state"] = terms.STATES[terms.LATE]
        return
    started = row["what"] == terms.START
    state = row["object"] if started else terms.LAPSED_STATE
    span |= {"state": terms.STATES[state], "started": bool(started), "ended": int(row["minute"])}


def answer_spans(rows: Array, names: Names, horizon: int) -> "pd.DataFrame":
    """Who was asked, and the answers; who had not answered when the episode ended is there too."""
    import pandas as pd

    asked: dict[tuple[int, int], dict[str, Any]] = {}
    kept = (terms.ASKED, terms.DECISION, terms.STAND_DOWN)
    for row in rows[np.isin(rows["what"], kept)]:
        minute, episode, subject = int(row["minute"]), int(row["episode"]), int(row["subject"])
        if row["what"] == terms.ASKED:
            asked[episode, subject] = {
                "guarantor": names.guarantors[subject],
                "episode": episode,
                "asked": minute,
                "decided": np.nan,
                "comes": False,
                "until": horizon,
            }
        elif row["what"] == terms.DECISION:
            asked[episode, subject] |= {"decided": minute, "comes": bool(row["object"])}
        else:
            for (of, _), answer in asked.items():
                if of == episode:
                    answer["until"] = minute
    columns = ["guarantor", "episode", "asked", "decided", "comes", "until"]
    return pd.DataFrame([*asked.values()], columns=columns)


def arrival_table(rows: Array, names: Names) -> "pd.DataFrame":
    """What arrived, and since when it had been on its way."""
    import pandas as pd

    arrived = rows[rows["what"] == terms.ARRIVAL]
    since = np.where(arrived["cause"] < 0, 0, rows["minute"][arrived["cause"]] if len(rows) else 0)
    return pd.DataFrame(
        {
            "minute": arrived["minute"],
            "guarantor": [names.guarantors[g] for g in arrived["subject"]],
            "means": [terms.MEANS[means] for means in arrived["object"]],
            "since": since,
        }
    )


def area_table(rows: Array, scenario: Scenario) -> "pd.DataFrame":
    """Area lost so far, where the rate of loss changed and where nothing was left to lose."""
    import pandas as pd

    front = rows[rows["what"] == terms.FRONT]
    minutes = np.concatenate([[0.0], front["minute"], [scenario.horizon]])
    rates = np.concatenate([[0.0], front["value"]])
    lost = np.cumsum(rates * np.diff(minutes)) / DAY
    lost = np.concatenate([[0.0], lost])
    most = scenario.ground.at_most
    if most is not None and lost[-1] > most:
        end = np.interp(most, lost, minutes)
        place = np.searchsorted(lost, most)
        minutes, lost = np.insert(minutes, place, end), np.insert(lost, place, most)
        lost = np.minimum(lost, most)
    return pd.DataFrame({"minute": minutes, "area": lost})


def window_around_first_breach(
    spans: Spans, before: int = DAY, after: int = WEEK
) -> tuple[int, int]:
    """From a day before the first breach to a week after it; without one, everything."""
    if spans.breaches.empty:
        return 0, spans.horizon
    first = int(spans.breaches["minute"].iloc[0])
    return max(0, first - before), min(spans.horizon, first + after)


def only_in(acts: "pd.DataFrame", others: "pd.DataFrame") -> "pd.DataFrame":
    """The acts that happened here and not there: same minute, pattern and size are the same act."""
    same = ["minute", "pattern", "size"]
    here = acts.assign(n=acts.groupby(same).cumcount())
    there = others.assign(n=others.groupby(same).cumcount())
    marked = here.merge(there[[*same, "n"]], on=[*same, "n"], how="left", indicator=True)
    return acts[(marked["_merge"] == "left_only").to_numpy()]


def parting(one: Spans, other: Spans) -> float:
    """The minute at which two histories of one war part: of the first act or posture that only one
    of them has; inf where there is none."""
    acts = [only_in(one.acts, other.acts), only_in(other.acts, one.acts)]
    first = [float(table["minute"].min()) for table in acts if len(table)]
    postures = [
        set(zip(t["start"], t["posture"], strict=True)) for t in (one.postures, other.postures)
    ]
    first += [float(minute) for minute, _ in postures[0] ^ postures[1]]
    return min(first, default=np.inf)
