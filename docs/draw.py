"""Draws the pictures of the README and of docs/: `python docs/draw.py`, after a change of model."""

import json
from pathlib import Path

import simulator
from simulator.backtests.pictures import BacktestPlots
from simulator.plots.style import save

DOCS = Path(__file__).parent
FAMILIES = DOCS.parent / "scenarios" / "families"
DONBAS = "osce_smm_donbas_2020_2021"
PICTURES = DOCS / "pictures"
REPLICATIONS = 200
HISTORY = 2
"""The history for the README: both rules are breached, and answered at different hours."""


def draw() -> None:
    """Every picture, in the same bytes each time."""
    (PICTURES / "families").mkdir(parents=True, exist_ok=True)
    both = simulator.compare("one-drone", "twenty-strikes", replications=REPLICATIONS)
    save(both.plot.same_war(HISTORY), PICTURES / "same-war.png")
    both.plot.playback(HISTORY).write(PICTURES / "same-war.gif")
    save(both.plot.time_to_phases(), PICTURES / "time-to-phases.png")
    save(both.plot.thresholds(), PICTURES / "thresholds.png")
    save(both.plot.differences(), PICTURES / "differences.png")
    plan = simulator.run("reported-plan", replications=REPLICATIONS)
    save(plan.plot.timeline(around_first_breach=True), PICTURES / "timeline.png")
    save(plan.plot.phases_over_time(), PICTURES / "phases-over-time.png")
    curve = simulator.curve("reported-plan")
    save(curve.plot.curve(), PICTURES / "operating-curve.png")
    unsure = simulator.curve("reported-plan", uncertain=40)
    save(unsure.plot.curve(), PICTURES / "operating-curve-uncertain.png")
    save(simulator.map_out("reported-plan").plot.heat(), PICTURES / "map.png")
    save(simulator.grey_zone("reported-plan").plot.curve(), PICTURES / "grey-zone.png")
    save(simulator.drivers("reported-plan").plot.shares(), PICTURES / "drivers.png")
    changed = simulator.levers("reported-plan")
    save(changed.plot.delays(), PICTURES / "levers-delays.png")
    save(changed.plot.guarantors(), PICTURES / "levers-guarantors.png")
    save(changed.plot.troops(), PICTURES / "levers-troops.png")
    save(simulator.frontier("reported-plan").plot.frontier(), PICTURES / "frontier.png")
    late = simulator.discover("reported-plan", "coalition late or lapsed")
    save(late.plot.trade_off(), PICTURES / "discovery.png")
    save(late.plot.tree(), PICTURES / "discovery-tree.png")
    rules = ["one-drone", "five-drones", "twenty-strikes"]
    save(simulator.rank(*rules).plot.ranks(), PICTURES / "ranking.png")
    draw_rare()
    donbas = simulator.replay("reported-plan", DONBAS, rules=rules)
    save(donbas.plot.calendar(), PICTURES / "calendar.png")
    for path in sorted(FAMILIES.glob("*.yaml")):
        one = simulator.run(path, replications=1)
        save(one.plot.family(), PICTURES / "families" / f"{path.stem}.png")
    draw_backtests()
    draw_checks()


def draw_rare() -> None:
    """How rare a clash in the first days is, by how surely one promise is kept."""
    plan = simulator.vary(simulator.load("reported-plan"), "horizon", "5 days")
    promise = "guarantors.united states.honours"
    plans = [
        simulator.vary(
            simulator.vary(plan, promise, chance), "name", f"US promise kept in {chance}"
        )
        for chance in ("30 %", "5 %", "1 %")
    ]
    found = simulator.rare(plans, "direct clash and US-backed action in time")
    save(found.plot.probabilities(), PICTURES / "rare.png")


def draw_checks() -> None:
    """The pattern fitted to the counts of Donbas, checked against them."""
    found = simulator.check_events(simulator.fit_events(DONBAS).scenario, DONBAS)
    save(found.plot.checks(), PICTURES / "checks.png")
    save(found.plot.ranks(), PICTURES / "ranks.png")


def draw_backtests() -> None:
    """From the figures that `escalation backtest --write docs/backtests.md` left."""
    plots = BacktestPlots(json.loads((DOCS / "backtests.json").read_text(encoding="utf-8")))
    save(plots.forecasts(), PICTURES / "backtests.png")
    save(plots.reactions(), PICTURES / "response-times.png")


if __name__ == "__main__":
    draw()
