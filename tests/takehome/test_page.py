"""A page to keep is one file that asks for nothing, runs what its policy names, and shows text as text."""

import re
import zlib
from base64 import b64decode, b64encode
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cnnviz.takehome import page as pages
from cnnviz.takehome.page import Kit, Told, page

HOSTILE = "</title><script>alert(1)</script>\"'&<img src=x onerror=alert(1)>.png"
KIT = Kit(
    boot="const begin = 1;",
    code='globalThis.cnnvizSaved = () => "</script>";',
    markup='<div class="linked"></div>',
    look=".linked { color: red }",
    style="main { margin: 0 }",
)
#: Elements that have no end.
VOID = {"meta", "input"}


class Read(HTMLParser):
    """A page's elements: each with its attributes and the text in it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found, self.open = [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), []))
        if tag not in VOID:
            self.open.append(self.found[-1])

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        for element in self.open:
            element[2].append(data)

    def all(self, tag):
        return [(attrs, "".join(texts)) for name, attrs, texts in self.found if name == tag]


@pytest.fixture
def read():
    told = Told(HOSTILE, [(HOSTILE, HOSTILE), ("Size", "3 × 3")], f"http://localhost/kernels?img={HOSTILE}")
    return Read(page(told, KIT, {"hub": HOSTILE}, {"source": b"\0\1</script>"}))


def policy(read):
    text = next(attrs["content"] for attrs, _ in read.all("meta") if "http-equiv" in attrs)
    return dict(part.split(" ", 1) for part in text.split("; "))


def hashed(text):
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def blocks(read):
    return {attrs["data-name"]: b64decode(text) for attrs, text in read.all("script") if "data-name" in attrs}


def test_what_anybody_wrote_is_shown_and_is_no_markup(read):
    assert [text for _, text in read.all("title")] == [HOSTILE]
    assert [text for _, text in read.all("h1")] == [HOSTILE]
    assert [text for _, text in read.all("dt")] == [HOSTILE, "Size"]
    assert [text for _, text in read.all("dd")] == [HOSTILE, "3 × 3"]
    assert read.all("span")[0][1].endswith(HOSTILE)
    assert read.all("img") == []
    assert [text for attrs, text in read.all("script") if not attrs] == [KIT.boot]


def test_the_policy_names_the_scripts_and_styles_and_allows_nothing_else(read):
    unpacked = {name: zlib.decompress(blocks(read)[name]).decode() for name in ("code", "look")}
    assert unpacked == {"code": KIT.code, "look": KIT.look}
    assert policy(read) == {
        "default-src": "'none'",
        "script-src": f"{hashed(KIT.boot)} {hashed(KIT.code)}",
        "style-src": f"{hashed(read.all('style')[0][1])} {hashed(KIT.look)}",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_in_it_has_an_address(read):
    named = {name for _, attrs, _ in read.found for name in attrs}
    assert named.isdisjoint({"src", "href", "srcset", "action", "data", "poster"})
    assert all("url(" not in text and "@import" not in text for _, text in read.all("style"))


def test_it_says_its_language_and_what_to_do_without_scripts(read):
    assert read.all("html")[0][0] == {"lang": "en"}
    assert len(read.all("main")) == 1
    assert "JavaScript" in read.all("noscript")[0][1]
    assert {attrs["data-name"] for attrs, _ in read.all("script") if "data-name" in attrs} == {
        "code",
        "look",
        "head",
        "source",
    }
    assert blocks(read)["source"] == b"\0\1</script>"


def test_the_licence_is_the_projects(read):
    words = " ".join(read.all("pre")[0][1].split())
    licence = " ".join((Path(__file__).parents[2] / "LICENSE").read_text("utf-8").split())
    assert words in licence
    holder = re.search(r"Copyright \(c\) (.*?) Permission", licence)[1]
    assert holder in pages.LICENCE
    assert "MIT License" in pages.LICENCE
