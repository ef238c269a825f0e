"""A learner's own small matrix in place of a picture: typed, pasted, typed over, or made at random."""

import numpy as np
from numpy.typing import NDArray

from cnnviz.errors import ImageError, KernelError
from cnnviz.kernels.cells import read_matrix

Float32 = NDArray[np.float32]

MATRIX_SIDE = 16
"""The most rows and columns of a matrix that is read: as many as have room for their numbers."""

MATRIX_TEXT = 8000
"""The longest text, in characters, that is read: 16×16 numbers written at length fit in."""

_DIGITS = 10


def parse_matrix(text: str) -> Float32:
    """Read a matrix from text, written in any of the ways that `cnnviz.kernels.parse` reads.

    Parameters
    ----------
    text : str
        At most 8,000 characters.

    Returns
    -------
    (H, W) read-only float32
        Both sides from 1 to 16, values from −1,000,000 to 1,000,000; not rounded as pictures are.

    Raises
    ------
    ImageError
        If the text is no such matrix; the sentence names the row and column that is wrong.

    Examples
    --------
    >>> parse_matrix("1 −2; 1/4 0")
    array([[ 1.  , -2.  ],
           [ 0.25,  0.  ]], dtype=float32)
    """
    if len(text) > MATRIX_TEXT:
        raise ImageError(
            f"this text has {len(text)} characters; at most {MATRIX_TEXT} are read, enough for "
            f"{MATRIX_SIDE}×{MATRIX_SIDE} numbers"
        )
    try:
        matrix = read_matrix(text, MATRIX_SIDE)
    except KernelError as error:
        raise ImageError(str(error)) from error
    matrix.flags.writeable = False
    return matrix


def random_matrix(size: tuple[int, int], random: np.random.Generator) -> Float32:
    """Draw a matrix of the digits 0 to 9, each equally likely.

    Examples
    --------
    >>> random_matrix((2, 3), np.random.default_rng(0))
    array([[8., 6., 5.],
           [2., 3., 0.]], dtype=float32)
    """
    return random.integers(0, _DIGITS, size).astype(np.float32)
