"""Long work is done by other processes, with a bound on how much waits and on what one may take."""

import os
import pickle
import time
import warnings
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice

import numpy as np
import pytest

from cnnviz import images
from cnnviz.assets import ASSETS
from cnnviz.attribution.changes import PERTURBATIONS
from cnnviz.attribution.fool import smallest_change
from cnnviz.attribution.ladder import fooled_by_chance, ladder
from cnnviz.attribution.methods import Asked
from cnnviz.attribution.perturb import sweep
from cnnviz.attribution.scores import logits_of, predictions_of
from cnnviz.attribution.silencing import silence_each
from cnnviz.attribution.units import all_favourites
from cnnviz.errors import ImageError
from cnnviz.models.loading.opened import open_file
from cnnviz.network.layers import LAYERS, Conv2d, Flatten, Linear
from cnnviz.network.sequential import Sequential
from pages.ui.session import elsewhere, jobs, pools

CLASSIFIER = ASSETS / "weights" / "garments" / "classifier.npz"


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
        time.sleep(0.01)
    return True


def begin(path):
    """Say that it has begun, and wait for another file; done elsewhere."""
    path.with_suffix(".begun").touch()
    return until_there(path)


def once(path):
    """End the process the first time; done elsewhere."""
    if path.exists():
        return os.getpid()
    path.touch()
    os._exit(1)


def leave():
    raise LeftError


@pytest.fixture
def ended(monkeypatch):
    """How pieces of work have ended."""
    found = []
    monkeypatch.setattr(jobs, "tell", lambda outcome, seconds: found.append(outcome))
    return found


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


def test_all_processes_of_a_pool_begin_before_they_are_watched(processes):
    assert elsewhere.run(abs, -1) == 1
    assert len(elsewhere._shared[0]._processes) == 2


def test_what_takes_too_much_memory_is_refused_in_a_sentence(processes):
    with pytest.raises(elsewhere.RefusedError, match="memory"):
        elsewhere.run(bytes, 2 * pools.MEMORY)


def test_the_largest_picture_has_room(processes):
    data = images.png(np.zeros((5000, 5000, 3), np.uint8))
    assert elsewhere.run(images.open_picture, data, 512).original == (5000, 5000)


def test_too_much_that_waits_is_refused_at_once(processes, monkeypatch, tmp_path):
    monkeypatch.setattr(elsewhere, "MOST_EACH", 2)
    with ThreadPoolExecutor(8) as learners:
        try:
            asked = [learners.submit(elsewhere.run, until_there, tmp_path / "go") for _ in range(8)]
            refused = list(islice(as_completed(asked), 4))  # while the others wait
        finally:
            (tmp_path / "go").touch()
    assert [str(one.exception()) for one in refused] == [elsewhere.BUSY] * 4
    assert [one.result() for one in asked if one not in refused] == [True] * 4


def test_who_leaves_waits_no_longer(processes, tmp_path):
    try:
        with pytest.raises(LeftError):
            elsewhere.run(until_there, tmp_path / "go", look=leave)
    finally:
        (tmp_path / "go").touch()


def leave_once_begun(path):
    if path.with_suffix(".begun").exists():
        raise LeftError


def test_a_pool_that_breaks_after_others_have_left_refuses_nobody(processes, tmp_path):
    """What was left is never cancelled: a broken pool could tell nobody then."""
    go = tmp_path / "go"
    with ThreadPoolExecutor(4) as learners:
        try:
            for number in range(2):
                path = tmp_path / f"{number}.go"
                with pytest.raises(LeftError):
                    elsewhere.run(begin, path, look=lambda path=path: leave_once_begun(path))
            with pytest.raises(LeftError):  # there is no process for it
                elsewhere.run(until_there, go, look=leave)
            waits = [learners.submit(elsewhere.run, abs, -number) for number in range(3)]
            pools.end(elsewhere._shared[0])
            assert [one.result() for one in waits] == [0, 1, 2]
        finally:
            for number in range(2):
                (tmp_path / f"{number}.go").touch()


def test_work_that_ends_its_process_takes_nobody_elses_with_it(processes, tmp_path):
    go = tmp_path / "go"
    with ThreadPoolExecutor(3) as learners:
        try:
            others = learners.submit(elsewhere.run, until_there, go)
            killers = [learners.submit(elsewhere.run, os._exit, 1) for _ in range(2)]
            for one in killers:
                with pytest.raises(elsewhere.RefusedError, match="smaller"):
                    one.result()
        finally:
            go.touch()
        assert others.result()
    assert elsewhere.run(once, tmp_path / "once") != os.getpid()
    assert not elsewhere._alone


def test_a_learner_has_one_work_done_at_a_time(processes, tmp_path):
    path = tmp_path / "1.go"
    with ThreadPoolExecutor(1) as learners:
        try:
            with pytest.raises(LeftError):
                elsewhere.run(begin, path, look=lambda: leave_once_begun(path), who="me")
            next_one = learners.submit(elsewhere.run, abs, -1, who="me")
            assert elsewhere.run(abs, -2, who="you") == 2
            assert not next_one.done()
        finally:
            path.touch()
        assert next_one.result() == 1


def test_it_is_told_how_each_piece_of_work_ended(processes, ended, monkeypatch, tmp_path):
    elsewhere.run(abs, -1)
    with pytest.raises(ImageError):
        elsewhere.run(images.open_picture, b"no picture", 512)
    with pytest.raises(elsewhere.RefusedError):
        elsewhere.run(os._exit, 1)
    path = tmp_path / "go"
    with pytest.raises(LeftError):
        elsewhere.run(begin, path, look=lambda: leave_once_begun(path))
    path.touch()
    monkeypatch.setattr(elsewhere, "MOST_EACH", 0)
    with pytest.raises(elsewhere.RefusedError):
        elsewhere.run(abs, -1)
    assert ended == ["done", "failed", "broken", "left", "busy"]
    assert set(ended) == set(jobs.OUTCOMES)


def test_what_waits_and_what_is_being_done_is_counted(processes, tmp_path):
    path = tmp_path / "1.go"
    with ThreadPoolExecutor(2) as learners:
        try:
            first = learners.submit(elsewhere.run, begin, path, who="me")
            until_there(path.with_suffix(".begun"))
            seen = []
            with pytest.raises(LeftError):  # the other one of the same learner waits
                elsewhere.run(abs, -1, who="me", look=lambda: seen.append(elsewhere.counted()) or leave())
            assert seen == [(1, 1, 2)]
        finally:
            path.touch()
        assert first.result()
    assert elsewhere.counted()[0] == 0


def test_the_end_of_the_server_ends_what_is_being_done(processes, tmp_path):
    path = tmp_path / "never.go"
    with ThreadPoolExecutor(1) as learners:
        asked = learners.submit(elsewhere.run, begin, path)
        until_there(path.with_suffix(".begun"))
        elsewhere.close()
        with pytest.raises(elsewhere.RefusedError, match="try again"):
            asked.result()


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_every_kind_of_layer_is_found_by_its_name(layer):
    assert pickle.loads(pickle.dumps(layer)) is layer


def network_with_gelu():
    rng = np.random.default_rng(0)
    return Sequential([Conv2d(1, 2, rng=rng), LAYERS["GELU"](), Flatten(), Linear(72, 3, rng=rng)])


def test_all_that_pages_ask_for_is_done_with_a_network_of_any_layers(processes):
    network, given = network_with_gelu(), np.random.default_rng(1).random((5, 1, 8, 8), np.float32)
    image = given[0]
    fooled = smallest_change(network, image)
    for function, *values in (
        (predictions_of, network, given),
        (logits_of, network, given),
        (sweep, network, image, "noise", PERTURBATIONS["noise"].amounts),
        (silence_each, network, given, 0),
        (all_favourites, network, given),
        (smallest_change, network, image),
        (fooled_by_chance, network, image, fooled.bound),
        (ladder, network, image, fooled),
        (Asked("gradient"), network, image, 0),
        (Asked("occlusion", size=3).cover, network, image, 0),
    ):
        assert repr(elsewhere.run(function, *values)) == repr(function(*values))


def test_numbers_that_grow_too_large_give_no_prediction_and_no_warning():
    network = network_with_gelu()
    network.layers[-1].parameters["weight"][:] = 3e38
    given = np.full((1, 1, 8, 8), 1e9, np.float32)
    with warnings.catch_warnings(action="error"):
        assert predictions_of(network, given).size == 0


def test_what_comes_back_is_as_read_only_as_what_is_made_here(processes):
    picture = elsewhere.run(images.open_picture, images.png(np.zeros((3, 4), np.uint8)))
    assert not picture.image.flags.writeable
    opened = elsewhere.run(open_file, "garments.npz", CLASSIFIER.read_bytes())
    for values in opened.built.network.parameters.values():
        assert not values.flags.writeable
    for described in opened.file.layers:
        assert not any(values.flags.writeable for values in described.arrays.values())
