// A laboratory's view in a page of its own: its component as it is in the app, with a store of which Python hears nothing. Its document is
// written by cnnviz/takehome/page.py; which fields are not taken, as only Python could answer them, is said by pages/ui/linked/laboratory.py.

import { unpack } from "../payload.js";
import { newLaboratoryStore } from "./laboratory_store.js";

const inflated = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();

// component: what the component's module exports; head: { hub, fields, options, parts: their names, refused: names of fields }; given: the
// bytes of the parts, and of `data`, compressed, where the component is given more than the name of its hub.
export default (component) => async ({ root, head, given }) => {
  const read = async (name) => {
    const { header, blocks } = await unpack(given[name]);
    return [name, { ...header, ...blocks }];
  };
  const parts = Object.fromEntries(await Promise.all(head.parts.map(read)));
  (globalThis.cnnvizViews ??= new Map()).set(head.hub, newLaboratoryStore(head, parts));
  if (globalThis.cnnvizReports) globalThis.cnnvizReports.whenHere = () => {}; // nobody would hear of a report
  component({ parentElement: root.parentNode, data: given.data ? await inflated(given.data) : { hub: head.hub } });
};
