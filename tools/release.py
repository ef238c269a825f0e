"""Build what is released, twice, and compare: ``python -m tools.release FOLDER``.

Each time the present commit is cloned anew and built with the commit's time in the place of all others, so
that whoever has the commit can build the same bytes. What is not committed is not built.
"""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]


def main(folder: Path) -> int:
    """Build into `folder`, and say each file's size and hash; return 1 if a second time gives other bytes."""
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        once, again = (built(Path(place)) for place in (first, second))
        differing = [
            file.name for file, other in zip(once, again, strict=True) if digest(file) != digest(other)
        ]
        if differing:
            sys.stdout.write(f"Built twice, these differ: {', '.join(differing)}\n")
            return 1
        folder.mkdir(parents=True, exist_ok=True)
        for file in once:
            shutil.copy(file, folder)
            sys.stdout.write(f"{digest(file)}  {file.name}  {file.stat().st_size / 1e6:.1f} MB\n")
    return 0


def built(place: Path) -> list[Path]:
    """Build the present commit in a clone of its own.

    Parameters
    ----------
    place : Path
        An empty folder for the clone.

    Returns
    -------
    list of Path
        The wheel, and the source.
    """
    clone = place / "clone"
    run(["git", "clone", "--quiet", "--shared", str(ROOT), str(clone)])
    run(["git", "-C", str(clone), "checkout", "--quiet", commit()])
    when = run(["git", "log", "-1", "--format=%ct"])
    made = place / "made"
    build = [sys.executable, "-m", "hatchling", "build", "--directory", str(made)]
    run(build, cwd=clone, env={**os.environ, "SOURCE_DATE_EPOCH": when})
    return sorted(made.iterdir())


def commit() -> str:
    """Name the present commit."""
    return run(["git", "rev-parse", "HEAD"])


def run(command: list[str], **how) -> str:
    """Run a program in the checkout, or where `how` says; give what it printed."""
    done = subprocess.run(command, **{"cwd": ROOT, **how}, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def digest(file: Path) -> str:
    """Hash a file."""
    return sha256(file.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if sys.argv[1:] else "dist")))
