// One training step of a small convolution, as cnnviz/backward/step.py computes it: forward, loss, all gradients, the new weights.
// tests/components/test_backward_js.py compares them.
//
// A matrix is { rows, columns, values }, values in reading order. A task is { input, weight, target, rate, stride, padding, relu, pool, reduce }.

const LARGEST = 1e6;
const ROUNDING = 8 * Number.EPSILON; // what it can leave where products cancel

const counted = (count) => Array.from({ length: count }, (_, i) => i);
const total = (values) => values.reduce((sum, value) => sum + value, 0);
const sideText = ({ rows, columns }) => `${rows} × ${columns}`;

export const sheetOf = (rows, columns, value) => ({ rows, columns, values: counted(rows * columns).map((at) => value(Math.floor(at / columns), at % columns)) });
export const numberAt = ({ columns, values }, [row, column]) => values[row * columns + column];

// Why there is no output, "" if there is one; and the sizes of the convolution's output and of what the pool leaves.
export const shapesOf = ({ input, weight, stride, padding, pool }) => {
  const rooms = [input.rows - weight.rows, input.columns - weight.columns].map((room) => room + 2 * padding);
  const [rows, columns] = rooms.map((room) => Math.floor(room / stride) + 1);
  const [conv, pooled] = [{ rows, columns }, { rows: Math.floor(rows / pool), columns: Math.floor(columns / pool) }];
  if (Math.min(...rooms) < 0) {
    return { fault: `a kernel of ${sideText(weight)} does not fit an input of ${sideText(input)} with padding ${padding}; make the kernel smaller or the input larger` };
  }
  if (pool > Math.min(rows, columns)) {
    return { fault: `a pool of ${pool} × ${pool} does not fit a map of ${sideText(conv)}; use a smaller pool or none` };
  }
  return { fault: "", conv, pooled };
};

// The number under a tap of the kernel at an output: its place, and its value; outside the input null, and 0.
export const sourceOf = ({ input, stride, padding }, [row, column], [i, j]) => {
  const [y, x] = [row * stride + i - padding, column * stride + j - padding];
  const isInside = y >= 0 && x >= 0 && y < input.rows && x < input.columns;
  return { place: isInside ? [y, x] : null, value: isInside ? numberAt(input, [y, x]) : 0 };
};

export const placesOf = ({ rows, columns }) => counted(rows * columns).map((at) => [Math.floor(at / columns), at % columns]);

// The places of one window of the pool, in reading order.
export const pooledPlaces = (pool, [row, column]) => placesOf({ rows: pool, columns: pool }).map(([i, j]) => [row * pool + i, column * pool + j]);

const firstLargest = (values) => values.indexOf(Math.max(...values));

const mapsOf = (task, { conv, pooled }) => {
  const taps = placesOf(task.weight);
  const made = { conv: sheetOf(conv.rows, conv.columns, (row, column) => total(taps.map((tap, i) => task.weight.values[i] * sourceOf(task, [row, column], tap).value))) };
  let left = made.conv;
  if (task.relu) made.relu = left = sheetOf(conv.rows, conv.columns, (row, column) => Math.max(0, numberAt(made.conv, [row, column])));
  if (task.pool > 1) {
    const before = left;
    made.pool = sheetOf(pooled.rows, pooled.columns, (row, column) => Math.max(...pooledPlaces(task.pool, [row, column]).map((at) => numberAt(before, at))));
  }
  return made;
};

// A row for each way to make one number of those left: that number, and what of the error goes back to each of them.
const REDUCTIONS = {
  max: {
    make: (values) => Math.max(...values),
    passBack: (values, error) => {
      const first = firstLargest(values);
      return values.map((_, at) => (at === first ? error : 0));
    },
  },
  mean: {
    make: (values) => total(values) / values.length,
    passBack: (values, error) => values.map(() => error / values.length),
  },
  sum: { make: total, passBack: (values, error) => values.map(() => error) },
};

const predictionOf = ({ reduce }, { values }) => REDUCTIONS[reduce].make(values);

const spread = ({ reduce }, left, error) => ({ ...left, values: REDUCTIONS[reduce].passBack(left.values, error) });

// The gradient of each pooled number goes to the first of the largest in its window.
const routed = ({ pool }, before, gradient) => {
  const passed = sheetOf(before.rows, before.columns, () => 0);
  placesOf(gradient).forEach((place, at) => {
    const window = pooledPlaces(pool, place);
    const [row, column] = window[firstLargest(window.map((one) => numberAt(before, one)))];
    passed.values[row * before.columns + column] = gradient.values[at];
  });
  return passed;
};

const gradientsOf = (task, maps, error) => {
  const names = Object.keys(maps);
  const found = { [names.at(-1)]: spread(task, maps[names.at(-1)], error) };
  if (maps.pool) found[names.at(-2)] = routed(task, maps[names.at(-2)], found.pool);
  if (maps.relu) found.conv = { ...maps.conv, values: maps.conv.values.map((value, at) => (value > 0 ? found.relu.values[at] : 0)) };
  return found;
};

// A sum of which rounding alone has left something is 0. sizes: the sums of its products' sizes.
const cleared = (sheet, sizes) => ({ ...sheet, values: sheet.values.map((value, at) => (Math.abs(value) <= ROUNDING * sizes[at] ? 0 : value)) });

// Window by window: what each adds to the gradient of the weights, and to that of the input.
const convGradients = (task, gradient) => {
  const [byInput, byWeight] = [task.input, task.weight].map(({ rows, columns }) => sheetOf(rows, columns, () => 0));
  const [inputSizes, weightSizes] = [byInput, byWeight].map(({ values }) => [...values]);
  placesOf(gradient).forEach((output, at) => placesOf(task.weight).forEach((tap, i) => {
    const { place, value } = sourceOf(task, output, tap);
    const [toWeight, toInput] = [value, task.weight.values[i]].map((one) => gradient.values[at] * one);
    byWeight.values[i] += toWeight;
    weightSizes[i] += Math.abs(toWeight);
    if (!place) return;
    const to = place[0] * task.input.columns + place[1];
    byInput.values[to] += toInput;
    inputSizes[to] += Math.abs(toInput);
  }));
  return { byInput: cleared(byInput, inputSizes), byWeight: cleared(byWeight, weightSizes) };
};

// All numbers of a step; { fault } where it does not fit.
export const stepOf = (task) => {
  const shapes = shapesOf(task);
  if (shapes.fault) return { task, fault: shapes.fault };
  const maps = mapsOf(task, shapes);
  const left = Object.values(maps).at(-1);
  const prediction = predictionOf(task, left);
  const error = prediction - task.target;
  const gradients = gradientsOf(task, maps, error);
  const { byInput, byWeight } = convGradients(task, gradients.conv);
  const newWeight = { ...task.weight, values: task.weight.values.map((value, at) => value - task.rate * byWeight.values[at]) };
  return { task, fault: "", maps, left, prediction, error, loss: 0.5 * error ** 2, gradients, byInput, byWeight, newWeight };
};

export const isTooLarge = ({ newWeight }) => newWeight.values.some((value) => !(Math.abs(value) <= LARGEST));

// This step, and up to so many that follow; fewer if a weight would become too large.
export const runOf = (task, steps) => {
  const made = [stepOf(task)];
  while (!made.at(-1).fault && made.length <= steps && !isTooLarge(made.at(-1))) made.push(stepOf({ ...task, weight: made.at(-1).newWeight }));
  return made;
};

// The loss if one weight, by its place in reading order, had this value.
export const lossAt = ({ task }, at, value) => stepOf({ ...task, weight: { ...task.weight, values: task.weight.values.map((one, i) => (i === at ? value : one)) } }).loss;

// The slope of the loss by one weight, measured by nudging it.
export const slopeOf = (step, at, by) => (lossAt(step, at, step.task.weight.values[at] + by) - step.loss) / by;
