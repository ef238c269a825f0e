"""Reading lessons and exercises once, for where there is no pydantic: `inside/content.py` gives them back."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import Any

from cnnviz.exercises import catalogue as exercises
from cnnviz.lessons import catalogue as lessons


def pickled() -> bytes:
    """Give what `read` gives, by a Python whose sets are always in the same order."""
    fixed = {**os.environ, "PYTHONHASHSEED": "0"}
    return subprocess.run(
        [sys.executable, "-m", "web.content"], env=fixed, stdout=subprocess.PIPE, check=True
    ).stdout


def read() -> bytes:
    """Read and check all lessons and exercises, and give them by the texts that they were read from."""
    ready: dict[tuple[str, str, str], Any] = {}
    for path in sorted(exercises.FOLDER.glob("*.yaml")):
        texts = (path.stem, path.read_text("utf-8"), path.with_name(f"{path.stem}.en.md").read_text("utf-8"))
        ready[texts] = exercises.read_topic(*texts)
    for path in sorted(lessons.FOLDER.glob("*/lesson.yaml")):
        texts = (path.parent.name, path.read_text("utf-8"), path.with_name("en.md").read_text("utf-8"))
        ready[texts] = lessons.read_lesson(*texts)
    return pickle.dumps(ready, protocol=5)


if __name__ == "__main__":
    sys.stdout.buffer.write(read())
