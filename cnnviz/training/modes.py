"""Train the small networks of the page "Training or test": ``python -m cnnviz.training.modes``; ``--check``.

Afterwards ``python tools/hash_assets.py`` brings the manifest up to date.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

import numpy as np

from cnnviz.live.modes import DESIGN, MARKS, file_of, shipped, trained
from cnnviz.live.sheets import SHEETS
from cnnviz.live.subset import subset
from cnnviz.network.weights import save

#: Another processor rounds otherwise, and a hundred batches carry that on.
_NEARLY = 1e-3


def main() -> None:
    """Train for each sheet of images, and write what comes of it, or compare it with what ships."""
    parser = argparse.ArgumentParser(description="Train the networks of the page Training or test.")
    parser.add_argument("--check", action="store_true", help="compare with what ships and write nothing")
    check, same = parser.parse_args().check, True
    for data in SHEETS:
        made = trained(replace(DESIGN, data=data), subset(data), MARKS)
        for mark, network in made.items():
            if check:
                ours = {**network.parameters, **network.buffers}
                there = shipped(data)[mark]
                theirs = {**there.parameters, **there.buffers}
                same &= all(np.allclose(ours[name], theirs[name], atol=_NEARLY) for name in ours)
                continue
            path = file_of(data, mark)
            path.parent.mkdir(parents=True, exist_ok=True)
            save(path, network, data)
            print(f"{path.name}: {path.stat().st_size:,} bytes")
    if check:
        sys.exit(0 if same else "What ships is not what comes of training.")


if __name__ == "__main__":
    main()
