// The linked view: what is pointed at in one figure is shown in the other, in the tiles below and in a sentence.
// Moving the pointer asks nobody; only what is pinned, typed or dragged is sent to Python.

import { newDetail } from "./detail.js";
import { explain } from "./explain.js";
import { newFigure } from "./figure.js";
import { fitting } from "./hub.js";
import { actionOf } from "./keyboard.js";
import { newLive } from "./live.js";
import { outputLook, pixelLook, tapLook } from "./looks.js";
import { resultContent, sourceContent, touchedBy } from "./model.js";
import { paintOf } from "./paint.js";
import { newTimeline } from "./timeline.js";
import { newZoom } from "./zoom.js";

const within = (part, { row, column }) => row >= 0 && column >= 0 && row < part.height && column < part.width;

const between = (value, size) => Math.max(0, Math.min(size - 1, value));

const clamped = (part, { plane, row, column }) => ({
  plane: between(plane, part.planes), row: between(row, part.height), column: between(column, part.width),
});

const REST = 400; // ms without another step until a place counts as pinned

export const viewIn = (root) => {
  const find = (selector) => root.querySelector(selector);
  const state = { model: null, config: {}, cursor: { plane: 0, row: 0, column: 0 }, look: null, trigger: () => {}, drawn: {} };

  // A move of the pointer is drawn in the next frame, once.
  const look = (what) => {
    state.look = what;
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(draw);
  };
  const send = () => {
    const { plane, row, column } = state.cursor;
    if (String([plane, row, column]) !== String(state.config.at)) state.trigger("pin", [plane, row, column]);
  };
  const move = (place) => {
    state.cursor = clamped(state.model.result, place);
    clearTimeout(state.resting);
    look(null);
  };
  const settle = () => {
    live.announce(explain(state.model, state.cursor).sentence);
    clearTimeout(state.resting);
    state.resting = setTimeout(send, REST);
  };
  const pin = (place) => {
    timeline.stop();
    move(place);
    settle();
  };
  const pickSource = (place) => {
    const { rows, columns } = touchedBy(state.model, place);
    const middle = (list) => list[list.length >> 1];
    if (rows.length && columns.length) pin({ plane: place.plane, row: middle(rows), column: middle(columns) });
  };

  const press = (event) => {
    const action = actionOf(event);
    if (!action || !state.model) return;
    event.preventDefault();
    const { cursor, model } = state;
    const last = { plane: cursor.plane, row: model.result.height - 1, column: model.result.width - 1 };
    if (action.move) pin({ ...cursor, row: cursor.row + action.move[0], column: cursor.column + action.move[1] });
    else if (action.go) pin(action.go === "first" ? { ...cursor, row: 0, column: 0 } : last);
    else if (action.play) timeline.toggle();
    else if (action.zoom !== undefined) zoom.by(action.zoom);
    else if (action.pin) pin(cursor);
    else look(null);
  };

  const handlers = (by, pick) => ({ look: (place) => look({ by, place }), leave: () => look(null), pick });
  const source = newFigure(find(".source"), handlers("source", pickSource), press);
  const result = newFigure(find(".result"), handlers("result", pin), press);
  const zoom = newZoom(find(".zoom"), [source.plane, result.plane]);
  const live = newLive(find(".live"));
  const timeline = newTimeline(find(".timeline"), {
    go: (row, column) => move({ ...state.cursor, row, column }),
    rest: settle,
  });
  const detail = newDetail(find(".detail"), {
    edit: (text) => state.trigger("edit", text),
    hoverTap: (i, j) => look(i === null ? null : { by: "tap", tap: [i, j] }),
    chooseChannel: () => {},
  });

  const drawOutput = (place) => {
    const explanation = explain(state.model, place);
    detail.show(explanation, state.paint);
    root.dataset.total = String(explanation.total);
    timeline.show({ rows: state.model.result.height, columns: state.model.result.width, ...place });
    return outputLook(state.model, place, explanation);
  };
  const draw = () => {
    const { look: what, model, cursor } = state;
    if (!model) return;
    const place = what?.by === "result" && within(model.result, what.place) ? what.place : cursor;
    const drawn = { source: () => pixelLook(model, what.place), tap: () => tapLook(model, what.tap) };
    const { source: inSource, result: inResult, text } = (drawn[what?.by] ?? (() => drawOutput(place)))();
    source.plane.mark(inSource);
    result.plane.mark(inResult);
    find(".summary").textContent = text;
    root.dataset.looks = String(Number(root.dataset.looks ?? 0) + 1);
  };

  // Draws anew what has changed since the last time.
  const refresh = (parts) => {
    if (!fitting(parts)) return;
    const model = { source: parts.source, windows: parts.windows, result: parts.result };
    const { drawn } = state;
    root.hidden = false;
    if (drawn.source !== model.source || drawn.windows !== model.windows) source.show(sourceContent(model), model.source);
    if (drawn.result !== model.result) result.show(resultContent(model), model.result);
    Object.assign(state, { drawn: model, model, paint: paintOf(model), cursor: clamped(model.result, state.cursor) });
    look(state.look?.by === "tap" ? state.look : null);
    requestAnimationFrame(() => { root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); });
  };

  return {
    update(hub, config, trigger) {
      const [plane, row, column] = config.at;
      if (String(config.at) !== String(state.config.at)) state.cursor = { plane, row, column };
      Object.assign(state, { config, trigger });
      root.setAttribute("aria-label", config.label);
      state.ending?.();
      state.ending = hub.listen(refresh);
      return () => {
        timeline.stop();
        state.ending();
      };
    },
  };
};
