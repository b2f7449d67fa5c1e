"""The patterns: each waits for its next act, and the act happens or does not."""

from simulator.engine.reference.adversary import Adversary
from simulator.engine.reference.history import History, Process
from simulator.engine.reference.monitoring import Mission
from simulator.engine.reference.python import Sight, waits
from simulator.engine.reference.response import Response, make_room
from simulator.handles import Rows, plain
from simulator.model import plan, rule, terms, violations
from simulator.model.violations import NO_GAP


class Patterns:
    """The sources of violations."""

    def __init__(
        self, history: History, adversary: Adversary, mission: Mission, response: Response
    ) -> None:
        self.history = history
        self.adversary = adversary
        self.mission = mission
        self.response = response
        self.shares: list[list[float]] = history.p.shares.tolist()
        self.cursors = plain(violations.new_cursors(history.p))
        self.counts_own = any(pattern.belief > 0.0 for pattern in history.p.patterns)
        self.own: Rows = []
        """The adversary's own acts, for patterns that stay under the rule."""
        self.own_count = 0
        for i in range(len(history.p.patterns)):
            written = history.p.patterns[i].source == terms.PYTHON
            history.begin(self.written if written else self.pattern, i)

    def pattern(self, i: int) -> Process:
        """Wait for the next act, let it happen; sleep through postures in which none does."""
        h, p = self.history, self.history.p
        not_before = 0
        while True:
            if self.shares[i][self.adversary.posture] <= 0.0:
                yield self.adversary.changes
                not_before = h.now + 1
                continue
            try:
                minute = violations.next_act(p, h.replication, self.cursors, i, not_before)
            except violations.TooManyActs:
                raise violations.TooManyActs(i) from None
            act, gap = int(self.cursors[i].act), int(self.cursors[i].gap)
            yield h.until(minute, terms.VIOLATION, i, act)
            self.happen(i, act, act, gap, cause=-1)

    def written(self, i: int) -> Process:
        """Let a function written in Python wait and act; its acts go ahead or not like others.

        It begins when the pattern does, and looks on in every posture.
        """
        h = self.history
        begins: int = h.p.patterns[i].starts
        acts, last = 0, begins

        def act() -> None:
            nonlocal acts, last
            number, gap = acts, h.now - last
            acts, last = acts + 1, h.now
            self.happen(i, number, number, gap, cause=-1)

        yield h.until(begins, terms.VIOLATION, i)
        for number, wait in enumerate(waits(Sight(h, self.adversary, self.response, i, act)), 1):
            yield h.until(h.now + wait, terms.VIOLATION, i, number)

    def follower(self, i: int, act: int, root: int, minute: int, cause: int) -> Process:
        """An act that follows another, in its salvo or as its echo."""
        yield self.history.until(minute, terms.VIOLATION, i, act)
        self.happen(i, act, root, NO_GAP, cause)

    def happen(self, i: int, act: int, root: int, gap: int, cause: int) -> None:
        """An act is due: it goes ahead or not, and others follow it.

        `root` is the pattern's own act that began it all, itself if it is one.
        """
        h, p = self.history, self.history.p
        kind = h.p.patterns[i].kind
        size = violations.size_of_act(p, h.replication, i, act, gap)
        if not self.goes_ahead(i, root, size, cause):
            return
        row = h.note(terms.VIOLATION, i, kind, size, cause)
        if self.counts_own and h.p.patterns[i].hostile:
            make_room(self.own, self.own_count)
            severity = h.p.kinds[kind].severity
            rule.insert(self.own, self.own_count, h.now, kind, True, size, severity)
            self.own_count += 1
        self.follow(i, act, root, row, gap != NO_GAP)
        self.mission.observe(i, act, row)

    def goes_ahead(self, i: int, root: int, size: float, cause: int) -> bool:
        """Whether posture, window, pause before a deadline and the rule itself let it happen.

        Followers share their root's luck, so a salvo goes ahead or not as one.
        """
        h, p = self.history, self.history.p
        pattern = h.p.patterns[i]
        if not pattern.starts <= h.now < pattern.ends:
            return False
        posture = self.adversary.posture
        # Most acts go ahead in any case; to ask the rule costs more than to see it.
        if self.shares[i][posture] < 1.0 and not violations.goes_ahead(
            p, h.replication, i, root, posture, self.began(cause)
        ):
            return False
        if pattern.pauses and plan.is_paused(pattern.pauses, self.response.deadlines, h.now):
            return False
        if pattern.belief <= 0.0:
            return True
        make_room(self.own, self.own_count)
        return rule.would_stay_under(p, i, self.own, self.own_count, h.now, size)

    def began(self, cause: int) -> int:
        """When the act happened that a chain of followers goes back to; only a branch asks."""
        h = self.history
        minute = h.now
        while len(h.p.luck) and cause >= 0:
            minute, cause = h.notes[cause][0], h.notes[cause][5]
        return minute

    def follow(self, i: int, act: int, root: int, row: int, head: bool) -> None:
        """Start the followers of an act; only a pattern's own act opens a salvo."""
        h, p = self.history, self.history.p
        if head and h.p.patterns[i].salvo >= 0:
            for k in range(violations.salvo_count(p, h.replication, i, act)):
                child, after = violations.follower(p, h.replication, i, terms.IN_SALVO, act, k)
                h.begin(self.follower, i, child, root, h.now + after, row)
        if h.p.patterns[i].echo > 0.0:
            for k in range(violations.echo_count(p, h.replication, i, act)):
                child, after = violations.follower(p, h.replication, i, terms.AS_ECHO, act, k)
                h.begin(self.follower, i, child, root, h.now + after, row)
