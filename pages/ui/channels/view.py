"""The view of the page on channels: the browser computes its maps, and Python keeps what was set."""

from __future__ import annotations

from cnnviz.channels import LARGEST, MOST_FILTERS, MOST_TAPS, PRESETS
from cnnviz.errors import CnnvizError
from cnnviz.predict import check_value
from pages.ui.channels.setting import Chosen
from pages.ui.channels.source import Source
from pages.ui.figures.sentences import plain_sentence
from pages.ui.linked.view import tell
from pages.ui.session.component import register

HUB = "channels"
_view = register("channels")


def show_view(chosen: Chosen, source: Source) -> bool:
    """Draw it; say whether what is predicted is still to be found."""
    verdict = _verdict(chosen, source)
    options = {
        "source": source.id,
        "most": {"filters": MOST_FILTERS, "taps": MOST_TAPS, "weight": LARGEST},
        "presets": [[key, preset.title] for key, preset in PRESETS.items()],
        "verdict": verdict,
    }
    tell(HUB, chosen.fields(), options)
    _view(key="channels_view", data={"hub": HUB})
    return chosen.predict and not (verdict and verdict["right"])


def _verdict(chosen: Chosen, source: Source) -> dict[str, object] | None:
    """Judge what was predicted last."""
    if chosen.guess is None or not chosen.predict:
        return None
    typed, task = chosen.guess
    try:
        trace = chosen.layer.trace(source.maps, chosen.chosen, chosen.at[1:])
        verdict = check_value(typed, trace)
    except CnnvizError as error:
        return {"right": False, "sentence": plain_sentence(error), "typed": typed, "task": task}
    return {"right": verdict.right, "sentence": verdict.sentence, "typed": typed, "task": task}
