// A palette comes in two forms: 256 colours for a light page, then 256 for a dark one. Where 0 has the colour of the page, they differ.

const BYTES = 3 * 256;

// The 256 colours for the page.
export const formOf = (palette, isDark) => palette.subarray(isDark ? BYTES : 0, isDark ? 2 * BYTES : BYTES);

// Gives a part of a linked view the form of its palettes for the page.
export const inTheme = (part, isDark) => {
  part.forms ??= { palette: part.palette, signed: part.signed };
  for (const [name, palette] of Object.entries(part.forms)) if (palette) part[name] = formOf(palette, isDark);
};
