"""How `--help` is laid out: nothing cut, and nothing broken inside a word, at any width from 60 on.

Typer prints examples as they stand and gives each argument its Python type. Here examples are
folded as a shell would take them, and only what a person types is shown.
"""

import inspect
import re
import shlex
import textwrap
from typing import Any

from typer.core import TyperCommand, TyperGroup

from simulator.cli.encodings import decoded, sayable
from simulator.errors import Stopped
from simulator.tables.layout import NO_BREAK, together

WIDE = 78
"""Below that long options stand in a line of their own, to leave room for the words."""
EXIT_CODES = [
    ("0", "done"),
    ("2", "bad usage or bad input, such as a mistake in a scenario or a missing file"),
    ("69", "too long or too large to be meant: nothing was played; --anyway plays it"),
    ("70", "a bug in the simulator"),
    ("73", "something cannot be written"),
    ("75", "stopped; run the same command again to continue"),
    ("130", "stopped with Ctrl-C"),
]
FIRST_STEPS = (
    "escalation scenarios",
    "escalation compare one-drone twenty-strikes",
    "escalation new north.yaml",
    "escalation run north.yaml",
)
LONGEST_NUMBER = 9
NO_BREAK_HYPHEN = "\u2011"
INDENT = "    "
_OPTION = re.compile(r"(?<= )(-[^ ]+) ([^ -][^ ]*)")
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")
_TYPE = re.compile(r" <[^>]+>$")


class Command(TyperCommand):
    """A command whose epilog is its examples, one a line."""

    def invoke(self, ctx: Any) -> Any:
        """Run it with its words as they were typed, whatever the locale."""
        ctx.params = {name: decoded(value) for name, value in ctx.params.items()}
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:  # Typer would end with 130 and say nothing
            raise Stopped("stopped") from None

    def get_help(self, ctx: Any) -> str:
        """The help, with plain blanks and hyphens once its lines are laid out."""
        text = super().get_help(ctx).replace(NO_BREAK, " ").replace(NO_BREAK_HYPHEN, "-")
        return sayable(text)

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_whole(inspect.cleandoc(self.help or "")))

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments and options, each as it is typed, with what it does."""
        for title, sort in (("Arguments", "argument"), ("Options", "option")):
            records = [
                param.get_help_record(ctx)
                for param in self.get_params(ctx)
                if param.param_type_name == sort
            ]
            shown = [record for record in records if record is not None]
            rows = [
                (_TYPE.sub("", name), _whole(_RANGE.sub(_range, words))) for name, words in shown
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows, col_max=30 if formatter.width >= WIDE else 20)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The examples, which can be pasted into a shell at any width."""
        lines = (self.epilog or "").splitlines()
        _write_commands(formatter, "Example" if len(lines) == 1 else "Examples", lines)


def _range(found: re.Match[str]) -> str:
    """'1 to 1024', or '0 or more' where the upper end is the largest number that fits."""
    low, high = found.groups()
    return f"{low} or more" if len(high) > LONGEST_NUMBER else f"{low} to {high}"


def _whole(text: str) -> str:
    """Text of which neither '95 %' nor 'as-it-was' is broken."""
    return together(text).replace("-", NO_BREAK_HYPHEN)


class Group(TyperGroup):
    """The list of commands, with the exit codes and the first steps below it."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The exit codes, and how to begin."""
        with formatter.section("Exit codes"):
            formatter.write_dl([(f"{code:>3}", meaning) for code, meaning in EXIT_CODES])
        _write_commands(formatter, "Start here", FIRST_STEPS)


def _write_commands(formatter: Any, title: str, lines: Any) -> None:
    with formatter.section(title):
        for line in lines:
            formatter.write(f"{textwrap.indent(folded(line, formatter.width - 2), '  ')}\n")


def folded(command: str, width: int) -> str:
    """A shell command in lines that end in a backslash where it goes on.

    Quoted words stay whole, and an option stays with its value.
    """
    words = [word.replace(" ", NO_BREAK) for word in shlex.split(command, posix=False)]
    lines = textwrap.wrap(
        _OPTION.sub(lambda pair: _paired(pair, width), " ".join(words)),
        width - 2,
        subsequent_indent=INDENT,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return " \\\n".join(lines).replace(NO_BREAK, " ")


def _paired(pair: re.Match[str], width: int) -> str:
    """An option and its value in one piece, unless that is too long for a line."""
    joined = NO_BREAK.join(pair.groups())
    return joined if len(joined) <= width - 2 - len(INDENT) else pair[0]
