"""Scripts for every kind of pooling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from cnnviz.operators import POOLINGS
from cnnviz.scripts.literals import picture
from cnnviz.scripts.pooling_lines import numpy_lines, torch_lines
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines


def pool_script(image: NDArray[Any], kind: str, options: Mapping[str, Any]) -> Script:
    """Write a pooling whose options were checked, as `cnnviz.operators` computes it.

    Parameters
    ----------
    image : (H, W)
        A small one is written out, another one read from a file.
    kind : str
        A key of `cnnviz.operators.POOLINGS`.
    options
        The arguments of that kind's function after the input. ``kernel_size`` and ``stride`` of the sliding
        kinds are pairs, ``padding`` and ``dilation`` whole numbers, ``samples`` two numbers.

    Returns
    -------
    Script
        ``output`` has the shape of the page's result, (H', W'). Where values are compared it is the same to
        the bit. Where they are added it differs by rounding, at most by the float32 epsilon times the
        window's number of values times the sum (for a mean, the mean) of their absolute values.

    Examples
    --------
    >>> import numpy as np
    >>> print(pool_script(np.eye(2, dtype=int), "max", {"kernel_size": (2, 2), "stride": (2, 2)}).numpy)
    import numpy as np
    <BLANKLINE>
    image = np.array([
        [1, 0],
        [0, 1],
    ], np.float32)
    <BLANKLINE>
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))[::2, ::2]
    output = windows.max(axis=(2, 3))
    print(output.shape, output.min(), output.max())
    """
    read, files = picture(image)
    return Script(
        joined("import numpy as np", read, lines(numpy_lines(image, POOLINGS[kind], options), PRINT)),
        joined(TORCH, read, lines(torch_lines(image, POOLINGS[kind], options), PRINT)),
        files,
    )
