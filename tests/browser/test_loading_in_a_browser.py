"""Someone with a PyTorch network of their own: exported by the page's script, loaded, named, looked at."""

import numpy as np
import pytest
import torch
from playwright.sync_api import expect
from torch import nn

from cnnviz import images
from cnnviz.models.loading.prepare import preparation
from cnnviz.models.loading.told import Told
from cnnviz.network.prepare import Preparation
from cnnviz.numbers import percent
from tests.models.loading.exported import exported, ready

SHAPE = (3, 32, 32)
MEAN = DEVIATION = 0.5


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(5)
    layers = [nn.Conv2d(3, 6, 3, padding=1), nn.BatchNorm2d(6), nn.ReLU(), nn.MaxPool2d(4), nn.Flatten()]
    return ready(nn.Sequential(*layers, nn.Linear(384, 3)), SHAPE)


def test_a_colour_network_is_loaded_named_and_looked_at_on_another_page(visitor, network, tmp_path):
    file = {"name": "mine.npz", "mimeType": "", "buffer": exported(network, SHAPE, tmp_path)}
    page = visitor.go("network", model="yours").page
    expect(page.locator("code")).to_contain_text("np.savez_compressed")
    page.get_by_role("button", name="Load a network").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_label("Names of the 3 classes").fill("red, green, blue")
    page.get_by_role("textbox", name="Minus the mean").fill(str(MEAN))
    page.get_by_role("textbox", name="Divided by the deviation").fill(str(DEVIATION))
    page.get_by_role("button", name="Apply").click()

    photo = images.load_sample("cat")
    picture = preparation(Told(()), SHAPE)(photo, Preparation()).input
    with torch.no_grad():
        shares = torch.softmax(network(torch.tensor((picture - MEAN) / DEVIATION)[None]), 1)[0].numpy()
    best = ("red", "green", "blue")[int(shares.argmax())]
    expect(page.locator(".st-key-verdict")).to_contain_text(best)
    expect(page.locator(".st-key-scores .scores")).to_contain_text(
        percent(float(shares.max())).replace(" ", "\u00a0")
    )
    drawn = np.rint(255 * picture).transpose(1, 2, 0)
    visitor.paints("input", lambda pixels: np.array_equal(pixels[..., :3], drawn))
    page.keyboard.press("Escape")
    visitor.menu("Why").click()
    visitor.arrive("Why")
    expect(page.locator(".st-key-outputs")).to_contain_text("green")
