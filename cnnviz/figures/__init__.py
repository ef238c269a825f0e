"""Arrays in, pixels and short texts out; nothing here knows of pages or files."""

from cnnviz.figures.legend import end_texts, ends_text, occurring, range_text, spanned, statistic_text
from cnnviz.figures.mosaic import mosaic
from cnnviz.figures.ranges import response_limits, robust_limits, shared_limits
from cnnviz.figures.scales import Scale
from cnnviz.figures.shade import Shade, image_rgb, rgb, shade, shade_all
from cnnviz.numbers import format_number

__all__ = [
    "Scale",
    "Shade",
    "end_texts",
    "ends_text",
    "format_number",
    "image_rgb",
    "mosaic",
    "occurring",
    "range_text",
    "response_limits",
    "rgb",
    "robust_limits",
    "shade",
    "shade_all",
    "shared_limits",
    "spanned",
    "statistic_text",
]
