"""Classes without their store: assignments, seeds, codes, marks, the board, and questions put to all.

Nothing here knows a database or a clock: `now` is an argument, and times are aware datetimes.
"""

from cnnviz.classes.assignment import Assignment, Task, check_tasks, read_yaml, to_fields, to_yaml
from cnnviz.classes.attempt import Attempt, Override
from cnnviz.classes.board import Board, Cell, Row, Wrong, board, wrong_answers
from cnnviz.classes.codes import new_code, new_key, new_nickname, new_words, read_code, read_words
from cnnviz.classes.marks import Mark, current, mark
from cnnviz.classes.rules import is_due, shows_scores, shows_solution, why_not
from cnnviz.classes.said import said_of
from cnnviz.classes.seeds import seed_for
from cnnviz.classes.sets import ready_made
from cnnviz.classes.together import Bar, Round, State, Vote, tally

__all__ = [
    "Assignment",
    "Attempt",
    "Bar",
    "Board",
    "Cell",
    "Mark",
    "Override",
    "Round",
    "Row",
    "State",
    "Task",
    "Vote",
    "Wrong",
    "board",
    "check_tasks",
    "current",
    "is_due",
    "mark",
    "new_code",
    "new_key",
    "new_nickname",
    "new_words",
    "read_code",
    "read_words",
    "read_yaml",
    "ready_made",
    "said_of",
    "seed_for",
    "shows_scores",
    "shows_solution",
    "tally",
    "to_fields",
    "to_yaml",
    "why_not",
    "wrong_answers",
]
