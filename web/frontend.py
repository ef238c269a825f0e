"""Streamlit's page as published, without what the app never shows, and with ours around it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

import streamlit

from pages.ui.shell.way import WAY
from serving.headers import policy_in_page
from web import inputs
from web.pack import packed

_STATIC: Final = Path(streamlit.__file__).parent / "static"
#: Elements of Streamlit that the app never shows, by their scripts; what only they need goes, too.
UNUSED: Final = re.compile(
    r"^(PlotlyChart|DeckGlJsonChart|EChartsChart|GraphVizChart|ArrowVegaLiteChart|DataFrame|Table|Audio|Video|"
    r"Balloons|Snow|Json|ChatInput|Feedback|mermaid.*|katex|rehype-katex|wavesurfer.*|loadVegaEmbed)\."
)
#: Streamlit's scripts and style sheets in two files: those that colour code, and all others. They lie in the
#: folder as they are, too, for where there is no service worker.
PACKS: Final = {
    "boot/code.packed": re.compile(r"/StreamlitSyntaxHighlighter\."),
    "boot/page.packed": re.compile(""),
}
#: What its style sheets name and the app's theme never asks for.
_UNUSED_MEDIA: Final = re.compile(r"^(KaTeX|SourceSerif|SourceSansVF-Italic|SourceCode|balloon|flake|fire)")
#: What the page of Streamlit loads.
_LOADED: Final = re.compile(
    r'\s*(<script type="module"[^>]*></script>|<link rel="(modulepreload|stylesheet)"[^>]*>)'
)
_CHARSET: Final = re.compile(r"<meta\s+charset=[^>]*>", re.IGNORECASE)
_NAMED: Final = re.compile(r"""(?:from|import|import\()\s*["'`]\./([^"'`/]+\.js)["'`]""")


def scripts() -> set[str]:
    """Name the scripts that the page can come to load: those its first one leads to, without `UNUSED`."""
    folder = _STATIC / "static" / "js"
    page = (_STATIC / "index.html").read_text("utf-8")
    found: set[str] = set()
    waiting = set(re.findall(r"static/js/([^\"]+\.js)", page))
    while waiting:
        name = waiting.pop()
        found.add(name)
        named = set(_NAMED.findall((folder / name).read_text("utf-8")))
        waiting |= {one for one in named if not UNUSED.match(one)} - found
    return found


def is_shown(path: Path, known: set[str]) -> bool:
    """Say whether a file of Streamlit's page is one that the app can come to show."""
    if path.suffix == ".js":
        return path.name in known
    return (
        path.name not in ("index.html", "manifest.json")
        and not _UNUSED_MEDIA.match(path.name)
        and "DeckGl" not in path.name
    )


def is_packed(name: str) -> bool:
    """Say whether a file of the folder lies in one of `PACKS`, too, from which the service worker answers."""
    return name.startswith(("static/js/", "static/css/"))


def is_made_again(name: str) -> bool:
    """Say whether the service worker makes a file of the folder from others."""
    return is_packed(name) or name in {f"{one}/index.html" for one in names()}


def names() -> list[str]:
    """Name all pages but Home, which lies at the folder's own address."""
    return [stop.name for stops in WAY.values() for stop in stops]


def build(out: Path) -> None:
    """Write the page, its scripts, and a copy of it in a folder for each of the app's pages."""
    known = scripts()
    together: dict[str, dict[str, bytes]] = {pack: {} for pack in PACKS}
    for path in sorted(_STATIC.rglob("*")):
        name = path.relative_to(_STATIC).as_posix()
        if path.is_file() and is_shown(path, known):
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, out / name)
            if is_packed(name):
                pack = next(one for one, has in PACKS.items() if has.search(name))
                together[pack][name] = path.read_bytes()
    for pack, files in together.items():
        (out / pack).write_bytes(packed(files))
    page = _page()
    (out / "index.html").write_text(page, "utf-8")
    for name in names():
        (out / name).mkdir()
        (out / name / "index.html").write_text(page.replace('="./', '="../'), "utf-8")
    (out / "home").mkdir()
    (out / "home" / "index.html").write_text(with_policy(_HOME), "utf-8")


def _page() -> str:
    """Put what is seen first, and the script that stands in for a server, into Streamlit's page."""
    page = (_STATIC / "index.html").read_text("utf-8")
    first = (inputs.HERE / "page" / "first.html").read_text("utf-8")
    page = re.sub(r"<noscript>.*?</noscript>", "", page, flags=re.DOTALL)
    page = re.sub(r'\s*<link\s+rel="(preload|service-desc)".*?/>', "", page, flags=re.DOTALL)
    page = page.replace("<title>Streamlit</title>", "<title>cnnviz</title>")
    loaded = [found[1] for found in _LOADED.finditer(page)]
    if sum(one.startswith("<script") for one in loaded) != 1 or '<div id="root"></div>' not in page:
        raise ValueError("Streamlit's index.html is no longer as web/frontend.py knows it")
    # boot.js puts them into the page once the service worker answers.
    later = f'<template id="boot-page">{"".join(loaded)}</template>'
    page = _LOADED.sub("", page).replace("</head>", f"{later}</head>")
    return with_policy(page.replace('<div id="root"></div>', f'{first}<div id="root"></div>'))


def with_policy(page: str) -> str:
    """Put the policy that the server sends as a header into a page, before all that it is about.

    Raises
    ------
    ValueError
        If the page does not say its character set once, which is where the policy goes.
    """
    page, found = _CHARSET.subn(
        lambda charset: (
            f'{charset[0]}<meta http-equiv="Content-Security-Policy" content="{policy_in_page(page)}">'
        ),
        page,
    )
    if found != 1:
        raise ValueError("there is no one place for the policy in this page")
    return page


_HOME: Final = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>cnnviz</title>'
    "<script>location.replace(`../${location.search}${location.hash}`)</script>"
    '<a href="../">Home</a></html>\n'
)
