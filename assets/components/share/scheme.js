// Menus, dialogs and lists are drawn outside Streamlit's .stApp, which alone has the theme's color-scheme. So the document gets it, too:
// by it light-dark() in assets/components/tokens.css is decided.

// Returns what ends it.
export const followScheme = () => {
  const app = document.querySelector(".stApp");
  const follow = () => { document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme; };
  const observer = new MutationObserver(follow);
  observer.observe(app, { attributeFilter: ["class"] });
  follow();
  return () => observer.disconnect();
};
