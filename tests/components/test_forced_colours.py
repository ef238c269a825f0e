"""In forced colours maps keep their own colours, on the page that the learner's colours make."""

import pytest

from tests.components.conftest import ROOT, Workbench

LOOK = """async (tokens) => {
  const { isDark } = await import("/assets/components/theme.js");
  const { signedIn, tokenIn } = await import("/assets/components/signed.js");
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = tokens;
  const root = document.body.appendChild(document.createElement("div"));
  const signed = signedIn(root);
  const ends = [-1, 0, 1].map(signed);
  return { isDark: isDark(root), ends, here: tokenIn(root)("here"), left: root.getAttribute("style") };
}"""
SCHEMES = ("light", "dark")


def looked(chromium, scheme, forced):
    context = chromium.new_context(color_scheme=scheme, forced_colors=forced)
    try:
        bench = Workbench(context.new_page())
        tokens = (ROOT / "assets/components/tokens.css").read_text("utf-8")
        return bench.evaluate(LOOK, f"{tokens} :root {{ color-scheme: {scheme}; }}")
    finally:
        context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_map_has_the_colours_of_its_theme_in_forced_colours_too(chromium, scheme):
    found, forced = (looked(chromium, scheme, colours) for colours in ("none", "active"))
    assert found["isDark"] is forced["isDark"] is (scheme == "dark")
    assert found["ends"][0] == forced["ends"][0]
    assert found["ends"][2] == forced["ends"][2]
    assert found["here"] == forced["here"]
    assert len({tuple(end) for end in forced["ends"]}) == 3
    assert not forced["left"]
