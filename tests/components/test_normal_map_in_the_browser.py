"""The browser's normal maps and their light are those of cnnviz, bit for bit."""

import numpy as np
import pytest

from cnnviz.geometry import resolve_padding
from cnnviz.kernels import sobel
from cnnviz.normal_map import GREENS, Light, NormalMap, lit
from cnnviz.normal_map.normals import RAMP
from cnnviz.operators.padding import BORDER_MODES
from cnnviz.operators.placement import conv_placement

WORK = """async ({ heights, size, header, lines, kernels, fields, at }) => {
  const { newWork } = await import("/assets/components/normal_map/normal_work.js");
  const { mapPixels, litPixels } = await import("/assets/components/cnnviz/normal_map.js");
  const shaped = (numbers, shape) => Object.assign(Float64Array.from(numbers), { shape });
  const blocks = { kernels: shaped(kernels, [2, 3, 3]) };
  for (const [axis, { indices, sources }] of Object.entries(lines)) {
    const shape = [indices.length, 3];
    blocks[`${axis} indices`] = Object.assign(Int16Array.from(indices.flat()), { shape });
    blocks[`${axis} sources`] = Int16Array.from(sources);
  }
  const work = newWork({ height: size[0], width: size[1], step: 1, values: heights }, header, blocks);
  work.set({ ...fields, nm_strength: fields.nm_strength + 1 });
  work.set(fields);
  const bytes = (rgba) => Array.from(rgba, (pixel) => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
  return {
    sums: work.sums.map((each) => Array.from(each)),
    vectors: work.vectors.map((each) => Array.from(each)),
    colours: bytes(mapPixels(work.vectors, work.green)),
    bright: Array.from(work.bright),
    white: bytes(litPixels(work.bright, null)),
    pixel: work.at(at),
  };
}"""


@pytest.mark.parametrize("seed", range(20))
def test_C16_the_browser_makes_the_same_normal_map_and_the_same_light(calculator, seed):
    random = np.random.default_rng(seed)
    size = tuple(int(side) for side in random.integers(1, 12, 2))
    mode, green = BORDER_MODES[seed % len(BORDER_MODES)], GREENS[seed % 2]
    heights = random.integers(0, 256, size)
    light = Light(*(int(part) for part in random.integers(0, 1001, 2)), int(random.integers(1, 101)))
    made = NormalMap(heights, int(random.integers(0, 65)), mode=mode, green=green)
    kernels = np.stack([sobel("vertical"), sobel("horizontal")])
    placement = conv_placement(size, (3, 3), (1, 1), resolve_padding("same", (3, 3)), (1, 1), mode)
    at = tuple(int(random.integers(side)) for side in size)
    lines = {"rows": placement.rows, "columns": placement.columns}
    found = calculator.evaluate(
        WORK,
        {
            "heights": heights.ravel().tolist(),
            "size": size,
            "header": {
                "source": "",
                "mode": mode,
                "span": made.span,
                "ramp": RAMP,
                **{f"{axis} before": line.before for axis, line in lines.items()},
            },
            "lines": {
                axis: {"indices": line.indices.tolist(), "sources": line.sources.tolist()}
                for axis, line in lines.items()
            },
            "kernels": kernels.ravel().tolist(),
            "fields": {
                "nm_strength": made.strength,
                "nm_green": green,
                "light": [light.down, light.right],
                "nm_height": light.height,
            },
            "at": at,
        },
    )
    brightness = lit(made.vectors, light)
    np.testing.assert_array_equal(found["sums"], made.sums.reshape(2, -1))
    np.testing.assert_array_equal(found["vectors"], made.vectors.reshape(3, -1))
    np.testing.assert_array_equal(found["colours"], made.colours.reshape(-1, 3))
    np.testing.assert_allclose(found["bright"], brightness.ravel(), rtol=1e-6, atol=1e-7)
    np.testing.assert_allclose(found["white"], np.tile(255 * brightness.reshape(-1, 1), 3), atol=0.501)
    pixel = found["pixel"]
    assert pixel["sums"] == made.sums[:, *at].tolist()
    assert pixel["unit"] == made.vectors[:, *at].tolist()
    assert pixel["length"] == made.lengths[at]
    assert pixel["colour"] == made.colours[at].tolist()
    assert pixel["brightness"] == pytest.approx(brightness[at], abs=1e-12)
    assert (np.array(pixel["window"]) * kernels[0].ravel()).sum() == made.sums[0][at]
