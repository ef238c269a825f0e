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
    ".channels",
    ".layers",
    ".starts",
    ".glossary",
    ".pixels",
    ".shift",
    ".transposed",
)
#: Whether all components are on the screen that say so, by counting how often they have drawn.
ALL_DRAWN = f"""() => {{
  {ELEMENTS}
  const drawn = "{", ".join(DRAWING)}";
  const isOfComponent = (one) => one.getRootNode() !== document && one.matches(drawn);
  const drawing = within(document).filter(isOfComponent);
  return drawing.length > 0 && drawing.every((one) => one.dataset.paints);
}}"""
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
    return ["hidden", "clip"].includes(overflowX) && textOverflow === "clip" && clipPath === "none";
  }};
  const scrolls = [document.documentElement, document.querySelector(".stMain")].filter(isWider);
  const cut = words.filter((one) => one.clientWidth > 1 && isWider(one) && hides(one));
  return [
    ...scrolls.map((one) => `${{one.tagName}} scrolls sideways`),
    ...cut.map((one) => `cut off: ${{one.textContent.slice(0, 40)}}`),
  ];
}}"""
_ON_SCREEN = """(all) => all.some((one) => {
  const { left, top, right, bottom, width, height } = one.getBoundingClientRect();
  return width > 1 && height > 1 && one.checkVisibility({ visibilityProperty: true })
    && left >= -1 && top >= -1 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
})"""


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


def not_on_the_first_screen(page, wanted: dict[str, str]) -> list[str]:
    """Name what should lie on the screen as it is, whole, and does not; selectors by the names of things."""
    return [name for name, at in wanted.items() if not page.locator(at).evaluate_all(_ON_SCREEN)]
