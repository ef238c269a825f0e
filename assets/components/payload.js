// What components share: reading the bytes that Python packed, keeping nodes, and colours of pixels.

const ARRAYS = {
  u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array,
};

// The bytes arrive in a larger buffer at any offset. A copy starts at 0, as typed arrays need it.
const split = (data) => {
  const bytes = new Uint8Array(data);
  const start = 4 + new DataView(bytes.buffer).getInt32(0, true);
  const { blocks: described, ...header } = JSON.parse(new TextDecoder().decode(bytes.subarray(4, start)));
  return { header, described, buffer: bytes.buffer, start };
};

const countOf = (shape) => shape.reduce((product, size) => product * size, 1);

const arrayAt = (buffer, offset, { dtype, shape }) =>
  Object.assign(new ARRAYS[dtype](buffer, offset, countOf(shape)), { shape });

// Decompresses zlib's format. A writer and a reader of the stream take 2 ms for 262 kB; a Response takes 6.
const inflate = async (bytes, size) => {
  const { writable, readable } = new DecompressionStream("deflate");
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => {}); // the reader fails as well, and is awaited
  const inflated = new Uint8Array(size);
  let end = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    inflated.set(chunk.value, end);
    end += chunk.value.length;
  }
  if (end !== size) throw new Error(`a block of ${size} bytes came with ${end}`);
  return inflated.buffer;
};

// Restores numbers from differences to the row above; typed arrays wrap around as NumPy's do.
const undoDifferences = (numbers) => {
  const width = numbers.shape.length > 1 ? numbers.shape.at(-1) : 1;
  for (let i = width; i < numbers.length; i += 1) numbers[i] += numbers[i - width];
  return numbers;
};

const inflatedAt = async (buffer, start, told) => {
  const size = countOf(told.shape) * ARRAYS[told.dtype].BYTES_PER_ELEMENT;
  const bytes = new Uint8Array(buffer, start + told.offset, told.deflated);
  return undoDifferences(arrayAt(await inflate(bytes, size), 0, told));
};

// The header alone, of any payload.
export const headerOf = (data) => split(data).header;

// What pages/ui/session/payload.py packs: a header, and arrays by name. Each is a typed array that knows its .shape.
export const unpack = async (data) => {
  const { header, described, buffer, start } = split(data);
  const inflated = {}; // by offset: names of equal arrays share one
  const read = (told) => (told.deflated ? (inflated[told.offset] ??= inflatedAt(buffer, start, told)) : arrayAt(buffer, start + told.offset, told));
  const blocks = await Promise.all(Object.entries(described).map(async ([name, told]) => [name, await read(told)]));
  return { header, blocks: Object.fromEntries(blocks) };
};

// The same synchronously, where nothing is compressed.
export const unpackSync = (data) => {
  const { header, described, buffer, start } = split(data);
  const blocks = Object.entries(described).map(([name, told]) => {
    if (told.deflated) throw new Error(`${name} is compressed; read it with unpack`);
    return [name, arrayAt(buffer, start + told.offset, told)];
  });
  return { header, blocks: Object.fromEntries(blocks) };
};

export const make = (tag, className) => Object.assign(document.createElement(tag), { className });

// Sets properties that differ from what the element has: a text that is written again has the browser lay it out again.
export const write = (element, wanted) => {
  for (const name of Object.keys(wanted)) if (element[name] !== wanted[name]) element[name] = wanted[name];
  return element;
};

// The node's children become one per item; those that exist are kept, so that focus and scroll stay.
export const reconcile = (parent, items, create, update) => {
  items.forEach((item, i) => update(parent.children[i] ?? parent.appendChild(create()), item, i));
  while (parent.children.length > items.length) parent.lastChild.remove();
};

// Red, green and blue at an offset, as a canvas stores an opaque pixel.
export const pixelAt = (bytes, offset) =>
  (0xff000000 | (bytes[offset + 2] << 16) | (bytes[offset + 1] << 8) | bytes[offset]) >>> 0;

// The 256 colours of a palette.
export const paletteAt = (bytes, offset) => Uint32Array.from({ length: 256 }, (_, i) => pixelAt(bytes, offset + 3 * i));

// Draws colours of pixels, row by row, on a canvas that becomes as large.
export const putPixels = (canvas, rgba, [rows, columns]) => {
  if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(rgba.buffer), columns, rows), 0, 0);
};
