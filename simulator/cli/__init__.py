"""The command line: one file per command, and one place where everything that fails ends."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name (the program's own by default); the exit code."""
    from simulator.cli.failure import guarded

    return guarded(arguments)
