// A dense layer beside a convolution: parameters over the picture's side, both axes logarithmic. The slider shows any side at once, from
// numbers that pages/ui/counting/comparing.py has sent; where it comes to rest becomes the page's input.

import { formatNumber } from "../cnnviz/numbers.js";
import { reporting } from "../reports.js";

const share = (value, [low, high]) => Math.log(value / low) / Math.log(high / low);
const point = (x, y) => `${(100 * x).toFixed(2)} ${(100 * (1 - y)).toFixed(2)}`;

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".beside");
  const [units, slider, label, axes] = [".units", ".side input", ".side span", ".axes"].map((at) => root.querySelector(at));
  const [grid, dense, conv, now] = root.querySelectorAll("path");
  const fault = root.querySelector(".fault");
  const [ofDense, ofConv] = root.querySelectorAll(".name");
  const { sides } = data;
  const across = [sides[0], sides.at(-1)];
  const up = [Math.min(...data.dense, ...data.conv, 10), Math.max(...data.dense, ...data.conv)];
  const lineOf = (values) => `M${values.map((value, n) => point(share(sides[n], across), share(value, up))).join("L")}`;

  if (units.getRootNode().activeElement !== units || units.value === units.sent) units.value = data.units;
  units.sent = data.units;
  units.setAttribute("aria-invalid", String(Boolean(data.fault)));
  Object.assign(fault, { textContent: data.fault, hidden: !data.fault });
  slider.max = String(sides.length - 1);
  grid.setAttribute("d", "M0 0V100H100");
  dense.setAttribute("d", lineOf(data.dense));
  conv.setAttribute("d", lineOf(data.conv));
  [".up.top", ".up.bottom"].forEach((at, n) => { root.querySelector(at).textContent = formatNumber(up[1 - n]); });
  [...root.querySelector(".across").children].forEach((end, n) => { end.textContent = `${across[n]} × ${across[n]}`; });

  const show = (step) => {
    const x = share(sides[step], across);
    slider.value = String(step);
    label.textContent = `Picture: ${sides[step]} × ${sides[step]}`;
    slider.setAttribute("aria-valuetext", `${sides[step]} × ${sides[step]}`);
    now.setAttribute("d", `M${point(x, 0)}L${point(x, 1)}`);
    [[ofDense, "Dense", data.dense], [ofConv, "Convolution", data.conv]].forEach(([name, title, values]) => {
      name.textContent = `${title}: ${formatNumber(values[step])}`;
      name.style.top = `${100 * (1 - share(values[step], up))}%`;
      name.style.left = x > 0.5 ? "" : `${100 * x}%`;
      name.style.right = x > 0.5 ? `${100 * (1 - x)}%` : "";
    });
    axes.ariaLabel = `${data.label} ${label.textContent}. ${ofDense.textContent}, ${ofConv.textContent} parameters.`;
  };
  const away = sides.map((side) => Math.abs(side - data.side));
  show(away.indexOf(Math.min(...away)));
  slider.oninput = () => show(Number(slider.value));
  slider.onchange = () => report("side", sides[Number(slider.value)]);
  units.onchange = () => report("units", units.value);
  root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1);
});
