"""Copy Streamlit's own files to where nginx serves them, each also compressed: once for each version.

    .venv/bin/python deploy/static.py /var/lib/cnnviz

Files of earlier versions stay: a page that is open during an update still finds what it was made of. Their
names hold their digests. Brotli's are made if there is its program (Debian's package brotli).
"""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from pathlib import Path

#: What gets smaller; pictures and fonts are compressed already.
_TEXTS = (".js", ".css", ".svg")


def copy(source: Path, target: Path) -> int:
    """Copy a folder's files that are not there yet, and give how many.

    Parameters
    ----------
    source : Path
        Streamlit's folder ``static``, with ``static/js`` and others in it.
    target : Path
        ``static`` is made in it.
    """
    brotli, count = shutil.which("brotli"), 0
    for file in sorted(one for one in (source / "static").rglob("*") if one.is_file()):
        copied = target / file.relative_to(source)
        if copied.exists():
            continue
        copied.parent.mkdir(parents=True, exist_ok=True)
        if file.suffix in _TEXTS:
            # Without a time: two machines make the same file.
            copied.with_name(f"{copied.name}.gz").write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))
            if brotli:
                subprocess.run([brotli, "-q", "9", "-f", "-o", f"{copied}.br", file], check=True)
        part = copied.with_name(f"{copied.name}.part")
        shutil.copyfile(file, part)
        part.replace(copied)  # last: nginx looks for this one
        count += 1
    return count


if __name__ == "__main__":
    from streamlit.file_util import get_static_dir

    made = copy(Path(get_static_dir()), Path(sys.argv[1]))
    sys.stdout.write(f"{made} files are new in {sys.argv[1]}.\n")
