"""The sweep and the recorded runs on Train: what is drawn is what was found."""

import re

import pytest

from cnnviz.live import Sweep, said
from cnnviz.live.plans import PLANS
from cnnviz.live.recorded import KINDS, RUNS, recorded, says
from cnnviz.live.subset import CLASSES, Subset
from tests.pages.test_train_curves import curves_of, kinds, text


@pytest.fixture
def few(monkeypatch):
    """A sweep over so few images that it is done in no time."""
    from pages.ui.classifier.images import images

    found = images("garments")
    taught, held = slice(None, None, 300), slice(None, None, 50)
    small = Subset(
        found.images[taught], found.labels[taught], found.held_out[held], found.held_out_labels[held]
    )
    monkeypatch.setattr("pages.ui.train.bench.images", lambda _: small)
    return small


def swept(visit, kind, batches, monkeypatch, **query):
    from dataclasses import replace

    plan = replace(PLANS[kind], batches=batches)
    monkeypatch.setattr("cnnviz.live.sweep.PLANS", {**PLANS, kind: plan})
    page = visit("train", t_view="sweep", t_sweep=kind, **query)
    page.app.button(key="t_go").click()
    page.run()
    bench = page.app.session_state["kept:bench"]
    assert isinstance(bench.sweep, Sweep)
    while not bench.sweep.is_done:
        bench.sweep.advance(1.0)
    bench.stop()
    return page.run(), bench.sweep


@pytest.mark.parametrize(("kind", "batches"), [("filters", 1), ("images", 1), ("untrained", 0)])
def test_N9_a_sweep_draws_each_network_and_says_what_it_found(visit, few, monkeypatch, kind, batches):
    page, sweep = swept(visit, kind, batches, monkeypatch)
    (plot,) = curves_of(page, "sweep")
    assert kinds(plot).count("seed") == len(sweep.marks)
    assert said(sweep) in text(page).replace("&#x27;", "'")
    assert f"<b>{len(sweep.marks)}</b> of {len(sweep.marks)} networks" in text(page)


def test_N9_the_table_has_parameters_and_the_spread_of_the_seeds(visit, few, monkeypatch):
    page, sweep = swept(visit, "filters", 1, monkeypatch)
    for filters in sweep.plan.values:
        cells = re.search(rf'<th scope="row">{filters}</th>(.*?)</tr>', text(page))[1]
        assert f"<td>{1986 * filters + 10:,}</td>" in cells
        shares = [float(share) for share in re.findall(r"([\d.]+)\s%", cells)]
        marks = [sweep.marks[filters, seed] for seed in sweep.plan.seeds]
        assert shares[: len(marks)] == pytest.approx([100 * mark.accuracy for mark in marks], abs=0.06)
    assert CLASSES == 10


def test_N9_another_view_pauses_the_sweep_and_it_is_still_there(visit, few, monkeypatch):
    monkeypatch.setattr("cnnviz.live.sweep.Sweep.advance", lambda *_: None)
    page = visit("train", t_view="sweep", t_sweep="images")
    page.app.button(key="t_go").click()
    page.run()
    bench = page.app.session_state["kept:bench"]
    assert bench.is_sweeping
    assert "0</b> of 15 networks · now training images: 200, seed 1" in text(page)
    page.control("t_view").set_value("run")
    page.run()
    assert not bench.going
    assert bench.sweep.kind == "images"


@pytest.mark.parametrize("name", list(RUNS)[:4])
def test_N8_a_recorded_run_is_read_and_the_answer_says_what_was_picked(visit, name):
    run = recorded()[name]
    page = visit("train", t_view="read", t_read=name)
    (plot,) = curves_of(page, "recorded")
    assert {"gap", "training", "now"} <= set(kinds(plot))
    assert 'class="answer' not in text(page)
    for picked in KINDS:
        page.control("t_kind").set_value(f"{name}_{picked}")
        page.run()
        assert says(run, picked) in text(page).replace("&#x27;", "'")
        assert ('class="answer is-wrong"' in text(page)) == (picked != run.kind)
