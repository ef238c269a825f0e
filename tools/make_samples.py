"""Make every file of assets/images anew; run by hand, never by the app.

    python tools/make_samples.py SKIMAGE_DATA OPENCLIPART FONT

SKIMAGE_DATA is the folder ``skimage/data`` of scikit-image 0.26's wheel, OPENCLIPART the ``svg`` folder of
the Open Clip Art Library 0.18 (Debian's package openclipart-svg; needs ``rsvg-convert``), and FONT the
file DejaVuSerif.ttf. Afterwards ``python tools/hash_assets.py`` brings the manifest's hashes up to date.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import drawn_samples
import numpy as np
from PIL import Image, ImageOps

from cnnviz.training.drawn.pad import Way, drawn
from cnnviz.training.drawn.practice import HANDS

TARGET = Path(__file__).resolve().parents[1] / "assets" / "images"
GARMENT_SIDE = 300
MARGIN = 12


@dataclass(frozen=True)
class Photo:
    """A photograph of scikit-image: what to cut out of it and how large to keep it."""

    file: str
    name: str
    side: int
    box: tuple[int, int, int, int] | None = None


PHOTOS = (
    Photo("camera.png", "camera", 512),
    Photo("chelsea.png", "cat", 512),
    Photo("coffee.png", "coffee", 512),
    Photo("astronaut.png", "astronaut", 512),
    Photo("rocket.jpg", "rocket", 512),
    Photo("brick.png", "brick", 384, (0, 0, 384, 384)),
    Photo("grass.png", "grass", 256, (0, 0, 256, 256)),
    Photo("gravel.png", "gravel", 256, (0, 0, 256, 256)),
)
# name: (file, mirrored); the shoes of Fashion-MNIST point to the left
GARMENTS = {
    "t-shirt": ("people/clothing/t-shirt_01.svg", False),
    "shirt": ("people/clothing/camicia_in_seta_architet_01.svg", False),
    "dress": ("unsorted/vestito_rosa.svg", False),
    "sneaker": ("people/clothing/tennis_shoe_jarno_vasama_.svg", True),
    "boot": ("people/clothing/hiking_boot_jarno_vasama_.svg", True),
}
# name: (hand, digit, how it is drawn), of those who draw to choose by
DIGITS = {
    "seven": ("continental", 7, Way("pen", 16, 190)),
    "four": ("square", 4, Way("pen", 6, 130, (0.2, 0.3))),
    "three": ("hurried", 3, Way("finger", 30, 220, (0.6, 0.5))),
}


def main(skimage_data: Path, openclipart: Path, font: Path) -> None:
    """Write all files."""
    for photo in PHOTOS:
        _save_photo(photo, skimage_data)
    for name, (file, mirrored) in GARMENTS.items():
        _save_garment(name, openclipart / file, mirrored)
    for draw in (
        drawn_samples.checkerboard,
        drawn_samples.step_edge,
        drawn_samples.ramp,
        drawn_samples.zone_plate,
        drawn_samples.stripes,
        drawn_samples.shapes,
        drawn_samples.squares,
        drawn_samples.trousers,
        drawn_samples.bag,
    ):
        _save_png(Image.fromarray(draw()), draw.__name__.replace("_", "-"))
    _save_png(Image.fromarray(drawn_samples.text_page(font)), "text")
    for name, (hand, digit, way) in DIGITS.items():
        slant, glyphs = HANDS[hand]
        _save_png(Image.fromarray(drawn(glyphs[digit], slant, way, seed=0)), name)


def _save_photo(photo: Photo, folder: Path) -> None:
    with Image.open(folder / photo.file) as opened:
        picture = opened.crop(photo.box) if photo.box else opened.copy()
    picture.thumbnail((photo.side, photo.side), Image.Resampling.LANCZOS)
    if picture.mode == "L":  # WebP knows no grey
        _save_png(picture, photo.name)
    else:
        picture.save(TARGET / f"{photo.name}.webp", quality=92, method=6)


def _save_garment(name: str, svg: Path, mirrored: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "garment.png"
        subprocess.run(["rsvg-convert", "-h", "1200", "-b", "white", "-o", file, svg], check=True)
        with Image.open(file) as opened:
            picture = opened.convert("RGB")
    drawn = np.asarray(picture).min(axis=2) < 250  # where the paper is not white
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    picture = picture.crop((columns[0], rows[0], columns[-1] + 1, rows[-1] + 1))
    inner = GARMENT_SIDE - 2 * MARGIN
    picture = ImageOps.pad(picture, (inner, inner), Image.Resampling.LANCZOS, color="white")
    picture = ImageOps.expand(picture, MARGIN, fill="white")
    _save_png(ImageOps.mirror(picture) if mirrored else picture, name)


def _save_png(picture: Image.Image, name: str) -> None:
    picture.save(TARGET / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
