// What stands in the view: the design, the layer that is looked at, and what can be undone. Nothing here draws or asks anybody.

import { branchesAround, deepAt, inserted, isLast, newLayer, withBranch, withChange, withShape, withSkip, without } from "../cnnviz/design_edits.js";
import { kindOf } from "../cnnviz/design_kinds.js";
import { flatOf } from "../cnnviz/design_measure.js";
import { designOf, designText } from "../cnnviz/design_text.js";
import { fieldsOf, numberOf, settingOf } from "./design_fields.js";

const MOST_UNDONE = 200;

// limits: { layers, branches, deep, text }, as the page sends them.
export const newState = () => {
  const state = { design: null, text: "", at: -1, field: "", limits: null, ends: null, undone: [], redone: [] };
  const nodes = () => flatOf(state.design);
  const nodeAt = (at = state.at) => nodes()[at];
  const part = () => nodeAt()?.part ?? { kind: "input", shape: state.design.shape };
  const show = (text, at) => {
    Object.assign(state, { design: designOf(text), text, at: Math.min(at, flatOf(designOf(text)).length - 1) });
    if (!fieldsOf(part().kind).includes(state.field)) state.field = fieldsOf(part().kind)[0] ?? "";
  };
  // Takes a design over, from an edit or from the page; the one before can be come back to. path: the layer to look at.
  const become = (design, path) => {
    const text = designText(design);
    const flat = flatOf(design);
    if (flat.length > state.limits.layers || text.length > state.limits.text) return false;
    if (text === state.text) return false;
    if (state.text) state.undone = [...state.undone, [state.text, state.at]].slice(-MOST_UNDONE);
    state.redone = [];
    const found = path ? flat.findIndex((node) => String(node.path) === String(path)) : state.at;
    show(text, found < 0 && path ? state.at : found);
    return true;
  };
  const swap = (from, to) => {
    if (!from.length) return false;
    const [text, at] = from.pop();
    to.push([state.text, state.at]);
    show(text, at);
    return true;
  };
  const unitsBefore = () => nodes().slice(0, state.at + 1).findLast((node) => kindOf(node.part).hasFilters)?.part.units ?? 8;

  return Object.assign(state, {
    nodeAt,
    part,
    show,
    become,
    undo: () => swap(state.undone, state.redone),
    redo: () => swap(state.redone, state.undone),
    look: (at) => show(state.text, Math.max(-1, Math.min(nodes().length - 1, at))),
    set: (changes) => (state.at < 0 ? become(withShape(state.design, changes.shape)) : become(withChange(state.design, nodeAt().path, changes))),
    setNumber: (change) => {
      if (!state.field) return false;
      return state.set(settingOf(state.field, part(), change(numberOf(state.field, part())), state.ends[state.field]));
    },
    insert: (kind) => become(...inserted(state.design, nodeAt()?.path, newLayer(kind, unitsBefore()))),
    canJoin: () => state.at >= 0 && deepAt(nodeAt().path) < state.limits.deep,
    skip: () => state.canJoin() && become(withSkip(state.design, nodeAt().path), [...nodeAt().path, "branches", 0, 0]),
    canBranch: () => state.at >= 0 && deepAt(nodeAt().path) < state.limits.deep && branchesAround(state.design, nodeAt().path) < state.limits.branches,
    branch: () => state.canBranch() && become(withBranch(state.design, nodeAt().path, unitsBefore())),
    canRemove: () => state.at >= 0 && !isLast(state.design, nodeAt().path),
    remove: () => {
      if (!state.canRemove()) return false;
      const isDone = become(without(state.design, nodeAt().path));
      state.look(state.at - (state.at > 0 ? 1 : 0));
      return isDone;
    },
    // Up and down lead to the branch beside, left and right along the design.
    beside: (by) => {
      const { path } = nodeAt() ?? { path: [] };
      if (path.length < 5) return;
      const flat = nodes();
      const at = flat.findIndex((node) => String(node.path) === String([...path.slice(0, -2), path.at(-2) + by, 0]));
      if (at >= 0) state.look(at);
    },
  });
};
