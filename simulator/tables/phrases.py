"""Each outcome as a clause of a sentence, in the order of how much it matters to a reader."""

from typing import NamedTuple

from simulator.tables.measures import group_of
from simulator.tables.wording import short


class Phrase(NamedTuple):
    """A clause in which {} stands for an amount, or for in how many histories."""

    about: str
    """A headline has one clause about each of these."""
    said: str
    more: str = "more"
    less: str = "fewer"
    phase: str = ""

    def says(self, amount: str) -> str:
        """The clause with this amount in it."""
        return self.said.replace("{}", amount).replace("{phase}", self.phase)


PHRASES = {
    "ceasefire signed": Phrase("agreement", "a ceasefire is signed {}"),
    "assault": Phrase("assault", "an assault follows {}"),
    "in time": Phrase("phase", "the phase '{phase}' is in time {}"),
    "direct clash": Phrase("clash", "there is a direct clash {}"),
    "false breaches": Phrase("breach", "there are {} false breaches per 30 days"),
    "area lost in all (with an assault)": Phrase("area", "an assault takes {} in all", less="less"),
    "first hostile act to breach": Phrase(
        "breach", "it takes {} from the first hostile act to a breach", "longer", "less"
    ),
    "area lost by hour 72 of the assault": Phrase(
        "area", "an assault takes {} by its hour 72", less="less"
    ),
    "area lost before outside effect (with an assault)": Phrase(
        "area", "an assault takes {} before others act", less="less"
    ),
    "grey-zone harm": Phrase(
        "harm", "grey-zone harm is {} in severity per 30 days", "higher", "lower"
    ),
    "severity before an answer": Phrase(
        "harm", "severity before an answer is {}", "higher", "lower"
    ),
    "assault answered in time": Phrase(
        "assault", "where it comes, an assault is answered in time {}"
    ),
    "higher phase called before an assault": Phrase(
        "assault", "a higher phase is called before an assault {}"
    ),
    "breaches": Phrase("breach", "there are {} breaches per 30 days"),
    "acts": Phrase("acts", "there are {} acts per 30 days"),
    "late": Phrase("phase", "the phase '{phase}' is late {}"),
    "never started": Phrase("phase", "the phase '{phase}' is called and never starts {}"),
    "lapsed": Phrase("phase", "the phase '{phase}' lapses {}"),
    "open": Phrase("phase", "the phase '{phase}' is still open at the end {}"),
    "not called": Phrase("phase", "the phase '{phase}' is not called {}"),
}  # fmt: skip
"""By the name of an outcome, or of what became of a phase; what matters most comes first."""
_ORDER = {name: place for place, name in enumerate(PHRASES)}


def phrase_of(outcome: str) -> Phrase:
    """The clause of an outcome, with its phase where it is of one."""
    group, word = group_of(outcome)
    phase = outcome.removesuffix(f": {word}") if group.startswith("phase ") else ""
    return PHRASES[word]._replace(phase=phase)


def shortened(outcome: str) -> str:
    """An outcome with a short name for its phase."""
    group, word = group_of(outcome)
    if not group.startswith("phase "):
        return outcome
    return f"{short(outcome.removesuffix(f': {word}'))}: {word}"


def place_of(outcome: str) -> int:
    """How many sorts of outcomes matter more than this."""
    return _ORDER[group_of(outcome)[1]]
