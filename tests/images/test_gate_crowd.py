"""What happens when many bring a file at the same moment."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

import numpy as np
import pytest
from PIL import Image

from cnnviz import images
from cnnviz.errors import ImageError
from cnnviz.images import gate

#: Seconds in which one more file would be decoded at the same time as the others, if it could.
SURELY = 0.3


def png():
    file = io.BytesIO()
    Image.fromarray(np.eye(8, dtype=np.uint8) * 255).save(file, "PNG")
    return file.getvalue()


def decoded_together(monkeypatch, count):
    """Whether so many files are decoded at the same time when twice as many are brought at once."""
    met, decode = Barrier(count), gate.decode

    def waiting(*given):
        met.wait(SURELY)
        return decode(*given)

    monkeypatch.setattr(gate, "decode", waiting)
    with ThreadPoolExecutor(2 * count) as threads:
        opened = [threads.submit(images.load, png()) for _ in range(2 * count)]
        try:
            return all(one.result().shape == (8, 8) for one in opened)
        except BrokenBarrierError:
            return False


def test_files_are_decoded_so_many_at_a_time_and_all_in_the_end(monkeypatch):
    monkeypatch.setattr(f"{__name__}.SURELY", 60)
    assert decoded_together(monkeypatch, gate.AT_ONCE)


def test_no_more_files_are_decoded_at_a_time(monkeypatch):
    assert not decoded_together(monkeypatch, gate.AT_ONCE + 1)


def test_files_that_cannot_be_decoded_give_their_turn_back():
    for _ in range(2 * gate.AT_ONCE):
        with pytest.raises(ImageError):
            images.load(png()[:-20])
    assert images.load(png()).shape == (8, 8)
