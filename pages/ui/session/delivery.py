"""How the JavaScript of all components reaches a browser: as a file, which it keeps, or else by Streamlit.

The file's address holds its digest, so it never changes, and a browser asks for it once. A server that does
not have it, as it is of another version than the one that drew the page, answers 404. Then the browser says
so, and the code comes as part of the page. So it does where the app is started without `serve.py`.
"""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.proto.BidiComponent_pb2 import BidiComponent

from cnnviz.glossary import TERMS
from pages.ui.session import mounting, reports
from pages.ui.session.component import (
    ASSETS,
    ScriptError,
    as_function,
    modules_of,
    name_of,
    styles_with_code,
)

#: Whether the server has the route below; `serve.py` says so.
is_served = False

_PATH = "code"
#: A module runs when the first component that needs it is drawn, and once for all of them. What a call of a
#: component returns ends what it began. Streamlit may ask for that after the next call: of two that are close
#: both load the module first. By then the newer one has taken over, so only the last call ends.
_CODE = """globalThis.cnnvizCode ??= (() => {
const made = {};
const use = (name) => (made[name] ??= modules[name]());
const calls = new WeakMap();
const entry = (name) => (given) => {
  const call = {};
  calls.set(given.parentElement, call);
  const end = use(name)(given);
  return () => calls.get(given.parentElement) === call && end?.();
};
%(content)s
return { digest: "%(digest)s", styles, vocabulary, %(entries)s };
})();
globalThis.cnnvizWaiting?.forEach((run) => run());
globalThis.cnnvizWaiting?.clear();
export default () => {};"""
#: What a connection that is lost meanwhile has not told, it tells once it is there again.
_LOADER = """const digest = "%(digest)s";
export default ({ setStateValue }) => {
  if (globalThis.cnnvizCode) return;
  const app = document.querySelector(".stApp");
  const tell = () => {
    const isHeard = app.dataset.testConnectionState === "CONNECTED";
    if (isHeard && !globalThis.cnnvizCode) setStateValue("missing", digest);
  };
  import(new URL("%(path)s", document.baseURI)).catch(() => {
    tell();
    new MutationObserver(tell).observe(app, { attributeFilter: ["data-test-connection-state"] });
  });
};"""


class Code(NamedTuple):
    """The JavaScript of all components.

    Attributes
    ----------
    digest : str
        Its name.
    text : str
        What a browser runs.
    """

    digest: str
    text: str


@cache
def code() -> Code:
    """Put the modules of all components together, and the styles and words that go with them."""
    modules: dict[Path, str] = {}
    entries = []
    for path in sorted(page.with_suffix(".js") for page in ASSETS.glob("*/*.html")):
        with suppress(ScriptError):  # the page that draws it says so; others go on without it
            modules |= modules_of(path)
            entries.append(f"{path.stem}: entry({name_of(path)!r})")
    functions = ",\n".join(f"{name_of(path)!r}: {as_function(path, text)}" for path, text in modules.items())
    parts = {
        "modules": f"{{\n{functions}\n}}",
        "styles": json.dumps(styles_with_code()),
        "vocabulary": json.dumps([asdict(term) for term in TERMS]),  # for every page, and once
    }
    content = "\n".join(f"const {name} = {text};" for name, text in parts.items())
    listed = ", ".join(entries)
    digest = sha256((_CODE + content + listed).encode()).hexdigest()[:16]
    return Code(digest, _CODE % {"digest": digest, "content": content, "entries": listed})


def address() -> str:
    """Name the file, below the path that the whole app lies under."""
    return f"{_PATH}/{code().digest}.js"


def deliver_code() -> None:
    """Give the browser the code of all components unless its window has it; each page calls this."""
    digest = code().digest
    with st.container(key="part_code_place"):  # so that what follows on the page keeps its place
        if reports.code() == digest:
            return
        if is_served:
            said = mounting.mount(_loader(), "part_code_file", None, "stretch", is_heard=True)
            if said.get("missing") != digest:
                return
        mounting.mount(_inline(), "part_code", None, "stretch", is_heard=False)


def route(base: str) -> Route:
    """Make the address of the file; `base` is the path that the whole app lies under, or ""."""
    return Route(f"{'/' if base else ''}{base}/{_PATH}/{{name}}", _file)


async def _file(request: Request) -> Response:
    """Answer with the code; 404 where it is another version's."""
    digest = code().digest
    if request.path_params["name"] != f"{digest}.js":
        return Response(status_code=404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        return Response(_packed(), 200, headers | {"Content-Encoding": "gzip"}, "text/javascript")
    return Response(code().text, 200, headers, "text/javascript")


@cache
def _packed() -> bytes:
    return gzip.compress(code().text.encode(), 9, mtime=0)


@cache
def _loader() -> BidiComponent:
    js = _LOADER % {"digest": code().digest, "path": address()}
    return mounting.blank("cnnviz_code_file", html="<i hidden></i>", css="", js=js)


@cache
def _inline() -> BidiComponent:
    return mounting.blank("cnnviz_code", html="<i hidden></i>", css="", js=code().text)
