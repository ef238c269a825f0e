"""What a changed control takes of the server's processor, beside what Streamlit alone takes.

Run from the folder of the repository: ``python benchmarks/change.py [rounds]``. Learners without browsers
change their controls, each of them a few times a round; what the server has taken is read before and after.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the script is run by its path

from benchmarks.browser import FLOOR_SCRIPT, started
from benchmarks.changing import Answer, Visitor

GOAL = 12.0
#: Changes of one control in a round.
EACH = 5
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


async def _slide(one: Visitor, n: int) -> Answer:
    return await one.change(next(iter(one.ids)), n % 250)


#: Of the app; every change leads to a result that nobody has asked for before.
CASES = [
    Case(
        "Kernels: a stride of its own",
        "kernels",
        {"axes": "true"},
        lambda one, n: one.set("kernels", **_steps(n)),
    ),
    Case(
        "Kernels: σ of a Gaussian 5×5",
        "kernels",
        {"kernel": "gaussian"},
        lambda one, n: one.set("kernels", parameters={"gaussian_sigma": 0.5 + n % 90 / 20}),
    ),
    Case(
        "Pooling: a window and step",
        "pooling",
        {},
        lambda one, n: one.set("pooling", window=2 + n % 7, step=1 + n % 9),
    ),
    Case("Network: next test image", "network", {}, lambda one, n: one.change("test", 1 + n % 99)),
]
FLOORS = {"Streamlit alone: a slider, a number": _SLIDER, "Streamlit, and a map of 8×8": FLOOR_SCRIPT}


def _steps(n: int) -> dict[str, int]:
    return {"stride": 1 + n % 2, "across": 1 + n // 2 % 31}


def processor_seconds(process: int) -> float:
    """What a process has taken of the cores; Linux tells, to the nanosecond."""
    return time.clock_gettime((~process << 3) | 2)


class Measured:
    """What came of the changes of one case."""

    def __init__(self, case: Case, host: str, process: int) -> None:
        self.case, self.process, self.done = case, process, 0
        self.learner = Visitor(host, case.page, dict(case.query))
        self.spent: list[float] = []
        self.answers: list[Answer] = []

    async def go_on(self, changes: int, counts: bool = True) -> None:
        """Change the control so many times."""
        before, answers = processor_seconds(self.process), []
        for _ in range(changes):
            self.done += 1
            answers.append(await self.case.act(self.learner, self.done))
        if counts:
            self.spent.append(1000 * (processor_seconds(self.process) - before) / changes)
            self.answers += answers

    def told(self, alone: float) -> str:
        """Say what a change takes, at the median."""
        runs, size, elements = (
            mean(getattr(one, name) for one in self.answers) for name in ("runs", "size", "elements")
        )
        spent = median(self.spent)
        return (
            f"{self.case.what:<36} {spent:6.1f} ms = {spent / alone:5.2f} × Streamlit alone, "
            f"{spent / GOAL:.2f} of the goal; {runs:.1f} runs, {elements:.0f} elements, {size / 1000:.0f} kB"
        )


async def measure(found: list[Measured], rounds: int) -> None:
    """Open all pages, and change one after the other, again and again."""
    for one in found:
        await one.learner.open()
        await one.go_on(2 * EACH, counts=False)
    for _ in range(rounds):
        for one in found:
            await one.go_on(EACH)
    for one in found:
        print(one.told(median(found[0].spent)))


def main(rounds: int) -> None:
    """Start the app and the trivial ones, measure, end them."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        found = []
        for name, (what, text) in enumerate(FLOORS.items()):
            script = folder / f"floor{name}.py"
            script.write_text(text, "utf-8")
            address, process = stack.enter_context(started(script))
            found.append(Measured(Case(what, "", {}, _slide), address.removeprefix("http://"), process))
        address, process = stack.enter_context(started())
        found += [Measured(case, address.removeprefix("http://"), process) for case in CASES]
        asyncio.run(measure(found, rounds))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
