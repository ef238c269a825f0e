"""The way through all pages: the menu's sections, and what Home leads to."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple


class Stop(NamedTuple):
    """A page on the way.

    Attributes
    ----------
    name : str
        The name of its file in pages/, and of the page in the address.
    title : str
        What the menu calls it.
    does : str
        What one does there: Home writes it after the title.
    """

    name: str
    title: str
    does: str


#: What comes earlier explains what comes later. A page is a row of its section.
WAY: Final[Mapping[str, tuple[Stop, ...]]] = MappingProxyType(
    {
        "Course": (
            Stop("course", "Course", "be led from one pixel to a network"),
            Stop("practise", "Practise", "answer fresh problems of every kind"),
            Stop("teach", "For teachers", "plan lessons, and print a sheet"),
            Stop("classes", "Classes", "make a class, or join one by its code"),
            Stop("classroom", "My class", "do what is due, or see who has done what"),
            Stop("together", "Predict together", "ask a whole class, and see what it thinks"),
        ),
        "Basics": (
            Stop("pixels", "Pixels", "take a photo apart into numbers"),
            Stop("neurons", "Neurons", "weigh pixels and add them up"),
            Stop("glossary", "Glossary", "look up any word of the field"),
        ),
        "Convolution": (
            Stop("kernels", "Kernels", "slide a small grid of weights over your photo"),
            Stop("activations", "Activations", "bend every number by a curve"),
            Stop("channels", "Channels", "add the partial maps of several channels"),
            Stop("pooling", "Pooling", "keep the largest number of each window"),
            Stop("shift", "Shift", "drag a picture and see its map follow"),
            Stop("stack", "Stack", "put layers on each other and find squares by hand"),
            Stop("normal_map", "Normal map", "light a photo as if it were a surface"),
            Stop("transposed", "Transposed", "make a map larger, stamp by stamp"),
            Stop("series", "1-D and 3-D", "find a heartbeat, filter a shape in space"),
            Stop("counting", "Counting", "count sizes and parameters of any layer"),
        ),
        "Networks": (
            Stop("network", "Network", "send a garment through a trained network"),
            Stop("softmax", "Softmax", "turn scores into probabilities"),
            Stop("architectures", "Architectures", "take well-known networks apart layer by layer"),
            Stop("design", "Design", "draw a network of your own, block by block"),
            Stop("autoencoder", "Autoencoder", "compress a picture and rebuild it"),
        ),
        "Look inside": (
            Stop("units", "Units", "find out what each map looks for"),
            Stop("why", "Why", "trace a prediction back to pixels"),
            Stop("evaluation", "Evaluation", "see what the network gets wrong"),
            Stop("break_it", "Break it", "silence maps, perturb pictures, fool it"),
        ),
        "Learning": (
            Stop("backward", "Backward", "take one step of training by hand"),
            Stop("split", "Split", "keep the test data out of the training"),
            Stop("train", "Train", "watch filters form as a network learns"),
            Stop("modes", "Training or test", "see what dropout and batch norm do, and when"),
        ),
    }
)
