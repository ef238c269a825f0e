// Classes: joining one by its code, those that one is in, and making one. What is posted answers with a cookie that no script reads.

import { goAnew, tellClass, toldBefore } from "../asked_of_class.js";
import { keptWords } from "../words_kept.js";
import { countPaint } from "../painted.js";
import { headerOf, make } from "../payload.js";
import { reporting } from "../reports.js";
import { newMaking } from "./making.js";
import { newMade } from "./made.js";

const newClasses = (root) => {
  const state = { header: null, report: null, typed: "", isEntering: false };
  const find = (selector) => root.querySelector(selector);
  const [codeField, said, mine] = ["[name=code]", ".join .said", ".mine ul"].map(find);
  const made = newMade(find(".made"), (address) => state.report("link", address), () => state.header.origin);
  const making = newMaking(find(".make"), (answer) => {
    find(".make").hidden = true;
    made.show(answer);
  });
  const say = (text) => { said.textContent = text; };
  find(".before").textContent = toldBefore();

  const enter = async (act, body) => {
    if (state.isEntering) return; // a second press of the button would join as a second student
    say("");
    state.isEntering = true;
    const answer = await tellClass(act, body);
    state.isEntering = false;
    if (answer.ok) {
      if (answer.words ?? body.words) keptWords(answer.code, answer.words ?? body.words);
      goAnew(`classroom?code=${answer.code}&as=student`);
    }
    else say(answer.told);
  };
  const acts = {
    join: () => enter("join", { code: codeField.value }),
    back: () => enter("back", { code: codeField.value, words: find("[name=words]").value }),
    make: making.send,
    copy: made.copy,
    copykey: made.copyKey,
    save: made.save,
  };
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    acts[event.target.dataset.act]();
  });
  root.addEventListener("click", ({ target }) => target.closest?.("button[data-act]") && acts[target.closest("button").dataset.act]());
  find("a.privacy").addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector(".st-key-class_privacy")?.scrollIntoView();
  });
  const drawMine = (classes) => {
    find(".mine").hidden = !classes.length;
    mine.replaceChildren(...classes.map(({ code, title, role, nickname }) => {
      const row = make("li", "");
      row.append(
        Object.assign(make("a", ""), { href: `classroom?code=${code}&as=${role}`, textContent: title }),
        Object.assign(make("span", ""), { textContent: role === "teacher" ? "you teach it" : `you are ${nickname}` }),
      );
      return row;
    }));
  };
  return (header, report) => {
    Object.assign(state, { header, report });
    root.classList.toggle("coming", Boolean(header.code));
    find("[data-act=join] button").classList.toggle("primary", Boolean(header.code));
    if (header.code !== state.typed) codeField.value = header.code;
    state.typed = header.code;
    drawMine(header.mine);
    making.take(header);
    made.take(header.link);
    countPaint(root);
  };
};

export default reporting(({ parentElement, data, report }) => {
  const root = parentElement.querySelector(".classes");
  root.take ??= newClasses(root);
  root.take(headerOf(data), report);
});
