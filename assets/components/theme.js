// Is the page light or dark? Streamlit says it by the color-scheme of its app, whoever chose the theme; in forced colours the browser says
// "light dark" instead, and which of them the learner's colours are.
const forced = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));

export const isDark = (element) => {
  const { colorScheme } = getComputedStyle(element);
  return colorScheme === "dark" || (colorScheme === "light dark" && forced[1].matches);
};

// Calls `draw` a frame after each change. Returns a function that ends that.
export const whenThemeChanges = (draw) => {
  const app = document.querySelector(".stApp") ?? document.documentElement;
  let [before, pending] = [isDark(app), 0];
  const look = () => {
    if (isDark(app) === before) return;
    before = !before;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(draw);
  };
  const observer = new MutationObserver(look);
  observer.observe(app, { attributeFilter: ["class", "style"] });
  forced.forEach((media) => media.addEventListener("change", look));
  return () => {
    observer.disconnect();
    forced.forEach((media) => media.removeEventListener("change", look));
    cancelAnimationFrame(pending);
  };
};
