"""Course: all lessons in their order, and where one stands."""

from __future__ import annotations

from pages.ui.course.view import show_course
from pages.ui.shell.frame import lesson

lesson("Course", "Lessons of a few minutes each, from one pixel to a network of your own.")
show_course()
