"""Scripts for a picture under a kernel, or under several whose responses are combined."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

from cnnviz.filtering import UNSCALED, Scaling
from cnnviz.geometry.padding import Sides
from cnnviz.kernels import CombinedSpec
from cnnviz.operators.padding import BorderMode
from cnnviz.scripts.convolution_lines import ConvolutionLines
from cnnviz.scripts.literals import array, number, picture
from cnnviz.scripts.script import PRINT, TORCH, Script, joined, lines


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
    combination: CombinedSpec | None = None,
    float64: bool = False,
    scaling: Scaling = UNSCALED,
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
        Added to every kernel's response.
    combination : CombinedSpec, optional
        How the responses of all kernels are combined.
    float64 : bool
        Compute in float64 what is written, or read, in float32.
    scaling : Scaling
        What is made of each sum.

    Returns
    -------
    Script
        ``output`` has the shape of the page's result. It differs from `conv2d`'s by rounding only: at most by
        the type's epsilon times k·l + 1 times the sum of the absolute products, because each of the two adds
        them up in an order of its own; not at all in float64 on the grids of `cnnviz.operators.exact`.

    Examples
    --------
    >>> import numpy as np
    >>> print(conv_script(np.eye(3, dtype=int), np.array([[[0, 2], [1, 5]]]), stride=(2, 2)).torch)
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
        [0, 2],
        [1, 5],
    ], np.float32)
    <BLANKLINE>
    images = torch.tensor(image)[None, None]  # a batch of one picture with one channel
    weight = torch.tensor(kernel)[None, None]
    output = F.conv2d(images, weight, stride=2)[0, 0]
    print(output.shape, output.min(), output.max())
    """
    written = ConvolutionLines(
        image.ndim == 3, kernels, stride, padding, dilation, mode, bias, combination, float64
    )
    read, files = picture(image)
    name = "kernel" if combination is None else "kernels"
    weights = f"{name} = {array(kernels[0] if combination is None else kernels)}"
    cast = f"image, {name} = image.astype(np.float64), {name}.astype(np.float64)" if float64 else ""
    ends = ", ".join(f":-{pixels}" if pixels else ":" for pixels in ((0, *cut) if image.ndim == 3 else cut))
    crop = f"image = image[{ends}]  # cropped, so that the stride fits" if any(cut) else ""
    scaled = "" if scaling.is_none else f"output = {_scaled(scaling)}"
    return Script(
        joined("import numpy as np", read, weights, lines(cast, crop, *written.in_numpy(), scaled, PRINT)),
        joined(TORCH, read, weights, lines(cast, crop, *written.in_torch(), scaled, PRINT)),
        files,
    )


def _scaled(scaling: Scaling) -> str:
    sign = "-" if scaling.offset < 0 else "+"
    added = f" {sign} {number(abs(scaling.offset))}" if scaling.offset else ""
    return f"{number(scaling.factor)} * output{added}"
