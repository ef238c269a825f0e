// Designs as text, in the language of cnnviz/designs/text.py. A design: { shape: [channels, rows, columns], layers }. A layer: { kind, units,
// kernel: [rows, columns], stride, padding: [rows, columns], groups, norm, activation (torch's name), ceil, takes }. A join: { kind:
// "add" or "concat", branches: lists of layers, activation }. What is read was written here or has been read by Python.

import { KINDS, isJoin, kindOf } from "./design_kinds.js";

const NEXT_WORD = "~";
const NORM_WORD = "BatchNorm2d";
const KIND_OF_WORD = Object.fromEntries(Object.entries(KINDS).map(([kind, { word }]) => [word, kind]));

export const designOf = (text) => {
  const [first, ...words] = text.split(NEXT_WORD);
  const open = [];
  let rows = [[]];
  words.forEach((word) => {
    const row = rows.at(-1);
    const [name, ...numbers] = word.split("_");
    const kind = KIND_OF_WORD[name];
    if (kind && isJoin({ kind })) {
      open.push([kind, rows]);
      rows = [[]];
    } else if (word === "Or") rows.push([]);
    else if (word === "End") {
      const [joined, outer] = open.pop();
      outer.at(-1).push({ kind: joined, branches: rows, activation: "" });
      rows = outer;
    } else if (word === NORM_WORD) row.at(-1).norm = true;
    else if (kind) row.push({ kind, ...KINDS[kind].read(numbers), activation: "" });
    else row.at(-1).activation = word;
  });
  return { shape: first.split("_").slice(1).map(Number), layers: rows[0] };
};

const wordsOf = (layers) => layers.flatMap((layer) => {
  const { word, write } = kindOf(layer);
  const behind = layer.activation ? [layer.activation] : [];
  if (!isJoin(layer)) return [`${word}${write(layer)}`, ...(layer.norm ? [NORM_WORD] : []), ...behind];
  return [word, ...layer.branches.flatMap((branch, n) => [...(n ? ["Or"] : []), ...wordsOf(branch)]), "End", ...behind];
});

export const designText = ({ shape, layers }) => [`Input_${shape.join("_")}`, ...wordsOf(layers)].join(NEXT_WORD);
