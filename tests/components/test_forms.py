"""A form that is sent before its script has come does not load the page anew and lose what was typed."""

import re

import pytest

from pages.ui.session.component import ASSETS

FORMS = {
    f"{path.parent.name} {at}": form
    for path in sorted(ASSETS.glob("*/*.html"))
    for at, form in enumerate(re.findall(r"<form\b[^>]*>", path.read_text("utf-8")))
}


@pytest.mark.parametrize("name", FORMS)
def test_no_form_is_sent_by_the_browser_itself(name):
    assert 'method="dialog"' in FORMS[name]
