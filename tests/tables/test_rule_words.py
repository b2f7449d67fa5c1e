import pytest
import yaml
from pydantic import TypeAdapter

from simulator.scenario.schema.rule import Rule
from simulator.tables.rule_words import rule_words

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("{}", "at least 1 act of any kind within 24 h"),
        ("{of: [drone], at_least: 5}", "at least 5 acts of drone within 24 h"),
        (
            "{of: [drone, small_arms], at_least: 20, measure: munitions, within: 3 h}",
            "at least 20 munitions of drone or small arms within 3 h",
        ),
        (
            "{at_least: 30, measure: severity, within: 3 days}",
            "a severity of at least 30 from any kind within 72 h",
        ),
        (
            "{of: [strike], within: calendar day, days: 3}",
            "at least 1 act of strike on a calendar day, on 3 days running",
        ),
        (
            "{cusum: {of: [drone], drift: 1 per day, limit: 12}}",
            "a running score of at least 12 from drone",
        ),
        (
            "{any: [{at_least: 9}, {all: [{of: [drone]}, {of: [strike], at_least: 2}]}]}",
            "at least 9 acts of any kind within 24 h or (at least 1 act of drone within 24 h and "
            "at least 2 acts of strike within 24 h)",
        ),
    ],
)
def test_a_rule_is_said_so(rule: str, words: str) -> None:
    assert rule_words(RULE.validate_python(yaml.safe_load(rule))) == words
