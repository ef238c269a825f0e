"""Random actions of a learner on a slow connection, and what must agree at rest.

How many, how long and how slow: see the options in ``conftest.py``.
"""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Process
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import TimeoutError as Timeout
from playwright.sync_api import expect

from cnnviz import images, kernels
from cnnviz.filtering import Choice, built, convolve
from cnnviz.geometry import Geometry
from cnnviz.kernels import CATALOGUE
from tests.browser.linked_page import Linked
from tests.browser.waits import until_page

#: After how many actions the learner rests, and everything is compared.
REST_EVERY = 20
PICTURE = "counting-6"
#: Kernels of one size: the learner's own, one with a slider, and one of eight channels.
OWN, SLID, COMBINED = "custom", "sharpen", "kirsch_maximum"
ABOUT_TO_RUN = 15  # s
POLLING = 100  # ms; at each frame, many pages at once would keep the processors busy
PAUSE = f"() => new Promise((done) => setTimeout(done, {POLLING}))"
START = {"img": PICTURE, "kernel": OWN, "custom_text": "1 2 3\n4 5 6\n7 8 9"}
OUTPUTS = (4, 4)

#: What the window's store holds of the view on the page.
HELD = "() => ({ ...globalThis.cnnvizViews?.get('kernels')?.fields })"
#: The page that is drawn, and the one that was gone to last.
GOING = "() => [globalThis.cnnvizReports?.page, globalThis.cnnvizReports?.wanted]"
AT_REST = """() => {
  const view = globalThis.cnnvizViews?.get("kernels");
  const app = document.querySelector("[data-testid=stApp]");
  return Boolean(view?.isAtRest()) && app.dataset.testScriptState === "notRunning" && cnnvizOnTheWay === 0;
}"""
SHOWN = """() => {
  const root = [...document.querySelectorAll("*")]
    .map((element) => element.shadowRoot?.querySelector(".linked")).find(Boolean);
  if (!root) return null;
  const cells = (row) => [...row.querySelectorAll("input")].map((input) => Number(input.title));
  const rows = [...root.querySelectorAll(".detail-editor tr")];
  const large = [...root.querySelectorAll(".detail-chip")].findIndex((chip) => chip.ariaPressed === "true");
  return { total: Number(root.dataset.total), weights: rows.map(cells), large };
}"""
#: Two steps of the grid of weights below 16. A kernel keeps its sum where its weights are rounded, so the
#: page may round one up that this test rounds down. What is dragged or typed differs by 0.1 at least.
ROUNDED = 2 * 2.0**-20
#: Does the view show these weights? Of a kernel that cannot be edited there are none, but channels.
SHOWS = f"""(weights) => {{
  const shown = ({SHOWN})();
  if (!weights || !shown) return shown?.large >= 0;
  const differ = (cell, i, j) => Math.abs(cell - weights[i][j]) > {ROUNDED};
  const isShown = shown.weights.length > 0;
  return isShown && !shown.weights.some((row, i) => row.some((cell, j) => differ(cell, i, j)));
}}"""
#: The page that the browser's Back button leads to, as its address has it.
BEFORE = "() => navigation.entries()[navigation.currentEntry.index - 1]?.url ?? ''"
AFTER = "() => navigation.entries()[navigation.currentEntry.index + 1]?.url ?? ''"
#: Presses Undo if it can be pressed, and says whether it could.
UNDO = "(button) => { const can = !button.disabled; if (can) button.click(); return can; }"

#: Delays each message between browser and server by a random time, both ways; their order stays.
_DELAYED = """(() => {
  let state = %(seed)d + 1;
  const random = () => (state = (state * 48271) %% 2147483647) / 2147483647;
  globalThis.cnnvizOnTheWay = 0;
  const queue = (deliver) => {
    let last = Promise.resolve();
    return (...given) => {
      cnnvizOnTheWay += 1;
      const wait = new Promise((done) => setTimeout(done, random() * %(longest)d));
      last = Promise.all([last, wait]).then(() => {
        cnnvizOnTheWay -= 1;
        deliver(...given);
      });
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


def address_of(page) -> dict[str, str]:
    """The settings in the address."""
    address = page.evaluate("location.href")
    return {key: texts[0] for key, texts in parse_qs(urlsplit(address).query).items()}


class Learner:
    """Does things on the Kernels page at random, and remembers what was set last.

    Attributes
    ----------
    kernel : str
        The one that was chosen, or that became the learner's own by an edit.
    own : list of list of float
        The weights of the learner's own kernel, as they were typed last.
    has_chosen : bool
        Whether a kernel was chosen and not looked at yet.
    amount : float
        The parameter of the kernel with a slider.
    large : int or None
        The channel that was chosen of the kernel that has several.
    at : list of int
        The output that was pinned.
    """

    def __init__(self, visitor, seed: int) -> None:
        self.visitor, self.page = visitor, visitor.page
        self.random = random.Random(seed)
        self.kernel, self.amount, self.large = OWN, 1.0, None
        self.own = kernels.parse(START["custom_text"]).tolist()
        self.has_chosen = False
        self.at = [0, 0, 0]
        self.done: list[str] = []

    @property
    def linked(self) -> Linked:
        return Linked(self.page)

    def act(self) -> None:
        """Do one thing, chosen at random."""
        edits = [self.drag, self.type, self.type, self.undo]
        own = {OWN: edits, SLID: [*edits, self.slide, self.slide], COMBINED: [self.channel, self.channel]}
        looks = [self.pin, self.pin, self.zoom]
        pages = [self.leave, self.turn_back, self.turn_back, self.step_forward, self.forward]
        does = self.random.choice([*own[self.kernel], *looks, *pages, self.choose])
        self.done.append(does.__name__)
        try:
            does()
        except (Timeout, AssertionError) as error:  # what was waited for did not come: say of what, and when
            raise AssertionError(f"after {', '.join(self.done)}: {self.told()}") from error

    def choice(self) -> Choice:
        """The kernel as it must be now."""
        text = "\n".join(" ".join(map(str, row)) for row in self.own)
        values = {OWN: {"text": text}, SLID: {"amount": self.amount}, COMBINED: {}}
        return built(CATALOGUE[self.kernel], values[self.kernel])

    def weights(self) -> list[list[float]]:
        return self.choice().kernels[0].tolist()

    def see(self) -> Linked:
        """Look at the kernel that was chosen, before doing something with it.

        After a choice the page may still show the kernel of before, and even the same as is chosen.
        """
        if self.has_chosen:
            self.rest()
            self.has_chosen = False
        until_page(self.page, SHOWS, arg=None if self.kernel == COMBINED else self.weights(), pause=PAUSE)
        return self.linked

    def rest(self) -> None:
        """Wait until the page and the server have heard all of each other."""
        until_page(self.page, AT_REST, pause=PAUSE)

    def make_own(self, i: int, j: int, value: float) -> None:
        weights = self.weights()
        if weights[i][j] != value:  # else nothing has changed
            weights[i][j] = value
            self.become_own(weights)

    def become_own(self, weights: list[list[float]]) -> None:
        self.own, self.kernel = weights, OWN

    def cell(self) -> tuple[int, int]:
        return self.random.randrange(3), self.random.randrange(3)

    def type(self) -> None:
        """Type a weight over."""
        i, j = self.cell()
        value = self.random.randrange(-9, 10)
        field = self.see().weight(i, j)
        field.fill(str(value))
        field.press("Enter")
        self.make_own(i, j, float(value))

    def drag(self) -> None:
        """Drag a weight up or down, and let go."""
        i, j = self.cell()
        field, mouse = self.see().weight(i, j), self.page.mouse
        field.hover()
        box = field.evaluate("field => field.getBoundingClientRect().toJSON()")
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        mouse.move(x, y)
        mouse.down()
        mouse.move(x, y + self.random.choice([-40, 40]), steps=3)
        mouse.up()
        self.make_own(i, j, float(field.get_attribute("title")))

    def undo(self) -> None:
        """Undo the last change of the kernel, if there is one."""
        button = self.see().root.get_by_role("button", name="Undo", exact=True).first
        if button.evaluate(UNDO):
            self.become_own(self.shown()["weights"])

    def shown(self) -> dict:
        """What the view shows, once it is there: a run may just be drawing it anew."""
        return until_page(self.page, SHOWN, pause=PAUSE)

    def slide(self) -> None:
        """Move a slider by a step."""
        self.see()
        slider = self.page.get_by_role("slider", name="Amount")
        slider.press(self.random.choice(["ArrowLeft", "ArrowRight"]))
        self.amount = float(slider.input_value())

    def channel(self) -> None:
        """Look at one of the channels."""
        self.large = self.random.randrange(8)
        self.see().root.locator(".detail-chip").nth(self.large).click()

    def choose(self) -> None:
        """Choose another kernel, also the one that an edit was made of a moment ago."""
        kernel = self.random.choice([name for name in (OWN, SLID, COMBINED) if name != self.kernel])
        self.has_chosen = True
        self.kernel, self.large = kernel, None  # a channel is chosen of one kernel
        self.visitor.choose("Kernel", CATALOGUE[self.kernel].title)

    def pin(self) -> None:
        """Pin an output."""
        row, column = self.random.randrange(OUTPUTS[0]), self.random.randrange(OUTPUTS[1])
        linked = self.linked
        linked.root.get_by_role("button", name="Show all").click()
        linked.results(OUTPUTS).click(row, column)
        self.at = [0, row, column]

    def zoom(self) -> None:
        """Zoom in or out."""
        self.linked.root.get_by_role("button", name=self.random.choice(["Zoom in", "Show all"])).click()

    def go(self) -> None:
        self.visitor.menu("Pooling").click()
        self.visitor.arrive("Pooling")

    def leave(self) -> None:
        """Go to another page and back."""
        self.go()
        self.visitor.menu("Kernels").click()
        self.arrive()

    def back(self) -> None:
        """Go to another page, and back by the browser's button."""
        self.go()
        self.page.go_back()
        self.arrive()

    def forward(self) -> None:
        """Go to another page, back and forward by the browser's buttons, and back."""
        self.back()
        self.page.go_forward()
        self.visitor.arrive("Pooling")
        self.page.go_back()
        self.arrive()

    def turn_back(self) -> None:
        """Press Back right after what was done here: to an earlier step, or to another page and forward."""
        if not self.page.evaluate(BEFORE):
            self.leave()
            return
        self.page.go_back()
        if "/kernels" in self.page.url:
            self.take_address()
            return
        self.visitor.arrive("Pooling")
        self.page.go_forward()
        self.arrive()

    def step_forward(self) -> None:
        """Press the browser's Forward where it leads to what was undone on this page."""
        if "/kernels" in self.page.evaluate(AFTER):
            self.page.go_forward()
            self.take_address()

    def take_address(self) -> None:
        """Expect the page to be as the entry that was gone to says."""
        query = address_of(self.page)
        self.has_chosen, self.large = False, None
        self.kernel = query.get("kernel", "sobel")
        self.at = [int(number) for number in query.get("at", "0.0.0").split(".")]
        if self.kernel == OWN:
            self.own = kernels.parse(query["custom_text"]).tolist()
        if self.kernel == SLID:
            self.amount = float(query.get("sharpen_amount", 1))

    def arrive(self) -> None:
        expect(self.page.get_by_role("heading", name="Kernels", exact=True)).to_be_visible()
        expect(self.page.locator(".linked")).to_be_visible()

    def faults(self) -> list[str]:
        """Rest, and say what does not agree: the map, the controls, the address, and what was done."""
        end = time.monotonic() + ABOUT_TO_RUN
        while True:
            self.rest()
            found = self.disagreements()
            if not found or time.monotonic() > end:  # the server may just be about to run
                return found

    def disagreements(self) -> list[str]:
        shown, held = self.shown(), self.page.evaluate(HELD)
        query = address_of(self.page)
        choice, how = self.choice(), Geometry((1, 1), 0, (1, 1), "constant", "floor")
        picture = images.load_sample(PICTURE)
        total = convolve(picture, choice, how, how.plan(picture.shape, choice.size))[tuple(self.at[1:])]
        agrees = {
            "kernel in the list": self.is_in_list(choice.spec),
            "kernel in the address": query.get("kernel", "sobel") == self.kernel,
            "number shown": abs(shown["total"] - total) < 1e-3,
            "place in the address": query.get("at", "0.0.0") == ".".join(map(str, self.at)),
            "place held": held["at"] == self.at,
            "zoom in the address": query.get("zoom", "1-1")
            == "-".join(f"{factor:g}" for factor in held["zoom"]),
        }
        agrees |= {OWN: self.own_agrees, SLID: self.slid_agrees, COMBINED: self.large_agrees}[self.kernel](
            query
        )
        wrong = [name for name, agree in agrees.items() if not agree]
        return [f"{', '.join(wrong)} ({self.told()})"] if wrong else []

    def told(self) -> str:
        """Say all that is known, for whoever looks for the fault."""
        shown, held, address, going = map(self.page.evaluate, (SHOWN, HELD, "location.href", GOING))
        return f"done {vars(self)}; shown {shown}; held {held}; address {address}; drawn and wanted {going}"

    def is_in_list(self, spec) -> bool:
        return self.linked.root.get_by_label("Kernel", exact=True).first.input_value() == spec.key

    def own_agrees(self, query: dict) -> dict[str, bool]:
        field = self.page.get_by_label("Weights", exact=True)
        typed = field.input_value() if field.count() == 1 else ""
        return {
            "weights shown": self.page.evaluate(SHOWS, self.own),
            "weights in the field": bool(typed) and np.allclose(kernels.parse(typed), self.own),
            "weights in the address": np.allclose(
                kernels.parse(query.get("custom_text", "0")), self.own, atol=1e-6
            ),
        }

    def slid_agrees(self, query: dict) -> dict[str, bool]:
        slider = self.page.get_by_role("slider", name="Amount")
        return {
            "weights shown": self.page.evaluate(SHOWS, self.weights()),
            "slider": slider.count() == 1 and float(slider.input_value()) == self.amount,
            "slider in the address": float(query.get("sharpen_amount", 1)) == self.amount,
        }

    def large_agrees(self, _: dict) -> dict[str, bool]:
        shown = self.shown()
        return {"large channel": self.large is None or shown["large"] == self.large}


def torture(visitor, seed: int, actions: int, delay: int) -> list[str]:
    """Do random actions, and give what did not agree at the rests between them.

    Each message is delayed by up to `delay` ms.
    """
    visitor.page.add_init_script(_DELAYED % {"longest": delay, "seed": seed})
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
