"""Scripts for a normal map."""

from __future__ import annotations

import numpy as np

from cnnviz.kernels import sobel
from cnnviz.normal_map import NormalMap
from cnnviz.scripts.convolution_lines import NUMPY_MODES
from cnnviz.scripts.literals import array, number, picture
from cnnviz.scripts.script import IMAGES, TORCH, Script, joined, lines

_PRINT = "print(output.shape, output.min(axis=(0, 1)), output.max(axis=(0, 1)))"


def normal_map_script(made: NormalMap) -> Script:
    """Write how a normal map is made.

    Parameters
    ----------
    made : NormalMap
        A small picture's heights are written out, others read from a file.

    Returns
    -------
    Script
        ``output`` has the colours, (H, W, 3) uint8; ``vectors`` what they stand for, (3, H, W).
    """
    read, files = picture(np.asarray(made.heights))
    kernels = f"kernels = {array(np.stack([sobel('vertical'), sobel('horizontal')]))}"
    border = lines(
        "image, kernels = image.astype(np.float64), kernels.astype(np.float64)",
        f'image = np.pad(image, 1, mode="{NUMPY_MODES[made.mode]}")',
    )
    scale = (
        f"scale = {number(made.strength)} / (np.abs(kernels[0]).sum() * {number(made.span)})"
        "  # pixels of height for each pixel"
    )
    coloured = lines(
        "coloured = vectors * np.array([1, -1, 1])[:, None, None]  # DirectX: green points down"
        if made.green == "directx"
        else "coloured = vectors  # OpenGL: green points up",
        "levels = np.floor(127.5 * (coloured + 1) + 0.5).astype(np.uint8)",
        "output = levels.transpose(1, 2, 0)  # H, W, 3",
        _PRINT,
    )
    in_numpy = lines(
        "windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))",
        'across, down = np.einsum("yxij,kij->kyx", windows, kernels)',
        "# To the right, up in the picture, and to the viewer.",
        "vectors = np.stack([-scale * across, scale * down, np.ones_like(across)])",
        "vectors = vectors / np.linalg.norm(vectors, axis=0)",
    )
    in_torch = lines(
        IMAGES,
        "across, down = F.conv2d(images, torch.tensor(kernels)[:, None])[0]",
        "# To the right, up in the picture, and to the viewer.",
        "vectors = torch.stack([-scale * across, scale * down, torch.ones_like(across)])",
        "vectors = F.normalize(vectors, dim=0).numpy()",
    )
    return Script(
        joined("import numpy as np", read, kernels, lines(border, scale), in_numpy, coloured),
        joined(TORCH, read, kernels, lines(border, scale), in_torch, coloured),
        files,
    )
