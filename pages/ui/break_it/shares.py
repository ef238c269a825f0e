"""The softmax before and after, as bars with numbers."""

from __future__ import annotations

from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from cnnviz.numbers import percents
from pages.ui.classifier import current
from pages.ui.classifier.input import Input
from pages.ui.classifier.prediction import checked


def show_shares(given: Input, before: NDArray[np.float32], after: NDArray[np.float32]) -> None:
    """Show both predictions, and whether they are the same."""
    st.html(f'<p class="verdict" role="status">{verdict(given, before, after)}</p>{pairs(before, after)}')


def verdict(given: Input, before: NDArray[np.float32], after: NDArray[np.float32]) -> str:
    """Say what became of the prediction, as HTML."""
    was, now = int(before.argmax()), int(after.argmax())
    share_then, share_now = escape(percents(before)[was]), escape(percents(after)[now])
    predicted = f"<strong>{escape(current.labels()[now])}, {share_now}</strong>"
    same = "" if np.array_equal(before, after) else f"Before: {share_then}."
    change = same if was == now else f"Before: {escape(current.labels()[was])}, {share_then}."
    return f"{predicted}<small>{escape(checked(now, given.label))} {change}</small>"


def pairs(before: NDArray[np.float32], after: NDArray[np.float32], now: str = "now") -> str:
    """Write two shares of 0–1 for each class as a table with bars: before above, now below."""
    best, labels = int(after.argmax()), current.labels()
    rows = "".join(
        f'<tr{" class=top" if i == best else ""}><th scope="row">{escape(label)}</th>'
        f'<td><i class="was" style="width:{100 * old:.2f}%"></i><i style="width:{100 * new:.2f}%"></i></td>'
        f"<td>{escape(old_text)}</td><td>{escape(new_text)}</td></tr>"
        for i, (label, old, new, old_text, new_text) in enumerate(
            zip(labels, before.tolist(), after.tolist(), percents(before), percents(after), strict=True)
        )
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Softmax", "as bars", "before", now))
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table class="pairs" aria-label="Softmax before and {now}">{head}<tbody>{rows}</tbody></table>'
