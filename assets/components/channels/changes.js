// What is changed of a layer, as the store has it: one number, what counts, one filter more or less, the step of the sum.

import { biasesOf, biasesText, filtersOf, filtersText, mixOf, mixText, offOf, offText, offWithout } from "./fields.js";

// layerNow() gives the layer that is shown; set(fields, how) changes the store.
export const newChanges = (store, layerNow, set) => {
  const putWeight = (c, row, column, how) => (value) => {
    const filters = filtersOf(store.fields.filters);
    filters[layerNow().isSeparable ? 0 : layerNow().chosen][c][row][column] = value;
    set({ filters: filtersText(filters) }, how);
  };
  const putMix = (c, how) => (value) => {
    const mix = mixOf(store.fields.mix);
    mix[layerNow().chosen][c] = value;
    set({ mix: mixText(mix) }, how);
  };
  const putBias = (value) => {
    const biases = biasesOf(store.fields.biases);
    biases[layerNow().chosen] = value;
    set({ biases: biasesText(biases) });
  };
  const turn = (name, isOn) => {
    const off = offOf(store.fields.off);
    if (isOn) off.delete(name);
    else off.add(name);
    set({ off: offText(off) });
  };
  const add = () => {
    const last = layerNow().filters.length - 1;
    set({
      filters: filtersText([...layerNow().filters, layerNow().filters[last]]), biases: biasesText([...layerNow().biases, 0]),
      mix: mixText([...layerNow().mix, layerNow().mix[last]]), chosen: last + 1,
    });
  };
  const remove = () => {
    const without = (list) => list.filter((_, f) => f !== layerNow().chosen);
    set({
      filters: filtersText(without(layerNow().filters)), biases: biasesText(without(layerNow().biases)), mix: mixText(without(layerNow().mix)),
      off: offText(offWithout(layerNow().off, layerNow().chosen)), chosen: Math.max(0, layerNow().chosen - 1),
    });
  };
  const go = (to) => set({ stage: { first: 0, back: Math.max(0, layerNow().stage - 1), next: Math.min(layerNow().depth + 2, layerNow().stage + 1) }[to] });
  return { putWeight, putMix, putBias, turn, add, remove, go };
};
