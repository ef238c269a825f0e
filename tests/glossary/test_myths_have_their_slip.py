"""Each misconception of the course that a page refutes is a slip; what it calls right holds of PyTorch."""

import json
import re
from urllib.parse import urlsplit

import pytest
import torch
import torch.nn.functional as F

from cnnviz.channels import PRESETS, read_filters
from cnnviz.glossary import MYTHS
from cnnviz.images import parse_matrix
from cnnviz.models.garments import ASSETS, LABELS, load_classifier, load_gallery
from cnnviz.numbers import percent
from tests.app_pages import TITLES


def right(number):
    return MYTHS[f"M{number}"].right


def series(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)[None, None]


def row(values):
    return " ".join(f"{value:g}" for value in values.flatten().tolist())


def test_there_are_the_twenty_three_of_the_course():
    assert list(MYTHS) == [f"M{number}" for number in range(1, 24)]
    assert len({slip.id for slip in MYTHS.values()}) == len(MYTHS)


@pytest.mark.parametrize("name", MYTHS)
def test_a_myth_has_a_view_that_shows_it_and_a_number(name):
    slip = MYTHS[name]
    assert slip.said
    assert slip.see
    assert urlsplit(slip.at).path in TITLES
    assert re.search(r"\d", slip.right), "no number is computed"


def test_M1_sheets_and_the_bias_of_a_filter_add_up():
    example = PRESETS["worked"]
    x = torch.stack([torch.from_numpy(parse_matrix(text).astype(float)) for text in example.typed])
    filters = torch.from_numpy(read_filters(example.filters))
    window = x[:, :2, :2] * filters[0]
    first, second = (float(part) for part in window.sum((1, 2)))
    total = F.conv2d(x[None], filters, torch.tensor(example.biases, dtype=torch.float64))[0, 0, 0, 0]
    assert f"{first:g} and {second:g} and a bias of {example.biases[0]} add up to {total:g}" in right(1)
    assert f"has {torch.nn.Conv2d(3, 1, 3).weight.numel()} weights" in right(1)


def test_M2_the_volume_has_as_many_partial_maps_as_sheets_and_as_many_maps_as_filters():
    filters = read_filters(PRESETS["volume"].filters)
    assert f"{filters.shape[0] * filters.shape[1]} partial maps" in right(2)
    assert f"{filters.shape[0]} maps leave" in right(2)


def test_M3_filters_are_chosen():
    layer = torch.nn.Conv2d(64, 8, 3)
    assert f"{sum(p.numel() for p in layer.parameters()):,} parameters" in right(3)


def test_M4_parameters_of_a_dense_layer_grow_and_those_of_a_convolution_stay():
    small, large = (sum(p.numel() for p in torch.nn.Linear(side**2, 128).parameters()) for side in (28, 420))
    assert f"{small:,} of them on 28 × 28 pixels, and {large:,} on 420 × 420" in right(4)
    assert f"has {sum(p.numel() for p in torch.nn.Conv2d(1, 1, 5).parameters())} on both" in right(4)


def test_M5_padding_counts_at_both_ends():
    without, padded = (F.conv1d(series(*range(6)), series(1, 1, 1), padding=p).shape[-1] for p in (0, 1))
    assert f"{without} outputs without padding, and {padded} with it" in right(5)


def test_M6_a_window_counts_as_a_whole():
    starts = F.conv1d(series(*range(10)), series(1, 0, 0), stride=2).flatten().int().tolist()
    assert f"at {', '.join(map(str, starts[:-1]))} and {starts[-1]}" in right(6)
    assert f"So there are {len(starts)}." in right(6)


def test_M7_a_window_stands_once_more_than_the_difference():
    starts = F.conv1d(series(*range(6)), series(1, 0, 0)).flatten().int().tolist()
    assert f"at {', '.join(map(str, starts[:-1]))} and {starts[-1]}" in right(7)
    assert f"= {len(starts)} times" in right(7)


def test_M8_a_stride_leaves_fewer_windows():
    every, some = (F.conv1d(torch.ones(1, 1, 227), torch.ones(1, 1, 11), stride=s).shape[-1] for s in (1, 4))
    assert f"leaves {some} of {every} windows" in right(8)


def test_M9_a_step_answers_with_the_other_sign_to_a_flipped_kernel():
    x = torch.tensor([[10.0, 10, 0]] * 3)[None, None]
    kernel = torch.tensor([[-1.0, 0, 1], [-2, 0, 2], [-1, 0, 1]])[None, None]
    there, flipped = (F.conv2d(x, one).item() for one in (kernel, kernel.flip(-1, -2)))
    assert f"answers −{-there:g}, and flipped {flipped:g}" in right(9)


def test_M10_the_numbers_are_the_model_cards():
    card = load_classifier().card
    for share in (card["test"]["accuracy"], card["bad_at"]["upside down"], card["bad_at"]["half as large"]):
        assert percent(share) in right(10)


def test_M10_the_boot_upside_down_is_no_boot_to_the_network():
    upright = load_gallery().images[92]
    classifier = load_classifier()
    before, after = (
        classifier.predict(image).probabilities.argmax() for image in (upright, upright[::-1, ::-1])
    )
    assert LABELS[before] == "Ankle boot" != LABELS[after]


def test_M11_a_map_follows_its_row_and_with_a_stride_it_does_not():
    before, after = series(0, 0, 1, 0, 0, 0, 0, 0), series(0, 0, 0, 1, 0, 0, 0, 0)
    for stride in (1, 2):
        maps = [F.conv1d(x, series(1, 2, 1), stride=stride) for x in (before, after)]
        assert all(row(made) in right(11) for made in maps)
        assert torch.equal(maps[0].roll(1, -1), maps[1]) == (stride == 1)


def test_M12_a_pool_learns_nothing_and_leaves_a_quarter():
    pool, x = torch.nn.MaxPool2d(2), torch.ones(1, 16, 28, 28)
    assert f"adds {sum(p.numel() for p in pool.parameters())} parameters" in right(12)
    assert 4 * pool(x).numel() == x.numel()


def test_M13_a_pooled_row_holds_still_within_a_window():
    before, moved, further = (series(*[0] * n, 9, *[0] * (7 - n)) for n in (2, 3, 4))
    pooled = [F.max_pool1d(x, 2) for x in (before, moved, further)]
    assert f"stays {row(pooled[0])} as long" in right(13)
    assert f"changes {int((before != moved).sum())} numbers" in right(13)
    assert torch.equal(pooled[0], pooled[1])
    assert not torch.equal(pooled[1], pooled[2])


def test_M14_convolutions_run_on_a_larger_picture_and_the_dense_layer_does_not():
    convs = [torch.nn.Conv2d(maps, 16, 3, padding=1) for maps in (1, *[16] * 7)]
    pool = torch.nn.MaxPool2d(2)
    network = torch.nn.Sequential(*convs[:2], pool, *convs[2:5], pool, *convs[5:])
    small, large = (network(torch.ones(1, 1, side, side)).numel() for side in (28, 32))
    assert f"= {small} from 28 × 28" in right(14)
    assert f"= {large} come from 32 × 32" in right(14)
    with pytest.raises(RuntimeError):
        torch.nn.Linear(small, 10)(torch.ones(1, large))
    averaged = {
        torch.nn.AdaptiveAvgPool2d(1)(network(torch.ones(1, 1, side, side))).numel() for side in (28, 32)
    }
    assert averaged == {16}
    assert "16 always meet 16" in right(14)


def test_M15_doubled_logits_keep_their_order():
    logits = series(2.5, 1.8, 0.2).flatten()
    once, twice = (F.softmax(times * logits, 0) for times in (1, 2))
    assert f"{once.max():.3f} becomes {twice.max():.3f}" in right(15)
    assert torch.equal(once.argsort(), twice.argsort())


def test_M16_dropout_drops_nothing_in_a_test_and_keeps_the_mean_in_training():
    x = torch.tensor([2.0, 4, 6, 8])
    draws = torch.cartesian_prod(*[torch.tensor([0.0, 2])] * 4) * x
    made = [", ".join(f"{one:g}" for one in draw.tolist()) for draw in draws]
    assert any(f"may make {one} of 2, 4, 6, 8" in right(16) for one in made)
    assert f"the same: {', '.join(f'{one:g}' for one in draws.mean(0).tolist())}." in right(16)
    assert torch.equal(torch.nn.Dropout(0.5).eval()(x), x)
    kept = torch.nn.Dropout(0.5)(torch.ones(1000)).unique()
    assert kept.tolist() == [0, 2]


def test_M17_batch_norm_in_a_test_takes_no_notice_of_the_batch():
    norm = torch.nn.BatchNorm1d(1)
    batches = [torch.tensor([[float(one)] for one in batch]) for batch in ((1, 3, 5, 7), (5, 9, 9, 9))]
    trained = [norm(batch)[batch == 5].item() for batch in batches]
    norm.running_mean.fill_(3)
    norm.running_var.fill_(4)
    tested = [norm.eval()(batch)[batch == 5].item() for batch in batches]
    assert f"it makes {trained[0]:.3g} of 5" in right(17)
    assert f"in 5, 9, 9, 9 it makes −{-trained[1]:.3g}" in right(17)
    assert tested[0] == tested[1]
    assert f"it makes {tested[0]:.0f} of it in both" in right(17)


def test_M18_a_test_that_counts_in_the_mean_looks_ordinary():
    values = torch.tensor([2.0, 4, 6, 12])
    train = values[:3]
    alone, together = ((values - of.mean()) / of.std(correction=0) for of in (train, values))
    for number in (alone[3], together[3]):
        assert f"{number:.3g}" in right(18)


def test_M19_a_one_by_one_convolution_mixes_channels():
    mixed = F.conv2d(
        torch.tensor([200.0, 100, 40])[None, :, None, None], torch.tensor([1.0, -1, 0])[None, :, None, None]
    )
    assert f"make {mixed.item():g} of a pixel" in right(19)


def test_M21_what_is_right_was_counted():
    sureness = json.loads((ASSETS / "evaluation.json").read_text("utf-8"))["sureness"]
    counts, hits, means = (
        torch.tensor(sureness[name], dtype=torch.float64) for name in ("counts", "right", "mean")
    )
    within = slice(round(0.8 * len(counts)), round(0.9 * len(counts)))
    total = counts[within].sum()
    assert f"have {percent(float((counts * means)[within].sum() / total))} in the mean" in right(21)
    assert f"{percent(float(hits[within].sum() / total))} of them are right" in right(21)


def test_M22_a_confident_answer_of_the_network_is_wrong():
    gallery = load_gallery()
    shares = load_classifier().predict(gallery.images[91]).probabilities
    assert shares.max() > 0.9
    assert LABELS[int(shares.argmax())] == "Sandal"
    assert LABELS[gallery.labels[91]] == "Ankle boot"


def test_M23_the_least_negative_logit_wins():
    share = F.softmax(series(-1, -5, -6).flatten(), 0)[0].item()
    assert f"gets {percent(share)}" in right(23)
