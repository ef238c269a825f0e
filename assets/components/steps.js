// Each change on a page is a step, with an entry of the browser's history: Back undoes it, and Forward does it again. An entry has in its
// state the visit (stay), its number (step), and the address of the page as it was then (query).
// Streamlit hears nothing of a move from one entry of a visit to another. A report tells Python to take the page's settings from that
// address. So it is the newest of all that was set, whatever is still on its way. Until the page shows it nothing can be used there, and
// the address that its run writes waits.

const ONE_STEP = 1000; // debounce in ms: what is changed again sooner, such as a slider by its keys, is the same step
const NOT_SHOWN = 10_000; // ms; a network time-out

const TELLS_VISIT = "navigation" in globalThis; // does Back tell Python of the visit? See history.js
const isFramed = () => window.parent !== window; // there each entry would be one of the page around it, too

const settingsIn = (query) => Object.fromEntries(new URLSearchParams(query));
const focusIn = (root) => (root.activeElement?.shadowRoot?.activeElement ? focusIn(root.activeElement.shadowRoot) : root.activeElement);
const changedNames = (one, other) => Object.keys({ ...one, ...other }).filter((name) => one[name] !== other[name]);

const NO_CHANGE = ["Tab", "Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock", "Escape"]; // by these keys nothing is set

// What the learner does since the last change; one drag, and one key that is held, is one gesture.
const newGestures = () => {
  const gestures = { isNew: false, isApart: false }; // was there one, and was it a while after the one before?
  let [last, isDown] = [-Infinity, false];
  const isOther = ({ type, key, detail, repeat, altKey, metaKey, button }) => NO_CHANGE.includes(key) || repeat || altKey || metaKey
    || button > 2 || (type === "click" && detail); // Back of a mouse; a click of one has begun when its button went down
  const note = (event) => {
    if (isOther(event)) return;
    gestures.isApart ||= !isDown && event.timeStamp - last > ONE_STEP;
    [gestures.isNew, last] = [true, event.timeStamp];
    isDown ||= event.type === "pointerdown" && event.button === 0;
  };
  const turn = (event) => event.defaultPrevented && note(event); // else it scrolls
  const release = ({ timeStamp }) => { [last, isDown] = [timeStamp, false]; };
  const lift = (event) => { if (!isOther(event)) last = event.timeStamp; };
  gestures.forget = () => Object.assign(gestures, { isNew: false, isApart: false });
  const listen = (act, types, capture = true) => types.forEach((type) => addEventListener(type, act, { capture, passive: true }));
  listen(note, ["pointerdown", "keydown", "click", "input", "drop"]);
  listen(turn, ["wheel"], false);
  listen(release, ["pointerup", "pointercancel", "contextmenu"]);
  listen(lift, ["keyup"]);
  return gestures;
};

// reports: see reports.js; it knows the page and the visit that the window shows.
export const newSteps = (reports) => {
  const [push, replace] = [history.pushState.bind(history), history.replaceState.bind(history)];
  const gestures = newGestures();
  const shown = new Map(); // visit → the step of it that is shown, or was when it was left
  const names = new Set(); // of the settings that the last step has changed
  // going: to which step, with which revision of the report; held: what was to be written meanwhile, last
  let [last, isArriving, going, timer, held] = [0, false, null, 0, null];
  const newStep = () => (last = Math.max(last + 1, Date.now())); // also after the window was loaded anew
  const entry = () => history.state ?? {};
  const isHere = () => Boolean(reports.session) && !reports.isLeaving() && reports.isOf(location.pathname, reports.page);
  const isGone = (stay) => Boolean(stay) && !stay.startsWith(`${reports.session}.`); // its session
  // Is this another visit's name, in an entry that was gone to while the page before it is shown still?
  const isOnItsWay = (stay) => Boolean(stay) && stay !== reports.visit && (TELLS_VISIT || isGone(stay));
  const begin = () => {
    names.clear();
    gestures.forget();
  };
  const steps = { tell: null }; // tell(step): tells Python to show it; null: no page is drawn

  // An entry that was gone to and is not shown yet keeps its address.
  const isAhead = ({ stay, step }) => Boolean(going) || (shown.has(stay) && shown.get(stay) !== step);
  const isStep = (query) => {
    const changed = changedNames(settingsIn(entry().query), settingsIn(query));
    const isNew = changed.length > 0 && gestures.isNew && (gestures.isApart || !changed.every((name) => names.has(name)));
    if (isNew) names.clear();
    changed.forEach((name) => names.add(name));
    gestures.forget();
    return isNew;
  };
  steps.replace = replace;
  steps.push = push;
  steps.rewrite = (state, address) => {
    if (isAhead(entry())) held = [state, address];
    else replace({ ...history.state, ...state, query: new URL(address ?? "", location.href).search }, "", address);
  };
  // The page has a new address, by a step of the learner's or by itself.
  steps.write = (state, address) => {
    const { stay } = entry();
    const isPages = !stay || stay !== reports.visit || isArriving;
    if (isFramed() || isPages || isAhead(entry()) || !isStep(new URL(address, location.href).search)) {
      steps.rewrite(state, address);
      return;
    }
    const step = newStep();
    push({ stay, step, query: new URL(address, location.href).search }, "", address);
    shown.set(stay, entry().step); // a browser drops an entry where too many come within seconds
  };

  // Is this entry another step of the visit that is shown, or of a session that is gone?
  steps.isWithin = () => {
    const { stay, query } = entry();
    return Boolean(steps.tell) && isHere() && query !== undefined && (stay === reports.visit || isGone(stay));
  };
  // Gives the entry the name of a visit's step: the one that is shown, or a new one.
  const name = (stay, write = replace) => {
    const step = going?.step ?? shown.get(stay) ?? newStep();
    write({ ...history.state, stay, step, query: location.search }, "", location.href);
  };
  // An entry without a name, such as one of a place on the page, shows what is shown already.
  steps.nameEntry = () => {
    if (entry().stay || !isHere() || !shown.has(reports.visit)) return;
    name(reports.visit);
    begin();
  };
  steps.isGoing = () => Boolean(going);
  const leave = () => {
    clearTimeout(timer);
    going = null;
    reports.showWhetherUsable();
  };
  const finish = () => {
    const { step, focused, isHeard } = going;
    leave();
    shown.set(reports.visit, step);
    begin();
    if (isHeard && held) steps.rewrite(...held);
    if (![null, document.body].includes(document.activeElement)) return; // the menu, say, is in use
    (focused?.isConnected ? focused : document.querySelector(".stMain"))?.focus({ preventScroll: true });
  };
  // Goes to the step that the entry names, if it is not shown.
  steps.follow = () => {
    const { stay, step, query } = entry();
    if (!steps.isWithin() || (stay === reports.visit && step === (going?.step ?? shown.get(stay)))) return;
    replace({ ...history.state, stay: reports.visit }, "", `${location.pathname}${query}${location.hash}`);
    const focused = going ? going.focused : focusIn(document);
    focusIn(document)?.blur(); // what was typed there is set before
    globalThis.cnnvizViews?.forEach((view) => view.tellAtOnce());
    const before = reports.revision;
    steps.tell({ stay: reports.visit, settings: settingsIn(query) });
    if (reports.revision === before) return; // the report was refused
    clearTimeout(timer);
    going = { step, revision: reports.revision, isHeard: false, focused };
    timer = setTimeout(finish, NOT_SHOWN);
    reports.showWhetherUsable();
  };
  steps.leave = leave;
  // A visit of the page is drawn; Python has heard of all that was told up to this revision.
  steps.arrive = (stay, heard) => {
    const [before, { stay: there }] = [reports.visit, entry()];
    if (stay !== before) {
      // What a lesson shows on the page that the learner was on comes after that page as it was left.
      const isAfter = TELLS_VISIT && !isFramed() && Boolean(before) && there === before && !isGone(before) && gestures.isNew;
      leave();
      begin();
      [isArriving, reports.visit] = [true, stay];
      if (there !== stay) name(stay, isAfter ? push : replace);
    } else if (there !== stay && !isOnItsWay(there)) name(stay);
    if (!shown.has(stay)) shown.set(stay, entry().step);
    if (going && !going.isHeard && heard >= going.revision) [going.isHeard, held] = [true, null]; // that was of a run before
    steps.follow();
  };
  // The page's run has ended.
  steps.rest = () => {
    isArriving = false;
    if (going?.isHeard) finish();
    steps.follow();
  };
  return steps;
};
