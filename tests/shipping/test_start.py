"""What ``cnnviz`` does with what it is told, and what it tells the server."""

import os
import runpy
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from cnnviz import __main__ as starting
from cnnviz.assets import APP, COMMAND


@pytest.fixture
def started(monkeypatch):
    """What is run: the module, and its arguments."""
    runs = []
    monkeypatch.setattr(runpy, "run_module", lambda module, **_: runs.append((module, sys.argv[1:])))
    monkeypatch.setattr(os, "environ", dict(os.environ))
    monkeypatch.setattr(sys, "path", list(sys.path))

    def start(*arguments):
        monkeypatch.setattr(sys, "argv", ["cnnviz", *arguments])
        with pytest.raises(SystemExit):
            starting.main()
        return runs

    return start


@pytest.mark.parametrize("options", [[], ["--server.port", "8600"]])
def test_options_go_to_streamlit(started, options):
    serve = str(APP / "serve.py")
    assert started(*options) == [("streamlit", ["run", serve, "--server.headless=false", *options])]
    assert Path(serve).is_file()


@pytest.mark.parametrize("word", starting.PROGRAMS)
def test_a_word_starts_a_program_beside_the_app(started, word):
    assert started(word, "--help") == [(starting.PROGRAMS[word], ["--help"])]
    assert find_spec(f"{starting.PROGRAMS[word]}.__main__")


@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_whoever_asks_for_help_gets_cnnvizs_own(monkeypatch, capsys, asked):
    monkeypatch.setattr(sys, "argv", ["cnnviz", asked])
    monkeypatch.setattr(runpy, "run_module", lambda module, **_: pytest.fail(f"{module} was started"))
    before = dict(os.environ), list(sys.path)
    starting.main()
    assert before == (dict(os.environ), sys.path)
    said = capsys.readouterr().out
    assert all(f"{COMMAND} {word} " in said for word in starting.PROGRAMS)


def test_other_processes_find_the_apps_modules(started, monkeypatch):
    monkeypatch.setitem(os.environ, "PYTHONPATH", "elsewhere")
    started()
    assert os.environ["PYTHONPATH"].split(os.pathsep) == [str(APP), "elsewhere"]
    assert sys.path[0] == str(APP)


def test_a_path_is_of_the_folder_that_cnnviz_was_started_in(started, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(os.environ, starting.DATABASE, "mine.db")
    started()
    assert os.environ[starting.DATABASE] == str(tmp_path / "mine.db")


def test_an_address_stays_as_it_is(started, monkeypatch):
    monkeypatch.setitem(os.environ, starting.DATABASE, "postgresql://host/name")
    started()
    assert os.environ[starting.DATABASE] == "postgresql://host/name"


def test_in_a_checkout_classes_lie_beside_the_app_as_ever(started, monkeypatch):
    monkeypatch.setitem(os.environ, starting.DATABASE, "")
    started()
    assert os.environ[starting.DATABASE] == ""


@pytest.mark.parametrize("name", starting.ONE_THREAD)
def test_products_of_matrices_take_one_thread_unless_told_otherwise(started, monkeypatch, name):
    monkeypatch.delitem(os.environ, name, raising=False)
    started()
    assert os.environ[name] == "1"
    monkeypatch.setitem(os.environ, name, "2")
    started()
    assert os.environ[name] == "2"
