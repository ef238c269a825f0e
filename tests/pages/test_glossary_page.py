"""The glossary's page, the addresses that terms and slips lead to, and the slips on their pages."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from cnnviz.glossary import LONGEST, SLIPS, TERMS
from tests.app_pages import TITLES

ADDRESSES = sorted({row.at for row in (*TERMS, *SLIPS) if row.at})


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_a_term_or_a_slip_leads_to_is_a_page_in_that_state(visit, address):
    parts = urlsplit(address)
    wanted = dict(parse_qsl(parts.query))
    assert visit(parts.path, **wanted).address.items() >= wanted.items()


STANDS = [(slip, page) for slip in SLIPS for page in (slip.page, *slip.also)]


@pytest.mark.parametrize(("slip", "name"), STANDS, ids=[f"{slip.id} on {name}" for slip, name in STANDS])
def test_a_slip_stands_on_the_pages_of_its_subject_with_what_is_right_and_where_to_see_it(visit, slip, name):
    page = visit(name, said="true")
    (block,) = [one.proto.body for one in page.app.get("html") if f'id="slip-{slip.id}"' in one.proto.body]
    assert "Often said:" in block
    assert "Right is:" in block
    assert any(f"]({slip.at})" in one.value for one in page.app.markdown)


def test_slips_are_folded_away_at_first(visit):
    page = visit(SLIPS[0].page)
    assert not any('class="slip"' in one.proto.body for one in page.app.get("html"))


def test_the_page_knows_the_titles_of_the_pages_that_terms_lead_to(visit):
    titles = visit("glossary").component("glossary").json
    assert all(f'"{TITLES[urlsplit(term.at).path]}"' in titles for term in TERMS if term.at)


def test_what_is_typed_stands_in_the_address_and_is_cut_at_the_longest(visit):
    page = visit("glossary")
    page.report("glossary", "typed", "narrow")
    assert page.address == {"term": "narrow"}
    page.report("glossary", "typed", "x" * 2 * LONGEST)
    assert page.address == {"term": "x" * LONGEST}
    page.report("glossary", "typed", "")
    assert page.address == {}
