"""An audit that could not ask says so, and passes only if nothing is known to be vulnerable."""

import json
import subprocess

import pytest

from tools import audit

FINE = {"name": "numpy", "version": "2.4.6", "vulns": []}
SKIPPED = {"name": "numpy", "skip_reason": "Dependency not found"}
KNOWN = {"id": "PYSEC-0000-1", "fix_versions": ["2.0"], "description": "It runs what strangers send."}
VULNERABLE = {"name": "pillow", "version": "1.0", "vulns": [KNOWN]}


@pytest.fixture
def answers(monkeypatch):
    """What `pip-audit` answers, one call after another; "" is what it prints when it fails."""

    def answer(*given):
        each = iter(given)
        asked = []

        def run(command, **_):
            asked.append(command)
            said = next(each)
            if said is TimeoutError:
                raise subprocess.TimeoutExpired(command, 1)
            return subprocess.CompletedProcess(command, 0, json.dumps({"dependencies": said}) if said else "")

        monkeypatch.setattr(subprocess, "run", run)
        return asked

    return answer


@pytest.mark.parametrize("given", [[[SKIPPED]], [""], [TimeoutError], [[FINE], ""], [[FINE], TimeoutError]])
def test_where_nobody_answers_a_sentence_says_so(answers, capsys, given):
    answers(*given)
    assert audit.main() == 0
    assert capsys.readouterr().out == f"{audit.NOT_ASKED}\n"


def test_what_is_vulnerable_is_named_and_fails(answers, capsys):
    answers([FINE], [FINE, VULNERABLE, SKIPPED])
    assert audit.main() == 1
    said = capsys.readouterr().out
    assert "pillow 1.0: PYSEC-0000-1, mended in 2.0. It runs what strangers send." in said
    assert "Not audited: numpy" in said
    assert "Audited 2 packages: 1 of them vulnerable." in said


def test_what_is_fine_is_counted(answers, capsys):
    asked = answers([FINE], [FINE, FINE])
    assert audit.main() == 0
    assert capsys.readouterr().out == "Audited 2 packages: 0 of them vulnerable.\n"
    assert str(audit.LOCK) in asked[1][-1]


def test_the_first_question_is_about_one_whole_package(monkeypatch):
    def read(lock):
        (name, *others) = lock.read_text(encoding="utf-8").splitlines()
        assert "==" in name
        assert others
        assert all("--hash=" in line for line in others)

    monkeypatch.setattr(audit, "asked", read)
    audit.main()
