"""What whoever runs the server can set."""

import re
from pathlib import Path
from runpy import run_path

import pytest
from starlette.responses import PlainTextResponse

from cnnviz.errors import CnnvizError
from serving.hosts import KnownHosts
from serving.settings import SETTINGS, Settings, read
from store import VARIABLE
from tests.serving.asgi import ask

ROOT = Path(__file__).parents[2]
HOLDS = {setting.name: setting.holds for setting in SETTINGS.values()}


def test_nothing_needs_to_be_set():
    assert read({}) == Settings()


def test_entries_are_separated_by_commas_or_spaces():
    found = read(
        {"CNNVIZ_HOSTS": "Class.example, *.rooms.example", "CNNVIZ_FRAMES": "https://a.example:8443"}
    )
    assert found == Settings(("class.example", "*.rooms.example"), ("https://a.example:8443",))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CNNVIZ_HOSTS", "https://class.example"),
        ("CNNVIZ_HOSTS", "*"),
        ("CNNVIZ_HOSTS", "class.example:8501"),
        ("CNNVIZ_HOSTS", "."),
        ("CNNVIZ_HOSTS", "*.."),
        ("CNNVIZ_HOSTS", "class..example"),
        ("CNNVIZ_FRAMES", "moodle.example"),
        ("CNNVIZ_FRAMES", "https://a.example;script-src *"),
        ("CNNVIZ_FRAMES", "*"),
        ("CNNVIZ_DRAIN", "-1"),
        ("CNNVIZ_LOG", "debug"),
        ("CNNVIZ_METRICS_PORT", "0"),
        ("CNNVIZ_METRICS_PORT", "class.example:9100"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence_that_says_what_would(name, text):
    with pytest.raises(CnnvizError, match=name) as caught:
        read({name: text})
    assert HOLDS[name] in str(caught.value)


@pytest.mark.parametrize("end", ["", "."])
def test_a_name_is_let_in_with_and_without_a_dot_at_its_end(end):
    app = KnownHosts(PlainTextResponse("in"), read({"CNNVIZ_HOSTS": "class.example. *.rooms.example."}).hosts)
    for name in ("class.example", "a.rooms.example"):
        assert ask(app, host=f"{name}{end}:8501").body == b"in"


def test_a_server_that_cannot_use_a_setting_ends_with_the_sentence(monkeypatch):
    wrong = {"CNNVIZ_HOSTS": "class.example:8501"}
    with pytest.raises(CnnvizError) as caught:
        read(wrong)
    for name, text in wrong.items():
        monkeypatch.setenv(name, text)
    with pytest.raises(SystemExit) as ended:
        run_path(str(ROOT / "serve.py"))
    assert ended.value.code == str(caught.value)


def test_the_readme_tells_of_settings_that_there_are_and_where_all_of_them_stand():
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"^\| `(CNNVIZ_\w+)` \|", text, re.MULTILINE))
    assert {"CNNVIZ_HOSTS"} < named <= {*HOLDS, VARIABLE}
    assert "docs/serving.md" in text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", ("info", "text")),
        ("json", ("info", "json")),
        ("warning", ("warning", "text")),
        ("JSON error", ("error", "json")),
    ],
)
def test_the_log_has_a_level_and_a_form_in_any_order(text, value):
    assert read({"CNNVIZ_LOG": text}).log == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("9100", ("127.0.0.1", 9100)),
        ("10.0.0.5:9100", ("10.0.0.5", 9100)),
        ("[fd00::5]:9100", ("fd00::5", 9100)),
    ],
)
def test_the_port_for_prometheus_is_this_machines_own_unless_an_address_is_given(text, value):
    assert read({"CNNVIZ_METRICS_PORT": text}).metrics == value


@pytest.mark.parametrize("text", ["65536", "10.0.0.5:99999"])
def test_a_port_that_no_machine_has_is_refused_in_a_sentence(text):
    assert read({"CNNVIZ_METRICS_PORT": "65535"}).metrics == ("127.0.0.1", 65535)
    with pytest.raises(CnnvizError, match=f"“{text}”; the highest port is 65535"):
        read({"CNNVIZ_METRICS_PORT": text})


def test_every_default_is_what_holds_where_nothing_is_set():
    assert read({one.name: one.default for one in SETTINGS.values()}) == Settings()
