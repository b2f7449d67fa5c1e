"""A rule in words: the one place that says a clause, its window and its kinds."""

from simulator.minutes import HOUR
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, CusumClause, Rule
from simulator.tables.wording import listed, spoken

UNITS = {"violations": "acts", "munitions": "munitions", "severity": "severity"}
"""What a clause adds up, by its measure."""
ANY_KIND = "all kinds"


def rule_words(rule: Rule) -> str:
    """'at least 5 acts of drone within 24 h or (at least 1 act of strike within 3 h and ...)'."""
    if isinstance(rule, AnyOf | AllOf):
        parts, joined = (rule.any, " or ") if isinstance(rule, AnyOf) else (rule.all, " and ")
        return joined.join(_grouped(part) for part in parts)
    return clause_words(rule)


def _grouped(rule: Rule) -> str:
    """A part of a rule, in brackets if it has parts itself: 'a or b and c' would be ambiguous."""
    return f"({rule_words(rule)})" if isinstance(rule, AnyOf | AllOf) else rule_words(rule)


def clause_words(clause: Clause | CusumClause) -> str:
    """'at least 5 acts of drone within 24 h', 'a running score of at least 12 from strike'."""
    if isinstance(clause, CusumClause):
        return f"a running score of at least {clause.cusum.limit:g}{_of(clause.cusum.of, ' from ')}"
    least = f"at least {clause.at_least:g}"
    if clause.measure == "severity":
        return f"a severity of {least}{_of(clause.of, ' from ')} {window_words(clause)}"
    unit = UNITS[clause.measure]
    unit = unit.removesuffix("s") if clause.at_least == 1 else unit
    return f"{least} {unit}{_of(clause.of, ' of ')} {window_words(clause)}"


def window_words(clause: Clause) -> str:
    """'within 24 h', 'on a calendar day, on 3 days running'."""
    day = clause.within == "calendar day"
    said = "on a calendar day" if day else f"within {int(clause.within) / HOUR:g} h"
    return said if clause.days == 1 else f"{said}, on {clause.days} days running"


def kind_words(clause: Clause) -> str:
    """Which kinds a clause counts: 'drone and small arms', 'all kinds'."""
    return listed([spoken(kind) for kind in clause.of]) or ANY_KIND


def _of(kinds: tuple[str, ...], joined_by: str) -> str:
    return joined_by + (listed([spoken(kind) for kind in kinds], "or") or "any kind")
