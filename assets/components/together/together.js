// Predict together, on the projector: a question to all, and bars that grow as they answer. What answers mean shows once it is revealed.

import { actOf, goAnew, lookUp, newActs, newPulse, newWatch, tellClass } from "../asked_of_class.js";
import { captioned, drawFigure, palettesOf } from "../exercise/figures.js";
import { paragraphs } from "../exercise/prose.js";
import { countPaint } from "../painted.js";
import { make, reconcile, unpackSync } from "../payload.js";
import { reporting } from "../reports.js";
import { isDark, whenThemeChanges } from "../theme.js";

const EVERY = 300; // ms between two looks at the answers
const SEEDS = 1_000_000;
const LONG = 12; // characters of an answer that is no number any more
const KEYS = { p: "pause", r: "reveal", n: "next" };

// A page that is opened from a presented one is presented, too.
const presented = (address) => {
  const isPresented = new URLSearchParams(location.search).get("present") === "1";
  return isPresented ? `${address}${address.includes("?") ? "&" : "?"}present=1` : address;
};

const newRow = () => {
  const row = make("li", "");
  const track = make("span", "track");
  track.append(make("span", "fill"), make("span", "n"), make("span", "what"));
  row.append(make("span", "answer"), track);
  return row;
};

const newTogether = (root) => {
  const state = { header: null, report: null, now: null, isChoosing: false, isTold: false };
  const find = (selector) => root.querySelector(selector);
  const [question, bars, item, level, said] = [".question", ".bars", "[name=item]", "[name=level]", ".said"].map(find);
  const say = (text) => { said.textContent = text; };
  const beat = newPulse((pulse) => state.report("pulse", pulse));

  const drawQuestion = () => {
    const { problem } = state.header;
    if (!problem) {
      question.replaceChildren("Which question do you ask?");
      return;
    }
    const row = make("div", "given");
    problem.figures.forEach((one) => {
      if (one.sign) row.append(one.sign);
      row.append(drawFigure(one, state.palettes));
    });
    if (problem.picture) row.append(drawFigure({ ...problem.picture, name: "Picture", look: "picture" }, state.palettes));
    problem.matched.forEach((one, at) => row.append(drawFigure({ ...one, name: `Figure ${at + 1}` }, state.palettes)));
    question.replaceChildren(...paragraphs(problem.prompt), ...(row.childNodes.length ? [row] : []));
  };
  // What the view shows: numbers, or a drawing of them.
  const drawBeside = () => {
    find(".beside").replaceChildren(...(state.header.problem?.beside ?? []).flatMap(({ src, size, ...one }) => {
      const sign = one.sign ? [one.sign] : [];
      if (!src) {
        const made = drawFigure(one, state.palettes);
        if (!size) made.firstElementChild.textContent = one.name; // of a list nobody asks how large it is
        return [...sign, made];
      }
      const drawn = Object.assign(document.createElement("img"), { src, alt: one.name });
      return [...sign, captioned(one.name, ...size, drawn)];
    }));
  };
  const drawBars = ({ rows, round, votes, of }) => {
    const isTold = round.state === "revealed";
    const most = Math.max(1, ...rows.map(({ count }) => count));
    bars.classList.toggle("long", rows.some(({ answer }) => answer.length > LONG));
    reconcile(bars, rows, newRow, (row, { answer, count, meaning, right }) => {
      row.className = right ? "right" : "";
      row.querySelector(".answer").textContent = answer;
      row.querySelector(".fill").style.width = `${(isTold ? 45 : 85) * count / most}%`;
      row.querySelector(".n").textContent = count;
      row.querySelector(".what").textContent = right ? "" : meaning ?? ""; // why it is right stands beside the bars
    });
    find(".count b").textContent = `${votes} of ${of}`;
    find(".count > i > i").style.width = `${of ? 100 * votes / of : 0}%`;
  };
  const draw = () => {
    const { header, now } = state;
    const round = now?.round ?? null;
    const isOn = Boolean(round) && !state.isChoosing;
    const isTold = isOn && round.state === "revealed";
    find(".number").textContent = `Question ${(round?.number ?? 0) + (isOn ? 0 : 1)}`;
    find(".choose").hidden = isOn;
    root.classList.toggle("choosing", !isOn);
    bars.hidden = !isOn;
    question.hidden = !isOn && Boolean(header.problem);
    find("[data-act=pause]").hidden = !isOn || isTold;
    find("[data-act=pause]").firstChild.textContent = round?.state === "paused" ? "Go on " : "Pause ";
    find("[data-act=reveal]").hidden = !isOn || isTold;
    find("[data-act=next]").hidden = !isOn;
    find("[data-act=next]").classList.toggle("primary", isTold);
    find(".join").hidden = !isTold;
    find(".scan").hidden = isTold || (!isOn && Boolean(header.preview)); // what is looked at needs the room
    find(".where").hidden = isTold;
    [".reason", ".beside", ".after"].forEach((one) => { find(one).hidden = !isTold; });
    find(".count").hidden = !isOn;
    if (isOn && now.rows) drawBars(now);
    countPaint(root);
  };
  const hear = (answer) => {
    if (!answer.ok) {
      say(answer.told);
      return;
    }
    if (said.textContent && !state.isTold) say("");
    beat(answer.pulse, state.header.pulse); // also where nothing is new: what the page was told may be lost
    const text = JSON.stringify(answer);
    if (text === state.text) return;
    Object.assign(state, { text, now: answer });
    draw();
  };
  const watch = newWatch(() => (root.isConnected ? lookUp(`${state.header.code}/together`) : null), hear, EVERY);
  const tell = async (act, body) => {
    const answer = await tellClass(`${state.header.code}/${act}`, body);
    state.isTold = !answer.ok; // it stays until something else is done
    say(answer.told);
    await watch.now();
    return answer.ok;
  };
  const ask = async (id, at, more = {}) => {
    if (await tell("ask", { item: id, level: at, ...more })) state.isChoosing = false;
    draw();
  };
  const turn = (to) => tell("state", { round: state.now.round.number, state: to });
  const offered = () => state.header.items.find(({ id }) => id === item.value);
  const drawLevels = () => {
    const before = level.value;
    level.replaceChildren(...offered().levels.map((one) => Object.assign(make("option", ""), { value: one, textContent: one })));
    if (offered().levels.includes(Number(before))) level.value = before;
  };
  // The numbers that were looked at, if this question was.
  const looked = () => {
    const { preview } = state.header;
    return preview?.id === item.value && preview.level === Number(level.value) ? { seed: preview.seed } : {};
  };
  const acts = {
    preview: () => state.report("preview", { item: item.value, level: Number(level.value), seed: Math.floor(Math.random() * SEEDS) }),
    pause: () => turn(state.now.round.state === "paused" ? "open" : "paused"),
    reveal: () => turn("revealed"),
    chosen: () => ask(item.value, Number(level.value), looked()),
    again: () => ask(state.header.problem.id, state.header.problem.level),
    next() {
      const at = state.header.items.findIndex(({ id }) => id === state.header.problem?.id);
      item.selectedIndex = (at + 1) % state.header.items.length;
      drawLevels();
      state.isChoosing = true;
      draw();
      item.focus();
    },
  };
  const act = newActs(acts);
  root.addEventListener("click", (event) => actOf(event) && act(actOf(event)));
  find(".leave").addEventListener("click", async (event) => { // who is at home then sees no question that waits
    if (state.now?.round?.state !== "open") return;
    event.preventDefault();
    await turn("paused");
    goAnew(event.target.href);
  });
  find(".view").addEventListener("click", ({ currentTarget }) => { currentTarget.href = presented(state.header.problem.solution.address); });
  find(".choose").addEventListener("submit", (event) => {
    event.preventDefault();
    act("chosen");
  });
  [item, level].forEach((field) => field.addEventListener("change", () => {
    if (field === item) drawLevels();
    if (state.header.preview) acts.preview(); // what is looked at is what is chosen
  }));
  const onKey = (event) => {
    const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
    const name = KEYS[key.toLowerCase()];
    const isTyping = target.closest?.("input, select, textarea") || root.contains(target.shadowRoot?.activeElement?.closest("select"));
    if (!name || isTyping || ctrlKey || metaKey || altKey) return;
    event.preventDefault(); // elsewhere P and N turn the pages of a presentation
    if (!repeat && !find(`[data-act=${name}]`).hidden) act(name);
  };
  return {
    take({ header, blocks }, report) {
      Object.assign(state, { header, report, blocks, palettes: palettesOf(blocks, isDark(root)) });
      if (!item.children.length) {
        item.append(...header.items.map(({ id, title }) => Object.assign(make("option", ""), { value: id, textContent: title })));
        if (header.problem) item.value = header.problem.id;
        drawLevels();
      }
      find(".code").textContent = find(".small-code").textContent = `${header.code.slice(0, 3)} ${header.code.slice(3)}`;
      find(".place").textContent = header.place;
      find(".leave").href = `classroom?code=${header.code}&as=teacher`;
      const qr = find(".qr svg");
      find(".scan .qr").hidden = !header.qr.path;
      qr.setAttribute("viewBox", `0 0 ${header.qr.size} ${header.qr.size}`);
      qr.ariaLabel = header.qr.alt;
      qr.firstElementChild.setAttribute("d", header.qr.path);
      find(".reason").replaceChildren(...(header.problem?.solution ? paragraphs(header.problem.solution.words) : []));
      find(".view").hidden = !header.problem?.solution?.address;
      find(".view").href = header.problem?.solution?.address ?? "";
      drawQuestion();
      drawBeside();
      draw();
      watch.start();
      document.addEventListener("keydown", onKey);
      watch.now();
    },
    redraw() {
      state.palettes = palettesOf(state.blocks, isDark(root));
      drawQuestion();
      drawBeside();
    },
    end() {
      watch.stop();
      document.removeEventListener("keydown", onKey);
    },
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".together");
  root.view ??= newTogether(root);
  root.view.take(unpackSync(data), report);
  root.unwatch?.();
  root.unwatch = whenThemeChanges(root.view.redraw);
  return () => {
    root.unwatch();
    root.view.end();
  };
});
