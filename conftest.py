"""The quick loop: what ``pytest --quick`` leaves out, and what it skips where a package is missing.

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
IN_A_BROWSER = Path(__file__).parent / "tests" / "browser"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    parser.addoption(
        "--quick",
        action="store_true",
        help="leave out tests that drive a browser; skip those whose packages are missing",
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
    """Leave the tests of the whole app out of the quick loop."""
    return True if config.getoption("quick") and collection_path == IN_A_BROWSER else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out other tests that drive the browser, and further cases of what is tested anyway.

    The longest come first: whatever is begun last is short, and no process is left alone with it.
    """
    quick, thorough = config.getoption("quick"), config.getoption("thorough")
    left_out = [
        item
        for item in items
        if (quick and _drives_a_browser(item)) or (not thorough and item.get_closest_marker("thorough"))
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
