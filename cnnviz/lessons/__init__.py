"""Lessons: steps that lead through the app's own pages, with words, goals and questions. Content is data.

`docs/teaching.md` says how to write one.
"""

from cnnviz.lessons.catalogue import Taught, find_step, lessons, name_of, read_lesson
from cnnviz.lessons.lesson import Goal, Lesson, Step
from cnnviz.lessons.progress import Told, tell
from cnnviz.lessons.units import UNITS

__all__ = [
    "UNITS",
    "Goal",
    "Lesson",
    "Step",
    "Taught",
    "Told",
    "find_step",
    "lessons",
    "name_of",
    "read_lesson",
    "tell",
]
