"""No address changes its meaning: what teachers and learners have kept as a link restores what it did."""

import pytest

from tests.pages.record_addresses import TABLE, read
from tests.pages.restored import page_of, restored
from tests.pages.stable import differences

ADDRESSES = read()


@pytest.mark.parametrize(
    "entry", ADDRESSES, ids=lambda entry: f"{page_of(entry['address'])}: {entry['about']}"
)
def test_an_address_restores_what_it_did(entry):
    changed = list(differences(entry["restores"], restored(entry["address"])))
    assert not changed, f"{entry['address']} does not restore what {TABLE.name} says"
