// The linked view: what is pointed at in one figure is shown in the other, in the tiles below and in a sentence.
// Moving the pointer asks no server. What is pinned, typed, dragged, zoomed, pressed or predicted is set in the store (store.js).
//
// Fields that a learner sets: at, zoom, large, full (do the result's colours reach as far as its numbers?), edit (the kernel), pixels (the source's numbers), guess, visited (how many outputs of a result). What Python says of the view are
// its options: see ViewOptions in pages/ui/linked/options.py.

import { newDetail } from "./detail/detail.js";
import { explain } from "../cnnviz/explain.js";
import { newEquationLayout } from "./equation.js";
import { newFigure } from "./figure/figure.js";
import { presser } from "./input/keys.js";
import { turnedText } from "../cnnviz/kernel_text.js";
import { newLive } from "./playing/live.js";
import { middleOf, outputLook, pixelLook, tapLook } from "./figure/looks.js";
import { hiddenContent, resultContent, sourceContent, touchedBy, windowOf } from "./figure/model.js";
import { inTheme } from "../cnnviz/palettes.js";
import { newImages, paintOf } from "./figure/pixels.js";
import { clamped, positionOfList, sameList, samePosition, within } from "../cnnviz/positions.js";
import { coversBehind, newPredict, newPredicting, triedOf } from "./predicting.js";
import { slipMarks } from "./slip_marks.js";
import { REST, fitting } from "./fitting.js";
import { newSourceNumbers } from "./editing/source_numbers.js";
import { write } from "../payload.js";
import { isDark, whenThemeChanges } from "../theme.js";
import { newVisited } from "./visited.js";
import { newTimeline } from "./playing/timeline.js";
import { newPredictCell } from "./editing/predict_cell.js";
import { newZoom } from "./figure/zoom.js";

const count = (root, name) => { root.dataset[name] = String(Number(root.dataset[name] ?? 0) + 1); };

export const viewIn = (root, store) => {
  const find = (selector) => root.querySelector(selector);
  // isOnTheWay: has the cursor moved since it came to rest? explained: the output that is explained, null once anything has changed.
  const state = { model: null, options: {}, cursor: { plane: 0, row: 0, column: 0 }, isOnTheWay: false, look: null, drawn: {}, explained: null };
  const predicting = newPredicting(store.tried ?? triedOf(store.hub));
  const visited = newVisited();
  const images = { source: newImages(), result: newImages() };

  // A move of the pointer is drawn in the next frame, once.
  const look = (what, centred = false) => {
    Object.assign(state, { look: what, centred });
    cancelAnimationFrame(state.pending);
    state.pending = requestAnimationFrame(draw);
  };
  const move = (position) => {
    Object.assign(state, { cursor: clamped(state.model.result, position), isOnTheWay: true });
    visited.visit(state.model.result, state.cursor);
    look(null);
  };
  const settle = () => {
    if (!predicting.isHidden(state.cursor)) live.announce(explain(state.model, state.cursor).sentence);
    state.isOnTheWay = false;
    const { plane, row, column } = state.cursor;
    const news = sameList([plane, row, column], store.fields.at) ? {} : { at: [plane, row, column] };
    const been = { of: store.keyOf("result"), count: visited.count() };
    const { of, count: told } = store.fields.visited ?? {};
    if (of !== been.of || told !== been.count) news.visited = been;
    if (Object.keys(news).length) store.change(news, REST.looked);
  };
  const pin = (position) => {
    timeline.stop();
    move(position);
    settle();
  };
  const pickSource = (position) => {
    const { planes, rows, columns } = touchedBy(state.model, position);
    const middle = (list) => list[list.length >> 1];
    if (rows.length && columns.length) pin({ plane: planes?.[0] ?? state.cursor.plane, row: middle(rows), column: middle(columns) });
  };

  const OWN = { edit: { kernel: "custom" } }; // an edit makes the kernel the learner's own
  const edit = (kind) => (text, isLive) => store.change({ [kind]: text }, isLive ? REST.dragged : REST.typed, OWN[kind]);

  const press = presser({
    pin, leave: () => look(null), cursor: () => state.cursor, result: () => state.model?.result,
    play: () => timeline.toggle(), zoom: (factor) => zoom.by(factor),
  });
  const handlers = (by, pick) => ({ look: (position) => look({ by, position }), leave: () => look(null), pick, viewChanged: () => zoom.changed() });
  const inSource = {
    ...handlers("source", (position) => numbers.tap(position)),
    double: (position) => numbers.open(position),
    number: (position) => numbers.number(position),
    viewChanged: () => {
      zoom.changed();
      numbers.layOut();
    },
  };
  const source = newFigure(find(".source"), inSource, (event) => numbers.press(event) || press(event));
  const isAsked = () => Boolean(state.options.asks_value) && predicting.on() && !predicting.sizeIsHidden();
  // Opens the field in the cell that is looked at, if it is hidden; says whether it did.
  const askInCell = () => isAsked() && asked.open(state.cursor);
  const pick = (position) => {
    pin(position);
    askInCell();
  };
  const inResult = {
    ...handlers("result", pick),
    reach: (full) => store.change({ full }, REST.typed),
    viewChanged: () => {
      zoom.changed();
      asked.layOut();
    },
  };
  const result = newFigure(find(".result"), inResult, (event) => {
    if (event.key === "Enter" && askInCell()) event.preventDefault();
    else press(event);
  });
  const asked = newPredictCell(find(".result").children[1], result.plane, predicting, {
    typed: (position) => predict.typed(predicting, position), type: (position, text) => predict.type(predicting, position, text),
    ask: (position, text) => predict.check(position, text),
  });
  const zoom = newZoom(find(".zoom"), [source.plane, result.plane], () => look(state.look, true), (zoom) => store.change({ zoom }, REST.looked));
  const live = newLive(find(".live"));
  const timeline = newTimeline(find(".timeline"), { go: (row, column) => move({ ...state.cursor, row, column }), rest: settle });
  const predict = newPredict(find(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      predicting.reveal(kind, state.cursor);
      showEquation();
      showResult();
      look(null);
    },
  });
  const numbers = newSourceNumbers(find(".source"), source.plane, {
    send: edit("pixels"), ahead: () => store.ahead("pixels", "source", state.model.source), follow: pickSource, cursor: () => state.cursor,
    middle: () => clamped(state.model.source, middleOf([{ planes: [0], ...windowOf(state.model, state.cursor) }])),
  });
  const detail = newDetail(find(".detail"), {
    ahead: () => {
      const text = store.ahead("edit", "result", state.model.result);
      return text && state.model.result.turned ? turnedText(text) : text;
    },
    edit: (text, isLive) => edit("edit")(state.model.result.turned ? turnedText(text) : text, isLive),
    hoverTap: (i, j, channel) => look(i === null ? null : { by: "tap", tap: [i, j, channel] }),
    chooseChannel: (channel) => store.change({ large: { of: state.options.channels_of, channel } }, REST.looked),
  });

  const equation = newEquationLayout(root, {
    fields: () => store.fields, change: store.change, resize: (size) => detail.resize(size),
  });

  const showEquation = () => {
    const [model, isHidden] = [state.model, predicting.sizeIsHidden()];
    detail.standIn(equation.show(model, isHidden, state.options));
  };

  const drawOutput = (position) => {
    const explanation = explain(state.model, position);
    const hidden = predicting.isHidden(position);
    detail.show(hidden ? { ...explanation, products: null, sentence: "", hidden } : explanation, state.paint, state.model.result.turned);
    root.dataset.total = hidden ? "" : String(explanation.total);
    const { height, width } = state.model.result;
    timeline.show({ rows: height, columns: width, row: position.row, column: position.column });
    predict.show(predicting, position, state.options);
    asked.refresh();
    state.explained = position;
    return outputLook(state.model, position, explanation);
  };
  const looks = {
    source: ({ position }) => pixelLook(state.model, position),
    tap: ({ tap }) => tapLook(state.model, tap, state.cursor),
    result: ({ position }) => drawOutput(within(state.model.result, position) ? position : state.cursor),
  };
  const covers = () => {
    if (predicting.on()) return predicting.covers(state.model.result);
    return state.options.fill ? coversBehind(state.model.result, state.cursor) : [];
  };
  const slips = () => slipMarks(state.model, predicting.slipAt(state.cursor), state.cursor);
  // Is a window or a weight pointed at? Then the explanation stays that of the cursor's output.
  const isBesideOutput = () => Boolean(state.look) && state.look.by !== "result";
  const isExplained = () => Boolean(state.explained) && samePosition(state.explained, state.cursor);
  const draw = () => {
    if (!state.model) return;
    if (isBesideOutput() && !isExplained()) drawOutput(state.cursor); // what was to draw it was put off by this look
    const { source: inSource, result: inResult, text } = state.look ? looks[state.look.by](state.look) : drawOutput(state.cursor);
    const slipped = slips();
    source.plane.mark([...inSource, ...slipped.source]);
    result.plane.mark(predicting.sizeIsHidden() ? covers() : [...covers(), ...inResult, ...slipped.result]); // a marked cell would give the size away
    if (state.look?.by !== "source") source.plane.reveal(middleOf(inSource), state.centred);
    if (state.look?.by !== "result") result.plane.reveal(middleOf(inResult), state.centred);
    root.dataset.look = state.look?.by ?? "result";
    find(".summary").textContent = predicting.on() ? "" : text;
    count(root, "looks");
  };

  const showResult = () => {
    const hidden = predicting.sizeIsHidden();
    state.sizeHidden = hidden;
    write(find(".timeline"), { hidden });
    const { result: made } = state.model;
    result.show((hidden ? hiddenContent : resultContent)(state.model, images.result), predicting.on() ? { ...made, range: null } : made, isAsked() ? "Enter asks for an output that is hidden." : "");
  };
  // After a new map, draws its explanation: a frame later, so that the map appears sooner; but at once where outputs
  // are hidden, which may not be seen even for a frame.
  const follow = (atOnce) => {
    const tell = () => {
      if (isBesideOutput()) drawOutput(state.cursor); // while a weight is typed, its sum follows
      look(state.look);
    };
    if (atOnce) tell();
    requestAnimationFrame(() => {
      if (!atOnce) tell();
      count(root, "paints");
    });
  };
  // Takes over what the store holds, and redraws what has changed.
  const refresh = () => {
    const { drawn } = state;
    const { parts, options, fields } = store;
    if (!options || !fitting(parts) || (parts.result.asking ?? "") !== options.asking) return; // or a part of another task would be visible
    const model = { source: parts.source, windows: parts.windows, result: parts.result };
    const isSame = drawn.source === model.source && drawn.windows === model.windows && drawn.result === model.result;
    if (isSame && state.options === options) return;
    for (const part of [model.source, model.result]) inTheme(part, isDark(root));
    if (!state.isOnTheWay && fields.at) state.cursor = positionOfList(fields.at);
    Object.assign(state, { options, drawn: model, model, paint: paintOf(model), cursor: clamped(model.result, state.cursor), explained: null });
    visited.visit(model.result, state.cursor);
    root.setAttribute("aria-label", options.label);
    root.dataset.layout = options.layout;
    root.dataset.operation = model.result.operation;
    write(root, { hidden: false });
    predicting.begin(options);
    showEquation();
    const { large } = fields; // a choice holds only for the channels it was made among
    detail.enlarge(large && large.of === options.channels_of ? large.channel : null);
    if (drawn.source !== model.source || drawn.windows !== model.windows || drawn.result?.kind !== model.result.kind) source.show(sourceContent(model, images.source), model.source, options.pixels ? "Enter changes a number." : "");
    if (drawn.result !== model.result || state.sizeHidden !== predicting.sizeIsHidden()) showResult();
    numbers.show(options.pixels ? model : null);
    detail.editable(options.editable);
    zoom.begin(fields.zoom);
    follow(predicting.on() || options.fill);
  };

  return {
    // Returns a function that ends it.
    start() {
      const endTheme = whenThemeChanges(() => {
        state.drawn = {};
        refresh();
      });
      const ending = store.listen(refresh);
      const endPresenting = equation.start();
      refresh();
      return () => {
        ending();
        endPresenting();
        endTheme();
        cancelAnimationFrame(state.pending);
        timeline.stop();
      };
    },
  };
};
