"""Serve a class: ``python3 run.py class``, which starts this."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys

from cnnviz.assets import COMMAND
from cnnviz.errors import CnnvizError
from serving import settings
from serving.room.serving import Room


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


#: Processes at most: each takes about 200 MB, and eight serve more than a school's largest hall.
MOST = 8


def main(arguments: list[str]) -> int:
    """Serve until somebody stops it; give the exit status."""
    parser = argparse.ArgumentParser(
        prog=f"{COMMAND} class",
        description="Serve a class from this computer. Other options go to Streamlit.",
    )
    parser.add_argument("--address", help="serve at this address of the computer only, instead of at all")
    parser.add_argument("--port", type=_port, default=8501, help="8501 unless given")
    parser.add_argument(
        "--workers", type=int, default=min(cores(), MOST), help="processes; one a core, up to 8"
    )
    chosen, options = parser.parse_known_args(arguments)
    try:
        settings.read(os.environ)
        return asyncio.run(Room(chosen.address, chosen.port, max(chosen.workers, 1), options).serve())
    except CnnvizError as error:
        print(error)
        return 1


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= settings.MOST_PORT:
        raise argparse.ArgumentTypeError(f"a port from 1 to {settings.MOST_PORT}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
