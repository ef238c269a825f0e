// A positive number that is dragged in even steps of its logarithm, or typed.

import { formatNumber } from "../cnnviz/numbers.js";
import { readNumber } from "../cnnviz/typed_number.js";
import { make } from "../payload.js";

const PER_TEN = 20; // steps of the slider from 1 to 10

// What was typed into a field: the number, or null, with refuse(sentence) told why.
export const takenNumber = (field, name, [low, high], kept, refuse) => {
  const { value, fault } = readNumber(field.value);
  const problem = fault || (value < low || value > high ? `stay between ${formatNumber(low)} and ${formatNumber(high)}` : "");
  field.ariaInvalid = String(Boolean(problem));
  refuse(problem && `“${field.value}” can't be used: ${problem}. It stays ${formatNumber(kept)}.`);
  return problem ? null : value;
};

// A field shows its number unless it is being typed in, or was refused.
export const showNumber = (field, value) => {
  if (field.getRootNode().activeElement !== field && field.ariaInvalid !== "true") field.value = formatNumber(value, 6);
};

// set(value, isLive).
export const newDial = (host, name, set, refuse) => {
  const slider = Object.assign(make("input", ""), { type: "range", step: 1, ariaLabel: name });
  const field = Object.assign(make("input", "number"), { type: "text", autocomplete: "off", spellcheck: false, ariaLabel: `${name}, as a number` });
  const state = { value: 1, ends: [1, 1] };
  host.append(Object.assign(make("span", "name"), { textContent: name }), slider, field);
  slider.oninput = () => {
    field.ariaInvalid = "false";
    refuse("");
    set(Number((10 ** (Number(slider.value) / PER_TEN)).toPrecision(2)), true);
  };
  field.onchange = () => {
    const value = takenNumber(field, name, state.ends, state.value, refuse);
    if (value !== null) set(value, false);
  };
  return (value, ends) => {
    Object.assign(state, { value, ends });
    [slider.min, slider.max] = ends.map((end) => String(Math.round(Math.log10(end) * PER_TEN)));
    slider.value = String(Math.round(Math.log10(value) * PER_TEN));
    slider.ariaValueText = formatNumber(value);
    showNumber(field, value);
  };
};
