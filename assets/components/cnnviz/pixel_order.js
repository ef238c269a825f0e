// The order in which pixels are shuffled: the one that cnnviz/pixels/order.py gives.

const STEP = 0x9e3779b9;
const ROOM = 2 ** 20; // for a pixel's number below its key

const mixed = (number) => {
  let key = number;
  key = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  key = Math.imul(key ^ (key >>> 13), 0xc2b2ae35);
  return (key ^ (key >>> 16)) >>> 0;
};

// Place i of a shuffled line has what stood at place order[i].
export const permutationOf = (count, seed) => {
  const keys = new Float64Array(count);
  const first = Math.imul(seed, STEP);
  for (let i = 0; i < count; i += 1) keys[i] = mixed((first + i) | 0) * ROOM + i;
  return Int32Array.from(keys.sort(), (key) => key % ROOM);
};

// Where each went: the place of what stood at place i is inverse[i].
export const inverseOf = (order) => {
  const inverse = new Int32Array(order.length);
  order.forEach((from, to) => { inverse[from] = to; });
  return inverse;
};

export const shuffledBy = (order, values) => Float64Array.from(order, (from) => values[from]);
