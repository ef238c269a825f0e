"""The first page, and what all pages have in common."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_home_shows_a_computed_picture_for_each_page(visit):
    page = visit("home")
    links = page.app.get("page_link")
    assert [link.proto.label for link in links] == ["**Kernels**", "**Pooling**", "**Network**"]
    assert all(len(page.maps(f"example_{name}")) == 2 for name in ("Kernels", "Pooling", "Network"))


@pytest.mark.parametrize(
    "path",
    [p for p in ROOT.glob("pages/**/*.py") if p.name != "state.py"],
    ids=lambda p: p.stem,
)
def test_session_state_is_written_in_one_place_only(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        targets = node.targets if isinstance(node, ast.Assign) else []
        assert not any("session_state" in ast.unparse(target) for target in targets)
