// What a layer of a design makes of what it is given, letter for letter as cnnviz/architectures has it. Each function here gives one for a
// row of design_kinds.js: of a layer with its inputs, and of their shapes, { shape, sizes, parameters, multiplications }, or { fault }.

import { named, nothing, denseMultiplications, denseParameters, numbersIn, outputSize, sizeFormula } from "./formulas.js";

const NEEDS_MAPS = "put it before the first dense layer";

// maps(layer, channels); whyNot(layer, channels): a fault or ""; learns(layer, channels) and work(layer, channels, shape): formulas.
export const windowRow = ({ maps, whyNot = () => "", learns, work }) => ({ part }, [given]) => {
  if (given.length === 1) return { fault: `a window slides over maps, but this layer gets a row of numbers; ${NEEDS_MAPS}` };
  const { kernel, stride, padding, ceil } = part;
  const axes = [0, 1].map((a) => outputSize(given[a + 1], kernel[a], stride, padding[a], ceil));
  const fault = axes.find((made) => made.fault)?.fault ?? whyNot(part, given[0]);
  if (fault) return { fault };
  const shape = [maps(part, given[0]), axes[0].size, axes[1].size];
  const [rows, columns] = axes.map((made, a) => sizeFormula(given[a + 1], kernel[a], stride, padding[a], made));
  const isSquare = given[1] === given[2] && kernel[0] === kernel[1] && padding[0] === padding[1];
  return {
    shape, sizes: isSquare ? [rows] : [rows, columns], rest: Math.max(axes[0].rest, axes[1].rest),
    parameters: learns(part, given[0]), multiplications: work(part, given[0], shape),
  };
};

export const denseRow = ({ part: { units } }, [given]) => ({
  shape: [units], sizes: [named("units", units)], parameters: denseParameters(given, units), multiplications: denseMultiplications(numbersIn(given), units),
});

// made and size: what becomes of a shape, and its formula; work: why nothing is multiplied.
export const mapsRow = ({ made, size, work }) => (_, [given]) => {
  if (given.length === 1) return { fault: `it works on maps, but gets a row of numbers; ${NEEDS_MAPS}` };
  return { shape: made(given), sizes: [size(given)], parameters: nothing("it learns nothing"), multiplications: nothing(work) };
};

// alike(shape): what has to be the same of all branches; verb: what only then can be done with them.
export const joinRow = ({ alike, verb, made, size, work }) => ({ inputs }, given) => {
  const differs = given.findIndex((one) => String(alike(one)) !== String(alike(given[0])));
  if (differs > 0) {
    const texts = [given[0], given[differs]].map(([maps, ...sides]) => [...sides, maps].join(" × "));
    return { fault: `${inputs[0]} gives ${texts[0]} and ${inputs[differs]} ${texts[1]}; only maps of one size can be ${verb}` };
  }
  return { shape: made(given), sizes: [size(given, inputs)], parameters: nothing("it learns nothing"), multiplications: nothing(work) };
};
