"""The kernels on offer, in the order a learner meets them."""

from types import MappingProxyType

from cnnviz.kernels import compass, custom, edges, gabor, laplacian, smoothing
from cnnviz.kernels.combinations import COMBINATIONS
from cnnviz.kernels.parameters import Parameter
from cnnviz.kernels.specs import KernelSpec

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
    return Parameter("sigma", "Width of the bell curve σ", default, 0.3, 10.0, 0.1, unit="pixels")


_EDGES = Parameter("edges", "Edges", "vertical", choices=("vertical", "horizontal"))


_SPECS = (
    KernelSpec(
        "identity",
        "Identity",
        "Smooth",
        "Copies the pixel in the centre of each window. Without padding (“valid”) the picture’s border is "
        "cropped: no window has its centre there.",
        smoothing.identity,
        view="raw",
    ),
    KernelSpec(
        "box",
        "Box (average)",
        "Smooth",
        "Replaces each pixel by the average of the square around it; a larger kernel blurs more.",
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
        "Subtracts one side of a pixel from the other, smoothed along the edge. Flat areas give 0.",
        edges.sobel,
        (_EDGES,),
    ),
    KernelSpec(
        "prewitt",
        "Prewitt",
        "Edges",
        "Like Sobel, but the three pixels on each side count the same.",
        edges.prewitt,
        (_EDGES,),
    ),
    KernelSpec(
        "scharr",
        "Scharr",
        "Edges",
        "Like Sobel, with weights chosen so that the direction of a slanted edge comes out more accurately.",
        edges.scharr,
        (_EDGES,),
    ),
    KernelSpec(
        "kirsch",
        "Kirsch",
        "Compass",
        "Responds most where the picture is brighter on the chosen side. All eight are rotations of one "
        "kernel.",
        compass.kirsch,
        (Parameter("direction", "Brighter side", "N", choices=compass.DIRECTIONS),),
    ),
    KernelSpec(
        "laplacian",
        "Laplacian",
        "Second derivative",
        "Compares a pixel with its neighbours: flat areas and even slopes give 0, bright dots negative "
        "values.",
        laplacian.laplacian,
        (Parameter("neighbours", "Neighbours", 4, choices=(4, 8)),),
    ),
    KernelSpec(
        "laplacian_of_gaussian",
        "Laplacian of Gaussian",
        "Second derivative",
        "Smooths and takes the Laplacian in one kernel. A bright spot about 3σ across gives the most "
        "negative value; along an edge the sign changes.",
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
        "Adds the slope towards the bottom right to the picture, like a relief lit from the top left.",
        smoothing.emboss,
        view="raw",
    ),
    KernelSpec(
        "gabor",
        "Gabor",
        "Texture",
        "A wave under a bell curve: picks out stripes as wide as its own, in its own direction. "
        "Orientation 0° finds vertical stripes.",
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
    *COMBINATIONS,
    KernelSpec(
        "custom",
        "Your own",
        "Own",
        "Type or paste any kernel from 1×1 to 15×15. The initial kernel adds up the pixels of an X.",
        custom.parse,
        (Parameter("text", "Weights", "1 0 1\n0 1 0\n1 0 1"),),
    ),
)

CATALOGUE = MappingProxyType({spec.key: spec for spec in _SPECS})
"""Every kernel on offer by its key, group after group."""
