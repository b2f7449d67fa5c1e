"""`warm-up`: compiling ahead, so that no later command has to."""

from simulator.cli import options
from simulator.cli.text import say

NAME = "warm-up"
EXAMPLES = ("escalation warm-up",)


def command(quiet: options.Quiet = False) -> None:
    """Compile the model ahead of time.

    Takes about half a minute the first time and a second afterwards. Compiled code is kept in the
    user's cache, where every later command finds it; a new version of the simulator compiles again.
    """
    import os

    from simulator.play.progress import shown
    from simulator.play.warm_up import warm_up

    with shown(quiet) as progress:
        seconds = warm_up(progress)
    for engine, spent in seconds.items():
        say(f"{engine:8} ready after {spent:.1f} s")
    say(f"kept in {os.environ['NUMBA_CACHE_DIR']}")
