"""The mission: an act is seen, reported, verified by a free team, and counts or does not."""

import simpy

from simulator.engine.reference.history import History, Process
from simulator.engine.reference.response import Response
from simulator.model import monitoring, terms


class Mission:
    """The monitors, or the parties whose claims take their place."""

    def __init__(self, history: History, response: Response) -> None:
        self.history = history
        self.response = response
        mission = history.p.monitoring[0]
        self.claims = bool(mission.claims)
        self.severe_first = bool(mission.severe_first)
        capacity = int(mission.teams)
        self.teams = None
        if capacity < terms.NEVER:
            self.teams = simpy.PriorityResource(history, capacity)

    def observe(self, i: int, act: int, violation: int) -> None:
        """An act happened; word of it may reach the plan."""
        h, p = self.history, self.history.p
        if self.claims:
            h.begin(self.claim, i, act, violation)
            return
        reported, work, finding = monitoring.course(p, h.replication, i, act, h.now)
        if reported < terms.NEVER:
            h.begin(self.report, i, violation, reported, work, finding)

    def claim(self, i: int, act: int, violation: int) -> Process:
        """The parties claim the act, at once; those claims come last that count."""
        h, p = self.history, self.history.p
        yield h.until(h.now, terms.VERDICT, violation)
        claimed, counted = monitoring.claims_of(p, h.replication, i, act)
        for _ in range(claimed - counted):
            h.note(terms.VERDICT, i, terms.UNRESOLVED, cause=violation)
        for _ in range(counted):
            row = h.note(terms.VERDICT, i, terms.ADVERSARY, cause=violation)
            self.response.count(violation, row)

    def report(self, i: int, violation: int, reported: int, work: int, finding: int) -> Process:
        """The act is reported, waits for a team, and is verified."""
        h = self.history
        yield h.until(reported, terms.REPORT, violation)
        report = h.note(terms.REPORT, i, h.p.patterns[i].kind, cause=violation)
        if self.teams is None:
            yield from self.verify(i, violation, report, work, finding)
            return
        urgency = h.p.kinds[h.p.patterns[i].kind].urgency if self.severe_first else 0
        with self.teams.request(urgency) as team:
            yield team
            yield from self.verify(i, violation, report, work, finding)

    def verify(self, i: int, violation: int, report: int, work: int, finding: int) -> Process:
        """A team works on the report; a confirmed act of the adversary counts."""
        h = self.history
        waited = h.now - h.notes[report][0]
        yield h.until(h.now + work, terms.VERDICT, violation)
        row = h.note(terms.VERDICT, i, finding, waited, report)
        if finding == terms.ADVERSARY:
            self.response.count(violation, row)
