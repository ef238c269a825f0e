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


def test_a_name_finds_its_term_first_in_capitals_too():
    firsts = {name: find(f"  {name.upper()} ")[:1] for name, _ in NAMED}
    assert [name for name, term in NAMED if firsts[name] != [term]] == []


@pytest.mark.parametrize("term", {term.name: term for _, term in LONG}.values(), ids=lambda term: term.name)
def test_a_beginning_a_swap_and_a_letter_too_many_find_it(term):
    for name in [name for name, named in LONG if named == term]:
        middle = len(name) // 2
        swapped = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
        for typed in (name[:-2], swapped, name[:middle] + "x" + name[middle:]):
            assert term in find(typed), typed


def test_what_a_control_offers_is_found():
    assert [title for title in TITLES if not find(title)] == []


def test_nothing_typed_finds_all_and_nonsense_nothing():
    assert find(" ") == list(TERMS)
    assert find("qqqqqqqq") == []


def test_slips_are_told_apart_by_their_ids():
    assert len({slip.id for slip in SLIPS}) == len(SLIPS)
    assert all(text.endswith(".") for slip in SLIPS for text in (slip.said, slip.right))
    assert all(slip.at and slip.see for slip in SLIPS)
