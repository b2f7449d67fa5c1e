"""Everything that can go wrong and that a person can do something about.

    Exception
    └── EscalationError      70  anything the simulator raises itself
        ├── ScenarioError     2  a scenario that cannot be read, with every problem found in it
        ├── EventDataError    2  a file of event data that cannot be read
        ├── TooCostly        69  what would take too long or too much memory; nothing is played
        ├── OutputError      73  results that cannot be written
        ├── Interrupted      75  stopped before the end; what was done is kept, resume goes on
        └── Stopped         130  stopped with Ctrl-C; nothing is kept

The number is the exit code of the command line, which also knows 0 (done) and 2 (bad
usage). An exception from outside this tree is a bug of ours and ends with 70 as well.
"""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import ClassVar, NamedTuple

NEAR, NEAR_OF_FOUR = 0.77, 0.75
"""How alike two words must be for the one to be a slip of the other. One of four letters may be
wrong; with as much leeway in longer words, 'retreat' would be taken for 'restraint'."""


class EscalationError(Exception):
    """Catch this one to catch whatever the simulator raises itself."""

    exit_code: ClassVar[int] = 70


class Problem(NamedTuple):
    """One thing wrong in a file: where it is, and what would do.

    The line counts from 1; None if the problem has no line, as for a file that is not there.
    The path leads to the value, as in "threshold.any[0].within"; "" for the file as a whole.
    """

    file: str
    line: int | None
    path: str
    message: str

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place} {self.path}: {self.message}" if self.path else f"{place}: {self.message}"


class ScenarioError(EscalationError):
    """A scenario that cannot be read; its text has one line for each problem."""

    exit_code = 2

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class EventDataError(EscalationError):
    """Event data that cannot be used: a file or its mapping with all its problems, or a sentence.

    Its text has one line for each problem.
    """

    exit_code = 2

    def __init__(self, told: str | Iterable[Problem]) -> None:
        self.problems = [] if isinstance(told, str) else list(told)
        super().__init__(told if isinstance(told, str) else self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems) or str(self.args[0])


class TooCostly(EscalationError):
    """A study that would take too long, or too much memory, to be meant; nothing was played."""

    exit_code = 69


class OutputError(EscalationError):
    """Results that could not be written: no room, no permission, or no such folder."""

    exit_code = 73


class Interrupted(EscalationError):
    """A study stopped before its end; the blocks already written are kept, and resume goes on."""

    exit_code = 75


class Stopped(EscalationError):
    """A command stopped with Ctrl-C; nothing of it is kept."""

    exit_code = 130


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """ "; did you mean 'threshold'?", to follow a fault; `otherwise` if no known word is near.

    Every message that offers a word offers it by this, so a slip is a slip in all of them.
    """
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near else otherwise


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that this one is a slip of, in whatever case, if there is one."""
    plain = {one.lower(): one for one in reversed(list(known)) if one != word}
    alike = NEAR_OF_FOUR if len(word) == 4 else NEAR
    near = get_close_matches(word.lower(), plain, 1, alike)
    return plain[near[0]] if near else None
