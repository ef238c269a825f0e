"""Whoever starts cnnviz with an old Python gets a sentence, not a traceback."""

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[1] / "run.py"
#: Every attribute that is looked up until the version is known, all of them in Python 3.6.
KNOWN_BEFORE = {
    *("resolve", "parent", "name", "environ", "argv", "exit", "cmd"),
    *("CalledProcessError", "version_info", "version", "split", "join", "cpu_count"),
}
#: And every function and class that is called.
CALLED_BEFORE = {"Path", "main", "start_or_test", "print", "map", "min", "str"}
#: Modules that it imports, all of them in Python 3.6.
IMPORTED = {"hashlib", "os", "shutil", "subprocess", "sys", "venv", "pathlib"}


def tree():
    """Read run.py with the grammar of Python 3.6."""
    return ast.parse(RUN.read_text("utf-8"), feature_version=(3, 6))


def functions():
    return {node.name: node for node in tree().body if isinstance(node, ast.FunctionDef)}


def run_before_the_check():
    """The statements that run until the version is compared, and that comparison."""
    at_once = [node for node in tree().body if not isinstance(node, ast.FunctionDef)]
    body = functions()["start_or_test"].body
    check = next(i for i, node in enumerate(body) if isinstance(node, ast.If))
    return [*at_once, functions()["main"], *body[: check + 1]]


def inside(nodes, kind):
    return [node for each in nodes for node in ast.walk(each) if isinstance(node, kind)]


def test_it_is_written_in_the_grammar_of_python_3_6():
    nodes = list(ast.walk(tree()))
    assert not any(isinstance(node, (ast.NamedExpr, ast.Match)) for node in nodes)
    assert not any(node.args.posonlyargs for node in nodes if isinstance(node, ast.FunctionDef))
    futures = [node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    assert not futures


def test_no_annotation_is_evaluated_that_python_3_6_cannot():
    for function in functions().values():
        arguments = [
            *function.args.args,
            *function.args.kwonlyargs,
            function.args.vararg,
            function.args.kwarg,
        ]
        annotations = [each.annotation for each in arguments if each is not None]
        for annotation in filter(None, [*annotations, function.returns]):
            assert isinstance(annotation, (ast.Name, ast.Constant)), ast.unparse(annotation)
    assert not inside([tree()], ast.AnnAssign)


def test_nothing_newer_is_used_until_the_version_is_known():
    before = run_before_the_check()
    assert any("version_info" in ast.unparse(node) for node in before[-1:])
    assert {node.attr for node in inside(before, ast.Attribute)} <= KNOWN_BEFORE
    called = {node.func.id for node in inside(before, ast.Call) if isinstance(node.func, ast.Name)}
    assert called <= CALLED_BEFORE
    imported = {name.name for node in inside(before, ast.Import) for name in node.names}
    assert imported | {node.module for node in inside(before, ast.ImportFrom)} == IMPORTED


@pytest.mark.parametrize("version", [(3, 6), (3, 7), (3, 8), (3, 9), (3, 10)])
@pytest.mark.parametrize("arguments", [[], ["test"], ["test", "--quick"]])
def test_an_old_python_gets_a_sentence_that_says_what_is_needed(monkeypatch, capsys, version, arguments):
    def started(*_, **__):
        raise AssertionError("it went on")

    for name in ("call", "check_call", "Popen"):
        monkeypatch.setattr(subprocess, name, started)
    monkeypatch.setattr(sys, "argv", ["run.py", *arguments])
    monkeypatch.setattr(sys, "version_info", (*version, 0, "final", 0))
    monkeypatch.setattr(sys, "version", f"{version[0]}.{version[1]}.0 (main)")
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(RUN), run_name="__main__")
    assert ended.value.code == 1
    said = capsys.readouterr().out
    assert said == f"cnnviz needs Python 3.11 or newer; this is {version[0]}.{version[1]}.0.\n"
