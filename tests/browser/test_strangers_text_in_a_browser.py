"""What stands in an address or a file's name is shown as it is: no link, formula, colour or emoji."""

import pytest
from playwright.sync_api import expect

TEXTS = [
    "[x](http://e.x)",
    "<http://e.x>",
    "http://e.x",
    "HTTPS://e.x/y_z",
    "www.e.x",
    "a@e.x",
    "mailto:a@e.x",
    ":red[x]",
    ":material/home:",
    ":smile:",
    "$x$",
    "**x**",
    "<b>x</b>",
    "&lt;b&gt;",
    "x->y",
    "x--y",
    "![x](data:,)",
]
MARKUP = "a, b, strong, em, img, code, .katex, [style*=color], [data-testid=stIconMaterial]"


def is_shown_as_it_is(page, text):
    said = page.get_by_test_id("stAlert").get_by_test_id("stMarkdownContainer").first
    expect(said).to_be_visible()
    shown = said.inner_text().replace("\u2060", "")
    assert text in shown
    assert said.locator(MARKUP).count() == 0, shown


OUTSIDE = {
    "[x](http://e.x)": "(http://e.x)",
    ":red[x]": ":red",
}  # brackets hold rows, and what is around is quoted


@pytest.mark.parametrize("text", [text for text in TEXTS if not set(text) & set("[&")] + [*OUTSIDE])
def test_a_text_in_an_address_is_quoted_as_it_is(visitor, text):
    page = visitor.go("kernels", kernel="custom", custom_text=text).page
    is_shown_as_it_is(page, OUTSIDE.get(text, text))


@pytest.mark.parametrize("text", [text for text in TEXTS if "/" not in text])
def test_a_files_name_is_quoted_as_it_is(visitor, text):
    visitor.go("kernels")
    visitor.page.get_by_role("button", name="Own picture").click()
    file = {"name": f"{text}.png", "mimeType": "image/png", "buffer": b"no picture"}
    visitor.page.locator("input[type=file]").set_input_files(file)
    is_shown_as_it_is(visitor.page, text)
