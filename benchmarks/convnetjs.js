// Prints how many images a second ConvNetJS trains on: node convnetjs.js FOLDER BATCH FILTERS...
// The layers are those of the default design: 5×5 convolution, ReLU and 2×2 max pooling for each number of filters.
const [folder, batch, ...filters] = process.argv.slice(2);
const convnetjs = require(require("path").resolve(folder));

const stages = filters.flatMap((count) => [
  { type: "conv", sx: 5, filters: Number(count), stride: 1, pad: 2, activation: "relu" },
  { type: "pool", sx: 2, stride: 2 },
]);
const net = new convnetjs.Net();
net.makeLayers([
  { type: "input", out_sx: 28, out_sy: 28, out_depth: 1 },
  ...stages,
  { type: "softmax", num_classes: 10 },
]);
const trainer = new convnetjs.SGDTrainer(net, { learning_rate: 0.01, batch_size: Number(batch) });

const images = Array.from({ length: 32 }, () => {
  const image = new convnetjs.Vol(28, 28, 1, 0);
  for (let i = 0; i < image.w.length; i += 1) image.w[i] = Math.random();
  return image;
});
const train = (batches) => {
  for (let i = 0; i < batches * batch; i += 1) trainer.train(images[i % images.length], i % 10);
};
const seconds = (work) => {
  const start = process.cpuUsage();
  work();
  const spent = process.cpuUsage(start);
  return (spent.user + spent.system) / 1e6;
};

train(3); // warms up
const times = Array.from({ length: 7 }, () => seconds(() => train(2)));
const median = times.sort((a, b) => a - b)[3];
process.stdout.write(`${(2 * batch) / median}\n`);
