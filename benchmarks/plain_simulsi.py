"""The same plan with SimulSI: its processes in place of the SimPy processes of `plain_simpy`.

Whatever is not on the clock is that script's `Plan`. Series and values are not kept.
"""

from math import log

from simulsi import Simulation

from benchmarks.plain_simpy import (
    DAY,
    PATTERNS,
    PHASES,
    SEVERITY,
    SIGMA_REPORT,
    SIGMA_VERIFY,
    TEAMS,
    Pattern,
    Plan,
)


class History(Plan):
    """One history on SimulSI's clock."""

    def __init__(self, days: float, seed: int) -> None:
        self.sim = Simulation(seed=seed, keep_values=False, record_series=False)
        self.teams = self.sim.resource("teams", TEAMS, discipline="priority")
        self.changes = {"posture": self.sim.signal(), "belief": self.sim.signal()}
        super().__init__(days, seed)

    @property
    def now(self) -> float:
        """The hour."""
        return self.sim.now

    def begin(self, process, *arguments) -> None:
        """Start a process."""
        self.sim.process(process(*arguments))

    def tell(self, change: str) -> None:
        """Wake those who wait for a change of posture or belief."""
        told, self.changes[change] = self.changes[change], self.sim.signal()
        told.succeed()

    def run(self) -> dict:
        """The outcomes of the history."""
        for pattern in PATTERNS:
            self.begin(self.pattern, pattern)
        self.begin(self.adversary)
        self.sim.run(until=self.horizon)
        return self.outcomes()

    def pattern(self, pattern: Pattern):
        """Acts day by day, in the postures in which there are any."""
        levelled, level, drawn, rate = -1, 0.0, -1, 0.0
        while True:
            if not pattern.shares[self.posture]:
                yield self.changes["posture"]
                continue
            day = int(self.now // DAY)
            while pattern.wander and levelled < day:
                levelled += 1
                level = self.level(levelled, level)
            if drawn < day:
                drawn, rate = day, self.rate(pattern, level)
            for when in self.times(pattern, day, rate):
                yield when - self.now
                if not pattern.shares[self.posture]:
                    break
                self.head(pattern)
            else:
                yield (day + 1) * DAY - self.now

    def follower(self, pattern: Pattern, delay: float):
        """A later act of a salvo."""
        yield delay
        if pattern.shares[self.posture]:
            self.act(pattern)

    def verification(self, pattern: Pattern, occurred: float):
        """Report, a free team, verification, verdict."""
        yield self.random.lognormvariate(log(2.0), SIGMA_REPORT)
        team = yield self.sim.request(self.teams, priority=-SEVERITY[pattern.kind])
        yield self.random.lognormvariate(log(3.0), SIGMA_VERIFY)
        self.sim.release(team)
        self.verdict(pattern, occurred)

    def stand_down(self):
        """After enough quiet the plan goes back to rest."""
        while self.rests_at() > self.now:
            yield self.rests_at() - self.now
        self.end_episode()

    def deadline(self, k: int, episode: int):
        """The deadline of a phase."""
        yield max(0.0, self.due[k] - self.now)
        self.miss(k, episode)

    def start(self, k: int, episode: int):
        """A phase starts as soon as the clock allows."""
        yield max(0.0, self.clock + PHASES[k].not_before - self.now)
        if self.episode == episode:
            self.start_phase(k)

    def decide(self, name: str, episode: int):
        """A guarantor goes its path to a decision."""
        yield self.answers_at(name) - self.now
        if self.episode == episode:
            self.answer(name)

    def arrive(self, name: str, means: str, travel: float, episode: int):
        """A means of a guarantor is on its way."""
        yield travel
        if self.episode == episode:
            self.land(name, means)

    def adversary(self):
        """In each posture a time runs until it is left, at the pace of the present belief."""
        while True:
            changed = self.changes["posture"]
            left, to = self.time_in_posture()
            while left > 1e-9 and self.changes["posture"] is changed:
                pace, since = self.pace(to), self.now
                due = self.sim.timeout(left / pace)
                yield self.sim.any_of(due, changed, self.changes["belief"])
                left -= (self.now - since) * pace
            if self.changes["posture"] is changed:
                self.take(to)


def replicate(days: float, seed: int) -> dict:
    """The outcomes of one history."""
    return History(days, seed).run()
