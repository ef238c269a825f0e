"""The curves of a run: an empty plot says so, one point is a mark, and a longer curve ends in one."""

import json

#: Small, so that a batch is quick.
QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_batch": "4"}


def curves(page):
    return json.loads(page.component("curves").json)


def kinds(plot):
    return [line["kind"] for line in plot["lines"]]


def test_a_run_that_has_not_begun_has_both_plots_and_a_sentence_in_them(visit):
    told = curves(visit("train", **QUICK))
    assert [kinds(plot) for plot in told["plots"]] == [["grid"], ["grid"]]
    assert all(plot["isEmpty"] for plot in told["plots"])
    assert told["empty"].endswith(".")


def test_one_batch_is_drawn_as_a_mark(visit):
    page = visit("train", **QUICK)
    page.app.button(key="t_step").click()
    accuracy, loss = curves(page.run())["plots"]
    assert accuracy["isEmpty"]
    assert not loss["isEmpty"]
    (mark,) = [line["path"] for line in loss["lines"] if line["kind"] == "batch-end"]
    assert mark.endswith("h0")  # a line of length 0 has round ends and nothing else
