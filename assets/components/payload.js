// What components share: reading the bytes that Python packed, keeping nodes, and colours of pixels.

// The bytes arrive within a larger buffer, at any place: here they begin at 0 of their own, for typed arrays to fit.
const alignedBytes = (data) => new Uint8Array(data);

const splitHeader = (bytes) => {
  const start = 4 + new DataView(bytes.buffer).getInt32(0, true);
  return { start, header: JSON.parse(new TextDecoder().decode(bytes.subarray(4, start))) };
};

// The packers of maps and columns: a header that names offsets, and bytes.
export const readPayload = (data) => {
  const bytes = alignedBytes(data);
  const { start, header } = splitHeader(bytes);
  return { header, bytes: bytes.subarray(start) };
};

const BLOCK_ARRAYS = {
  u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array,
};

// What pages/ui/session/payload.py packs: a header, and arrays by name. Each is a typed array that knows its .shape.
export const readBlocks = (data) => {
  const bytes = alignedBytes(data);
  const { start, header } = splitHeader(bytes);
  const blocks = {};
  for (const [name, { dtype, shape, offset }] of Object.entries(header.blocks)) {
    const count = shape.reduce((product, size) => product * size, 1);
    blocks[name] = Object.assign(new BLOCK_ARRAYS[dtype](bytes.buffer, start + offset, count), { shape });
  }
  return { header, blocks };
};

export const make = (tag, className) => Object.assign(document.createElement(tag), { className });

// The node's children become one per item; those that exist are kept, so that focus and scroll stay.
export const reconcile = (parent, items, create, update) => {
  items.forEach((item, i) => update(parent.children[i] ?? parent.appendChild(create()), item, i));
  while (parent.children.length > items.length) parent.lastChild.remove();
};

// Red, green and blue at a place, as a canvas stores an opaque pixel.
export const pixelAt = (bytes, place) =>
  (0xff000000 | (bytes[place + 2] << 16) | (bytes[place + 1] << 8) | bytes[place]) >>> 0;

// The 256 colours of a palette.
export const paletteAt = (bytes, place) => Uint32Array.from({ length: 256 }, (_, i) => pixelAt(bytes, place + 3 * i));
