"""From a scenario to arrays: names become numbers, rules become clauses, rates become hours."""

from itertools import product
from typing import Any

import numpy as np

from simulator.errors import Problem, ScenarioError
from simulator.minutes import DAY
from simulator.model import parameters as p, terms
from simulator.model.draws import stream
from simulator.model.encode_moves import encode_moves
from simulator.model.encode_violations import encode_patterns
from simulator.model.guides import CELLS
from simulator.model.parameters import Array, Names, Parameters
from simulator.model.remembered import remembered
from simulator.model.tables import Distributions, bits, rows
from simulator.scenario.schema import Scenario
from simulator.scenario.schema.ground import Ground
from simulator.scenario.schema.guarantors import Guarantor
from simulator.scenario.schema.monitoring import Calendar, Claims, Monitoring
from simulator.scenario.schema.plan import Phase, Plan
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, Cusum, CusumClause
from simulator.scenario.schema.sections import STANDARD_KINDS, owing
from simulator.scenario.schema.violations import Kind


def names_of(scenario: Scenario) -> Names:
    """The names in the order in which the arrays number them."""
    return Names(
        patterns=tuple(scenario.violations),
        causes=tuple(pattern.cause for pattern in scenario.violations.values()),
        kinds=tuple(scenario.every_kind),
        postures=scenario.adversary.postures,
        phases=tuple(phase.name for phase in scenario.plan.phases),
        guarantors=tuple(scenario.roster()),
        moves=(
            *((terms.RED_LINE,) if scenario.adversary.red_line.is_drawn else ()),
            *(move.trigger for move in scenario.adversary.moves),
        ),
    )


def encode(scenario: Scenario, seed: int = 0, engine: str | None = None) -> Parameters:
    """The parameters of a scenario under a seed (0 to 2**63 - 1).

    `engine` (one of ENGINES) is to play it; left out, the engine file, or SimPy where a pattern is
    written in Python. All play the same histories.
    """
    names = names_of(scenario)
    refuse_same_luck(names.patterns, names.guarantors)
    distributions = Distributions()
    plan, roster, adversary = scenario.plan, scenario.roster(), scenario.adversary
    patterns, rates, shares, times, programs = encode_patterns(scenario, names, distributions)
    guarantors, arrives, slows, own = _guarantors(roster, distributions.at)
    distributions.take(own)
    moves, targets, own = encode_moves(adversary, names.phases, distributions.at)
    distributions.take(own)
    monitoring, own = _monitoring(scenario.monitoring, distributions.at)
    distributions.take(own)
    table, numbers = distributions.arrays()
    owed, named = _debts(plan, roster)
    return Parameters(
        world=_world(scenario, names, seed, engine or (p.SIMPY if scenario.programs else p.FILE)),
        luck=np.zeros(0, p.SEED),
        patterns=patterns,
        rates=rates,
        shares=shares,
        times=times,
        kinds=_kinds(scenario.kinds, scenario.monitoring.seen).copy(),
        monitoring=monitoring.copy(),
        clauses=_clauses(scenario.threshold, plan, names.kinds).copy(),
        phases=_phases(plan).copy(),
        owed=owed.copy(),
        named=named.copy(),
        guarantors=guarantors.copy(),
        requires=_requires(roster).copy(),
        arrives=arrives.copy(),
        slows=slows.copy(),
        moves=moves.copy(),
        targets=targets.copy(),
        front=_front(scenario.ground),
        distributions=table,
        numbers=numbers,
        guides=np.zeros((0, CELLS), np.int32),
        guided=np.full(len(table), -1),
        mixing=np.zeros((0, CELLS, 2)),
        mixed=np.full(len(patterns), -1),
        programs=programs,
    )


@remembered
def refuse_same_luck(patterns: tuple[str, ...], guarantors: tuple[str, ...]) -> None:
    """Raise `ScenarioError` for two names whose streams of random numbers are the same.

    A stream is 24 bits of its name's hash, so this is one scenario in some 30,000.
    """
    owners: dict[int, str] = {}
    named = [f"pattern {name}" for name in patterns]
    for owner in named + [f"guarantor {name}" for name in guarantors]:
        other = owners.setdefault(stream(owner), owner)
        if other != owner:
            message = f"{owner} and {other} would share their luck; rename one of them."
            raise ScenarioError([Problem("scenario", None, "", message)])


def _world(scenario: Scenario, names: Names, seed: int, engine: str) -> Array:
    adversary, plan = scenario.adversary, scenario.plan
    row = {
        "seed": seed,
        "engine": p.ENGINES.index(engine),
        "horizon": scenario.horizon,
        "starts": scenario.starts,
        "offset": scenario.starts % DAY,
        "postures": len(names.postures),
        "posture": names.postures.index(adversary.posture),
        "clock": terms.CLOCKS.index(plan.clock),
        "resets": plan.new_breach == "resets the clock",
        "stand_down": plan.stand_down,
        "together": scenario.together,
        "signs": adversary.signs,
        "prior": adversary.credibility.prior,
        "weight": adversary.credibility.weight,
        "elasticity": adversary.credibility.elasticity,
        "at_stake": np.inf if scenario.ground.at_most is None else scenario.ground.at_most,
        "stream": stream("world"),
    }
    return rows(p.WORLD, [row])


@remembered
def _kinds(own: dict[str, Kind], seen: float | dict[str, float]) -> Array:
    """Severity, urgency (0: verified first) and the chance of being seen, by kind."""
    kinds = STANDARD_KINDS | own
    ladder = sorted({kind.severity for kind in kinds.values()}, reverse=True)
    return rows(
        p.KIND,
        [
            {
                "severity": kind.severity,
                "urgency": ladder.index(kind.severity),
                "seen": seen.get(name, 1.0) if isinstance(seen, dict) else seen,
            }
            for name, kind in kinds.items()
        ],
    )


@remembered
def _monitoring(mission: Monitoring, at: tuple[int, int]) -> tuple[Array, Distributions]:
    distributions = Distributions(*at)
    report = mission.report
    calendar = report if isinstance(report, Calendar) else None
    row = {
        "stream": stream("monitoring"),
        "delay": distributions.row(report.issued if isinstance(report, Calendar) else report),
        "daily": calendar.daily if calendar else -1,
        "never_on": bits(calendar.never_on) if calendar else 0,
        "teams": mission.teams or terms.NEVER,
        "severe_first": mission.order == "severe first",
        "verify": distributions.row(mission.verify),
        "right": mission.attribute.right,
        "wrong": mission.attribute.wrong,
        **_claims(mission.claims),
    }
    return rows(p.MONITORING, [row]), distributions


def _claims(claims: Claims | None) -> dict[str, Any]:
    said = claims or Claims()
    return {
        "claims": claims is not None,
        "inflation": said.inflation,
        "rival": -1.0 if said.rival is None else said.rival,
        "needs_both": said.counts == "both",
    }


def alternatives(rule: Any) -> list[tuple[Any, ...]]:
    """A rule as alternatives: it is met when all clauses of any one of them are."""
    if isinstance(rule, AnyOf):
        return [group for part in rule.any for group in alternatives(part)]
    if isinstance(rule, AllOf):
        choices = product(*(alternatives(part) for part in rule.all))
        return [sum(choice, ()) for choice in choices]
    return [(rule,)]


def rule_clauses(rule: Any, number: int, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    """CLAUSE rows of one rule."""
    return [
        _clause(clause, number, group, kinds)
        for group, clauses in enumerate(alternatives(rule))
        for clause in clauses
    ]


def _clause(
    clause: Clause | CusumClause, rule: int, group: int, kinds: tuple[str, ...]
) -> dict[str, Any]:
    said = clause.cusum if isinstance(clause, CusumClause) else clause
    row = {
        "rule": rule,
        "group": group,
        "kinds": bits(kinds.index(kind) for kind in said.of) or (1 << len(kinds)) - 1,
        "measure": terms.MEASURES.index(said.measure),
    }
    if isinstance(said, Cusum):
        per_minute = said.drift / DAY
        return row | {"drift": per_minute, "at_least": said.limit, "days": 1}
    within = 0 if said.within == "calendar day" else said.within
    return row | {"drift": -1.0, "at_least": said.at_least, "within": within, "days": said.days}


@remembered
def _clauses(threshold: Any, plan: Plan, kinds: tuple[str, ...]) -> Array:
    """The threshold is rule 0, the condition of phase k rule k + 1."""
    clauses = rule_clauses(threshold, 0, kinds)
    for k, phase in enumerate(plan.phases):
        if phase.when.rule is not None:
            clauses += rule_clauses(phase.when.rule, k + 1, kinds)
    return rows(p.CLAUSE, clauses)


@remembered
def _phases(plan: Plan) -> Array:
    return rows(p.PHASE, [_phase(k, phase) for k, phase in enumerate(plan.phases)])


def _phase(k: int, phase: Phase) -> dict[str, Any]:
    needs = phase.needs
    counted = isinstance(needs.guarantors, int)
    plain = needs.guarantors is None and not needs.troops and not needs.effect
    return {
        "rule": -1 if phase.when.rule is None else k + 1,
        "since": terms.SINCE.index(phase.when.counts_since),
        "grace": phase.when.grace,
        "not_before": phase.not_before,
        "by": -1 if phase.by is None else phase.by,
        "within": -1 if phase.within is None else phase.within,
        "warns": phase.warns,
        "slows": phase.slows,
        "needs_count": needs.guarantors if counted else int(plain),
        "needs_troops": needs.troops,
        "needs_effect": bits(terms.MEANS.index(means) for means in needs.effect),
    }


@remembered
def _debts(plan: Plan, roster: dict[str, Guarantor]) -> tuple[Array, Array]:
    """Who owes each phase, and whom each phase needs by name."""
    shape = (len(plan.phases), len(roster))
    owed, named = np.zeros(shape, np.bool_), np.zeros(shape, np.bool_)
    places = {name: g for g, name in enumerate(roster)}
    for k, phase in enumerate(plan.phases):
        for name in owing(roster, phase.owed_by):
            owed[k, places[name]] = True
        if isinstance(phase.needs.guarantors, tuple):
            for name in owing(roster, phase.needs.guarantors):
                named[k, places[name]] = True
    return owed, named


@remembered
def _guarantors(
    roster: dict[str, Guarantor], at: tuple[int, int]
) -> tuple[Array, Array, Array, Distributions]:
    distributions = Distributions(*at)
    shape = (len(roster), len(terms.MEANS))
    arrives, slows = np.full(shape, -1, np.int64), np.zeros(shape)
    table = []
    for g, (name, guarantor) in enumerate(roster.items()):
        brought = [(m, getattr(guarantor.brings, means)) for m, means in enumerate(terms.MEANS)]
        brought = [(m, means) for m, means in brought if means is not None]
        for m, means in brought:
            arrives[g, m] = distributions.row(means.arrives)
            slows[g, m] = means.slows
        ground = guarantor.brings.ground
        table.append(
            {
                "stream": stream(f"guarantor {name}"),
                "home": guarantor.home,
                "honours": guarantor.honours,
                "government": distributions.row(guarantor.decides.government),
                "parliament": distributions.row(guarantor.decides.parliament),
                "mandate": distributions.row(guarantor.decides.mandate),
                "rests": bits(guarantor.decides.rests),
                "brings": bits(m for m, _ in brought),
                "present": bits(m for m, means in brought if means.present),
                "troops": ground.troops if ground else 0.0,
            }
        )
    return rows(p.GUARANTOR, table), arrives, slows, distributions


@remembered
def _requires(roster: dict[str, Guarantor]) -> Array:
    """Who must come for whom, through others too (the transitive closure; cycles are refused)."""
    count = len(roster)
    requires = np.eye(count, dtype=np.bool_)
    place = {name: g for g, name in enumerate(roster)}
    needs = [
        [place[name] for name in owing(roster, guarantor.needs)] for guarantor in roster.values()
    ]
    for g in range(count):
        waiting = list(needs[g])
        while waiting:
            other = waiting.pop()
            if not requires[g, other]:
                requires[g, other] = True
                waiting += needs[other]
    return requires


def _front(ground: Ground) -> Array:
    row = {field: getattr(ground, field) for field in p.FRONT_LINE.names or ()}
    return rows(p.FRONT_LINE, [row])
