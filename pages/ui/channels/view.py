"""The view of the page on channels: the browser computes its maps, and Python keeps what was set."""

from __future__ import annotations

from dataclasses import replace

from cnnviz.channels import LARGEST, MOST_FILTERS, MOST_TAPS, PRESETS
from cnnviz.errors import CnnvizError
from cnnviz.predict import Verdict, check_size, check_value
from pages.ui.channels.setting import Chosen
from pages.ui.channels.source import Source
from pages.ui.figures.sentences import plain_sentence
from pages.ui.linked.laboratory import Laboratory
from pages.ui.linked.small_enough import moved
from pages.ui.linked.view import tell
from pages.ui.session.component import register

HUB = "channels"
_view = register("channels")


def show_view(chosen: Chosen, source: Source) -> bool:
    """Draw it; say whether what is predicted is still to be found."""
    verdicts = {kind: _verdict(kind, guess, chosen, source) for kind, guess in chosen.guesses.items()}
    options = {
        **_options(source),
        "presets": [[key, preset.title] for key, preset in PRESETS.items()],
        "verdicts": verdicts if chosen.predict else {},
    }
    tell(HUB, chosen.fields(), options)
    _view(key="channels_view", data={"hub": HUB})
    return chosen.predict and not verdicts.get("value", {}).get("right", False)


def laboratory(chosen: Chosen, source: Source) -> Laboratory:
    """Give what is saved as a page."""
    options = {**_options(source), "presets": [], "verdicts": {}}

    def smaller(side: int) -> Laboratory:
        other = source.scaled_down(side)
        at = (chosen.at[0], *moved(chosen.at[1:], source.size, other.size))
        return laboratory(replace(chosen, at=at), other)

    return Laboratory(
        HUB,
        "Channels",
        source.told(),
        chosen.fields(),
        options,
        {"source": source.part()},
        size=source.size,
        smaller=None if source.is_matrix else smaller,
    )


def _options(source: Source) -> dict[str, object]:
    return {
        "source": source.id,
        "most": {"filters": MOST_FILTERS, "taps": MOST_TAPS, "weight": LARGEST},
    }


def _verdict(kind: str, guess: tuple[str, str], chosen: Chosen, source: Source) -> dict[str, object]:
    """Judge what was predicted last of a size, or of a value."""
    typed, task = guess
    try:
        found = (_size if kind == "size" else _value)(typed, chosen, source)
    except CnnvizError as error:
        return {"right": False, "sentence": plain_sentence(error), "typed": typed, "task": task}
    return {"right": found.right, "sentence": found.sentence, "typed": typed, "task": task}


def _size(typed: str, chosen: Chosen, source: Source) -> Verdict:
    layer, (_, rows, columns) = chosen.layer, source.maps.shape
    return check_size(typed, (rows, columns), layer.taps, layer.stride, layer.padding)


def _value(typed: str, chosen: Chosen, source: Source) -> Verdict:
    return check_value(typed, chosen.layer.trace(source.maps, chosen.chosen, chosen.at[1:]))
