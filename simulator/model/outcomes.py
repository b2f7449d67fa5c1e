"""Outcomes: numbers computed only from a trace, the same for both engines (section 10)."""

import numpy as np

from simulator.jit import jit, struct
from simulator.minutes import DAY, HOUR
from simulator.model import terms
from simulator.model.parameters import Array, Parameters

NAN = np.nan

NUMBERS = (
    "signed",  # 1: there was a ceasefire at all
    "violations",
    "hostile_violations",
    "breaches",
    "false_breaches",
    "episodes",
    "breaches_per_30_days",
    "false_breaches_per_30_days",
    "hours_to_breach",  # from the first hostile act
    "severity",  # of hostile acts, in all
    "severity_unanswered",  # before any phase had started
    "grey_zone_harm",  # severity of hostile acts outside episodes, per 30 days
    "highest_phase",  # 1 for the first that started; 0: none
    "assault",  # 1: the gravest posture was taken
    "hours_to_assault",
    "assault_answered",  # 1: a phase above the first started in time after it began
    "area_24",  # km2 lost within 24 hours of the first assault
    "area_48",
    "area_72",
    "area_before_effect",  # until the first means of another state arrived after it
    "area",
    "unwanted_escalation",  # 1: a phase above the first was called with no assault
    "direct_clash",  # 1: assault while another state's ground, air or fires were there
)
OUTCOME = struct([(name, "f8") for name in NUMBERS] + [("replication", "i8")])
"""One row a replication; a number that does not apply is NaN (as hours to no breach)."""


@jit
def area_between(rows: Array, start: int, end: int, at_stake: float) -> float:
    """km2 lost from one minute to another, while there is still some of `at_stake` km2 to lose."""
    earlier = 0.0
    area = 0.0
    rate = 0.0
    since = 0
    for r in range(len(rows)):
        if rows[r].what == terms.FRONT:
            earlier += rate * max(0, min(start, rows[r].minute) - since)
            area += rate * max(0, min(end, rows[r].minute) - max(start, since))
            rate = rows[r].value
            since = rows[r].minute
    earlier += rate * max(0, start - since)
    area += rate * max(0, end - max(start, since))
    return min(area, max(0.0, at_stake * DAY - earlier)) / DAY


@jit
def is_foreign_effect(p: Parameters, rows: Array, r: int) -> bool:
    """Whether a row is the arrival of another state's ground, air or fires."""
    row = rows[r]
    if row.what != terms.ARRIVAL or p.guarantors[row.subject].home:
        return False
    return row.object == terms.GROUND or row.object == terms.AIR or row.object == terms.FIRES


@jit
def stays_of_others(p: Parameters) -> int:
    """How many other states have ground, air or fires there all the time, episode or not."""
    acting = 1 << terms.GROUND | 1 << terms.AIR | 1 << terms.FIRES
    count = 0
    for g in range(len(p.guarantors)):
        if not p.guarantors[g].home and p.guarantors[g].present & acting:
            count += 1
    return count


@jit
def outcome(p: Parameters, rows: Array, rare: Array, result: Array) -> None:
    """Fill one row of OUTCOME (`result`, of length 1) from a trace.

    `rare`: the rows of the trace without acts, reports and verdicts.
    """
    o = result[0]
    months = p.world[0].horizon / (30.0 * DAY)
    for_assault(p, rare, result)
    count_violations(p, rows, result)
    o.breaches_per_30_days = o.breaches / months
    o.false_breaches_per_30_days = o.false_breaches / months
    o.grey_zone_harm = o.grey_zone_harm / months
    escalation(p, rare, result)
    o.signed = 1.0
    if len(rows) > 0 and rows[0].what == terms.NOT_SIGNED:
        blank(result)


@jit
def blank(result: Array) -> None:
    """There was no ceasefire: nothing else applies."""
    o = result[0]
    o.signed = 0.0
    o.violations = o.hostile_violations = o.breaches = o.false_breaches = o.episodes = NAN
    o.breaches_per_30_days = o.false_breaches_per_30_days = o.hours_to_breach = NAN
    o.severity = o.severity_unanswered = o.grey_zone_harm = o.highest_phase = NAN
    o.assault = o.hours_to_assault = o.assault_answered = NAN
    o.area_24 = o.area_48 = o.area_72 = o.area_before_effect = o.area = NAN
    o.unwanted_escalation = o.direct_clash = NAN


@jit
def count_violations(p: Parameters, rows: Array, result: Array) -> None:
    """Acts, breaches, and the severity borne before an answer and outside episodes."""
    o = result[0]
    o.violations = o.hostile_violations = o.breaches = o.false_breaches = o.episodes = 0.0
    o.severity = o.severity_unanswered = o.grey_zone_harm = o.highest_phase = 0.0
    first_hostile = -1
    o.hours_to_breach = NAN
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.VIOLATION:
            if p.patterns[row.subject].cause != terms.FALSE_REPORT:
                o.violations += 1.0
            if not p.patterns[row.subject].hostile:
                continue
            o.hostile_violations += 1.0
            first_hostile = row.minute if first_hostile < 0 else first_hostile
            severity = p.kinds[row.object].severity
            o.severity += severity
            o.severity_unanswered += severity if o.highest_phase == 0.0 else 0.0
            o.grey_zone_harm += severity if row.episode < 0 else 0.0
        elif row.what == terms.BREACH:
            o.breaches += 1.0
            o.false_breaches += row.object
            o.episodes = row.episode + 1.0
            if o.breaches == 1.0 and first_hostile >= 0:
                o.hours_to_breach = (row.minute - first_hostile) / HOUR
        elif row.what == terms.START:
            o.highest_phase = max(o.highest_phase, row.subject + 1.0)


@jit
def for_assault(p: Parameters, rows: Array, result: Array) -> None:
    """When the first assault began, and the area lost from then on."""
    o = result[0]
    horizon = p.world[0].horizon
    gravest = p.world[0].postures - 1
    began = -1
    effect = horizon
    o.assault = 0.0
    o.hours_to_assault = NAN
    o.assault_answered = NAN
    stays = stays_of_others(p) > 0
    present = stays
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.POSTURE and row.subject == gravest and began < 0:
            began = row.minute
            o.assault = 1.0
            o.hours_to_assault = began / HOUR
            o.assault_answered = 0.0
            effect = began if present else horizon
        elif row.what == terms.START and row.object == terms.MET and row.subject > 0 and began >= 0:
            o.assault_answered = 1.0
        elif row.what == terms.STAND_DOWN and began < 0:
            present = stays
        elif is_foreign_effect(p, rows, r):
            present = True
            if began >= 0:
                effect = min(effect, row.minute)
    at_stake = p.world[0].at_stake
    o.area = area_between(rows, 0, horizon, at_stake)
    o.area_24 = o.area_48 = o.area_72 = o.area_before_effect = 0.0
    if began >= 0:
        o.area_24 = area_between(rows, began, min(horizon, began + 24 * HOUR), at_stake)
        o.area_48 = area_between(rows, began, min(horizon, began + 48 * HOUR), at_stake)
        o.area_72 = area_between(rows, began, min(horizon, began + 72 * HOUR), at_stake)
        o.area_before_effect = area_between(rows, began, effect, at_stake)


@jit
def escalation(p: Parameters, rows: Array, result: Array) -> None:
    """Escalation with no assault, and assault while another state's forces were there."""
    o = result[0]
    o.unwanted_escalation = 0.0
    o.direct_clash = 0.0
    gravest = p.world[0].postures - 1
    assault = False
    seen_assault = False
    there = 0
    stays = stays_of_others(p)
    for r in range(len(rows)):
        row = rows[r]
        if row.what == terms.POSTURE:
            assault = row.subject == gravest
            seen_assault = seen_assault or assault
        elif row.what == terms.STAND_DOWN:
            there = 0
            seen_assault = assault
        elif row.what == terms.CALLED and row.subject > 0 and not seen_assault:
            o.unwanted_escalation = 1.0
        elif is_foreign_effect(p, rows, r):
            there += 1
        if assault and there + stays > 0:
            o.direct_clash = 1.0
