"""The look has one owner: assets/components/tokens.css. No other sheet has sizes of letters or colours."""

import re
import tomllib

import pytest

from pages.ui.session.component import ASSETS

TOKENS = ASSETS / "tokens.css"
SHEETS = sorted(path for path in ASSETS.rglob("*.css") if path != TOKENS)
CODE = [*ASSETS.rglob("*.js"), *(ASSETS.parents[1] / "pages").rglob("*.py")]
SIZES = ["note", "ui", "text", "head", "show"]
#: What a style sheet may give instead of a token: what a page's code works out for the room there is.
COMPUTED = {
    "linked/linked.css": {"var(--letters)"},
    "present.css": {"max(16px, var(--grown, 1.7vw)) !important"},
}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(|--st-\w*color")
#: Words of what sets properties for single elements.
SET_BY_CODE = set(re.findall(r"\w+(?:-\w+)*", " ".join(path.read_text("utf-8") for path in CODE)))
#: What is yellow: what is pointed at or belongs to that, what has the focus on a map, and the app's mark.
YELLOW = re.compile(
    r"ring\b|cursor|tap\b|dot\b|mark|here\b|chosen|now\b|met\b|result\b|front|shown|source|window|winner"
    r"|beside|part\b|insets|cell\b|grey\b|touched|chip|detail-|distances|pressed|focus-visible|TopNav"
)
NAMED = re.compile(r":\s*(?:[^;{}]*\s)?(black|white|red|green|blue|grey|gray|orange|yellow)\b")


def bare(sheet):
    """A sheet's text without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)


def given(sheet, name):
    """All values that a sheet gives for a property."""
    return re.findall(rf"(?<![\w-]){name}:\s*([^;}}]+?)\s*(?=[;}}])", bare(sheet))


def tokens():
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", bare(TOKENS)))


def called(sheet):
    return sheet.relative_to(ASSETS).as_posix()


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_letters_have_five_sizes(sheet):
    allowed = {f"var(--{size})" for size in SIZES} | {"inherit"} | COMPUTED.get(called(sheet), set())
    assert set(given(sheet, "font-size")) <= allowed
    shorthands = [
        re.fullmatch(r"inherit|\S+ var\(--(\w+)\)/[\d.]+ var\(--st-font\)", one)
        for one in given(sheet, "font")
    ]
    assert all(one and one[1] in (None, *SIZES) for one in shorthands)


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_corners_are_those_of_maps_of_controls_or_of_panels(sheet):
    assert set(given(sheet, "border-radius")) <= {"0", "var(--r)", "var(--r-panel)", "50%"}


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_colours_are_tokens(sheet):
    assert not COLOUR.findall(bare(sheet))
    assert not NAMED.findall(bare(sheet))


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_a_token_that_is_used_exists(sheet):
    text = bare(sheet)
    own = set(re.findall(r"--([\w-]+):", text))
    used = set(re.findall(r"var\(--([\w-]+)\)", text))  # with a default, code may leave it out
    assert used <= set(tokens()) | own | SET_BY_CODE | {"st-font"}


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_yellow_is_of_the_number_being_talked_about(sheet):
    """Of its ring, its cell, its word or its place on an axis: a rule that is yellow says of which."""
    rules = re.findall(r"([^{}]+)\{([^{}]*var\(--here\)[^{}]*)\}", bare(sheet))
    assert [one.strip() for one, _ in rules if not YELLOW.search(one)] == []


def test_sizes_of_letters_are_in_rem_so_that_they_grow_with_the_page():
    assert all(re.fullmatch(r"[\d.]+rem", tokens()[size]) for size in SIZES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_streamlits_own_controls_are_drawn_by_the_same_tokens(scheme):
    theme = tomllib.loads((ASSETS.parents[1] / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    same = {
        "primaryColor": "act",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "wash",
        "textColor": "ink",
        "linkColor": "act",
        "borderColor": "edge",
        "greenColor": "act",
        "redColor": "slip",
        "blueBackgroundColor": "wash",
        "blueTextColor": "ink",
    }
    pairs = {name: re.fullmatch(r"light-dark\((\S+), (\S+)\)", value) for name, value in tokens().items()}
    assert theme[scheme] == {key: pairs[name][1 + (scheme == "dark")] for key, name in same.items()}
    assert f"{theme['baseRadius']}" == tokens()["r"]
    assert set(theme["headingFontSizes"]) <= {tokens()[size] for size in SIZES}


def test_but_for_what_all_pages_on_a_network_share_a_sheet_is_of_one_page():
    """So that a rule on what pages have in common, such as a column of controls, reaches no other page."""
    pages = sorted((ASSETS.parents[1] / "pages").glob("*.py"))
    used = [name for page in pages for name in re.findall(r'use_style\("(\w+)"\)', page.read_text("utf-8"))]
    assert {name for name in used if used.count(name) > 1} == {"network"}


@pytest.mark.parametrize("sheet", SHEETS, ids=called)
def test_no_rule_has_a_page_restyled_whenever_something_is_added_to_it(sheet):
    """Each of these had hundreds of elements restyled: docs/costs.md, “Styles”."""
    text = bare(sheet)
    inside = re.findall(r":has\(((?:[^()]|\([^()]*\))*)\)", text)
    assert not [one for one in inside if re.search(r":(nth|first|last|only)", one)], "a place in :has()"
    excluded = re.findall(r":not\(((?:[^()]|\([^()]*\))*)\)", text)
    assert not [one for one in excluded if re.search(r"\[class\W?=[^]]*\] ", one)], (
        "all within a part of a name"
    )
    assert not re.search(r"(?:^|[\s(,>+~]):has\(> (?:\.st-key|\[class)", text, re.M), "any element is asked"
