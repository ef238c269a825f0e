"""Predict together: one question to all, and what they think as bars."""

from __future__ import annotations

from pages.ui.shell.frame import lesson
from pages.ui.together.view import show_together

lesson("Predict together", "A teacher asks all at once, on the projector, and the bars grow by answer.")
show_together()
