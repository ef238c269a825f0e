"""How much memory a large picture takes; measured in a process of its own, whose peak is known."""

import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

resource = pytest.importorskip("resource")

MEASURE = """
import resource, sys
from cnnviz import images
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
image = images.load(data)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert max(image.shape) == images.WORKING_SIDE, image.shape
print((after - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss counts kilobytes on Linux only")
@pytest.mark.parametrize(
    ("file_format", "size", "options", "megabytes"),
    [
        ("JPEG", (8160, 6120), {}, 200),
        ("JPEG", (8160, 6120), {"progressive": True}, 260),
        ("PNG", (5000, 5000), {"compress_level": 1}, 450),
    ],
)
def test_the_largest_pictures_fit_into_modest_memory(tmp_path, file_format, size, options, megabytes):
    file = tmp_path / "large"
    # decoded whole and kept as float32, 50 megapixels would take 600 MB
    stripes = np.zeros((size[1], size[0]), dtype=np.uint8)
    stripes[::2] = 200
    Image.fromarray(stripes).convert("RGB").save(file, file_format, **options)
    run = subprocess.run([sys.executable, "-c", MEASURE, file], capture_output=True, text=True, check=True)
    assert int(run.stdout) < megabytes
