"""Which channel of a window a linked view shows large; what a learner chose stands in the address."""

from __future__ import annotations

from functools import partial

from pages.ui.linked.parts import Made
from pages.ui.session import state

Choice = tuple[str, int]
"""What the channels are those of, and one of them, counted from 0."""


def large_channel(key: str, of: str, count: int, first: int | None = 0) -> dict[str, object]:
    """Say which channel was chosen, for a view's field ``large``.

    A choice holds for what it was made in: the input maps of one layer are not those of another.

    Parameters
    ----------
    key
        Its name in the address.
    of
        What the channels are those of: a layer, a kernel.
    count
        How many there are; of one there is nothing to choose.
    first
        The channel that is large before any is chosen; it is left out of the address. None if that is another
        one for each output.

    Returns
    -------
    `of`, and the channel, or None as long as nobody has chosen one.
    """
    fit = partial(_fit, of=of, count=count, first=first)
    nobody: Choice | None = None
    chosen = state.setting(key, nobody, lambda text: fit(_read(text, of, count)), _write, fit)
    return {"of": of, "channel": chosen[1] if chosen else None}


def enlarge(key: str, sent: object) -> None:
    """Take over which channel of what was pressed."""
    match sent:
        case {"of": str(of), "channel": int(channel)} if channel >= 0:
            state.put(key, (of, channel))


def channels(made: Made) -> int:
    """Say how many channels lie under a window: as many as the weights of an output have."""
    return 1 if made.weights is None else int(made.weights.shape[1])


def _read(text: str, of: str, count: int) -> Choice | None:
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return (of, int(text)) if is_number and int(text) < count else None


def _write(choice: Choice | None) -> str:
    return str(choice[1]) if choice else ""


def _fit(choice: Choice | None, of: str, count: int, first: int | None) -> Choice | None:
    """Forget what was chosen elsewhere, and what would be large anyway; the last stands for any beyond it."""
    if choice is None or choice[0] != of or count < 2:
        return None
    channel = min(choice[1], count - 1)
    return None if channel == first else (of, channel)
