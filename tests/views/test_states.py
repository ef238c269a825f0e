"""All that can be set on a page has a name that is published, and says what it is."""

import re

import pytest

from cnnviz.views import states
from tests.app_pages import TITLES
from tests.views.written import FILE, examples, written

SET = examples()


@pytest.mark.parametrize("page", TITLES)
def test_what_an_address_sets_is_described_and_what_is_described_some_address_sets(page):
    described, shared = set(states(page)), set(states("shared"))
    assert SET[page].keys() <= described | shared
    assert described <= SET[page].keys()
    assert all(states(page)[key] != states("shared")[key] for key in described & shared)


def test_what_several_pages_share_some_address_sets():
    every = {key for page in SET.values() for key in page}
    of_kernels = {key for key in states("shared") if re.match("[a-z_]+_(size|sigma|edges|amount)", key)}
    assert set(states("shared")) - of_kernels <= every


def test_a_page_without_settings_of_its_own_has_none():
    assert states("no page") == {}


def test_the_list_is_as_it_would_be_written_now():
    assert FILE.read_text("utf-8") == written(), "run python -m tests.views"
