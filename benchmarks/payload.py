"""A map on its way to the browser: bytes, and the server's milliseconds, for ways to compress it.

Run from the folder of the repository: ``python benchmarks/payload.py [repetitions]``. The map is what a
kernel makes of the sample “camera”, 512×512; times are of one thread's processor.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import thread_time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from numpy.typing import NDArray

from cnnviz.figures import shade
from cnnviz.filtering import built, convolve
from cnnviz.geometry import Geometry
from cnnviz.images import load_sample
from cnnviz.kernels import CATALOGUE
from pages.ui.session.payload import pack

Index = NDArray[np.uint8]


def indices() -> dict[str, Index]:
    """The map of each kernel of the catalogue, as indices in its palette."""
    image, how = load_sample("camera"), Geometry((1, 1), "same", (1, 1), "constant", "floor")
    found = {}
    for name, spec in CATALOGUE.items():
        choice = built(spec, {})
        output = convolve(image, choice, how, how.plan(image.shape, choice.size))
        found[name] = shade(output.reshape(-1, *output.shape[-2:])[0], spec.view).index
    return found


def after_sub(index: Index) -> bytes:
    """Deflate what each pixel has more than its left neighbour."""
    return zlib.compress(np.diff(index, axis=1, prepend=np.uint8(0)).tobytes(), 1)


def after_up(index: Index) -> bytes:
    """Deflate what each pixel has more than the one above."""
    return zlib.compress(np.diff(index, axis=0, prepend=np.uint8(0)).tobytes(), 1)


WAYS: dict[str, Callable[[Index], bytes]] = {
    "as it is": lambda index: pack({}, {"index": index}),
    "zlib 1": lambda index: zlib.compress(index.tobytes(), 1),
    "zlib 1 after Sub": after_sub,
    "zlib 1 after Up": after_up,
    "zlib 6": lambda index: zlib.compress(index.tobytes(), 6),
    "as it is sent": lambda index: pack({}, {"index": index}, deflate=True),
}


def timed(way: Callable[[Index], bytes], index: Index) -> float:
    """Milliseconds of the processor that one call takes."""
    start = thread_time()
    way(index)
    return 1000 * (thread_time() - start)


def main(repetitions: int) -> None:
    """Measure in turns, and print a line for each kernel."""
    print(f"{'kB, and ms':<24}", *(f"{name:>17}" for name in WAYS))
    for name, index in indices().items():
        times: dict[str, list[float]] = {way: [] for way in WAYS}
        for _ in range(repetitions):
            for way, run in WAYS.items():
                times[way].append(timed(run, index))
        said = (f"{len(run(index)) / 1000:8.1f} {median(times[way]):5.2f} ms" for way, run in WAYS.items())
        print(f"{name:<24}", *(f"{text:>17}" for text in said))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
