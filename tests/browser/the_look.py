"""Measures a page that is open: how small its text is, what is cut off, and what lies on the first screen."""

from typing import NamedTuple

#: For JavaScript: all elements, those of components too, whether one is seen, and the text of its own.
ELEMENTS = """
  const within = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...inside(one)]);
  const inside = (one) => (one.shadowRoot ? within(one.shadowRoot) : []);
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const ownText = (one) => [...one.childNodes].map((node) => (node.nodeType === 3 ? node.data : "")).join("");
"""
#: What draws by itself, and counts how often it has.
DRAWING = (
    ".maps",
    ".columns",
    ".linked",
    ".activation",
    ".softmax",
    ".architectures",
    ".design",
    ".channels",
    ".layers",
    ".starts",
    ".glossary",
    "div.pixels",  # an exercise has a table of pixels, too
    ".shift",
    ".stack",
    ".normal",
    ".transposed",
    ".worked",
    ".exercise",
    ".course",
    ".printing",
    ".guide",
    ".backward",
    ".series",
    ".classes",
    ".classwork",
    ".board",
    ".together",
    ".class-code",
)
_DRAWING = f"""
  const drawn = "{", ".join(DRAWING)}";
  const isOfComponent = (one) => one.getRootNode() !== document && one.matches(drawn);
  const drawing = within(document).filter(isOfComponent);
  const areDrawn = drawing.every((one) => one.dataset.paints);
"""
#: Whether all components that are there say, by counting how often they have drawn, that they have.
NONE_TO_COME = f"() => {{ {ELEMENTS} {_DRAWING} return areDrawn; }}"
#: Whether there are some, and all are on the screen.
ALL_DRAWN = f"() => {{ {ELEMENTS} {_DRAWING} return drawing.length > 0 && areDrawn; }}"
_WORDS = """
  const isNoText = (one) => one.closest("[data-testid=stIconMaterial], svg.icon, style, script, noscript");
  const words = within(document.body).filter((one) => {
    const { width, height } = one.getBoundingClientRect();
    return width > 1 && height > 1 && ownText(one).trim() && !isNoText(one) && isSeen(one);
  });
"""
#: Numbers, and text of any kind, that are smaller than they may be; what is drawn on canvases is not seen.
_SMALL_TEXT = f"""([number, any]) => {{
  {ELEMENTS} {_WORDS}
  const scaleOf = (one) => one.ownerSVGElement?.getScreenCTM().a ?? 1;
  const sizeOf = (one) => parseFloat(getComputedStyle(one).fontSize) * scaleOf(one);
  const leastOf = (one) => (/^[\\d\\s.,−+×%-]+$/.test(ownText(one)) ? number : any);
  const small = words.filter((one) => sizeOf(one) < leastOf(one) - 0.05);
  return small.map((one) => `${{sizeOf(one).toFixed(1)}} px: ${{ownText(one).trim().slice(0, 40)}}`);
}}"""
#: What scrolls sideways, and text that is cut off without a sign that there is more.
_CUT_OFF = f"""() => {{
  {ELEMENTS} {_WORDS}
  const isWider = (one) => one.scrollWidth > one.clientWidth + 1;
  const hides = (one) => {{
    const {{ overflowX, textOverflow, clipPath }} = getComputedStyle(one);
    const isCut = textOverflow === "clip" || one.closest(".stMain :is(button, label, [role=radio])");
    return ["hidden", "clip"].includes(overflowX) && isCut && clipPath === "none";
  }};
  const scrolls = [document.documentElement, document.querySelector(".stMain")].filter(isWider);
  const cut = words.filter((one) => one.clientWidth > 1 && isWider(one) && hides(one));
  const pen = document.createElement("canvas").getContext("2d");
  const isCutChoice = (one) => {{
    const {{ font, paddingLeft, paddingRight }} = getComputedStyle(one);
    pen.font = font;
    const chosen = pen.measureText(one.selectedOptions[0]?.text ?? "").width;
    return chosen > one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) + 1;
  }};
  const isList = (one) => one.tagName === "SELECT" && one.clientWidth > 1 && isSeen(one);
  const lists = within(document.body).filter(isList);
  const isField = (one) => one.matches("input:not([type=range], [type=checkbox], [type=radio], [type=file])");
  const fields = within(document.body).filter((one) => isField(one) && one.clientWidth > 1 && isSeen(one));
  return [
    ...fields.filter((one) => one.value && isWider(one)).map((one) => `cut off in its field: ${{one.value}}`),
    ...lists.filter(isCutChoice).map((one) => `cut off in its list: ${{one.selectedOptions[0].text}}`),
    ...scrolls.map((one) => `${{one.tagName}} scrolls sideways`),
    ...cut.map((one) => `cut off: ${{one.textContent.slice(0, 40)}}`),
  ];
}}"""
#: Fields of numbers without the buttons beside them: Streamlit leaves these out where the field is narrow.
_WITHOUT_BUTTONS = f"""() => {{
  {ELEMENTS}
  const fields = [...document.querySelectorAll(".stMain .stNumberInput")].filter(isSeen);
  return fields.filter((field) => ![...field.querySelectorAll("button")].some(isSeen))
    .map((field) => `no buttons: ${{field.textContent.trim()}}`);
}}"""
#: Lists of maps that run past the edge of what they lie in.
_PAST_THE_EDGE = f"""() => {{
  {ELEMENTS}
  const lists = within(document).filter((one) => one.matches(".columns > .list") && isSeen(one));
  const runsOn = lists.filter((one) => one.scrollWidth > one.clientWidth + 1);
  return runsOn.map((one) => `past the edge: ${{one.ariaLabel}}`);
}}"""
#: Numbers and names of a table that touch the frame they stand in, or stick out of it.
_TIGHT = f"""() => {{
  {ELEMENTS}
  const cells = within(document).filter((one) => one.matches(".confusion :is(th, button)") && isSeen(one));
  const touches = (one) => {{
    const words = document.createRange();
    words.selectNodeContents(one);
    const [text, box] = [words, one].map((of) => of.getBoundingClientRect());
    const frame = parseFloat(getComputedStyle(one).borderLeftWidth);
    return text.left < box.left + frame + 0.5 || text.right > box.right - frame - 0.5;
  }};
  return cells.filter(touches).map((one) => `tight: ${{one.textContent}}`);
}}"""
#: Maps that are smaller than so many px.
_SMALL_MAPS = """(all, least) => {
  const boxes = all.map((one) => one.getBoundingClientRect());
  const sides = boxes.map(({ width, height }) => Math.min(width, height));
  return sides.length && Math.min(...sides) >= least ? [] : [`${Math.min(...sides)} px`];
}"""
#: What begins farther left than the page's title while it is presented.
_LEFT_OF_THE_TITLE = f"""(drawer) => {{
  {ELEMENTS} {_WORDS}
  const edge = document.querySelector(".st-key-title h1").getBoundingClientRect().left - 1;
  const maps = within(document).filter((one) => one.tagName === "CANVAS" && isSeen(one));
  // A linked view's cells are as wide as their host; the canvas has room for marks around it.
  const shown = [...words, ...maps.map((one) => one.closest(".host") ?? one)];
  const isInDrawer = (one) => (one.getRootNode().host ?? one).closest(drawer); // it may be on its way out
  const isOnPage = (one) => one.getBoundingClientRect().right > 0 && !isInDrawer(one);
  return shown.filter((one) => isOnPage(one) && one.getBoundingClientRect().left < edge)
    .map((one) => `left of the title: ${{one.textContent || one.className || one.tagName}}`);
}}"""
#: Those that reach below an edge.
_BELOW = """(all, edge) => (all.length ? [] : ["nothing is there"])
  .concat(all.filter((one) => one.getBoundingClientRect().bottom > edge)
    .map((one) => `behind the drawer: ${one.ariaLabel ?? one.className}`))"""
_CONTAINERS = """(one) => {
  const found = [];
  const outer = (at) => at.assignedSlot ?? at.parentNode ?? at.host;
  for (let at = outer(one.closest(".drawer")); at && at !== document; at = outer(at)) {
    const isContainer = at instanceof Element && getComputedStyle(at).containerType !== "normal";
    if (isContainer) found.push(`in a container: ${at.className}`);
  }
  return found;
}"""
#: Buttons and links that are filled with the accent, of which a screen has one at most.
_PRIMARY = f"""() => {{
  {ELEMENTS}
  const trial = document.querySelector(".stApp").appendChild(document.createElement("i"));
  trial.style.color = "var(--act)";
  const act = getComputedStyle(trial).color;
  trial.remove();
  const isFilled = (one) => getComputedStyle(one).backgroundColor === act;
  const filled = within(document).filter((one) => one.matches("button, a") && isSeen(one) && isFilled(one));
  return filled.length > 1 ? filled.map((one) => `primary: ${{one.textContent.trim()}}`) : [];
}}"""
#: Pairs of level texts that run into each other, of what is on the screen and not covered in its middle.
_TOUCHING = f"""() => {{
  {ELEMENTS} {_WORDS}
  const topmost = (x, y) => {{
    let met = document.elementFromPoint(x, y);
    while (met?.shadowRoot) {{
      const inner = met.shadowRoot.elementFromPoint(x, y);
      if (!inner || inner === met) return met;
      met = inner;
    }}
    return met;
  }};
  const isMet = (one, {{ left, right, top, bottom }}) => {{
    const met = topmost((left + right) / 2, (top + bottom) / 2);
    return met === one || one.contains(met) || met?.contains(one);
  }};
  const textsOf = (one) => [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
  const level = words.filter((one) => getComputedStyle(one).writingMode === "horizontal-tb");
  const boxes = level.flatMap((one) => textsOf(one).flatMap((node) => {{
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((box) => box.width > 2 && isMet(one, box))
        .map((box) => ({{ one, text: node.data.trim().slice(0, 30), box }}));
    }}));
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const run = ([a, b]) => a.one !== b.one && !a.one.contains(b.one) && !b.one.contains(a.one)
    && across(a.box, b.box) > 1 && down(a.box, b.box) > 0.5 * Math.min(a.box.height, b.box.height);
  const pairs = boxes.flatMap((a, n) => boxes.slice(n + 1).map((b) => [a, b])).filter(run);
  return [...new Set(pairs.map(([a, b]) => `“${{a.text}}” runs into “${{b.text}}”`))];
}}"""
#: How far what should agree lies apart in px: edges, middles or sizes of all that is seen of a selector.
_APART = """(all, edge) => {
  const measures = {
    left: ({ left }) => left, top: ({ top }) => top, middle: ({ top, bottom }) => (top + bottom) / 2,
    width: ({ width }) => width, height: ({ height }) => height,
  };
  const isSeen = ({ width, height }) => width > 1 && height > 1;
  const boxes = all.map((one) => one.getBoundingClientRect()).filter(isSeen);
  const found = boxes.map(measures[edge]);
  return found.length ? Math.max(...found) - Math.min(...found) : 0;
}"""
_LINES = """(one) => {
  const lines = [];
  let last = null;
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    [...walker.currentNode.data].forEach((letter, n) => {
      const range = document.createRange();
      range.setStart(walker.currentNode, n);
      range.setEnd(walker.currentNode, n + 1);
      const { bottom, width } = range.getBoundingClientRect();
      if (!width) return;
      if (last === null || bottom > last + 4) lines.push("");
      last = bottom;
      lines[lines.length - 1] += letter;
    });
  }
  return lines.map((line) => line.trim());
}"""
_ON_SCREEN = """(all) => all.some((one) => {
  const { left, top, right, bottom, width, height } = one.getBoundingClientRect();
  return width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true })
    && left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
})"""


#: The drawer of a presented page: see assets/components/present.css.
DRAWER = (
    ".st-key-drawer, .st-key-above_drawer, "
    ":is(.st-key-lesson, .st-key-why, .st-key-neurons_body) > div > .stHorizontalBlock > :first-child"
)


class Size(NamedTuple):
    """A screen, and the least sizes of letters on it in px."""

    width: int
    height: int
    present: bool
    number: int
    text: int


SIZES = {
    "laptop": Size(1366, 768, present=False, number=13, text=13),
    "small projector": Size(1280, 720, present=True, number=20, text=20),
    "projector": Size(1920, 1080, present=True, number=30, text=20),
    "tablet": Size(820, 1180, present=False, number=13, text=13),
    "phone": Size(390, 844, present=False, number=13, text=13),
}


def small_text(page, size: Size) -> list[str]:
    return page.evaluate(_SMALL_TEXT, [size.number, size.text])


def cut_off(page) -> list[str]:
    return page.evaluate(_CUT_OFF)


def without_buttons(page) -> list[str]:
    return page.evaluate(_WITHOUT_BUTTONS)


def past_the_edge(page) -> list[str]:
    return page.evaluate(_PAST_THE_EDGE)


def tight(page) -> list[str]:
    return page.evaluate(_TIGHT)


def small_maps(page, at: str, least: int) -> list[str]:
    """Say how small the smallest of some maps is, if that is too small."""
    return page.locator(at).evaluate_all(_SMALL_MAPS, least)


def left_of_the_title(page) -> list[str]:
    return page.evaluate(_LEFT_OF_THE_TITLE, DRAWER)


def behind_the_drawer(page, wanted: str) -> list[str]:
    """Name what the open drawer covers, in whole or in part, of what a selector finds."""
    return below(page.locator(wanted), page.locator(DRAWER).first.bounding_box()["y"])


def below(found, edge: float) -> list[str]:
    """Name what reaches below an edge; it is a fault, too, if nothing is there."""
    return found.evaluate_all(_BELOW, edge)


def containers(control) -> list[str]:
    """Name the containers around the sheet of a control, in which older browsers would fix it."""
    return control.evaluate(_CONTAINERS)


def not_on_the_first_screen(page, wanted: dict[str, str]) -> list[str]:
    """Name what should lie on the screen as it is, whole, and does not; selectors by the names of things."""
    return [name for name, at in wanted.items() if not page.locator(at).evaluate_all(_ON_SCREEN)]


def touching(page) -> list[str]:
    return page.evaluate(_TOUCHING)


def primaries(page) -> list[str]:
    """Name the primary buttons of a screen, if there are several."""
    return page.evaluate(_PRIMARY)


def out_of_line(page, wanted: dict[str, tuple[str, str]]) -> list[str]:
    """Name what should agree in an edge, a middle or a size, and does not; (edge, selector) by names."""
    apart = {name: page.locator(at).evaluate_all(_APART, edge) for name, (edge, at) in wanted.items()}
    return [f"{name}: {px:.1f} px apart" for name, px in apart.items() if px > 1]


def lines_of(page, at: str) -> list[str]:
    """The lines of a text, as they are broken."""
    return page.locator(at).first.evaluate(_LINES)
