"""What was measured is written once, and told from anything else afterwards."""

import json

import pytest

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.models.table import MODELS
from cnnviz.training.measured import as_text, ships, write


def test_what_was_written_ships_and_anything_else_does_not(tmp_path, capsys):
    file, content = tmp_path / "card.json", {"name": "“T-shirt”", "code": (4, 7, 7), "error": 0.25}
    write(file, content)
    assert ships(file, content)
    assert not ships(file, content | {"error": 0.26, "code": (4, 7, 8)})
    told = capsys.readouterr().out.splitlines()
    assert told[1:] == [
        "card.json differs:",
        "/code/2: 7 is held, 8 now",
        "/error: 0.25 is held, 0.26 now",
    ]


def test_a_fraction_may_be_rounded_otherwise_and_nothing_may_be_missing(tmp_path):
    file, content = tmp_path / "card.json", {"share": 0.8225, "large": 123.4, "count": 3}
    write(file, content)
    assert ships(file, {"share": 0.8226, "large": 123.41, "count": 3})
    for other in ({"share": 0.823}, {"count": 4}, {"share": None}, {"more": 0}):
        assert not ships(file, content | other)
    assert not ships(file, {"share": 0.8225})


@pytest.mark.parametrize(
    "name",
    [
        "autoencoder.json",
        "neurons/card.json",
        *(f"{model}/{file}.json" for model in MODELS for file in ("card", "gallery", "readouts")),
    ],
)
def test_the_shipped_files_are_laid_out_as_they_would_be_written(name):
    text = (WEIGHTS_FOLDER / name).read_text(encoding="utf-8")
    assert as_text(json.loads(text)) == text
