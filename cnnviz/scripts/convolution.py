"""Scripts for a picture under a kernel, or under several whose answers are combined."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from numpy.typing import NDArray

from cnnviz.geometry.padding import Sides
from cnnviz.operators.padding import BorderMode
from cnnviz.scripts.literals import array, number, picture
from cnnviz.scripts.script import IMAGES, PRINT, TORCH, Script, call, joined, lines

#: What `np.pad` calls the border modes.
NUMPY_MODES: Final[MappingProxyType[BorderMode, str]] = MappingProxyType(
    {"constant": "constant", "nearest": "edge", "mirror": "reflect", "reflect": "symmetric", "wrap": "wrap"}
)
_DEFAULTS: Final[dict[str, object]] = {"stride": 1, "padding": 0, "dilation": 1}

#: For each combination on offer what becomes of the kernels' ``answers``, (K, H', W'), in NumPy and PyTorch.
COMBINING: Final = MappingProxyType(
    {
        "sobel_magnitude": (
            "across, down = answers\nanswer = np.hypot(across, down)",
            "across, down = answers\nanswer = torch.hypot(across, down)",
        ),
        "sobel_direction": (
            "across, down = answers + 0  # + 0 makes 0 of −0, which would point the other way\n"
            "answer = np.degrees(np.arctan2(down, across))",
            "across, down = answers + 0  # + 0 makes 0 of −0, which would point the other way\n"
            "answer = torch.rad2deg(torch.atan2(down, across))",
        ),
        "kirsch_maximum": ("answer = answers.max(axis=0)", "answer = answers.amax(dim=0)"),
        "kirsch_winner": (
            "answer = answers.argmax(axis=0)  # of equals the first",
            "answer = answers.argmax(dim=0)  # of equals the first",
        ),
    }
)


def conv_script(
    image: NDArray[Any],
    kernels: NDArray[Any],
    stride: tuple[int, int] = (1, 1),
    padding: Sides = ((0, 0), (0, 0)),
    dilation: tuple[int, int] = (1, 1),
    mode: BorderMode = "constant",
    *,
    cut: tuple[int, int] = (0, 0),
    bias: float = 0.0,
    combination: str | None = None,
) -> Script:
    """Write a convolution whose options were checked, as `cnnviz.operators.conv2d` computes it.

    Parameters
    ----------
    image : (H, W) or (3, H, W)
        Each colour is convolved by itself. A small grey one is written out, another one read from a file.
    kernels : (K, k, l)
        One kernel; several only with a `combination`, and then on a grey picture.
    stride, dilation : (rows, columns)
    padding : ((top, bottom), (left, right))
    mode : {"constant", "nearest", "mirror", "reflect", "wrap"}
        What the padded pixels show, see `cnnviz.operators.source_indices`.
    cut : (rows, columns)
        Pixels cut off the picture's end before it is padded.
    bias : float
        Added to every kernel's answer.
    combination : str, optional
        The key in `cnnviz.kernels.CATALOGUE` of what is made of the answers of all kernels.

    Returns
    -------
    Script
        ``answer`` has the shape of the page's result. It differs from `conv2d`'s by rounding only: at most by
        the float32 epsilon times k·l + 1 times the sum of the absolute products, because each of the two adds
        them up in an order of its own.

    Examples
    --------
    >>> import numpy as np
    >>> print(conv_script(np.eye(3), np.array([[[0, 1], [1, 0.5]]]), stride=(2, 2)).torch)
    import numpy as np
    import torch
    import torch.nn.functional as F
    <BLANKLINE>
    image = np.array([
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
    ], np.float32)
    <BLANKLINE>
    kernel = np.array([
        [0, 1],
        [1, 0.5],
    ], np.float32)
    <BLANKLINE>
    images = torch.tensor(image)[None, None]  # a batch of one picture with one channel
    weight = torch.tensor(kernel)[None, None]
    answer = F.conv2d(images, weight, stride=2)[0, 0]
    print(answer.shape, answer.min(), answer.max())
    """
    written = _Convolution(image.ndim == 3, kernels, stride, padding, dilation, mode, bias, combination)
    read, files = picture(image)
    name = "kernel" if combination is None else "kernels"
    weights = f"{name} = {array(kernels[0] if combination is None else kernels)}"
    ends = ", ".join(f":-{pixels}" if pixels else ":" for pixels in ((0, *cut) if image.ndim == 3 else cut))
    crop = f"image = image[{ends}]  # cropped, so that the stride fits" if any(cut) else ""
    return Script(
        joined("import numpy as np", read, weights, lines(crop, *written.in_numpy(), PRINT)),
        joined(TORCH, read, weights, lines(crop, *written.in_torch(), PRINT)),
        files,
    )


@dataclass(frozen=True)
class _Convolution:
    """The lines that follow once there are ``image`` and ``kernel`` (or ``kernels``)."""

    in_colours: bool
    kernels: NDArray[Any]
    stride: tuple[int, int]
    padding: Sides
    dilation: tuple[int, int]
    mode: BorderMode
    bias: float
    combination: str | None

    def in_numpy(self) -> tuple[str, ...]:
        """Take a view of all windows, and the sum of products of each with each kernel."""
        spans = tuple(
            gap * (taps - 1) + 1 for gap, taps in zip(self.dilation, self.kernels.shape[1:], strict=True)
        )
        along = ", axis=(1, 2)" if self.in_colours else ""
        view = f"windows = np.lib.stride_tricks.sliding_window_view(image, {spans}{along})"
        colour = "c" if self.in_colours else ""
        if self.combination is None:
            sums = f'answer = np.einsum("{colour}yxij,ij->{colour}yx", windows, kernel)'
        else:
            sums = 'answers = np.einsum("yxij,kij->kyx", windows, kernels)'
        offset = f" + {number(self.bias)}" if self.bias else ""
        combined = "" if self.combination is None else COMBINING[self.combination][0]
        return self._bordered(), view, self._every(), sums + offset, combined

    def in_torch(self) -> tuple[str, ...]:
        """Let PyTorch convolve, which itself adds zeros only, and as many before as after."""
        zeros = self.mode == "constant" and all(before == after for before, after in self.padding)
        options: dict[str, object] = {"stride": self.stride, "dilation": self.dilation}
        if zeros:
            options["padding"] = (self.padding[0][0], self.padding[1][0])
        bias = [f"torch.tensor({[float(number(self.bias))] * len(self.kernels)})"] if self.bias else []
        done = call("F.conv2d", "images", "weight", *bias, defaults=_DEFAULTS, **options)
        images = IMAGES
        weight, answer = "weight = torch.tensor(kernel)[None, None]", f"answer = {done}[0, 0]"
        combined = ""
        if self.in_colours:
            images, answer = (
                "images = torch.tensor(image)[:, None]  # a batch, one colour each",
                f"answer = {done}[:, 0]",
            )
        if self.combination is not None:
            weight, answer = "weight = torch.tensor(kernels)[:, None]", f"answers = {done}[0]"
            combined = COMBINING[self.combination][1]
        return "" if zeros else self._bordered(), images, weight, answer, combined

    def _bordered(self) -> str:
        if not any(amount for side in self.padding for amount in side):
            return ""
        sides = ((0, 0), *self.padding) if self.in_colours else self.padding
        return f'image = np.pad(image, {sides}, mode="{NUMPY_MODES[self.mode]}")'

    def _every(self) -> str:
        """Say which windows, and which pixels under each of them, stride and dilation leave."""
        dilated = self.dilation != (1, 1)
        if self.stride == (1, 1) and not dilated:
            return ""
        steps = [
            f"::{step}" if step > 1 else ":" for step in (*self.stride, *(self.dilation if dilated else ()))
        ]
        told = "stride and dilation" if dilated else "stride"
        return f"windows = windows[{', '.join([':'] * self.in_colours + steps)}]  # {told}"
