"""How a rule is read on the kinds of act that a history distinguishes."""

from typing import Any

from simulator.scenario.rule_walk import clauses_of
from simulator.scenario.schema.rule import CusumClause, Rule


def counting(rule: Rule) -> list[Any]:
    """The clauses of a rule; of a CUSUM the words within."""
    return [one.cusum if isinstance(one, CusumClause) else one for one in clauses_of(rule)]


def kinds_named(rule: Any) -> tuple[str, ...]:
    """The kinds that a rule names, each once; none where one of its clauses counts all kinds."""
    named = [clause.of for clause in counting(rule)]
    return tuple(dict.fromkeys(kind for of in named for kind in of)) if all(named) else ()
