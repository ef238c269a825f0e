"""The names of what can be set on each page as `docs/views.md`, with what recorded addresses set."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cnnviz.views import states, told
from pages.ui.linked.known import Known
from tests.app_pages import TITLES
from tests.pages.record_addresses import read
from tests.pages.restored import page_of

FILE = Path(__file__).parents[2] / "docs" / "views.md"
ABOUT = """\
# What can be set on each page

Each page is a view that a link opens in a state: `/kernels?img=binary&kernel=box&stride=2`. What is left out
is as at first. The same names are for those who write lessons. Written by `python -m tests.views` from
`cnnviz/views/states.toml`, `told.toml` beside it (what a page tells of what it computes, for the goals and
words of lessons), and the addresses that tests open; a test holds that it is up to date.
"""
KNOWN = """\
## What a view knows besides

Of what is done on Kernels and Pooling a lesson may ask, too:

"""
#: Examples of a name are as many and as long.
_FEW, _LONG = 3, 24


def examples() -> dict[str, dict[str, list[str]]]:
    """Give what recorded addresses set: page → name → texts."""
    found: dict[str, dict[str, list[str]]] = {name: {} for name in TITLES}
    for entry in read():
        query = urlsplit(entry["restores"]["address then"]).query
        for key, (text, *_) in parse_qs(query).items():
            texts = found[page_of(entry["address"])].setdefault(key, [])
            if text not in texts:
                texts.append(text)
    return found


def written() -> str:
    """Write the whole document."""
    found = examples()
    every: dict[str, list[str]] = {}
    for page, set_there in found.items():
        for key in set_there.keys() - states(page).keys():
            every.setdefault(key, []).extend(set_there[key])
    parts = [ABOUT, _section("On several pages", "shared", every)]
    parts += [_section(title, name, found[name]) for name, title in TITLES.items() if found[name]]
    says = re.findall(r"^    (\w+) : .*\n((?:        .*\n)+)", Known.__doc__ or "", re.MULTILINE)
    known = [f"- `{name}`: {' '.join(text.split())}" for name, text in says]
    return "\n".join([*parts, KNOWN + "\n".join(known) + "\n"])


def _section(title: str, page: str, set_there: dict[str, list[str]]) -> str:
    own, shared = states(page), states("shared")
    lines = [f"| `{key}` | {says} | {_examples(set_there.get(key, []))} |" for key, says in own.items()]
    table = ["| name | what it is | for example |", "|---|---|---|", *lines, ""] if lines else []
    also = [f"`{key}`" for key in set_there if key in shared and key not in own] if page != "shared" else []
    besides = [f"Besides: {', '.join(sorted(also))}.", ""] if also else []
    return "\n".join([f"## {title}", "", *table, *besides, *_told(page)])


def _told(page: str) -> list[str]:
    lines = [f"- `{name}`: {says}" for name, says in told(page).items()]
    return ["It tells lessons besides:", "", *lines, ""] if lines else []


def _examples(texts: list[str]) -> str:
    short = [
        text for text in dict.fromkeys(texts) if len(text) <= _LONG and "\n" not in text and "|" not in text
    ]
    return ", ".join(f"`{text}`" for text in short[:_FEW])
