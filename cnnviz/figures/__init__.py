"""Arrays in, pixels and short texts out; nothing here knows of pages or files."""

from cnnviz.figures.legend import ends_text, occurring, range_text, statistic_text
from cnnviz.figures.mosaic import mosaic
from cnnviz.figures.scales import Scale
from cnnviz.figures.shade import Shade, image_rgb, response_limits, rgb, shade, shared_limits
from cnnviz.numbers import format_number

__all__ = [
    "Scale",
    "Shade",
    "ends_text",
    "format_number",
    "image_rgb",
    "mosaic",
    "occurring",
    "range_text",
    "response_limits",
    "rgb",
    "shade",
    "shared_limits",
    "statistic_text",
]
