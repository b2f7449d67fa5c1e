"""A scenario in which a direct clash takes two independent chances, and no other luck."""

import yaml

from simulator.scenario.load import load_text
from simulator.scenario.schema import Scenario

CLASH = """
name: Clash by luck
question: How often do an assault and foreign aircraft meet?
horizon: 10 days
violations:
  strikes: {kind: artillery, at: [12 h]}
monitoring:
  seen: 100 %
  confirm: {hostile: 100 %, other: 0 %}
  attribute: {right: 100 %, wrong: 0 %}
threshold: {of: artillery, at_least: 1}
plan:
  phases:
    - {name: coalition, by: 24 h, owed_by: ally}
guarantors:
  ally: {honours: 1 %, decides: {government: 1 h}, brings: {air: {arrives: 1 h}}}
adversary:
  moves:
    - {at: 48 h, to: {assault: 0.1 %}}
"""


def clash(honours: float = 0.01, assault: float = 0.001, signs: float = 1.0) -> Scenario:
    """The probability of a direct clash is the product of the three."""
    told = yaml.safe_load(CLASH)
    told["guarantors"]["ally"]["honours"] = honours
    told["adversary"]["moves"][0]["to"]["assault"] = assault
    told["adversary"]["signs"] = signs
    return load_text(yaml.safe_dump(told))
