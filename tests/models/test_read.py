"""A model that ships is read part by part: a file that is damaged stops what needs it, and nothing else."""

import shutil
from pathlib import Path

import pytest

from cnnviz.assets import WEIGHTS_FOLDER
from cnnviz.errors import CnnvizError
from cnnviz.models.garments import GARMENTS
from cnnviz.models.read import Shipped

SHIPS = WEIGHTS_FOLDER / GARMENTS.key
#: The parts that each file is needed for.
NEEDED = {
    "classifier.npz": {"network"},
    "familiarity.npz": {"familiarity"},
    "card.json": {"card", "test"},
    "gallery.png": {"gallery"},
    "gallery.json": {"gallery"},
    "evaluation.json": {"evaluation"},
    "mistakes.png": {"evaluation"},
    "agreement.json": {"agreement"},
    "readouts.npz": {"readouts"},
    "readouts.json": {"readouts"},
    "recipe.json": set(),
}
PARTS = set().union(*NEEDED.values())


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(SHIPS, tmp_path / GARMENTS.key))


def refused(model):
    """The parts that cannot be had, each with what is said of it."""
    found = {}
    for part in PARTS:
        try:
            assert getattr(model, part) is not None
        except CnnvizError as error:
            found[part] = str(error)
    return found


def test_each_file_of_the_folder_is_looked_at_here():
    assert {path.name for path in SHIPS.iterdir()} == set(NEEDED)


@pytest.mark.parametrize("file", NEEDED)
@pytest.mark.parametrize("is_missing", [False, True])
def test_a_file_that_cannot_be_used_stops_the_part_that_needs_it(folder, file, is_missing):
    path = folder / file
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    if is_missing:
        path.unlink()
    found = refused(Shipped(GARMENTS, folder))
    assert set(found) == NEEDED[file]
    assert all(f"“{file}”" in said for said in found.values())


def test_a_part_is_read_once_and_after_a_fault_again(folder):
    path = folder / "card.json"
    path.rename(folder / "away")
    model = Shipped(GARMENTS, folder)
    with pytest.raises(CnnvizError):
        _ = model.test
    (folder / "away").rename(path)
    assert model.test is model.card["test"]
    shutil.rmtree(folder)
    assert model.card is model.card
