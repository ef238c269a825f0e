// Style sheets that travel with the components' code, once, and not with the component in every run: see component.py.

// The sheet of a component of this name holds in the element's shadow root from now on.
export const adoptStyles = (element, name) => {
  const [place, text] = [element.getRootNode(), globalThis.cnnvizCode?.styles?.[name]];
  if (!text || !place.host || place.adoptedStyleSheets.length) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  place.adoptedStyleSheets = [sheet];
};
