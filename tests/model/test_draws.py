"""Philox against its published vectors, the draws as random numbers, the samples as quantiles."""

import itertools

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, strategies as st

from simulator.model import draws
from simulator.model.draws import (
    DISTRIBUTION,
    block,
    fraction,
    minutes,
    pair,
    part,
    philox,
    sample,
    uniform,
)

WORD = 0xFFFFFFFF
MANY = 1_000_000
CHANCE = 4.0 / MANY**0.5  # four standard deviations of a correlation
NUMBERS = np.array([9.0, 1.0, 2.5, 2.5, 4.0, 60.0])

# family: (a, b, c, first, count) and the same in scipy
FAMILIES = {
    "CONSTANT": ((7.5, 0, 0, 0, 0), None),
    "UNIFORM": ((2.0, 5.0, 0, 0, 0), scipy.stats.uniform(2.0, 3.0)),
    "TRIANGULAR": ((1.0, 2.0, 6.0, 0, 0), scipy.stats.triang(0.2, 1.0, 5.0)),
    "PERT": ((1.0, 2.0, 6.0, 0, 0), scipy.stats.beta(1.8, 4.2, 1.0, 5.0)),
    "EXPONENTIAL": ((30.0, 0, 0, 0, 0), scipy.stats.expon(scale=30.0)),
    "LOGNORMAL": ((1.5, 0.8, 0, 0, 0), scipy.stats.lognorm(0.8, scale=np.exp(1.5))),
    "WEIBULL": ((0.7, 40.0, 0, 0, 0), scipy.stats.weibull_min(0.7, scale=40.0)),
    "GAMMA": ((0.6, 11.0, 0, 0, 0), scipy.stats.gamma(0.6, scale=11.0)),
    "EMPIRICAL": ((0, 0, 0, 1, 5), None),
    "GEOMETRIC": ((4.0, 0, 0, 0, 0), scipy.stats.geom(0.25)),
    "POISSON": ((33.0, 0, 0, 0, 0), scipy.stats.poisson(33.0)),
    "NEGATIVE_BINOMIAL": ((25.0, 1.4, 0, 0, 0), scipy.stats.nbinom(1.4, 1.4 / 26.4)),
}
TABLE = np.array([(getattr(draws, name), *FAMILIES[name][0]) for name in FAMILIES], DISTRIBUTION)
ROWS = {name: row for row, name in enumerate(FAMILIES)}
KNOWN_LAWS = [name for name, (_, law) in FAMILIES.items() if law is not None]


def blocks(seed=42, stream=0x5A5A5A00):
    """(a million, 4) the words of blocks that differ in their index only."""
    words = philox(np.arange(MANY), 0, stream, 0, seed & WORD, (seed >> 32) & WORD)
    return np.column_stack(words)


def many(seed=42, replication=0, stream=0x5A5A5A00, subject=0):
    """A million draws that differ in their index only: the same arithmetic on whole arrays."""
    index = np.arange(MANY)
    words = philox(index, subject, stream, replication, seed & WORD, (seed >> 32) & WORD)
    return (((words[0] << 20) | (words[1] >> 12)) + 0.5) * 2.0**-52


def test_draws_on_whole_arrays_are_those_by_address():
    numbers = many(seed=2**62 + 11, replication=5, subject=9)
    for index in (0, 1, 77, MANY - 1):
        assert numbers[index] == uniform(2**62 + 11, 5, 0x5A5A5A00, 9, index)


@pytest.mark.parametrize(
    ("counter", "key", "words"),
    [
        ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((WORD,) * 4, (WORD,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xA4093822, 0x299F31D0),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_published_random123_words(counter, key, words):
    assert philox(*counter, *key) == words


def test_an_address_is_laid_out_as_documented():
    words = philox(5, 4, 3, 2, 0xDDCCBBAA, 0x11223344)
    seed = 0x11223344DDCCBBAA
    address = (seed, 2, 3, 4, 5)
    assert block(*address) == words
    assert uniform(*address) == fraction(words[0], words[1])
    assert pair(*address) == (fraction(words[0], words[1]), fraction(words[2], words[3]))


def test_a_uniform_is_never_zero_or_one_whatever_the_words():
    assert fraction(0, 0) == 2.0**-53
    assert fraction(0, 0xFFF) == 2.0**-53
    assert fraction(0, 0x1000) == 3 * 2.0**-53
    assert fraction(WORD, WORD) == 1.0 - 2.0**-53
    assert fraction(0x80000000, 0) == 0.5 + 2.0**-53
    assert part(0) == 2.0**-33
    assert part(1) == 3 * 2.0**-33
    assert part(WORD) == 1.0 - 2.0**-33
    assert part(0x80000000) == 0.5 + 2.0**-33


@given(*[st.integers(0, 2**63 - 1)] + [st.integers(0, WORD)] * 4)
def test_every_part_of_an_address_matters(seed, replication, stream, subject, index):
    address = (seed, replication, stream, subject, index)
    here = uniform(*address)
    assert 0.0 < here < 1.0
    assert uniform(*address) == here
    for place in range(5):
        other = list(address)
        other[place] ^= 1
        assert uniform(*other) != here
    assert uniform(seed ^ (1 << 62), *address[1:]) != here


def test_numpy_integers_give_the_draw_of_python_integers():
    address = (2**63 - 1, 3, 2**32 - 256, 2**32 - 1, 17)
    assert uniform(*(np.int64(n) for n in address)) == uniform(*address)
    assert uniform(np.int64(9), *(np.uint32(p) for p in address[1:])) == uniform(9, *address[1:])
    assert block(*(np.int64(n) for n in address)) == block(*address)


def test_a_stream_number_is_stable_and_leaves_eight_bits():
    assert draws.stream("grad") == 0x90DDEC00
    names = [f"pattern-{n}" for n in range(200)]
    numbers = {draws.stream(name) for name in names}
    assert len(numbers) == len(names)
    assert all(number & 0xFF == 0 and 0 <= number <= WORD for number in numbers)


def test_a_million_draws_are_uniform():
    observed, _ = np.histogram(many(), bins=1000, range=(0.0, 1.0))
    assert 1e-4 < scipy.stats.chisquare(observed).pvalue < 1 - 1e-4


def test_draws_next_to_each_other_are_uncorrelated():
    numbers = many()
    for lag in (1, 2, 16, 256):
        assert abs(np.corrcoef(numbers[:-lag], numbers[lag:])[0, 1]) < CHANCE, lag


@pytest.mark.parametrize(
    "other", [{"seed": 43}, {"replication": 1}, {"stream": 0x5A5A5A01}, {"subject": 1}]
)
def test_draws_at_neighbouring_addresses_are_uncorrelated(other):
    assert abs(np.corrcoef(many(), many(**other))[0, 1]) < CHANCE


@pytest.mark.parametrize("place", range(4))
def test_each_word_of_a_million_blocks_is_uniform_in_its_high_bits_and_its_low(place):
    words = blocks()[:, place]
    assert 0 <= words.min() < words.max() <= WORD
    for observed in (words >> 22, words & 1023):
        counts = np.bincount(observed, minlength=1024)
        assert 1e-4 < scipy.stats.chisquare(counts).pvalue < 1 - 1e-4


@pytest.mark.parametrize(("one", "other"), list(itertools.combinations(range(4), 2)))
def test_two_words_of_a_block_are_independent(one, other):
    words = blocks()
    assert abs(np.corrcoef(words[:, one], words[:, other])[0, 1]) < CHANCE
    for shift in (28, 0):  # the highest four bits, and the lowest
        high = [words[:, place] >> shift & 15 for place in (one, other)]
        counts = np.bincount(high[0] * 16 + high[1], minlength=256)
        assert 1e-4 < scipy.stats.chisquare(counts).pvalue < 1 - 1e-4


def test_all_four_words_of_a_block_are_independent_together():
    high = blocks() >> 30
    counts = np.bincount(high @ [64, 16, 4, 1], minlength=256)
    assert 1e-4 < scipy.stats.chisquare(counts).pvalue < 1 - 1e-4


def test_numbers_taken_two_from_a_block_are_uncorrelated_with_those_after_them():
    words = blocks()
    numbers = np.array([fraction(*row) for row in words[: MANY // 10].reshape(-1, 2).tolist()])
    for lag in (1, 2, 3):
        chance = 4.0 / len(numbers) ** 0.5
        assert abs(np.corrcoef(numbers[:-lag], numbers[lag:])[0, 1]) < chance, lag


def test_the_words_of_blocks_of_two_purposes_are_uncorrelated():
    here, there = blocks(), blocks(stream=0x5A5A5A01)
    for one, other in itertools.product(range(4), repeat=2):
        found = np.corrcoef(here[:, one], there[:, other])[0, 1]
        assert abs(found) < 5.0 / MANY**0.5, (one, other)


def test_a_word_of_each_of_many_blocks_tells_them_apart():
    words = [block(1, 0, 0x100, 0, index)[2] for index in range(3000)]
    assert len(set(words)) == len(words)
    assert 0 <= min(words) < 2**24
    assert 2**32 - 2**24 < max(words) < 2**32


@pytest.mark.parametrize("name", KNOWN_LAWS)
def test_a_sample_is_the_quantile_that_scipy_gives(name):
    u = np.concatenate([[1e-9, 1e-6, 1e-3], np.linspace(0.0123, 0.987, 41), [0.999, 1 - 1e-6]])
    got = [sample(TABLE, NUMBERS, ROWS[name], p) for p in u.tolist()]
    np.testing.assert_allclose(got, FAMILIES[name][1].ppf(u), rtol=1e-9)


@pytest.mark.parametrize("name", KNOWN_LAWS)
def test_the_mean_of_a_row_is_the_one_that_scipy_gives(name):
    got = draws.mean(TABLE, NUMBERS, ROWS[name])
    assert got == pytest.approx(FAMILIES[name][1].mean(), rel=1e-12)


def test_a_constant_is_itself():
    assert sample(TABLE, NUMBERS, ROWS["CONSTANT"], 0.9) == 7.5
    assert draws.mean(TABLE, NUMBERS, ROWS["CONSTANT"]) == 7.5


def test_an_empirical_sample_is_an_observation_of_its_own_row():
    row = ROWS["EMPIRICAL"]
    got = [sample(TABLE, NUMBERS, row, u) for u in (1e-16, 0.2, 0.2001, 0.6, 0.61, 0.8, 0.81)]
    assert got == [1.0, 1.0, 2.5, 2.5, 4.0, 4.0, 60.0]
    assert sample(TABLE, NUMBERS, row, 1.0 - 2.0**-53) == 60.0
    assert draws.mean(TABLE, NUMBERS, row) == 14.0


@pytest.mark.parametrize("name", ["TRIANGULAR", "PERT"])
def test_three_equal_estimates_are_a_constant(name):
    row = np.array([(getattr(draws, name), 3.0, 3.0, 3.0, 0, 0)], DISTRIBUTION)
    assert sample(row, NUMBERS, 0, 0.2) == 3.0


@pytest.mark.parametrize("mode", [1.0, 6.0])
@pytest.mark.parametrize("name", ["TRIANGULAR", "PERT"])
def test_a_mode_at_an_end_is_allowed(name, mode):
    row = np.array([(getattr(draws, name), 1.0, mode, 6.0, 0, 0)], DISTRIBUTION)
    assert 1.0 < sample(row, NUMBERS, 0, 0.01) < sample(row, NUMBERS, 0, 0.99) < 6.0


@given(st.integers(0, 2**30 - 1), st.integers(0, 2**30 - 1), st.sampled_from(sorted(ROWS)))
def test_a_sample_never_falls_when_u_grows(m, n, name):
    u, v = ((cell + 0.5) * 2.0**-30 for cell in (min(m, n), max(m, n)))
    assert sample(TABLE, NUMBERS, ROWS[name], u) <= sample(TABLE, NUMBERS, ROWS[name], v)
    assert minutes(TABLE, NUMBERS, ROWS[name], u) <= minutes(TABLE, NUMBERS, ROWS[name], v)


@pytest.mark.parametrize(
    ("value", "whole"),
    [(-3.0, 0), (0.0, 0), (0.49, 0), (0.5, 1), (1.5, 2), (2.5, 3), (1e300, draws.FOREVER)],
)
def test_minutes_round_half_up_and_are_never_negative(value, whole):
    row = np.array([(draws.CONSTANT, value, 0, 0, 0, 0)], DISTRIBUTION)
    got = minutes(row, NUMBERS, 0, 0.5)
    assert got == whole
    assert isinstance(got, int)


def test_an_unknown_family_is_refused():
    row = np.array([(99, 0, 0, 0, 0, 0)], DISTRIBUTION)
    with pytest.raises(ValueError, match="no such family"):
        sample(row, NUMBERS, 0, 0.5)


def report_bits():
    """The bits of 300 draws of every family and of the extremes, one a line."""
    ends = [2.0**-53, 1e-12, 0.5, 1.0 - 1e-12, 1.0 - 2.0**-53]
    address = [uniform(2**62 + 11, 5, 0xABCDEF01, 9, index) for index in range(300)]
    lines = [f"words {block(2**62 + 11, 5, 0xABCDEF01, 9, index)}" for index in range(50)]
    lines += [f"{part(block(3, 5, 0xABCDEF01, 9, index)[1]).hex()}" for index in range(50)]
    for name, row in ROWS.items():
        for u in [*address, *ends]:
            value = float(sample(TABLE, NUMBERS, row, u)).hex()
            lines.append(f"{name} {u.hex()} {value} {minutes(TABLE, NUMBERS, row, u)}")
        lines.append(f"{name} {float(draws.mean(TABLE, NUMBERS, row)).hex()}")
    return lines
