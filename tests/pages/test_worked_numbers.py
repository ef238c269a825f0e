"""Typed numbers worked out row by row, on Training or test and on Split: told, typed, turned and predicted.

Rows F3 and F4 of the curriculum, and what is often said of normalising before splitting.
"""

import pytest
import torch

from cnnviz.figures import format_number
from cnnviz.glossary import SLIPS
from cnnviz.modes import scaled
from tests.pages.conftest import Visit

DROPOUT, NORM, SPLIT = "typed_dropout", "typed_norm", "split"


def dropout(**query):
    return Visit("modes", {"mode_on": "typed", **query})


def norm(**query):
    return Visit("modes", {"mode_on": "typed", "mode_layer": "norm", **query})


def row(page, key, title, nth=0):
    """The texts of a row, by its title."""
    rows = [row for row in page.sent(key).header["rows"] if row["title"] == title]
    return [cell["text"] for cell in rows[nth]["cells"] if cell]


def field(page, key, name):
    (found,) = [field for field in page.sent(key).header["fields"] if field["name"] == name]
    return found


def written(values):
    """As the page writes them; what rounding leaves of a 0 is one."""
    return [format_number(round(value, 12)) for value in values]


def test_F3_two_of_2_4_6_8_are_kept_and_doubled_and_a_test_keeps_all():
    page = dropout()
    assert row(page, DROPOUT, "In training") == ["4", "0", "12", "0"]
    assert (
        row(page, DROPOUT, "Mean of all 16 draws") == row(page, DROPOUT, "In a test") == ["2", "4", "6", "8"]
    )


def test_F3_other_numbers_and_another_p_are_followed():
    page = dropout().report(DROPOUT, "dt_values", "1 -3 5").report(DROPOUT, "dt_p", "0.2")
    page.report(DROPOUT, "switches", "110")
    assert row(page, DROPOUT, "In training") == written([1 / 0.8, -3 / 0.8, 0])
    assert row(page, DROPOUT, "In a test") == ["1", "−3", "5"]
    assert page.address["dt_kept"] == "110"


def test_F3_next_draw_draws_anew_and_forgets_what_was_turned_by_hand():
    page = dropout(dt_kept="1111")
    (button,) = page.sent(DROPOUT).header["buttons"]
    page.report(DROPOUT, "draw", button["value"])
    assert "dt_kept" not in page.address
    assert page.address["dt_seed"] == str(button["value"])


def test_F4_batch_norm_gives_5_two_outputs_in_training_and_one_in_a_test():
    page = norm()
    for nth, batch in enumerate(([1, 3, 5, 7], [5, 9, 9, 9])):
        layer = torch.nn.BatchNorm1d(1, dtype=torch.float64)
        layer.running_mean.fill_(3)
        layer.running_var.fill_(4)
        given = torch.tensor(batch, dtype=torch.float64)[:, None]
        with torch.no_grad():
            test, training = layer.eval()(given)[:, 0], layer.train()(given)[:, 0]
        assert row(page, NORM, "In training", nth)[:4] == written(training.tolist())
        assert row(page, NORM, "In a test", nth)[:4] == written(test.tolist())
    values = [
        page.facts[f"5 in {which}"][0]
        for which in ("batch 1, training", "batch 2, training", "either batch, test")
    ]
    assert values == ["0.447", "−1.73", "1"]


def test_F4_every_typed_setting_of_the_layer_is_followed():
    page = norm()
    settings = {"bt_mean": 1, "bt_var": 2, "bt_gamma": 3, "bt_beta": -1, "bt_eps": 0.5, "bt_momentum": 0.25}
    for name, value in settings.items():
        page.report(NORM, name, str(value))
    page.report(NORM, "bt_first", "2 4 9")
    layer = torch.nn.BatchNorm1d(1, eps=0.5, momentum=0.25, dtype=torch.float64)
    for held, value in ((layer.running_mean, 1), (layer.running_var, 2)):
        held.fill_(value)
    layer.weight.data.fill_(3)
    layer.bias.data.fill_(-1)
    with torch.no_grad():
        given = torch.tensor([[2.0], [4], [9]], dtype=torch.float64)
        test, training = layer.eval()(given)[:, 0], layer.train()(given)[:, 0]
    after = [layer.running_mean.item(), layer.running_var.item()]
    assert row(page, NORM, "In training") == written([*training.tolist(), *after])
    assert row(page, NORM, "In a test")[:3] == written(test.tolist())


def test_F4_batches_without_a_number_in_common_are_told():
    assert norm(bt_first="1 2", bt_second="3 4").facts["In both batches"][0] == "no number"


def test_what_cannot_be_read_stays_in_its_field_with_the_reason_and_changes_nothing():
    page = norm().report(NORM, "bt_first", "1 3 five")
    told = field(page, NORM, "bt_first")
    assert told["text"] == "1 3 five"
    assert "five" in told["wrong"]
    assert row(page, NORM, "Batch 1")[:4] == ["1", "3", "5", "7"]
    page.report(NORM, "bt_first", "1 3")
    assert field(page, NORM, "bt_first")["wrong"] == ""


@pytest.mark.parametrize(
    ("key", "open_page"), [(DROPOUT, dropout), (NORM, norm), (SPLIT, lambda **query: Visit("split", query))]
)
def test_every_number_says_how_it_comes_about_and_of_which_others(key, open_page):
    rows = open_page().sent(key).header["rows"]
    for row in rows:
        for cell in row["cells"]:
            assert cell is None or cell["said"]
            for r, c in (cell or {}).get("of", []):
                assert rows[r]["cells"][c] is not None


def test_M18_split_first_and_normalised_first_stand_side_by_side():
    page = Visit("split", {})
    both = scaled((2, 4, 6, 12), (False, False, False, True))
    assert row(page, SPLIT, "Split first") == written(
        [*both.split_first.scores, 4, both.split_first.deviation]
    )
    assert row(page, SPLIT, "Normalise first")[:4] == written(both.normalised_first.scores)
    assert page.facts["Training inputs that the test changes"][0] == "3 of 3"
    (slip,) = [slip for slip in SLIPS if slip.id == "normalised-first"]
    for score in (
        both.split_first.scores[3],
        both.normalised_first.scores[3],
        both.normalised_first.scores[0],
    ):
        assert format_number(score, 3) in slip.right


def test_what_is_turned_to_the_test_leaves_the_mean():
    page = Visit("split", {}).report(SPLIT, "switches", "1100")
    assert page.address["sp_test"] == "0011"
    assert row(page, SPLIT, "Split first")[-2:] == ["3", "1"]


def test_a_training_that_cannot_be_scaled_is_told_and_can_be_mended():
    page = Visit("split", {}).report(SPLIT, "switches", "1000")
    assert "two different numbers" in page.app.error[0].value
    assert [row["title"] for row in page.sent(SPLIT).header["rows"]] == ["Numbers", "Used for"]
    page.report(SPLIT, "switches", "1110")
    assert not page.app.error
    assert row(page, SPLIT, "Split first")[3] == "4.899"


def test_without_a_test_the_page_says_how_to_keep_one_back():
    assert Visit("split", {"sp_test": "0000"}).facts["Test"][0] == "no number"


def guess(page, key, typed, *at):
    return page.report(key, "guess", {"kind": "value", "typed": typed, "at": [0, *at]})


def test_what_is_to_be_predicted_is_not_sent_and_comes_once_it_is_right():
    page = Visit("split", {"predict": "true"})
    assert row(page, SPLIT, "Split first")[:4] == ["?"] * 4
    assert "4.899" not in str(page.sent(SPLIT).header)
    assert not any("4.9" in value for value, _ in page.facts.values())
    guess(page, SPLIT, "1.6", 2, 3)
    verdict = page.sent(SPLIT).header["verdict"]
    assert not verdict["right"]
    assert "other numbers" in verdict["sentence"]
    guess(page, SPLIT, "4.9", 2, 3)
    assert page.sent(SPLIT).header["verdict"]["right"]
    assert row(page, SPLIT, "Split first")[:4] == ["?", "?", "?", "4.899"]


def test_show_me_shows_all_until_the_numbers_change():
    page = norm(predict="true")
    page.report(NORM, "reveal", page.sent(NORM).header["task"])
    assert "?" not in str(row(page, NORM, "In training"))
    page.report(NORM, "bt_first", "1 2")
    assert row(page, NORM, "In training")[:2] == ["?", "?"]


def test_a_guess_at_what_is_not_asked_is_refused():
    page = guess(dropout(predict="true"), DROPOUT, "4", 0, 0)
    assert "nothing is asked" in page.sent(DROPOUT).header["verdict"]["sentence"].lower()


@pytest.mark.parametrize("sent", [None, 3, ["1"], "1" * 9, "abcd", {"a": 1}])
def test_reports_that_no_browser_sends_change_nothing(sent):
    for page, key in ((Visit("split", {}), SPLIT), (dropout(), DROPOUT)):
        before = page.sent(key).header["rows"]
        for name in ("switches", "at", "guess", "reveal"):
            page.report(key, name, sent)
        assert page.sent(key).header["rows"] == before
