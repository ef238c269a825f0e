// Begins a saved page: unpacks its code, its look and its numbers, which stand in the document, and draws the view.

const TEXTS = ["code", "look", "head"];
const bytesOf = (name) => Uint8Array.from(atob(document.querySelector(`script[data-name="${name}"]`).textContent), (letter) => letter.charCodeAt(0));
const textOf = (name) => new Response(new Blob([bytesOf(name)]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
const add = (place, tag, textContent) => place.append(Object.assign(document.createElement(tag), { textContent }));

const begin = async () => {
  const place = document.querySelector("#view").attachShadow({ mode: "open" });
  add(place, "style", await textOf("look"));
  place.append(document.querySelector("#markup").content);
  add(document.head, "script", await textOf("code"));
  const names = Array.from(document.querySelectorAll("script[data-name]"), ({ dataset }) => dataset.name);
  const given = Object.fromEntries(names.filter((name) => !TEXTS.includes(name)).map((name) => [name, bytesOf(name).buffer]));
  const head = JSON.parse(await textOf("head"));
  await globalThis.cnnvizSaved({ root: place.lastElementChild, head, given, predict: document.querySelector("#predict") });
};

begin().catch((error) => {
  document.querySelector("#fault").hidden = false;
  console.error(error);
});
