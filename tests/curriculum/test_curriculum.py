"""The table of the curriculum: up to date, its links open what they say, its rows have tests."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.curriculum.rows import ROWS
from tests.curriculum.written import FILE, ON_PAGES, proofs, written
from tests.pages.conftest import Visit

OPEN = [row for row in ROWS if row.address]


def test_the_document_is_up_to_date():
    """If not: .venv/bin/python -m tests.curriculum."""
    assert FILE.read_text("utf-8") == written()


def test_every_row_of_a_test_is_in_the_table():
    assert set(proofs()) <= {row.id for row in ROWS}


def test_no_row_has_two_lines():
    assert len({row.id for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.id)
def test_a_row_that_can_be_done_has_tests_that_read_its_page(row):
    files = [file for file in proofs().get(row.id, {}) if file.startswith(ON_PAGES)]
    assert files, f"no test in {ON_PAGES} is called test_{row.id}_…"


@pytest.mark.parametrize("row", OPEN, ids=lambda row: row.id)
def test_a_rows_link_opens_its_page_as_it_says(row):
    parts = urlsplit(row.address)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = Visit(parts.path.removeprefix("/"), query)
    assert not page.errors
    assert page.address == query
