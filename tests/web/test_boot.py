"""The app starts with what the folder has and nothing else, and its pages run: by this Python, for Pyodide's.

What `serve.py` comes to import has to be in the folder, too, or to have a stand-in.
"""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy
import PIL
import pytest

from tests.app_pages import PATHS
from web import stage

#: What is run by hand, or has a stand-in in the folder.
BY_HAND = re.compile(r"/cnnviz/training/|/pages/ui/session/(pools|elsewhere)\.py$")
#: Starts the app as `web/page/worker.js` does, opens each page, and prints what went wrong where.
BOOT = """
import asyncio, json, sys
folder, native, pages = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
sys.dont_write_bytecode = True
sys.path[:0] = [f"{folder}/inside", f"{folder}/inside/instead", f"{folder}/app"]
sys.path += [f"{folder}/packages", native]
import shim

class Given(list):  # as what JavaScript hands over
    def to_py(self):
        return self

class Data(bytes):
    def to_py(self):
        return self

async def main():
    shim.prepare()
    heard = asyncio.Queue()
    await shim.boot(lambda number, kind, data: heard.put_nowait((kind, data)))
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    told = Given([("host", "localhost")])
    status, _, _ = await shim.request("GET", "/_stcore/health", "", told, Data())
    assert status == 200, status
    found = {}
    for number, page in enumerate(pages):
        shim.connect(number, "/_stcore/stream", "", told, Given(["streamlit"]))
        asked = BackMsg()
        asked.rerun_script.page_name = page
        while (await heard.get())[0] != "accept":
            pass
        shim.receive(number, Data(asked.SerializeToString()))
        while True:
            kind, data = await heard.get()
            message = ForwardMsg.FromString(data) if kind == "bytes" else ForwardMsg()
            if message.delta.new_element.WhichOneof("type") == "exception":
                found[page] = str(message.delta.new_element.exception)
            if message.WhichOneof("type") == "script_finished":
                break
        shim.disconnect(number)
        while not heard.empty():
            heard.get_nowait()
    print(json.dumps([found, sorted(sys.modules)]))

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("folder")
    stage.fill_without_wheels(made)
    return made


@pytest.fixture(scope="module")
def native(tmp_path_factory):
    """NumPy and Pillow of this Python, and none of the others that are installed."""
    made = tmp_path_factory.mktemp("native")
    for package in (numpy, PIL):
        place = Path(package.__file__).parent
        for one in [place, *place.parent.glob(f"{place.name.replace('PIL', 'pillow')}.libs")]:
            (made / one.name).symlink_to(one)
    return made


def library(name):
    """Whether it is a file of Python's own library."""
    return (Path(os.__file__).parent / name).exists()


def installed(name):
    """Whether it is a file of what is installed."""
    return (Path(numpy.__file__).parents[1] / name).exists()


def named(path):
    """The modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (one.name for one in node.names)


def opened(folder, native, pages):
    """What went wrong, by page, and which modules have been imported."""
    command = [sys.executable, "-I", "-S", "-c", BOOT, str(folder), str(native), json.dumps(pages)]
    told = subprocess.run(command, cwd=folder / "app", capture_output=True, text=True)
    assert told.returncode == 0, told.stderr[-3000:]
    return json.loads(told.stdout.splitlines()[-1])


def test_every_page_runs_with_what_the_folder_has(folder, native):
    wrong, imported = opened(folder, native, PATHS)
    assert wrong == {}
    files = {one.replace(".", "/") + end for one in imported for end in (".py", "/__init__.py")}
    own = {one for one in files if not one.startswith(("PIL/", "numpy/random/mtrand"))}  # see stage.py
    assert [one for one in sorted(own) if stage.LIBRARY_LEFT_OUT.match(one) and library(one)] == []
    assert [one for one in sorted(own) if stage.WHEELS_LEFT_OUT.match(one) and installed(one)] == []


def test_no_module_of_the_app_names_one_of_python_s_that_is_left_out():
    """Also where it is imported only once it is needed."""
    missed = {}
    for path in sorted(
        one for room in ("cnnviz", "pages", "serving") for one in (stage.ROOT / room).rglob("*.py")
    ):
        for name in named(path) if not BY_HAND.search(path.as_posix()) else ():
            if any(
                stage.LIBRARY_LEFT_OUT.match(name.replace(".", "/") + end) for end in (".py", "/__init__.py")
            ):
                missed[path.relative_to(stage.ROOT).as_posix()] = name
    assert missed == {}


def test_a_page_that_needs_what_is_missing_is_told_of(folder, native):
    page = folder / "app" / "pages" / "kernels.py"
    whole = page.read_text("utf-8")
    page.write_text(f"import scipy\n{whole}", "utf-8")
    try:
        assert list(opened(folder, native, ["pooling", "kernels"])[0]) == ["kernels"]
    finally:
        page.write_text(whole, "utf-8")
