"""Start the app: ``cnnviz``, or ``python -m cnnviz``; options go to Streamlit, as in ``--server.port 8600``.

``cnnviz class`` serves a class from this computer: see ``serving/room``. ``cnnviz store backup FILE`` and its
like speak to the classes that are kept: see ``docs/classes.md``.
"""

import os
import runpy
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import platformdirs

from cnnviz.assets import APP, COMMAND, INSTALLED

#: Programs beside the app, by the word that asks for them.
PROGRAMS = {"class": "serving.room", "store": "store"}
#: One thread a matrix product is faster for matrices as small as ours, above all on a busy machine.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
DATABASE = "CNNVIZ_DATABASE"
#: What run.py does besides, in a checkout.
_IN_A_CHECKOUT = f"""\
{COMMAND} static OUT        write the whole app as a folder of files that needs no server
{COMMAND} test [--quick]    run the tests
"""
USAGE = f"""\
{COMMAND} [OPTIONS]         start the app and open it in the browser
{COMMAND} class [OPTIONS]   serve a class from this computer; --help lists its options
{COMMAND} store ...         back up, restore or delete the classes that are kept; --help lists how
{"" if APP == INSTALLED else _IN_A_CHECKOUT}
Options go to Streamlit, as in --server.port 8600.
{DATABASE} says where classes are kept: a file, or postgresql://..."""


def main() -> None:
    """Do what the command line asks for, in this process: whoever ends it ends the server."""
    word, *others = sys.argv[1:] or [""]
    if word in {"-h", "--help"}:
        print(USAGE)
        return
    os.environ.update(_environment(os.environ))
    sys.path.insert(0, str(APP))
    if word in PROGRAMS:
        _run(PROGRAMS[word], others)
    # Unlike a server or a test, whoever starts it here wants a browser to open.
    _run("streamlit", ["run", str(APP / "serve.py"), "--server.headless=false", *sys.argv[1:]])


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    """Say what this process and those that it starts are told, whatever folder they work in."""
    told = {name: given.get(name, "1") for name in ONE_THREAD}
    told["PYTHONPATH"] = os.pathsep.join(filter(None, [str(APP), given.get("PYTHONPATH")]))
    place = given.get(DATABASE) or (_own_database() if APP == INSTALLED else "")
    if place:
        told[DATABASE] = place if "://" in place else str(Path(place).expanduser().absolute())
    return told


def _run(module: str, arguments: list[str]) -> None:
    sys.argv[1:] = arguments
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    sys.exit()


def _own_database() -> str:
    """Say where an installed cnnviz keeps classes: updating it must not take them along."""
    folder = platformdirs.user_data_path("cnnviz", appauthor=False)
    with suppress(OSError):  # then the store says what is wrong
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return str(folder / "cnnviz.db")


if __name__ == "__main__":
    main()
