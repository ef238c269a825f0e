// Which form of a palette the page gets, what a colour scale shows of it, and when the theme changes.
import { equal, ok, test } from "./harness.js";
import { shrunkMaps, sizeOfMap } from "/assets/components/columns/column_pixels.js";
import { stripOf, switchTitle } from "/assets/components/cnnviz/legend.js";
import { formOf, inTheme } from "/assets/components/cnnviz/palettes.js";
import { ringSpan, ringStyles } from "/assets/components/cnnviz/rings.js";
import { isDark, whenThemeChanges } from "/assets/components/theme.js";

const BYTES = 768;
const both = Uint8Array.from({ length: 2 * BYTES }, (_, i) => (i < BYTES ? Math.floor(i / 3) : 255 - Math.floor((i - BYTES) / 3)));

test("a dark page gets the second 256 colours, any other the first", () => {
  equal([formOf(both, false)[3], formOf(both, true)[3]], [1, 254]);
  equal([false, true].map((dark) => formOf(both, dark).length), [BYTES, BYTES]);
});

test("a part of a linked view changes its palettes with the theme and back, and nothing else", () => {
  const part = { palette: both, signed: both, index: [1, 2] };
  inTheme(part, true);
  equal([part.palette, part.signed, part.index], [formOf(both, true), formOf(both, true), [1, 2]]);
  inTheme(part, false);
  equal(part.palette, formOf(both, false));
  const pixels = { rgb: both };
  inTheme(pixels, true);
  equal(pixels.rgb, both);
});

test("a strip shows the colours of the scale that occur, and leaves the others open", () => {
  const shownIn = (strip, ends) => Array.from(stripOf(formOf(both, false), strip, ends), (pixel) => (pixel ? pixel & 255 : null));
  equal(shownIn([126, 130], [126, 130]), [126, 127, 128, 129, 130]);
  equal(shownIn([126, 130], [128, 129]), [null, null, 128, 129, null]);
});

test("the switch of a scale says what it would do", () => {
  ok(/full range/.test(switchTitle(false)) && !/full range/.test(switchTitle(true)));
});

test("a ring has its place round the middle of what it marks, and is 9 pixels long at least", () => {
  const { top, left, width } = ringStyles({ top: 0.5, left: 0, height: 0.1, width: 0.2 });
  equal([top, left, width], ["55.00000000000001%", "10%", "max(9px, 20%)"]);
  equal(ringSpan(100, 3, 1), [97, 9]);
  equal(ringSpan(100, 3, 2), [93, 18]);
  equal(ringSpan(100, 30, 1), [100, 30]);
});

test("whoever draws is told when the theme changes, once for each change, until that ends", async () => {
  const frames = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
  const root = document.documentElement;
  const seen = [];
  const end = whenThemeChanges(() => seen.push(isDark(root)));
  for (const scheme of ["dark", "dark", "light"]) {
    root.style.colorScheme = scheme;
    root.className = scheme;
    await frames();
  }
  equal(seen, [true, false]);
  end();
  root.style.colorScheme = "dark";
  await frames();
  equal(seen.length, 2);
  root.style.colorScheme = "";
});

test("maps of a column that are drawn smaller keep the strongest number of each patch, each map by itself", () => {
  const index = Uint8Array.from([128, 100, 128, 128, 150, 129, 128, 255]);
  const column = { w: 2, h: 2, n: 2, index, middle: 128 };
  equal([...shrunkMaps(column, Uint32Array.from(index), [1, 1])], [100, 255]);
  equal([...shrunkMaps(column, Uint32Array.from(index), [2, 1])], [128, 100, 150, 255]);
});

test("a map of a column is drawn in as many pixels as there are, at most its own", () => {
  const column = { w: 28, h: 28, n: 16 };
  equal(sizeOfMap(column, [39, 16 * 39]), [28, 28]);
  equal(sizeOfMap(column, [20, 16 * 20]), [20, 20]);
  equal(sizeOfMap({ w: 1, h: 784, n: 1 }, [35, 560]), [1, 560]);
  equal(sizeOfMap(column, [0, 0]), [28, 28]);
});
