"""Exercises: asked with numbers drawn from a seed, judged by formulas, each slip named. Content is data.

`docs/teaching.md` says how to write one.
"""

from cnnviz.exercises.catalogue import Exercise, Topic, exercises, read_topic, topics
from cnnviz.exercises.item import Level
from cnnviz.exercises.problem import LARGEST_SEED, Problem, Shown, Verdict, pose
from cnnviz.exercises.reading import ContentError

__all__ = [
    "LARGEST_SEED",
    "ContentError",
    "Exercise",
    "Level",
    "Problem",
    "Shown",
    "Topic",
    "Verdict",
    "exercises",
    "pose",
    "read_topic",
    "topics",
]
