"""The curves of a run: an empty plot says so, one point is a mark, and a longer curve ends in one."""

import json
import re

import pytest

from cnnviz.live import CHANCE
from cnnviz.live.examples import OVERFIT, SWITCHES
from cnnviz.live.switched import NONE, switched
from cnnviz.numbers import format_number, percent

#: Small, so that a batch is quick.
QUICK = {"t_stages": "1", "t_f1": "2", "t_kernel": "3", "t_batch": "4"}


def curves(page):
    return json.loads(page.component("curves").json)


def curves_of(page, key):
    return json.loads(page.component(key).json)["plots"]


def text(page):
    return "\n".join(element.proto.body for element in page.app.get("html"))


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


def trained(visit, **query):
    """A page whose run was judged a few times."""
    page = visit("train", **{**QUICK, "t_batch": "32", **query})
    bench = page.app.session_state["kept:bench"]
    while len(bench.run.history.marks) < 3:
        bench.run.step()
    return page.run(), bench.run.history.marks


def test_N8_training_and_held_out_curves_are_drawn_with_the_gap_between_them(visit):
    page, marks = trained(visit, t_images="200", t_group="overfitting")
    accuracy = curves(page)["plots"][0]
    assert {"gap", "training", "now"} <= set(kinds(accuracy))
    told = [
        float(number)
        for number in re.findall(r"(-?[\d.]+)\s(?:%|points)", accuracy["title"].replace("−", "-"))
    ]
    last = marks[-1]
    assert told == pytest.approx([100 * last.training, 100 * last.accuracy, 100 * last.gap], abs=0.06)
    assert "1,000 held-out images and 200 of the 200 training images" in text(page)


def test_N8_another_number_of_images_is_another_gap(visit):
    gaps = {count: trained(visit, t_images=count)[1][-1] for count in ("200", "6000")}
    assert gaps["200"].training != gaps["6000"].training


@pytest.mark.parametrize("key", SWITCHES)
def test_N8_a_switch_is_one_click_and_the_run_before_is_drawn_beside(visit, key):
    page = visit("train", t_group="overfitting")
    page.app.button(key="t_overfit").click()
    page.run()
    bench = page.app.session_state["kept:bench"]
    assert bench.run.design == OVERFIT
    bench.step()
    page.app.button(key=f"t_less_{key}").click()
    page.run()
    assert (bench.kept.design, bench.run.design) == (OVERFIT, SWITCHES[key].of(OVERFIT))
    assert page.app.button(key=f"t_less_{key}").disabled, "it is on"


def test_N8_what_each_switch_makes_of_the_gap_and_costs_is_said_as_it_was_measured(visit):
    page = visit("train", t_group="overfitting")
    rows = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td><td>([^<]*)</td>', text(page))
    told = {title: (gap, held_out) for title, gap, held_out in rows}
    whole = f"{100 * switched()[NONE].gap:.1f}"
    for key, found in switched().items():
        gap, held_out = f"{100 * (found.training - found.accuracy):.1f}", percent(found.accuracy)
        assert told["Learn by heart" if key == NONE else SWITCHES[key].title] == (gap, held_out)
        if key != NONE:
            said = page.app.button(key=f"t_less_{key}").help
            assert f"a gap of {gap} points instead of {whole}" in said
            assert f"{held_out} of the held-out images right" in said
    assert "Narrow the gap" in text(page)
    assert "Close the gap" not in text(page)


def test_N8_the_switches_are_those_of_the_run_that_an_address_asks_for(visit):
    page = visit("train", t_group="overfitting", t_images="200")
    assert not page.app.button(key="t_less_images").disabled


def test_N8_two_runs_are_overlaid_and_both_gaps_told(visit):
    page, _ = trained(visit)
    bench = page.app.session_state["kept:bench"]
    bench.begin(bench.run.design, keep=True)
    while len(bench.run.history.marks) < 2:
        bench.run.step()
    page.run()
    assert {"kept", "kept-training"} <= set(kinds(curves(page)["plots"][0]))
    gaps = [format_number(100 * run.history.marks[-1].gap, 3) for run in (bench.kept, bench.run)]
    assert f"The gap is {gaps[0]} points in A and {gaps[1]} in the current run." in text(page)


def test_N11_the_first_point_is_the_untrained_networks(visit):
    page = visit("train", **QUICK)
    bench = page.app.session_state["kept:bench"]
    while not bench.run.history.marks:
        bench.run.step()
    accuracy = curves(page.run())["plots"][0]
    first = percent(bench.run.history.marks[0].accuracy)
    assert accuracy["title"] == f"Untrained: held out {first}; chance is {percent(CHANCE)}"
    assert f"the untrained network’s: {first} of the held-out images" in text(page)
