"""What the page on pixels says of networks, measured, and where one goes on from each of its views."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cnnviz.numbers import percent
from pages.ui.pixels.setting import Chosen
from pages.ui.pixels.source import shipped


def show_onward(chosen: Chosen, links: DeltaGenerator) -> None:
    """Say what follows for networks, with a link to the page that shows it among the links."""
    said, page, label, query = _onward(chosen)
    st.html(f'<p class="lead">{said}</p>')
    links.page_link(f"pages/{page}.py", label=label, query_params=query)


def _onward(chosen: Chosen) -> tuple[str, str, str, dict[str, str]]:
    """The sentence, the page, the link's words, and what the page is set to."""
    card = shipped().card["networks"]
    accuracy = {name: percent(facts["test"]["accuracy"]) for name, facts in card.items()}
    match chosen.show:
        case "flat":
            said = (
                "Flattening loses no number; only who was whose neighbour is not told any more. Trained on "
                "pixels shuffled in one fixed order, a dense network gets "
                f"{accuracy['mlp_permuted']} of the test images right ({accuracy['mlp']} in order): it never "
                "knew the neighbours. A CNN gets "
                f"{accuracy['cnn_permuted']} right ({accuracy['cnn']} in order)."
            )
            return said, "neurons", "Neurons: permuted pixels", {"neurons": "permuted"}
        case "near":
            said = (
                "Shuffled pixels are the same numbers, and have nothing in common with their neighbours. "
                "A kernel looks at neighbours only: it works because near pixels are alike."
            )
            return said, "kernels", "Kernels: look at neighbours", {}
        case "template":
            said = (
                "A neuron with a weight for every pixel is a template: it answers where its object stands, "
                f"not what it is. The trained ones get {accuracy['logistic']} of the test images right: "
                "the garments all stand in the middle. A kernel is a small template that is tried everywhere."
            )
            return said, "neurons", "Neurons: all ten weight pictures", {"neurons": "none"}
    said = (
        "Numbers from 0 to 255 are those of pictures in files. What a network computes of them may be "
        "negative, or larger."
    )
    return said, "kernels", "Kernels: compute with these numbers", {}
