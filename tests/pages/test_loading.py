"""Yours: a network is loaded, named and looked at; what can't be is said, and nothing is lost."""

import re

import pytest
import torch
from streamlit.runtime.scriptrunner_utils.exceptions import StopException
from torch import nn

from pages.ui.classifier import loading
from tests.models.loading.exported import exported, ready
from tests.pages.conftest import Visit
from tests.pages.test_models_on_pages import PAGES


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    layers = [nn.Conv2d(3, 5, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(320, 3)]
    torch.manual_seed(3)
    return exported(ready(nn.Sequential(*layers), (3, 16, 16)), (3, 16, 16), tmp_path_factory.mktemp("net"))


def load(page, name, data):
    page.app.file_uploader(key="own_file").upload(name, data)
    return page.run()


def told(page):
    found = " ".join(one.value for one in [*page.app.markdown, *page.app.caption])
    return re.sub(r"\\(.)", r"\1", found)


def apply(page, **fields):
    kinds = {"labels": "text_area", "mean": "text_input", "deviation": "text_input"}
    for name, value in fields.items():
        getattr(page.app, kinds[name])(key=f"own_{name}").set_value(value)
    next(button for button in page.app.button if button.label == "Apply").click()
    return page.run()


@pytest.fixture
def page(file):
    shown = Visit("network", {"model": "yours"})
    assert "no network here yet" in shown.app.info[0].value
    assert "np.savez_compressed" in " ".join(one.value for one in shown.app.code)
    return load(shown, "net.npz", file)


def test_a_loaded_network_is_looked_at_on_every_page(page):
    assert page.errors == []
    assert "net.npz: 5 layers, 1,103 learned numbers, 3 classes, inputs of 16 × 16, in colour." in told(
        page
    ).replace("*", "")
    assert "It gives the scores that PyTorch gave." in told(page)
    apply(page, labels="red, green, blue", mean="0.5", deviation="0.25 0.25 0.5")
    assert page.errors == []
    page.app.switch_page("pages/why.py")
    page.run()
    assert page.errors == []
    assert "red" in {option for box in page.app.selectbox for option in box.options}


def test_the_largest_input_in_colour_is_shown_by_every_page(tmp_path):
    layers = [nn.Conv2d(3, 4, (3, 5), padding=(1, 2)), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten()]
    network = ready(nn.Sequential(*layers, nn.Linear(1024, 3)), (3, 64, 64))
    page = load(Visit("network", {"model": "yours"}), "net.npz", exported(network, (3, 64, 64), tmp_path))
    assert "inputs of 64 × 64, in colour" in told(page)
    assert "kernels of 3×5 written as weights of 0" in told(page).lower()
    for name in PAGES:
        page.app.switch_page(f"pages/{name}.py")
        page.run()
        assert page.errors == []
        assert page.control("model").value == "yours"


def test_what_is_typed_wrongly_is_said_and_what_was_there_stays(page):
    apply(page, labels="red, green, blue")
    apply(page, labels="red, green")
    assert page.errors[0].startswith("2 names for 3 scores; type one name for each, in their order")
    page.app.switch_page("pages/why.py")
    page.run()
    assert "red" in {option for box in page.app.selectbox for option in box.options}


def test_a_file_that_is_none_is_refused_by_name_and_what_was_there_stays(page):
    load(page, "model.pt", b"\x80\x02whatever")
    assert page.errors[0].startswith("“model.pt”: this file holds pickled objects, which can run programs")
    assert "net.npz" in told(page)


def test_code_shows_the_script_that_was_used(file):
    page = load(Visit("network", {"model": "yours", "code": "true"}), "net.npz", file)
    assert sum("json.dumps(described" in one.value for one in page.app.code) >= 1


def test_a_file_whose_opening_is_cut_off_is_opened_by_the_next_run(file, monkeypatch):
    page = Visit("network", {"model": "yours"})
    opens, cuts = loading.aside, [True]

    def cut_off_once(function, *values):
        if cuts:
            cuts.pop()
            raise StopException
        return opens(function, *values)

    monkeypatch.setattr(loading, "aside", cut_off_once)
    load(page, "net.npz", file)
    assert not cuts
    assert "net.npz" not in told(page)
    page.run()
    assert "net.npz" in told(page)
