// Adds up in NumPy's order, so that a sum on the page has the same bits as cnnviz's: in eight lanes,
// in halves where there are more than 128 numbers. (numpy/_core/src/umath/loops_utils.h.src, pairwise sum)

const LANES = 8;
const BLOCK = 128;

const addInTurn = (numbers, start, end, sum = 0) => {
  for (let i = start; i < end; i += 1) sum += numbers[i];
  return sum;
};

const addInLanes = (numbers, start, end) => {
  const lanes = Array.from({ length: LANES }, (_, lane) => numbers[start + lane]);
  const rest = end - ((end - start) % LANES);
  for (let i = start + LANES; i < rest; i += 1) lanes[(i - start) % LANES] += numbers[i];
  const [a, b, c, d, e, f, g, h] = lanes;
  return addInTurn(numbers, rest, end, a + b + (c + d) + (e + f + (g + h)));
};

const addRange = (numbers, start, end) => {
  const count = end - start;
  if (count < LANES) return addInTurn(numbers, start, end);
  if (count <= BLOCK) return addInLanes(numbers, start, end);
  const half = Math.floor(count / 2);
  const middle = start + half - (half % LANES);
  return addRange(numbers, start, middle) + addRange(numbers, middle, end);
};

// The sum of a list of numbers or a typed array, as float64.
export const sumOf = (numbers) => addRange(numbers, 0, numbers.length);
