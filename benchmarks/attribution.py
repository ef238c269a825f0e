"""Every method of explaining one picture: milliseconds of one thread, and how many forward passes that is.

Run from the folder of the repository: ``python benchmarks/attribution.py [repetitions]``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when NumPy is imported
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cnnviz.attribution.methods import Asked, Method, methods
from cnnviz.attribution.path_back import trace_back
from cnnviz.models.garments import load_classifier, load_gallery

GOAL = 300


def timed(run: Callable[..., object], *given: object) -> float:
    """Milliseconds of the processor that one call takes: other programs' work is not counted."""
    start = process_time()
    run(*given)
    return 1000 * (process_time() - start)


def main(repetitions: int) -> None:
    """Measure in turns, on pictures of all classes, and print."""
    classifier, gallery = load_classifier(), load_gallery()
    network = classifier.network
    explain: dict[str, Method] = {
        "occlusion 7×7, stride 1": Asked("occlusion"),
        "occlusion 1×1": Asked("occlusion", 1),
    }
    explain |= methods(network)
    times: dict[str, list[float]] = {name: [] for name in ("forward pass", "path back", *explain)}
    for i in range(repetitions):
        number = i * 37 % len(gallery.images)  # of all classes
        image, label = gallery.images[number][None], int(gallery.labels[number])
        made = classifier.predict(image[0]).activations
        times["forward pass"].append(timed(network.activations, image[None]))
        times["path back"].append(timed(trace_back, network, made, label, image))
        for name, method in explain.items():
            times[name].append(timed(method, network, image, label))
    once = median(times["forward pass"])
    print(f"goal ≤ {GOAL} ms each; medians of {repetitions} pictures, the slowest in brackets")
    for name, taken in times.items():
        middle = median(taken)
        print(f"{name:<24} {middle:7.1f} ms ({max(taken):.1f})  {middle / once:6.1f} forward passes")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
