"""The tables of `docs/serving.md` that follow from the program, and those of its sizes."""

from __future__ import annotations

import re
import tomllib
from math import ceil
from pathlib import Path

from prometheus_client.metrics import MetricWrapperBase

from serving.settings import ELSEWHERE, SETTINGS
from serving.watching import measures

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs" / "serving.md"
#: What was measured; whoever measures anew writes it there.
SIZES = ROOT / "docs" / "sizes.toml"
#: How many learners a table's rows are for.
ROWS = {"a class": 30, "four classes at once": 120, "a school": 600}
#: The share of a core that is planned for: what is left takes up moments at which all press at once.
PLANNED = 0.7
_PART = re.compile(r"(<!-- (\w+): written by .*? -->\n).*?(<!-- end -->)", re.DOTALL)


def written(text: str) -> str:
    """Write the document's tables anew."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}\n{found[3]}", text)


def settings() -> str:
    """Give the table of the settings."""
    rows = [*((one.name, one.holds, one.default) for one in SETTINGS.values()), *ELSEWHERE]
    return _table(
        ("variable", "holds", "default"),
        [(f"`{name}`", holds, f"`{default}`" if default else "none") for name, holds, default in rows],
    )


def numbers() -> str:
    """Give the table of what is told to Prometheus."""
    found = [one for one in vars(measures).values() if isinstance(one, MetricWrapperBase)]
    return _table(
        ("name", "labels", "kind", "what"),
        [
            (
                f"`{one._name}{'_total' if one._type == 'counter' else ''}`",
                ", ".join(f"`{name}`" for name in one._labelnames),
                one._type,
                one._documentation,
            )
            for one in found
        ],
    )


def reasons() -> str:
    """Give the table of why something is refused."""
    return _table(("reason", "what"), [(f"`{name}`", what) for name, what in measures.REASONS.items()])


def outcomes() -> str:
    """Give the table of how long work may end."""
    return _table(("outcome", "what"), [(f"`{name}`", what) for name, what in measures.OUTCOMES.items()])


def sizes() -> str:
    """Give the table of what so many learners need."""
    found = tomllib.loads(SIZES.read_text("utf-8"))
    rows = []
    for name, count in ROWS.items():
        size = f"{memory(found, count):.1f} GB"
        rows.append((name, str(count), str(processes(found, count)), str(cores(found, count)), size))
    return _table(("", "learners", "processes", "cores", "memory"), rows)


def processes(found: dict[str, float], count: int) -> int:
    """Give how many processes so many learners need: each has one core, and no use for a second."""
    busy = count / found["seconds_between_changes"] * found["processor_ms_a_change"] / 1000
    return max(1, ceil(busy / PLANNED))


def cores(found: dict[str, float], count: int) -> int:
    """Give the cores: one a process, and one for the proxy, the database and the system from two on."""
    needed = processes(found, count)
    return needed + (needed > 1)


def memory(found: dict[str, float], count: int) -> float:
    """Give the memory in GB, with a half more for moments of uploads and training, and 0.5 for the system."""
    own = processes(found, count) * found["memory_mb_a_process"] + count * found["memory_mb_a_learner"]
    return 1.5 * own / 1000 + 0.5


def measured() -> str:
    """Give what the sizes follow from."""
    found = tomllib.loads(SIZES.read_text("utf-8"))
    return (
        f"Measured on {found['where']}: {found['processor_ms_a_change']:g} ms of the processor for a change, "
        f"{found['memory_mb_a_process']:g} MB for a process, {found['memory_mb_a_learner']:g} MB more for "
        f"each learner. The table supposes a change of each learner every "
        f"{found['seconds_between_changes']:g} seconds, and plans for {PLANNED:.0%} of each core."
    )


PARTS = {
    "settings": settings,
    "numbers": numbers,
    "reasons": reasons,
    "outcomes": outcomes,
    "sizes": sizes,
    "measured": measured,
}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
