"""What a reader should know before trusting fitted levels and echoes, or times that are rounded."""

from simulator.data.caveats import of_clock
from simulator.data.resolution import Resolution
from simulator.fits.family import Values
from simulator.minutes import DAY

LONG = 0.05
"""A memory longer than this share of the data is estimated too short, and its intervals cover too
little: 88 to 91 % where it is a sixth of the data (docs/fitting.md)."""
AT_ONCE = 15.0 / DAY
"""Days: with a shorter memory, echoes are one raid reported by several places. That of the air-raid
alerts of all oblasts as one series is a minute (docs/fitting.md)."""
SLOW = 1.0
"""Days: with a longer memory, echoes cannot be distinguished from a drifting level. Left free, they
replace it in six of eight oblasts (docs/fitting.md)."""
WEAK = 0.5
"""An echo is faked if drift and hours leave less than this part of it."""


def of_spread(found: Resolution) -> list[str]:
    """How rounded times are treated, and what they cannot show."""
    if not found.shares:
        return []
    span = "a day" if found.coarsest == DAY else f"{found.coarsest} minutes"
    return [
        f"{of_clock(found)} Acts with the same rounded time would look like a salvo, so each is "
        "placed at random on one of the minutes that it may stand for. Salvos, echoes and gaps "
        f"shorter than {span} cannot be detected in this, and their intervals are too narrow."
    ]


def of_level(values: Values, span: float) -> list[str]:
    """On a level that wanders, with data over `span` days."""
    memory = values["wander memory"]
    if memory > LONG * span:
        return [
            f"The memory of the level is {memory:.0f} days, and the data span {span:.0f}: a trend "
            "would look the same. Mean rate, deviation and memory are identified only jointly, and "
            "their intervals are somewhat too narrow."
        ]
    if memory < 1.0:
        return [
            "The memory of the level is less than a day: it describes independent scatter of the "
            "days, not a drift."
        ]
    return []


def of_echo(values: Values) -> list[str]:
    """On self-excitation: acts that trigger acts."""
    share, memory = values["echo share"], values["echo memory"]
    if share > 0.05 and memory < AT_ONCE:
        return [
            f"Echoes come within {memory * DAY:.2g} minutes: acts that come together, such as one "
            "raid reported by several places, rather than acts in response to acts."
        ]
    if share > 0.05 and memory > SLOW:
        return [
            f"A memory of {memory:.2g} days can hardly be distinguished from a level that drifts "
            "from day to day."
        ]
    return []


def of_constant_base(alone: Values, in_drift: Values) -> list[str]:
    """Of an echo on a constant rate, beside the echo on a wandering level with hours of its own."""
    share, left = alone["echo share"], in_drift["echo share"]
    if share < 0.05 or left > WEAK * share:
        return []
    return [
        f"Drift looks like echoes: with a constant rate an act seems to trigger {share:.2f} "
        f"others, with a wandering level and hours of its own {left:.2f} (memory "
        f"{in_drift['echo memory'] * 24:.2g} h). Any lead of 'echo' over 'steady' comes from "
        "holding the rate constant."
    ]
