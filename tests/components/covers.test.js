import { equal, test } from "./harness.js";
import { coversBehind, coversBut } from "/assets/components/linked/predicting/covers.js";

const MAP = { height: 3, width: 4 };

// What is hidden of each map, as lines of signs: # hidden, . seen.
const drawn = (marks, planes = 1) => Array.from({ length: planes }, (_, plane) => {
  const cells = Array.from({ length: MAP.height }, () => Array(MAP.width).fill("."));
  for (const mark of marks) {
    if (mark.planes && !mark.planes.includes(plane)) continue;
    for (const row of mark.rows) for (const column of mark.columns) cells[row][column] = mark.kind === "cover" ? "#" : ".";
  }
  return cells.map((line) => line.join("")).join(" ");
});

test("all outputs behind the window in reading order are hidden", () => {
  equal(drawn(coversBehind(MAP, { row: 0, column: 0 })), [".### #### ####"]);
  equal(drawn(coversBehind(MAP, { row: 1, column: 2 })), [".... ...# ####"]);
  equal(drawn(coversBehind(MAP, { row: 1, column: 3 })), [".... .... ####"]);
  equal(drawn(coversBehind(MAP, { row: 2, column: 3 })), [".... .... ...."]);
});

test("to be predicted are all outputs of all maps but those that are known, each on its own map", () => {
  equal(drawn(coversBut(MAP, []), 2), ["#### #### ####", "#### #### ####"]);
  const known = [{ plane: 1, row: 0, column: 3 }, { plane: 0, row: 2, column: 1 }];
  equal(drawn(coversBut(MAP, known), 2), ["#### #### #.##", "###. #### ####"]);
});
