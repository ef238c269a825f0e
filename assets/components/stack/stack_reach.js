// What one number of a stack sees: its windows in all maps before it, and by how much it changes with each pixel (its slopes).

import { CURVES } from "./stack_curves.js";
import { partsOf } from "./stack_work.js";

// Of the picture, of each layer, and last of the number itself: { top, left, rows, columns }, which may reach into the padding.
export const spansOf = (layers, [row, column]) => {
  const spans = [{ top: row, left: column, rows: 1, columns: 1 }];
  [...layers].reverse().forEach(({ taps, stride, padding }) => {
    const { top, left, rows, columns } = spans[0];
    spans.unshift({ top: top * stride - padding, left: left * stride - padding, rows: (rows - 1) * stride + taps, columns: (columns - 1) * stride + taps });
  });
  return spans;
};

// The part of a span that lies in a map of a size.
export const clipped = ({ top, left, rows, columns }, [height, width]) => {
  const [first, from] = [Math.max(0, top), Math.max(0, left)];
  return { top: first, left: from, rows: Math.max(0, Math.min(height, top + rows) - first), columns: Math.max(0, Math.min(width, left + columns) - from) };
};

// Multiplications that the slopes of a number take.
export const slopeWork = (layers, spans) => layers.reduce((total, layer, n) => {
  const { rows, columns } = spans[n + 1];
  return total + rows * columns * layer.taps ** 2 * (layer.kind === "pool" ? 1 : layer.filters.flat().length);
}, 0);

const isFlat = ({ curve }) => curve === "linear";

const throughConv = (layer, before, slopes, add) => slopes.forEach(([f, y, x, slope]) => {
  const bent = isFlat(layer) ? slope : slope * CURVES[layer.curve].slope(partsOf(layer, before, [f, y, x]).sum);
  if (!bent) return;
  layer.filters[f].forEach((sheet, c) => sheet.forEach((line, i) => line.forEach((weight, j) => {
    if (weight) add(c, y * layer.stride + i - layer.padding, x * layer.stride + j - layer.padding, bent * weight);
  })));
});

const throughPool = (layer, before, slopes, add) => slopes.forEach(([f, y, x, slope]) => {
  const values = partsOf(layer, before, [f, y, x]).terms[0].window.flat();
  const place = (n) => [f, y * layer.stride + Math.floor(n / layer.taps), x * layer.stride + (n % layer.taps)];
  if (layer.pool === "max" || layer.pool === "min") return add(...place(values.indexOf(Math[layer.pool](...values))), slope);
  const share = layer.pool === "average" ? slope / values.length : slope;
  return values.forEach((_, n) => add(...place(n), share));
});

// The slopes of a number by the pixels in its field: { span within the picture, values row by row }. levels: { maps, shape } of the picture and
// of each layer.
export const slopesOf = (layers, levels, spans, [plane, row, column]) => {
  let slopes = [[plane, row, column, 1]];
  for (let n = layers.length - 1; n >= 0; n -= 1) {
    const before = levels[n];
    const [height, width] = before.shape.slice(1);
    const span = clipped(spans[n], [height, width]);
    const sums = before.maps.map(() => new Float64Array(span.rows * span.columns));
    const add = (c, y, x, slope) => {
      if (y >= 0 && y < height && x >= 0 && x < width) sums[c][(y - span.top) * span.columns + x - span.left] += slope;
    };
    (layers[n].kind === "pool" ? throughPool : throughConv)(layers[n], before, slopes, add);
    if (n === 0) return { span, values: sums[0] };
    slopes = sums.flatMap((sum, c) => Array.from(sum).flatMap((slope, i) => (slope ? [[c, span.top + Math.floor(i / span.columns), span.left + (i % span.columns), slope]] : [])));
  }
  return null;
};
