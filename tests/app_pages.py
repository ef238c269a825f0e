"""The pages of the app, as app.py lists them: what is to hold for every page is asked of each of these."""

import ast
from pathlib import Path
from typing import Any

_APP = Path(__file__).parents[1] / "app.py"


def _options(call: ast.Call) -> dict[str, Any]:
    return {option.arg: option.value.value for option in call.keywords}


_CALLS = [node for node in ast.walk(ast.parse(_APP.read_text("utf-8"))) if isinstance(node, ast.Call)]
_PAGES = [_options(call) for call in _CALLS if getattr(call.func, "attr", "") == "Page"]

TITLES: dict[str, str] = {page["url_path"]: page["title"] for page in _PAGES}
"""Each page's title by its path, in the menu's order."""
PATHS = ["" if path == "home" else path for path in TITLES]
"""What stands in the address of each: of the first page nothing."""
