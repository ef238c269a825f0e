"""Pages driven without a browser: open one at an address, and read what it sends to its components."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial, partialmethod
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.proto.BidiComponent_pb2 import BidiComponent
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, local_script_runner

from cnnviz.attribution.excite import Excited
from pages.ui.classifier import current, shipped
from pages.ui.session import internals, turns
from pages.ui.units import exciting
from pages.ui.units.climb import Climbed, Stop
from tests.payload import Sent, unpack

#: Where a view has lists of controls of its own.
PLACES = ("choice", "parameters", "looks", "rarer", "convolution", "pooling")
#: Streamlit's controls that are settings.
KINDS = ("selectbox", "number_input", "slider", "toggle", "segmented_control", "text_area")
APP = Path(__file__).parents[2] / "app.py"


@dataclass
class Drawn:
    """A map as the component gets it: its header, and its pixels or palette indices."""

    header: dict[str, Any]
    pixels: np.ndarray

    @property
    def values(self) -> list[list[str]]:
        """The numbers written into the cells, row by row."""
        return np.array(self.header["values"]).reshape(self.pixels.shape[:2]).tolist()


@dataclass
class InView:
    """A control of a linked view, with what tests ask of Streamlit's own."""

    page: "Visit"
    described: dict[str, Any]
    value: Any

    @property
    def key(self) -> str:
        """The view's field."""
        return self.described["field"]

    @property
    def type(self) -> str:
        """What Streamlit would call it."""
        return {"list": "selectbox", "number": "number_input", "switch": "toggle"}[self.described["kind"]]

    @property
    def options(self) -> list[str]:
        """The keys that can be chosen."""
        return [key for _, options in self.described["groups"] for key, _ in options]

    @property
    def min(self) -> int:
        """The smallest number."""
        return self.described["low"]

    @property
    def max(self) -> int:
        """The largest number."""
        return self.described["high"]

    format_func = None

    def set_value(self, value: object) -> None:
        """Have it set by the next run."""
        field, name = self.described["field"], self.described.get("name")
        values = self.page.pending.get(field, self.page.slid) if name else {}
        self.page.pending[field] = {**values, name: value} if name else value


class Visit:
    """A page that was opened."""

    def __init__(self, page: str, query: dict[str, str]) -> None:
        self.name, self.revision = page, 0
        #: What was set in the view of the page, and is told with the next run.
        self.pending: dict[str, object] = {}
        self.app = AppTest.from_file(str(APP), default_timeout=60)
        self.app.switch_page(f"pages/{page}.py")
        for key, value in query.items():
            self.app.query_params[key] = value
        self.run()
        #: The name of the session, as the browser is told it.
        self.session: str = json.loads(self.component("part_reconnect").json)["session"]

    def run(self) -> "Visit":
        """Run, and let no exception pass."""
        if self.pending:
            told, self.pending = self.pending, {}
            start, self.revision = self.revision, self.revision + len(told)
            fields = {name: [start + i, value] for i, (name, value) in enumerate(told.items(), 1)}
            report = {"session": self.session, "revision": self.revision, "set": fields, "have": {}}
            return self.send((self.component(f"part_{self.hub}_intent").id, report))
        self.app.run()
        assert not self.app.exception, [e.value for e in self.app.exception]
        return self

    def run_a_part(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let only the part of the page run that was made last, as when something in it reports."""
        (*_, part) = self.app._fragment_storage._fragments
        run = partial(local_script_runner.RerunData, fragment_id=part)
        monkeypatch.setattr(local_script_runner, "RerunData", run)

    @property
    def errors(self) -> list[str]:
        """The sentences that say what is wrong, as they are read (without Markdown's backslashes)."""
        return [re.sub(r"\\(.)", r"\1", error.value) for error in self.app.error]

    @property
    def facts(self) -> dict[str, tuple[str, str]]:
        """Name → value and origin of each fact listed."""
        bodies = "".join(element.proto.body for element in self.app.get("html"))
        rows = re.findall(r"<dt>(.*?)</dt><dd>(.*?)<small>(.*?)</small>", bodies, re.DOTALL)
        return {name: (value, origin) for name, value, origin in rows}

    def maps(self, key: str) -> list[Drawn]:
        """What the maps component with this key was given."""
        sent = self.sent(key)
        return [Drawn(item, sent.blocks[f"pixels {i}"]) for i, item in enumerate(sent.header["maps"])]

    def component(self, key: str) -> BidiComponent:
        """The component with this key."""
        for element in self.app.get("bidi_component"):
            if element.proto.id.endswith(f"-{key}"):
                return element.proto
        raise AssertionError(f"no component called {key}")

    def sent(self, key: str) -> Sent:
        """What a component was given."""
        return unpack(self.component(key).bytes)

    def part(self, hub: str, name: str) -> Sent:
        """What was published as the "source", the "windows" or the "result" of a linked view."""
        return self.sent(f"part_{hub}_{name}")

    def view(self, hub: str) -> dict[str, Any]:
        """What a linked view was told: its fields as they stand, and what it is to offer."""
        head = self.part(hub, "head").header
        return {**head, **head["fields"]}

    def react(self, hub: str, field: str, value: object, have: dict[str, str] | None = None) -> "Visit":
        """Run after a field of a linked view was set in the browser."""
        return self.report(f"part_{hub}_intent", field, value, have=have or {})

    def enlarge(self, hub: str, channel: int) -> "Visit":
        """Run after a channel of a linked view was pressed."""
        return self.react(hub, "large", {"of": self.view(hub)["channels_of"], "channel": channel})

    def slide(self, key: str, value: float) -> "Visit":
        """Run after one of a kernel's sliders was moved."""
        return self.react("kernels", "parameters", {**self.slid, key: value})

    @property
    def slid(self) -> dict[str, float]:
        """What a kernel's parameters are set to, by their keys."""
        return self.view(self.hub)["parameters"]

    def set(self, key: str, value: object) -> "Visit":
        """Run after a control was set, by its setting's key."""
        self.controls[key].set_value(value)
        return self.run()

    @property
    def hub(self) -> str:
        """The linked view on the page, if it has controls of its own; else ""."""
        drawn = " ".join(element.proto.id for element in self.app.get("bidi_component"))
        return next((hub for hub in ("kernels", "pooling", "shift") if f"part_{hub}_head" in drawn), "")

    @property
    def in_view(self) -> dict[str, InView]:
        """The view's own controls by their settings' keys; sliders are `slid`."""
        if not self.hub:
            return {}
        view = self.view(self.hub)
        places = view["controls"]
        sized = [control for terms in places.get("size", {}).values() for control in terms if control]
        lists = [places.get(place, []) for place in PLACES]
        found = {}
        for control in [*sized, *(control for controls in lists for control in controls)]:
            field, name = control["field"], control.get("name")
            is_shown = control["kind"] != "slider" and field != "edit" and name not in self.sliders
            if is_shown and (field != "margin" or view["pad"] == "number"):
                value = view[field][name] if name else view[field]
                found[name or {"margin": "pixels"}.get(field, field)] = InView(self, control, value)
        return found

    @property
    def sliders(self) -> list[str]:
        """The names of a kernel's parameters that are numbers."""
        values = self.slid if self.hub in ("kernels", "shift") else {}
        return [name for name, value in values.items() if not isinstance(value, str)]

    @property
    def refused(self) -> list[str]:
        """Why the view has no result, in its sentence; nothing if it has one."""
        told = self.view(self.hub)["refused"]
        return [told["sentence"]] if told else []

    def report(self, component: str, name: str, value: object, **more: object) -> "Visit":
        """Run after what the browser reports of a component."""
        return self.report_from(self.component(component).id, name, value, **more)

    def report_from(self, component: str, name: str, value: object, **more: object) -> "Visit":
        """Run after what the browser reports of a component, given by its id, that may be gone."""
        self.revision += 1
        report = {"session": self.session, "revision": self.revision, "set": {name: [self.revision, value]}}
        return self.send((component, {**report, **more}))

    def send(self, *components: tuple[str, object]) -> "Visit":
        """Run with components' states as the browser sends them: of each its id and what it reports."""
        states = self.app._tree.get_widget_states()
        for component, report in components:
            states.widgets.add(id=component, json_value=json.dumps({"report": report}))
        self.app._run(states)
        assert not self.app.exception, [e.value for e in self.app.exception]
        return self

    @property
    def controls(self) -> dict[str, Any]:
        """The controls by their settings' names: the view's, and Streamlit's, of each the latest drawn."""
        drawn = [element for kind in KINDS for element in getattr(self.app, kind) if element.key]
        drawn.sort(key=lambda element: int(element.key.partition("~")[2] or 0))
        return {element.key.partition("~")[0]: element for element in drawn} | self.in_view

    @property
    def stay(self) -> str:
        """What the browser's history is told of this visit."""
        return json.loads(self.component("part_reconnect").json)["stay"]

    def control(self, key: str) -> Any:
        """A control by its setting's name."""
        return self.controls[key]

    @property
    def address(self) -> dict[str, str]:
        """What stands in the address."""
        said = self.app.query_params.items()
        return {key: text[-1] if isinstance(text, list) else text for key, text in said}


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Look through the installed packages for components once, and wait for a run's thread to end.

    A server does so when it starts, AppTest whenever an app is opened; it takes longer than any of our pages.
    As on the server, app.py leads to the page: else AppTest begins each run with the page's file alone, as in
    the older kind of app, and Streamlit lists all pages twice.
    AppTest looks each millisecond whether a run has ended, and takes a tenth of the time from it.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests)
        )
        patch.setattr(local_script_runner, "require_widgets_deltas", _wait_for_its_end)
        patch.setattr(PagesManager, "__init__", partialmethod(_begin_with_app, PagesManager.__init__))
        yield


def _begin_with_app(manager: PagesManager, begin: Callable[..., None], *given: Any, **named: Any) -> None:
    begin(manager, *given, **named)
    PagesManager.uses_pages_directory = False


def _wait_for_its_end(runner: local_script_runner.LocalScriptRunner, timeout: float) -> None:
    runner._script_thread.join(timeout)
    if not runner.script_stopped():
        runner.request_stop()
        raise RuntimeError(f"the page has not been drawn after {timeout} s")


@pytest.fixture(autouse=True)
def recorded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses hold settings and no results: where they are tested, nothing is climbed or trained for them.

    On a busy machine a climb takes six seconds, for each setting that is changed.
    """
    if request.path.name == "test_address.py":
        monkeypatch.setattr(exciting, "climb", _climbed)
        monkeypatch.setattr(
            current, "own", shipped.classifier
        )  # so that pages with it have all their settings


def _climbed(unit: Any, way: Any, slot: Any) -> Climbed:
    """A climb that leads nowhere, with all of its steps."""
    grey = np.full((1, 28, 28), 0.5, np.float32)
    return Climbed(Excited(grey, np.zeros(way.steps + 1), finished=True), [Stop(0, 0.0, grey)])


@pytest.fixture
def visit() -> Callable[..., Visit]:
    """Open a page at an address: ``visit("kernels", stride="2")``."""
    return lambda page, **query: Visit(page, query)


@pytest.fixture
def adapted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as the server has it, as long as the test."""
    for changed, name in [
        (internals.script_requests, "_coalesce_widget_states"),
        (internals.script_requests.ScriptRequests, "_request_rerun_locked"),
        (internals.PagesManager, "uses_pages_directory"),
        (internals.SafeSessionState, "on_script_will_rerun"),
        (internals.SafeSessionState, "on_script_finished"),
        (internals.starlette_websocket, "_is_origin_allowed"),
        (internals.AppSession, "__init__"),
        (internals.AppSession, "handle_backmsg"),
        (internals.AppSession, "_clear_queue"),
        (internals.logger, "setup_formatter"),
        (internals.app_session, "_close_script_event_loop"),
        (internals.MemoryUploadedFileManager, "add_file"),
        (internals.app_session, "_populate_theme_msg"),
        (internals.app_session, "_populate_config_msg"),
        (internals.AppSession, "_on_scriptrunner_event"),
        (internals.AppSession, "flush_browser_queue"),
        (internals.elements_html, "_is_file"),
        (internals.script_requests.ScriptRequests, "on_scriptrunner_ready"),
        (internals.ScriptRunner, "_run_script"),
    ]:
        monkeypatch.setattr(changed, name, getattr(changed, name))  # put back in the end
    monkeypatch.setattr(internals.Cursor, "__deepcopy__", None, raising=False)
    monkeypatch.setattr(turns, "_turns", turns.Turns(1000))  # runs are asked for that never run
    internals.adapt()
