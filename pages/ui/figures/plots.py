"""Drawings as pictures: the page drops SVG that stands in its HTML, but shows it as an image's address."""

from base64 import b64encode


def picture(drawn: str, width: int, height: int, attributes: str = "") -> str:
    """Write SVG shapes as the address of a picture, which knows nothing of the page's theme or style."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {attributes}>{drawn}</svg>'
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
