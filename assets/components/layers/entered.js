// What is typed, as the page's address has it: fields joined by "_", layers by "~". A layer is [kind, ...texts].

const clean = (text) => text.replace(/[_~]/g, "").trim();
const joined = (texts) => texts.map(clean).join("_");

export const encoded = ({ input, layers, chosen }) => ({ input: joined(input), layers: layers.map(joined).join("~"), layer: chosen });

// A layer of another kind: fields of the same name keep what stands in them.
export const withKind = (layers, at, key, kinds) => layers.map((layer, n) => {
  if (n !== at) return layer;
  const [old, next] = [layer[0], key].map((wanted) => kinds.find((kind) => kind.key === wanted));
  const kept = (name, field) => (old.names.includes(name) ? layer[1 + old.names.indexOf(name)] : next.first[field]);
  return [key, ...next.names.map(kept)];
});

export const without = (layers, at) => layers.filter((_, n) => n !== at);

export const inOrder = (layers, from, to) => {
  const moved = layers.filter((_, n) => n !== from);
  moved.splice(to, 0, layers[from]);
  return moved;
};
