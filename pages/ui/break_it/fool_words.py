"""What a change that fools took, and what it means: computed figures in plain sentences."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.attribution.fool import GREY_LEVELS, Fooled
from cnnviz.attribution.ladder import MOST, Ladder
from cnnviz.models.model import as_image
from cnnviz.numbers import format_number
from pages.ui.classifier import current
from pages.ui.figures.facts import Fact, show_facts

#: So many random patterns are set beside the one that was looked for.
TRIES = 50


def of_grey(level: float | None) -> str:
    """Write a number of grey levels; None writes what they are counted of."""
    of = f"of {GREY_LEVELS} grey levels"
    return of if level is None else f"{format_number(level, 3)} {of}"


def facts(fooled: Fooled, rungs: Ladder, step: int) -> None:
    """List what it took, and what is shown."""
    if rungs.found is None:
        needed = Fact("Smallest ε found", "none", f"no success up to {of_grey(MOST)}")
    else:
        low = format_number(fooled.too_small_levels, 3)
        needed = Fact("Smallest ε found", of_grey(rungs.levels[rungs.found]), f"no success at {low}")
    shown = Fact("Largest change of one pixel", of_grey(rungs.largest[step]), "in the picture shown")
    show_facts([needed, shown], fooled.sentence(current.labels()))


def meaning(fooled: Fooled, by_chance: int) -> None:
    """Say what it means and what not; `by_chance` of `TRIES` random patterns changed the prediction."""
    if fooled.found:
        lines = [_chance(by_chance), _rounded(fooled), _unlike(fooled)]
    else:
        lines = ["Finding none does not prove that there is none: other steps might find one."]
    lines.append(
        "The steps follow the gradient, so they need the network's weights. Each pixel changes a little in "
        "the direction that counts, and hundreds of small changes add up in the logits."
    )
    lines.append("The search gives an upper bound: a smaller change might fool the network, too.")
    st.html('<ul class="honesty">' + "".join(f"<li>{escape(line)}</li>" for line in lines if line) + "</ul>")


def _chance(hits: int) -> str:
    return (
        f"Of {TRIES} random patterns that make each pixel lighter or darker by the same amount, but never "
        f"beyond black or white, {hits} changed the prediction."
    )


def _rounded(fooled: Fooled) -> str:
    name = current.labels()[fooled.rounded]
    says = f"Rounded to whole grey levels, as in a picture file, the prediction is {name}"
    if fooled.rounded == fooled.label:
        return f"{says} again: this change is too fine for a file, so a slightly larger one would be needed."
    return f"{says}: the network is still fooled."


def _unlike(fooled: Fooled) -> str:
    model = current.model()
    if model.familiarity is None:
        return ""
    unlike = model.predict(as_image(fooled.image)).unlike
    warns = "raises a warning" if unlike else "raises no warning"
    return f"The check for pictures unlike the training images {warns}."
