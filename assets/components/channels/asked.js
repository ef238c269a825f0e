// What is asked of a layer while it is to be predicted, what was said of the answers, and what is hidden until then.

const TOLD = ["filters", "biases", "mix", "off", "way", "stride", "padding", "chosen", "at"];

// layerNow() gives the layer that is shown.
export const newAsked = (store, layerNow) => {
  let revealed = ""; // the task whose size was shown
  const fieldsOf = (names) => names.map((field) => store.fields[field]);
  const task = () => JSON.stringify([layerNow().source.id, ...fieldsOf(TOLD)]);
  const sizeTask = () => JSON.stringify([layerNow().source.id, layerNow().taps, ...fieldsOf(["stride", "padding"])]);
  const verdictOn = (kind, of) => (store.options.verdicts[kind]?.task === of ? store.options.verdicts[kind] : null);
  const asked = {
    verdict: () => verdictOn("value", task()),
    ofSize: () => verdictOn("size", sizeTask()),
    isSizeHidden: () => layerNow().predict && !layerNow().fault && revealed !== sizeTask() && !asked.ofSize()?.right,
    isHidden: () => asked.isSizeHidden() || (layerNow().predict && !asked.verdict()?.right),
    reveal: () => { revealed = sizeTask(); },
    guess: (kind, typed) => ({ kind, typed, task: kind === "size" ? sizeTask() : task() }),
  };
  return asked;
};
