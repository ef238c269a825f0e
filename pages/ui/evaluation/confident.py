"""The mistakes that the network was surest of, and how much is won by trusting sure answers only."""

from __future__ import annotations

from html import escape

import streamlit as st

from cnnviz.network.classifier import LABELS
from cnnviz.network.report import shares_with_intervals
from cnnviz.numbers import percent
from pages.ui.evaluation.data import evaluation, mistake
from pages.ui.evaluation.pictures import MOST, show_pictures
from pages.ui.figures.facts import Fact, show_facts
from pages.ui.inputs.controls import pick_one, pick_slider

_ANY = "any"


def show_confident() -> None:
    """Show the mistakes surer than what the learner sets, the surest first."""
    controls, shown = st.columns([1, 2.4], gap="medium")
    with controls:
        least = pick_slider("Surer than", "surer", 0.9, 0.5, 0.99, 0.01)
        label = pick_one("What it is", {_ANY: "any class", **{name: name for name in LABELS}}, "is")
        show_facts(_facts(least), _why())
    mistakes = evaluation().mistakes
    numbers = [
        number
        for number in mistakes.surest(mistakes.surer_than(least))
        if label in (_ANY, LABELS[mistakes.labels[number]])
    ]
    with shown:
        if not numbers:
            st.info(f"No such mistake is surer than {percent(least, 0)}. Choose a lower share, or any class.")
            return
        some = "" if len(numbers) <= MOST else f" Here are the first {MOST}."
        words = (
            f"<b>{len(numbers)}</b> wrong answers surer than {escape(percent(least, 0))}"
            f"{'' if label == _ANY else ' on ' + escape(label)}, the surest first. "
            f"Below each: what the network said.{some}"
        )
        pictures = [mistake(number) for number in numbers[:MOST]]
        show_pictures(pictures, words, lambda seen: seen.note, "sure", 215)


def _facts(least: float) -> list[Fact]:
    answers = evaluation().sureness.surer_than(least)[0]
    total = int(evaluation().sureness.counts.sum())
    facts = [Fact(f"Answers surer than {percent(least, 0)}", f"{answers:,}", f"of {total:,} test images")]
    if answers:
        wrong = evaluation().mistakes.surer_than(least)
        share, low, high = map(percent, shares_with_intervals([wrong], [answers])[0])
        facts.append(Fact("Of these wrong", share, f"{wrong:,}; 95 % interval {low} to {high}"))
    return facts


def _why() -> str:
    return (
        "Being sure is no proof. Some of these pictures carry a label that one may doubt; in others the "
        "network overlooked what tells the classes apart."
    )
