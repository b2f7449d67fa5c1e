"""Everything that a page holds, as plain values."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from simulator.explorer import draws, rules
from simulator.explorer.backing import backing
from simulator.explorer.draws import Drawn, is_drawn
from simulator.explorer.facts import facts_of
from simulator.explorer.labels import AT_LEAST
from simulator.explorer.layout import layout
from simulator.explorer.offered import offered
from simulator.explorer.plans import Plan, Slid, fitting
from simulator.explorer.rules import is_of_rule, named_rules
from simulator.explorer.sliders import Slider, sliders_of
from simulator.results.headline import SURE
from simulator.scenario.schema.sections import LIMITS
from simulator.store.fingerprint import versions
from simulator.tables.histories import Histories
from simulator.tables.safe_text import clean
from simulator.tables.summary import EXACT, LEVEL, Z
from simulator.uncertain.two_levels import BAND, SURE as ALIKE
from simulator.wasm.file import engine_bytes


def chosen_sliders(
    plans: Sequence[Plan], said: Sequence[str]
) -> list[tuple[Slider, list[Slid | None]]]:
    """The sliders that were named, or those that we offer; each with its patches in every plan."""
    first = plans[0]
    whole = first.scenario
    sliders = sliders_of(said, first.bare, whole) if said else offered(first.bare, whole)
    return fitting(plans, sliders)


class Shown(NamedTuple):
    """What a page is made of."""

    plans: Sequence[Plan]
    files: Sequence[str]
    """What a command calls each plan."""
    runs: Mapping[str, Histories]
    """Each plan as written."""
    sliders: Sequence[tuple[Slider, list[Slid | None]]]
    drawn: Drawn | None
    """What nobody knows, drawn."""


def contents(shown: Shown) -> dict[str, Any]:
    """What the page is told."""
    plans, files, runs, sliders, drawn = shown
    first = next(iter(runs.values()))
    return {
        "histories": first.replications,
        "seed": first.seed,
        "general": LIMITS,
        "code": versions()["code"],
        "engine": sha256(engine_bytes()).hexdigest(),
        "statistics": {
            "z": Z,
            "level": LEVEL,
            "exact": EXACT,
            "sure": SURE,
            "band": BAND,
            "alike": ALIKE,
        },
        "layout": layout(),
        "plans": [
            facts_of(plan, run) | {"file": clean(file), "rules": _rules(number, shown)}
            for number, (plan, run, file) in enumerate(
                zip(plans, runs.values(), files, strict=True)
            )
        ],
        "drawn": draws.record(drawn) if drawn else None,
        "sliders": [
            _slider(slider, slid)
            | {"drawn": [is_drawn(slider, plan) for plan in plans], "ofRule": is_of_rule(slider)}
            | {"sources": backing(slider, plans[0].bare, plans[0].scenario)}
            for slider, slid in sliders
        ],
    }


def _rules(number: int, shown: Shown) -> list[dict[str, Any]]:
    """The named rules of a plan."""
    draw = shown.drawn.of[number] if shown.drawn else None
    found = named_rules(shown.plans[number], number, shown.sliders, draw)
    counts = (slid[number] for slider, slid in shown.sliders if slider.label.key == AT_LEAST)
    return rules.record(found, next(counts, None))


def _slider(slider: Slider, slid: Sequence[Slid | None]) -> dict[str, Any]:
    return {
        "path": clean(slider.name),
        "label": {
            "key": slider.label.key,
            "names": {key: clean(name) for key, name in slider.label.names.items()},
        },
        "group": slider.group,
        "positions": [
            {"words": clean(one.words), "options": [clean(option) for option in one.options]}
            for one in slider.positions
        ],
        "plans": [
            None
            if one is None
            else {"written": one.written, "patches": [p.record() for p in one.patches]}
            for one in slid
        ],
    }
