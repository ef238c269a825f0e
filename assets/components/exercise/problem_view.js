// One exercise: what is given, a form for the answer, and what is said of it. Whoever judges is told by report(name, value), and answers
// with another header.

import { placeOf } from "../drafts.js";
import { countPaint } from "../painted.js";
import { make } from "../payload.js";
import { isDark } from "../theme.js";
import { drawFigure, palettesOf } from "./figures.js";
import { FORMS } from "./forms.js";
import { paragraphs } from "./prose.js";

const SEEDS = 1_000_000;

// The second argument: what is beside the exercise: { record, drafts, newStanding(root, record, act), newInClass(handlers), newMenu(root, record, go) }.
export const newExercise = (root, { record, drafts, newStanding, newInClass, newMenu }) => {
  const state = { header: null, palettes: null, report: null, form: null, asked: "", place: null, done: { tried: null, hints: 0 }, written: "", isChecked: false, again: null, number: 0, told: 0, refusal: "", isWaiting: false };
  const find = (selector) => root.querySelector(selector);
  const [stage, title, prompt, verdict, hints, solved] = [".stage", "h2", ".prompt", ".verdict", ".hints", ".solved"].map(find);
  const standing = newStanding(root, record, (name, value) => state.report(name, value));

  const inClass = newInClass({
    told: (sentence, isWaiting) => {
      Object.assign(state, { refusal: sentence, isWaiting });
      drawVerdict(state.header);
    },
    done: (taken) => {
      if (JSON.stringify(taken) === answer()) settle(); // else something else has been typed meanwhile, perhaps after a reload
      state.report("told", (state.told += 1));
    },
  });
  const answer = () => JSON.stringify(state.form.read());
  // What stands there now is no draft: it was sent, or nobody has changed it.
  const settle = () => {
    state.written = answer();
    keepDraft();
  };
  const keepDraft = () => {
    if (!state.place) return;
    const { tried, hints: count } = state.done;
    const isOnlyHere = tried !== null || count > 0;
    if (isOnlyHere || answer() !== state.written) drafts.keep(state.place, state.form.read(), state.done);
    else drafts.drop(state.place);
  };
  ["input", "change", "click", "pointerup"].forEach((name) => stage.addEventListener(name, keepDraft));
  const say = (kind, head, text) => {
    verdict.className = `verdict ${kind}`;
    verdict.replaceChildren(...(head ? [Object.assign(make("b", ""), { textContent: head })] : []), ...(text ? paragraphs(text) : []));
  };

  const menu = newMenu(root, record, (id, level, among) => state.report("go", { id, level, among, seed: Math.floor(Math.random() * SEEDS) }));
  const check = () => {
    Object.assign(state, { isChecked: true, refusal: "" });
    if (state.header.klass) inClass.send(state.form.read());
    else state.report("answer", { task: state.header.task, answer: state.form.read() });
  };
  const acts = {
    check,
    hint: () => state.report("hint", { task: state.header.task, count: state.header.hints.length + 1 }),
    show: () => state.report("show", state.header.task),
    next: () => standing.choose(state.form.read()[0]),
    unsure: () => standing.choose(""),
    before: standing.before,
    first: () => standing.begin("a"),
    second: () => standing.begin("b"),
    another: () => {
      if (state.header.klass) state.report("task", state.header.klass.next);
      else menu.another();
    },
    mixed: menu.mixed,
  };
  root.addEventListener("click", ({ target }) => {
    const act = target.closest?.("[data-act]")?.dataset.act;
    if (act) acts[act]();
  });
  stage.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    if (state.header.standing) acts.next();
    else if (!find("[data-act=check]").hidden) check();
  });

  const drawProblem = (header) => {
    title.textContent = header.title;
    title.hidden = !header.isOfLesson; // else it stands in the list
    find(".choosing").hidden = header.isOfLesson;
    for (const one of root.querySelectorAll("[data-act=mixed], .onward small")) one.hidden = header.isOfLesson;
    prompt.replaceChildren(...paragraphs(header.prompt));
    state.form = FORMS[header.form.type](header, state.palettes);
    const row = make("div", "given");
    header.figures.forEach((one) => {
      if (one.sign) row.append(Object.assign(make("span", "sign"), { textContent: one.sign }));
      row.append(drawFigure(one, state.palettes));
    });
    if (header.figures.length && state.form.isFigure) row.append(Object.assign(make("span", "sign"), { textContent: "=" }));
    if (state.form.isFigure || !header.figures.length) row.append(state.form.element);
    stage.replaceChildren(row, ...(row.contains(state.form.element) ? [] : [state.form.element]));
    if (header.answer !== null) state.form.write(header.answer);
  };
  // What was tried and shown of it, which a session before may have known alone; a class keeps what was answered.
  const followDone = (header, isNew) => {
    const before = isNew && !header.klass ? drafts.doneWith(state.place) : null;
    const isUnheard = Boolean(before) && header.verdict === null && header.hints.length === 0 && (before.tried !== null || before.hints > 0);
    if (isUnheard) state.report("again", { task: header.task, answer: before.tried, hints: before.hints });
    if (isUnheard) Object.assign(state, { done: before, again: before.tried });
    else if (isNew || header.klass) state.done = { tried: null, hints: 0 };
    if (header.klass) return;
    if (header.answer !== null) state.done.tried = header.answer;
    state.done.hints = Math.max(state.done.hints, header.hints.length);
  };
  // What was typed before the tab was loaded anew stands there again; where nothing more is answered, what was answered does.
  const followDraft = (header, isFirst) => {
    const isDone = Boolean(header.solution || header.verdict?.right);
    const isOver = isDone || header.standing || header.klass?.canAnswer === false;
    const place = isOver ? null : placeOf(header);
    if (state.place && !isFirst && (isDone || (place && place.name !== state.place.name))) drafts.drop(state.place);
    state.place = place;
    if (!place) return;
    const isNew = state.written === null; // an exercise may be drawn before it may be answered
    if (isNew) state.written = answer();
    else if (header.answer !== null) state.written = JSON.stringify(header.answer);
    const draft = isNew ? drafts.of(place) : null;
    followDone(header, isNew);
    if (draft) state.form.write(draft);
    keepDraft();
  };
  const drawVerdict = ({ verdict: found, refused: unread }) => {
    const refused = unread || state.refusal;
    const isWaiting = state.isWaiting && !unread; // what is not judged yet is not wrong
    say(refused ? (isWaiting ? "waiting" : "refused") : found ? (found.right ? "right" : "wrong") : "", found && !refused ? found.head : null, refused || found?.sentence || "");
    state.form.mark(found && !refused ? found.marks : []);
  };
  const drawHelp = ({ hints: shown, more, solution, verdict: found }) => {
    const held = root.getRootNode().activeElement;
    hints.replaceChildren(...shown.map((text) => {
      const item = make("li", "");
      item.append(...paragraphs(text));
      return item;
    }));
    find("[data-act=hint]").hidden = !more || Boolean(solution) || Boolean(found?.right);
    find("[data-act=hint]").textContent = shown.length ? "Next hint" : "Hint";
    find("[data-act=show]").hidden = Boolean(solution) || Boolean(found?.right);
    find("[data-act=check]").hidden = Boolean(found?.right) || Boolean(solution);
    find("[data-act=check]").textContent = found ? "Check again" : "Check";
    find("[data-act=another]").classList.toggle("primary", Boolean(found?.right) || Boolean(solution));
    solved.replaceChildren(...(solution ? [Object.assign(make("b", ""), { textContent: "Worked" }), ...paragraphs(solution.words)] : []));
    if (state.header.klass) drawForClass(state.header.klass);
    const address = solution?.address ?? (found?.right ? found.address : "");
    if (address) solved.append(Object.assign(make("a", ""), { href: address, textContent: "Play it through", target: "_blank", rel: "noopener" }));
    if (held?.hidden) (solution ? solved : found?.right ? verdict : hints).focus(); // what it brought is read there, and no key does more
  };
  // canAnswer: whether one more answer is taken; help: which buttons there are beside that; next: the task that comes then, and what its button is
  // called; note: a sentence; check: what the button is called
  const drawForClass = ({ canAnswer, help, next, note, check: name, nextName }) => {
    find("[data-act=check]").hidden = !canAnswer;
    if (name) find("[data-act=check]").textContent = name;
    ["hint", "show"].forEach((act) => { find(`[data-act=${act}]`).hidden ||= !help.includes(act); });
    find("[data-act=another]").hidden = !next;
    find("[data-act=another]").textContent = nextName ?? "Next task";
    find("[data-act=another]").classList.toggle("primary", !canAnswer);
    find(".onward small").hidden = true;
    find(".note").textContent = note;
  };
  // On a phone it would lie below the screen.
  const bringVerdict = ({ verdict: found }) => {
    if (state.isChecked && found && found.number !== state.number) verdict.scrollIntoView({ block: "nearest" });
  };
  // Only what was checked just now: a page that is come back to shows what was said before.
  const remember = ({ id, answer: judged, verdict: found }) => {
    const isAgain = found && state.again && JSON.stringify(judged) === JSON.stringify(state.again); // counted before the reload
    if (found) state.again = null;
    if (isAgain) {
      state.number = found.number;
      return;
    }
    if (found && !state.isChecked) state.number = found.number; // of a page that was loaded anew: it was counted then
    if (!found || !state.isChecked || state.header.klass?.act === "see" || found.number === state.number) return;
    Object.assign(state, { isChecked: false, number: found.number });
    record.answered(id, found.right, found.slip);
  };
  const draw = () => {
    const { header } = state;
    standing.take(header.standing ?? null);
    inClass.take(header.klass ?? null);
    if (!header.task) { // the result of the concept test
      countPaint(root);
      return;
    }
    if (header.menu) menu.draw(header);
    const isFirst = state.asked !== header.task;
    if (isFirst) {
      Object.assign(state, { asked: header.task, written: null, isChecked: false, again: null, number: header.verdict?.number ?? 0, refusal: "", seen: header.klass?.seen });
      drawProblem(header);
      if (header.standing && standing.chosen()) state.form.write([standing.chosen()]);
    }
    // Answered in another window meanwhile: that answer is what is marked below.
    if (header.klass && header.klass.seen !== state.seen && !state.isChecked) state.form.write(header.answer);
    state.seen = header.klass?.seen;
    if (header.solution && !(header.klass && header.answer)) state.form.write(header.solution.answer); // for a class one's own stays
    followDraft(header, isFirst);
    drawVerdict(header);
    drawHelp(header);
    bringVerdict(header);
    remember(header);
    countPaint(root);
  };
  return {
    take({ header, blocks }, send) {
      state.report = send;
      state.blocks = blocks;
      state.header = header;
      state.palettes = palettesOf(blocks, isDark(root));
      draw();
    },
    redraw() { // in other colours; what is typed stays
      if (!state.header.task) return;
      const typed = state.form.read();
      state.palettes = palettesOf(state.blocks, isDark(root));
      drawProblem(state.header);
      state.form.write(typed);
      drawVerdict(state.header);
    },
    leave: inClass.leave,
  };
};
