"""What each method of explaining is called, and what it does and does not tell."""

from __future__ import annotations

from cnnviz.attribution.methods import Name

NAMES: dict[Name, str] = {
    "occlusion": "Occlusion",
    "evidence": "Evidence",
    "gradient": "Gradient",
    "product": "Gradient × input",
    "integrated": "Integrated gradients",
    "cam": "Grad-CAM",
}

#: What the colours of each map mean, where it is not what speaks for (orange) and against the class (blue).
_UNSIGNED: dict[Name, str] = {
    "gradient": "Orange: how steep the logit is there.",
    "cam": "Orange for; 0 and against without colour.",
}


def legend(method: Name) -> str:
    """Say what the colours of a method's map mean."""
    return _UNSIGNED.get(method, "Orange for, blue against.")


#: Two sentences on each: what it tells, and what it does not.
TELLS: dict[Name, tuple[str, str]] = {
    "occlusion": (
        "It shows how much the logit really falls when a patch is covered, because the network is run again.",
        "It does not show what two distant parts do together, and a covered picture is unlike the pictures "
        "that the network learned from.",
    ),
    "evidence": (
        "It shows which positions of the last maps make up the logit: together with the bias they add up to "
        "it.",
        "It does not show which pixels matter: the receptive field of each position is far larger than the "
        "pixels it is drawn over.",
    ),
    "gradient": (
        "It shows which pixels would change the logit fastest if they became a little lighter or darker.",
        "It does not show what the present brightness contributes: where the logit is saturated, the slope "
        "is small, however much the pixel mattered.",
    ),
    "product": (
        "It shows what each pixel would contribute if the network were linear everywhere, with the slopes it "
        "has here.",
        "It does not show what black pixels contribute. The values do not add up to the logit, because what "
        "the biases contribute belongs to no pixel.",
    ),
    "integrated": (
        "It shows how much each pixel contributes to the change of the logit on the way from a black picture "
        "to this one.",
        "It does not show what covering a pixel would do: most of the way leads through dim pictures, which "
        "the network never learned from.",
    ),
    "cam": (
        "It shows where the maps of one layer that raise the logit on average are strong.",
        "It does not show what counts against the class. And where a dense layer weights each position "
        "separately, an average says little: then the map may be empty.",
    ),
}
