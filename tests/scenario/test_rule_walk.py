from simulator.scenario.load import load_mapping
from simulator.scenario.rule_walk import clauses_at, clauses_of

RULE = {
    "any": [
        {"of": "drone", "at_least": 1},
        {
            "all": [
                {"of": "artillery", "at_least": 2},
                {"cusum": {"limit": 3, "drift": "1 per day"}},
            ]
        },
        {"of": "missile", "at_least": 4},
    ]
}


def test_a_rule_is_walked_in_the_order_in_which_it_is_written():
    rule = load_mapping({"name": "x", "threshold": RULE}).threshold
    limits = [
        one.cusum.limit if hasattr(one, "cusum") else one.at_least for one in clauses_of(rule)
    ]
    assert limits == [1, 2, 3, 4]


def test_each_clause_is_found_where_it_stands_in_the_file():
    rule = load_mapping({"name": "x", "threshold": RULE}).threshold
    assert [address for address, _ in clauses_at(("threshold",), rule)] == [
        ("threshold", "any", 0),
        ("threshold", "any", 1, "all", 0),
        ("threshold", "any", 1, "all", 1),
        ("threshold", "any", 2),
    ]


def test_a_clause_by_itself_is_the_only_one_of_its_rule():
    rule = load_mapping({"name": "x"}).threshold
    assert clauses_of(rule) == [rule]
