"""Scenarios drawn over the whole schema, as the mappings that a file would hold.

Short and busy, with times that often coincide: what may happen in one minute should. A scenario
is drawn from its number, so that a test can name the one that failed; `reduced` makes it small.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st

from simulator.errors import ScenarioError
from simulator.model.encode import encode
from simulator.model.parameters import Parameters
from simulator.scenario.families import FAMILIES
from simulator.scenario.load import load_mapping
from simulator.scenario.schema import Scenario

FOLDER = Path(__file__).parent
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
KINDS = ("drone", "artillery", "missile", "small_arms", "air_strike", "ground_assault", "balloon")
MEANS = ("ground", "air", "fires", "sea", "intelligence")
CAUSES = ("accident", "exercise", "indiscipline", "false flag", "false report")
LADDERS = (
    ("restraint", "harassment", "assault"),
    ("calm", "assault"),
    ("calm", "probing", "pressure", "assault"),
)
REPLAY = {"file": "replayed-acts.csv", "zero": "2025-01-01T00:00:00Z", "start": "when"}
ROUND = (0, 0, 1, 30, 60, 60, 120, 360, 720, 1440, 2880, 4320)


def scenarios() -> st.SearchStrategy[dict[str, Any]]:
    """Drawn scenarios; `encoded` makes arrays of them."""
    return st.integers(0, 10**9).map(drawn)


def loaded(mapping: dict[str, Any]) -> Scenario:
    """A drawn mapping as a scenario."""
    return load_mapping(mapping, folder=FOLDER)


def encoded(mapping: dict[str, Any]) -> Parameters:
    """A drawn mapping as arrays, with its number as the seed: each has its own luck."""
    return encode(loaded(mapping), int(mapping["name"].split()[-1]))


def drawn(number: int) -> dict[str, Any]:
    """The scenario of this number."""
    return Draw(number).scenario(f"drawn {number}")


def reduced(mapping: dict[str, Any], fails: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """A smaller scenario that still fails: what can be left out is."""
    smaller = True
    while smaller:
        smaller = False
        for path in list(_paths(mapping)):
            candidate = deepcopy(mapping)
            holder = candidate
            for step in path[:-1]:
                holder = holder[step]
            del holder[path[-1]]
            try:
                loaded(candidate)
                smaller = fails(candidate)
            except (ScenarioError, ValueError):
                continue
            if smaller:
                mapping = candidate
                break
    return mapping


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The places within a mapping, the widest first."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    held = [((*path, key), one) for key, one in items]
    yield from (place for place, _ in held)
    for place, one in held:
        if isinstance(one, dict | list):
            yield from _paths(one, place)


class Draw(Random):
    """Draws the parts of a scenario; each part is there or not, mostly in its plain form."""

    used: list[str]
    """The kinds of act that happen."""
    end: int
    """The horizon."""

    def chance(self, share: float) -> bool:
        return self.random() < share

    def some(self, names: Any, least: int = 0, most: int = 9) -> list[Any]:
        names = list(names)
        return self.sample(names, self.randint(min(least, len(names)), min(most, len(names))))

    def words(self, share: float, **parts: Callable[[], Any]) -> dict[str, Any]:
        """Each of these parts with this probability."""
        return {key: part() for key, part in parts.items() if self.chance(share)}

    # Quantities

    def span(self, shortest: int = 0, longest: int = 4320) -> str:
        """A duration; a round one most of the time, so that events coincide."""
        fitting = [minute for minute in ROUND if shortest <= minute <= longest]
        if fitting and self.chance(0.7):
            return f"{self.choice(fitting)} min"
        return f"{self.randint(shortest, longest)} min"

    def moment(self) -> str:
        """A time before the end."""
        return self.span(0, self.end - 1)

    def share(self, highest: float = 1.0) -> float:
        return self.choice([0.0, 0.2, 0.5, 0.8, 1.0]) * highest

    def likely(self) -> float:
        return self.choice([0.5, 0.8, 0.9, 1.0, 1.0])

    def rate(self, highest: int) -> str:
        return f"{self.randint(1, highest)} per day"

    def family(self, low: int, high: int, unit: str) -> dict[str, Any]:
        """A distribution of any family."""

        def said(value: int) -> Any:
            return f"{value} {unit}" if unit else value

        three = sorted(self.randint(low, high) for _ in range(3))
        mean = said(max(1, three[1]))
        shape = self.choice([0.5, 1, 2.5])
        ends = {"median": said(three[0] + 1), "p90": said(three[2] + 1)}
        families: dict[str, Any] = {
            "constant": said(three[1]),
            "uniform": [said(three[0]), said(three[2])],
            "triangular": [said(x) for x in three],
            "pert": [said(x + i) for i, x in enumerate(three)],
            "exponential": {"mean": mean},
            "lognormal": ends,
            "weibull": {"shape": shape, "scale": mean},
            "gamma": {"shape": shape, "mean": mean},
            "empirical": [said(x) for x in three],
        }
        name = self.choice(sorted(families))
        return {name: families[name]}

    def time(self, longest: int = 1440) -> Any:
        """A duration or a distribution of durations."""
        return self.span(0, longest) if self.chance(0.5) else self.family(0, longest, "min")

    def count(self, highest: int) -> Any:
        mean = self.randint(1, highest)
        return self.choice(
            [
                mean,
                self.family(0, highest, ""),
                {"geometric": {"mean": mean}},
                {"poisson": {"mean": mean}},
                {"negative_binomial": {"mean": mean, "k": 0.8}},
            ]
        )

    # Violations

    def level(self) -> dict[str, Any]:
        steps = sorted(self.randint(0, 4320) for _ in range(2))
        return self.words(
            0.3,
            steps=lambda: [
                {"start": f"{start} min", "factor": self.choice([0, 0.5, 3])} for start in steps
            ],
            linear=lambda: {"to": self.choice([0, 2]), "over": self.span(1)},
            exponential=lambda: {"to": self.choice([0.1, 4]), "over": self.span(1)},
            truce=lambda: {
                "collapse": self.span(1), "floor": self.share(), "erosion": self.span(1)
            },
            wander=lambda: {"sd": self.choice([0, 0.5, 1.2]), "memory": self.span(1)},
        )  # fmt: skip

    def source(self) -> dict[str, Any]:
        """Where a pattern's acts come from."""
        known = sorted(set(FAMILIES) - {"replay", "truce erosion"})
        hours = ["all", "night", "day", [*range(24)], [1] + [0] * 23]
        return self.choice(
            [
                lambda: {"rate": self.rate(15)},
                lambda: (
                    {"rate": self.rate(15)}
                    | self.words(
                        0.5,
                        hours=lambda: self.choice(hours),
                        level=self.level,
                        overdispersion=lambda: self.choice([0.8, 3]),
                    )
                ),
                lambda: {"at": [self.moment() for _ in range(self.randint(1, 12))]},
                lambda: {"at": {"count": self.randint(1, 20), "within": self.span(0, 1440)}},
                lambda: (
                    {"gaps": self.family(60, 1000, "min")}
                    | self.words(0.5, saves=lambda: self.rate(60))
                ),
                lambda: {
                    "events": REPLAY
                    | {"end": "until"}
                    | self.words(0.7, count=lambda: "acts", size=lambda: "munitions")
                },
                lambda: {"family": self.choice(known)},
            ]
        )()

    def pattern(self, postures: tuple[str, ...]) -> dict[str, Any]:
        during = [
            lambda: self.choice(postures),
            lambda: self.some(postures, 1),
            lambda: {posture: self.share() for posture in self.some(postures, 1)},
        ]
        return (
            {"kind": self.choice(self.used)}
            | self.source()
            | self.words(0.3, cause=lambda: self.choice(CAUSES), during=self.choice(during))
            | self.words(
                0.15,
                starts=lambda: self.span(0, 720),
                ends=lambda: self.span(721),
                size=lambda: self.count(20),
                mass=lambda: {"share": self.share(), "size": self.count(90)},
                salvo=lambda: {"acts": self.count(4), "within": self.span(1, 720)},
                echo=lambda: {"share": self.share(0.5), "memory": self.span(1, 1440)},
                pauses=lambda: {"before_deadline": self.span(1, 1440)},
                stays_under=lambda: {
                    "belief": self.choice([0.5, 1, 2]), "margin": self.choice([0, 1])
                },
                blamed=self.share,
            )
        )  # fmt: skip

    # Monitoring and rule

    def monitoring(self) -> dict[str, Any]:
        return self.words(
            0.4,
            seen=lambda: self.choice(
                [self.likely(), {kind: self.share() for kind in self.some(KINDS, 0, 3)}]
            ),
            report=lambda: self.choice([self.time(720), self.calendar()]),
            teams=lambda: self.randint(1, 3),
            order=lambda: self.choice(["severe first", "in order"]),
            verify=lambda: self.time(300),
            confirm=lambda: {"hostile": self.likely(), "other": self.share()},
            attribute=lambda: {"right": self.likely() * 0.8, "wrong": self.share(0.2)},
        ) | self.words(0.1, claims=self.claims)

    def claims(self) -> dict[str, Any]:
        """One party's claims, or those of two; both are needed now and then."""
        claims: dict[str, Any] = {"inflation": self.choice([0, 0.5, 1, 1.7, 3])}
        if self.chance(0.5):
            claims["rival"] = self.choice([0, 0.3, 1, 2.4])
            claims |= self.words(0.5, counts=lambda: "both")
        return claims

    def calendar(self) -> dict[str, Any]:
        return {"daily": self.choice(["19:30", "00:00", "12:00"])} | self.words(
            0.5, issued=self.time, **{"except": lambda: self.some(DAYS, 0, 3)}
        )

    def rule(self, depth: int = 2) -> dict[str, Any]:
        if depth and self.chance(0.3):
            parts = [self.rule(depth - 1) for _ in range(self.randint(1, 3))]
            return {self.choice(["any", "all"]): parts}
        counted = self.words(
            0.3,
            of=lambda: self.choice([self.choice(self.used), self.some(KINDS, 1, 4)]),
            measure=lambda: self.choice(["violations", "munitions", "severity"]),
        )
        if self.chance(0.15):
            score = {"drift": f"{self.randint(0, 9)} per day", "limit": self.choice([1, 3])}
            return {"cusum": counted | score}
        within = [lambda: self.span(1, 2880), lambda: "calendar day"]
        return (
            {"at_least": self.choice([1, 1, 2, 3, 5])}
            | counted
            | self.words(0.5, within=self.choice(within))
            | self.words(0.1, days=lambda: 2)
        )

    # Plan, guarantors, adversary, ground

    def phases(self, names: list[str], roster: dict[str, Any]) -> list[dict[str, Any]]:
        """The phases; what counts acts since a warning has one to wait for."""
        phases = [self.phase(name, roster) for name in names]
        for phase in phases:
            warned = any(other.get("warns") for other in phases if other is not phase)
            when = phase["when"]
            if when != "breach" and not warned and when.get("since", "warning") == "warning":
                when["since"] = self.choice(["breach", "clock", "last phase"])
        return phases

    def phase(self, name: str, roster: dict[str, Any]) -> dict[str, Any]:
        groups = sorted({state["in"] for state in roster.values() if "in" in state})
        owed_by = self.some([*roster, *groups] or ["someone", "another"], 1, 4)
        when: Any = "breach"
        if self.chance(0.5):
            since = ["breach", "clock", "warning", "last phase"]
            when = {self.choice(["continues", "full_scale"]): self.rule(1)} | self.words(
                0.4, since=lambda: self.choice(since), grace=lambda: self.span(0, 720)
            )
        words = self.words(
            0.4,
            by=self.span,
            within=lambda: self.span(0, 2880),
            not_before=lambda: self.span(0, 2880),
            needs=lambda: self.needs(owed_by, roster),
            warns=lambda: True,
            slows=self.share,
        )
        if "by" in words and "within" not in words:
            words.pop("not_before", None)
        return {"name": name, "owed_by": owed_by, "when": when} | words

    def needs(self, owed_by: list[str], roster: dict[str, Any]) -> dict[str, Any]:
        """Needs that those who owe a phase could meet, if all came."""
        owing = [g for g, state in roster.items() if g in owed_by or state.get("in") in owed_by]
        owing = owing or owed_by
        brought = [roster.get(g, {}).get("brings", {}) for g in owing]
        troops = sum(brings.get("ground", {}).get("troops", 0) for brings in brought)
        means = sorted({name for brings in brought for name in brings})
        return self.words(
            0.5,
            guarantors=lambda: self.choice([self.randint(1, len(owing)), self.some(owing, 1)]),
            troops=lambda: min(troops, self.choice([0, 500, 1500])),
            effect=lambda: self.some(means, 0, 2),
        )

    def means(self, **more: Any) -> dict[str, Any]:
        """What a guarantor brings of one sort: already there, or under way for a time."""
        there = {"present": True} if self.chance(0.2) else {"arrives": self.time()}
        return there | self.words(0.5, slows=self.share) | more

    def guarantor(self, earlier: list[str]) -> dict[str, Any]:
        """A guarantor, who may need those before it in the roster."""
        path = [
            self.span,
            lambda: self.words(
                0.5,
                government=self.time,
                parliament=self.time,
                mandate=self.time,
                rests=lambda: self.some(DAYS, 1, 3),
            ),
        ]
        brings = {"ground": lambda: self.means(troops=self.choice([0, 500, 1000]))} | dict.fromkeys(
            MEANS[1:], self.means
        )
        words = self.words(
            0.5,
            decides=self.choice(path),
            honours=self.share,
            brings=lambda: self.words(0.4, **brings),
        )
        rarer = {"in": lambda: self.choice(["club", "league"]), "home": lambda: True}
        if earlier:
            rarer["needs"] = lambda: self.some(earlier, 1, 2)
        return words | self.words(0.25, **rarer)

    def move(self, postures: tuple[str, ...], phases: list[str]) -> dict[str, Any]:
        """A move with any trigger."""
        noticed = ["warning", "troops arrive"]
        noticed += [f"{p}{how}" for p in phases for how in (" starts", " is late", " lapses")]
        to: Any = self.choice(postures)
        if self.chance(0.5):
            to = {posture: self.share(1 / len(postures)) for posture in self.some(postures, 1)}
        trigger = self.choice(
            [
                lambda: {"at": self.moment()},
                lambda: {"after": self.time(3000)},
                lambda: {"on": self.choice(noticed)},
            ]
        )()
        if "after" in trigger or self.chance(0.4):
            trigger["from"] = self.choice([self.choice(postures), self.some(postures, 1)])
        return trigger | {"to": to}

    def adversary(self, postures: tuple[str, ...], phases: list[str]) -> dict[str, Any]:
        start = postures[0] if self.chance(0.1) else self.choice(postures[1:])
        return {"postures": list(postures), "posture": start} | self.words(
            0.5,
            moves=lambda: [self.move(postures, phases) for _ in range(self.randint(1, 4))],
            red_line=lambda: {"deters": self.share(0.5), "provokes": self.share(0.5)},
            credibility=lambda: {
                "prior": self.choice([0.2, 0.5]),
                "weight": self.choice([1, 4]),
                "elasticity": self.choice([0, 0.5, 1, 2]),
            },
            signs=lambda: self.choice([1.0, 0.9]),
        )

    def scenario(self, name: str) -> dict[str, Any]:
        postures = self.choice(LADDERS)
        self.used = self.some(KINDS, 1, 3)
        self.end = self.choice([4320, 5760, self.randint(4320, 10080)])
        roster: dict[str, Any] = {}
        for i in range(self.randint(0, 4)):
            roster[f"g{i}"] = self.guarantor(list(roster))
        phases = [f"p{k}" for k in range(self.choice([0, 1, 2, 2, 3, 4]))]
        kinds = {"balloon": {"severity": self.choice([0, 0.5, 2])}}
        kinds |= self.words(0.3, drone=lambda: {"severity": 5, "compliance": self.share()})
        return {
            "name": name,
            "horizon": f"{self.end} min",
            "starts": f"{self.choice(DAYS)} {self.choice(['00:00', '07:30'])}",
            "kinds": kinds,
            "violations": {f"v{i}": self.pattern(postures) for i in range(self.randint(1, 3))},
            "monitoring": self.monitoring(),
            "threshold": self.rule(),
            "plan": {"phases": self.phases(phases, roster)}
            | self.words(
                0.5,
                clock=lambda: self.choice(["crossing violation", "breach"]),
                new_breach=lambda: "resets the clock",
                stand_down=lambda: self.span(1),
            ),
            "guarantors": roster,
            "together": self.share(),
            "adversary": self.adversary(postures, phases),
            "ground": self.words(
                0.7,
                sector=lambda: self.choice(["1 km", "300 km"]),
                defenders=lambda: self.choice([0, 1000, 75000]),
                rate=lambda: self.choice(["13 km2 per day", "10000 km2 per day"]),
                holds_at=lambda: self.choice(["10 per km", "300 per km"]),
                reach=self.share,
                at_most=lambda: self.choice(["1 km2", "600 km2", "603600 km2"]),
            ),
        }
