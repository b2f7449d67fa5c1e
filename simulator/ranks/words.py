"""A ranking in words: its tables, the finding to quote, where orders turn, and the limits."""

from collections.abc import Sequence

from simulator.ranks.limits import Kept
from simulator.ranks.standing import Ranking, Standing
from simulator.ranks.turns import Turn
from simulator.tables.amounts import SHARE, number, with_interval
from simulator.tables.page import Grid
from simulator.tables.wording import listed, percent

READING = (
    "Mean: over all sets of values, with the band that holds 90 % of them, if the sets differ. "
    "Worst tenth: the mean of the tenth of the sets that is worst for the rule. Regret: by how "
    "much the best rule of each set is better, on average, and what nine sets in ten stay below. "
    "Best in: the share of the sets in which no other rule is better. First in: how often its mean "
    "is best when the sets are drawn again (bootstrap). Rules that are alike share both. All have "
    "the same values and the same luck in each set, and what chance adds to the scatter of few "
    "histories is taken out."
)
NOT_SHOWN = (
    "Not shown: what is worth more, a false breach or an hour: each outcome has a ranking of its "
    "own. How likely a set is: all that the ranges allow count alike. And other rules: the best of "
    "these may be beaten by one that is not here."
)


def grid(rankings: Sequence[Ranking]) -> Grid:
    """Outcome by outcome the rules, the best mean first."""
    rows: list[list[str]] = []
    for one in rankings:
        which = "less" if one.lower_is_better else "more"
        unit = "" if one.unit == SHARE else f", {one.unit}"
        rows.append([f"{one.outcome}{unit} ({which} is better)"])
        rows += [_cells(one, standing) for standing in one.standings]
        if not one.standings:
            rows.append(["  no set in which all have it", "-", "-", "-", "-", "-"])
    header = [
        "rule",
        "mean (90 % of sets)",
        "worst tenth",
        "regret (9 in 10)",
        "best in",
        "first in",
    ]
    return Grid(header, rows, (), values=True)


def _cells(one: Ranking, standing: Standing) -> list[str]:
    regret, most = (amount(one.unit, each) for each in (standing.regret, standing.most_regret))
    band = standing.band
    alike = band.low == band.high
    return [
        f"  {standing.arm}",
        amount(one.unit, standing.mean, share=True)
        if alike
        else with_interval(one.unit, standing.mean, band.low, band.high),
        amount(one.unit, standing.worst, share=True),
        f"{regret} ({most.removesuffix(' points')})",
        percent(standing.best),
        percent(standing.ranks[0]),
    ]


def amount(unit: str, value: float, share: bool = False) -> str:
    """'0.42', of a share '12 %', or '12 points' of a difference of shares."""
    if unit != SHARE:
        return number(value, 3)
    return f"{number(100 * value, 2)} {'%' if share else 'points'}"


def limits_grid(texts: Sequence[str], kept: Sequence[Kept]) -> list[Grid]:
    """In what share of the sets each rule keeps each limit, and all of them."""
    if not texts:
        return []
    rows = [[one.arm, *map(percent, one.each), percent(one.all)] for one in kept]
    caption = "Limits kept by the expectation of a set, in this share of the sets:"
    return [Grid(["rule", *texts, "all of them"], rows, caption=caption)]


def headline(
    rankings: Sequence[Ranking], texts: Sequence[str], kept: Sequence[Kept], heading: str
) -> str:
    """Which rule is first by each outcome, how surely, and which keeps the limits most often."""
    said = [_first(one) for one in rankings if one.standings]
    if kept:
        best = kept[0]
        limits = "all limits" if len(texts) > 1 else f"'{texts[0]}'"
        told = f"'{best.arm}' keeps {limits} in {percent(best.all)} of the sets, no rule more"
        said.append(told if best.all else f"no rule keeps {limits} in any set")
    return f"In {heading}: {'; '.join(said)}."


def _first(one: Ranking) -> str:
    """Who is first by an outcome, and whether regret and the worst tenth say so too."""
    if not one.differs:
        return f"by {one.outcome} the rules do not differ"
    best = one.standings[0]
    leaders = listed([f"'{arm}'" for arm in one.leaders])
    if len(one.leaders) > 1:
        return f"by {one.outcome} {leaders} are first alike"
    sign = 1 if one.lower_is_better else -1
    others = {
        "regret": min(one.standings, key=lambda each: each.regret).arm,
        "the worst tenth": min(one.standings, key=lambda each: sign * each.worst).arm,
    }
    unlike = [f"'{arm}' by {how}" for how, arm in others.items() if arm != best.arm]
    also = f", but {listed(unlike)}" if unlike else ""
    return f"by {one.outcome} '{best.arm}' is first ({percent(best.ranks[0])} of resamples){also}"


def title(rankings: Sequence[Ranking]) -> str:
    """The rule that is first by all outcomes, or which is by which."""
    firsts = {
        one.outcome: listed([f"'{arm}'" for arm in one.leaders])
        for one in rankings
        if one.standings and one.differs
    }
    if not firsts:
        return "The rules do not differ"
    arms = dict.fromkeys(firsts.values())
    if len(arms) == 1:
        return f"{next(iter(arms))} first by every outcome looked at"
    told = [f"{arm} by {listed([o for o, a in firsts.items() if a == arm])}" for arm in arms]
    return f"No rule is first by all: {'; '.join(told)}"


def of_turn(turn: Turn) -> str:
    """'By assault, ... is better in 23 % of the sets; mostly where ground.reach is above 60 %.'"""
    start = (
        f"By {turn.outcome} '{turn.better}' is better than '{turn.other}' on average, yet worse in "
        f"{percent(turn.share)} of the sets in which they differ"
    )
    if not turn.number:
        return f"{start}, and no number tells which."
    if turn.at.startswith("'"):
        return (
            f"{start}: in {percent(turn.above)} of those with {turn.number} {turn.at}, in "
            f"{percent(turn.below)} of the others."
        )
    return (
        f"{start}: in {percent(turn.above)} of those with {turn.number} above {turn.at}, in "
        f"{percent(turn.below)} of those below."
    )


def details(turns: Sequence[Turn]) -> str:
    """Where orders turn, and what none of it shows."""
    return " ".join([*map(of_turn, turns), NOT_SHOWN])
