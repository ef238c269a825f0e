// What a learner has set in a view has one owner: this store of the window. It outlives components and pages. Each field that is set gets
// a revision. Python hears of it after a debounce, applies what is newer than what it has heard, and stamps all that it sends with
// the revision that it has heard. So nothing depends on how long anything takes:
// - A run that would hold up a preview waits for it; nothing is told later than a debounce after that.
// - What was not acknowledged is told again, at the next page that shows the view, too.
// - A part older than the one shown is not drawn.
// - The store says which parts it has, by their keys, so that Python need not send their contents again.

import { newInOrder } from "./in_order.js";
import { REST } from "./fitting.js";
import { unpack, unpackSync } from "../payload.js";
import { askPreview } from "../preview_route.js";
import { reports } from "../reports.js";
import { keepInTab, keptInTab } from "../tab.js";

const HAVE_REST = 500; // debounce in ms; nobody waits for it
const TELL_AGAIN = 4000; // ms; a network time-out: a run may be cut off, and Streamlit drops messages of fragments that it does not know
const LOOKS = ["at", "zoom", "large", "guess", "visited"]; // the fields that no other result follows from
const isContent = (field) => !LOOKS.includes(field);

const storageKey = (hub) => `cnnviz unheard ${hub}`;

const newView = (hub) => {
  const view = {
    hub,
    fields: {}, // what is set, by the learner or as Python says
    set: {}, // field → [revision, value]: what Python has not acknowledged
    options: null, // what Python says of the view
    refusal: "", // why what is set was not told, in a sentence
    parts: {}, // source, windows, result: as they are shown
  };
  const shown = {}; // by part: its key, its revision, and whether the page sent it, not the preview route
  const promised = new Map(); // revision → the parts by key that Python was told of then
  const setAt = {}; // field → the revision that set it last, acknowledged or not
  const listeners = new Set();
  let [session, heard, told, timer, send] = [null, 0, 0, 0, null];
  let [has, toldSource] = [true, undefined]; // false: a part was missed
  let [address, refused, asking] = [null, null, null]; // of the preview route

  const changed = () => listeners.forEach((listener) => listener());
  const latest = () => Math.max(0, ...Object.values(view.set).map(([revision]) => revision));
  const save = () => keepInTab(storageKey(hub), latest() ? view.set : null);
  const keys = () => Object.fromEntries(Object.entries(shown).map(([name, { key }]) => [name, key]));
  // While a preview is being made Python is not told: the run would hold that up, and hear of what is old already.
  const later = (rest) => {
    clearTimeout(timer);
    timer = setTimeout(() => (asking ? later(rest) : tell()), rest);
  };
  // A fleeting source is told of with whatever is set next: the run that hears of it would cost more than it saves.
  const isNews = () => !has || (shown.source?.key !== toldSource && !view.parts.source.fleeting);
  const tell = () => {
    clearTimeout(timer);
    if (!send || !session || !(latest() || isNews())) return;
    if (reports.isLeaving()) {
      reports.whenHere(tell);
      return;
    }
    if (told > heard && told > latest() && has) reports.run?.();
    else {
      reports.revision += 1;
      const refusal = send({ ...reports.stamp(), session, revision: reports.revision, set: { ...view.set }, have: has ? keys() : {} });
      if (view.refusal !== refusal) {
        view.refusal = refusal;
        changed();
      }
      if (refusal) return; // what takes its place is told
      told = reports.revision;
      promised.set(told, Object.fromEntries(Object.entries(shown).map(([name, { key }]) => [key, view.parts[name]])));
      toldSource = shown.source?.key;
      has = true;
    }
    later(TELL_AGAIN);
  };

  const contentOf = (part) => {
    if (!part.bare) return part;
    if (shown[part.part]?.key === part.key) return view.parts[part.part];
    return [...promised.values()].map((kept) => kept[part.key]).find(Boolean);
  };
  // A part is drawn unless a newer one is; of two of one revision, the page's is the last.
  const show = (part, isPages) => {
    const last = shown[part.part];
    if (last && (part.revision < last.revision || (part.revision === last.revision && last.isPages && !isPages))) return;
    const content = contentOf(part);
    if (!content) {
      has = false;
      later(REST.typed);
      return;
    }
    shown[part.part] = { key: part.key, revision: part.revision, isPages };
    if (last?.key === part.key) return;
    view.parts = { ...view.parts, [part.part]: content };
    changed();
    if (part.part === "source" && isPages && !latest() && isNews()) later(HAVE_REST);
  };
  // A new session has heard nothing, and what it sends is newer than what the one before sent.
  const meet = (name) => {
    if (name === session) return;
    [session, heard, told, toldSource] = [name, 0, 0, undefined];
    Object.keys(setAt).forEach((field) => view.set[field] || delete setAt[field]);
    Object.values(shown).forEach((part) => { part.revision = -1; });
  };
  // Python has applied all that was set up to this revision.
  const acknowledge = (name, revision) => {
    meet(name);
    heard = Math.max(heard, revision);
    for (const at of promised.keys()) if (at < heard) promised.delete(at);
    for (const [field, [at]] of Object.entries(view.set)) if (at <= heard) delete view.set[field];
    save();
    if (latest()) return latest() > told && later(REST.typed);
    return isNews() ? later(has ? HAVE_REST : REST.typed) : clearTimeout(timer);
  };
  // How the fields stand, and what the view offers.
  const hear = (head) => {
    for (const [field, value] of Object.entries(head.fields)) if (!(setAt[field] > head.revision)) view.fields[field] = value;
    view.options = head;
    reports.held.settings = { ...reports.held.settings, ...head.held }; // what a control of the view has taken off the page
    address = head.preview === refused ? null : head.preview ?? null;
    changed();
  };

  // What follows from the fields that Python has not heard of, from the preview route, one request at a time.
  const fetched = async () => {
    const set = Object.fromEntries(Object.entries(view.set).filter(([name]) => isContent(name)));
    const answer = await askPreview(address, { revision: latest(), set, have: keys() });
    if (!answer) return [];
    const { header, blocks } = unpackSync(answer);
    return Promise.all(header.parts.map((name) => unpack(blocks[name])));
  };
  const preview = async () => {
    let asked = 0;
    while (address && latest() > asked && Object.entries(view.set).some(([name, [revision]]) => isContent(name) && revision > asked)) {
      const from = address;
      asked = latest();
      const parts = await fetched().catch(() => {
        refused = from; // after any other failure, stop using the preview route
        address = address === from ? null : address;
        return [];
      });
      parts.forEach(({ header, blocks }) => header.session === session && show({ ...header, ...blocks }, false));
    }
    asking = null;
  };

  return Object.assign(view, {
    // Sets fields; Python is told once nothing was set for `rest` ms. Resolves when the preview, if there is one, is shown.
    // implied: other fields that Python sets for these.
    change(fields, rest, implied = {}) {
      for (const [name, value] of Object.entries(fields)) {
        reports.revision += 1;
        view.set[name] = [reports.revision, value];
        setAt[name] = reports.revision;
        view.fields[name] = value;
      }
      for (const [name, value] of Object.entries(implied)) [setAt[name], view.fields[name]] = [reports.revision, value];
      save();
      later(rest);
      if (Object.keys(fields).some(isContent) && address) asking ??= preview();
      return asking;
    },
    // Tells Python without waiting for the debounce.
    tellAtOnce: () => latest() > told && tell(),
    // The value of a field that a part is older than; null if it is not. The part that is drawn may be older than the newest one, which
    // waits for what it fits to.
    ahead(field, name, part) {
      const isOlder = setAt[field] > (shown[name]?.revision ?? -1) || (field in setAt && part !== view.parts[name]);
      return isOlder ? view.fields[field] : null;
    },
    // What Python calls the part that is shown.
    keyOf: (name) => shown[name]?.key,
    // Has Python acknowledged all that was set?
    isAtRest: () => Boolean(session) && !latest() && !(send && isNews()),
    // Returns a function that ends the listening.
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    // tellPython(intent): "", or why it is not told
    attach(tellPython) { send = tellPython; },
    // The page was left, and with it the component's state.
    detach() {
      clearTimeout(timer);
      [send, told, toldSource] = [null, Math.min(told, heard), undefined];
    },
    acknowledge,
    take({ header, blocks }) {
      meet(header.session);
      if (header.part === "head") hear(header);
      else show({ ...header, ...blocks }, true);
    },
  });
};

const views = (globalThis.cnnvizViews ??= new Map());

// What was not acknowledged before the page was loaded again.
const resume = (view, hub) => {
  const unheard = keptInTab(storageKey(hub)) ?? {};
  const isReload = performance.getEntriesByType("navigation")[0]?.type === "reload";
  if (isReload) view.change(Object.fromEntries(Object.entries(unheard).map(([name, [, value]]) => [name, value])), REST.typed);
  return view;
};

// The view of this name; the same one for everybody who asks.
export const viewOf = (hub) => {
  if (!views.has(hub)) views.set(hub, resume(newView(hub), hub));
  return views.get(hub);
};

// Parts travel by components of their own, whose modules load in any order: those that came before this store are taken now. They are
// unpacked side by side, and taken in the order in which they came.
const newTaking = () => {
  const inOrder = newInOrder();
  return (data) => inOrder(unpack(data), (part) => viewOf(part.header.hub).take(part));
};
if (!globalThis.cnnvizParts?.isTaken) {
  const [early, push] = [globalThis.cnnvizParts ?? [], newTaking()];
  globalThis.cnnvizParts = { push, isTaken: true };
  early.forEach(push);
}
