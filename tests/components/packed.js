// A header, and arrays of bytes by name, as pages/ui/session/payload.py packs them.

export const packed = (header, arrays = {}) => {
  let end = 0;
  const blocks = {};
  for (const [name, { length }] of Object.entries(arrays)) {
    blocks[name] = { dtype: "u1", shape: [length], offset: end };
    end += length;
  }
  const text = new TextEncoder().encode(JSON.stringify({ ...header, blocks }));
  const all = new Uint8Array(4 + text.length + end);
  new DataView(all.buffer).setInt32(0, text.length, true);
  all.set(text, 4);
  Object.entries(arrays).forEach(([name, bytes]) => all.set(bytes, 4 + text.length + blocks[name].offset));
  return all;
};
