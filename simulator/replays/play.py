"""A plan played over a real history: days met, episodes, and what became of the phases in each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from simulator.engine import trace
from simulator.errors import EventDataError
from simulator.minutes import DAY
from simulator.model import terms
from simulator.model.encode import names_of
from simulator.model.parameters import Array, Parameters
from simulator.play.progress import Progress
from simulator.replays.bounds import bounds
from simulator.replays.history import History, moments_of
from simulator.replays.phases import counts_of, phase_table
from simulator.replays.windows import clause_met, days_met
from simulator.results.thresholds import counted_acts
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.monitoring import Monitoring

if TYPE_CHECKING:
    import pandas as pd

SPARE = 4096
MOST_SCORED = 100_000
"""Acts above which a running score (cusum) is refused: each looks back over all acts before it, so
its time grows with their square."""
QUIET, NOT_SEEN, OPEN = "quiet", "not seen", "open"
"""How an episode ends: after quiet that was seen, in days without data, or not within the data."""


class Tables(NamedTuple):
    """The tables of a replay: see `Replay`."""

    days: "pd.DataFrame"
    episodes: "pd.DataFrame"
    phases: "pd.DataFrame"
    most: dict[str, int]


def tables_of(
    under: Mapping[str, Parameters], staged: Scenario, history: History, replication: int
) -> Tables:
    """The tables of one history under each of these rules, which share all but their clauses."""
    import pandas as pd

    perfect = staged.monitoring == Monitoring()
    first = next(iter(under.values()))
    acts = history.acts if perfect else acts_that_count(first, replication)
    phases = names_of(staged).phases
    found: list[tuple[pd.DataFrame, ...]] = []
    most: dict[str, int] = {}
    for name, p in under.items():
        narrow = narrowed(p, acts)
        refuse_long_scores(name, narrow.clauses, len(acts))
        rows = play(narrow, replication)
        met = days_met(p, acts, len(history.data))
        may = bounds(p, acts, history.inexact, met)
        most[name] = may.most
        found.append(
            (
                day_table(p, acts, history, met, may.may),
                episode_table(rows, int(p.world[0]["stand_down"]), history),
                phase_table(rows, phases, history),
            )
        )
    days, episodes, phases_of = (
        pd.concat(dict(zip(under, tables, strict=True)), names=["rule"])
        .reset_index(level="rule")
        .reset_index(drop=True)
        for tables in zip(*found, strict=True)
    )
    return Tables(days, episodes, phases_of, most)


def histories_of(
    under: Mapping[str, Parameters],
    staged: Scenario,
    history: History,
    count: int,
    report: Progress,
) -> "pd.DataFrame":
    """See `Replay.histories`: `count` histories under each rule, which differ only in luck."""
    import pandas as pd

    phases = names_of(staged).phases
    perfect = staged.monitoring == Monitoring()
    first = next(iter(under.values()))
    under = {name: narrowed(p, history.acts) for name, p in under.items()} if perfect else under
    found = []
    for replication in range(count if phases else 0):
        acts = history.acts if perfect else acts_that_count(first, replication)
        for name, p in under.items():
            rows = play(p if perfect else narrowed(p, acts), replication)
            found.append(counts_of(rows, phases).assign(rule=name, replication=replication))
            report(len(found), count * len(under), "")
    empty = counts_of(np.zeros(0, trace.ROW), phases).assign(rule="", replication=0)[:0]
    return pd.concat(found or [empty], ignore_index=True)


def acts_that_count(p: Parameters, replication: int) -> Array:
    """The acts that monitoring confirms and lays at the adversary's door (`rule.ACT`, sorted)."""
    no_rule = p.replace(clauses=p.clauses[:0])
    return counted_acts(play(no_rule, replication), p)


def play(p: Parameters, replication: int) -> Array:
    """The trace of one history in the engine file, with room for it from the start."""
    from simulator.engine.compiled import player

    mission = p.monitoring[0]
    claims = max(mission["inflation"], mission["rival"])
    rows = 2 + 2 * claims if mission["claims"] else 4
    with player(p) as playing:
        playing.with_room(int(np.ceil(rows)) * len(p.times) + SPARE)
        return playing.replicate(replication).copy()


def narrowed(p: Parameters, acts: Array) -> Parameters:
    """The same, with clauses that these acts meet nowhere made quick to look at.

    The engine looks back over a window at every act that counts. A clause that is met nowhere is
    asked for more than there can be, within a minute: its answer is the same.
    """
    clauses = p.clauses.copy()
    for c in range(len(clauses)):
        if not clause_met(p, c, acts).any():
            clauses[c]["at_least"] = np.inf
            clauses[c]["within"] = clauses[c]["days"] = 1
            clauses[c]["drift"] = -1.0
    return p.replace(clauses=clauses)


def refuse_long_scores(rule: str, clauses: Array, acts: int) -> None:
    """Raise `EventDataError` for a running score over more acts than the engine can go through.

    It goes through all acts again at each of them.
    """
    if acts > MOST_SCORED and bool(np.any(clauses["drift"] >= 0)):
        raise EventDataError(
            f"'{rule}', or a phase, keeps a running score (cusum), which takes too long over "
            f"{acts:,} acts. Ask it of at most {MOST_SCORED:,}, or leave it out."
        )


def day_table(
    p: Parameters, acts: Array, history: History, met: Array, may: Array
) -> "pd.DataFrame":
    """A row a day: date, whether it has data, how many acts the threshold counts, if it is met, and
    if it may be, for all that is known of acts without a day.

    Acts are NaN on a day without data.
    """
    import pandas as pd

    days = len(history.data)
    counted = np.bitwise_or.reduce(p.clauses["kinds"][p.clauses["rule"] == 0])
    chosen = acts["minute"][(counted >> acts["kind"] & 1).astype(bool)]
    count = np.bincount(chosen // DAY, minlength=days).astype(float)
    return pd.DataFrame(
        {
            "date": history.dates().astype("datetime64[s]"),
            "data": history.data,
            "acts": np.where(history.data, count, np.nan),
            "met": met,
            "may_be_met": may,
        }
    )


def episode_table(rows: Array, stand_down: int, history: History) -> "pd.DataFrame":
    """A row an episode: when it opened and ended (NaT: it did not), days, breaches, its ending.

    Quiet is seen where every day has data from the last act that counted to the stand-down.
    """
    import pandas as pd

    breaches = rows[rows["what"] == terms.BREACH]
    _, first, count = np.unique(breaches["episode"], return_index=True, return_counts=True)
    opened = breaches["minute"][first]
    rested = rows[rows["what"] == terms.STAND_DOWN]
    until = np.full(len(opened), history.minutes)
    until[rested["subject"]] = rested["minute"]
    ended = np.zeros(len(opened), bool)
    ended[rested["subject"]] = True
    quiet = all_with_data(until - stand_down, until, history)
    return pd.DataFrame(
        {
            "episode": np.arange(1, len(opened) + 1),
            "opened": moments_of(opened, history),
            "ended": moments_of(np.where(ended, until, -1), history),
            "days": (until - opened) / DAY,
            "breaches": count,
            "ending": np.where(ended, np.where(quiet, QUIET, NOT_SEEN), OPEN).astype(object),
        }
    )


def all_with_data(start: Array, end: Array, history: History) -> Array:
    """Whether every day from one minute up to another has data."""
    known = np.concatenate([[0], np.cumsum(history.data)])
    first, last = start // DAY, (end - 1) // DAY
    seen: Array = known[last + 1] - known[first] == last + 1 - first
    return seen
