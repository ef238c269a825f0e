"""The forty kinds of questions that exams and homework ask; docs/teaching.md lists them, too."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_NAMES: Final = (
    "Valid convolution",
    "One output with its products",
    "Convolution with a stride",
    "Convolution with a border",
    "Convolution with dilation",
    "Several channels and a bias",
    "Kernel turned or not",
    "Max pooling",
    "Average and overlapping pooling",
    "ReLU, then pooling",
    "Transposed convolution",
    "Convolution in one dimension",
    "1×1 convolution",
    "Size of an output",
    "Size with dilation",
    "Padding for “same”",
    "Settings for a size",
    "What does not fit",
    "A padded volume",
    "Table of a stack",
    "Flattening",
    "Another input size",
    "Size of a transposed convolution",
    "Parameters of a convolution",
    "Dense against convolution",
    "Parameters of a network",
    "Multiplications",
    "Separable convolution",
    "Memory of activations",
    "Small kernels stacked",
    "Receptive field",
    "Receptive field with stride or dilation",
    "Which inputs count",
    "Match kernel and map",
    "Design a detector",
    "True or false, and why",
    "A shifted input",
    "Curves of loss and accuracy",
    "Gradients",
    "Softmax and cross-entropy",
)
#: What each kind is called, by its number from 1.
QUESTIONS: Final[Mapping[int, str]] = MappingProxyType(dict(enumerate(_NAMES, 1)))
