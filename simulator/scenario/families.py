"""Named families of patterns: each is nothing but a set of defaults for the parts it composes."""

from collections.abc import Mapping
from typing import Any

from simulator.errors import did_you_mean

ASSAULT = {"during": "assault"}

FAMILIES: dict[str, dict[str, Any]] = {
    "scripted": {"at": ["0 h"]},
    "steady": {"rate": "5 per day"},
    "night waves": {
        "rate": "1 per day",
        "hours": [3, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 6, 6, 5, 4, 4],
        "salvo": {"acts": {"negative_binomial": {"mean": 12, "k": 2}}, "within": "12 h"},
    },
    "burst": {
        "rate": "2 per day",
        "level": {"steps": [{"start": "10 days", "factor": 20}, {"start": "12 days", "factor": 1}]},
    },
    "ramp": {"rate": "1 per day", "level": {"exponential": {"to": 10, "over": "30 days"}}},
    "salvo raid": {
        "rate": "0.3 per day",
        "salvo": {"acts": {"geometric": {"mean": 8}}, "within": "3 h"},
    },
    "saving-up mass waves": {
        "gaps": {"uniform": ["2 days", "8 days"]},
        "saves": "60 per day",
    },
    "echo": {"rate": "5 per day", "echo": {"share": 0.1, "memory": "6 h"}},
    "truce erosion": {
        "rate": "600 per day",
        "overdispersion": 0.8,
        "level": {"truce": {"collapse": "12 h", "floor": "1 %", "erosion": "90 days"}},
    },
    "replay": {},
    "renewal": {"gaps": {"lognormal": {"median": "4 h", "p90": "16 h"}}},
    "probe-and-pause": {"rate": "10 per day", "pauses": {"before_deadline": "6 h"}},
    "salami": {"rate": "48 per day", "stays_under": {"belief": 1, "margin": 1}},
    "land grab": {"rate": "40 per day", "ends": "72 h"} | ASSAULT,
    "full-scale assault": {"rate": "40 per day"} | ASSAULT,
}

SOURCES = ("rate", "at", "gaps", "events")


def expand_family(pattern: Any) -> Any:
    """The pattern with its family's defaults under its own words.

    A pattern that names its own source of acts replaces the family's. Raises `ValueError` for an
    unknown family.
    """
    if not isinstance(pattern, Mapping) or not isinstance(pattern.get("family"), str):
        return pattern
    family = pattern["family"]
    if family not in FAMILIES:
        hint = did_you_mean(family, FAMILIES, f" (known: {', '.join(FAMILIES)})")
        raise ValueError(f"unknown family '{family}'{hint}")
    defaults = FAMILIES[family]
    if any(pattern.get(source) is not None for source in SOURCES):
        defaults = {word: value for word, value in defaults.items() if word not in SOURCES}
    return {**defaults, **pattern}
