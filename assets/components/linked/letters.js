// How many pixels a rem has, and how many rem the smallest letters. Asked for after something was changed, the browser first
// has to work out all styles anew. So whoever draws measures before changing anything; it holds until the script that runs ends.
let measured = null;
export const measureLetters = () => {
  if (measured) return measured;
  const of = (element) => getComputedStyle(element);
  measured = { rem: parseFloat(of(document.documentElement).fontSize), note: parseFloat(of(document.body).getPropertyValue("--note")) };
  queueMicrotask(() => { measured = null; });
  return measured;
};
