"""BMP: a file header, one of several picture headers, pixels (Microsoft, BITMAPINFOHEADER)."""

import struct

from cnnviz.errors import ImageError
from cnnviz.images.containers.container import Container
from cnnviz.images.limits import MAX_RUN_LENGTH_BYTES

OLD_HEADER = 12
RUN_LENGTH = (1, 2)


def read(data: bytes) -> Container:
    """Read the header.

    Raises
    ------
    ImageError
        If the pixels are run-length coded in more bytes than are decoded in reasonable time.
    """
    header = struct.unpack_from("<I", data, 14)[0]
    if header == OLD_HEADER:
        width, height = struct.unpack_from("<HH", data, 18)
        return Container("BMP", width, height, data)
    width, height, _, compression = struct.unpack_from("<iiII", data, 18)
    if compression in RUN_LENGTH and len(data) > MAX_RUN_LENGTH_BYTES:
        raise ImageError(
            f"this BMP is run-length coded and larger than {MAX_RUN_LENGTH_BYTES // 1024**2} MB;"
            " open it in an image editor and save it as PNG"
        )
    return Container("BMP", width, abs(height), data)
