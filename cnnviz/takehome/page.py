"""A view as one page of HTML that needs no server: its code, its look and its numbers stand in it.

It asks for nothing: its policy allows the scripts and styles whose hashes it names, and no connection.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Final

MOST_BYTES: Final = 400_000
"""What is larger is scaled down, where it can be: so large a page mail and learning platforms take."""

LICENCE: Final = "The code in this page is cnnviz, © 2026 The cnnviz authors, under the MIT License:"
_WORDS: Final = """\
Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE."""

_NO_SCRIPT: Final = "This page needs JavaScript, which is switched off here."
_FAULT: Final = (
    "This browser could not draw the pictures. Open the page in Chrome or Edge 123, Firefox 120, Safari "
    "17.5, or newer."
)


@dataclass(frozen=True)
class Told:
    """What a page says in words.

    Attributes
    ----------
    title : str
    facts : sequence of (name, text)
        What was computed: the picture, how it was set, the size.
    address : str
        Where the view stands in the app.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    address: str


@dataclass(frozen=True)
class Kit:
    """What all pages of a kind of view have in common.

    Attributes
    ----------
    boot : str
        The script that begins: assets/components/saved/boot.js.
    code : str
        The script that draws the view; it defines ``cnnvizSaved``.
    markup, look : str
        The view's HTML and its style sheet.
    style : str
        The page's own.
    """

    boot: str
    code: str
    markup: str
    look: str
    style: str


def page(told: Told, kit: Kit, head: Mapping[str, object], numbers: Mapping[str, bytes]) -> str:
    """Write a page.

    Parameters
    ----------
    told
        May hold anything: it is escaped.
    kit
        What draws the view.
    head
        What the view is told, as JSON can hold it.
    numbers
        What it is given, by the names that its code knows.
    """
    texts = {"code": kit.code, "look": kit.look, "head": json.dumps(head, allow_nan=False)}
    blocks = {name: zlib.compress(text.encode(), 9) for name, text in texts.items()} | dict(numbers)
    facts = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in told.facts)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(kit)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(told.title)}</title>
<style>{kit.style}</style>
</head>
<body>
<main>
<h1>{escape(told.title)}</h1>
<noscript><p>{_NO_SCRIPT}</p></noscript>
<p id="fault" role="alert" hidden>{_FAULT}</p>
<label id="predict" hidden><input type="checkbox"> Predict first</label>
<div id="view"></div>
<dl>{facts}</dl>
<p class="from">Made with cnnviz, where it is at: <span>{escape(told.address)}</span></p>
</main>
<footer><details><summary>Licence</summary><p>{LICENCE}</p><pre>{escape(_WORDS)}</pre></details></footer>
<template id="markup">{kit.markup}</template>
{"".join(_block(name, data) for name, data in blocks.items())}<script>{kit.boot}</script>
</body>
</html>
"""


def _block(name: str, data: bytes) -> str:
    """Write bytes where the browser runs nothing."""
    text = base64.b64encode(data).decode()
    return f'<script type="application/octet-stream" data-name="{escape(name)}">{text}</script>\n'


def _policy(kit: Kit) -> str:
    scripts, styles = (" ".join(map(_hash, texts)) for texts in ((kit.boot, kit.code), (kit.style, kit.look)))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
