"""Lock what pyproject.toml pins: ``python -m tools.lock``, with ``--upgrade`` to the newest of all else.

Writes each ``requirements*.txt`` with all that its packages need in turn, and the hashes of every file of
each release: one lock for Linux, macOS and Windows, and for every Python that cnnviz runs on. Needs uv, which
the group ``lock`` of pyproject.toml names.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMAND = "python -m tools.lock"
#: What each lock takes beside the app's own dependencies. The first holds all; others follow its versions.
LOCKS = {
    "requirements-dev.txt": ["--extra=onnx", "--extra=postgres", "--group=dev", "--group=torch"],
    "requirements-quick.txt": ["--group=quick"],
    "requirements-onnx.txt": ["--extra=onnx"],
    "requirements-postgres.txt": ["--extra=postgres"],
    "requirements.txt": [],
}
#: PyTorch, pinned and not locked: pyproject.toml says why.
UNLOCKED = "requirements-torch.txt"
#: It, what only its build for NVIDIA's cards needs, and pip, which is what installs all others.
_LEFT_OUT = re.compile(r"torch|triton|cuda-.*|nvidia-.*|pip")
_PACKAGE = re.compile(r"^(?P<name>[a-z0-9._-]+)==.*\n(?:[ ].*\n)+", re.MULTILINE)


def main(options: list[str]) -> None:
    """Write all locks; `options` go to ``uv pip compile``."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (whole, *others) = LOCKS
    _write(whole, *options)
    for name in others:
        _write(name, f"--constraint={whole}")
    pins = "\n".join(project["dependency-groups"]["torch"])
    (ROOT / UNLOCKED).write_text(f"# Made by {COMMAND} of pyproject.toml.\n{pins}\n", encoding="utf-8")


def _write(name: str, *options: str) -> None:
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "pyproject.toml", "--output-file", name]
    asked = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url"]
    header = f"--custom-compile-command={COMMAND}"
    subprocess.run([*uv, *asked, header, *LOCKS[name], *options], cwd=ROOT, check=True)
    path = ROOT / name
    path.write_text(_PACKAGE.sub(_kept, path.read_text(encoding="utf-8")), encoding="utf-8")


def _kept(found: re.Match[str]) -> str:
    return "" if _LEFT_OUT.fullmatch(found["name"]) else found[0]


if __name__ == "__main__":
    main(sys.argv[1:])
