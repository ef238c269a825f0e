// A series as text, as cnnviz/series/text.py writes and reads it; tests/components/test_series.py compares them.

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LEVELS = 64 ** 2 - 1;

const unpacked = (text) => {
  const [low, high, letters] = text.slice(1).split("~");
  const levelAt = (i) => LETTERS.indexOf(letters[2 * i]) * 64 + LETTERS.indexOf(letters[2 * i + 1]);
  const span = Number(high) - Number(low);
  return Array.from({ length: letters.length / 2 }, (_, i) => Number(low) + (span * levelAt(i)) / LEVELS);
};

// The numbers of a text that Python has written, or this.
export const readSeries = (text) => (text.startsWith("~") ? unpacked(text) : text.split(" ").map(Number));

// Plainly; Python rounds them where they are many.
export const writeSeries = (values) => values.map((value) => String(value + 0).replace("e+", "e")).join(" ");
