"""The glossary: terms with true-looking rows, found by what one may type."""

from collections import Counter

import pytest

from cnnviz.architectures import NETWORKS
from cnnviz.glossary import LONGEST, SLIPS, TERMS, find
from cnnviz.operators import ACTIVATIONS, POOLINGS
from cnnviz.series.kernels import KERNELS

ENOUGH = 120
NAMED = [(name, term) for term in TERMS for name in term.names]
#: What lists of activations, poolings, kernels and networks call their rows.
TITLES = [
    *(row.title for table in (ACTIVATIONS, POOLINGS) for row in table.values()),
    *KERNELS,
    *(network.title.split(",")[0] for network in NETWORKS.values()),
]
LONG = [(name, term) for name, term in NAMED if len(name) >= 8]


def test_there_are_enough_terms_each_once():
    assert len(TERMS) >= ENOUGH
    assert len({term.name.casefold() for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_term_has_one_sentence_and_is_marked_by_its_own_names(term):
    assert term.says[0].isupper() or term.says[0].isdigit()
    assert term.says.endswith(".")
    assert ". " not in term.says
    assert set(term.marks) <= set(term.names)
    assert all(0 < len(name) < LONGEST for name in term.names)


def test_no_name_is_marked_for_two_terms():
    marked = {(name.casefold().replace("-", " "), term.name) for term in TERMS for name in term.marks}
    assert [name for name, count in Counter(name for name, _ in marked).items() if count > 1] == []


@pytest.mark.parametrize(("name", "term"), NAMED, ids=[name for name, _ in NAMED])
def test_a_name_finds_its_term_first_in_capitals_too(name, term):
    assert find(f"  {name.upper()} ")[0] == term


@pytest.mark.parametrize(("name", "term"), LONG, ids=[name for name, _ in LONG])
def test_a_beginning_a_swap_and_a_letter_too_many_find_it(name, term):
    middle = len(name) // 2
    swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
    for typed in (name[:-2], swapped, name[:middle] + "x" + name[middle:]):
        assert term in find(typed), typed


@pytest.mark.parametrize("title", TITLES)
def test_what_a_control_offers_is_found(title):
    assert find(title), title


def test_nothing_typed_finds_all_and_nonsense_nothing():
    assert find(" ") == list(TERMS)
    assert find("qqqqqqqq") == []


def test_slips_are_told_apart_by_their_ids():
    assert len({slip.id for slip in SLIPS}) == len(SLIPS)
    assert all(text.endswith(".") for slip in SLIPS for text in (slip.said, slip.right))
    assert all(slip.at and slip.see for slip in SLIPS)
