"""Each misconception of the course that a page refutes is a slip; what it calls right holds of PyTorch."""

import pytest
import torch
import torch.nn.functional as F

from cnnviz.channels import PRESETS, read_filters
from cnnviz.glossary import SLIPS
from cnnviz.images import parse_matrix
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.numbers import percent

SLIP = {slip.id: slip for slip in SLIPS}
#: By their numbers in the course. 18 is shown by no page yet.
MYTHS = {
    1: "filters-are-deep",
    2: "partial-maps",
    3: "channels-are-filters",
    4: "picture-size",
    5: "padding-once",
    6: "fraction",
    7: "subtracted",
    8: "stride-skips",
    9: "flipped",
    10: "turned",
    11: "invariant",
    12: "pool-learns",
    13: "sensitive",
    14: "larger",
    15: "doubled",
    16: "dropout-in-test",
    17: "norm-in-test",
    19: "does-nothing",
    20: "more-layers",
    21: "measured",
    22: "confident",
    23: "negative",
}


def right(number):
    return SLIP[MYTHS[number]].right


def series(*numbers):
    return torch.tensor(numbers, dtype=torch.float64)[None, None]


def row(values):
    return " ".join(f"{value:g}" for value in values.flatten().tolist())


@pytest.mark.parametrize("number", MYTHS)
def test_a_myth_is_a_slip_with_a_view_that_shows_it(number):
    slip = SLIP[MYTHS[number]]
    assert slip.said
    assert slip.at
    assert slip.page


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
    dropout, x = torch.nn.Dropout(0.5), torch.full((100_000,), 5.0)
    torch.manual_seed(0)
    assert dropout(x).mean().item() == pytest.approx(5, abs=0.1)
    assert torch.equal(dropout.eval()(x), x)


def test_M17_batch_norm_in_a_test_takes_no_notice_of_the_batch():
    norm = torch.nn.BatchNorm1d(1)
    batches = [torch.tensor([[5.0], *[[v] for v in others]]) for others in ((1.0, 3, 7), (9.0, 9, 9))]
    trained = [norm(batch)[0].item() for batch in batches]
    tested = [norm.eval()(batch)[0].item() for batch in batches]
    assert trained[0] != trained[1]
    assert tested[0] == tested[1]


def test_M19_a_one_by_one_convolution_mixes_channels():
    mixed = F.conv2d(
        torch.tensor([200.0, 100, 40])[None, :, None, None], torch.tensor([1.0, -1, 0])[None, :, None, None]
    )
    assert f"make {mixed.item():g} of a pixel" in right(19)


def test_M22_a_confident_answer_of_the_network_is_wrong():
    gallery = load_gallery()
    shares = load_classifier().predict(gallery.images[91]).probabilities
    assert shares.max() > 0.9
    assert LABELS[int(shares.argmax())] == "Sandal"
    assert LABELS[gallery.labels[91]] == "Ankle boot"


def test_M23_the_least_negative_logit_wins():
    share = F.softmax(series(-1, -5, -6).flatten(), 0)[0].item()
    assert f"gets {percent(share)}" in right(23)
