// One weight in its input: shortened while it hasn't the focus, as typed where it fits.

import { inkFor } from "../../cnnviz/colours.js";
import { cellValue } from "../../cnnviz/kernel_text.js";
import { write } from "../../payload.js";
import { LONGEST_CELL } from "../../cnnviz/typed_number.js";
import { fits, shortNumber } from "../tiles/tile_layout.js";

const written = (text, room) => (/[/,]/.test(text) && fits(text, room) ? text : shortNumber(cellValue(text), room));

// text: the cell as the kernel has it; position: row and column, counted from 0.
export const paintInput = (input, text, colour, room, [row, column]) => {
  const short = written(text, room);
  const typing = input.getRootNode().activeElement === input && input.value !== input.dataset.text;
  const kept = typing || input.ariaInvalid === "true"; // keep what is being typed or corrected
  if (!kept && input.value !== short) input.value = short;
  if (input.dataset.text !== short) input.dataset.text = short;
  // So long that what is too long is refused, and not cut off.
  write(input, { maxLength: LONGEST_CELL + 1, title: text, ariaLabel: `weight in row ${row}, column ${column}` });
  input.style.backgroundColor = `rgb(${colour})`;
  input.style.color = inkFor(colour);
};
