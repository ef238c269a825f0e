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
    "gradient": "Orange: how steep the logit is there; white 0.",
    "cam": "Orange for; white 0 or against.",
}


def legend(method: Name) -> str:
    """Say what the colours of a method's map mean."""
    return _UNSIGNED.get(method, "Orange for, white 0, blue against.")


#: Two sentences on each: what it tells, and what it does not.
TELLS: dict[Name, tuple[str, str]] = {
    "occlusion": (
        "It tells how much the logit really falls when a patch is covered, because the network is run again.",
        "It does not tell what two parts far apart do together, and a covered garment is a picture unlike "
        "those the network has learned from.",
    ),
    "evidence": (
        "It tells which positions of the last maps the logit is made of: with the bias they add up to it.",
        "It does not tell which pixels matter: the receptive field of each position is far larger than the "
        "pixels it is drawn over.",
    ),
    "gradient": (
        "It tells which pixels would change the logit fastest if they became a little lighter or darker.",
        "It does not tell what the present brightness contributes: where the logit is saturated, the slope "
        "is small, however much the pixel mattered.",
    ),
    "product": (
        "It tells what each pixel would contribute if the network were as linear everywhere as it is here.",
        "It does not tell what black pixels contribute, and as the network is not linear, it does not add "
        "up to the logit.",
    ),
    "integrated": (
        "It tells how the pixels share what the logit gained on the way from a black picture to this one.",
        "It does not tell what covering a pixel would do: most of the way leads through dim pictures that "
        "the network has never learned from.",
    ),
    "cam": (
        "It tells where those maps of one layer are strong that raise the logit on average.",
        "It does not tell what speaks against the class, and where a dense layer weights each position by "
        "itself, an average says little: then the map may be empty.",
    ),
}
