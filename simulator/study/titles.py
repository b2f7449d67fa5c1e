"""What the pictures of a comparison show, in a title each."""

from collections.abc import Mapping, Sequence

from simulator.results.differing import what_differs
from simulator.results.headline import SURE, Change, most_telling, title_of, with_unit
from simulator.study.headline import changes_of
from simulator.study.rows import Row
from simulator.study.telling import changes_by_history, flip_in, surest_amount
from simulator.tables.amounts import number
from simulator.tables.histories import Histories
from simulator.tables.measures import IN_TIME
from simulator.tables.phrases import phrase_of, shortened
from simulator.tables.wording import short

SAME = "the histories cannot be told apart"
NO_PHASE = "no phase is in time more or less often than chance explains"
NO_FLIP = "no outcome flips in this history"


class Titles:
    """The titles of the pictures of one comparison."""

    def __init__(self, rows: Sequence[Row], runs: Mapping[str, Histories]) -> None:
        self.rows = rows
        self.runs = dict(runs)
        self.first = next(iter(self.runs))

    @property
    def lead(self) -> str:
        """'Another rule': what differs from the first scenario."""
        words = what_differs([run.scenario for run in self.runs.values()])
        return words[:1].upper() + words[1:]

    def differences(self) -> str:
        """'Another rule: an assault follows in 38 % rather than 26 %'."""
        return self._of(self._sure(), SAME)

    def time_to_phases(self) -> str:
        """The phase that is in time in far more, or fewer, of the histories."""
        return self._of([one for one in self._sure() if one.outcome.endswith(IN_TIME)], NO_PHASE)

    def same_war(self, replication: int) -> str:
        """What flipped in one history: the surest of the outcomes that did."""
        row = flip_in(self.rows, replication)
        same = "the same luck" if "violations" in self.lead else "the same war"
        lead = f"{self.lead}, {same}" if self.lead else same.capitalize()
        if row is None:
            return f"{lead}: {self._by_amount(replication)}"
        yes, no = (row.arm, self.first) if replication in row.gained else (self.first, row.arm)
        where = f"under '{short(yes)}', not under '{short(no)}'"
        return f"{lead}: {phrase_of(shortened(row.outcome)).says(where)}"

    def _by_amount(self, replication: int) -> str:
        """By how much the surest outcome differs in a history in which nothing flips."""
        row = surest_amount(self.rows)
        change = changes_by_history(row, self.runs)[replication] if row else 0.0
        if row is None or not abs(change) > 0:
            return NO_FLIP
        phrase = phrase_of(row.outcome)
        size = with_unit(number(abs(change)), row.unit)
        return phrase.says(f"{size} {phrase.more if change > 0 else phrase.less}")

    def _sure(self) -> list[Change]:
        """The differences beyond chance."""
        replications = self.runs[self.first].replications
        changes = changes_of(self.rows, self.first, replications)
        return [one for one in changes if one.p < SURE]

    def _of(self, told: Sequence[Change], otherwise: str) -> str:
        """What tells most of these, with its arm where there are several."""
        found = most_telling(told, 1)
        several = found and len(self.runs) > 2
        return title_of(
            f"{self.lead}, '{short(found[0].arm)}'" if several else self.lead, found, otherwise
        )
