// Logits as bars that are dragged, and the probabilities that softmax or sigmoids make of them, at once. All that is set belongs to the
// store of the window (linked/store.js); pages/ui/softmax/ keeps it and says what there is to start from.

import { formatNumber } from "../cnnviz/numbers.js";
import { living } from "../linked/living.js";
import { REST } from "../linked/fitting.js";
import { newPredict, newPredicting, triedOf } from "../linked/predicting.js";
import { viewOf } from "../linked/store.js";
import { make, reconcile } from "../payload.js";
import { followHands, indexOf, takeTyped, withEach } from "./hands.js";
import { drawRow, drawSumRow, newRow, newSumRow } from "./rows.js";
import { withPowers } from "./powers.js";
import { STAGES, remarkOf, stepsOf, toldOfAdding, toldOfDoubling, workedOut } from "./working.js";

const UNSEEN = "The working follows once the probability is found, or shown by “Show me”.";
const WAYS = { softmax: "Softmax", sigmoids: "Sigmoids", one: "One sigmoid" };
const ENDS = [6, 12, 25, 50, 100];
const PER_TEN = 20; // steps of the temperature's slider from 1 to 10

const temperatureAt = (step) => Number((10 ** (step / PER_TEN)).toPrecision(2));
const stepAt = (temperature) => Math.round(Math.log10(temperature) * PER_TEN);
const limitOf = (classes) => ENDS.find((end) => classes.every(([, logit]) => Math.abs(logit) <= end)) ?? ENDS.at(-1);

const drawWays = (group, way) => reconcile(group, Object.entries(WAYS), () => Object.assign(make("button", ""), { type: "button" }), (button, [key, label]) => {
  button.textContent = label;
  button.dataset.way = key;
  button.setAttribute("role", "radio");
  button.setAttribute("aria-checked", String(key === way));
  button.tabIndex = key === way ? 0 : -1;
});

const drawControls = (root, { way, temperature, stage, hides }, temperatures) => {
  drawWays(root.querySelector(".ways"), way);
  const [slider, said] = root.querySelector(".temperature").querySelectorAll("input, output");
  [slider.min, slider.max] = temperatures.map(stepAt);
  slider.value = stepAt(temperature);
  slider.setAttribute("aria-valuetext", formatNumber(temperature));
  said.textContent = formatNumber(temperature);
  const last = STAGES[way].length - 1;
  for (const button of root.querySelectorAll("[data-stage]:is(button)")) {
    button.setAttribute("aria-disabled", String(hides || (button.dataset.stage === "next" ? stage >= last : stage === 0)));
    button.title = hides ? UNSEEN : "";
  }
};

const drawHeads = (root, { way, temperature }) => {
  const exponent = `${way === "sigmoids" ? "−" : ""}z${temperature === 1 ? "" : `/${formatNumber(temperature)}`}`;
  const power = root.querySelector(".heads .power");
  power.replaceChildren("e", Object.assign(make("sup", ""), { textContent: exponent }));
};

const newBars = (root, store) => {
  let [said, held, drawn] = ["", null, null];
  const table = root.querySelector(".table");
  const fault = root.querySelector(".fault");
  const fields = () => ({ ...store.fields, stage: Math.min(store.fields.stage, STAGES[store.fields.way].length - 1) });
  const predicting = newPredicting(triedOf(store.hub));
  const positionOf = ({ rows, chosen }) => ({ plane: 0, row: 0, column: rows[chosen].index });
  // Python still speaks of other logits.
  const isStale = () => JSON.stringify(store.options.asked_of) !== JSON.stringify([fields().classes.map(([, logit]) => logit), fields().temperature, fields().way]);
  // All that follows from the logits is hidden until the probability that is looked at is found or shown.
  const workedNow = () => {
    const worked = workedOut(fields());
    const hides = predicting.on() && (isStale() || predicting.isHidden(positionOf(worked)));
    return { ...worked, hides, stage: hides ? 0 : worked.stage };
  };
  const predict = newPredict(root.querySelector(".predict"), {
    check: (guess) => store.change({ guess }, 0),
    show: (kind) => {
      predicting.reveal(kind, positionOf(drawn));
      draw();
    },
  }, { size: () => "", value: () => `What is the probability of ${drawn.rows[drawn.chosen].name}?` });
  const now = () => ({ ...fields(), limit: held ?? limitOf(store.fields.classes), most: store.options.most });
  const draw = () => {
    if (!store.options) return;
    predicting.begin(store.options);
    const worked = workedNow();
    drawn = worked;
    root.dataset.stage = worked.stage;
    root.dataset.way = worked.way;
    root.style.setProperty("--rows", worked.rows.length);
    drawControls(root, worked, store.options.temperatures);
    drawHeads(root, worked);
    reconcile(root.querySelector(".rows"), worked.rows, newRow(store.options.longest), drawRow(worked, now().limit));
    const foot = root.querySelector(".foot");
    if (!foot.firstChild) foot.append(newSumRow());
    drawSumRow(foot.firstChild, worked);
    reconcile(root.querySelector(".steps"), stepsOf(worked), () => make("li", ""), (item, text) => item.replaceChildren(...withPowers(text)));
    root.querySelector(".remark").textContent = worked.hides ? "" : said || remarkOf(worked);
    predict.show(predicting, positionOf(worked), store.options);
    root.querySelector(".predict").toggleAttribute("data-stale", predicting.on() && isStale()); // no answer is of these logits
    root.querySelector("[data-act='class']").hidden = worked.way === "one" || worked.classes.length >= store.options.classes;
    root.querySelector("[data-act='network']").title = store.options.network.title;
    root.dataset.paints = String(Number(root.dataset.paints ?? 0) + 1); // tests wait for this
  };
  const refuse = (sentence) => {
    fault.textContent = sentence;
    fault.hidden = !sentence;
  };
  const set = (changes, how, told = "") => {
    const news = Object.fromEntries(Object.entries(changes).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(store.fields[name])));
    if (!Object.keys(news).length) return draw();
    if (!("at" in news && Object.keys(news).length === 1)) said = told;
    store.change(news, REST[how]);
    draw();
  };
  // Fields that were refused show what is, again.
  const forget = () => {
    refuse("");
    root.querySelectorAll("[aria-invalid='true']").forEach((input) => input.setAttribute("aria-invalid", "false"));
  };
  const start = ({ classes, right = 0 }) => set({ classes, right, at: 0 }, "typed");
  const changeAll = (change, tell) => {
    const classes = withEach(store.fields.classes, change);
    if (limitOf(classes) < Math.max(...classes.map(([, logit]) => Math.abs(logit)))) {
      refuse(`A logit would lie beyond ${store.options.most}; make it smaller first. Nothing was changed.`);
      return;
    }
    const before = drawn;
    set({ classes }, "typed", tell(before, workedOut({ ...fields(), classes })));
  };
  const remove = (index) => {
    const { classes, right, at } = store.fields;
    const after = (place) => Math.min(place > index ? place - 1 : place, classes.length - 2);
    set({ classes: classes.filter((_, i) => i !== index), right: after(right), at: after(at) }, "typed");
  };
  const ACTS = {
    add: () => changeAll((logit) => logit + 1, toldOfAdding),
    double: () => changeAll((logit) => 2 * logit, toldOfDoubling),
    class: () => set({ classes: [...store.fields.classes, ["", 0]] }, "typed"),
    below: () => start(store.options.below),
    network: () => start(store.options.network),
    first: () => start(store.options.first),
  };
  const go = (to) => set({ stage: { first: 0, back: Math.max(0, fields().stage - 1), next: Math.min(STAGES[fields().way].length - 1, fields().stage + 1) }[to] }, "typed");
  root.onclick = ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    if (button.dataset.act) { forget(); ACTS[button.dataset.act](); }
    if (button.dataset.way) set({ way: button.dataset.way }, "typed");
    if (button.dataset.stage && button.getAttribute("aria-disabled") !== "true") go(button.dataset.stage);
    if (button.className === "remove") { forget(); remove(indexOf(button)); }
  };
  root.querySelector(".ways").onkeydown = (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const keys = Object.keys(WAYS);
    const way = keys[(keys.indexOf(fields().way) + step + keys.length) % keys.length];
    set({ way }, "typed");
    root.querySelector(`[data-way="${way}"]:is(button)`).focus();
  };
  root.querySelector(".temperature input").oninput = ({ target }) => set({ temperature: temperatureAt(Number(target.value)) }, "dragged");
  // Of two classes the second is anything but the chosen one.
  const rightAfter = (index) => (index >= 0 ? index : fields().right !== fields().at ? fields().right : fields().at === 0 ? 1 : 0);
  table.onchange = ({ target }) => {
    if (target.type === "radio") set({ right: rightAfter(indexOf(target)) }, "typed");
    else if (indexOf(target) >= 0) takeTyped(target, now(), set, refuse);
  };
  followHands(table, now, set, (isHeld) => { held = isHeld ? limitOf(store.fields.classes) : null; draw(); }, forget);
  return draw;
};

export default ({ parentElement, data }) => {
  const root = parentElement.querySelector(".softmax");
  const store = viewOf(data.hub);
  const draw = (root.draw ??= newBars(root, store));
  return living(parentElement, root, store, () => {
    draw();
    return [store.listen(draw)];
  });
};
