"""The clauses of a rule, however `any` and `all` combine them: the one walk through a rule."""

from collections.abc import Iterator

from simulator.scenario.reading import Address
from simulator.scenario.schema.rule import AllOf, AnyOf, Clause, CusumClause, Rule


def clauses_of(rule: Rule) -> list[Clause | CusumClause]:
    """The clauses, in the order in which they are written."""
    return [clause for _, clause in clauses_at((), rule)]


def clauses_at(address: Address, rule: Rule) -> Iterator[tuple[Address, Clause | CusumClause]]:
    """Each clause of a rule that stands at `address`, and where it stands itself."""
    if isinstance(rule, AnyOf | AllOf):
        word, parts = ("any", rule.any) if isinstance(rule, AnyOf) else ("all", rule.all)
        for index, part in enumerate(parts):
            yield from clauses_at((*address, word, index), part)
    else:
        yield address, rule
