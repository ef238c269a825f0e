"""What is released holds all of the app, starts without the repository, and is the same when built again."""

import re
import sys
import tarfile
import tomllib
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests import aside
from tests.server import PATIENCE, Server, served
from tools import release

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: What the app is: everything that is committed here, and nothing else.
APP = ("app.py", "serve.py", "pages/", "serving/", "store/", "assets/", ".streamlit/")
#: What else the wheel carries, and where it comes from.
CARRIED = {
    "licenses/LICENSE": "LICENSE",
    "licenses/docs/licences.md": "docs/licences.md",
    "sboms/parts.cdx.json": "docs/parts.cdx.json",
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The wheel and the source, as the present commit gives them."""
    return release.built(tmp_path_factory.mktemp("once"))


@pytest.fixture(scope="module")
def installed(released, tmp_path_factory):
    """Where the wheel's packages lie."""
    place = tmp_path_factory.mktemp("installed")
    with ZipFile(released[0]) as wheel:
        wheel.extractall(place)
    return place


def committed():
    return release.run(["git", "ls-tree", "-r", "--name-only", "-z", "HEAD"]).strip("\0").split("\0")


def test_the_wheel_holds_what_is_committed_of_the_app_and_nothing_else(released):
    with ZipFile(released[0]) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
    app = {f"cnnviz_app/{name}" for name in committed() if name.startswith(APP)}
    assert held == app | {name for name in committed() if name.startswith("cnnviz/")}
    assert {"cnnviz_app/.streamlit/config.toml", "cnnviz_app/assets/manifest.toml"} < held
    assert any(name.startswith("cnnviz_app/store/migrations/versions/") for name in held)


def test_the_source_holds_all_that_is_committed(released):
    with tarfile.open(released[1]) as source:
        held = {name.partition("/")[2] for name in source.getnames()}
    assert held == {*committed(), "PKG-INFO"}


def test_the_wheel_says_what_it_needs_and_whose_it_is(installed):
    (about,) = installed.glob("*.dist-info")
    said = Parser().parsestr((about / "METADATA").read_text(encoding="utf-8"))
    needs = [one for one in said.get_all("Requires-Dist") if ";" not in one]
    assert sorted(needs) == sorted(map(str.lower, PROJECT["dependencies"]))
    for name, ours in CARRIED.items():
        assert (about / name).read_bytes() == (ROOT / ours).read_bytes()


def test_built_again_it_is_the_same_to_the_byte(released, tmp_path):
    again = release.built(tmp_path)
    assert [file.name for file in again] == [file.name for file in released]
    assert [file.read_bytes() for file in again] == [file.read_bytes() for file in released]


class Installed(Server):
    """An installed cnnviz, whose packages lie in a folder, started in another."""

    def __init__(self, packages, place, home):
        self.place = place
        own = {"PYTHONPATH": packages, "HOME": home, "XDG_DATA_HOME": home}
        super().__init__(settings={name: str(path) for name, path in own.items()} | {"CNNVIZ_DATABASE": ""})

    def _command(self):
        return [sys.executable, "-m", "cnnviz", f"--server.port={self.port}", "--server.headless=true"]


async def shown(server, pages):
    """Open pages one after another as a browser does; give the headings of each, and what went wrong."""
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    how = {
        "subprotocols": ["streamlit"],
        "origin": server.address,
        "max_size": None,
        "open_timeout": PATIENCE,
    }
    said = {}
    async with websockets.connect(address, **how) as socket:
        for page in pages:
            asked = BackMsg()
            asked.rerun_script.page_name = page
            await socket.send(asked.SerializeToString())
            said[page] = [one async for one in told(socket)]
    return said


async def told(socket):
    """Give the headings and exceptions of one run of a page."""
    async for message in socket:
        said = ForwardMsg.FromString(message)
        element = said.delta.new_element
        for heading in re.findall("<h1>(.*?)</h1>", element.html.body):
            yield heading
        if element.HasField("exception"):
            yield element.exception.message
        if said.HasField("script_finished"):
            assert said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            return


def test_an_installed_cnnviz_starts_without_the_repository(installed, tmp_path):
    home, empty = tmp_path / "home", tmp_path / "empty"
    empty.mkdir()
    with served(installed, empty, home, kind=Installed) as server:
        said = aside.run(shown(server, ["", "kernels", "network"]))
    assert said == {"": ["Home"], "kernels": ["Kernels"], "network": ["Network"]}
    assert (home / "cnnviz" / "cnnviz.db").exists()
    assert list(empty.iterdir()) == []
