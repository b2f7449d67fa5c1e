"""The same plan with salabim: its components in place of the SimPy processes of `plain_simpy`.

Whatever is not on the clock is that script's `Plan`. Monitors and names are as plain as they get.
"""

from math import log

import salabim as sim

from benchmarks.plain_simpy import (
    DAY,
    PATTERNS,
    PHASES,
    SEVERITY,
    SIGMA_REPORT,
    SIGMA_VERIFY,
    TEAMS,
    Plan,
)


class Pattern(sim.Component):
    """Acts day by day, in the postures in which there are any."""

    def process(self, plan, arguments):
        """Its story."""
        (pattern,) = arguments
        levelled, level, drawn, rate = -1, 0.0, -1, 0.0
        while True:
            if not pattern.shares[plan.posture]:
                yield self.wait(plan.changes["posture"])
                continue
            day = int(plan.now // DAY)
            while pattern.wander and levelled < day:
                levelled += 1
                level = plan.level(levelled, level)
            if drawn < day:
                drawn, rate = day, plan.rate(pattern, level)
            for when in plan.times(pattern, day, rate):
                yield self.hold(when - plan.now)
                if not pattern.shares[plan.posture]:
                    break
                plan.head(pattern)
            else:
                yield self.hold((day + 1) * DAY - plan.now)


class Follower(sim.Component):
    """A later act of a salvo."""

    def process(self, plan, arguments):
        """Its story."""
        pattern, delay = arguments
        yield self.hold(delay)
        if pattern.shares[plan.posture]:
            plan.act(pattern)


class Verification(sim.Component):
    """Report, a free team, verification, verdict."""

    def process(self, plan, arguments):
        """Its story."""
        pattern, occurred = arguments
        yield self.hold(plan.random.lognormvariate(log(2.0), SIGMA_REPORT))
        yield self.request((plan.teams, 1, -SEVERITY[pattern.kind]))
        yield self.hold(plan.random.lognormvariate(log(3.0), SIGMA_VERIFY))
        self.release(plan.teams)
        plan.verdict(pattern, occurred)


class StandDown(sim.Component):
    """After enough quiet the plan goes back to rest."""

    def process(self, plan, arguments):
        """Its story."""
        while plan.rests_at() > plan.now:
            yield self.hold(plan.rests_at() - plan.now)
        plan.end_episode()


class Deadline(sim.Component):
    """The deadline of a phase."""

    def process(self, plan, arguments):
        """Its story."""
        k, episode = arguments
        yield self.hold(max(0.0, plan.due[k] - plan.now))
        plan.miss(k, episode)


class Start(sim.Component):
    """A phase starts as soon as the clock allows."""

    def process(self, plan, arguments):
        """Its story."""
        k, episode = arguments
        yield self.hold(max(0.0, plan.clock + PHASES[k].not_before - plan.now))
        if plan.episode == episode:
            plan.start_phase(k)


class Decision(sim.Component):
    """A guarantor goes its path to a decision."""

    def process(self, plan, arguments):
        """Its story."""
        name, episode = arguments
        yield self.hold(plan.answers_at(name) - plan.now)
        if plan.episode == episode:
            plan.answer(name)


class Arrival(sim.Component):
    """A means of a guarantor is on its way."""

    def process(self, plan, arguments):
        """Its story."""
        name, means, travel, episode = arguments
        yield self.hold(travel)
        if plan.episode == episode:
            plan.land(name, means)


class Adversary(sim.Component):
    """In each posture a time runs until it is left, at the pace of the present belief."""

    def process(self, plan, arguments):
        """Its story."""
        while True:
            taken = plan.taken
            left, to = plan.time_in_posture()
            while left > 1e-9 and plan.taken == taken:
                pace, since = plan.pace(to), plan.now
                yield self.wait(*plan.changes.values(), fail_delay=left / pace)
                left -= (plan.now - since) * pace
            if plan.taken == taken:
                plan.take(to)


class History(Plan):
    """One history on salabim's clock."""

    pattern, follower, verification, adversary = Pattern, Follower, Verification, Adversary
    stand_down, deadline, start, decide, arrive = StandDown, Deadline, Start, Decision, Arrival

    def __init__(self, days: float, seed: int) -> None:
        self.env = sim.Environment(random_seed="", yieldless=False)
        self.teams = sim.Resource("teams", TEAMS, monitor=False, env=self.env)
        self.changes = {
            name: sim.State(name, monitor=False, env=self.env) for name in ("posture", "belief")
        }
        self.taken = 0  # how many postures were taken
        super().__init__(days, seed)

    @property
    def now(self) -> float:
        """The hour."""
        return self.env._now

    def begin(self, process, *arguments) -> None:
        """Start a component's story."""
        process(env=self.env, plan=self, arguments=arguments)

    def tell(self, change: str) -> None:
        """Wake those who wait for a change of posture or belief."""
        self.taken += change == "posture"
        self.changes[change].trigger()

    def run(self) -> dict:
        """The outcomes of the history."""
        for pattern in PATTERNS:
            self.begin(self.pattern, pattern)
        self.begin(self.adversary)
        self.env.run(till=self.horizon)
        return self.outcomes()


def replicate(days: float, seed: int) -> dict:
    """The outcomes of one history."""
    return History(days, seed).run()
