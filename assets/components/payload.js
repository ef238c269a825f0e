// What the components that draw pixels share: reading the bytes payload that Python packed, and keeping nodes.

const readPayload = (data) => {
  // The bytes arrive unaligned and in different wrappings: copy them once to offset 0.
  const bytes = new Uint8Array(data instanceof ArrayBuffer ? data : data.slice());
  const length = new DataView(bytes.buffer).getInt32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { header, bytes: bytes.subarray(4 + length) };
};

const make = (tag, className) => Object.assign(document.createElement(tag), { className });

// The node's children become one per item; those that exist are kept, so that focus and scroll stay.
const reconcile = (parent, items, create, update) => {
  items.forEach((item, i) => update(parent.children[i] ?? parent.appendChild(create()), item, i));
  while (parent.children.length > items.length) parent.lastChild.remove();
};

// Red, green and blue at a place, as a canvas stores an opaque pixel.
const pixelAt = (bytes, place) =>
  (0xff000000 | (bytes[place + 2] << 16) | (bytes[place + 1] << 8) | bytes[place]) >>> 0;

// The 256 colours of a palette.
const paletteAt = (bytes, place) => Uint32Array.from({ length: 256 }, (_, i) => pixelAt(bytes, place + 3 * i));
