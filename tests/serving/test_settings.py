"""What whoever runs the server can set."""

from pathlib import Path

import pytest

from cnnviz.errors import CnnvizError
from serving.settings import SETTINGS, Settings, read


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
        ("CNNVIZ_FRAMES", "moodle.example"),
        ("CNNVIZ_FRAMES", "https://a.example;script-src *"),
        ("CNNVIZ_FRAMES", "*"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence_that_says_what_would(name, text):
    with pytest.raises(CnnvizError, match=name) as caught:
        read({name: text})
    assert SETTINGS[name] in str(caught.value)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_readme_tells_of_each(name):
    assert f"| `{name}` |" in (Path(__file__).parents[2] / "README.md").read_text()
