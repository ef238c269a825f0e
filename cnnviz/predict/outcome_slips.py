"""The slips in counting what is right after a change: of the right ones some are lost, others gained.

The order: first what leaves one of both out, then what takes them for each other, then another count.
"""

from __future__ import annotations

from cnnviz.attribution.outcome import Outcome
from cnnviz.numbers import format_number
from cnnviz.predict.verdict import Question, Slip

_HINT = "Take those that were lost from the count before, and add those that were gained."


def right_question(made: Outcome) -> Question:
    """Ask how many images are classified correctly after a change.

    Examples
    --------
    >>> from cnnviz.attribution.outcome import outcome
    >>> from cnnviz.predict.reading import read_number
    >>> from cnnviz.predict.verdict import judge
    >>> made = outcome([0, 0, 0, 1, 1], [0, 0, 0, 1, 0], [1, 1, 0, 1, 1])  # 2 are lost, 1 is gained
    >>> judge(read_number("3"), right_question(made)).right
    True
    >>> judge(read_number("2"), right_question(made)).slip
    'no_won'
    """
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
