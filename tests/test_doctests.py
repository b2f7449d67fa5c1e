"""The examples in the docstrings of public calls come to what they say."""

import doctest
from doctest import DocTestFinder, DocTestRunner

import pytest

import simulator

EXAMPLES = {
    name: tests[0]
    for name in dir(simulator)
    if callable(call := getattr(simulator, name)) and not isinstance(call, type)
    for tests in [DocTestFinder(recurse=False).find(call, name, globs={})]
    if tests and tests[0].examples
}


def test_the_calls_that_everybody_begins_with_have_an_example() -> None:
    assert {"load", "vary", "run", "compare", "explain", "sweep", "read_events"} <= set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_comes_to_what_it_says(name: str) -> None:
    told: list[str] = []
    runner = DocTestRunner(optionflags=doctest.FAIL_FAST)
    runner.run(EXAMPLES[name], out=told.append)
    assert runner.failures == 0, "".join(told)
