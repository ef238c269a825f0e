"""The locks hold what pyproject.toml pins and all that it needs in turn, each with hashes."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.lock import LOCKS, UNLOCKED

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENTRY = re.compile(
    r"^(?P<pin>[a-z0-9].*?) *\\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)
GROUPS = PROJECT["dependency-groups"]


def requirements(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    return [Requirement(found["pin"]) for found in ENTRY.finditer(text)]


def pinned_by(option):
    """What an option of `uv pip compile` adds to the app's own dependencies."""
    kind, name = option.removeprefix("--").split("=")
    return PROJECT["project"]["optional-dependencies"][name] if kind == "extra" else in_group(name)


def in_group(name):
    for one in GROUPS[name]:
        yield from in_group(one["include-group"]) if isinstance(one, dict) else [one]


def asked(lock):
    """What pyproject.toml pins of a lock; PyTorch is pinned elsewhere."""
    pins = [
        *PROJECT["project"]["dependencies"],
        *(pin for option in LOCKS[lock] for pin in pinned_by(option)),
    ]
    return [one for one in map(Requirement, pins) if one.name != "torch"]


def version(requirement):
    (one,) = requirement.specifier
    assert one.operator == "==", requirement
    return one.version


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_the_versions_that_are_pinned(lock):
    held = {one.name: version(one) for one in requirements(lock)}
    wanted = {canonicalize_name(one.name): version(one) for one in asked(lock)}
    assert wanted
    assert {name: held.get(name) for name in wanted} == wanted


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_a_lock_is_a_pin_with_its_hashes_or_a_comment(lock):
    """Nothing else, so that pip asks for hashes, and no registry's address."""
    left = ENTRY.sub("", (ROOT / lock).read_text(encoding="utf-8")).splitlines()
    assert [line for line in left if not line.lstrip().startswith("#")] == []
    assert "://" not in "".join(left)
    assert requirements(lock)


def needed_by(requirement):
    """What an installed package needs on this system."""
    extras = requirement.extras or {""}
    try:
        said = [Requirement(one) for one in requires(requirement.name) or []]
    except PackageNotFoundError:  # installed on other systems only
        return
    for one in said:
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            yield one


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-quick.txt"])
def test_a_lock_holds_all_that_is_needed_in_turn_and_no_more(lock):
    found, waiting = set(), asked(lock)
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name not in found:
            found.add(name)
            waiting += needed_by(one)
    here = {one.name for one in requirements(lock) if one.marker is None or one.marker.evaluate()}
    assert found == here


def test_locks_agree():
    first, *others = ({one.name: {*map(version, [one])} for one in requirements(lock)} for lock in LOCKS)
    for other in others:
        assert {name: first.get(name) for name in other} == other


def test_pytorch_is_pinned():
    assert (ROOT / UNLOCKED).read_text(encoding="utf-8").splitlines()[1:] == GROUPS["torch"]
