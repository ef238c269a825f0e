"""Files that are often taken for pictures, and what to do with each."""

HEIC = (
    "a HEIC photo; share or export it as JPEG. An iPhone takes JPEGs after Settings, Camera, Formats, Most "
    "Compatible; other phones after “High efficiency” is switched off in the camera's settings"
)
AVIF = "an AVIF picture; export it as PNG or JPEG, or open it in a browser and take a screenshot"
ADVICE = (
    (4, b"ftyphei", HEIC),
    (4, b"ftyphev", HEIC),
    (4, b"ftypavi", AVIF),
    (4, b"ftypmif1", HEIC),
    (4, b"ftypmsf1", HEIC),
    (4, b"ftyp", "a video; take a screenshot of one frame"),
    (0, b"%PDF", "a PDF document; take a screenshot of the page"),
    (0, b"PK\x03\x04", "a ZIP archive or an office document; extract the picture first"),
    (0, b"8BPS", "a Photoshop document; export it as PNG"),
    (0, b"\0\0\1\0", "an icon; export it as PNG"),
    (0, b"\0\0\0\x0cjP  ", "a JPEG 2000 picture; export it as PNG or JPEG"),
    (0, b"\xff\x4f\xff\x51", "a JPEG 2000 picture; export it as PNG or JPEG"),
    (0, b"\0\0\0\x0cJXL ", "a JPEG XL picture; export it as PNG or JPEG"),
    (0, b"\xff\x0a", "a JPEG XL picture; export it as PNG or JPEG"),
    (0, b"\x93NUMPY", "a NumPy array; save it as PNG"),
)
OPENS = "PNG, JPEG, WebP, BMP, GIF and TIFF can be opened"
LOOK = 1024
BRANDS = 64
"""Where the list of a file's brands has ended."""


def describe(data: bytes) -> str:
    """Say in a sentence what a file is that no reader knows, and what would help.

    Examples
    --------
    >>> describe(b"%PDF-1.7")
    'this is a PDF document; take a screenshot of the page. PNG, JPEG, WebP, BMP, GIF and TIFF can be opened'
    """
    if not data:
        return "this file is empty; save it and choose it again, or choose another"
    if data[4:8] == b"ftyp" and any(brand in data[16:BRANDS] for brand in (b"avif", b"avis")):
        return f"this is {AVIF}. {OPENS}"  # also if it calls itself by the name of what contains it
    for start, mark, advice in ADVICE:
        if data.startswith(mark, start):
            return f"this is {advice}. {OPENS}"
    beginning = data[:LOOK].removeprefix(b"\xef\xbb\xbf").lstrip()
    if beginning.startswith(b"<") and b"<svg" in beginning.lower():
        return f"this is an SVG drawing; export it as PNG. {OPENS}"
    if all(byte >= 0x20 or byte in b"\t\n\r\f" for byte in beginning):
        return f"this is text, not a picture; choose a picture. {OPENS}"
    return (
        f"this file is not a picture of a known format, or its beginning is damaged; choose another. {OPENS}"
    )
