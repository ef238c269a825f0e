"""What ``pytest --quick`` and ``--computed`` leave out, and what the first skips where a package is missing.

Without ``--quick``, and wherever ``CI`` is set, nothing may be missing: there a test that can't run fails.
"""

import ast
import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pytest

#: What tests may import and the quick loop does not install.
OPTIONAL = {"torch": "PyTorch", "cv2": "OpenCV", "onnx": "ONNX", "cyclonedx": "library of CycloneDX"}
TESTS = Path(__file__).parent / "tests"
#: Their tests start pages, a server, a database or a browser.
OF_THE_WHOLE_APP = "browser components deploy operating pages serving shipping store web"
#: Their tests train networks, or run the programs that pages show.
LONG = "live scripts training"
#: Texts, whole numbers, memory and the training of shipped models: the same on every processor.
NOT_COMPUTED = """
    architectures classes counting curriculum designs exercises figures glossary images/test_gate_memory.py
    predict takehome training typed views test_arguments.py test_assets.py test_every_row.py test_house.py
    test_linear_time.py test_queueing.py test_run.py
"""
#: The folders and files that each option leaves out, unless they are named on the command line.
LEFT_OUT = {
    "quick": {TESTS / name for name in f"{OF_THE_WHOLE_APP} {LONG}".split()},
    "computed": {TESTS / name for name in f"{OF_THE_WHOLE_APP} {NOT_COMPUTED}".split()},
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="test the logic, without the whole app and a browser; skip tests whose packages are missing",
    )
    parser.addoption(
        "--computed",
        action="store_true",
        help="only tests of what is computed, which another processor may round in another way",
    )
    parser.addoption(
        "--thorough",
        action="store_true",
        help="also run what is tried again with more cases than CI has time for",
    )
    parser.addoption("--seeds", type=int, default=2, help="torture the app with so many seeds")
    parser.addoption("--actions", type=int, default=20, help="so many random actions each")
    parser.addoption("--delay", type=int, default=500, help="each message delayed by so many ms at most")
    parser.addoption("--busy", type=int, default=0, help="beside so many busy loops")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out folders and files."""
    out = [paths for option, paths in LEFT_OUT.items() if config.getoption(option)]
    return True if any(collection_path in paths for paths in out) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out other tests that drive the browser, and further cases of what is tested anyway.

    The longest come first: whatever is begun last is short, and no process is left alone with it.
    """
    is_part, thorough = any(map(config.getoption, LEFT_OUT)), config.getoption("thorough")
    left_out = [
        item
        for item in items
        if (is_part and _drives_a_browser(item)) or (not thorough and item.get_closest_marker("thorough"))
    ]
    if left_out:
        out = set(left_out)
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in out]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def _drives_a_browser(item: pytest.Item) -> bool:
    return "chromium" in getattr(item, "fixturenames", ())


@pytest.hookimpl(tryfirst=True)
def pytest_make_collect_report(collector: pytest.Collector) -> pytest.CollectReport | None:
    """Skip a file whose imports would fail."""
    if not isinstance(collector, pytest.File) or not _may_skip(collector.config):
        return None
    missing = [name for name in OPTIONAL if find_spec(name) is None and name in _imported(collector.path)]
    if not missing:
        return None
    return pytest.CollectReport(
        collector.nodeid, "skipped", (str(collector.path), None, f"Skipped: {_reason(*missing)}"), []
    )


def _imported(path: Path) -> set[str]:
    """Packages that a Python file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


def _may_skip(config: pytest.Config) -> bool:
    return config.getoption("quick") and not os.environ.get("CI")


def _reason(*names: str) -> str:
    return f"the quick loop found no {' and no '.join(OPTIONAL[name] for name in names)}"


@pytest.fixture(scope="session")
def pytorch(pytestconfig: pytest.Config) -> ModuleType:
    """PyTorch, for fixtures: a file of tests imports it as any other package."""
    if find_spec("torch") is None and _may_skip(pytestconfig):
        pytest.skip(_reason("torch"))
    return import_module("torch")
