"""The reported plan under a threshold of one drone, as one plain script: SimPy and no simulator.

What an analyst would write for this one question: the numbers of scenarios/one-drone.yaml at the
top, then what holds at a moment (`Plan`), then what goes on (`History`: SimPy processes), and a
dictionary of outcomes. Time is in hours.

    python benchmarks/plain_simpy.py REPLICATIONS DAYS SEED
"""

import sys
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from math import exp, isnan, log, nan, nextafter, sqrt
from random import Random
from typing import NamedTuple

import simpy

DAY = 24.0
NEVER = float("inf")
RESTRAINT, HARASSMENT, ASSAULT = range(3)


class Pattern(NamedTuple):
    """A source of acts."""

    kind: str
    rate: float  # per day
    shares: tuple = (0.0, 1.0, 1.0)  # that go ahead in restraint, harassment, assault
    hours: str = "all"
    gamma: float = 0.0  # shape of the day's random factor
    wander: float = 0.0  # standard deviation of the log-level
    salvo: tuple = ()  # mean number of followers, and within how many hours
    hostile: bool = True
    confirmed: float = 0.85
    blamed: float = 0.75
    false_report: bool = False


ALWAYS = (1.0, 1.0, 1.0)
ASSAULTS = (0.0, 0.0, 1.0)
PATTERNS = (
    Pattern("artillery", 2.0, hours="night", gamma=0.8, wander=1.2, salvo=(2.0, 3.0)),
    Pattern("drone", 0.25, hours="night", wander=1.2, salvo=(3.0, 7.0)),
    Pattern("small_arms", 4.0, (0.4, 1.0, 1.0), gamma=0.8),
    Pattern("artillery", 64.0, ASSAULTS),
    Pattern("drone", 2.0, ASSAULTS, "night", salvo=(12.0, 12.0)),
    Pattern("ground_assault", 50.0, ASSAULTS),
    Pattern(
        "artillery", 1.0, ALWAYS, "day",
        salvo=(3.0, 6.0), hostile=False, confirmed=0.25, blamed=0.5,
    ),
    Pattern("drone", 0.2, ALWAYS, hostile=False, confirmed=0.25),
    Pattern("drone", 0.2, ALWAYS, hostile=False, confirmed=0.25, false_report=True),
)  # fmt: skip
MEMORY = 60 * DAY  # of a wandering level
SEVERITY = {"small_arms": 0.2, "artillery": 1.0, "drone": 2.0, "ground_assault": 20.0}
SEEN = {"small_arms": 0.4, "artillery": 0.7, "drone": 0.8, "ground_assault": 0.99}
TEAMS = 24
THRESHOLD = ({"drone"}, 1)  # within WINDOW
WINDOW = 24.0
STAND_DOWN = 72.0


class Phase(NamedTuple):
    """A rung of the plan; the first is called at the breach and warns when it starts."""

    when: tuple  # kinds, at least so many within WINDOW
    not_before: float
    by: float
    within: float
    owed_by: tuple


class Guarantor(NamedTuple):
    """A state that owes a phase; times in hours as low, most likely and high."""

    path: tuple  # steps to a decision
    honours: float
    air: tuple = ()
    slows: float = 0.0
    ground: tuple = ()
    troops: float = 0.0
    sea: float = 0.0
    needs: str = ""
    rests_on_sunday: bool = False


COALITION = ("uk", "france", "germany", "estonia", "türkiye")
PHASES = (
    Phase((), 0.0, 24.0, 0.0, ("ukraine",)),
    Phase(({"artillery", "drone", "ground_assault"}, 20), 0.0, 72.0, 72.0, COALITION),
    Phase(({"ground_assault"}, 10), 72.0, 72.0, 72.0, (*COALITION, "us")),
)
GRACE = 6.0  # after the warning
COUNCIL = (12.0, 36.0, 168.0)
JETS = (18.0, 24.0, 72.0)
BRIGADE = (96.0, 144.0, 240.0)
GUARANTORS = {
    "ukraine": Guarantor((2.0,), 1.0),
    "uk": Guarantor((COUNCIL,), 0.5, JETS, 0.1, BRIGADE, 7500.0, needs="us"),
    "france": Guarantor((COUNCIL,), 0.5, JETS, 0.1, BRIGADE, 7500.0),
    "germany": Guarantor(
        ((12.0, 48.0, 168.0), (24.0, 48.0, 216.0)), 0.4, (18.0, 36.0, 96.0), 0.05,
        rests_on_sunday=True,
    ),
    "estonia": Guarantor(((6.0, 18.0, 72.0),), 0.6, ground=BRIGADE, troops=500.0),
    "türkiye": Guarantor((24.0, (72.0, 168.0, 720.0)), 0.3, sea=72.0),
    "us": Guarantor(((12.0, 48.0, 168.0),), 0.3, JETS, 0.4),
}  # fmt: skip
TOGETHER = 0.4
PRIOR, WEIGHT, ELASTICITY = 0.4, 4.0, 0.5
SECTOR, DEFENDERS, ADVANCE, HOLDS_AT, REACH = 300.0, 120_000.0, 10_000.0, 600.0, 0.5
SIGMA_REPORT = log(10.0 / 2.0) / 1.2815515655446004
SIGMA_VERIFY = log(12.0 / 3.0) / 1.2815515655446004
SIGMA_ASSAULT = log(16.0 / 4.0) / 1.2815515655446004
OUTCOMES = (
    "violations", "hostile_violations", "breaches", "false_breaches", "episodes",
    "breaches_per_30_days", "false_breaches_per_30_days", "hours_to_breach", "severity",
    "severity_unanswered", "grey_zone_harm", "highest_phase", "assault", "assault_answered",
    "area_24", "area_48", "area_72", "area", "unwanted_escalation", "direct_clash",
    "called_1", "met_1", "late_1", "lapsed_1",
    "called_2", "met_2", "late_2", "lapsed_2",
    "called_3", "met_3", "late_3", "lapsed_3",
)  # fmt: skip


class Plan:
    """What holds at a moment of a history, and what follows at once; `begin` starts a process."""

    now: float

    def __init__(self, days: float, seed: int) -> None:
        self.random = Random(seed)
        self.horizon = days * DAY
        self.posture = HARASSMENT
        self.kept = self.broken = 0
        self.acts = []  # that count: when, kind, whether hostile; sorted
        self.counts_from = 0.0
        self.last_counted = -NEVER
        self.episode = 0  # 0: none is open
        self.hostile_acts = []  # when, severity, whether outside an episode
        self.starts = []  # of phases: when
        self.assaults = []  # when each began
        self.fronts = [(0.0, 0.0)]  # since when, and km2 lost per hour
        self.seen_assault = False
        self.o = dict.fromkeys(OUTCOMES, 0.0) | {"hours_to_breach": nan}
        self.rest()

    def begin(self, process, *arguments) -> None:
        """Start a process."""
        raise NotImplementedError

    def tell(self, change: str) -> None:
        """Wake those who wait for a change of posture or belief."""
        raise NotImplementedError

    def rest(self) -> None:
        """No episode: nothing is called, and nobody is asked."""
        self.states = ["not called"] * len(PHASES)
        self.missed = [False] * len(PHASES)
        self.starting = [False] * len(PHASES)
        self.due = [NEVER] * len(PHASES)
        self.warning = NEVER
        self.path_ends = {}  # of those who are asked
        self.wills = {}
        self.agreed = {}
        self.ordered = set()
        self.arrived = {name: set() for name in GUARANTORS}

    # Acts

    def level(self, day: int, before: float) -> float:
        """A wandering level on a day, in its stationary law from the first on."""
        rho = exp(-DAY / MEMORY)
        z = self.random.gauss(0.0, 1.0)
        return z if day == 0 else rho * before + sqrt(1.0 - rho * rho) * z

    def rate(self, pattern: Pattern, level: float) -> float:
        """Acts expected on a day."""
        factor = exp(pattern.wander * level - 0.5 * pattern.wander**2) if pattern.wander else 1.0
        if pattern.gamma:
            factor *= self.random.gammavariate(pattern.gamma, 1.0 / pattern.gamma)
        return pattern.rate * factor

    def times(self, pattern: Pattern, day: int, rate: float) -> Iterator[float]:
        """The hours of the acts of what is left of a day."""
        active = DAY if pattern.hours == "all" else DAY / 2
        passed = self.random.expovariate(rate / active)
        while passed < active:
            when = day * DAY + passed
            if pattern.hours == "day":
                when += 6.0
            elif pattern.hours == "night" and passed >= 6.0:
                when += 12.0
            if when > self.now:
                yield when
            passed += self.random.expovariate(rate / active)

    def head(self, pattern: Pattern) -> None:
        """A pattern's own act is due: it happens, with those that follow it, or does not."""
        share = pattern.shares[self.posture]
        if share < 1.0 and self.random.random() >= share:
            return
        self.act(pattern)
        if pattern.salvo:
            mean, within = pattern.salvo
            for _ in range(1 + int(log(self.random.random()) / log(1.0 - 1.0 / mean))):
                self.begin(self.follower, pattern, self.random.uniform(0.0, within))

    def act(self, pattern: Pattern) -> None:
        """An act happens, and may be seen."""
        if not pattern.false_report:
            self.o["violations"] += 1
        if pattern.hostile:
            self.hostile_acts.append((self.now, SEVERITY[pattern.kind], not self.episode))
        if self.random.random() < SEEN[pattern.kind]:
            self.begin(self.verification, pattern, self.now)

    def verdict(self, pattern: Pattern, occurred: float) -> None:
        """A team is done with an act; it may count from now on."""
        if self.random.random() < pattern.confirmed and self.random.random() < pattern.blamed:
            self.count(occurred, pattern.kind, pattern.hostile)

    # The rule

    def count(self, occurred: float, kind: str, hostile: bool) -> None:
        """An act counts: it may be a breach, or call a phase."""
        insort(self.acts, (occurred, kind, hostile))
        self.last_counted = max(self.last_counted, occurred)
        opens = not self.episode
        met = self.met(*THRESHOLD, self.counts_from, occurred)
        if met:
            self.breach(*met)
        if self.episode:
            self.consider(None if met and opens else occurred)

    def met(self, kinds: set, at_least: int, since: float, occurred: float | None) -> tuple | None:
        """The first window that meets a rule now that the act that `occurred` then counts.

        Its first and last act, and whether acts that are not hostile would have been enough. None
        for `occurred` looks at all acts.
        """
        acts = self.acts
        if occurred is not None:
            low = bisect_right(acts, (occurred - WINDOW,))
            acts = acts[low : bisect_left(acts, (occurred + WINDOW,))]
        acts = [act for act in acts if act[0] >= since and act[1] in kinds]
        for last in range(at_least - 1, len(acts)):
            end = acts[last][0]
            in_reach = occurred is None or end >= occurred
            if in_reach and end - acts[last - at_least + 1][0] < WINDOW:
                window = [act for act in acts[: last + 1] if act[0] > end - WINDOW]
                return window[0][0], end, sum(not act[2] for act in window) >= at_least
        return None

    def breach(self, initial: float, crossing: float, false: bool) -> None:
        """The rule is met: an episode opens, or the breach falls into the open one."""
        self.counts_from = nextafter(crossing, NEVER)
        self.o["breaches"] += 1
        self.o["false_breaches"] += false
        if self.o["breaches"] == 1 and self.hostile_acts:
            self.o["hours_to_breach"] = self.now - self.hostile_acts[0][0]
        if self.episode:
            return
        self.o["episodes"] += 1
        self.episode = int(self.o["episodes"])
        self.opened, self.clock = self.now, initial
        self.begin(self.stand_down)
        self.call(0)

    def consider(self, occurred: float | None) -> None:
        """Whether further acts call a phase: those after the warning, or on the clock."""
        for k, since in ((1, self.warning + GRACE), (2, self.clock)):
            if self.states[k] == "not called" and self.met(*PHASES[k].when, since, occurred):
                self.call(k)

    def rests_at(self) -> float:
        """When the plan goes back to rest if no further act counts."""
        return max(self.opened, self.last_counted) + STAND_DOWN

    def end_episode(self) -> None:
        """The plan goes back to rest."""
        self.keep_phases()
        self.episode = 0
        self.counts_from = self.now
        self.seen_assault = self.posture == ASSAULT
        self.rest()
        self.review_front()

    # The phases

    def call(self, k: int) -> None:
        """A phase is called: those who owe it are asked, and its deadline runs."""
        phase = PHASES[k]
        self.states[k] = "open"
        self.due[k] = max(self.clock + phase.by, self.now + phase.within if phase.within else 0.0)
        if k and not self.seen_assault:
            self.o["unwanted_escalation"] = 1.0
        self.begin(self.deadline, k, self.episode)
        for name in phase.owed_by:
            self.ask(name)
        for name in phase.owed_by:
            if self.agreed.get(name):
                self.order(name)
        self.review(k)

    def miss(self, k: int, episode: int) -> None:
        """A deadline passes."""
        if self.episode == episode and self.states[k] == "open":
            self.missed[k] = True
            self.learn(kept=False)

    def review(self, k: int) -> None:
        """Whether an open phase can start now, or never."""
        if self.states[k] != "open" or self.starting[k]:
            return
        if self.has_what_it_needs(k, hoped=False):
            self.starting[k] = True
            self.begin(self.start, k, self.episode)
        elif not self.has_what_it_needs(k, hoped=True):
            self.states[k] = "lapsed"
            if not self.missed[k]:
                self.learn(kept=False)
            if k == 1 and self.posture == HARASSMENT:
                self.react({ASSAULT: 0.10})

    def has_what_it_needs(self, k: int, hoped: bool) -> bool:
        """National: the decision. The others: air, and for the third that of the United States."""
        if k == 0:
            return self.agreed.get("ukraine", hoped)
        if k == 2 and not self.has_air("us", hoped):
            return False
        return any(self.has_air(name, hoped) for name in PHASES[k].owed_by)

    def has_air(self, name: str, hoped: bool) -> bool:
        """Whether a guarantor's air is there; `hoped`: or may still come."""
        if hoped:
            return bool(GUARANTORS[name].air) and self.agreed.get(name, True)
        return "air" in self.arrived[name]

    def start_phase(self, k: int) -> None:
        """A phase starts, in time or late."""
        in_time = not self.missed[k] and self.now <= self.due[k]
        self.states[k] = "met" if in_time else "late"
        self.o["highest_phase"] = max(self.o["highest_phase"], k + 1)
        self.starts.append(self.now)
        if k and in_time and self.assaults:
            self.o["assault_answered"] = 1.0
        if not self.missed[k]:
            self.learn(in_time)
        if k == 0:
            self.warning = self.now
            if self.posture == HARASSMENT:
                self.react({RESTRAINT: 0.35, ASSAULT: 0.02})
        elif k == 1 and self.posture != RESTRAINT:
            self.react({RESTRAINT: 0.40, ASSAULT: 0.04})
        elif k == 2 and self.posture == ASSAULT:
            self.react({RESTRAINT: 0.40})

    # The guarantors

    def ask(self, name: str) -> None:
        """Ask a guarantor, and the one without whom it does not come."""
        both = (name, GUARANTORS[name].needs)
        asked = [one for one in both if one and one not in self.path_ends]
        for one in asked:
            end = self.now + sum(self.between(step) for step in GUARANTORS[one].path)
            if GUARANTORS[one].rests_on_sunday and int(end // DAY) % 7 == 6:
                end += DAY
            self.path_ends[one] = end
        for one in asked:
            self.begin(self.decide, one, self.episode)

    def between(self, times) -> float:
        """A PERT variable of low, mode and high; or the number itself."""
        if isinstance(times, float):
            return times
        low, mode, high = times
        rise = 4.0 * (mode - low) / (high - low)
        return low + (high - low) * self.random.betavariate(1.0 + rise, 5.0 - rise)

    def is_willing(self, name: str) -> bool:
        """A guarantor's own will in an episode; some of it is everyone's."""
        if name not in self.wills:
            shared = self.wills.setdefault("all", self.random.random())
            u = shared if self.random.random() < TOGETHER else self.random.random()
            self.wills[name] = u < GUARANTORS[name].honours
        return self.wills[name]

    def answers_at(self, name: str) -> float:
        """After its own path, and that of the one that it needs."""
        return max(self.path_ends[one] for one in (name, GUARANTORS[name].needs) if one)

    def answer(self, name: str) -> None:
        """A guarantor comes or does not."""
        needs = GUARANTORS[name].needs
        self.agreed[name] = self.is_willing(name) and (not needs or self.is_willing(needs))
        owes = any(
            name in phase.owed_by and state != "not called"
            for phase, state in zip(PHASES, self.states, strict=True)
        )
        if self.agreed[name] and owes:
            self.order(name)
        self.review_all()

    def order(self, name: str) -> None:
        """The means of a guarantor set out."""
        if name in self.ordered:
            return
        self.ordered.add(name)
        for means in ("air", "ground", "sea"):
            if travel := getattr(GUARANTORS[name], means):
                self.begin(self.arrive, name, means, self.between(travel), self.episode)

    def land(self, name: str, means: str) -> None:
        """A means has its effect."""
        self.arrived[name].add(means)
        self.note_clash()
        self.review_front()
        self.review_all()

    def review_all(self) -> None:
        """Whether any open phase can start now, or never."""
        for k in range(len(PHASES)):
            self.review(k)

    # The adversary

    def belief(self) -> float:
        """The belief that the coming phases are honoured."""
        return (PRIOR * WEIGHT + self.kept) / (WEIGHT + self.kept + self.broken)

    def learn(self, kept: bool) -> None:
        """A phase was kept or broken."""
        self.kept += kept
        self.broken += not kept
        self.tell("belief")

    def pace(self, target: int) -> float:
        """What belief does to a move towards a posture."""
        if target < self.posture:
            return (self.belief() / PRIOR) ** ELASTICITY
        return ((1.0 - self.belief()) / (1.0 - PRIOR)) ** ELASTICITY

    def time_in_posture(self) -> tuple[float, int]:
        """How long this posture lasts at the prior belief, and what comes after it."""
        if self.posture == ASSAULT:
            return self.random.lognormvariate(log(96.0), SIGMA_ASSAULT), HARASSMENT
        if self.posture == HARASSMENT:
            return self.random.expovariate(1.0 / (180 * DAY)), ASSAULT
        return self.random.expovariate(1.0 / (14 * DAY)), HARASSMENT

    def react(self, chances: dict) -> None:
        """Move to a posture with its chance as belief has it, or stay."""
        weights = {to: p * self.pace(to) for to, p in chances.items() if to != self.posture}
        u = self.random.random() * max(1.0, sum(weights.values()))
        for to, weight in weights.items():
            u -= weight
            if u < 0.0:
                self.take(to)
                return

    def take(self, posture: int) -> None:
        """Take a posture."""
        self.posture = posture
        if posture == ASSAULT:
            self.assaults.append(self.now)
            self.seen_assault = True
        self.note_clash()
        self.review_front()
        self.tell("posture")

    def note_clash(self) -> None:
        """An assault while another state's ground or air is there."""
        if self.posture == ASSAULT and any(has - {"sea"} for has in self.arrived.values()):
            self.o["direct_clash"] = 1.0

    def review_front(self) -> None:
        """How fast area is lost from now on."""
        rate = 0.0
        if self.posture == ASSAULT:
            troops = sum(GUARANTORS[g].troops for g, has in self.arrived.items() if "ground" in has)
            density = (DEFENDERS + REACH * troops) / SECTOR
            rate = ADVANCE / DAY * max(0.0, 1.0 - density / HOLDS_AT)
            for name, has in self.arrived.items():
                if "air" in has:
                    rate *= 1.0 - GUARANTORS[name].slows
        if rate != self.fronts[-1][1]:
            self.fronts.append((self.now, rate))

    # What it came to

    def keep_phases(self) -> None:
        """Keep what became of the phases of the open episode."""
        for k, state in enumerate(self.states):
            if state != "not called":
                self.o[f"called_{k + 1}"] += 1
            if state == "open" and self.missed[k]:
                state = "late"
            if state in ("met", "late", "lapsed"):
                self.o[f"{state}_{k + 1}"] += 1

    def area_between(self, start: float, end: float) -> float:
        """km2 lost from one hour to another."""
        ends = [since for since, _ in self.fronts[1:]] + [self.horizon]
        return sum(
            rate * max(0.0, min(end, until) - max(start, since))
            for (since, rate), until in zip(self.fronts, ends, strict=True)
        )

    def outcomes(self) -> dict:
        """The outcomes, counted at the end; NaN for what does not apply."""
        o = self.o
        if self.episode:
            self.keep_phases()
        months = self.horizon / (30 * DAY)
        first = self.starts[0] if self.starts else NEVER
        o["hostile_violations"] = len(self.hostile_acts)
        o["severity"] = sum(act[1] for act in self.hostile_acts)
        o["severity_unanswered"] = sum(act[1] for act in self.hostile_acts if act[0] < first)
        o["grey_zone_harm"] = sum(act[1] for act in self.hostile_acts if act[2]) / months
        o["breaches_per_30_days"] = o["breaches"] / months
        o["false_breaches_per_30_days"] = o["false_breaches"] / months
        o["area"] = self.area_between(0.0, self.horizon)
        if not self.assaults:
            o["assault_answered"] = nan
            return o
        o["assault"] = 1.0
        for hours in (24, 48, 72):
            end = min(self.horizon, self.assaults[0] + hours)
            o[f"area_{hours}"] = self.area_between(self.assaults[0], end)
        return o


class History(Plan):
    """One history on SimPy's clock."""

    def __init__(self, days: float, seed: int) -> None:
        self.env = simpy.Environment()
        self.teams = simpy.PriorityResource(self.env, TEAMS)
        self.changes = {"posture": self.env.event(), "belief": self.env.event()}
        super().__init__(days, seed)

    @property
    def now(self) -> float:
        """The hour."""
        return self.env.now

    def begin(self, process, *arguments) -> None:
        """Start a process."""
        self.env.process(process(*arguments))

    def tell(self, change: str) -> None:
        """Wake those who wait for a change of posture or belief."""
        told, self.changes[change] = self.changes[change], self.env.event()
        told.succeed()

    def run(self) -> dict:
        """The outcomes of the history."""
        for pattern in PATTERNS:
            self.begin(self.pattern, pattern)
        self.begin(self.adversary)
        self.env.run(until=self.horizon)
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
                yield self.env.timeout(when - self.now)
                if not pattern.shares[self.posture]:
                    break
                self.head(pattern)
            else:
                yield self.env.timeout((day + 1) * DAY - self.now)

    def follower(self, pattern: Pattern, delay: float):
        """A later act of a salvo."""
        yield self.env.timeout(delay)
        if pattern.shares[self.posture]:
            self.act(pattern)

    def verification(self, pattern: Pattern, occurred: float):
        """Report, a free team, verification, verdict."""
        yield self.env.timeout(self.random.lognormvariate(log(2.0), SIGMA_REPORT))
        with self.teams.request(priority=-SEVERITY[pattern.kind]) as team:
            yield team
            yield self.env.timeout(self.random.lognormvariate(log(3.0), SIGMA_VERIFY))
        self.verdict(pattern, occurred)

    def stand_down(self):
        """After enough quiet the plan goes back to rest."""
        while self.rests_at() > self.now:
            yield self.env.timeout(self.rests_at() - self.now)
        self.end_episode()

    def deadline(self, k: int, episode: int):
        """The deadline of a phase."""
        yield self.env.timeout(max(0.0, self.due[k] - self.now))
        self.miss(k, episode)

    def start(self, k: int, episode: int):
        """A phase starts as soon as the clock allows."""
        yield self.env.timeout(max(0.0, self.clock + PHASES[k].not_before - self.now))
        if self.episode == episode:
            self.start_phase(k)

    def decide(self, name: str, episode: int):
        """A guarantor goes its path to a decision."""
        yield self.env.timeout(self.answers_at(name) - self.now)
        if self.episode == episode:
            self.answer(name)

    def arrive(self, name: str, means: str, travel: float, episode: int):
        """A means of a guarantor is on its way."""
        yield self.env.timeout(travel)
        if self.episode == episode:
            self.land(name, means)

    def adversary(self):
        """In each posture a time runs until it is left, at the pace of the present belief."""
        while True:
            changed = self.changes["posture"]
            left, to = self.time_in_posture()
            while left > 1e-9 and self.changes["posture"] is changed:
                pace, since = self.pace(to), self.now
                yield self.env.timeout(left / pace) | changed | self.changes["belief"]
                left -= (self.now - since) * pace
            if self.changes["posture"] is changed:
                self.take(to)


def replicate(days: float, seed: int) -> dict:
    """The outcomes of one history."""
    return History(days, seed).run()


def main() -> None:
    """Print the mean of each outcome."""
    replications, days, seed = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    played = [replicate(days, seed + n) for n in range(replications)]
    for name in OUTCOMES:
        known = [one[name] for one in played if not isnan(one[name])]
        print(f"{name:28} {sum(known) / max(1, len(known)):12.4f}")


if __name__ == "__main__":
    main()
