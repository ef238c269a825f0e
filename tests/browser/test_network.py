"""The Network page as a learner uses it."""

import re
from urllib.parse import quote_plus

import numpy as np
import pytest
from playwright.sync_api import expect

from cnnviz import images
from cnnviz.figures import format_number
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from cnnviz.network.prepare import prepare
from tests.browser.connection import Messages
from tests.browser.linked_page import Linked
from tests.browser.waits import still, until

CLASSIFIER = load_classifier()
GALLERY = load_gallery()

SCORES = ".st-key-scores .scores"

FIRST_AND_LAST = """
rows => rows.map(({ children }) => [children[0], children[2]].map((part) => part.textContent))
"""
#: Whether each head of a column ends before the next one begins.
APART = """
heads => {
  const isRead = (part) => part.textContent && getComputedStyle(part).visibility === "visible";
  const written = heads.flatMap((head) => [...head.children]).filter(isRead);
  const boxes = written.map((part) => {
    const range = document.createRange();
    range.selectNodeContents(part);
    return range.getBoundingClientRect();
  });
  return boxes.every((a) => boxes.every((b) =>
    a === b || a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 1 || b.bottom <= a.top + 1));
}
"""
SIZES = "parts => parts.map((part) => parseFloat(getComputedStyle(part).fontSize))"
RANGE = "Colours reach their end at"
NOTE_LARGE = """
(chips) => {
  window.large = new Set();
  const note = () => chips.forEach((chip, c) => chip.ariaPressed === "true" && window.large.add(c));
  new MutationObserver(note).observe(chips[0].parentNode, { subtree: true, attributes: true });
}
"""


class Network:
    """The page and the elements of it that the tests look at."""

    def __init__(self, visitor, **query):
        self.visitor = visitor.go("network", **query)
        self.page = visitor.page
        self.page.locator(".st-key-maps .columns[data-paints]").wait_for(state="attached")
        Linked(self.page).at_rest()

    def bars(self):
        """Class → percent, as written beside the bars."""
        rows = self.page.locator(f"{SCORES} .line:not(.heads)")
        expect(rows).to_have_count(len(LABELS))
        ends = rows.evaluate_all(FIRST_AND_LAST)
        return {name.strip(): share.replace("\u00a0", " ").strip() for name, share in ends}

    def top(self):
        """The class that the numbers set off."""
        return self.page.locator(f"{SCORES} .top .name")

    def number(self, label, column):
        """The score (0) or the share (1) of a class."""
        return self.page.locator(f"{SCORES} button[data-row='{label + 1}'][data-column='{column}']")

    def cell(self, column, row):
        """A map among all."""
        return self.page.locator(f".st-key-maps button[data-column='{column}'][data-row='{row}']")

    def made(self):
        """What the layer that is looked at has made: the right one of the linked figures."""
        return self.page.locator(".st-key-detail .result")

    def explained(self):
        """The number that is explained: its position and what it is."""
        return self.page.locator(".st-key-detail .summary")

    def sentence(self):
        """How it came about."""
        return self.page.locator(".st-key-detail .detail-sentence")

    def over(self, map_, row, column, side):
        """Where in the right figure a number lies, of sixteen maps of `side` rows and columns."""
        (tile_row, tile_column), cells = divmod(map_, 4), 4 * (side + 1) - 1
        box = self.made().locator(".host").bounding_box()
        at = (tile_column * (side + 1) + column + 0.5, tile_row * (side + 1) + row + 0.5)
        return {"x": at[0] * box["width"] / cells, "y": at[1] * box["height"] / cells}


@pytest.fixture
def network(visitor):
    """Open the page at an address."""
    return lambda **query: Network(visitor, **query)


def named(image):
    """The class that the network names for an input."""
    return LABELS[int(CLASSIFIER.predict(image).probabilities.argmax())]


def shows(visitor, image):
    """Wait until this is the network's input."""
    visitor.paints("input", lambda pixels: np.array_equal(pixels[..., 0], np.rint(255 * image)))


def test_an_image_is_chosen_in_the_gallery_by_mouse_and_keys_and_each_field_of_buttons_is_one_tab_stop(
    network,
):
    net = network()
    net.page.locator(".st-key-gallery").get_by_role("button", name="Ankle boot, test image 90").click()
    expect(net.page).to_have_url(re.compile(r"[?&]test=90"))
    shows(net.visitor, GALLERY.images[90])
    net.page.get_by_label("Test image (0–99)").press("ArrowUp")
    expect(net.page).to_have_url(re.compile(r"[?&]test=91"))
    shows(net.visitor, GALLERY.images[91])
    expect(net.top()).to_have_text(named(GALLERY.images[91]))
    net.page.locator(".st-key-gallery").get_by_role("button", name="Ankle boot, test image 91").wait_for()
    for key in ("gallery", "maps", "scores"):
        buttons = net.page.locator(f".st-key-{key} button")
        assert buttons.evaluate_all("all => all.filter((button) => button.tabIndex === 0).length") == 1
    net.page.locator(".st-key-gallery button[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        net.page.keyboard.press(key)
    expect(net.page).to_have_url(re.compile(r"[?&]test=60"))
    net.number(0, 0).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Enter"):
        net.page.keyboard.press(key)
    expect(net.page).to_have_url(re.compile("(?=.*layer=softmax)(?=.*class=Pullover)"))
    net.visitor.settle()
    # The maps of another network are asked for as soon as Streamlit's own control shows it.
    with net.page.expect_request(lambda asked: asked.post_data == '{"choice":"digits"}'):
        net.page.get_by_role("radio", name="Digits").click()
    expect(net.page).to_have_url(re.compile("model=digits"))


def bring(net, pixels):
    """Upload a picture."""
    net.page.get_by_role("button", name="Own picture").click()
    file = {"name": "own.png", "mimeType": "image/png", "buffer": images.png(pixels)}
    net.page.locator("input[type=file]").set_input_files(file)
    expect(net.page.locator(".st-key-trust")).to_contain_text("own.png")
    net.page.keyboard.press("Escape")
    net.visitor.settle()


def test_an_own_picture_is_uploaded_or_drawn_prepared_visibly_with_steps_that_can_be_changed_and_named(
    network,
):
    net = network(src="own")
    own = np.rint(images.load_sample("sneaker")[0]).astype(np.uint8)
    bring(net, own)
    prepared = prepare(own.astype(np.float32))
    expect(net.top()).to_have_text(named(prepared.input))
    steps = net.page.locator(".st-key-steps .label")
    expect(steps).to_have_text([f"{i}. {step.title}" for i, step in enumerate(prepared.steps, 1)])
    shows(net.visitor, prepared.input)
    net.page.get_by_role("slider", name="Shift down").press("ArrowRight")
    expect(net.page.locator(".st-key-steps")).to_contain_text("moved from the centre as you chose")
    expect(net.page).to_have_url(re.compile("shift_down=1"))
    net.visitor.settle()
    net.page.get_by_role("button", name="Own picture").click()
    net.page.get_by_role("radio", name="Draw").click()
    paper = net.page.locator(".pad:not([inert]) canvas")
    paper.wait_for()
    box = still(net.page, paper.bounding_box)
    corners = [(0.2, 0.2), (0.8, 0.2), (0.8, 0.8), (0.2, 0.8), (0.2, 0.2)]
    for i, (x, y) in enumerate(corners):
        net.page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
        if i == 0:
            net.page.mouse.down()
    net.page.mouse.up()
    expect(net.page.locator(".st-key-steps")).to_contain_text("the inside is filled with grey")
    assert sum(float(share.strip("<> %")) for share in net.bars().values()) == pytest.approx(100, abs=1)


def is_small(net):
    """Hold that input and verdict come first, and that nothing is cut off."""
    until(net.page, lambda: net.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    whats = (".st-key-input canvas", ".verdict", SCORES, ".st-key-maps .body")

    def is_in_order():
        first, second, third, last = (net.page.locator(what).first.bounding_box()["y"] for what in whats)
        return first < last and second < third < last

    until(net.page, is_in_order)
    names = net.page.locator(".st-key-maps .cell")
    assert all(len(name) > 8 for name in names.evaluate_all("b => b.map((e) => e.ariaLabel)"))
    until(net.page, lambda: net.page.locator(".st-key-maps .head").evaluate_all(APART))
    last = net.cell(17, 15)
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()


def test_every_map_of_every_layer_is_painted_and_named_on_the_first_screen_and_cut_off_on_no_small_one(
    network,
):
    net = network(test="3", layer="conv 5")
    page = net.page
    painted = page.locator(".st-key-maps .body canvas").evaluate_all(
        """canvases => canvases.map((canvas) => {
             const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
             return [canvas.width, canvas.height, new Set(new Uint32Array(pixels.buffer)).size];
           })"""
    )
    sizes = [
        (made.shape[2], made.shape[0] * made.shape[1])
        for made in CLASSIFIER.predict(GALLERY.images[3]).activations
        if made.ndim == 3
    ]
    assert [(w, h) for w, h, _ in painted] == sizes
    assert all(colours > 3 for *_, colours in painted)
    maps = page.locator(".st-key-maps .cell")
    assert maps.count() == sum(h // w for w, h in sizes)
    edges = "all => all.map((cell) => cell.getBoundingClientRect().toJSON())"
    boxes = still(page, lambda: maps.evaluate_all(edges))
    assert min(min(box["width"], box["height"]) for box in boxes) >= 39
    for what in (".st-key-maps .body >> nth=0", SCORES, ".st-key-input canvas", ".st-key-worked button"):
        box = page.locator(what).first.bounding_box()
        assert box["y"] + box["height"] < 768
    until(page, lambda: page.locator(".st-key-maps .head").evaluate_all(APART))
    assert min(page.locator(".st-key-maps .head > *").evaluate_all(SIZES)) >= 13
    for width, height in ((820, 1180), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        is_small(net)
    detail = page.locator(".st-key-detail")
    expect(detail).to_be_visible()  # a phone folds it away, but not for an address that names a layer
    page.get_by_text("Where the number comes from").click()
    expect(detail).to_be_hidden()
    page.get_by_role("button", name="Where from?").click()
    expect(detail).to_be_in_viewport()  # a phone unfolds it


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 720), pytest.param(1920, 1080, marks=pytest.mark.thorough)]
)
def test_presented_the_input_the_maps_the_names_and_the_shares_are_on_one_screen(visitor, width, height):
    visitor.page.set_viewport_size({"width": width, "height": height})
    page = Network(visitor, test="3", present="1").page
    for what in (
        ".st-key-maps .body >> nth=0",
        ".st-key-maps .body >> nth=-1",
        SCORES,
        ".st-key-input canvas",
    ):
        box = still(page, page.locator(what).first.bounding_box)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    until(page, lambda: page.locator(".st-key-maps .head").evaluate_all(APART))
    for letters in (".st-key-maps .head small", f"{SCORES} .number", f"{SCORES} .name"):
        assert min(page.locator(letters).evaluate_all(SIZES)) >= 20


def value(name, number, at):
    """A number of a layer as it is written."""
    made = CLASSIFIER.predict(GALLERY.images[number]).activations[CLASSIFIER.layer_names.index(name)]
    return format_number(float(made[at]))


def test_a_click_on_a_map_links_its_layer_and_a_click_into_it_pins_a_number_all_of_which_its_address_has(
    network,
):
    net = network(test="20")
    net.cell(5, 7).click()
    expect(net.made()).to_contain_text("conv 3: 16 maps of 14 × 14")
    expect(net.explained()).to_have_text(f"Map 7, row 7, column 7: {value('conv 3', 20, (7, 7, 7))}")
    expect(net.page.locator(".st-key-worked")).to_contain_text(value("conv 3", 20, (7, 7, 7)))
    expect(net.page.locator(".st-key-chosen")).to_contain_text("conv 3, map 7")
    net.page.get_by_role("button", name="Where from?").click()
    expect(net.made()).to_be_in_viewport()
    expect(net.page.locator(".st-key-detail .detail-chip")).to_have_count(16)
    net.visitor.settle()
    net.made().locator(".host").click(position=net.over(10, 0, 1, side=14))
    expect(net.page).to_have_url(re.compile("(?=.*map=10)(?=.*y=0)(?=.*x=1)"))
    expect(net.explained()).to_have_text(f"Map 10, row 0, column 1: {value('conv 3', 20, (10, 0, 1))}")
    expect(net.sentence()).to_contain_text(
        "3 of the window's 9 positions lie outside the image and count as 0"
    )
    expect(net.page.get_by_label("Map", exact=True)).to_have_value("10")
    net.visitor.type_number("Test image (0–99)", 58)
    net.visitor.settle()
    net.visitor.choose(RANGE, "the whole network’s largest number")
    said = {"test": "58", "layer": "conv 3", "map": "10", "y": "0", "x": "1", "range": "network"}
    expect(net.page).to_have_url(
        re.compile("".join(f"(?=.*{key}={re.escape(quote_plus(text))})" for key, text in said.items()))
    )


def test_a_pressed_channel_is_large_at_once_and_in_the_address_until_another_layer_is_looked_at(
    network, slow_server
):
    net = network(layer="conv 3", test="20", map="7")
    chips = net.page.locator(".st-key-detail .detail-chip")
    pressed = net.page.locator(".st-key-detail .detail-chip[aria-pressed=true] .detail-chip-name")
    expect(pressed).to_have_text("map 0")
    slow_server.is_held, sent = True, slow_server.sent
    chips.nth(3).click()
    until(net.page, lambda: slow_server.sent > sent)
    chips.nth(12).click()
    chips.evaluate_all(NOTE_LARGE)
    slow_server.let_go()
    expect(net.page).to_have_url(re.compile("net_large=12"))
    net.visitor.settle()
    assert net.page.evaluate("[...window.large]") in ([], [12])
    chips.nth(13).focus()
    net.page.keyboard.press("Enter")
    expect(pressed).to_have_text("map 13")
    expect(net.page).to_have_url(re.compile("net_large=13"))
    net.visitor.settle()
    expect(chips.nth(13)).to_be_focused()
    net.cell(7, 2).click()
    expect(net.made()).to_contain_text("conv 4")
    expect(pressed).to_have_text("map 0")
    expect(net.page).not_to_have_url(re.compile("net_large"))


def test_pointing_explains_numbers_and_enlarges_maps_without_asking_the_server_and_keys_reach_them_all(
    network,
):
    net = network(layer="pool 2", test="20", map="10", y="0", x="0")
    told = Messages(net.page)
    net.made().locator(".host").hover(position=net.over(5, 2, 3, side=7))
    expect(net.explained()).to_have_text(f"Map 5, row 2, column 3: {value('pool 2', 20, (5, 2, 3))}")
    net.page.get_by_label("Layer", exact=True).hover()
    expect(net.explained()).to_have_text(f"Map 10, row 0, column 0: {value('pool 2', 20, (10, 0, 0))}")
    Linked(net.page).at_rest()  # what waits to be told is told by then
    assert told.sent == 0
    net.made().locator(".host").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        net.page.keyboard.press(key)
    expect(net.page).to_have_url(re.compile("(?=.*y=1)(?=.*x=2)"))
    net.visitor.settle()
    expect(net.explained()).to_contain_text("Map 10, row 1, column 2")
    net.cell(1, 0).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "Enter"):
        net.page.keyboard.press(key)
    expect(net.made()).to_contain_text("relu 2: 16 maps of 28 × 28, max(0, x)")
    expect(net.explained()).to_contain_text("Map 2, ")
    net.cell(3, 0).focus()
    net.page.keyboard.press("ArrowUp")
    expect(net.page.locator(".st-key-maps .head").nth(3)).to_be_focused()
    Linked(net.page).at_rest()
    told = Messages(net.page)
    preview = net.page.locator(".st-key-maps .preview")
    expect(preview).to_be_hidden()
    net.cell(4, 3).hover()
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("pool 1, map 3: ")
    Linked(net.page).at_rest()
    assert told.sent == 0


def test_flatten_scores_and_shares_are_explained_at_a_click_and_heat_makes_softmax_timid(network):
    net = network(test="85")
    net.visitor.choose("Layer", "flatten")
    expect(net.sentence()).to_contain_text("becomes number")
    net.visitor.settle()
    net.number(8, 0).click()
    expect(net.made()).to_be_in_viewport()
    expect(net.sentence()).to_contain_text("(map 15) + ")
    expect(net.page.locator(".st-key-evidence")).to_contain_text("Evidence for Bag")
    net.made().get_by_text("Dress").click()
    expect(net.page).to_have_url(re.compile("class=Dress"))
    expect(net.page.locator(".st-key-evidence")).to_contain_text("Evidence for Dress")
    net.number(8, 1).click()
    expect(net.page.get_by_role("table", name="From logits to probabilities")).to_contain_text("sigmoid")
    bag = net.made().locator("li").nth(8).locator(".list-number")
    expect(bag).to_have_text(re.compile(r"^\d"))  # its share, no longer its logit
    before = float(bag.inner_text())
    for _ in range(2):
        net.page.get_by_role("slider", name="Temperature").press("PageUp")
    expect(net.page).to_have_url(re.compile("temperature="))
    expect(net.made()).to_contain_text(re.compile("softmax at temperature [23]"))  # the first may come alone
    net.visitor.settle()
    assert float(bag.inner_text()) < before


def test_card_and_layers_unfold_and_all_layers_can_be_saved(network):
    net = network(test="12")
    net.page.get_by_text("Model card:").click()
    expect(net.page.get_by_role("table").filter(has_text="Confusion matrix")).to_be_visible()
    net.visitor.settle()
    net.page.get_by_text("Layer by layer").click()
    expect(net.page.get_by_role("table").filter(has_text="Every layer for one picture")).to_be_visible()
    net.visitor.type_number("Test image (0–99)", 13)
    expect(net.page.locator(".st-key-trust")).to_contain_text("Test image 13")
    net.visitor.settle()
    with net.page.expect_download() as download:
        net.page.get_by_role("button", name="Save all layers .npz").click()
    with np.load(download.value.path()) as saved:
        np.testing.assert_array_equal(saved["input"], GALLERY.images[13])
        np.testing.assert_allclose(saved["dense"], CLASSIFIER.predict(GALLERY.images[13]).logits, rtol=1e-5)
