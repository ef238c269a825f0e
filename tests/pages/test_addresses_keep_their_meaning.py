"""No address changes its meaning: what teachers and learners have kept as a link restores what it did.

What addresses restore is recorded in `addresses.json`. The package `restored` reads it from today's pages.
`record_addresses` tells how to add an address, and how to record one anew.
"""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages.record_addresses import TABLE, read
from tests.pages.restored import page_of, restored
from tests.pages.restored.opened import Opened
from tests.pages.stable import differences
from tests.pages.test_address import STARTS

PAGES = Path(__file__).parents[2] / "pages"
RECORDED = read()
#: What some address sets to something else than it starts with.
SET = {key for entry in RECORDED for key in parse_qs(urlsplit(entry["restores"]["address then"]).query)}


@pytest.mark.parametrize(
    "entry", RECORDED, ids=lambda entry: f"{page_of(entry['address'])}: {entry['about']}"
)
def test_an_address_restores_what_it_did(entry):
    changed = list(differences(entry["restores"], restored(entry["address"])))
    assert not changed, f"{entry['address']} means something else than in {TABLE.name}:\n" + "\n".join(
        changed
    )


def test_addresses_of_every_page_are_recorded_each_once():
    assert {page_of(entry["address"]) for entry in RECORDED} == {page.stem for page in PAGES.glob("*.py")}
    assert len({entry["address"] for entry in RECORDED}) == len(RECORDED)
    assert len({(page_of(entry["address"]), entry["about"]) for entry in RECORDED}) == len(RECORDED)


@pytest.mark.parametrize(("name", "start"), STARTS, ids=str)
def test_every_setting_of_a_page_is_set_by_some_address(name, start):
    assert Opened(name, start).settings - SET == set()
