// All channels small, each with what it adds to the output; the chosen one is shown large.

import { make, reconcile } from "../../payload.js";
import { shortNumber } from "../tiles/tile_layout.js";
import { drawValues } from "../tiles/tile_maps.js";

const ROOM = 6; // digits that fit under a channel

const newChip = () => {
  const chip = Object.assign(make("button", "detail-chip"), { type: "button" });
  const pictures = make("span", "detail-chip-tiles");
  chip.append(make("span", "detail-chip-name"), pictures, make("span", "detail-chip-sum"));
  return chip;
};

// choose(c) is called with the channel that is to be large.
export const newChannelStrip = (choose) => {
  const element = make("div", "detail-channels");
  Object.assign(element, { role: "group", ariaLabel: "Channels, and what each contributes to the output" });

  const drawChip = (chip, { name, sum, tiles, chosen, won }, c) => {
    const [label, pictures, number] = chip.children;
    const text = sum === null ? "?" : shortNumber(sum, ROOM);
    const called = won ? `${name} ${won}` : name;
    if (label.textContent !== called) label.textContent = called;
    chip.dataset.won = won;
    if (number.textContent !== text) number.textContent = text;
    if (chip.ariaPressed !== String(chosen)) chip.ariaPressed = String(chosen);
    chip.onclick = () => choose(c);
    reconcile(pictures, tiles, () => make("canvas", ""), (canvas, { values, look }) => drawValues(canvas, values, look));
  };

  return {
    element,
    // channels: [{ name, sum, tiles (as tilesOf gives them), chosen, won: "won", "tie" or "" }]
    show(channels) {
      element.hidden = channels.length === 0;
      reconcile(element, channels, newChip, drawChip);
    },
  };
};
