"""Whatever bytes come in, an array or one ImageError comes out, without a warning."""

import random
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.images.mutations import HEADER, is_opened, mutate, seeds, with_sums

SEEDS = seeds()
MUTATIONS = 20
"""Of each seed; how to try thousands by hand, `mutations` says."""

positions = st.one_of(st.integers(0, HEADER), st.integers(-HEADER, -1), st.integers(0, 1 << 20))
changes = st.lists(st.tuples(positions, st.integers(0, 255)), max_size=12)
cuts = st.one_of(st.just(1.0), st.floats(0.0, 1.0))


def damage(file, edits, cut):
    damaged = bytearray(file)
    for position, value in edits:
        damaged[position % len(damaged)] = value
    return bytes(damaged[: int(cut * len(damaged))])


def open_or_refuse(data):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        is_opened(data)
    assert seen == []


def test_every_seed_opens():
    assert all(map(is_opened, SEEDS.values()))


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_opened_or_refused(kind):
    @settings(max_examples=30)
    @given(changes, cuts)
    def check(edits, cut):
        open_or_refuse(damage(SEEDS[kind], edits, cut))

    check()


@pytest.mark.parametrize("kind", SEEDS)
def test_a_mutated_file_is_opened_or_refused(kind):
    draw = random.Random(kind)
    for _ in range(MUTATIONS):
        mutated = mutate(SEEDS[kind], draw)
        open_or_refuse(mutated)
        open_or_refuse(with_sums(mutated))


@settings(max_examples=60)
@given(
    st.sampled_from(
        [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF", b"BM", b"GIF89a", b"II*\0", b"MM\0+", b""]
    ),
    st.binary(max_size=300),
)
def test_noise_after_a_known_beginning_is_opened_or_refused(beginning, noise):
    open_or_refuse(beginning + noise)
