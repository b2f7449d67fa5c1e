"""Everything that a page holds, as plain values."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from simulator.explorer.backing import backing
from simulator.explorer.facts import facts_of
from simulator.explorer.layout import layout
from simulator.explorer.offered import offered
from simulator.explorer.plans import Plan, Slid, fitting
from simulator.explorer.sliders import Slider, sliders_of
from simulator.results.headline import SURE
from simulator.scenario.schema.sections import LIMITS
from simulator.store.fingerprint import versions
from simulator.tables.histories import Histories
from simulator.tables.safe_text import clean
from simulator.tables.summary import EXACT, LEVEL, Z
from simulator.wasm.file import engine_bytes


def chosen_sliders(
    plans: Sequence[Plan], said: Sequence[str]
) -> list[tuple[Slider, list[Slid | None]]]:
    """The sliders that were named, or those that we offer; each with its patches in every plan."""
    first = plans[0]
    whole = first.scenario
    sliders = sliders_of(said, first.bare, whole) if said else offered(first.bare, whole)
    return fitting(plans, sliders)


def contents(
    plans: Sequence[Plan],
    runs: Mapping[str, Histories],
    sliders: Sequence[tuple[Slider, list[Slid | None]]],
    files: Sequence[str],
) -> dict[str, Any]:
    """What the page is told; `runs`: each plan as written; `files`: what a command
    calls each plan."""
    first = next(iter(runs.values()))
    return {
        "histories": first.replications,
        "seed": first.seed,
        "general": LIMITS,
        "code": versions()["code"],
        "engine": sha256(engine_bytes()).hexdigest(),
        "statistics": {"z": Z, "level": LEVEL, "exact": EXACT, "sure": SURE},
        "layout": layout(),
        "plans": [
            facts_of(plan, run) | {"file": clean(file)}
            for plan, run, file in zip(plans, runs.values(), files, strict=True)
        ],
        "sliders": [
            _slider(slider, slid) | {"sources": backing(slider, plans[0].bare, plans[0].scenario)}
            for slider, slid in sliders
        ],
    }


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
