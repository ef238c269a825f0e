"""Ask whether anything that is locked is known to be vulnerable: ``python -m tools.audit``.

`pip-audit` asks the package registry. Where that can't be asked (no network, or a registry that knows no
vulnerabilities), `pip-audit` finds none and is content: here that is said in a sentence instead.
"""

import json
import subprocess
import sys
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-dev.txt"  # holds all others
#: Vulnerabilities that do not concern cnnviz, by their number, and why.
ACCEPTED: dict[str, str] = {}
#: Seconds that the registry may take for one answer, and for all.
PATIENCE, MOST = 10, 240
NOT_ASKED = "Not audited: the package registry can't be asked for known vulnerabilities from here."


def main() -> int:
    """Audit the lock; return 1 if anything is known to be vulnerable."""
    with TemporaryDirectory() as folder:
        probe = Path(folder) / "probe.txt"
        probe.write_text(first_of(LOCK), encoding="utf-8")
        answered = asked(probe)
        if answered is None or all("skip_reason" in one for one in answered):
            return say(NOT_ASKED)
    found = asked(LOCK)
    return say(NOT_ASKED) if found is None else judge(found)


def first_of(lock: Path) -> str:
    """Give the first package of a lock with its hashes, as a lock of its own."""
    lines = lock.read_text(encoding="utf-8").splitlines(keepends=True)
    name, *others = (line for line in lines if not line.lstrip().startswith("#"))
    return "".join([name, *takewhile(lambda line: line.startswith(" "), others)])


def asked(lock: Path) -> list[dict] | None:
    """Have `pip-audit` ask for each package of a lock; None if it got no answers."""
    told = [f"--ignore-vuln={number}" for number in ACCEPTED]
    how = [
        "--disable-pip",
        "--require-hashes",
        "--progress-spinner=off",
        "--format=json",
        f"--timeout={PATIENCE}",
    ]
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service=pypi", *how, *told]
    try:
        run = subprocess.run(
            [*command, f"--requirement={lock}"], capture_output=True, timeout=MOST, check=False
        )
        answers: list[dict] = json.loads(run.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answers


def judge(answers: list[dict]) -> int:
    """Say what is vulnerable, and what the registry did not know."""
    vulnerable = [one for one in answers if one.get("vulns")]
    for one in vulnerable:
        for known in one["vulns"]:
            fixed = ", ".join(known["fix_versions"]) or "no version yet"
            what = known["description"][:200]
            say(f"{one['name']} {one['version']}: {known['id']}, mended in {fixed}. {what}")
    unknown = [f"{one['name']} ({one['skip_reason']})" for one in answers if "skip_reason" in one]
    if unknown:
        say(f"Not audited: {', '.join(unknown)}")
    asked_of = len(answers) - len(unknown)
    say(f"Audited {asked_of} packages: {len(vulnerable)} of them vulnerable.")
    return 1 if vulnerable else 0


def say(sentence: str) -> int:
    """Print a sentence, and return 0: saying so is no failure."""
    sys.stdout.write(f"{sentence}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
