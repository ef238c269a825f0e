"""Random actions of a learner on a slow connection, and what must agree at rest.

``pytest tests/browser/test_torture_in_a_browser.py --seeds 100`` runs as many as one likes.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Process
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import expect

from cnnviz import images, kernels, operators
from tests.browser.linked_page import Linked

ACTIONS = 200
#: After how many actions the learner rests, and everything is compared.
REST_EVERY = 20
LONGEST_DELAY = 1500  # ms
PICTURE = "counting-6"
START = {"img": PICTURE, "kernel": "custom", "custom_text": "1 2 3\n4 5 6\n7 8 9"}

#: What the window's store holds of the view on the page.
HELD = "() => { const view = cnnvizViews.get('kernels'); return { ...view.fields }; }"
AT_REST = """() => {
  const view = globalThis.cnnvizViews?.get("kernels");
  const app = document.querySelector("[data-testid=stApp]");
  return Boolean(view?.isAtRest()) && app.dataset.testScriptState === "notRunning";
}"""
SHOWN = """() => {
  const root = [...document.querySelectorAll("*")]
    .map((element) => element.shadowRoot?.querySelector(".linked")).find(Boolean);
  const cells = (row) => [...row.querySelectorAll("input")].map((input) => Number(input.title));
  const rows = [...root.querySelectorAll(".detail-editor tr")];
  return { total: Number(root.dataset.total), weights: rows.map(cells) };
}"""


#: Delays each message between browser and server by a random time, both ways; their order stays.
_DELAYED = """(() => {
  let state = %(seed)d + 1;
  const random = () => (state = (state * 48271) %% 2147483647) / 2147483647;
  const queue = (deliver) => {
    let last = Promise.resolve();
    return (...given) => {
      const wait = new Promise((done) => setTimeout(done, random() * %(longest)d));
      last = Promise.all([last, wait]).then(() => deliver(...given));
    };
  };
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.sendLater = queue((data) => this.readyState === 1 && super.send(data));
    }
    send(data) { this.sendLater(data); }
    addEventListener(type, handler, ...options) {
      const heard = type === "message" ? queue((event) => handler(event)) : handler;
      super.addEventListener(type, heard, ...options);
    }
  };
})();"""


class Learner:
    """Does things on the Kernels page at random, and remembers what was set last."""

    def __init__(self, visitor, seed: int) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.random = random.Random(seed)
        self.weights = kernels.parse(START["custom_text"]).tolist()
        self.at = [0, 0, 0]
        self.done: list[str] = []

    @property
    def linked(self) -> Linked:
        return Linked(self.page)

    def act(self) -> None:
        """Do one thing, chosen at random."""
        does = self.random.choice(
            [self.drag, self.type, self.type, self.pin, self.pin, self.zoom, self.undo, self.leave, self.back]
        )
        self.done.append(does.__name__)
        does()

    def cell(self) -> tuple[int, int]:
        return self.random.randrange(3), self.random.randrange(3)

    def type(self) -> None:
        """Type a weight over."""
        i, j = self.cell()
        value = self.random.randrange(-9, 10)
        field = self.linked.weight(i, j)
        field.fill(str(value))
        field.press("Enter")
        self.weights[i][j] = float(value)

    def drag(self) -> None:
        """Drag a weight up or down, and let go."""
        i, j = self.cell()
        field, mouse = self.linked.weight(i, j), self.page.mouse
        box = field.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x, y + self.random.choice([-40, 40]), steps=3)
        mouse.up()
        self.weights[i][j] = float(field.get_attribute("title"))

    def undo(self) -> None:
        """Undo the last change of the kernel, if there is one."""
        button = self.linked.root.get_by_role("button", name="Undo", exact=True).first
        if button.is_enabled():
            button.click()
            self.weights = self.page.evaluate(SHOWN)["weights"]

    def pin(self) -> None:
        """Pin an output."""
        row, column = self.random.randrange(4), self.random.randrange(4)
        linked = self.linked
        linked.root.get_by_role("button", name="Show all").click()
        linked.results((4, 4)).click(row, column)
        self.at = [0, row, column]

    def zoom(self) -> None:
        """Zoom in or out."""
        self.linked.root.get_by_role("button", name=self.random.choice(["Zoom in", "Show all"])).click()

    def leave(self) -> None:
        """Go to another page and back."""
        self.visitor.menu("Pooling").click()
        self.visitor.arrive("Pooling")
        self.visitor.menu("Kernels").click()
        self.arrive()

    def back(self) -> None:
        """Go to another page, and back by the browser's button."""
        self.visitor.menu("Pooling").click()
        self.visitor.arrive("Pooling")
        self.page.go_back()
        self.arrive()

    def arrive(self) -> None:
        expect(self.page.get_by_role("heading", name="Kernels")).to_be_visible()
        expect(self.page.locator(".linked")).to_be_visible()

    def faults(self) -> list[str]:
        """Rest, and say what does not agree: the map, the controls, the address, and what was done."""
        self.page.wait_for_function(AT_REST)
        shown, held = self.page.evaluate(SHOWN), self.page.evaluate(HELD)
        query = {key: texts[0] for key, texts in parse_qs(urlsplit(self.page.url).query).items()}
        picture = images.load_sample(PICTURE).astype(np.float64)
        wanted = np.array(self.weights)
        total = operators.conv2d(picture, operators.on_grid(wanted).astype(np.float64))[tuple(self.at[1:])]
        field = self.page.get_by_label("Weights", exact=True)
        expect(field).to_have_count(1)
        expect(field).not_to_have_value("")
        faults = {
            "weights shown": np.allclose(shown["weights"], wanted, atol=1e-6),
            "number shown": abs(shown["total"] - total) < 1e-3,
            "weights in the field": np.allclose(kernels.parse(field.input_value()), wanted),
            "weights in the address": np.allclose(kernels.parse(query["custom_text"]), wanted),
            "place in the address": query.get("at", "0.0.0") == ".".join(map(str, self.at)),
            "place held": held["at"] == self.at,
            "zoom in the address": query.get("zoom", "1-1")
            == "-".join(f"{factor:g}" for factor in held["zoom"]),
        }
        told = f"done {self.weights} at {self.at}; shown {shown}; held {held}; address {query}"
        return [f"{name} ({told})" for name, agrees in faults.items() if not agrees]


def torture(visitor, seed: int, actions: int = ACTIONS) -> list[str]:
    """Do random actions, and give what did not agree at the rests between them."""
    visitor.page.add_init_script(_DELAYED % {"longest": LONGEST_DELAY, "seed": seed})
    visitor.go("kernels", **START)
    learner, faults = Learner(visitor, seed), []
    learner.linked.at_rest()
    for number in range(1, actions + 1):
        learner.act()
        if number % REST_EVERY == 0 or number == actions:
            found = learner.faults()
            faults += [
                f"seed {seed}, action {number} ({', '.join(learner.done[-REST_EVERY:])}): {fault}"
                for fault in found
            ]
            if found:
                break
    return faults


def _busy() -> None:
    while True:
        pass


@contextmanager
def busy_loops(count: int) -> Iterator[None]:
    """Keep processors busy meanwhile."""
    loops = [Process(target=_busy, daemon=True) for _ in range(count)]
    for loop in loops:
        loop.start()
    try:
        yield
    finally:
        for loop in loops:
            loop.kill()
