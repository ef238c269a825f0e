"""All that a page sends to the browser, as one text: what is not in it nobody can read there."""

from tests.pages.conftest import Visit
from tests.pages.restored.opened import Opened, made


def everything(page: Visit) -> str:
    """Give what all parts are told, and the files on offer; numbers that are packed as bits are not in it."""
    drawn = [node for node in _nodes(page.app._tree) if getattr(node, "proto", None) is not None]
    sent = [node.proto.SerializeToString().decode("utf-8", "ignore") for node in drawn]
    files = page.files.values() if isinstance(page, Opened) else []
    saved = [made(make).decode("utf-8", "ignore") for make in files]
    return "\n".join([*sent, *saved]).replace("\\u2212", "−").replace("\\u00d7", "×").replace("\\u2192", "→")


def _nodes(node):
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)
