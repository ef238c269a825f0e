"""The rules of the house that no tool knows: who may import whom, what ships, and whose it is."""

import ast
import hashlib
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from pages.ui.session import component

ROOT = Path(__file__).resolve().parents[1]
MODULES = [
    p for folder in ("cnnviz", "pages", "serving", "store") for p in sorted((ROOT / folder).rglob("*.py"))
] + [
    ROOT / "app.py",
    ROOT / "serve.py",
]


@cache
def imported(path):
    """Every module that a file imports, by its full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively: a full name is found by searching"
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def nodes_where(paths, *words):
    """Each file that has one of these words, with all its nodes: no other is parsed."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        if any(word in text for word in words):
            yield path, ast.walk(ast.parse(text))


def within(name, *packages):
    return any(name == package or name.startswith(package + ".") for package in packages)


def name_of(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


#: Who may not import what: from the app down to NumPy, never the other way round.
FORBIDDEN = {
    "cnnviz": [
        "streamlit",
        "pages",
        "app",
        "serve",
        "serving",
        "store",
        "torch",
        "cv2",
        "urllib",
        "http",
        "socket",
        "requests",
        "pickle",
    ],
    "cnnviz.operators": [
        "cnnviz.figures",
        "cnnviz.network",
        "cnnviz.training",
        "cnnviz.images",
        "cnnviz.kernels",
    ],
    "cnnviz.geometry": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.channels": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.counting": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.pixels": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.shift": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.kernels": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.images"],
    "cnnviz.images": ["cnnviz.figures", "cnnviz.network", "cnnviz.training", "cnnviz.operators"],
    "cnnviz.network": ["cnnviz.figures", "cnnviz.training", "cnnviz.attribution"],
    "cnnviz.models": ["cnnviz.figures", "cnnviz.training", "cnnviz.attribution", "cnnviz.live"],
    "cnnviz.attribution": ["cnnviz.figures", "cnnviz.training", "cnnviz.kernels", "cnnviz.live"],
    "cnnviz.live": ["cnnviz.figures", "cnnviz.scripts", "cnnviz.predict"],
    "serving": ["streamlit", "pages", "app", "serve"],
    "store": ["streamlit", "pages", "app", "serve", "serving", "torch", "cv2"],
    "app": ["serve", "serving"],
    "pages": ["app", "serve", "serving", "cnnviz.training", "torch", "cv2"],
    "pages.ui": [f"pages.{page.stem}" for page in (ROOT / "pages").glob("*.py")],
}

#: The rooms of pages/ui that others build on, from the ground up: each may import those before it. Every
#: other room belongs to one page, and only that page imports it.
SHARED = ("session", "figures", "inputs", "shell", "linked", "classifier")


PAGES = sorted((ROOT / "pages").glob("*.py"))
#: A page's file: the controls, the answer, what is shown.
MOST_LINES_OF_A_PAGE = 80


def test_imports_point_one_way():
    assert [
        (name_of(path), name)
        for path in MODULES
        for package, banned in FORBIDDEN.items()
        if within(name_of(path), package)
        for name in imported(path)
        if within(name, *banned)
    ] == []


def rooms_imported(path):
    return {name.split(".")[2] for name in imported(path) if within(name, "pages.ui") and name.count(".") > 1}


def below(room):
    """The rooms that a room may import."""
    return SHARED[: SHARED.index(room)] if room in SHARED else SHARED


def test_rooms_build_on_those_below_them():
    assert [
        (name_of(path), others)
        for path in (ROOT / "pages" / "ui").rglob("*.py")
        if (others := rooms_imported(path) - {path.parent.name, *below(path.parent.name)})
    ] == []


def test_a_pages_own_room_serves_no_other_page():
    assert [
        (page.name, others) for page in PAGES if (others := rooms_imported(page) - {page.stem, *SHARED})
    ] == []


def test_a_page_is_read_at_one_sitting():
    """What one alone needs goes to its room in `pages/ui`."""
    lines = {page.name: len(page.read_text(encoding="utf-8").splitlines()) for page in PAGES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES_OF_A_PAGE} == {}


def caches():
    """Every function whose results Streamlit keeps, with what it is told of keeping them."""
    for path, nodes in nodes_where(MODULES, "cache_"):
        for node in nodes:
            for decorator in getattr(node, "decorator_list", ()):
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).startswith("st.cache_"):
                    yield f"{name_of(path)}.{node.name}", node.args, {word.arg for word in decorator.keywords}


def test_a_cache_of_what_depends_on_arguments_has_a_bound():
    found = list(caches())
    assert found
    assert [
        name for name, arguments, told in found if ast.unparse(arguments) and "max_entries" not in told
    ] == []


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(pins):
    return {pin.split("==")[0] for pin in pins}


def test_the_app_needs_only_what_is_pinned_for_run_time():
    known = {
        "PIL": "pillow",
        "yaml": "PyYAML",
        "sqlalchemy": "SQLAlchemy",
        "prometheus_client": "prometheus-client",
    }
    ours = {"cnnviz", "pages", "serving", "store"}
    at_run_time = [path for path in MODULES if not name_of(path).startswith("cnnviz.training")]
    used = {name.split(".")[0] for path in at_run_time for name in imported(path)}
    used -= ours | sys.stdlib_module_names
    assert {known.get(name, name) for name in used} == names(PROJECT["dependencies"]) | EXTRA


def test_training_takes_scipy_besides():
    used = {name.split(".")[0] for path in MODULES for name in imported(path)}
    assert "scipy" in used
    pinned = (ROOT / "requirements-quick.txt").read_text("utf-8")
    assert "\nscipy==" in pinned


EXTRA = names(PROJECT["optional-dependencies"]["onnx"])


def test_an_extra_is_imported_only_once_it_is_needed():
    assert [
        (name_of(path), ast.unparse(node))
        for path in MODULES
        if any(name in path.read_text("utf-8") for name in EXTRA)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None) or "", *(alias.name for alias in node.names)]
        if name.split(".")[0] in EXTRA
    ] == []


#: How a test might wait for a time. A timer without one, or a sleep of 0, only lets others run first.
FIXED_TIME = re.compile(
    r"wait_for_timeout\([^()]*\)?|\bsleep\((?!0\))[^()]*\)?|setTimeout\(\w+, *\d[^()]*\)?"
)
#: The tests that may, and how they do it.
MAY_WAIT = {
    "pages/test_elsewhere.py": ["sleep(0.01)"],  # between two looks at a condition
    "serving/test_connections.py": ["sleep(1.5 * PATIENCE)"],  # an app that is too slow
    "serving/test_health.py": ["sleep(0.02)"],  # between two looks at a condition
    "serving/test_room.py": ["sleep(0.02)"],  # as above
    "serving/test_sessions.py": ["sleep(0.1)"],  # between two looks at a condition
    "serving/test_timing.py": ["sleep(2 * SOON)"],  # an app that is slower than a request may be
}
TESTS = ROOT / "tests"
FILES_OF_TESTS = sorted(
    path.relative_to(TESTS).as_posix()
    for path in TESTS.rglob("*.*")
    if path.suffix in (".py", ".js") and path.name != "test_house.py"
)


def found_in_tests(pattern):
    """What a pattern finds in each file of tests where it finds something."""
    every = {name: pattern.finditer((TESTS / name).read_text(encoding="utf-8")) for name in FILES_OF_TESTS}
    texts = {name: [found[0] for found in matches] for name, matches in every.items()}
    return {name: found for name, found in texts.items() if found}


def test_tests_wait_for_conditions_and_never_for_time():
    assert found_in_tests(FIXED_TIME) == MAY_WAIT


#: What runs a loop in the tests' own thread, where Playwright's runs once a test before has opened a browser.
LOOPS = {"asyncio.run", "asyncio.Runner", "loop.run_until_complete"}


def test_no_test_runs_a_loop_where_a_browser_may_be_driven():
    """`aside.run` has a thread for it; which tests a process has run before is chance."""
    files = [TESTS / name for name in FILES_OF_TESTS if name.endswith(".py")]
    assert [
        (path.name, ast.unparse(node))
        for path, nodes in nodes_where(files, *(name.rpartition(".")[2] + "(" for name in LOOPS))
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) in LOOPS
    ] == []


#: How a test might hold the app to a time, which a busy machine misses: what is measured is a benchmark's.
CLOCK = re.compile(r"performance\.now\(\)|perf_counter(?:_ns)?\(\)|\btime\.time(?:_ns)?\(\)")
#: The tests that look at a clock, and why they may.
MAY_LOOK = {
    "browser/test_dragged_numbers_in_a_browser.py": 1,  # what time it is, for the page's own clock
    "browser/test_linked_motion_in_a_browser.py": 2,  # the page's clock, which the test turns
    "serving/watching/test_watching.py": 1,  # what measuring itself calls
}


def test_no_test_holds_the_app_to_a_time():
    assert {name: len(found) for name, found in found_in_tests(CLOCK).items()} == MAY_LOOK


@pytest.mark.parametrize(
    "text",
    [
        "page.wait_for_timeout(500)",
        "time.sleep(max(1, 2))",
        "await asyncio.sleep(SOON)",
        "setTimeout(done, 9)",
    ],
)
def test_each_way_of_waiting_for_a_time_is_noticed(text):
    assert FIXED_TIME.search(text)
    assert not FIXED_TIME.search("await asyncio.sleep(0); setTimeout(done); until(shown)")


def test_what_opens_the_apps_pages_waits_as_their_policy_allows():
    """See `until_page` in `waits.py`: Playwright's own waiting fails, but only where it has to wait."""
    files = (TESTS / "browser").glob("*.py")
    assert [path.name for path in files if "wait_for_function(" in path.read_text(encoding="utf-8")] == []


def test_the_modules_of_each_component_can_become_one_script():
    # What a browser makes of them takes a browser: tests/components/test_component.py.
    for page in sorted(component.ASSETS.glob("*/*.html")):
        component.joined(page.with_suffix(".js"))


def test_one_module_knows_where_the_assets_are():
    assert [name_of(path) for path in MODULES if '"assets"' in path.read_text("utf-8")] == ["cnnviz.assets"]


def manifest():
    return tomllib.loads((ROOT / "assets" / "manifest.toml").read_text(encoding="utf-8"))


def test_every_asset_is_listed_with_its_source_and_licence():
    listed = {entry["path"] for entry in manifest()["file"]}
    code = {
        ".js",
        ".css",
        ".html",
    }  # of this project, under its own licence, and so is what is in these folders
    written = {"exercises", "lessons", "teaching"}
    files = {
        str(path)
        for path in (file.relative_to(ROOT / "assets") for file in (ROOT / "assets").rglob("*.*"))
        if path.suffix not in code and path.parts[0] not in written and path.name != "manifest.toml"
    }
    assert listed == files
    untold = [
        (entry["path"], key)
        for entry in manifest()["file"]
        for key in ("licence", "source")
        if not entry[key]
    ]
    assert untold == []


def test_every_asset_is_the_file_that_was_listed():
    assert [
        entry["path"]
        for entry in manifest()["file"]
        if hashlib.sha256((ROOT / "assets" / entry["path"]).read_bytes()).hexdigest() != entry["sha256"]
    ] == []


def test_the_weights_stay_small():
    assert (ROOT / "assets" / "weights" / "garments" / "classifier.npz").stat().st_size <= 200_000


def _narrows_a_type(test: ast.expr) -> bool:
    is_instance = isinstance(test, ast.Call) and ast.unparse(test.func) == "isinstance"
    return is_instance or ast.unparse(test).endswith(" is not None")


def test_an_assertion_only_narrows_a_type():
    """The folder without a server is compiled without assertions: none may compute, or refuse, anything."""
    shipped = [*MODULES, *(ROOT / "web").rglob("*.py")]
    others = [
        f"{path}: {ast.unparse(node)}"
        for path, nodes in nodes_where(shipped, "assert")
        for node in nodes
        if isinstance(node, ast.Assert) and not _narrows_a_type(node.test)
    ]
    assert shipped
    assert others == []
