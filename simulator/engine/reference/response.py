"""The response: acts that count become a breach, phases are called, guarantors come."""

from typing import Any

import numpy as np

from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.front import Front
from simulator.engine.reference.history import History, Process
from simulator.handles import Rows, new_row
from simulator.model import guarantors, plan, rule, terms


def make_room(acts: Rows, n: int) -> None:
    """See to a free place after the first `n` acts."""
    if n == len(acts):
        acts.append(new_row(rule.ACT))


class Response:
    """The plan in action."""

    def __init__(self, history: History, adversary: Adversary, front: Front) -> None:
        self.history = history
        self.adversary = adversary
        self.front = front
        self.acts: Rows = []
        """The acts that count, sorted by when they occurred."""
        self.count_of_acts = 0
        self.episodes = 0
        self.breaches = 0
        self.counts_from = 0
        """Acts from this minute on can make the next breach."""
        self.last_counted = -1
        self.rest()

    def rest(self) -> None:
        """No episode: nothing is called, nobody asked; what is not present goes home."""
        phases = len(self.history.p.phases)
        self.breach = self.clock = self.warning = self.last_phase = terms.NEVER
        self.states = [terms.NOT_CALLED] * phases
        self.called = [terms.NEVER] * phases
        self.missed = [False] * phases
        self.starting = [0] * phases
        """Of each phase: 0, or the row that led to its start, plus 1."""
        self.deadlines: Any = [terms.NEVER] * phases
        self.front.started = [False] * phases
        self.front.standings = guarantors.at_rest(self.history.p)

    def begin_presence(self) -> None:
        """What is present is there from the first minute, and may be a red line."""
        for g, guarantor in enumerate(self.history.p.guarantors):
            for means in range(len(terms.MEANS)):
                if guarantor.present >> means & 1:
                    self.note_arrival(g, means, -1)

    # The breach

    def count(self, violation: int, verdict: int) -> None:
        """An act counts from now on: it may be a breach, or call a phase."""
        h, p = self.history, self.history.p
        minute, _, i, kind, _, _, size = h.notes[violation]
        make_room(self.acts, self.count_of_acts)
        place = rule.insert(
            self.acts, self.count_of_acts, minute, kind,
            bool(h.p.patterns[i].hostile), size, h.p.kinds[kind].severity,
        )  # fmt: skip
        self.count_of_acts += 1
        self.last_counted = max(self.last_counted, minute)
        last = rule.crossing(p, 0, self.acts, self.count_of_acts, place, self.counts_from)
        if last >= 0:
            place = 0 if h.episode < 0 else place
            self.be_breached(last, verdict)
        if h.episode >= 0:
            self.consider(place, verdict)

    def be_breached(self, last: int, cause: int) -> None:
        """The rule is met: an episode opens, or the breach falls into the open one."""
        h, p = self.history, self.history.p
        since = self.counts_from
        initial = rule.rule_met(p, 0, self.acts, last, since, False)
        false = rule.rule_met(p, 0, self.acts, last, since, True) >= 0
        crossing = self.acts[last].minute
        self.counts_from = crossing + 1
        opens = h.episode < 0
        if opens:
            h.episode = self.episodes
            self.episodes += 1
            self.breach = h.now
        counts_anew = opens or p.world[0].resets
        if counts_anew:
            self.clock = plan.clock_start(p, initial, crossing, h.now)
        row = h.note(terms.BREACH, self.breaches, int(false), self.clock, cause)
        self.breaches += 1
        if counts_anew:
            self.set_deadlines(row)
        if opens:
            h.begin(self.stand_down, h.episode)
            for k in range(len(p.phases)):
                if h.p.phases[k].rule < 0:
                    self.call(k, row)

    def set_deadlines(self, cause: int) -> None:
        """Count the hours of phases that have not started from the present clock."""
        h, p = self.history, self.history.p
        for k in range(len(self.states)):
            if self.states[k] in (terms.NOT_CALLED, terms.OPEN) and not self.missed[k]:
                due = plan.deadline(p, k, self.clock, self.called[k])
                moves = self.states[k] == terms.OPEN and due != self.deadlines[k]
                self.deadlines[k] = due
                if moves:
                    h.note(terms.DEADLINE_MOVED, k, value=float(due), cause=cause)

    def consider(self, place: int, cause: int) -> None:
        """Whether further acts call a phase."""
        h, p = self.history, self.history.p
        for k in range(len(p.phases)):
            if h.p.phases[k].rule < 0 or self.states[k] != terms.NOT_CALLED:
                continue
            since = plan.counts_since(p, k, self.breach, self.clock, self.warning, self.last_phase)
            if since == terms.NEVER:
                continue
            last = rule.crossing(p, k + 1, self.acts, self.count_of_acts, place, since)
            if last >= 0:
                self.call(k, cause)

    def stand_down(self, episode: int) -> Process:
        """After enough quiet the plan goes back to rest."""
        h, p = self.history, self.history.p
        while True:
            due = plan.stand_down_minute(p, self.breach, self.last_counted)
            yield h.until(due, terms.STAND_DOWN, episode)
            if h.episode != episode:
                return
            if plan.stand_down_minute(p, self.breach, self.last_counted) <= h.now:
                break
        row = h.note(terms.STAND_DOWN, episode)
        h.episode = -1
        self.counts_from = h.now + 1
        self.rest()
        self.front.review(row)

    # The phases

    def call(self, k: int, cause: int) -> None:
        """A phase is called: those who owe it are asked, and its deadline runs."""
        h, p = self.history, self.history.p
        self.states[k] = terms.OPEN
        self.called[k] = h.now
        self.deadlines[k] = plan.deadline(p, k, self.clock, h.now)
        row = h.note(terms.CALLED, k, value=float(self.deadlines[k]), cause=cause)
        if self.deadlines[k] < terms.NEVER:
            h.begin(self.deadline, k, h.episode)
        for g in np.flatnonzero(p.owed[k]):
            self.ask(int(g), row)
        for g in np.flatnonzero(p.owed[k]):
            if self.front.standings[g].answer == terms.AGREED:
                self.order(int(g), row)
        self.review(k, row)

    def deadline(self, k: int, episode: int) -> Process:
        """A deadline passes; a start in its own minute was in time."""
        h = self.history
        while True:
            due = int(self.deadlines[k])
            yield h.until(due, terms.DEADLINE, k)
            if h.episode != episode or self.states[k] != terms.OPEN or self.missed[k]:
                return
            if self.deadlines[k] <= h.now:
                break
        self.missed[k] = True
        row = h.note(terms.DEADLINE, k, value=self.adversary.learn(False))
        self.adversary.pace_waits(row)
        self.adversary.notice(terms.ON_LATE, k, row)

    def review(self, k: int, cause: int) -> None:
        """Whether an open phase can start now, or never."""
        h, p = self.history, self.history.p
        if self.states[k] != terms.OPEN or self.starting[k]:
            return
        standings = self.front.standings
        if plan.needs_met(p, standings, k, False):
            self.starting[k] = cause + 1
            h.begin(self.start, k, h.episode, cause)
        elif not plan.needs_met(p, standings, k, True):
            self.states[k] = terms.LAPSED_STATE
            self.deadlines[k] = terms.NEVER
            belief = self.adversary.belief if self.missed[k] else self.adversary.learn(False)
            row = h.note(terms.LAPSED, k, value=belief, cause=cause)
            self.adversary.pace_waits(row)
            self.adversary.notice(terms.ON_LAPSE, k, row)

    def start(self, k: int, episode: int, cause: int) -> Process:
        """What the phase needs has arrived: it starts as soon as the clock allows."""
        h = self.history
        while True:
            yield h.until(max(h.now, self.clock + h.p.phases[k].not_before), terms.START, k)
            if h.episode != episode or self.states[k] != terms.OPEN:
                return
            if h.now >= self.clock + h.p.phases[k].not_before:
                break
        in_time = not self.missed[k] and h.now <= self.deadlines[k]
        self.states[k] = terms.MET if in_time else terms.LATE
        self.deadlines[k] = terms.NEVER
        self.last_phase = h.now
        belief = self.adversary.belief if self.missed[k] else self.adversary.learn(in_time)
        row = h.note(terms.START, k, self.states[k], belief, cause)
        if h.p.phases[k].warns:
            self.warning = h.now
            warning = h.note(terms.WARNING, k, cause=row)
            self.adversary.notice(terms.ON_WARNING, k, warning)
        self.front.started[k] = True
        self.front.review(row)
        self.adversary.pace_waits(row)
        if not in_time and not self.missed[k]:  # called when its deadline was already past
            self.adversary.notice(terms.ON_LATE, k, row)
        self.adversary.notice(terms.ON_START, k, row)

    # The guarantors

    def ask(self, g: int, cause: int) -> None:
        """Ask a guarantor, and those without whom it does not come."""
        h, standings = self.history, self.front.standings
        required = np.flatnonzero(h.p.requires[g])
        asked = [int(o) for o in required if standings[o].answer == terms.NOT_ASKED]
        for other in asked:
            standings[other].answer = terms.DECIDING
            standings[other].ready = guarantors.ready_minute(
                h.p, h.replication, other, h.episode, h.now
            )
        for other in asked:
            row = h.note(terms.ASKED, other, g, cause=cause)
            h.begin(self.decide, other, h.episode, row)

    def decide(self, g: int, episode: int, cause: int) -> Process:
        """A guarantor goes its path to a decision, and comes or does not."""
        h, p = self.history, self.history.p
        standings = self.front.standings
        yield h.until(guarantors.answer_minute(p, standings, g), terms.DECISION, g)
        if h.episode != episode:
            return
        standings[g].answered = h.now
        comes = guarantors.comes(p, h.replication, standings, g, episode, h.now)
        standings[g].answer = terms.AGREED if comes else terms.DECLINED
        row = h.note(terms.DECISION, g, int(comes), cause=cause)
        called = any(p.owed[k, g] and self.called[k] < terms.NEVER for k in range(len(p.phases)))
        if comes and called:
            self.order(g, row)
        self.review_all(row)

    def order(self, g: int, cause: int) -> None:
        """The means of a guarantor set out."""
        h, guarantor = self.history, self.history.p.guarantors[g]
        if self.front.standings[g].ordered:
            return
        self.front.standings[g].ordered = True
        for means in range(len(terms.MEANS)):
            if (guarantor.brings & ~guarantor.present) >> means & 1:
                h.begin(self.arrive, g, means, h.episode, cause)

    def arrive(self, g: int, means: int, episode: int, cause: int) -> Process:
        """A means arrives and has its effect."""
        h, p = self.history, self.history.p
        travel = guarantors.arrival_minutes(p, h.replication, g, means, episode)
        yield h.until(h.now + travel, terms.ARRIVAL, g * len(terms.MEANS) + means)
        if h.episode != episode:
            return
        self.front.standings[g].arrived |= 1 << means
        row = self.note_arrival(g, means, cause)
        self.front.review(row)
        self.review_all(row)

    def note_arrival(self, g: int, means: int, cause: int) -> int:
        """Note what arrived; foreign troops may be a red line."""
        guarantor = self.history.p.guarantors[g]
        ground = means == terms.GROUND
        troops = float(guarantor.troops) if ground else 0.0
        row = self.history.note(terms.ARRIVAL, g, means, troops, cause)
        if ground and not guarantor.home:
            self.adversary.notice(terms.ON_TROOPS, -1, row)
        return row

    def review_all(self, cause: int) -> None:
        """Whether any open phase can start now, or never."""
        for k in range(len(self.states)):
            self.review(k, cause)
