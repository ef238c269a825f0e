"""Practise: one problem after the other, with fresh numbers, and each slip named."""

from __future__ import annotations

from pages.ui.practise.view import show_exercise
from pages.ui.shell.frame import lesson

lesson("Practise", "Fresh problems of every kind: answer, and see what went wrong.")
show_exercise()
