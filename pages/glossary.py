"""Glossary: the words of the field, found by typing, each with a sentence and the page that shows it."""

from __future__ import annotations

from pages.ui.glossary.terms import show_terms
from pages.ui.shell.frame import lesson

lesson("Glossary", "The words of the field: type one and read what it means.")
show_terms()
