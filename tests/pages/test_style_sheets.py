"""The look has one owner: assets/components/tokens.css. No other sheet has sizes, spaces or colours."""

import re
import tomllib
from functools import cache

import pytest

from pages.ui.session.component import ASSETS

TOKENS = ASSETS / "tokens.css"
SHEETS = sorted(path for path in ASSETS.parent.rglob("*.css") if path != TOKENS)
CODE = [*ASSETS.rglob("*.js"), *(ASSETS.parents[1] / "pages").rglob("*.py")]
SIZES = ["note", "ui", "text", "head", "show"]
#: What a style sheet may give instead of a token: what a page's code works out for the room there is.
COMPUTED = {
    "components/linked/linked.css": {"var(--letters)"},
    "components/present.css": {"max(16px, var(--grown, 1.7vw)) !important"},
}
#: Lengths in px that are no strokes: what is set in px, or drawn so by the browser.
IN_PX = {"components/present.css": {"16px"}, "components/sweep/sweep.css": {"16px"}}
#: Strokes, rings and hatches are as thin on every screen: up to so many px.
THIN, HAIR = 6, 3
#: What is space: between things, and within their edges.
SPACE = r"(?:scroll-)?(?:margin|padding)(?:-\w+)*|(?:row-|column-)?gap|--(?:gap|apart|edges)"
LENGTH = re.compile(r"(?<![\w.#-])(-?[\d.]+)(px|r?em|ch|ex|pt|cm|mm|in)\b")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch)a?\(|--st-\w*color")
#: Words of what sets properties for single elements.
SET_BY_CODE = set(re.findall(r"\w+(?:-\w+)*", " ".join(path.read_text("utf-8") for path in CODE)))
#: What is yellow: what is pointed at or belongs to that, what has the focus on a map, and the app's mark.
YELLOW = re.compile(
    r"ring\b|cursor|tap\b|dot\b|mark|here\b|chosen|now\b|met\b|result\b|front|shown|source|window|winner"
    r"|beside|part\b|insets|cell\b|grey\b|touched|chip|detail-|distances|pressed|focus-visible|TopNav"
)
#: What words stand on, besides maps.
GROUNDS = ("paper", "wash", "act-wash", "slip-wash")
#: What a rule for presented pages may give: a number on a map has the ink that its cell has anywhere.
PRESENTED_WORDS = {"var(--ink)", "var(--mute)", "var(--act)", "var(--written, currentcolor)"}
PRESENTED_GROUNDS = {"none", "transparent", *(f"var(--{ground})" for ground in GROUNDS)}
#: A `:has()`, also one in a `:not()`, that does not stand right behind a class, an attribute, a tag or "&".
UNNAMED_HAS = re.compile(r"(?<![\w\])&])(?<![\w\])&]:not\():has\(")
NAMED = re.compile(r":\s*(?:[^;{}]*\s)?(black|white|red|green|blue|grey|gray|orange|yellow)\b")


@cache
def bare(sheet):
    """A sheet's text without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)


def given(sheet, name):
    """All values that a sheet gives for a property."""
    return re.findall(rf"(?<![\w-]){name}:\s*([^;}}]+?)\s*(?=[;}}])", bare(sheet))


def tokens():
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", bare(TOKENS)))


def called(sheet):
    return sheet.relative_to(ASSETS.parent).as_posix()


def lengths_in_px(text):
    """Lengths of a style that letters would outgrow; the width of a screen is none."""
    lengths = LENGTH.findall(re.sub(r"@media[^{]*|matchMedia\([^)]*\)", "", text))
    return {f"{length}px" for length, unit in lengths if unit == "px" and abs(float(length)) > THIN}


def other_spaces(value):
    """What is in a value besides hairlines and steps of the unit: wholes, halves to 3, quarters to 1."""
    lengths = [
        f"{one}{unit}" for one, unit in LENGTH.findall(value) if unit != "px" or abs(float(one)) > HAIR
    ]
    steps = [abs(float(one)) for one in re.findall(r"(-?[\d.]+) \* var\(--u\)", value)]
    return lengths + [one for one in steps if one * (4 if one < 1 else 2 if one < 3 else 1) % 1]


def in_sheets(find):
    """What is found in each style sheet in which something is."""
    found = {called(sheet): sorted(find(sheet)) for sheet in SHEETS}
    return {name: seen for name, seen in found.items() if seen}


def other_letters(sheet):
    """Sizes of letters that are none of the five."""
    allowed = {f"var(--{size})" for size in SIZES} | {"inherit"} | COMPUTED.get(called(sheet), set())
    shorthand = rf"inherit|(?:\S+ )?var\(--(?:{'|'.join(SIZES)})\)/[\d.]+ (?:var\(--st-font\)|system-ui,.*)"
    yield from set(given(sheet, "font-size")) - allowed
    yield from (one for one in given(sheet, "font") if not re.fullmatch(shorthand, one))


def test_letters_have_five_sizes():
    assert in_sheets(other_letters) == {}


def test_corners_are_those_of_maps_of_controls_or_of_panels():
    corners = {"0", "var(--r)", "var(--r-panel)", "50%"}
    assert in_sheets(lambda sheet: set(given(sheet, "border-radius")) - corners) == {}


def test_no_length_is_in_px_but_of_strokes():
    assert in_sheets(lambda sheet: lengths_in_px(bare(sheet))) == {
        name: sorted(px) for name, px in IN_PX.items()
    }


def test_margins_paddings_and_gaps_are_steps_of_one_unit():
    assert in_sheets(lambda sheet: filter(other_spaces, given(sheet, f"(?:{SPACE})"))) == {}


def test_styles_within_code_have_no_lengths_of_their_own_either():
    space = re.compile(
        r"\b(?:margin|padding|(?:row|column)?[gG]ap)[\w-]*[\"']?\s*[:=]\s*[\"'`]?[\d.]+(?:px|r?em)"
    )
    texts = {path: path.read_text("utf-8") for path in CODE}
    found = {path: lengths_in_px(text) or space.findall(text) for path, text in texts.items()}
    assert {path: seen for path, seen in found.items() if seen} == {}


def test_a_length_in_px_and_a_space_that_is_no_step_are_found():
    assert lengths_in_px("a { width: clamp(108px, 16vw, 6.5rem); outline: 3px solid }") == {"108px"}
    assert lengths_in_px("@media (max-width: 640px) { a { margin: 4px } }") == set()
    assert other_spaces("0.3rem calc(1.25 * var(--u))") == ["0.3rem", 1.25]
    assert other_spaces("-1px auto calc(2.5 * var(--u)) var(--u)") == []


def test_colours_are_tokens():
    assert in_sheets(lambda sheet: COLOUR.findall(bare(sheet)) + NAMED.findall(bare(sheet))) == {}


def unknown_tokens(sheet):
    own = set(re.findall(r"--([\w-]+):", bare(sheet)))
    used = set(re.findall(r"var\(--([\w-]+)\)", bare(sheet)))  # with a default, code may leave it out
    return used - set(tokens()) - own - SET_BY_CODE - {"st-font"}


def test_a_token_that_is_used_exists():
    assert in_sheets(unknown_tokens) == {}


def other_yellows(sheet):
    rules = re.findall(r"([^{}]+)\{([^{}]*var\(--here\)[^{}]*)\}", bare(sheet))
    return [one.strip() for one, _ in rules if not YELLOW.search(one)]


def test_yellow_is_of_the_number_being_talked_about():
    """Of its ring, its cell, its word or its place on an axis: a rule that is yellow says of which."""
    assert in_sheets(other_yellows) == {}


def test_sizes_of_letters_are_in_rem_so_that_they_grow_with_the_page():
    assert all(re.fullmatch(r"[\d.]+rem", tokens()[size]) for size in SIZES)


def luminance(colour):
    """How light a colour is, from 0 to 1, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def colours(scheme):
    """The tokens that are colours, as they are in one scheme."""
    pairs = {name: re.findall(r"#[0-9a-f]{6}\b", value) for name, value in tokens().items()}
    return {name: found[-1 if scheme == "dark" else 0] for name, found in pairs.items() if found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(scheme):
    """So whatever is drawn by the tokens can be, on a projector, too."""
    colour = colours(scheme)
    pairs = [(ink, on) for ink in ("ink", "mute", "act", "slip") for on in GROUNDS]
    pairs += [("on-act", "act"), ("on-here", "here"), ("paper", "slip")]
    assert [pair for pair in pairs if contrast(*(colour[one] for one in pair)) < 4.5] == []
    assert [on for on in ("paper", "wash") if contrast(colour["edge"], colour[on]) < 2.9] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_right_and_wrong_differ_in_lightness_too(scheme):
    """Not in hue alone, which not every eye tells apart: by ten steps of CIE's L*, which has a hundred."""
    right, wrong = (116 * luminance(colours(scheme)[name]) ** (1 / 3) for name in ("act", "slip"))
    assert abs(right - wrong) > 10


def presented(text):
    """All declarations of a sheet that hold only while a page is presented, those of nested rules too."""
    for start in re.finditer(r"\[data-present[^{}]*\{", re.sub(r":not\([^()]*\)", "", text)):
        rest, depth = re.sub(r":not\([^()]*\)", "", text)[start.end() :], 1
        for end, letter in enumerate(rest):
            depth += {"{": 1, "}": -1}.get(letter, 0)
            if depth == 0:
                yield from re.findall(r"([\w-]+):\s*([^;{}]+?)\s*(?=[;}])", rest[: end + 1])
                break


def other_colours_presented(sheet):
    names = {f"--{name}" for name in colours("light")}
    return [
        (name, value)
        for name, value in presented(bare(sheet))
        if name in names | {"opacity", "filter", "mix-blend-mode"}
        or (name in {"color", "-webkit-text-fill-color"} and value not in PRESENTED_WORDS)
        or (name in {"background", "background-color"} and value not in PRESENTED_GROUNDS)
    ]


def test_a_presented_page_has_no_colours_but_those_that_can_be_read_on_each_other():
    assert in_sheets(other_colours_presented) == {}


def test_a_colour_that_only_a_presented_page_has_is_found():
    rule = "html:not([data-present]) p { color: a } html[data-present] .b { gap: 0; .c { --ink: d } }"
    assert list(presented(rule)) == [("gap", "0"), ("--ink", "d")]


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


def restyling(sheet):
    """What has hundreds of elements restyled: docs/costs.md, “Styles”."""
    text = bare(sheet)
    inside = re.findall(r":has\(((?:[^()]|\([^()]*\))*)\)", text)
    excluded = re.findall(r":not\(((?:[^()]|\([^()]*\))*)\)", text)
    yield from (f"a place in :has(): {one}" for one in inside if re.search(r":(nth|first|last|only)", one))
    yield from (
        f"all in a part of a name: {one}" for one in excluded if re.search(r"\[class\W?=[^]]*\] ", one)
    )
    yield from (f"any element is asked: {text[one.start() :][:60]}" for one in UNNAMED_HAS.finditer(text))


def test_no_rule_has_a_page_restyled_whenever_something_is_added_to_it():
    assert in_sheets(restyling) == {}


@pytest.mark.parametrize(
    ("rule", "is_found"),
    [
        (":has(> .a) {}", True),
        (".b > :has(.a) {}", True),
        (".b ~ :is(.c, :has(> .a)) {}", True),
        (".b > :not(:has(.a)) {}", True),
        ("& { :has(.a) {} }", True),
        ('[data-b="c"]:has(.a), html:has(.a), .b:has(.a):has(.c) {}', False),
        (".b:not(:has(.a)) > .c, &:has(.a), :where(.b):has(.a) {}", False),
    ],
)
def test_an_element_without_a_name_that_is_asked_for_others_is_found(rule, is_found):
    assert bool(UNNAMED_HAS.search(rule)) == is_found
