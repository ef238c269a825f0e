// Is the page light or dark? Streamlit says it by the color-scheme of its app, whoever chose the theme.

export const isDark = (element) => getComputedStyle(element).colorScheme === "dark";

// Calls `draw` a frame after each change. Returns a function that ends that.
export const whenThemeChanges = (draw) => {
  const app = document.querySelector(".stApp") ?? document.documentElement;
  let [before, pending] = [isDark(app), 0];
  const observer = new MutationObserver(() => {
    if (isDark(app) === before) return;
    before = !before;
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(draw);
  });
  observer.observe(app, { attributeFilter: ["class", "style"] });
  return () => {
    observer.disconnect();
    cancelAnimationFrame(pending);
  };
};
