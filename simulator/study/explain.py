"""Why a phase started when it did, or not: the chain of causes in plain words."""

from typing import Any

import numpy as np

from simulator.engine.trace import rare_rows
from simulator.errors import Problem, ScenarioError
from simulator.model import terms
from simulator.model.encode import names_of
from simulator.model.parameters import Array
from simulator.model.phase_outcomes import phase_outcomes
from simulator.play.one_history import one_history
from simulator.scenario.load import Given, load
from simulator.scenario.schema import Scenario
from simulator.study.why_not import why_not_called
from simulator.tables.first_calls import STATES, first_calls, states_of
from simulator.tables.wording import counted, hours, listed, moment, spoken

PARTS = {
    "accumulation": "until enough had happened",
    "report": "until it was reported",
    "waiting": "waiting for a verification team",
    "verification": "for verification",
    "decision": "for the decision",
    "arrival": "for the arrival",
    "not_before": "until the earliest start that the plan allows",
}
SHORTENED = {
    "report": "the report",
    "waiting": "the wait for a verification team",
    "verification": "the verification",
    "decision": "the decision",
    "arrival": "the arrival",
}
BEFORE_THE_CALL = ("report", "waiting", "verification")


class Explanation:
    """One history, phase by phase."""

    def __init__(
        self, scenario: Scenario, replication: int, seed: int, anyway: bool = False
    ) -> None:
        self.scenario = scenario
        self.replication = replication
        self.seed = seed
        self.p, self.rows = one_history(scenario, replication, seed, anyway)
        self.names = names_of(scenario)
        self.records = phase_outcomes(self.p, self.rows, rare_rows(self.rows))

    def at(self, row: int) -> str:
        """When a row happened."""
        return moment(int(self.rows[row]["minute"]), self.scenario.starts)

    def text(self, phase: str | None = None) -> str:
        """The whole story: the breach, each phase (or the one named), and what to shorten first."""
        lines = [
            f"{self.scenario.name}, replication {self.replication}, seed {self.seed}",
            "",
            *self.opening(),
        ]
        for k in self.chosen(phase):
            lines += ["", *self.phase_story(k)]
        if phase is None:
            lines += ["", *self.posture_story()]
        return "\n".join(lines).rstrip()

    def chosen(self, phase: str | None) -> list[int]:
        """The numbers of the phases to explain. Raises `ScenarioError` for an unknown one."""
        if phase is None:
            return list(range(len(self.names.phases)))
        if phase not in self.names.phases:
            known = listed([f"'{name}'" for name in self.names.phases], "or")
            remedy = f"; name {known}." if known else ": the plan has no phases."
            message = f"there is no phase '{phase}'{remedy}"
            raise ScenarioError([Problem(self.scenario.name, None, "plan.phases", message)])
        return [self.names.phases.index(phase)]

    def opening(self) -> list[str]:
        """Whether there was a ceasefire, and how often the rule was met."""
        if len(self.rows) and self.rows[0]["what"] == terms.NOT_SIGNED:
            return ["The adversary did not sign: there was no ceasefire to break."]
        breaches = np.flatnonzero(self.rows["what"] == terms.BREACH)
        if len(breaches) == 0:
            acts = int(np.sum(self.rows["what"] == terms.VIOLATION))
            adversary = self.rows["object"] == terms.ADVERSARY
            verified = int(np.sum((self.rows["what"] == terms.VERDICT) & adversary))
            return [
                f"No breach: {counted(acts, 'act', 'acts')} happened, {verified:,} counted, "
                "and never enough within the rule's time."
            ]
        first = self.rows[breaches[0]]
        false = " It was false: the rule was met only by accidents, exercises or false reports."
        clock = moment(int(first["value"]), self.scenario.starts)
        return [
            f"The rule was first met on {self.at(breaches[0])}. "
            f"The clock counts from {clock} ({self.scenario.plan.clock})."
            + (false if first["object"] else ""),
            f"In all the rule was met {_times(len(breaches))} in "
            f"{_episodes(self.first_episode(), self.rows)}.",
        ]

    def phase_story(self, k: int) -> list[str]:
        """One phase in the episode in which it was first called."""
        name = self.names.phases[k]
        for record in first_calls(self.records[self.records["phase"] == k]):
            return self.called_story(name, record)
        return [f"{name}: not called. {why_not_called(self.scenario, self.p, self.rows, k)}"]

    def posture_story(self) -> list[str]:
        """The postures, each with the move that led to it; nothing without a ceasefire."""
        taken = np.flatnonzero(self.rows["what"] == terms.POSTURE)
        if len(taken) == 0:
            return []
        first, *later = taken
        posture = self.names.postures[self.rows[first]["subject"]]
        if not later:
            return [f"The adversary's posture was {posture} from beginning to end."]
        return [
            f"The adversary's posture was {posture}. What moved it:",
            *(f"  {self.at(int(row))}: {self.moved(int(row))}" for row in later),
        ]

    def moved(self, r: int) -> str:
        """'assault (the red line, as means of a are there: ground)': what led to a posture."""
        row = self.rows[r]
        move = self.names.moves[int(row["value"]) - 1]
        if move == terms.RED_LINE:
            move = f"the {move}, as {self.in_words(int(row['cause']))}"
        return f"{self.names.postures[row['subject']]} ({move})"

    def called_story(self, name: str, record: Any) -> list[str]:
        """A phase that was called: its chain of causes, and where the time went."""
        k, episode = int(record["phase"]), int(record["episode"])
        start = self.find(terms.START, k, episode)
        title, due = f"{name}, {self.occasion(k, episode)}", self.due(k, record)
        if start is None:
            due = f"; on the clock it was due at {due}" if due else ""
            heading = f"{title}: {self.unstarted(record)}{due}."
            return [heading, *called_too_late(record), *self.pending(k, episode)]
        word = self.became(record)
        due = f" and was due at {due}" if due else ""
        heading = f"{title}: {word}; it started at {hours(record['started'])} on the clock{due}."
        return [heading, *self.chain(start), *self.critical_path(record)]

    def became(self, record: Any) -> str:
        """The state of a phase in words, as the tables have it."""
        return STATES[int(states_of(record))]

    def occasion(self, k: int, episode: int) -> str:
        """'called on day 44, Tuesday 03:52', with the episode where there are several."""
        call = self.find(terms.CALLED, k, episode)
        assert call is not None, "a phase that was called has a row that says so"
        called = f"called on {self.at(call)}"
        first = self.first_episode()
        if int(self.rows["episode"].max()) == first:
            return called
        return f"{called} in episode {episode - first + 1}"

    def first_episode(self) -> int:
        """The number that the rows give to the episode of the first breach."""
        return int(self.rows["episode"][self.rows["what"] == terms.BREACH][0])

    def due(self, k: int, record: Any) -> str:
        """'72 h', with the call where the time allowed after it decides; '' without a deadline."""
        due, by = record["due"], self.scenario.plan.phases[k].by
        if due != due:
            return ""
        if by is not None and due <= by / 60:
            return hours(due)
        within = f"{hours(due - record['called'])} after the call at {hours(record['called'])}"
        later = f", which is later than the plan's {hours(by / 60)}" if by is not None else ""
        return f"{hours(due)} ({within}{later})"

    def find(self, what: int, subject: int, episode: int) -> int | None:
        """The first row of a sort in an episode."""
        rows = self.rows
        same = (rows["what"] == what) & (rows["subject"] == subject) & (rows["episode"] == episode)
        found = np.flatnonzero(same)
        return int(found[0]) if len(found) else None

    def unstarted(self, record: Any) -> str:
        """The state of a phase that was called and never started."""
        match self.became(record):
            case "lapsed":
                return "lapsed, as those who declined were needed"
            case "never started":
                return "never started, though it was called"
            case _:
                return "open: the episode or the run ended before it started or was overdue"

    def pending(self, k: int, episode: int) -> list[str]:
        """What each of those who owe a phase had answered and brought."""
        said = []
        for g in np.flatnonzero(self.p.owed[k]):
            answer = self.find(terms.DECISION, int(g), episode)
            name = self.names.guarantors[g]
            if answer is None:
                said.append(f"  {name} had not decided.")
            elif self.rows[answer]["object"]:
                said.append(f"  {name} agreed on {self.at(answer)}{self.brought(int(g), episode)}.")
            else:
                said.append(f"  {name} declined on {self.at(answer)}.")
        return said

    def brought(self, g: int, episode: int) -> str:
        """What of a guarantor's means arrived in an episode."""
        rows = self.rows
        same = (rows["what"] == terms.ARRIVAL) & (rows["subject"] == g)
        arrivals = np.flatnonzero(same & (rows["episode"] == episode))
        if len(arrivals) == 0:
            return "; nothing of it arrived"
        came = [f"{terms.MEANS[rows[a]['object']]} on {self.at(int(a))}" for a in arrivals]
        return f"; there came {listed(came)}"

    def chain(self, row: int) -> list[str]:
        """The causes of a row, the first one first, each with its moment."""
        chain = []
        while row >= 0:
            chain.append(row)
            if self.rows[row]["what"] == terms.VIOLATION:
                break
            row = int(self.rows[row]["cause"])
        return [f"  {self.at(r)}: {self.in_words(r)}" for r in reversed(chain)]

    def in_words(self, r: int) -> str:
        """One row in plain words."""
        row, names = self.rows[r], self.names
        subject, object_ = int(row["subject"]), int(row["object"])
        match int(row["what"]):
            case terms.VIOLATION:
                return f"an act happens: {spoken(names.kinds[object_])} ({names.patterns[subject]})"
            case terms.REPORT:
                return "it is reported"
            case terms.VERDICT:
                waited = f" after {hours(row['value'] / 60)} in the queue" if row["value"] else ""
                return f"it is verified{waited} and attributed to the adversary, so it counts"
            case terms.BREACH:
                return "with it the rule is met: a breach"
            case terms.CALLED:
                return f"'{names.phases[subject]}' is called"
            case terms.ASKED:
                needed = f", as {names.guarantors[object_]} needs it" if object_ != subject else ""
                return f"{names.guarantors[subject]} is asked to {self.act(subject)}{needed}"
            case terms.DECISION:
                return f"{names.guarantors[subject]} decides to {self.act(subject)}"
            case terms.ARRIVAL:
                return f"means of {names.guarantors[subject]} are there: {terms.MEANS[object_]}"
            case _:
                return f"'{names.phases[subject]}' starts"

    def act(self, g: int) -> str:
        """What a guarantor does if it agrees: the attacked state is there already."""
        return "act" if self.scenario.roster()[self.names.guarantors[g]].home else "come"

    def critical_path(self, record: Any) -> list[str]:
        """The delay by its parts, and the part to shorten first."""
        parts = {part: float(record[part]) for part in PARTS}
        said = [f"{hours(spent)} {PARTS[part]}" for part, spent in parts.items() if spent > 0]
        lines = [f"  The {hours(record['started'])} were {listed(said) or 'no delay'}."]
        over = called_too_late(record)
        lines += over
        kept = BEFORE_THE_CALL if over else tuple(SHORTENED)
        longest = max(kept, key=lambda part: parts[part])
        if parts["not_before"] > 0 and not over:
            lines.append("  The plan's own earliest start decided, not the delays before it.")
        elif parts[longest] > 0 and (not over or called_without(record, longest) <= record["due"]):
            without = hours(record["started"] - parts[longest])
            delay = f"{SHORTENED[longest]} ({hours(parts[longest])})"
            lines.append(f"  Shorten first: {delay}; without it, the start is at about {without}.")
        return lines


def explain(
    scenario: Given,
    replication: int = 0,
    seed: int = 0,
    phase: str | None = None,
    anyway: bool = False,
) -> str:
    """Say why each phase of one history started when it did, or did not.

    Parameters
    ----------
    scenario
        The name of a shipped scenario, a file, a mapping of the same form, or a loaded `Scenario`.
    replication
        Which history, counted from 0.
    seed
        Random seed.
    phase
        Explain only the phase of this name.
    anyway
        Play even a history that would take an hour of a processor or 2 GiB of memory.

    Returns
    -------
    str
        A paragraph for each phase, from the act that set it off to its start, in hours.

    Raises
    ------
    ScenarioError
        The scenario has mistakes, or there is no such phase.
    TooCostly
        The history would take too long or too much memory; nothing was played.

    Examples
    --------
    >>> import simulator
    >>> print(simulator.explain("one-drone", 3)[:98])
    One drone, replication 3, seed 0
    <BLANKLINE>
    The rule was first met on day 2, Tuesday 12:39. The clock counts
    """
    return Explanation(load(scenario), replication, seed, anyway).text(phase)


def called_too_late(record: Any) -> list[str]:
    """How long after its own deadline a phase was called; nothing if it was called before it."""
    over = record["called"] - record["due"]
    if not over > 0:
        return []
    return [
        f"  The call itself came {hours(over)} after the deadline, so no haste in deciding and "
        "coming could have met it."
    ]


def called_without(record: Any, part: str) -> float:
    """Hours on the clock at which a phase would have been called without one delay before that."""
    return float(record["called"] - record[part])


def _times(n: int) -> str:
    return {1: "once", 2: "twice"}.get(n, f"{n} times")


def _episodes(first: int, rows: Array) -> str:
    return counted(int(rows["episode"].max()) - first + 1, "episode", "episodes")
