"""The steps of a window over a picture as an animated picture for slides.

`film_drawing` draws one frame.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cnnviz.figures.film_drawing import Frame, draw_frame
from cnnviz.operators.placement import Placement

#: Frames at most, so that a film stays small and short.
MOST_FRAMES: Final = 64
#: Milliseconds that a frame stays at most and at least, all of them together, and the last one.
_LONGEST, _SHORTEST, _ALL, _LAST = 900, 120, 16_000, 3000
_COLOURS = 255


@dataclass(frozen=True)
class Film:
    """What a film shows.

    Attributes
    ----------
    picture : (H, W, 3) uint8
        The input as it is drawn.
    values : (H, W), optional
        Its numbers, where they are to be written into it.
    placement : Placement
        Where the windows lie on it.
    kernel : (k, l), optional
        The weights; a pool has none.
    output : (H', W', 3) uint8
        The output as it is drawn.
    outputs : (H', W')
        Its numbers.
    sentence : callable
        Says for a row and a column how the output there is computed.
    """

    picture: NDArray[np.uint8]
    values: NDArray[np.floating] | None
    placement: Placement
    kernel: NDArray[np.floating] | None
    output: NDArray[np.uint8]
    outputs: NDArray[np.floating]
    sentence: Callable[[int, int], str]

    @property
    def steps(self) -> list[tuple[int, int]]:
        """The row and the column of the output that each frame has come to: all, or some evenly apart."""
        count = self.outputs.size
        indices = np.unique(np.linspace(0, count - 1, min(count, MOST_FRAMES)).round().astype(int))
        rows, columns = np.unravel_index(indices, self.outputs.shape)
        return list(zip(rows.tolist(), columns.tolist(), strict=True))

    def frames(self) -> list[Image.Image]:
        """Draw all frames."""
        return [
            draw_frame(
                Frame(
                    self.picture,
                    self.values,
                    self.placement,
                    self.kernel,
                    self.output,
                    self.outputs,
                    step,
                    self.sentence(*step),
                )
            )
            for step in self.steps
        ]

    def gif(self) -> bytes:
        """Give the film as an animated GIF, which slides and browsers play again and again."""
        frames = self.frames()
        colours = frames[-1].quantize(_COLOURS, dither=Image.Dither.NONE)  # the last has them all
        reduced = [frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames]
        each = max(_SHORTEST, min(_LONGEST, _ALL // len(frames)))
        written = io.BytesIO()
        reduced[0].save(
            written,
            "GIF",
            save_all=True,
            append_images=reduced[1:],
            duration=[each] * (len(frames) - 1) + [_LAST],
            loop=0,
            optimize=False,
        )
        return written.getvalue()
