"""Bring the hashes in assets/manifest.toml up to date with the files; run by hand after changing an asset."""

import hashlib
import re
import sys
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[1] / "assets"
ENTRY = re.compile(r'(path = "(?P<path>[^"]+)".*?sha256 = ")[0-9a-f]*(")', re.DOTALL)


def main() -> None:
    """Rewrite each entry's sha256, and nothing else."""
    manifest = ASSETS / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    updated = ENTRY.sub(_with_hash, text)
    manifest.write_text(updated, encoding="utf-8")
    sys.stdout.write("manifest unchanged\n" if updated == text else "manifest updated\n")


def _with_hash(entry: re.Match[str]) -> str:
    digest = hashlib.sha256((ASSETS / entry["path"]).read_bytes()).hexdigest()
    return f"{entry[1]}{digest}{entry[3]}"


if __name__ == "__main__":
    main()
