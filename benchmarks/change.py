"""What a changed control takes of the server's processor, beside what Streamlit alone takes.

Run from the folder of the repository: ``python benchmarks/change.py [changes]``. One learner without a
browser changes a control again and again; what the server has taken is read before and after.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.browser import FLOOR_SCRIPT, started
from benchmarks.classroom import processor_seconds
from benchmarks.sessions import Answer, Visitor

GOAL = 12.0
_SLIDER = """
import streamlit as st

value = st.slider("Value", 0, 250)
st.write(value)
"""

Act = Callable[[Visitor, int], Awaitable[Answer]]


class Case(NamedTuple):
    """A page, and what is done on it at the n-th change."""

    what: str
    page: str
    query: dict[str, str]
    act: Act


CASES = [
    Case("Kernels: stride 1 or 2", "kernels", {}, lambda one, n: one.set("kernels", stride=1 + n % 2)),
    Case(
        "Kernels: σ of a Gaussian",
        "kernels",
        {"kernel": "gaussian"},
        lambda one, n: one.set("kernels", parameters={"gaussian_sigma": 1 + n % 20 / 10}),
    ),
    Case("Pooling: window 2 or 3", "pooling", {}, lambda one, n: one.set("pooling", window=2 + n % 2)),
    Case("Network: next test image", "network", {}, lambda one, n: one.change("test", 1 + n % 90)),
]
FLOORS = {"Streamlit alone: a slider, a number": _SLIDER, "Streamlit, and a map of 8×8": FLOOR_SCRIPT}


async def measured(host: str, process: int, case: Case, changes: int) -> float:
    """Print what a change takes, and give it in milliseconds of the processor."""
    learner = Visitor(host, case.page, dict(case.query))
    await learner.open()
    for n in range(10):  # which warm up
        await case.act(learner, n)
    before = processor_seconds(process)
    answers = [await case.act(learner, n) for n in range(10, 10 + changes)]
    spent = 1000 * (processor_seconds(process) - before) / changes
    await learner.close()
    runs, size, elements = (
        mean(getattr(one, name) for one in answers) for name in ("runs", "size", "elements")
    )
    print(
        f"{case.what:<38} {spent:6.1f} ms of processor, {runs:.1f} runs, "
        f"{elements:.0f} elements, {size / 1000:.0f} kB",
        end="",
    )
    return spent


async def floor(host: str, process: int, what: str, changes: int) -> float:
    """The same of a trivial app."""

    async def slide(one: Visitor, n: int) -> Answer:
        return await one.change(next(iter(one.ids)), n % 250)

    spent = await measured(host, process, Case(what, "", {}, slide), changes)
    print()
    return spent


def main(changes: int) -> None:
    """Measure and print."""
    alone = 0.0
    with TemporaryDirectory() as folder:
        for what, text in FLOORS.items():
            script = Path(folder) / "floor.py"
            script.write_text(text, "utf-8")
            with started(script) as (address, process):
                spent = asyncio.run(floor(address.removeprefix("http://"), process, what, changes))
                alone = alone or spent
    with started() as (address, process):
        for case in CASES:
            spent = asyncio.run(measured(address.removeprefix("http://"), process, case, changes))
            print(f"  = {spent / GOAL:.2f} of {GOAL:g} ms, {spent / alone:.1f} × Streamlit alone")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
