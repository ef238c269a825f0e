"""What whoever runs the server can set."""

from pathlib import Path
from runpy import run_path

import pytest
from starlette.responses import PlainTextResponse

from cnnviz.errors import CnnvizError
from serving.hosts import KnownHosts
from serving.settings import SETTINGS, Settings, read
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


@pytest.mark.parametrize("name", HOLDS)
def test_the_readme_tells_of_each(name):
    assert f"| `{name}` |" in (ROOT / "README.md").read_text()
