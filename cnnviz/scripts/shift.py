"""Scripts for a picture that is moved, convolved and pooled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from cnnviz.operators import POOLINGS
from cnnviz.operators.padding import BorderMode
from cnnviz.scripts.convolution_lines import NUMPY_MODES, ConvolutionLines
from cnnviz.scripts.literals import array, picture
from cnnviz.scripts.pooling_lines import numpy_lines, torch_lines
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines


def shift_script(
    image: NDArray[Any],
    by: tuple[int, int],
    moves_in: BorderMode,
    way: ConvolutionLines,
    cut: tuple[int, int],
    map: NDArray[Any],
    pool: str,
    options: Mapping[str, Any],
) -> Script:
    """Write what the pooled map of a moved picture is.

    Parameters
    ----------
    image : (H, W)
        Before it is moved. A small one is written out, another one read from a file.
    by : (down, right)
        In pixels.
    moves_in : str
        What moves in, see `cnnviz.shift.shift`.
    way : ConvolutionLines
        The convolution, in float64.
    cut : (rows, columns)
        Pixels cut off the picture's end before it is padded.
    map : (H', W')
        What the convolution gives; only its size counts.
    pool, options
        See `cnnviz.scripts.pool_script`.

    Returns
    -------
    Script
        ``output`` has the pooled map, as float64.
    """
    read, files = picture(image)
    name = "kernel" if way.combination is None else "kernels"
    weights = f"{name} = {array(way.kernels[0] if way.combination is None else way.kernels)}"
    cast = f"image, {name} = image.astype(np.float64), {name}.astype(np.float64)"
    ends = ", ".join(f":-{pixels}" if pixels else ":" for pixels in cut)
    crop = f"image = image[{ends}]  # cropped, so that the stride fits" if any(cut) else ""
    moved = lines(cast, *_moved(by, moves_in), crop)
    again = "image = output  # the map, which is pooled"
    row = POOLINGS[pool]
    return Script(
        joined(
            "import numpy as np",
            read,
            weights,
            moved,
            lines(*way.in_numpy()),
            lines(again, numpy_lines(map, row, options), PRINT),
        ),
        joined(
            TORCH,
            read,
            weights,
            moved,
            lines(*way.in_torch()),
            lines(
                "image = output.numpy()  # the map, which is pooled", torch_lines(map, row, options), PRINT
            ),
        ),
        files,
    )


def _moved(by: tuple[int, int], mode: BorderMode) -> tuple[str, ...]:
    """Write what moves ``image``: as much is put before it as moves in, and cut off behind."""
    if by == (0, 0):
        return ()
    around = tuple((max(d, 0), max(-d, 0)) for d in by)
    kept = ", ".join(f":{-d}" if d > 0 else f"{-d}:" if d < 0 else ":" for d in by)
    down, right = by
    return (
        f'image = np.pad(image, {around}, mode="{NUMPY_MODES[mode]}")[{kept}]  '
        f"# moved {down} down, {right} to the right",
    )
