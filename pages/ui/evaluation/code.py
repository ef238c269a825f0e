"""The code of what is counted from the confusion matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cnnviz.scripts import evaluation_script
from pages.ui.classifier import current
from pages.ui.linked.questions import say_code_hidden
from pages.ui.shell.code import show_script
from pages.ui.shell.frame import folded


def show_evaluation_code(test: Mapping[str, Any], is_seen: bool) -> None:
    """If unfolded, show how accuracy, recall and precision follow from the matrix, once they may be seen."""
    part = folded("Code", "code")
    if not is_seen:
        say_code_hidden(part)
    elif part.is_open:
        with part.slot:
            show_script(evaluation_script(test["confusion"], current.labels()), {}, "code")
