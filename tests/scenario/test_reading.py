import json
import random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from simulator.errors import ScenarioError
from simulator.scenario import reading

LOADERS = [yaml.SafeLoader] + ([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])
SEED = b"""\
name: &n "A: question" # why
list: [1, 2.5, true, null, *n, {a: 'b'}]
plan:
  phases:
    - {name: one, by: 24 h}
    - name: |
        two
      by: >-
        48
        h
"""


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest) -> Any:
    return request.param


def faults(text: str | bytes, loader: Any = None) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        reading.read(text, "north.yaml", loader)
    assert caught.value.exit_code == 2
    return [str(problem) for problem in caught.value.problems]


def test_values_come_with_their_places(loader: Any) -> None:
    document = reading.read("a: 1\nb:\n  - x\n  - {c: y}\n", "f", loader)
    assert document.tree == {"a": 1, "b": ["x", {"c": "y"}]}
    lines = {path: (place.line, place.column) for path, place in document.places.items()}
    assert lines == {
        (): (1, 1),
        ("a",): (1, 1),
        ("b",): (2, 1),
        ("b", 0): (3, 5),
        ("b", 1): (4, 5),
        ("b", 1, "c"): (4, 6),
    }


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("24:00", "24:00"),
        ("no", "no"),
        ("on", "on"),
        ("012", 12),
        ("0o14", 12),
        ("0xC", 12),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-3", -3),
        ("1_000", "1_000"),
        ("2020-07-27", "2020-07-27"),
        ("~", None),
        ("", None),
        ("True", True),
        ("'true'", "true"),
        ('"12"', "12"),
        ("40 %", "40 %"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(scalar: str, value: object, loader: Any) -> None:
    read = reading.read(f"a: {scalar}", "f", loader).tree["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3", "north.yaml:3: 'a' is written twice; the first is on line 1."),
        ("a: {b: 1, b: 1}", "north.yaml:1 a: 'b' is written twice; the first is on line 1."),
        ("a: !x 1", "north.yaml:1: the tag '!x' is not allowed: a scenario is plain YAML."),
        ("a: !!python/name:os.system x", "the tag 'tag:yaml.org,2002:python/name:os.system'"),
        ("<<: {a: 1}", "north.yaml:1: '<<' is not allowed. Use 'extends'"),
        ("1: x", "north.yaml:1: the key '1' is not text. Put it in quotes."),
        ("a: {true: x}", "north.yaml:1 a: the key 'true' is not text. Put it in quotes."),
        ("? [a]\n: x", "north.yaml:1: a key must be text, not a list, a mapping or an alias."),
        ("a: .inf", "north.yaml:1: '.inf' is not a finite number."),
        ("a: -.INF", "'-.INF' is not a finite number."),
        ("a: .nan", "'.nan' is not a finite number."),
        ("a: 1e999", "'1e999' is not a finite number."),
        ("a: " + "9" * 101, "this number has more than 100 characters."),
        ("a: 1\n---\nb: 2", "north.yaml:2: a second document starts here."),
        ("", "north.yaml:1: the file is empty."),
        ("# nothing\n", "north.yaml:1: the file is empty."),
        (b"a: \xff\xfe", "north.yaml:1: this is not UTF-8 text. Save the file as UTF-8."),
        ("a: 1".encode("utf-16"), "this is not UTF-8 text."),
        ("a: 1\nb: \0", "north.yaml:2: the character U+0000 is not text."),
        ('a: "\\0"', "this text contains a character that is not text."),
        ('a: "\\ud800"', "north.yaml:1"),
        ("a: *x", "north.yaml:1: '*x' refers to nothing: there is no '&x'."),
        ("a: &x [*x]", "north.yaml:1 a: '*x' contains itself."),
        ("a: " + "x" * 20_001, "this text is longer than 20 kB."),
        ("a: x\n" * 250_000, "north.yaml: the file is larger than 1000 kB."),
        ("[" * 30_000, "this is nested more than 32 levels deep."),
        ("[" * 30_000 + "]" * 30_000, "this is nested more than 32 levels deep."),
        ("{a: " * 33, "this is nested more than 32 levels deep."),
        ("- " * 33 + "x", "this is nested more than 32 levels deep."),
        ("[" + "x," * 50_001 + "]", "the file contains more than 50000 values."),
        ("a: b: c", "north.yaml:1: not YAML: mapping values are not allowed"),
        ("a: [1", "north.yaml:"),
        ("\ta: 1", "north.yaml:1: not YAML: found character"),
        ('a: "\\UFFFFFFFF"', "north.yaml"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_with_its_line(
    text: str | bytes, says: str, loader: Any
) -> None:
    assert says in "\n".join(faults(text, loader))


def test_all_faults_of_a_text_come_at_once(loader: Any) -> None:
    assert len(faults("a: !x 1\nb: .inf\na: 2\n3: 4\n", loader)) == 4


def test_aliases_are_copies_that_count(loader: Any) -> None:
    text = "a: &x {b: [1]}\nc: *x\n"
    document = reading.read(text, "f", loader)
    assert document.tree == {"a": {"b": [1]}, "c": {"b": [1]}}
    assert document.tree["a"] is not document.tree["c"]
    assert document.places[("c", "b", 0)].line == 1


def test_a_bomb_of_aliases_is_refused_before_it_goes_off(loader: Any) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    assert "more than 50000 values" in faults("\n".join(rows), loader)[-1]


def test_aliases_that_nest_are_refused_beyond_the_depth(loader: Any) -> None:
    rows = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [*a{i - 1}]" for i in range(1, 40)]
    assert "nested more than 32 levels" in faults("\n".join(rows), loader)[-1]


def survives(content: bytes) -> None:
    """Each loader reads `content` or raises `ScenarioError`; nothing else ever happens."""
    for loader in LOADERS:
        try:
            document = reading.read(content, "f", loader)
        except ScenarioError:
            continue
        assert set(document.places) >= {()}


@given(st.binary(max_size=200))
@settings(max_examples=300)
def test_random_bytes_are_read_or_refused(content: bytes) -> None:
    survives(content)


@given(st.text(alphabet="a1:-,?*&!|>'\"%@`#{}[]<~. \n\t\\", max_size=60))
@settings(max_examples=500)
def test_random_punctuation_is_read_or_refused(text: str) -> None:
    survives(text.encode())


@given(st.integers(0, 2**32), st.integers(1, 6))
@settings(max_examples=500)
def test_a_mutated_scenario_is_read_or_refused(seed: int, times: int) -> None:
    luck, content = random.Random(seed), bytearray(SEED)
    for _ in range(times):
        at = luck.randrange(len(content))
        piece = luck.choice([b"", b"[", b"{", b"&n ", b"*n", b"\n", b": ", b"- ", b"\t", b"\xc3"])
        content[at : at + luck.randrange(4)] = piece
    survives(bytes(content))


plain_trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text("ab1:#- 'é%.e~", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1", min_size=1), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(plain_trees)
def test_every_loader_reads_a_dumped_tree_alike(tree: Any) -> None:
    text = "tree: " + json.dumps(tree, ensure_ascii=False)
    for loader in LOADERS:
        assert reading.read(text, "f", loader).tree == {"tree": tree}
