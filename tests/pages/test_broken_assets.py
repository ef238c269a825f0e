"""A file of the app that is missing or damaged is told on the pages that need it; the others work."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cnnviz import assets
from pages.ui.session import faults

ROOT = Path(__file__).parents[2]
#: Opens pages of a copy of the app: of each what is told as an error, and what broke it.
OPEN = """
import functools, json, re, sys
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

begin = PagesManager.__init__

def hrefs(app):  # that components are given, as JSON or packed
    given = [str(element.proto.bytes or element.proto.json) for element in app.get("bidi_component")]
    return re.findall(r'"href": "([^"?]+)"', "".join(given))

def begin_with_app(self, *given, **named):  # as the server does, see internals.adapt
    begin(self, *given, **named)
    PagesManager.uses_pages_directory = False

PagesManager.__init__ = begin_with_app
# once, and not for each page, as in conftest.py
manifest_scanner.scan_component_manifests = functools.cache(manifest_scanner.scan_component_manifests)
found = {}
for name in sys.argv[1:]:
    app = AppTest.from_file("app.py", default_timeout=120)
    app.switch_page(f"pages/{name}.py")
    app.run()
    found[name] = {
        "errors": [error.value for error in app.error],
        "broken": [exception.value for exception in app.exception],
        "links": [link.proto.page for link in app.get("page_link")] + hrefs(app),
    }
print(json.dumps(found))
"""


def truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def remove(path):
    path.unlink()


@pytest.fixture
def copy(tmp_path):
    """A copy of all that the app needs, to be damaged; what Python has compiled comes along."""
    for name in ("cnnviz", "pages", "store", "assets", ".streamlit"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "app.py", tmp_path)
    return tmp_path


def opened(copy, *names):
    command = [sys.executable, "-c", OPEN, *names]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    ("file", "damage", "needing", "others"),
    [
        ("weights/garments/classifier.npz", truncate, ["network", "why"], ["pixels"]),
        ("weights/garments/card.json", remove, ["network"], ["why"]),
        pytest.param(
            "weights/neurons/card.json",
            truncate,
            ["neurons"],
            ["network", "kernels"],
            marks=pytest.mark.thorough,
        ),
        ("components/linked/linked.js", remove, ["kernels"], ["evaluation", "autoencoder"]),
        pytest.param(
            "components/cnnviz/pools.js", remove, ["pooling"], ["evaluation"], marks=pytest.mark.thorough
        ),
        ("manifest.toml", truncate, ["kernels"], []),
        pytest.param("manifest.toml", remove, ["pooling"], [], marks=pytest.mark.thorough),
    ],
)
def test_a_file_that_cannot_be_used_is_told_where_it_is_needed(copy, file, damage, needing, others):
    damage(copy / "assets" / file)
    found = opened(copy, *needing, *others)
    for name in needing:
        assert not found[name]["broken"], name
        assert any(f"`assets/{file}`" in error for error in found[name]["errors"]), name
    for name in others:
        assert not found[name]["broken"], name
        assert not found[name]["errors"], name


def test_home_still_leads_everywhere_without_the_weights(copy):
    remove(copy / "assets/weights/garments/classifier.npz")
    home = opened(copy, "home")["home"]
    assert not home["broken"]
    assert len(home["errors"]) == 1
    assert set(home["links"]) == {path.stem for path in (ROOT / "pages").glob("*.py")} - {"home"}


def test_what_ships_is_whole():
    assert assets.broken() == []


def test_a_fault_that_comes_from_no_file_goes_on_as_it_is():
    with pytest.raises(ZeroDivisionError), faults.guarded():
        _ = 1 / 0


@pytest.mark.parametrize("text", ["", "not = [toml", "[[file]]\n", "file = 3\n", '[[file]]\npath = "x"\n'])
def test_a_manifest_that_cannot_be_read_is_itself_the_broken_file(tmp_path, text):
    (tmp_path / assets.MANIFEST).write_text(text, "utf-8")
    assert assets.broken(tmp_path) == [assets.MANIFEST]


def test_files_are_named_that_are_missing_or_other_than_they_were(tmp_path):
    shutil.copytree(assets.ASSETS, tmp_path / "assets")
    remove(tmp_path / "assets/weights/garments/gallery.png")
    truncate(tmp_path / "assets/images/cat.webp")
    assert assets.broken(tmp_path / "assets") == ["images/cat.webp", "weights/garments/gallery.png"]
