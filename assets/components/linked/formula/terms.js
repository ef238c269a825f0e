// What stands in the formula of an output's size along one axis: signs, and terms that are numbers or set in place.

// A sign has a text; a term has a role, its value, what is written where that is no single number, and a caption.
// axis: as cnnviz.geometry.Terms.
export const termsOf = ({ size, before, after, kernel, dilation, stride, result }) => {
  const [sign, term] = [(text) => ({ sign: text }), (role, value, caption, text) => ({ role, value, caption, text: text ?? String(value) })];
  const isEven = before === after;
  const padding = [
    sign(isEven ? "+ 2 ·" : "+"), term("padding", Math.max(before, after), "padding", isEven ? undefined : `${before} + ${after}`),
  ];
  const taps = term("kernel", kernel, "kernel");
  const window = dilation === 1 ? [taps] : [sign(`(${dilation} · (`), taps, sign("− 1) + 1)")];
  return [
    sign("("), term("size", size, "picture"), ...padding, sign("−"), ...window, sign(") /"), term("stride", stride, "stride"),
    sign("+"), term("first", 1, "first window"), ...(result ? [sign("="), term("output", result, "output", result)] : [sign("≠")]),
  ];
};

// The same as a line of text, as Python writes it but for its spaces.
export const formulaText = (axis) => termsOf(axis).map(({ sign, text }) => sign ?? text).join(" ");
