"""A rule by its plain name: '3 drones or 10 strikes within 24 h, or 8 acts within 3 days'."""

from itertools import groupby

from simulator.minutes import DAY
from simulator.scenario.quantities import format_duration
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, CusumClause, Rule
from simulator.tables.wording import listed, spoken

NOUNS = {
    "drone": ("drone", "drones"),
    "artillery": ("strike", "strikes"),
    "missile": ("missile", "missiles"),
    "air_strike": ("air strike", "air strikes"),
    "ground_assault": ("ground assault", "ground assaults"),
}
"""What one act of a kind is called, and several; of other kinds 'act of small arms'."""


def plain_name(rule: Rule) -> str:
    """A rule as one would say it. What shares a window is said with it once; a comma stands before
    the next window."""
    if not isinstance(rule, AnyOf | AllOf):
        return " ".join(filter(None, _said(rule)))
    parts, word = (rule.any, "or") if isinstance(rule, AnyOf) else (rule.all, "and")
    clauses = [part for part in parts if not isinstance(part, AnyOf | AllOf)]
    if len(clauses) < len(parts):
        return f", {word} ".join(f"({plain_name(part)})" for part in parts)
    groups = []
    for window, some in groupby(map(_said, clauses), key=lambda one: one[1]):
        what = listed([what for what, _ in some], word)
        groups.append(" ".join(filter(None, (what, window))))
    return f", {word} ".join(groups)


def _said(clause: Clause | CusumClause) -> tuple[str, str]:
    """What must be reached, and within which window."""
    if isinstance(clause, CusumClause):
        score = clause.cusum
        kinds = listed([_noun(kind, 2) for kind in score.of], "or") or "acts"
        unit = "" if score.measure == "violations" else f" by {score.measure}"
        return f"a score of {score.limit:g} from {kinds}{unit} that loses {score.drift:g} a day", ""
    return f"{clause.at_least:g} {_what(clause)}", _window(clause)


def _what(clause: Clause) -> str:
    """'drones or strikes', 'acts', 'of severity', 'munitions of drones'."""
    kinds = listed([_noun(kind, clause.at_least) for kind in clause.of], "or")
    if clause.measure != "violations":
        measure = "of severity" if clause.measure == "severity" else clause.measure
        return f"{measure}{f' from {kinds}' if kinds else ''}"
    return kinds or ("act" if clause.at_least == 1 else "acts")


def _noun(kind: str, count: float) -> str:
    one, many = NOUNS.get(kind, (f"act of {spoken(kind)}", f"acts of {spoken(kind)}"))
    return one if count == 1 else many


def _window(clause: Clause) -> str:
    day = clause.within == "calendar day"
    said = "on a calendar day" if day else f"within {_length(int(clause.within))}"
    return said if clause.days == 1 else f"{said} on {clause.days} days running"


def _length(minutes: int) -> str:
    """'24 h', '3 days'."""
    days, rest = divmod(minutes, DAY)
    return f"{days} days" if days > 1 and not rest else format_duration(minutes)
