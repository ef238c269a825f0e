"""What the addresses of Architectures restore."""

from tests.pages.restored.opened import Opened, Told


def architectures(page: Opened) -> Told:
    """The network with its totals, the layer that is looked at, and what is unfolded."""
    sent = page.header("a_view")
    layers = sent["layers"]
    layer = layers[sent["chosen"]] if layers else None
    return {
        "network": sent["title"],
        "input": sent["input"],
        "totals": [" ".join(one) for one in sent["sums"]],
        "words": sent["words"],
        "fault": sent["fault"] or None,
        "layers": len(layers),
        "layer": [layer["name"], layer["what"], layer["made"]] if layer else None,
        "formulas": [sent["lines"][at][1] for at in layer["lines"]] if layer else None,
        "asked": page.questions("architectures"),
        "chart": page.header("a_against")["chosen"] if page.has("a_against") else None,
        "gradients": {name: value for name, (value, _) in page.facts.items()},
        "table": page.html.count("<tr"),
    }
