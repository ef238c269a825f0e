// The linked view in a page of its own, without Python and without a server. Its document is written by cnnviz/takehome/page.py.

import { derivedIndex, wovenPixels } from "./derived.js";
import { unpack } from "../payload.js";
import { newSavedStore } from "./saved_store.js";
import { viewIn } from "../linked/view.js";

// root: the view's element; head: what Python tells of the view; given: by name the bytes of source, windows and result; predict: the switch, hidden where nothing is asked.
export default async ({ root, head, given, predict }) => {
  const read = async (name) => {
    const { header, blocks } = await unpack(given[name]);
    return { ...header, ...blocks };
  };
  const [source, windows, result] = await Promise.all(["source", "windows", "result"].map(read));
  const parts = { source, windows, result };
  if (source.woven) source.rgb = wovenPixels(source);
  if (result.derived) result.index = derivedIndex(parts);
  const store = newSavedStore(head, parts);
  const box = predict.querySelector("input");
  predict.hidden = !head.predicting;
  box.checked = head.predict;
  box.onchange = () => store.predict(box.checked);
  store.predict(head.predict);
  viewIn(root, store).start();
};
