"""The slips in counting what is right after a change: of the right ones some are lost, others gained.

The order: first what leaves one of both out, then what takes them for each other, then another count.
"""

from __future__ import annotations

from typing import Final

from cnnviz.attribution.outcome import Outcome
from cnnviz.numbers import format_number
from cnnviz.predict.reading import read_number
from cnnviz.predict.verdict import Question, Slip, Verdict, judge

ORDER: Final = ("no_won", "no_lost", "turned", "changed", "before", "wrong")
_HINT = "Take those that were lost from the count before, and add those that were gained."


def check_right(typed: str, made: Outcome) -> Verdict:
    """Judge how many images are said to be classified correctly after a change.

    Parameters
    ----------
    typed : str
        What the learner wrote, see `cnnviz.predict.reading.read_number`.
    made : Outcome

    Raises
    ------
    CnnvizError
        If no number was typed.

    Examples
    --------
    >>> from cnnviz.attribution.outcome import outcome
    >>> made = outcome([0, 0, 0, 1, 1], [0, 0, 0, 1, 0], [1, 1, 0, 1, 1])  # 2 are lost, 1 is gained
    >>> check_right("3", made).right, check_right("2", made).slip
    (True, 'no_won')
    """
    return judge(read_number(typed), right_question(made))


def right_question(made: Outcome) -> Question:
    """Give what `check_right` compares a number with."""
    before, after, lost, won = made.right_before, made.right_after, len(made.lost), len(made.won)
    slips = [
        Slip("no_won", before - lost, "left out those that were gained", _HINT),
        Slip("no_lost", before + won, "left out those that were lost", _HINT),
        Slip("turned", before + lost - won, "took lost and gained for each other", _HINT),
        Slip("changed", before - lost - won, "subtracted all that changed", _HINT),
        Slip("before", before, "gave the count before", _HINT),
        Slip("wrong", len(made.labels) - after, "counted the wrong ones", "Asked is how many are correct."),
    ]
    numbers = [format_number(number) for number in (before, lost, won, after)]
    working = "{} − {} + {} = {}".format(*numbers)
    return Question(float(after), 0, working, _HINT, slips, is_counted=True)
