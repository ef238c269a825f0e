"""The QR code that whoever serves a class sees in the terminal."""

import cv2
import numpy as np

from serving.room import telling


def test_the_code_in_the_terminal_leads_to_the_address():
    address = "http://192.168.1.5:8501"
    rows = [
        [255 if sign in pair else 0 for sign in line]
        for line in telling.qr(address).splitlines()
        for pair in ("█▀", "█▄")
    ]
    pixels = np.kron(np.array(rows, np.uint8), np.ones((8, 8), np.uint8))
    assert cv2.QRCodeDetector().detectAndDecode(np.pad(pixels, 32, constant_values=255))[0] == address
