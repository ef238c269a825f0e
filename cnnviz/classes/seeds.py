"""Numbers of their own for every student: seeds that follow from the class's secret."""

import hmac
from typing import Final

from cnnviz.exercises import LARGEST_SEED

_BYTES: Final = 8
"""So many that the rest of the division favours no seed by more than 1 in 10¹³."""


def seed_for(secret: bytes, task: str, student: str, variant: int) -> int:
    """Give the seed of a student's task.

    Whoever does not know the secret can't tell it from a drawn one. It is the first eight bytes of an
    HMAC-SHA256 (RFC 2104) of task, student and variant, as the rest of a division.

    Parameters
    ----------
    secret : bytes
        The class's.
    task, student : str
        The key of the task, and the student's id.
    variant : int
        From 0; the next one has other numbers.

    Returns
    -------
    int
        0 to `LARGEST_SEED`.
    """
    message = "\0".join((task, student, str(variant))).encode()
    digest = hmac.digest(secret, message, "sha256")
    return int.from_bytes(digest[:_BYTES], "big") % (LARGEST_SEED + 1)
