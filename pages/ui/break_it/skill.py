"""What operations do to the network's skill: its predictions for the test images, before and after."""

from __future__ import annotations

import streamlit as st

from cnnviz.attribution.outcome import Outcome
from cnnviz.numbers import percent
from pages.ui.break_it.predicting import before_and_after
from pages.ui.classifier import current
from pages.ui.classifier.drawn import picture
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.figures.maps import Map, show_maps
from pages.ui.session import state

#: As many pictures are drawn; what is left is counted.
_DRAWN = 48


def show_skill(made: Outcome, *, operated: bool, is_seen: bool) -> None:
    """Say how many test images are classified correctly, before and, once it may be seen, after."""
    test, count = current.model().test, len(made.labels)
    missed = f", {made.wrong_both_times} missed both times" if is_seen else ""
    changes = f"{len(made.lost)} lost, {len(made.won)} gained{missed}"
    told = (before_and_after(made, is_seen), changes) if operated else (f"{made.right_before}",)
    all_of_them = (
        f" On all {test['images']:,} test images the original network classifies "
        f"{percent(test['accuracy'])} correctly."
        if test
        else ""
    )
    show_facts([Fact(f"Correct out of {count} test images", *told)], f"Counted just now.{all_of_them}")


def show_changed(made: Outcome) -> None:
    """Show the test images whose prediction changed; a click looks at one."""
    changed = [
        (title, sign, int(i))
        for title, sign, found in (
            ("Lost: as labelled before, not now", "≠", made.lost),
            ("Gained: as labelled now, not before", "✓", made.won),
            ("Neither class is the label", "≠", made.strayed),
        )
        for i in found
    ]
    if not changed:
        st.html('<p class="words">The prediction did not change for any test image.</p>')
        return
    drawn = changed[:_DRAWN]
    show_maps(
        [_picture(made, title, sign, i) for title, sign, i in drawn],
        key="b_changed",
        layout="mosaic",
        size=76,
        on_pick=lambda pick: _look_at(drawn[pick.map][2]),
    )
    left = len(changed) - len(drawn)
    more = f" {left} more {'is' if left == 1 else 'are'} not shown." if left else ""
    images = "1 test image; click it" if len(changed) == 1 else f"{len(changed)} test images; click one"
    st.html(f'<p class="words">The prediction changed for {images} to look at it.{more}</p>')


def _picture(made: Outcome, title: str, sign: str, i: int) -> Map:
    labels = current.labels()
    before, after, label = (labels[int(which[i])] for which in (made.before, made.after, made.labels))
    alt = f"Test image {i}, {label}: predicted {before} before and {after} now."
    return Map(picture(current.gallery().images[i]), alt, f"{sign} {after}", f"was {before}", row=title)


def _look_at(number: int) -> None:
    state.put("src", "test")
    state.put("test", number)
