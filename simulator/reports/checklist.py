"""The headings of STRESS-DES, which say what a report of a simulation has to tell, filled in.

Monks, Currie, Onggo, Robinson, Kunc and Taylor (2019), "Strengthening the reporting of empirical
simulation studies: Introducing the STRESS guidelines", Journal of Simulation 13(1), 55-67.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from simulator.scenario.schema import Scenario
from simulator.store.manifest import PACKAGE
from simulator.tables.page import Grid
from simulator.tables.wording import length, listed
from simulator.uncertain.folder import SETS

MODEL = "docs/model.md of the package"


def checklist(
    scenarios: Mapping[str, Scenario], entry: Mapping[str, Any], asked: Sequence[str]
) -> Grid:
    """A row for each item; `entry`: the manifest of the results; `asked`: what was to be known how
    precisely, if that decided how many histories there are."""
    groups = {
        "Objectives": _objectives(scenarios),
        "Logic": _logic(scenarios),
        "Data": _data(scenarios),
        "Experimentation": _experiments(scenarios, entry, asked),
        "Implementation": _implementation(entry),
        "Code access": {
            "Sharing statement": f"{PACKAGE} {entry['versions'][PACKAGE]}, open source under "
            "Apache-2.0; the scenarios as played lie in the folder of results."
        },
    }
    rows: list[list[str]] = []
    for group, items in groups.items():
        rows += [[group], *([f"  {item}", said] for item, said in items.items())]
    return Grid(["item", "here"], rows)


def _objectives(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    asked = dict.fromkeys(one.question for one in scenarios.values() if one.question)
    return {
        "Purpose of the model": "To test an enforcement plan of a ceasefire: whether its rules, "
        "clocks and promises meet their own deadlines. Not a forecast.",
        "Model outputs": "Those of the table of outcomes above, defined in docs/tables.md.",
        "Aims of experimentation": " ".join(asked) or "No question is stated.",
    }


def _logic(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    first = next(iter(scenarios.values()))
    phases = listed([phase.name for phase in first.plan.phases]) or "none"
    return {
        "Base model overview": f"Discrete events: acts, reports, verdicts, breaches, calls and "
        f"starts of phases, answers of guarantors, moves of an adversary. {MODEL}.",
        "Base model logic": f"{MODEL}, sections 1 to 9.",
        "Scenario logic": "What differs between the scenarios is listed above."
        if len(scenarios) > 1
        else "One scenario was played.",
        "Algorithms": f"Rules over moving windows, and a score that adds up; {MODEL}, section 5.",
        "Components: entities": f"Acts of {listed(list(first.violations)) or 'no pattern'}; "
        f"guarantors: {listed(list(first.guarantors)) or 'none named'}.",
        "Components: activities": "Reporting, verification, attribution, decision, mobilisation.",
        "Components: resources": "Teams of the monitoring mission, for which acts queue.",
        "Components: phases of the plan": phases,
        "Entry and exit points": "Acts enter by the patterns of violations; a history ends at its "
        "horizon.",
    }


def _data(scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    return {
        "Data sources": "Listed above, number by number.",
        "Pre-processing": "None here; a scenario fitted to events says so in its sources.",
        "Input parameters": "Listed above; input/scenario.yaml of each scenario has all of them.",
        "Assumptions": "Numbers without a source above are assumptions; so are all defaults.",
    }


def _experiments(
    scenarios: Mapping[str, Scenario], entry: Mapping[str, Any], asked: Sequence[str]
) -> dict[str, str]:
    lengths = dict.fromkeys(length(one.horizon) for one in scenarios.values())
    return {
        "Initialisation": "At minute 0 the ceasefire takes effect; there is no warm-up.",
        "Run length": f"{listed(list(lengths))} a history.",
        "Estimation approach": f"{_estimated(entry, asked)}; scenarios share their random numbers, "
        "differences are paired, p values adjusted by Holm.",
    }


def _estimated(entry: Mapping[str, Any], asked: Sequence[str]) -> str:
    """How many histories there are, and what intervals are of."""
    if SETS in entry:
        return (
            f"{entry[SETS]['sets']:,} sets of uncertain values, a growing Latin hypercube, with "
            f"{entry['replications']:,} independent histories of each; 95 % intervals of chance "
            "over these sets, and bands that hold 90 % of the sets (docs/uncertain.md)"
        )
    until = f", played until {listed(asked)} was reached" if asked else ""
    return (
        f"{entry['replications']:,} independent histories{until}; intervals of 95 % (Wilson for "
        "shares, Hall for means)"
    )


def _implementation(entry: Mapping[str, Any]) -> dict[str, str]:
    used = [f"{name} {version}" for name, version in entry["versions"].items()]
    return {
        "Software": f"Python {entry['python']}; {listed(used)}.",
        "Random sampling": f"Counter-based (Philox), seed {entry['seed']}; each number belongs to "
        "what it decides.",
        "Model execution": "By event time, in whole minutes; ties in a fixed order.",
        "System": "Results depend on neither machine, engine nor number of workers.",
    }
