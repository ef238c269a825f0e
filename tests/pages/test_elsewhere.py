"""Long work is done by other processes, with a bound on how much waits and on what one may take."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import numpy as np
import pytest

from cnnviz import images
from cnnviz.errors import ImageError
from pages.ui.session import elsewhere


@pytest.fixture
def processes(monkeypatch):
    """Two real processes."""
    monkeypatch.setattr(elsewhere, "processes", 2)
    yield
    elsewhere.close()


class LeftError(Exception):
    """What a page raises when its learner is gone."""


def until_there(path):
    """Wait for a file; done elsewhere."""
    while not path.exists():
        os.sched_yield()
    return True


def leave():
    raise LeftError


def test_without_processes_work_is_done_here(monkeypatch):
    monkeypatch.setattr(elsewhere, "processes", 0)
    assert elsewhere.run(os.getpid) == os.getpid()


def test_work_is_done_by_another_process_and_gives_the_same(processes):
    data = images.png(np.random.default_rng(0).integers(0, 256, (30, 20, 3), np.uint8))
    there, here = elsewhere.run(images.open_picture, data, 512), images.open_picture(data, 512)
    np.testing.assert_array_equal(there.image, here.image)
    assert elsewhere.run(os.getpid) != os.getpid()
    with pytest.raises(ImageError) as told:
        elsewhere.run(images.open_picture, b"no picture", 512)
    with pytest.raises(ImageError) as said:
        images.open_picture(b"no picture", 512)
    assert str(told.value) == str(said.value)


def test_a_process_that_dies_is_replaced_and_its_work_refused_in_a_sentence(processes):
    with pytest.raises(elsewhere.RefusedError, match="smaller"):
        elsewhere.run(os._exit, 1)
    assert elsewhere.run(abs, -1) == 1


def test_what_takes_too_much_memory_is_refused_in_a_sentence(processes):
    with pytest.raises(elsewhere.RefusedError, match="memory"):
        elsewhere.run(bytes, 2 * elsewhere.MEMORY)


def test_the_largest_picture_has_room(processes):
    data = images.png(np.zeros((5000, 5000, 3), np.uint8))
    assert elsewhere.run(images.open_picture, data, 512).original == (5000, 5000)


def test_too_much_that_waits_is_refused_at_once(processes, monkeypatch, tmp_path):
    monkeypatch.setattr(elsewhere, "MOST_EACH", 2)
    with ThreadPoolExecutor(8) as learners:
        asked = [learners.submit(elsewhere.run, until_there, tmp_path / "go") for _ in range(8)]
        refused = list(islice(as_completed(asked), 4))  # while the others wait
        (tmp_path / "go").touch()
    assert [str(one.exception()) for one in refused] == [elsewhere.BUSY] * 4
    assert [one.result() for one in asked if one not in refused] == [True] * 4


def test_who_leaves_waits_no_longer(processes, tmp_path):
    with pytest.raises(LeftError):
        elsewhere.run(until_there, tmp_path / "go", look=leave)
    (tmp_path / "go").touch()
