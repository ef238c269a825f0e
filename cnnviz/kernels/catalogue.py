"""The kernels on offer, in the order a learner meets them."""

from functools import partial
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cnnviz.kernels import compass, custom, edges, gabor, laplacian, smoothing
from cnnviz.kernels.combine import compass_maximum, direction, magnitude
from cnnviz.kernels.specs import CombinedSpec, KernelSpec, Parameter

GROUPS = (
    "Smooth",
    "Edges",
    "Compass",
    "Second derivative",
    "Sharpen & emboss",
    "Texture",
    "Combined",
    "Own",
)


def _size(default: int, low: int = 1) -> Parameter:
    return Parameter("size", "Size", default, low, 31, 1, unit="pixels")


def _sigma(default: float) -> Parameter:
    return Parameter("sigma", "Width of the bell σ", default, 0.3, 10.0, 0.1, unit="pixels")


_EDGES = Parameter("edges", "Edges", "vertical", choices=("vertical", "horizontal"))


def _magnitude(responses: ArrayLike) -> NDArray[np.float32]:
    gx, gy = np.asarray(responses)
    return magnitude(gx, gy)


def _direction(responses: ArrayLike) -> NDArray[np.float32]:
    gx, gy = np.asarray(responses)
    return direction(gx, gy)


def _maximum(responses: ArrayLike) -> NDArray[np.float32]:
    return compass_maximum(responses)[0]


def _winner(responses: ArrayLike) -> NDArray[np.uint8]:
    return compass_maximum(responses)[1]


_SOBEL = (partial(edges.sobel, "vertical"), partial(edges.sobel, "horizontal"))
_SOBEL_NAMES = ("vertical edges", "horizontal edges")
_KIRSCH = tuple(partial(compass.kirsch, side) for side in compass.DIRECTIONS)

_SPECS = (
    KernelSpec(
        "identity",
        "Identity",
        "Smooth",
        "Leaves the picture as it is: each pixel is its own answer.",
        smoothing.identity,
        view="raw",
    ),
    KernelSpec(
        "box",
        "Box (average)",
        "Smooth",
        "Replaces each pixel by the average of its surroundings; a larger kernel blurs more.",
        smoothing.box,
        (_size(3),),
        view="raw",
    ),
    KernelSpec(
        "gaussian",
        "Gaussian",
        "Smooth",
        "An average in which near pixels count more than far ones. It blurs more softly than the box.",
        smoothing.gaussian,
        (_size(5), _sigma(1.0)),
        view="raw",
    ),
    KernelSpec(
        "sobel",
        "Sobel",
        "Edges",
        "Subtracts one side of a pixel from the other, smoothed along the edge. Flat areas answer 0.",
        edges.sobel,
        (_EDGES,),
    ),
    KernelSpec(
        "prewitt",
        "Prewitt",
        "Edges",
        "As Sobel, but the three pixels of each side count the same.",
        edges.prewitt,
        (_EDGES,),
    ),
    KernelSpec(
        "scharr",
        "Scharr",
        "Edges",
        "As Sobel, with weights chosen so that the direction of a slanted edge comes out truer.",
        edges.scharr,
        (_EDGES,),
    ),
    KernelSpec(
        "kirsch",
        "Kirsch",
        "Compass",
        "Answers most where the picture is brighter on the chosen side. The eight are one kernel, turned by 45°.",
        compass.kirsch,
        (Parameter("direction", "Brighter side", "N", choices=compass.DIRECTIONS),),
    ),
    KernelSpec(
        "laplacian",
        "Laplacian",
        "Second derivative",
        "Compares a pixel with all its neighbours at once: flat areas and even slopes answer 0, a bright dot negatively.",
        laplacian.laplacian,
        (Parameter("neighbours", "Neighbours", 4, choices=(4, 8)),),
    ),
    KernelSpec(
        "laplacian_of_gaussian",
        "Laplacian of Gaussian",
        "Second derivative",
        "Smooths first, then takes the Laplacian, in one kernel. A bright spot about 3σ across stands out most; "
        "an edge is where the sign changes.",
        laplacian.laplacian_of_gaussian,
        (_size(9, low=3), _sigma(1.4)),
    ),
    KernelSpec(
        "sharpen",
        "Sharpen",
        "Sharpen & emboss",
        "Pushes each pixel away from its neighbours: the picture minus its Laplacian. Noise grows as well.",
        smoothing.sharpen,
        (Parameter("amount", "Amount", 1.0, 0.0, 5.0, 0.1),),
        view="raw",
    ),
    KernelSpec(
        "emboss",
        "Emboss",
        "Sharpen & emboss",
        "Adds the slope towards the bottom right to the picture, which looks like relief lit from the top left.",
        smoothing.emboss,
        view="raw",
    ),
    KernelSpec(
        "gabor",
        "Gabor",
        "Texture",
        "A wave under a bell: answers most to stripes of its own width and direction. Orientation 0° finds vertical "
        "stripes.",
        gabor.gabor,
        (
            _size(15),
            Parameter("wavelength", "Wavelength λ", 6.0, 2.0, 30.0, 0.5, unit="pixels"),
            Parameter("orientation", "Orientation θ", 0.0, 0.0, 180.0, 5.0, unit="°"),
            Parameter("phase", "Phase φ", 0.0, -180.0, 180.0, 15.0, unit="°"),
            _sigma(3.0),
            Parameter("aspect", "Aspect γ", 0.5, 0.1, 2.0, 0.1),
        ),
    ),
    CombinedSpec(
        "sobel_magnitude",
        "Sobel: strength",
        "Combined",
        "How strong an edge is, whatever its direction: √(gx² + gy²) of the two Sobel answers.",
        _SOBEL,
        _SOBEL_NAMES,
        _magnitude,
    ),
    CombinedSpec(
        "sobel_direction",
        "Sobel: direction",
        "Combined",
        "Which way the picture gets brighter, as an angle: 0° to the right, 90° downwards. In flat areas it means nothing.",
        _SOBEL,
        _SOBEL_NAMES,
        _direction,
        view="cyclic",
    ),
    CombinedSpec(
        "kirsch_maximum",
        "Kirsch: strongest",
        "Combined",
        "The largest of the eight compass answers: edges of every direction in one map.",
        _KIRSCH,
        compass.DIRECTIONS,
        _maximum,
    ),
    CombinedSpec(
        "kirsch_winner",
        "Kirsch: which won",
        "Combined",
        "Which of the eight compass kernels answered most. In flat areas all tie, and N is named.",
        _KIRSCH,
        compass.DIRECTIONS,
        _winner,
        view="categorical",
    ),
    KernelSpec(
        "custom",
        "Your own",
        "Own",
        "Type or paste any kernel from 1×1 to 15×15. The one to start from answers most where two diagonals cross.",
        custom.parse,
        (Parameter("text", "Weights", "1 0 1\n0 1 0\n1 0 1"),),
    ),
)

CATALOGUE = MappingProxyType({spec.key: spec for spec in _SPECS})
"""Every kernel on offer by its key, group after group."""
