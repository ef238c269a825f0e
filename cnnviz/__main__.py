"""Start the app: ``cnnviz``, or ``python -m cnnviz``; options go to Streamlit, as in ``--server.port 8600``.

``cnnviz store backup FILE`` and its like speak to the classes that are kept: see ``docs/classes.md``.
"""

import os
import runpy
import sys
from contextlib import suppress

import platformdirs

from cnnviz.assets import APP, INSTALLED

#: Programs beside the app, by the word that asks for them.
PROGRAMS = {"store": "store"}
#: One thread a matrix product is faster for matrices as small as ours, above all on a busy machine.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
DATABASE = "CNNVIZ_DATABASE"


def main() -> None:
    """Do what the command line asks for, in this process: whoever ends it ends the server."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if APP == INSTALLED and not os.environ.get(DATABASE):
        os.environ[DATABASE] = _own_database()
    sys.path.insert(0, str(APP))
    asked, *others = sys.argv[1:] or [""]
    if asked in PROGRAMS:
        _run(PROGRAMS[asked], others)
    # Unlike a server or a test, whoever starts it here wants a browser to open.
    _run("streamlit", ["run", str(APP / "serve.py"), "--server.headless=false", *sys.argv[1:]])


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
