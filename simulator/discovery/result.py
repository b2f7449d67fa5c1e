"""What was discovered, and what may be asked of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.discovery import tree_words, words
from simulator.discovery.boxes import Box
from simulator.discovery.condition import Condition
from simulator.discovery.numbers import in_words
from simulator.discovery.tree import Tree
from simulator.model.parameters import Array
from simulator.results.finding import Finding
from simulator.results.limits import RANGES_NO_FORECAST
from simulator.scenario.schema import Scenario
from simulator.tables.page import Part, Title
from simulator.tables.wording import counted, length
from simulator.uncertain.sets import Sets

if TYPE_CHECKING:
    import pandas as pd

    from simulator.discovery.pictures import DiscoveryPlots
    from simulator.plots.style import Picture


class Discovery(Finding):
    """The boxes of values in which something happens more often, and a tree beside them."""

    NAME = "discovery"

    def __init__(
        self,
        sets: Sets,
        asked: Condition,
        held: Array,
        found: tuple[Sequence[Box], Tree | None],
        histories: int,
    ) -> None:
        """`held`: (sets, histories) 1 where the condition holds, 0 where not, NaN where unknown;
        `found`: boxes and tree, of which there is none where there is nothing to part."""
        self.sets = sets
        self.asked = asked
        self.held = held
        self.boxes, self.tree = tuple(found[0]), found[1]
        self.histories = histories

    @property
    def table(self) -> "pd.DataFrame":
        """A row for each limit of each box: number, words, levels, p, found again, and the box's
        coverage and density with intervals."""
        import pandas as pd

        return pd.DataFrame(
            [
                self._row(place, box, limit)
                for place, box in enumerate(self.boxes, 1)
                for limit in box.limits
            ],
            columns=None if self.boxes else ["box", "number", "words"],
        )

    def _row(self, place: int, box: Box, limit: Any) -> dict[str, Any]:
        return {
            "box": place,
            "number": limit.number,
            "words": in_words(limit, self.sets),
            "level_low": limit.low,
            "level_high": limit.high,
            "p": limit.p,
            "found_again": limit.again,
            **{f"density{end}": one for end, one in zip(ENDS, box.density, strict=True)},
            **{f"coverage{end}": one for end, one in zip(ENDS, box.coverage, strict=True)},
            "sets_within": box.mass,
            "overall": box.base,
        }

    @property
    def trade_off(self) -> "pd.DataFrame":
        """Every box that PRIM went through on the first half of the sets: box, step, coverage,
        density, numbers that limit it."""
        import pandas as pd

        rows = [
            {
                "box": place,
                "step": step,
                "coverage": one.coverage,
                "density": one.density,
                "numbers": one.numbers,
            }
            for place, box in enumerate(self.boxes, 1)
            for step, one in enumerate(box.steps)
        ]
        return pd.DataFrame(rows, columns=["box", "step", "coverage", "density", "numbers"])

    @property
    def tree_table(self) -> "pd.DataFrame":
        """A row for each part of the tree: depth, number and levels of the split that parted it,
        words, p of its own split, its shares on both halves of the sets."""
        import pandas as pd

        return pd.DataFrame(tree_words.rows(self.tree, self.sets), columns=tree_words.COLUMNS)

    @property
    def by_set(self) -> "pd.DataFrame":
        """The values drawn in each set, and in what share of its histories the condition holds."""
        import pandas as pd

        columns: dict[str, Any] = {one.path: self.sets.column(one) for one in self.sets.ranges}
        counts = np.sum(~np.isnan(self.held), axis=1)
        cases = np.nansum(self.held, axis=1)
        columns["share"] = np.where(counts > 0, cases / np.maximum(1, counts), np.nan)
        index = pd.RangeIndex(self.sets.count, name="set")
        return pd.DataFrame(columns, index=index).reset_index()

    @property
    def heading(self) -> str:
        """'400 sets of 41 uncertain values, 20 histories of 90 days each, seed 0'."""
        drawn = counted(len(self.sets.values), "uncertain value", "uncertain values")
        return (
            f"{self.sets.count:,} sets of {drawn}, {self.histories:,} histories of "
            f"{length(self.sets.scenario.horizon)} each, seed {self.sets.seed}"
        )

    @property
    def headline(self) -> str:
        """The first box, or that there is none, to be quoted."""
        return words.headline(self.boxes, self.asked, self.sets, self.held)

    @property
    def _about(self) -> dict[str, Scenario]:
        return {self.sets.scenario.name: self.sets.scenario}

    @property
    def _forecast(self) -> str:
        return RANGES_NO_FORECAST

    @property
    def _details(self) -> str:
        further = words.sentences(self.boxes, self.asked, self.sets)[1:]
        tree = tree_words.sentence(self.tree, self.asked, self.sets)
        said = [*further, *([tree] if tree else [])]
        return " ".join([*said, words.details(self.boxes)])

    @property
    def parts(self) -> list[Part]:
        """The boxes with their limits, the tree, how to read both, the finding and its limits."""
        scenario = self.sets.scenario
        return [
            Title([f"{scenario.name}: '{self.asked.text}'", self.heading]),
            *words.grid(self.boxes, self.sets),
            *([words.READING] if self.boxes else []),
            *tree_words.grid(self.tree, self.sets),
            *self._ending,
        ]

    @property
    def plot(self) -> "DiscoveryPlots":
        """The pictures: `trade_off` and `tree`."""
        from simulator.discovery.pictures import DiscoveryPlots

        titles = (
            words.title(self.boxes, self.asked, self.sets),
            tree_words.title(self.tree, self.asked),
        )
        parts = tree_words.parts(self.tree, self.sets)
        return DiscoveryPlots(
            self.boxes, parts, titles, f"{self.sets.scenario.name}: {self.heading}"
        )

    def _values(self) -> dict[str, Any]:
        known = np.any(~np.isnan(self.held))
        return {
            "scenario": self.sets.scenario.name,
            "when": self.asked.text,
            "sets": self.sets.count,
            "histories": self.histories,
            "seed": self.sets.seed,
            "overall": float(np.nanmean(self.held)) if known else None,
            "limits_of_boxes": self.table.to_dict("records"),
            "trade_off": self.trade_off.to_dict("records"),
            "tree": self.tree_table.to_dict("records"),
            "error_of_tree": None if self.tree is None else self.tree.error,
            "sentences": words.sentences(self.boxes, self.asked, self.sets),
            "dropped": [list(one.dropped) for one in self.boxes],
            "limits": self.sets.scenario.limits,
        }

    def _tables(self) -> dict[str, "pd.DataFrame"]:
        return {
            "boxes": self.table,
            "trade-off": self.trade_off,
            "tree": self.tree_table,
            "by-set": self.by_set,
        }

    def _pictures(self) -> "dict[str, Callable[[], Picture]]":
        return {"trade-off": self.plot.trade_off, "tree": self.plot.tree}

    def __repr__(self) -> str:
        return f"<Discovery in {self.sets.scenario.name!r}: {self.asked.text!r}, {self.heading}>"


ENDS = "", "_low", "_high"
