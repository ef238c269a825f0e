"""Which answers a learner who predicts may see: those that were found, or that “Show me” was pressed for."""

from __future__ import annotations

from typing import Final, Literal, get_args

from cnnviz.images import digest
from pages.ui.session import keeping

Kind = Literal["size", "value"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: So many answers that were found or shown are kept.
_MOST: Final = 256
Answer = tuple[Kind, str]


def is_known(hub: str, task: str, kind: Kind) -> bool:
    """Say whether an answer of a task was found, or shown."""
    return _answer(task, kind) in _known(hub)


def note_known(hub: str, kind: Kind, task: object) -> None:
    """Keep that an answer may be seen; for reactions, too: what is no task's name is ignored."""
    if isinstance(task, str):
        others = [one for one in _known(hub) if one != _answer(task, kind)]
        keeping.keep(f"{hub}:known", (*others, _answer(task, kind))[-_MOST:])


def _known(hub: str) -> tuple[Answer, ...]:
    return keeping.kept(f"{hub}:known") or ()


def _answer(task: str, kind: Kind) -> Answer:
    """Name an answer, in few letters whatever a browser sends."""
    return kind, digest(task.encode(errors="replace"))
