// Designs as text, in the language of cnnviz/designs/text.py. A design: { shape: [channels, rows, columns], layers }. A layer: { kind, units,
// kernel: [rows, columns], stride, padding: [rows, columns], groups, norm, activation (torch's name), ceil, takes }. A join: { kind:
// "add" or "concat", branches: lists of layers, activation }. What is read was written here or has been read by Python.

const NEXT_WORD = "~";
const JOIN_KINDS = { Add: "add", Cat: "concat" };
const POOL_KINDS = { MaxPool2d: "max", AvgPool2d: "avg" };
const PLAIN_KINDS = { AdaptiveAvgPool2d_1: "mean", LocalResponseNorm_5: "response" };
const NORM_WORD = "BatchNorm2d";
const WITH_NUMBERS = ["Conv2d", "Linear", ...Object.keys(POOL_KINDS)];
const nameIn = (table, kind) => Object.keys(table).find((name) => table[name] === kind);
const bothOf = (text) => {
  const [rows, columns = rows] = text.split("x").map(Number);
  return [rows, columns];
};
const bothText = ([rows, columns]) => (rows === columns ? String(rows) : `${rows}x${columns}`);

export const isJoin = ({ kind }) => kind === "add" || kind === "concat";
export const isWindow = ({ kind }) => kind === "conv" || kind === "max" || kind === "avg";

const layerOf = (word) => {
  if (PLAIN_KINDS[word]) return { kind: PLAIN_KINDS[word], activation: "" };
  const [name, first, ...parts] = word.split("_");
  const kind = POOL_KINDS[name] ?? (name === "Conv2d" ? "conv" : "dense");
  const told = Object.fromEntries(parts.filter((part) => /^[a-z]/.test(part)).map((part) => [part[0], part.slice(1)]));
  if (kind === "dense") return { kind, units: Number(first), takes: told.i ? Number(told.i) : null, activation: "" };
  const padding = bothOf(told.p ?? "0");
  if (kind === "conv") {
    return { kind, units: Number(first), kernel: bothOf(parts[0]), stride: Number(told.s ?? 1), padding, groups: Number(told.g ?? 1), norm: false, activation: "" };
  }
  return { kind, kernel: bothOf(first), stride: Number(told.s ?? first), padding, ceil: "c" in told, activation: "" };
};

export const designOf = (text) => {
  const [first, ...words] = text.split(NEXT_WORD);
  const open = [];
  let rows = [[]];
  words.forEach((word) => {
    const row = rows.at(-1);
    if (JOIN_KINDS[word]) {
      open.push([JOIN_KINDS[word], rows]);
      rows = [[]];
    } else if (word === "Or") rows.push([]);
    else if (word === "End") {
      const [kind, outer] = open.pop();
      outer.at(-1).push({ kind, branches: rows, activation: "" });
      rows = outer;
    } else if (word === NORM_WORD) row.at(-1).norm = true;
    else if (PLAIN_KINDS[word] || WITH_NUMBERS.includes(word.split("_")[0])) row.push(layerOf(word));
    else row.at(-1).activation = word;
  });
  return { shape: first.split("_").slice(1).map(Number), layers: rows[0] };
};

const wordOf = (layer) => {
  const { kind, units, kernel, stride, padding, groups, ceil, takes } = layer;
  if (!isWindow(layer) && kind !== "dense") return nameIn(PLAIN_KINDS, kind);
  if (kind === "dense") return `Linear_${units}${takes ? `_i${takes}` : ""}`;
  const pad = bothText(padding) === "0" ? "" : `_p${bothText(padding)}`;
  if (kind === "conv") return `Conv2d_${units}_${bothText(kernel)}${stride > 1 ? `_s${stride}` : ""}${pad}${groups > 1 ? `_g${groups}` : ""}`;
  return `${nameIn(POOL_KINDS, kind)}_${kernel[0]}${stride === kernel[0] ? "" : `_s${stride}`}${pad}${ceil ? "_c" : ""}`;
};

const wordsOf = (layers) => layers.flatMap((layer) => {
  const behind = layer.activation ? [layer.activation] : [];
  if (!isJoin(layer)) return [wordOf(layer), ...(layer.norm ? [NORM_WORD] : []), ...behind];
  return [nameIn(JOIN_KINDS, layer.kind), ...layer.branches.flatMap((branch, n) => [...(n ? ["Or"] : []), ...wordsOf(branch)]), "End", ...behind];
});

export const designText = ({ shape, layers }) => [`Input_${shape.join("_")}`, ...wordsOf(layers)].join(NEXT_WORD);
