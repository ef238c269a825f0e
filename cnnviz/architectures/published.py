"""Errors on ImageNet as they were published, each with how it was measured and where it stands."""

from __future__ import annotations

from typing import Final, NamedTuple


class Error(NamedTuple):
    """A share of pictures whose class is not among the five likeliest.

    Attributes
    ----------
    percent : float
    how : str
        How it was measured.
    source : str
    """

    percent: float
    how: str
    source: str


_ONE_CROP: Final = "one crop from the middle of each validation picture"
_TEN_CROPS: Final = "ten crops of each validation picture, averaged"
_SOME: Final = "one crop of each validation picture, without those that its paper leaves out"
_WEIGHTS: Final = "torchvision, documentation of the weights IMAGENET1K_V1"


def _one_crop(right: float) -> Error:
    """Turn the accuracy that torchvision states into the error."""
    return Error(round(100 - right, 3), _ONE_CROP, _WEIGHTS)


#: What is compared: measured by torchvision in the same way for all, where it has the network. AlexNet was
#: trained with groups, so its error is not that of the network without them.
COMPARED: Final[dict[str, Error]] = {
    "alexnet_grouped": Error(
        18.2, _TEN_CROPS, "Krizhevsky, Sutskever and Hinton (2012), table 2, one network"
    ),
    "vgg16": _one_crop(90.382),
    "vgg19": _one_crop(90.876),
    "googlenet": _one_crop(89.53),
    "inception_v3": _one_crop(93.45),
    "inception_v4": Error(5.0, _SOME, "Szegedy, Ioffe, Vanhoucke and Alemi (2016), table 2"),
    "resnet18": _one_crop(89.078),
    "resnet34": _one_crop(91.42),
    "resnet50": _one_crop(92.862),
    "resnet101": _one_crop(93.546),
    "resnet152": _one_crop(94.046),
}
