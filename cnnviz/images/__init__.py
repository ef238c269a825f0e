"""Pictures: the one gate that opens them, conversions, fingerprints, files, the samples and typed matrices.

A picture is a float32 array of shape ``(H, W)`` (grey) or ``(3, H, W)`` (red, green, blue) with values from
0 (black) to 255 (full).
"""

from cnnviz.images.convert import fit, resize, to_grey, to_whole
from cnnviz.images.digest import digest
from cnnviz.images.encode import npy, png
from cnnviz.images.gate import Opened, load, load_file, open_picture, original_size
from cnnviz.images.limits import MAX_BYTES, MAX_JPEG_PIXELS, MAX_PIXELS, WORKING_SIDE
from cnnviz.images.samples import SAMPLES, Sample, catalogue, load_sample
from cnnviz.images.spans import Span
from cnnviz.images.typed import MATRIX_SIDE, MATRIX_TEXT, parse_matrix, random_matrix

__all__ = [
    "MATRIX_SIDE",
    "MATRIX_TEXT",
    "MAX_BYTES",
    "MAX_JPEG_PIXELS",
    "MAX_PIXELS",
    "SAMPLES",
    "WORKING_SIDE",
    "Opened",
    "Sample",
    "Span",
    "catalogue",
    "digest",
    "fit",
    "load",
    "load_file",
    "load_sample",
    "npy",
    "open_picture",
    "original_size",
    "parse_matrix",
    "png",
    "random_matrix",
    "resize",
    "to_grey",
    "to_whole",
]
