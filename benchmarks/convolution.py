"""How fast `conv2d` is beside SciPy, OpenCV and PyTorch: ratios of medians, on one thread.

Run from the repository's folder: ``python benchmarks/convolution.py [runs]``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import cv2
import numpy as np
import torch
from scipy import ndimage

from cnnviz.arguments import Floats
from cnnviz.operators import conv2d

RANDOM = np.random.default_rng(0)


def medians(runs: int, *calls: Callable[[], object]) -> list[float]:
    """Seconds of each call: medians of `runs` rounds in which each has its turn, after one to warm up."""
    times: list[list[float]] = [[] for _ in calls]
    for _ in range(runs + 1):
        for call, spent in zip(calls, times, strict=True):
            start = perf_counter()
            call()
            spent.append(perf_counter() - start)
    return [median(spent[1:]) for spent in times]


def report(what: str, ours: float, theirs: float, whose: str, goal: float | None = None) -> None:
    """Print one line: both times and their ratio."""
    wanted = f"   goal ≤ {goal}" if goal else ""
    print(f"{what:<44} {ours * 1e3:9.2f} ms   {ours / theirs:6.2f} × {whose} ({theirs * 1e3:.2f} ms){wanted}")


def normal(*shape: int) -> Floats:
    """Random float32 values."""
    return RANDOM.normal(size=shape).astype(np.float32)


def one_kernel(runs: int) -> None:
    """One kernel over a photograph of 12 megapixels, that is no product of a column and a row."""
    image = RANDOM.uniform(0, 255, (3000, 4000)).astype(np.float32)
    for mode in ("constant", "mirror"):
        for size in (3, 5, 7, 11, 15):
            kernel = normal(size, size)
            ours, theirs = medians(
                runs,
                partial(conv2d, image, kernel, padding="same", mode=mode),
                partial(ndimage.correlate, image, kernel, mode=mode),
            )
            goal = 0.5 if size <= 11 else None
            report(f"4000×3000, {size}×{size}, border {mode}", ours, theirs, "scipy.ndimage.correlate", goal)


def separable_kernel(runs: int) -> None:
    """One kernel that is a column times a row, which `conv2d` has to find out."""
    image = RANDOM.uniform(0, 255, (3000, 4000)).astype(np.float32)
    for size in (3, 5, 7, 11, 15):
        kernel = np.outer(normal(size), normal(size))
        ours, theirs = medians(
            runs,
            partial(conv2d, image, kernel, padding="same", mode="mirror"),
            partial(cv2.filter2D, image, -1, kernel, borderType=cv2.BORDER_REFLECT_101),
        )
        report(
            f"4000×3000, {size}×{size} separable", ours, theirs, "cv2.filter2D", 1.5 if size == 11 else None
        )


def screen_sized(runs: int) -> None:
    """What a learner waits for: 512×512 pixels."""
    image = RANDOM.uniform(0, 255, (512, 512)).astype(np.float32)
    for name, kernel in {
        "3×3": normal(3, 3),
        "11×11": normal(11, 11),
        "15×15": normal(15, 15),
        "11×11 separable": np.outer(normal(11), normal(11)),
    }.items():
        ours, theirs = medians(
            runs * 5,
            partial(conv2d, image, kernel, padding="same", mode="mirror"),
            partial(ndimage.correlate, image, kernel, mode="mirror"),
        )
        report(f"512×512, {name}", ours, theirs, "scipy.ndimage.correlate")


def layers(runs: int) -> None:
    """Layers of a small network: 3×3 kernels, padding 1."""
    for batch, depth, filters, size in ((1, 1, 16, 28), (1, 16, 16, 28), (1, 16, 16, 7), (64, 16, 16, 28)):
        maps, weight = normal(batch, depth, size, size), normal(filters, depth, 3, 3)
        tensors = torch.from_numpy(maps), torch.from_numpy(weight)
        ours, theirs = medians(
            runs * 20,
            partial(conv2d, maps, weight, padding=1),
            partial(torch.nn.functional.conv2d, *tensors, padding=1),
        )
        report(f"batch {batch}, {depth} → {filters} maps of {size}×{size}", ours, theirs, "PyTorch")


if __name__ == "__main__":
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    for benchmark in (one_kernel, separable_kernel, screen_sized, layers):
        benchmark(rounds)
