"""What is said about a file of the app that is missing or damaged."""

import shutil
import subprocess
import sys

import pytest

from cnnviz.assets import ASSETS as ALL
from cnnviz.assets import WEIGHTS_FOLDER, read_json
from cnnviz.errors import CnnvizError
from cnnviz.images.samples import _read_manifest
from cnnviz.live import subset
from cnnviz.live.recorded import read_runs
from cnnviz.live.switched import read_switched
from cnnviz.models.garments import ASSETS, load_gallery
from cnnviz.network.autoencoder import load_autoencoder
from cnnviz.neurons.shipped import load_shipped

#: The other files of a model: tests/models/test_read.py.
LOADERS = [
    (ASSETS, "gallery.json", load_gallery),
    (ASSETS, "gallery.png", load_gallery),
    (WEIGHTS_FOLDER, "autoencoder.npz", load_autoencoder),
    (WEIGHTS_FOLDER, "autoencoder.json", load_autoencoder),
    (WEIGHTS_FOLDER / "neurons", "mlp.npz", load_shipped),
    (WEIGHTS_FOLDER / "neurons", "order.npy", load_shipped),
    (WEIGHTS_FOLDER / "neurons", "card.json", load_shipped),
    (ALL / "live", "subset.png", lambda folder: subset(file=folder / "subset.png")),
    (ALL / "live", "digits.png", lambda folder: subset("digits", folder / "digits.png")),
    (ALL / "live", "recorded.json", lambda folder: read_runs(folder / "recorded.json")),
    (ALL / "live", "switched.json", lambda folder: read_switched(folder / "switched.json")),
    (ALL, "manifest.toml", lambda folder: _read_manifest(folder / "manifest.toml")),
]


@pytest.mark.parametrize(("folder", "name", "load"), LOADERS, ids=[row[1] for row in LOADERS])
def test_a_missing_or_damaged_file_of_the_app_is_named_in_a_sentence(tmp_path, folder, name, load):
    for file in folder.iterdir():
        if file.is_file():
            shutil.copy(file, tmp_path)
    whole = (tmp_path / name).read_bytes()
    for left, word in ((whole[: len(whole) // 2], "damaged"), (b"", "damaged"), (None, "missing")):
        (tmp_path / name).unlink() if left is None else (tmp_path / name).write_bytes(left)
        with pytest.raises(CnnvizError, match=f"“{name}”.* is {word}.*; install the app again"):
            load(tmp_path)


def test_a_json_file_that_is_no_text_is_damaged(tmp_path):
    (tmp_path / "card.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CnnvizError, match="damaged"):
        read_json(tmp_path / "card.json")


#: Starts the server where no such file can be read.
START = """
from cnnviz import assets

def read(*_):
    raise SystemExit("a file was read")

assets.read_asset = read
import serve
"""


def test_the_server_starts_before_any_of_these_files_is_read():
    subprocess.run([sys.executable, "-c", START], check=True, cwd=ALL.parent)
