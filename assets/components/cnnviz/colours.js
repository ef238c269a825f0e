// A value's index in a palette: the one that cnnviz/figures/shade.py gives it, step by step in float32.

const single = Math.fround;
const unrounded = (value) => value;

const clippedTo = (value, low, high) => Math.min(Math.max(value, low), high);

// Ranges wider or narrower than this overflow float32, so shade.py uses float64 there, too.
const isExtreme = (width) => !(width > 1e-30 && width < 1e30);

// low, high: the values at the palette's ends; first, span, flat: the scale's rule. For "absolute", give the value's size.
export const indexOf = (value, { low, high, first, span, flat }) => {
  if (low === high) return flat;
  const scale = span / (high - low);
  const round = isExtreme(high - low) ? unrounded : single;
  const index = round(round(round(single(value) - round(low)) * round(scale)) + round(first + 0.5));
  if (Number.isNaN(index)) return Math.trunc(single(clippedTo(first + 0.5 - low * scale, first, 255)));
  return Math.trunc(clippedTo(index, first, Math.min(first + span, 255)));
};

// palette: 256 times red, green, blue.
export const colourAt = (palette, index) => [palette[3 * index], palette[3 * index + 1], palette[3 * index + 2]];

const LINEAR = Array.from({ length: 256 }, (_, i) => (i <= 10 ? i / 255 / 12.92 : ((i / 255 + 0.055) / 1.055) ** 2.4));

// Relative luminance of a colour, 0–1, as WCAG 2 defines it.
export const luminance = ([red, green, blue]) => 0.2126 * LINEAR[red] + 0.7152 * LINEAR[green] + 0.0722 * LINEAR[blue];

// Black or white, whichever stands out more: at least 4.58 : 1 on every colour.
export const inkFor = (colour) => (luminance(colour) > 0.179 ? "#000" : "#fff");
