"""No component listens by a property that browsers do not have."""

import re

import pytest

from tests.components.conftest import ROOT

FILES = sorted((ROOT / "assets/components").rglob("*.js"))
#: Elements have onfocus and onblur, but no property for these: what is set there is never called.
UNHEARD = re.compile(r"\bon(?:focusin|focusout|composition\w+|DOM\w+)\b")


def test_focus_that_comes_in_or_goes_out_is_listened_to_by_addeventlistener():
    found = {
        str(path.relative_to(ROOT)): UNHEARD.findall(text)
        for path in FILES
        if UNHEARD.search(text := path.read_text("utf-8"))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text", ["host.onfocusin = look;", "a.onblur = a.onfocusout = end;", "{ onfocusin: look }"]
)
def test_the_property_is_found_however_it_is_set(text):
    assert UNHEARD.search(text)
