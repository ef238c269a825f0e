"""The page Why as a learner uses it: an answer followed back, and maps over the picture."""

import numpy as np
from playwright.sync_api import expect

from cnnviz.attribution.methods import Asked
from cnnviz.attribution.path_back import trace_back
from cnnviz.attribution.path_stops import stops
from cnnviz.figures import format_number, rgb, shade
from cnnviz.figures.palettes import DARK
from cnnviz.models.garments import LABELS, load_classifier, load_gallery
from tests.browser.waits import still

CLASSIFIER, IMAGE = load_classifier(), load_gallery().images[42]


def line(visitor, key, name):
    """A line of some bars."""
    return visitor.page.locator(f".st-key-{key} .line", has_text=name).first


def test_an_answer_is_followed_back_by_keyboard_and_by_clicking(visitor):
    visitor.go("why", test="42")
    chosen = line(visitor, "outputs", "Coat")
    chosen.focus()
    assert visitor.page.locator(".st-key-outputs .line[tabindex='0']").count() == 1
    chosen.press("ArrowDown")
    visitor.page.keyboard.press("Enter")
    visitor.page.wait_for_url("**class=Sandal**")
    expect(line(visitor, "outputs", "Sandal")).to_have_attribute("aria-pressed", "true")
    line(visitor, "outputs", "Dress").click()
    visitor.page.wait_for_url("**class=Dress**")
    expect(visitor.page.locator(".st-key-contributions .title")).to_have_text("Logit of Dress: a sum")
    answer = CLASSIFIER.predict(IMAGE)
    layers = stops(trace_back(CLASSIFIER.network, answer.activations, LABELS.index("Dress"), IMAGE[None]))
    line(visitor, "steps_back", "conv 5").click()
    visitor.page.wait_for_url("**stop=conv+5**")
    (stop,) = [stop for stop in layers if stop.layer == CLASSIFIER.layer_names.index("conv 5")]
    unit, row, column = stop.at
    said = f"Map {unit}, row {row}, column {column}: {format_number(stop.total)}"
    expect(visitor.page.locator(".st-key-detail .summary")).to_have_text(said)
    large = visitor.page.locator(".st-key-detail .detail-chip[aria-pressed=true] .detail-chip-name")
    expect(large).to_have_text(f"map {stop.source}")


def test_the_maps_that_explain_come_first_and_largest_and_a_phone_offers_the_steps_in_a_list(visitor):
    page = visitor.go("why", test="42").page
    maps = page.locator(".st-key-heat .frame canvas")
    expect(maps).to_have_count(3)
    page.locator(".st-key-path_patch canvas").wait_for()
    boxes = still(page, lambda: [one.bounding_box() for one in maps.all()])
    assert len({box["y"] for box in boxes}) == 1
    assert all(box["y"] + box["height"] < 768 for box in boxes)
    path = page.locator(".st-key-path_patch canvas").bounding_box()
    assert path["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert path["width"] < boxes[0]["width"]
    page.set_viewport_size({"width": 390, "height": 844})
    step = page.get_by_label("Step", exact=True).first
    expect(step).to_be_hidden()  # until it is unfolded
    page.locator("summary", has_text="Back to the picture, step by step").click()
    expect(step).to_be_visible()
    expect(page.locator(".st-key-steps_back")).to_be_hidden()


def test_a_map_is_drawn_over_the_picture_also_beside_the_map_of_shuffled_weights(visitor):
    visitor.go("why", test="42", method="evidence", strength="0")
    visitor.page.locator(".st-key-heat .frame canvas").nth(2).wait_for()
    picture = rgb(shade(IMAGE, "raw", (0, 1)))
    own = Asked("evidence")(CLASSIFIER.network, IMAGE[None], LABELS.index("Coat"))[0]
    heat = rgb(shade(own, "signed"))
    for over in (1, 0):
        visitor.paints("heat", lambda pixels: np.array_equal(pixels, picture), over)
        visitor.paints("heat", lambda pixels: np.array_equal(pixels, heat), over + 1)
        visitor.page.get_by_role("radio", name="shuffled weights").click()
        expect(visitor.fact("Agreement of both maps")).to_be_visible()


def test_on_a_dark_page_the_map_over_the_picture_has_the_colours_of_the_map_alone(visitor):
    visitor.page.emulate_media(color_scheme="dark")
    visitor.go("why", test="42", method="evidence", strength="1")
    visitor.page.locator(".st-key-heat .frame canvas").nth(2).wait_for()
    own = Asked("evidence")(CLASSIFIER.network, IMAGE[None], LABELS.index("Coat"))[0]
    heat = shade(own, "signed")
    ends = np.unravel_index(np.abs(own).argmax(), own.shape)
    colour = heat.palette[DARK][heat.index[ends]]
    for number in (1, 2):
        visitor.paints("heat", lambda pixels: np.array_equal(pixels[ends], colour), number)
