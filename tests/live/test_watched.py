"""One weight is followed batch by batch, and plain descent moves it against its gradient."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from cnnviz.errors import ShapeError
from cnnviz.live import Design, Place, Run

SMALL = Design(filters=(2, 3), kernel_size=3, batch=20)
THERE = Place(2, 1, 0, 2, 1)


def watched(few, steps=8, **change):
    run = Run(replace(SMALL, **change), few)
    run.watch(THERE)
    for _ in range(steps):
        run.step()
    return run


def test_its_last_value_is_the_networks(few):
    run = watched(few)
    name = run.weighted[1]
    assert run.watched.values[-1] == run.network.parameters[name][1, 0, 2, 1]
    assert len(run.watched.values) == 9
    assert len(run.watched.gradients) == 8


def test_plain_descent_moves_it_by_rate_times_gradient(few):
    one = watched(few, optimiser="sgd", rate=0.1).watched
    steps = np.diff(np.array(one.values))
    np.testing.assert_allclose(steps, -0.1 * np.array(one.gradients), rtol=1e-3, atol=1e-7)
    assert one.against == 1


def test_its_gradient_is_the_one_that_torch_computes(few):
    run = Run(SMALL, few)
    run.watch(Place(1, 1, 0, 0, 2))
    layers = run.network.layers
    twin = torch.nn.Sequential(
        *(
            getattr(torch.nn, type(layer).__name__)(**{name: getattr(layer, name) for name in layer.settings})
            for layer in layers
        )
    )
    twin.load_state_dict({k: torch.tensor(v) for k, v in run.network.parameters.items()})
    chosen = Run(SMALL, few)._next_batch()
    images, labels = torch.tensor(few.images[chosen]), torch.tensor(few.labels[chosen])
    torch.nn.functional.cross_entropy(twin(images), labels).backward()
    run.step()
    found = twin[0].weight.grad[1, 0, 0, 2].item()
    assert run.watched.gradients[0] == pytest.approx(found, rel=1e-3, abs=1e-6)


def test_it_is_followed_on_until_another_is_chosen_or_the_run_begins_anew(few):
    run = watched(few)
    run.watch(THERE)
    assert len(run.watched.gradients) == 8
    run.watch(THERE._replace(row=0))
    assert (run.watched.start, len(run.watched.gradients)) == (8, 0)
    run.reset()
    assert (run.watched.start, len(run.watched.gradients)) == (0, 0)
    run.watch(None)
    run.step()
    assert run.watched is None


def test_watching_changes_no_number(few):
    plain = Run(SMALL, few)
    for _ in range(8):
        plain.step()
    assert list(plain.history.losses) == list(watched(few).history.losses)


def test_means_are_of_neighbouring_batches(few):
    one = watched(few).watched
    batches, values, gradients = one.means(4)
    assert batches.tolist() == [2, 4, 6, 8]
    assert values[0] == pytest.approx(np.mean(one.values[1:3]))
    assert gradients[-1] == pytest.approx(np.mean(one.gradients[-2:]))


@pytest.mark.parametrize("place", [Place(0, 0, 0, 0, 0), Place(3, 0, 0, 0, 0), Place(1, 0, 1, 0, 0)])
def test_a_weight_that_is_not_there_is_refused_in_a_sentence(few, place):
    with pytest.raises(ShapeError, match="convolution"):
        Run(SMALL, few).watch(place)
