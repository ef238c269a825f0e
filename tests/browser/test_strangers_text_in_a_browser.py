"""What stands in an address or a file's name is shown as it is: no link, formula, colour or emoji."""

import pytest

from tests.browser.waits import until

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


def is_shown_as_it_is(page, text, before=""):
    """It stands in a sentence, once that has come in place of the one before, as no more than letters."""
    said = page.get_by_test_id("stAlert").get_by_test_id("stMarkdownContainer").first
    until(page, lambda: said.count() and said.inner_text() != before)
    shown = said.inner_text()
    assert text in shown.replace("\u2060", "")
    assert said.locator(MARKUP).count() == 0, shown
    return shown


OUTSIDE = {
    "[x](http://e.x)": "(http://e.x)",
    ":red[x]": ":red",
}  # brackets hold rows, and what is around is quoted


#: What the weights of a kernel may hold: brackets are of rows there, and an ampersand is of an address.
TYPED = [text for text in TEXTS if not set(text) & set("[&")] + [*OUTSIDE]
#: One of each kind: a link, a formula, and a directive.
ADDRESSED = ["[x](http://e.x)", "$x$", ":material/home:"]


@pytest.mark.parametrize(
    "texts", [ADDRESSED, pytest.param(TYPED, marks=pytest.mark.thorough)], ids=["one of each kind", "all"]
)
def test_a_text_in_an_address_is_quoted_as_it_is(visitor, texts):
    for text in texts:
        if text == texts[0]:
            visitor.go("kernels", kernel="custom", custom_text=text)
        else:
            visitor.follow("glossary").follow("kernels", kernel="custom", custom_text=text)
        is_shown_as_it_is(visitor.page, OUTSIDE.get(text, text))


def test_a_text_that_is_typed_is_quoted_as_it_is(visitor):
    page, said = visitor.go("kernels", kernel="custom").page, ""
    for text in TYPED:
        field = page.get_by_label("Weights", exact=True)
        field.fill(text)
        field.press("Control+Enter")
        said = is_shown_as_it_is(page, OUTSIDE.get(text, text), said)


def test_a_files_name_is_quoted_as_it_is(visitor):
    page, said = visitor.go("kernels").page, ""
    page.get_by_role("button", name="Own picture").click()
    for text in (text for text in TEXTS if "/" not in text):
        file = {"name": f"{text}.png", "mimeType": "image/png", "buffer": b"no picture"}
        page.locator("input[type=file]").set_input_files(file)
        said = is_shown_as_it_is(page, text, said)
