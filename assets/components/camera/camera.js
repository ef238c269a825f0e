// Has a file chooser open a phone's camera: over plain http browsers give a page none, but choosers of pictures lead to it. Computers choose
// a file as ever.

export default ({ parentElement, data }) => {
  parentElement.unwatch?.(); // a newer call ends the one before
  const place = document.querySelector(`.st-key-${data.place}`);
  const mark = () => place.querySelectorAll("input[type=file]:not([capture])").forEach((chooser) => {
    chooser.accept = "image/*";
    chooser.setAttribute("capture", "environment");
  });
  const observer = new MutationObserver(mark);
  observer.observe(place, { childList: true, subtree: true });
  mark();
  parentElement.unwatch = () => observer.disconnect();
  return parentElement.unwatch;
};
