"""The samples; that the manifest lists every file is a test of the house."""

import numpy as np
import pytest

from cnnviz import images, kernels, operators
from cnnviz.assets import ASSETS
from cnnviz.errors import ImageError
from cnnviz.kernels.compass import DIRECTIONS

KINDS = ("photograph", "texture", "text", "pattern", "garment", "digit", "matrix")
CURRICULUM = {
    "pooling": [[1, 0, 2, 3], [4, 6, 6, 8], [3, 1, 1, 0], [1, 2, 2, 4]],
    "binary": [[1, 1, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 1, 1], [0, 0, 1, 1, 0], [0, 1, 1, 0, 0]],
    "step-6": [[10, 10, 10, 0, 0, 0]] * 6,
}


@pytest.mark.parametrize("name", images.SAMPLES)
def test_a_sample_is_a_read_only_picture_no_larger_than_512_pixels(name):
    image = images.load_sample(name)
    assert image.dtype == np.float32
    assert not image.flags.writeable
    assert image.ndim == 2 or image.shape[0] == 3
    assert max(image.shape) <= 512
    assert image.min() >= 0
    assert image.max() <= 255
    assert image.min() < image.max()


@pytest.mark.parametrize("sample", images.SAMPLES.values(), ids=lambda sample: sample.name)
def test_a_sample_says_what_it_shows_and_whose_it_is(sample):
    assert sample.kind in KINDS
    assert sample.alt.endswith(".")
    for text in (sample.title, sample.licence, sample.author, sample.source):
        assert text


def test_every_kind_has_samples_and_together_they_are_the_catalogue():
    by_kind = [images.catalogue(kind) for kind in KINDS]
    assert all(by_kind)
    assert {sample.name for samples in by_kind for sample in samples} == set(images.SAMPLES)
    assert images.catalogue() == tuple(images.SAMPLES.values())


def test_there_are_three_garments_and_a_dozen_pictures_at_least():
    assert len(images.catalogue("garment")) >= 3
    assert len(images.catalogue()) - len(images.catalogue("matrix")) >= 12


@pytest.mark.parametrize("name", CURRICULUM)
def test_the_matrices_of_the_curriculum_keep_their_exact_values(name):
    assert images.load_sample(name).tolist() == CURRICULUM[name]


@pytest.mark.parametrize("name", [sample.name for sample in images.catalogue("matrix")])
def test_the_numbers_of_a_matrix_are_whole_and_small_enough_to_be_added_by_hand(name):
    matrix = images.load_sample(name)
    assert np.array_equal(matrix, np.rint(matrix))
    assert 0 <= matrix.min() < matrix.max() < 100


@pytest.mark.parametrize("side", [4, 5, 6, 7, 9, 13, 28])
def test_there_are_matrices_of_sizes_that_lessons_use(side):
    assert any(images.load_sample(sample.name).shape == (side, side) for sample in images.catalogue("matrix"))


def test_a_kernel_for_each_direction_finds_its_own_stripes():
    picture = images.load_sample("stripes")
    responses = [operators.conv2d(picture, kernels.kirsch(direction)) for direction in DIRECTIONS]
    strongest = np.argmax(responses, axis=0)[np.max(responses, axis=0) > 1000]
    shares = np.bincount(strongest, minlength=len(responses)) / strongest.size
    assert shares.min() > 1 / 16  # of eight that might be equal


def test_an_unknown_sample_is_refused_with_the_names_there_are():
    with pytest.raises(ImageError, match="no sample called “lena”; choose one of: camera"):
        images.load_sample("lena")


def test_the_pictures_stay_below_1_5_megabytes():
    assert sum(path.stat().st_size for path in (ASSETS / "images").iterdir()) < 1.5e6
