// Payloads in tests: writing small ones as pages/ui/session/payload.py packs them, and reading those that came from Python.

import { unpack } from "/assets/components/payload.js";

// A header, and blocks of bytes.
export const pack = (header, blocks = {}) => {
  const described = {};
  const parts = [];
  let end = 0;
  for (const [name, bytes] of Object.entries(blocks)) {
    described[name] = { dtype: "u1", shape: bytes.shape ?? [bytes.length], offset: end };
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    parts.push(padded);
    end += padded.length;
  }
  const text = new TextEncoder().encode(JSON.stringify({ ...header, blocks: described }));
  const start = Math.ceil((4 + text.length) / 8) * 8;
  const all = new Uint8Array(start + end).fill(32, 4, start);
  new DataView(all.buffer).setInt32(0, start - 4, true);
  all.set(text, 4);
  parts.reduce((at, part) => (all.set(part, at), at + part.length), start);
  return all;
};

// What Python packed and wrote as base64: a part as it stands at the hub.
export const partOf = async (text) => {
  const { header, blocks } = await unpack(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  return { ...header, ...blocks };
};
