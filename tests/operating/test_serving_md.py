"""docs/serving.md says what the program does, and its commands run."""

import json
import os
import re
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.request import urlopen

import pytest
import yaml

import store
from serving.ports import free_port
from serving.settings import ELSEWHERE, SETTINGS
from serving.watching import measures
from tests.operating.written import FILE, ROWS, SIZES, cores, memory, processes, written
from tests.server import PATIENCE
from tests.serving.test_sessions import until

ROOT = Path(__file__).parents[2]
TEXT = FILE.read_text("utf-8")
#: Variables that are no settings: our own processes tell each other something, and tests find a browser.
OUR_OWN = {"CNNVIZ_FRONT", "CNNVIZ_WATCHED", "CNNVIZ_CHROMIUM"}
#: What cannot run here, and why.
NOT_HERE = {
    "apt-get install --yes python3 python3-venv curl": "root, and the distribution's server",
    "useradd --system --create-home --home-dir /var/lib/cnnviz cnnviz": "root",
    "su --shell /bin/bash cnnviz": "root",
    "tar --extract --no-same-owner --file /root/cnnviz-0.1.0.tar.gz --directory /opt": "root, and a release",
    "ln --symbolic --force --no-dereference cnnviz-0.1.0 /opt/cnnviz": "root",
    "cd /opt/cnnviz": "the tests' folder takes its place",
    "python3 -m venv .venv": "tests run in it",
    ".venv/bin/python -m pip install -r requirements.txt": "the package registry",
    ".venv/bin/python -m pip install -r requirements-postgres.txt": "the package registry",
    ".venv/bin/python -m pip install -r requirements-onnx.txt": "the package registry",
}
GRAFANA = ROOT / "deploy" / "grafana"


def commands():
    """All commands of the document, in order."""
    for block in re.findall(r"^```sh\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL):
        yield from block.splitlines()


def test_its_tables_are_those_of_the_program():
    assert written(TEXT) == TEXT, "run: python -m tests.operating"


def test_each_setting_is_in_its_table():
    for name in [*(one.name for one in SETTINGS.values()), *(name for name, _, _ in ELSEWHERE)]:
        assert f"\n| `{name}` |" in TEXT


def test_no_variable_of_the_program_is_missing_from_the_table():
    files = [ROOT / "run.py", ROOT / "serve.py"]
    for folder in ("cnnviz", "pages", "serving", "store"):
        files += (ROOT / folder).rglob("*.py")
    named = {name for file in files for name in re.findall(r"CNNVIZ_[A-Z_]*[A-Z]", file.read_text("utf-8"))}
    assert named - OUR_OWN == {one.name for one in SETTINGS.values()} | {name for name, _, _ in ELSEWHERE}


def test_what_cannot_run_here_is_in_the_document():
    assert set(NOT_HERE) <= set(commands())


@pytest.mark.skipif(os.name == "nt", reason="these are commands of a Unix shell")
def test_its_commands_run(tmp_path):
    """In order, as an administrator enters them; the server runs beside the others."""
    instead = {
        "/var/lib/cnnviz": str(tmp_path),
        ".venv/bin/python": sys.executable,
        "8501": str(free_port()),
        "9100": str(free_port()),
    }
    environment = {**os.environ}
    running = []
    try:
        for command in commands():
            if command in NOT_HERE:
                continue
            said = command
            for name, other in instead.items():
                said = said.replace(name, other)
            if said.startswith("export "):
                name, _, value = said.removeprefix("export ").partition("=")
                environment[name] = value
            elif " streamlit run " in said:
                running.append(start(said, environment))
                until_answering(f"http://127.0.0.1:{instead['8501']}/healthz")
            else:
                subprocess.run(said, shell=True, cwd=ROOT, env=environment, check=True, timeout=PATIENCE)
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert running
    assert store.open(str(tmp_path / "cnnviz.db")).signing_key()
    assert len(list(tmp_path.glob("classes-*.backup"))) == 1


def start(said, environment):
    return subprocess.Popen(
        said,
        shell=True,
        cwd=ROOT,
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def until_answering(address):
    def answers():
        try:
            return urlopen(address, timeout=PATIENCE).status == 200
        except OSError:
            return False

    until(answers)


def test_the_sizes_follow_from_what_was_measured():
    found = tomllib.loads(SIZES.read_text("utf-8"))
    assert all(found[name] > 0 for name in found if name != "where")
    for count in ROWS.values():
        needed = processes(found, count)
        busy = count / found["seconds_between_changes"] * found["processor_ms_a_change"] / 1000
        assert busy / needed < 0.71
        assert cores(found, count) >= needed
        assert memory(found, count) * 1000 > needed * found["memory_mb_a_process"]


def test_links_lead_somewhere():
    for name in ("serving.md", "security.md"):
        file = ROOT / "docs" / name
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", file.read_text("utf-8")):
            assert (file.parent / link).exists(), link


def told():
    """The names of all that is told to Prometheus, also of what has not happened yet."""
    usual = {"resident_memory_bytes", "open_fds", "max_fds", "cpu_seconds_total"}  # of a process, on Linux
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}
    return {f"{one.name}{end}" for one in measures.REGISTRY.collect() for end in ends[one.type]} | {
        f"process_{name}" for name in usual
    }


def expressions():
    board = json.loads((GRAFANA / "board.json").read_text("utf-8"))
    for panel in board["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]
    for group in yaml.safe_load((GRAFANA / "rules.yml").read_text("utf-8"))["groups"]:
        for rule in group["rules"]:
            yield rule["alert"], rule["expr"]


def test_boards_and_rules_ask_for_numbers_that_there_are():
    found = list(expressions())
    assert len(found) > 10
    names = {name for _, said in found for name in re.findall(r"\b(?:cnnviz|process)_[a-z_]+", said)}
    assert names <= told() | {
        "process_resident_memory_bytes",
        "process_open_fds",
        "process_cpu_seconds_total",
    }
    for title, said in found:
        assert said.count("(") == said.count(")"), title
        assert re.search(r"\b(cnnviz|process)_|\bup\b", said), title


def test_the_board_shows_what_was_asked_for():
    said = " ".join(expression for _, expression in expressions())
    for name in (
        "learners",
        "run_seconds",
        "refusals",
        "runs_waiting",
        "request_seconds",
        "store_errors",
        "pool_jobs_waiting",
        "pool_jobs_total",
    ):
        assert f"cnnviz_{name}" in said
    assert "process_resident_memory_bytes" in said


def test_each_promise_about_security_is_tested_by_files_that_there_are():
    text = (ROOT / "docs" / "security.md").read_text("utf-8")
    rows = re.findall(r"^\| (?!promise|---)(.*?) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    assert len(rows) > 10
    for promise, _, files in rows:
        named = re.findall(r"`(tests/[a-z_/]+\.py)`", files)
        assert named, promise
        for name in named:
            assert "def test_" in (ROOT / name).read_text("utf-8"), promise


def test_whoever_looks_for_whom_to_tell_finds_it():
    assert "docs/security.md" in (ROOT / "SECURITY.md").read_text("utf-8")
    assert "docs/security.md" in (ROOT / "README.md").read_text("utf-8")
