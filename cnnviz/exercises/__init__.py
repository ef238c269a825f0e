"""Exercises: asked with numbers drawn from a seed, judged by formulas, each slip named. Content is data.

`docs/teaching.md` says how to write one.
"""

from cnnviz.exercises.catalogue import Exercise, Topic, exercises, practised, read_topic, topics
from cnnviz.exercises.item import Level
from cnnviz.exercises.problem import LARGEST_SEED, Problem, Shown, Verdict, pose
from cnnviz.exercises.questions import QUESTIONS
from cnnviz.exercises.reading import ContentError
from cnnviz.exercises.standing import FORMS, Tells, concepts, told_by

__all__ = [
    "FORMS",
    "LARGEST_SEED",
    "QUESTIONS",
    "ContentError",
    "Exercise",
    "Level",
    "Problem",
    "Shown",
    "Tells",
    "Topic",
    "Verdict",
    "concepts",
    "exercises",
    "pose",
    "practised",
    "read_topic",
    "told_by",
    "topics",
]
