"""The most confident mistakes, and how much is gained by trusting confident predictions only."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.network.report import shares_with_intervals
from cnnviz.numbers import percent
from pages.ui.classifier import current
from pages.ui.evaluation.data import mistake
from pages.ui.evaluation.pictures import MOST, show_pictures
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_one, pick_slider

_ANY = "any"


def show_confident() -> None:
    """Show the mistakes above what the learner sets, the most confident first."""
    controls, shown = st.columns([1, 2.4], gap="medium")
    with controls:
        least = pick_slider("Confidence above", "surer", 0.9, 0.5, 0.99, 0.01)
        options = {_ANY: "any class", **current.class_options()}
        chosen = pick_one("True class", options, "is")
        show_facts(_facts(least), _why() if current.evaluation().mistakes.more_confident_than(least) else "")
    mistakes = current.evaluation().mistakes
    numbers = [
        number
        for number in mistakes.most_confident(mistakes.more_confident_than(least))
        if chosen in (_ANY, current.model().about.class_keys[mistakes.labels[number]])
    ]
    with shown:
        if not numbers:
            st.info(
                f"No such mistake has a confidence above {percent(least, 0)}. Choose a lower threshold or "
                f"any class."
            )
            return
        some = "" if len(numbers) <= MOST else f" The first {MOST} are shown."
        words = (
            f"<b>{len(numbers)}</b> {'mistake' if len(numbers) == 1 else 'mistakes'} with a confidence above "
            f"{escape(percent(least, 0))}{'' if chosen == _ANY else ' on ' + escape(options[chosen])}"
            f"{'' if len(numbers) == 1 else ', the most confident first'}. "
            f"Below {'it' if len(numbers) == 1 else 'each'}: the network’s prediction.{some}"
        )
        pictures = [mistake(number) for number in numbers[:MOST]]
        show_pictures(pictures, words, lambda seen: seen.note, "sure", 215)


def _facts(least: float) -> list[Fact]:
    predictions = current.evaluation().confidence.more_confident_than(least)[0]
    total = int(current.evaluation().confidence.counts.sum())
    facts = [Fact(f"Predictions above {percent(least, 0)}", f"{predictions:,}", f"of {total:,} test images")]
    if predictions:
        wrong = current.evaluation().mistakes.more_confident_than(least)
        share, low, high = map(percent, shares_with_intervals([wrong], [predictions])[0])
        facts.append(Fact("Mistakes among these", share, f"{wrong:,}; 95 % interval {low} to {high}"))
    return facts


def _why() -> str:
    return (
        "High confidence proves nothing. Some of these pictures have a doubtful label; in others the network "
        "missed what distinguishes the classes."
    )
