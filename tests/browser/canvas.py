"""What is painted on a canvas. It arrives as a picture; a list of its numbers would take seconds."""

import io
from base64 import b64decode

import numpy as np
from PIL import Image
from playwright.sync_api import Locator


def painted(canvas: Locator) -> np.ndarray:
    """Read a canvas, (H, W, 4): red, green, blue and opacity, 0 to 255 each."""
    encoded = canvas.evaluate("canvas => canvas.toDataURL('image/png').split(',')[1]")
    return np.asarray(Image.open(io.BytesIO(b64decode(encoded))).convert("RGBA"))
