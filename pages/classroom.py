"""My class: a student's tasks, or a teacher's board."""

from __future__ import annotations

from pages.ui.classroom.view import show_class
from pages.ui.shell.frame import lesson

lesson("My class", "What is to do in a class, or, for its teacher, who has done what.")
show_class()
