"""The concept test: sixteen concepts in two forms that are built alike; its keys hold of PyTorch."""

import pytest
import torch
import torch.nn.functional as F

from cnnviz.exercises import FORMS, concepts, told_by
from cnnviz.glossary import MYTHS
from cnnviz.models.garments import LABELS, load_classifier
from cnnviz.numbers import percent


def key(number, form):
    """What is right, by the concept's number from 1."""
    return told_by(concepts(form)[number - 1])[0].label


def both(number):
    return [key(number, form) for form in FORMS]


def test_there_are_sixteen_in_each_form_in_the_same_order():
    forms = [[one.title for one in concepts(form)] for form in FORMS]
    assert len(forms[0]) == 16
    assert forms[0] == forms[1]
    assert len({(one.prompt, str(one.figures)) for form in FORMS for one in concepts(form)}) == 32


@pytest.mark.parametrize("form", FORMS)
def test_one_choice_is_right_and_each_other_tells_something(form):
    for problem in concepts(form):
        right, *wrong = told_by(problem)
        assert right.right
        assert not any(one.right for one in wrong)
        assert len(wrong) == 3
        assert all(one.tells and one.tells[0].islower() and one.why for one in wrong)
        assert not right.tells
        assert len({one.label for one in (right, *wrong)}) == 4
        assert problem.exercise.item.lesson


def test_a_wrong_choice_tells_the_same_in_both_forms():
    for pair in zip(*map(concepts, FORMS), strict=True):
        shown = [[one.myth for one in told_by(problem)] for problem in pair]
        if pair[0].exercise is pair[1].exercise:
            assert shown[0] == shown[1]


def test_its_myths_are_those_of_the_course_and_most_are_asked_for():
    named = {one.myth for form in FORMS for problem in concepts(form) for one in told_by(problem)} - {""}
    assert named <= MYTHS.keys()
    assert len(named) > len(MYTHS) * 3 / 4


def test_1_to_3_count_weights_and_maps():
    assert both(1) == [str(torch.nn.Conv2d(*sizes).weight.numel()) for sizes in ((3, 1, 5), (8, 1, 3))]
    assert both(2) == [
        str(len(torch.nn.Conv2d(*sizes)(torch.ones(sizes[0], 9, 9)))) for sizes in ((6, 4, 3), (3, 8, 3))
    ]
    for filters, label in zip((32, 48), both(3), strict=True):
        assert (
            label == f"{sum(one.numel() for one in torch.nn.Conv2d(1, filters, 3).parameters())} parameters"
        )


def test_4_to_6_are_what_comes_out():
    assert both(4) == [
        str(F.conv2d(torch.ones(1, 1, side, side), torch.ones(1, 1, 9, 9), padding=4, stride=2).shape[-1])
        for side in (16, 20)
    ]
    rows = (([10.0, 10, 50], [-1.0, 0, 1]), ([70.0, 30, 20], [1.0, 0, -1]))
    assert both(5) == [f"{F.conv1d(torch.tensor([[x]]), torch.tensor([[k]])).item():g}" for x, k in rows]
    for (maps, side, filters), label in zip(((48, 14, 24), (96, 20, 32)), both(6), strict=True):
        out = torch.nn.Conv2d(maps, filters, 1)(torch.ones(1, maps, side, side))
        assert label == f"{out.shape[1]} maps of {out.shape[2]}×{out.shape[3]}"


def test_7_and_8_shift_and_pool():
    dot = torch.zeros(1, 1, 24, 24)
    dot[..., 8, 8] = 1
    kernel = torch.rand(1, 1, 3, 3, generator=torch.Generator().manual_seed(0))
    for way, label in (((0, 3), "moves 3 pixels to the right"), ((5, 0), "moves 5 pixels down")):
        moved = F.conv2d(dot.roll(way, (2, 3)), kernel)
        assert torch.equal(moved, F.conv2d(dot, kernel).roll(way, (2, 3)))
        assert label in both(7)
    for size in (2, 3):
        spot = torch.zeros(1, 1, 6, 6)
        spot[..., 0, 0] = 9
        assert torch.equal(F.max_pool2d(spot, size), F.max_pool2d(spot.roll((1, 1), (2, 3)), size))


def test_10_and_11_are_as_wide_as_what_the_gradient_reaches():
    def reached(*layers):
        x = torch.ones(1, 1, 40, 40, dtype=torch.float64, requires_grad=True)
        y = torch.nn.Sequential(*layers).double()(x)
        y[0, 0, 0, 0].backward()
        return int((x.grad[0, 0] != 0).any(0).sum())

    def conv(size):
        return torch.nn.Conv2d(1, 1, size)

    for count, label in zip((2, 3), both(10), strict=True):
        across = reached(*[conv(3) for _ in range(count)])
        assert f"one {across}×{across} convolution" in label
    pool = torch.nn.AvgPool2d(2)
    assert both(11) == [str(reached(conv(f), pool, conv(g))) for f, g in ((3, 5), (5, 3))]


def test_12_the_dense_layer_refuses_first():
    for built, given in ((28, 40), (64, 48)):
        before = torch.nn.Sequential(
            torch.nn.Conv2d(1, 2, 3), torch.nn.MaxPool2d(2), torch.nn.Conv2d(2, 4, 3), torch.nn.MaxPool2d(2)
        )
        dense = torch.nn.Linear(before(torch.ones(1, 1, built, built)).numel(), 10)
        arrives = before(torch.ones(1, 1, given, given)).flatten(1)
        with pytest.raises(RuntimeError):
            dense(arrives)
    assert all(label.startswith("the dense layer") for label in both(12))


def test_13_and_14_are_shares_that_softmax_gives():
    for scores, label in zip(((-1, -4, -6), (-2, -4, -7)), both(13), strict=True):
        once, twice = (F.softmax(times * torch.tensor(scores).double(), 0)[0].item() for times in (1, 2))
        assert label.startswith(f"{100 * once:.0f} %, and more")
        assert twice > once
    for grey, problem in zip((1.0, 0.5), (concepts(form)[13] for form in FORMS), strict=True):
        shares = load_classifier().predict(torch.full((28, 28), grey).numpy()).probabilities
        answer = f"“{LABELS[int(shares.argmax())]}, {percent(float(shares.max()), 0)}”"
        assert answer.replace("\N{NO-BREAK SPACE}", " ") in problem.prompt


def test_15_is_what_a_test_makes_of_a_value():
    dropout = torch.nn.Dropout(0.5).eval()
    norm = torch.nn.BatchNorm1d(1).eval()
    norm.running_mean.fill_(3)
    norm.running_var.fill_(2**2)
    assert key(15, "a") == f"{dropout(torch.tensor(6.0)).item():g}"
    assert key(15, "b") == f"{norm(torch.tensor([[9.0]])).item():.0f}"


def test_the_order_of_choices_gives_nothing_away():
    places = [one.posed.form["keys"].index(one.right_answer[0]) for form in FORMS for one in concepts(form)]
    assert set(places) == {0, 1, 2, 3}
    assert max(map(places.count, places)) <= len(places) / 2
